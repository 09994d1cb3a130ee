"""axe finds nothing: every kind of page, light and dark, as it is, with errors shown, and with the dialog open on errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT

pytestmark = pytest.mark.browser

MISSING = "policy/nothing/here"

# One of each kind; a new kind of page joins here.
PAGES = (
    "",
    "overview/",
    "policy/plan/",
    "policy/fees/",
    "policy/levels/",
    "policy/incident/",
    "policy/indemnity/",
    "policy/documents/",
    "policy/send/",
    "privacy/collection/",
    "privacy/choices/",
    "glossary/",
    "readings/",
    "coverage/",
    "reference/",
    "calculators/",
    "calculators/fee/",
    MISSING,
)
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = "axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)]))"


def check(page: Page) -> None:
    """What axe complains of on the page as it is now."""
    # Not in the middle of a movement, when colours are on their way.
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    assert page.evaluate(RUN) == []


def show_errors(page: Page, calculator: Any) -> None:
    """Enter pressed in an empty form: a summary, and what to enter beside each field."""
    calculator.get_by_role("button", name="Work it out").focus()
    page.keyboard.press("Enter")
    expect(calculator.locator(".calculator__summary")).to_be_focused()


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(new_page: Callable[..., Page], hosted: str, watch: Any, path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(hosted + path)
    watch.problems[:] = [problem for problem in watch.problems if MISSING not in problem]
    expect(page.get_by_role("button", name="Calculate", exact=True)).to_be_visible()
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
