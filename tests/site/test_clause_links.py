"""The links that each clause has of its own: to copy its address, and to report a mistake in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import FEES
from tests.helpers.sources import clauses

pytestmark = pytest.mark.browser


def about(page: Page, title: str) -> None:
    """Opens what is folded about a clause."""
    heading = page.get_by_role("heading", name=title)
    clause = page.locator("section.clause").filter(has=heading).last
    clause.get_by_text("About this clause").click()


def test_the_link_to_a_clause_is_copied_by_keyboard_and_that_is_said(
    new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(base_url + FEES)
    about(page, "The first fee")
    button = page.get_by_role("button", name="Copy link to “The first fee”")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{FEES}#dsop.fees.first"
    expect(button).to_be_focused()
    # After instant navigation too.
    page.locator(".md-nav--primary").get_by_role("link", name="Your level", exact=True).first.click()
    about(page, "What is counted")
    page.get_by_role("button", name="Copy link to “What is counted”").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}policy/levels/#dsop.levels.volume"


def test_where_the_browser_has_no_clipboard_the_address_is_shown(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;"
    )
    page.goto(base_url + FEES)
    about(page, "The first fee")
    page.get_by_role("button", name="Copy link to “The first fee”").click()
    expect(page.get_by_text(f"The link is {base_url}{FEES}#dsop.fees.first")).to_be_visible()


def test_every_clause_has_its_address_and_its_report_link(site: Path) -> None:
    found: dict[str, str] = {}
    for path in site.rglob("index.html"):
        text = path.read_text("utf-8")
        for section in re.findall(r'<section class="clause .*?</section>', text, re.DOTALL):
            place = re.search(r'<a href="#([^"]+)" class="clause__copy">', section)
            report = re.search(r'href="mailto:[^"?]+\?subject=Mistake%20in%20([^"&]+)"', section)
            assert place and report, section[:200]
            assert place[1] == report[1]
            found[place[1]] = path.name
    assert found.keys() == {clause["id"] for _, clause in clauses()}
