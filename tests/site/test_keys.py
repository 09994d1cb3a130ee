"""Keys, the focus, and what forced colours leave of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import CASE, FEES, entry, until
from tests.helpers.proving import at_once

pytestmark = [pytest.mark.browser, pytest.mark.prove]


@pytest.mark.parametrize("key", at_once(("f", "s", "/", "p", "n", ",", "."), {"s", ","}))
def test_no_single_key_leaves_the_page_or_the_focus(page: Page, base_url: str, key: str) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.wait_for_timeout(200)
    radio = page.locator("policy-calculator").get_by_label("Merchant", exact=True)
    radio.check()
    radio.focus()
    page.evaluate("window.sameDocument = true")
    page.keyboard.press(key)
    page.wait_for_timeout(700)
    assert page.url.startswith(base_url + FEES)
    assert page.evaluate("window.sameDocument") is True
    expect(page.get_by_role("heading", level=1)).to_contain_text("Non-validation fees")
    expect(radio).to_be_focused()


def test_a_letter_is_typed_as_ever(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    market = page.locator("policy-calculator").locator(entry("market"))
    market.press_sequentially("s.p,n/f")
    expect(market).to_have_value("s.p,n/f")


@pytest.mark.parametrize("path", at_once((FEES, "glossary/", "policy/levels/"), {FEES}))
def test_going_back_from_link_to_link_none_is_behind_the_header(
    new_page: Callable[..., Page], base_url: str, path: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 600}, reduced_motion="reduce")
    page.goto(base_url + path)
    until(page, "globalThis.document$")
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)") if path != "glossary/" else None
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.locator(".md-footer a").last.focus()
    hidden = []
    seen = 0
    for _ in range(120):
        page.keyboard.press("Shift+Tab")
        found: Any = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (!at.closest(".md-content")) return null;
              const box = at.getClientRects()[0];
              const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
              return [box.top < header && box.bottom > 0 ? at.outerHTML.slice(0, 120) : ""];
            }"""
        )
        if found:
            seen += 1
            hidden += [one for one in found if one]
    assert seen > 50
    assert hidden == []


CASE_BY_DATES = "calculators/fee/#fee?market=Australia&kind=merchant&level=1&first_deadline=2026-01-31"
ARROWS = {
    "policy-calculator summary.ask__fold": CASE_BY_DATES,
    "policy-calculator .answer-section > summary": FEES + CASE,
}


@pytest.mark.parametrize("which", ARROWS)
def test_forced_colours_leave_the_arrows_of_what_is_folded(
    new_page: Callable[..., Page], base_url: str, which: str
) -> None:
    page = new_page(forced_colors="active", viewport={"width": 800, "height": 900})
    page.goto(base_url + ARROWS[which])
    summary = page.locator(which).locator("visible=true").first
    expect(summary).to_be_visible(timeout=60_000)
    summary.scroll_into_view_if_needed()
    box = page.evaluate(
        """(node) => {
          const arrow = getComputedStyle(node, "::after");
          const box = node.getBoundingClientRect();
          return { x: box.x, y: box.y, width: box.width, height: box.height, size: arrow.width };
        }""",
        summary.element_handle(),
    )
    assert box.pop("size") != "auto"
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # transitions
    there = page.screenshot(clip=box)
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".md-typeset summary::after { visibility: hidden !important }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    page.wait_for_timeout(400)
    assert page.screenshot(clip=box) != there, "the arrow makes no difference"
