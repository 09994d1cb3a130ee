"""Days and moments in a real browser: those that do not exist, those that are twice, and how many digits a year has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.pages import PATIENCE, asked, entry
from tests.helpers.proving import rows_at_once

pytestmark = pytest.mark.browser


def open_at(page: Page, address: str) -> Locator:
    """The calculator of a page, taken over by its script, everything that is folded open."""
    page.goto(address)
    element = page.locator("policy-calculator").first
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")
    element.evaluate("e => e.querySelectorAll('details.ask__more').forEach(fold => (fold.open = true))")
    return element


def is_wrong(element: Locator, field: str, text: str) -> None:
    """Waits until there is no answer, and a field says why."""
    expect(element.locator("output")).to_have_text(
        "No answer yet: look at the entries that are marked.", timeout=PATIENCE
    )
    expect(element.locator(f"#ask-{element.get_attribute('topic')}-{field}-error")).to_contain_text(text)
    assert element.evaluate("e => e.answer") is None


def notified_by(page: Page, moment: str) -> None:
    """Waits for an answer by which American Express is to be notified by a moment."""
    for _ in range(PATIENCE // 100):
        if page.locator("policy-calculator").evaluate("e => e.answer?.outcome.notify_by") == moment:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{moment} did not come")


NO_DAYS = [
    (
        "fee",
        "market=Australia&kind=merchant&level=1&first_deadline=2026-01-31",
        "received",
        "02312026",
        "year-month-day",
    ),
    ("incident", "discovered=2026-03-28T14:30%2B01:00", "notification_date", "04312026", "year-month-day"),
    ("validation", "kind=merchant&level=2", "plan_completed", "02302026", "year-month-day"),
]


@pytest.mark.parametrize(("topic", "case", "field", "typed", "example"), rows_at_once(NO_DAYS, NO_DAYS[:1]))
def test_a_day_that_does_not_exist_is_an_error_until_it_is_mended(
    new_page: Callable[..., Page], base_url: str, topic: str, case: str, field: str, typed: str, example: str
) -> None:
    page = new_page(locale="en-US")  # in which order a date is typed
    element = open_at(page, f"{base_url}calculators/{topic}/#{topic}?{case}")
    if topic == "validation":
        element.locator(asked("pci_compliant")).get_by_label("No", exact=True).check()
    if topic == "fee":
        element.locator("[name=as_of]").fill("2026-05-15")
    entry = element.locator(f"[name={field}]")
    entry.click(position={"x": 12, "y": 12})
    page.keyboard.type(typed)
    page.keyboard.press("Tab")
    is_wrong(element, field, "There is no such day")
    is_wrong(element, field, example)
    expect(entry).to_have_attribute("aria-invalid", "true")
    # As soon as there is such a day it is one.
    entry.fill("2026-03-28" if topic == "incident" else "2026-04-30")
    expect(element.locator(f"#ask-{topic}-{field}-error")).not_to_contain_text("There is no such day")
    expect(element).to_have_attribute("data-state", "ready")
    expect(element.locator("output")).not_to_contain_text("No answer yet")
    assert element.evaluate("(e, name) => e.answer.inputs[name]", field)


def test_clearing_the_form_clears_a_day_that_does_not_exist(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(locale="en-US")
    element = open_at(page, f"{base_url}calculators/fee/")
    element.locator("[name=first_deadline]").click(position={"x": 12, "y": 12})
    page.keyboard.type("02302026")
    is_wrong(element, "first_deadline", "There is no such day")
    element.get_by_role("button", name="Clear all entries").click()
    expect(element.get_by_text("A worked example")).to_be_visible()
    assert element.evaluate("e => e.entries()") == {}
    expect(element.locator("#ask-fee-first_deadline-error")).to_be_hidden()


def test_a_year_has_four_digits(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(locale="en-US", timezone_id="UTC")
    element = open_at(page, f"{base_url}calculators/incident/")
    element.locator(entry("discovered")).click(position={"x": 12, "y": 12})
    page.keyboard.type("032920260230AM")
    expect(element.locator(entry("discovered"))).to_have_value("2026-03-29T02:30")
    element.locator("[name=report_completed]").click(position={"x": 12, "y": 12})
    page.keyboard.type("0405202612")  # a year is full with four
    assert len(element.locator("[name=report_completed]").input_value()) == len("2026-04-05")


def test_a_moment_that_exists_twice_is_asked_for(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="Europe/Berlin")
    element = open_at(page, f"{base_url}calculators/incident/")
    moment, offset = element.locator(entry("discovered")), element.get_by_label("Offset from UTC")
    moment.fill("2026-10-25T02:30")
    moment.blur()
    is_wrong(
        element,
        "discovered",
        "On 25 October 2026 the clocks of your time zone, Europe/Berlin, are put back, and 02:30 comes twice",
    )
    element.get_by_role("button", name="The second, +01:00").click()
    expect(offset).to_have_value("+01:00")
    notified_by(page, "2026-10-26T02:30:00+01:00")
    expect(element.get_by_role("button", name="The second")).to_be_hidden()
    expect(element.locator("#ask-incident-discovered-error")).to_be_hidden()
    page.reload()
    notified_by(page, "2026-10-26T02:30:00+01:00")
    # The choice is for that moment alone.
    moment.fill("2026-07-01T02:30")
    expect(offset).to_have_value("+02:00")
    moment.fill("2026-10-25T02:30")
    element.get_by_role("button", name="The first, +02:00").click()
    notified_by(page, "2026-10-26T02:30:00+02:00")


def test_a_moment_that_does_not_exist_is_told(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="Europe/Berlin")
    element = open_at(page, f"{base_url}calculators/incident/")
    moment, offset = element.locator(entry("discovered")), element.get_by_label("Offset from UTC")
    moment.fill("2026-03-29T02:30")
    moment.blur()
    is_wrong(element, "discovered", "are put forward, and 02:30 does not exist")
    # In another place it may.
    offset.fill("+00:00")
    notified_by(page, "2026-03-30T02:30:00+00:00")
    offset.fill("")
    is_wrong(element, "discovered", "02:30 does not exist")
    moment.fill("2026-03-29T03:30")
    notified_by(page, "2026-03-30T03:30:00+02:00")
