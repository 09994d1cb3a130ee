"""axe finds nothing: every kind of page, light and dark, as it is, with errors shown, and with the dialog open on errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import TOPICS
from tests.helpers.pages import AXE, MISSING, PATIENCE, RUN
from tests.helpers.proving import at_once

pytestmark = pytest.mark.browser

# One of each kind; a new kind of page joins here.
PAGES = (
    "",
    "overview/",
    "policy/plan/",
    "policy/fees/",
    "policy/incident/",
    "policy/indemnity/",
    "policy/documents/",
    "privacy/collection/",
    "glossary/",
    "readings/",
    "coverage/",
    "reference/",
    "calculators/",
    "do/late/",
    "do/incident/",
    "obligations/",
    "deadlines/",
    "kept/",
    MISSING,
)
AT_ONCE = {"policy/fees/", "do/incident/", "deadlines/"}


def check(page: Page, within: str = "document") -> None:
    """axe finds nothing on the page as it is now."""
    # Not in the middle of a movement, when colours are on their way.
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    assert page.evaluate(RUN.replace("{within}", within)) == []


def show_errors(page: Page, calculator: Any) -> None:
    """Enter pressed in an empty form: a summary, and what to enter beside each field."""
    calculator.get_by_role("button", name="Work it out").focus()
    page.keyboard.press("Enter")
    expect(calculator.locator(".calculator__summary")).to_be_focused(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", at_once(("light", "dark"), {"light"}))
@pytest.mark.parametrize("path", at_once(PAGES, AT_ONCE))
def test_axe_finds_nothing(new_page: Callable[..., Page], hosted: str, watch: Any, path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(hosted + path)
    watch.expect(MISSING)
    expect(page.get_by_role("button", name="Calculate", exact=True)).to_be_visible()
    page.evaluate(
        "() => new Promise((then) => requestIdleCallback(then))"
    )  # the theme makes code that scrolls focusable
    page.evaluate(AXE + "; 0")
    check(page)
    in_place = page.locator("article policy-calculator")
    if in_place.count():
        show_errors(page, in_place)
        check(page)
    page.get_by_role("button", name="Calculate", exact=True).click()
    in_dialog = page.locator("dialog policy-calculator:visible")
    show_errors(page, in_dialog)
    check(page)


@pytest.mark.prove
@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_axe_finds_nothing_in_the_dialog_whatever_its_topic(
    new_page: Callable[..., Page], base_url: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 360, "height": 640})
    page.goto(base_url)
    page.evaluate(AXE + "; 0")
    page.get_by_role("button", name="Calculate", exact=True).click()
    for topic in TOPICS.values():
        page.get_by_role("tab", name=topic.title, exact=True).click()
        in_dialog = page.locator("dialog policy-calculator:visible")
        expect(in_dialog.get_by_role("button", name="Work it out")).to_be_visible()
        check(page, "document.querySelector('dialog')")
        show_errors(page, in_dialog)
        check(page, "document.querySelector('dialog')")
