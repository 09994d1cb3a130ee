"""What a form knows the others of the tab know; what was cleared comes back; what cannot matter is not asked; a market is taken."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import FEES, answered, asked, entry

from .test_forms import open_at

pytestmark = pytest.mark.browser

LATE = "#fee?market=Sweden&kind=merchant&level=2&days_late=45"


def test_what_a_form_knows_the_others_of_the_tab_know(page: Page, base_url: str) -> None:
    level = open_at(page, base_url + "calculators/level/")
    level.locator(asked("kind")).get_by_label("Merchant", exact=True).check()
    level.locator(entry("transactions")).fill("60000")
    answered(level, "You are a Level 2 merchant.")
    fee = open_at(page, base_url + "calculators/fee/")
    expect(fee.locator(asked("kind")).get_by_label("Merchant", exact=True)).to_be_checked()
    # The level that was found; the newest wins.
    expect(fee.locator(asked("level")).get_by_label("2", exact=True)).to_be_checked()
    fee.locator(asked("level")).get_by_label("1", exact=True).check()
    papers = open_at(page, base_url + "calculators/validation/")
    expect(papers.locator(asked("level")).get_by_label("1", exact=True)).to_be_checked()
    # A case in the address is that case alone.
    case = open_at(page, base_url + "calculators/validation/#validation?kind=service_provider")
    expect(case.locator(asked("kind")).get_by_label("Service provider", exact=True)).to_be_checked()
    expect(case.locator(asked("level")).get_by_label("1", exact=True)).not_to_be_checked()


def test_what_was_cleared_comes_back_until_the_next_entry(page: Page, base_url: str) -> None:
    fee = open_at(page, base_url + FEES + LATE)
    answered(fee, re.compile("105,000 SEK"))
    undo = fee.get_by_role("button", name="Undo")
    fee.get_by_role("button", name="Clear all entries").click()
    expect(fee.locator(entry("market"))).to_have_value("")
    undo.click()
    answered(fee, re.compile("105,000 SEK"))
    expect(fee.locator(entry("days_late"))).to_have_value("45")
    fee.get_by_role("button", name="Clear all entries").click()
    expect(undo).to_be_visible()
    fee.locator(entry("days_late")).fill("1")
    expect(undo).to_have_count(0)


def test_a_question_that_cannot_matter_is_not_asked_until_it_can(page: Page, base_url: str) -> None:
    case = "#indemnity?kind=merchant&card_numbers=9000&numbers_with_data=9000"
    cost = open_at(page, base_url + "calculators/indemnity/" + case)
    answered(cost, re.compile("USD"))
    expect(cost.locator(asked("wrongful_conduct"))).to_be_hidden()
    expect(cost.locator(asked("incident_duties_met"))).to_be_visible()
    cost.locator(entry("card_numbers")).fill("14000")
    cost.locator(entry("numbers_with_data")).fill("14000")
    expect(cost.locator(asked("wrongful_conduct"))).to_be_visible()


def test_what_is_mended_leaves_the_summary_at_once(page: Page, base_url: str) -> None:
    fee = open_at(page, base_url + FEES)
    fee.locator(entry("days_late")).fill("6x")
    fee.locator(entry("days_late")).press("Enter")
    wrong = fee.locator(".calculator__summary li")
    mended = fee.locator('.calculator__summary [data-about="days_late"]')
    expect(mended).to_have_count(1, timeout=60_000)
    before = wrong.count()
    fee.locator(entry("days_late")).fill("6")
    expect(mended).to_have_count(0)
    expect(wrong).to_have_count(before - 1)


def test_the_market_that_is_left_is_taken_with_enter(page: Page, base_url: str) -> None:
    fee = open_at(page, base_url + FEES)
    fee.locator(entry("market")).press_sequentially("swed")
    fee.locator(entry("market")).press("Enter")
    expect(fee.locator(entry("market"))).to_have_value("Sweden")
    expect(fee.get_by_role("option")).to_have_count(0)
