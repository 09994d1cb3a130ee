"""What a document holds does not grow with the pages that instant navigation has put into it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.helpers.pages import FEES, until

pytestmark = [pytest.mark.browser, pytest.mark.prove]

PAGES = {"policy/levels/": "Your level", "policy/indemnity/": "can cost you", FEES: "Non-validation fees"}
ROUNDS = 8
CLICK = "to => [...document.querySelectorAll('.md-nav a[href]')].find(({ href }) => href === to).click()"


def test_a_document_holds_no_more_after_many_pages(page: Any, base_url: str) -> None:
    """Of the nodes that are left once rubbish is collected no more come, but for those of a page that is on its way out."""
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.evaluate("window.sameDocument = true")
    nodes = []
    for path, title in [*PAGES.items()] * ROUNDS:
        page.evaluate(CLICK, base_url + path)
        expect(page.locator("article h1")).to_contain_text(title)
        for _ in range(3):
            browser.send("HeapProfiler.collectGarbage")
        metrics = browser.send("Performance.getMetrics")["metrics"]
        nodes += [each["value"] for each in metrics if each["name"] == "Nodes"]
    assert page.evaluate("window.sameDocument") is True, "a page was loaded anew"
    third = len(nodes) // 3
    assert min(nodes[-third:]) <= max(nodes[:third]), nodes
