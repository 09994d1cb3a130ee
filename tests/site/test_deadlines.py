"""Your deadlines: entered once, and then real: what is next on the front page, by when in a card, the clock of the fees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.helpers.pages import PATIENCE, asked, entry, open_at
from tests.helpers.proving import at_once
from tests.helpers.yours import DESK, PHONE, REFUSES, SHOP, keep, kept

pytestmark = pytest.mark.browser

NOW = "2026-11-28T12:00:00Z"


def enter(page: Page, **days: str) -> None:
    """Enters days by the name of their field."""
    for name, day in days.items():
        field = page.locator(f"#deadline-{name.replace('scan_', 'scan-')}")
        field.fill(day)
        field.blur()


@pytest.mark.parametrize("device", at_once((PHONE, DESK), [PHONE]), ids=("phone", "desk"))
def test_what_is_next_and_in_how_many_days(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any]
) -> None:
    page = new_page(timezone_id="UTC", **device)
    page.clock.set_fixed_time(NOW)
    page.goto(base_url + "deadlines/")
    enter(page, annual="2027-03-31", scan_1="2026-12-10")
    expect(page.locator(".deadlines__next p")).to_contain_text("Next: The first network scan: due on Thursday")
    expect(page.locator(".deadlines__next p")).to_contain_text("10 December 2026, in 12 days.")
    overview = open_at(page, base_url)
    expect(page.locator(".next-deadline")).to_contain_text("10 December 2026, in 12 days.")
    # And the card says the days themselves.
    overview.locator(asked("kind")).get_by_label("Merchant", exact=True).check()
    overview.locator(entry("transactions")).fill("60,000")
    expect(overview.locator(".card__when")).to_contain_text("Your yearly documents: due on Wednesday", timeout=PATIENCE)
    expect(overview.locator(".card__when")).to_contain_text("31 March 2027, in 123 days.")
    # What is done is next no longer.
    page.goto(base_url + "deadlines/")
    page.locator('[data-name="scan-1"]').get_by_role("checkbox").check()
    expect(page.locator(".deadlines__next p")).to_contain_text("Next: Your yearly documents")


# Enters something as soon as the form is read, which is before any script of the page.
EARLY = """new MutationObserver(() => {
  const tick = document.querySelector('[data-name="scan-1"] [type=checkbox]');
  if (tick && sessionStorage.ticks) tick.checked = delete sessionStorage.ticks;
}).observe(document, { childList: true, subtree: true });"""


def test_what_is_entered_before_the_page_is_ready_stands_beside_what_is_kept(page: Page, base_url: str) -> None:
    page.clock.set_fixed_time(NOW)
    page.add_init_script(EARLY)
    page.goto(base_url + "deadlines/")
    enter(page, annual="2027-03-31", scan_1="2026-12-10")
    expect(page.locator(".deadlines__next p")).to_contain_text("Next: The first network scan")
    page.evaluate("sessionStorage.ticks = 1")
    page.reload()
    expect(page.locator(".deadlines__next p")).to_contain_text("Next: Your yearly documents")
    expect(page.locator("#deadline-scan-1")).to_have_value("2026-12-10")
    expect(page.locator('[data-name="scan-1"]').get_by_role("checkbox")).to_be_checked()


def test_a_deadline_that_has_passed_sets_the_clock_of_the_fees(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="UTC", **DESK)
    page.clock.set_fixed_time(NOW)
    page.goto(base_url + "deadlines/")
    keep(page, SHOP)
    page.reload()
    enter(page, annual="2026-10-19")
    expect(page.locator('[data-name="annual"] .deadlines__counted')).to_contain_text("40 days ago.")
    page.get_by_role("link", name="What this can have cost by today").click()
    fee = page.locator("policy-calculator")
    expect(fee.locator("output")).to_have_text("40 days late, two of three fees are due: 21,000 AUD.", timeout=PATIENCE)
    # The calculator offers it too, wherever it is come upon.
    fee = open_at(page, base_url + "policy/fees/")
    page.get_by_role("link", name="Count from it").click()
    expect(fee.locator(entry("first_deadline"))).to_have_value("2026-10-19")
    expect(fee.locator("output")).to_contain_text("21,000 AUD", timeout=PATIENCE)


def test_the_rule_core_finds_what_follows_from_a_notice_and_a_plan(
    new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page(timezone_id="UTC", **DESK)
    page.clock.set_fixed_time(NOW)
    page.goto(base_url + "deadlines/")
    enter(page, designation_notice_received="2026-11-18", plan_completed="2026-11-08")
    # 90 days after the notice; twelve months after the plan.
    notice = page.locator('[data-name="designation_notice_received"] .deadlines__counted')
    expect(notice).to_contain_text("Your enrolment: due on Tuesday", timeout=PATIENCE)
    expect(notice).to_contain_text("16 February 2027, in 80 days.")
    expect(page.locator('[data-name="plan_completed"] .deadlines__counted')).to_contain_text("8 November 2027")
    page.goto(base_url)
    expect(page.locator(".next-deadline")).to_contain_text("Your enrolment: due on")


def test_they_go_into_a_calendar_and_a_correction_updates_them(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="Pacific/Honolulu", **DESK)
    page.clock.set_fixed_time(NOW)
    page.goto(base_url + "deadlines/")

    def saved() -> list[Any]:
        with page.expect_download() as download:
            page.get_by_role("button", name="Calendar file").click()
        return list(Calendar.from_ical(Path(download.value.path()).read_text("utf-8")).walk("VEVENT"))

    enter(page, annual="2027-03-31", scan_1="2026-12-10")
    scan, annual = saved()
    assert (scan["DTSTART"].dt, annual["DTSTART"].dt) == (date(2026, 12, 10), date(2027, 3, 31))
    assert str(annual["SUMMARY"]) == "Your yearly documents"
    assert [alarm["TRIGGER"].dt for alarm in annual.walk("VALARM")] == [timedelta(days=-1)]
    page.clock.set_fixed_time("2026-11-28T12:05:00Z")
    enter(page, annual="2027-04-30")
    _, later = saved()
    assert later["UID"] == annual["UID"] and later["DTSTART"].dt == date(2027, 4, 30)
    assert later["SEQUENCE"] > annual["SEQUENCE"]


def test_each_business_has_its_own(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="UTC", **DESK)
    page.clock.set_fixed_time(NOW)
    page.goto(base_url + "deadlines/")
    keep(page, SHOP, SHOP | {"name": "Kiosk"})
    page.reload()
    enter(page, annual="2027-03-31")
    expect(page.locator(".deadlines__next")).to_contain_text("Next:")
    keep(page, SHOP | {"name": "Kiosk"}, SHOP)
    page.reload()
    expect(page.locator("#deadline-annual")).to_have_value("")
    assert list(kept(page, "deadlines")) == ["Shop"]


def test_where_storage_is_refused_it_says_so(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="UTC")
    page.add_init_script(REFUSES)
    page.goto(base_url + "deadlines/")
    expect(page.locator(".deadlines__told")).to_contain_text("the dates are gone when you leave this page")
    enter(page, annual="2030-03-31")
    expect(page.locator(".deadlines__next")).to_contain_text("Next: Your yearly documents: due on")


def test_with_scripts_off_it_is_a_form_to_print(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + "deadlines/")
    expect(page.locator(".deadlines input[type=date]:visible")).to_have_count(10)
    expect(page.get_by_role("button", name="Print", exact=True)).to_have_count(0)
