"""A number that can be read in two ways: refused with both meanings, each a button that puts it into the field."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import PATIENCE, entry, open_at
from tests.helpers.proving import rows_at_once

pytestmark = pytest.mark.browser

MEANINGS = [
    ("50.000", ["50", "50,000"], "50,000", 50_000),
    ("50.000", ["50", "50,000"], "50", 50),
    ("1.250 Mio", ["1,250,000", "1,250,000,000"], "1,250,000", 1_250_000),
    # One meaning alone is a whole number.
    ("6,5", ["65"], "65", 65),
]


@pytest.mark.parametrize(
    ("typed", "offered", "taken", "count"),
    rows_at_once(MEANINGS, MEANINGS[:1]),
)
def test_each_meaning_is_a_button(
    page: Page, base_url: str, typed: str, offered: list[str], taken: str, count: int
) -> None:
    element = open_at(page, f"{base_url}calculators/level/#level?kind=merchant")
    field = element.locator('[data-field="transactions"]')
    field.locator(entry("transactions")[len('[data-field="transactions"] ') :]).fill(typed)
    buttons = field.locator(".ask__meanings button")
    expect(buttons).to_have_text(offered, timeout=PATIENCE)
    expect(field.locator(".ask__error")).to_contain_text("can mean")
    # By keyboard, as by hand.
    field.get_by_role("button", name=f"Take it as {taken}", exact=True).press("Enter")
    expect(field.locator("input")).to_have_value(taken)
    expect(field.locator("input")).to_be_focused()
    expect(buttons).to_have_count(0)
    expect(field.locator(".ask__error")).to_be_hidden()
    expect(element.locator("output")).to_contain_text("Level", timeout=PATIENCE)
    assert element.evaluate("e => e.answer.inputs.transactions") == count


def test_what_is_typed_on_takes_them_away(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}calculators/level/#level?kind=merchant&transactions=50.000")
    field = element.locator('[data-field="transactions"]')
    expect(field.locator(".ask__meanings button")).to_have_count(2, timeout=PATIENCE)
    field.locator("input").fill("x")
    expect(field.locator(".ask__error")).to_contain_text("no number", timeout=PATIENCE)
    expect(field.locator(".ask__meanings")).to_have_count(0)
