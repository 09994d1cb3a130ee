"""The calendar file of an answer, read by another library: its events, their alarms, and what a correction does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.helpers.pages import PATIENCE, entry, open_at, saved, take
from tests.helpers.proving import at_once

pytestmark = pytest.mark.browser

DAY, HOUR = timedelta(days=-1), timedelta(hours=-1)
INCIDENT = "#incident?discovered=2026-11-27T14%3A30%2B01%3A00&card_numbers=12000"
# What is asked, and its events: the field of the UID, the day or moment, the alarms, and what is to be done.
EVENTS: dict[str, list[tuple[str, date, list[timedelta], str]]] = {
    INCIDENT: [
        ("notify_by", datetime(2026, 11, 28, 13, 30, tzinfo=UTC), [DAY, HOUR], "Notify American Express"),
        ("engage_pfi_by", date(2026, 12, 2), [DAY], "Engage a PFI"),
    ],
    "#validation?kind=merchant&level=3&submission_required=yes&designation_notice_received=2026-10-01&plan_completed=2026-01-31": [
        ("enrol_by", date(2026, 12, 30), [DAY], "Enrol in the programme"),
        ("remediate_by", date(2027, 1, 31), [DAY], "Comply, as your plan says"),
    ],
    "#fee?market=Germany&kind=merchant&level=1&first_deadline=2026-11-01&as_of=2026-11-28": [
        ("instalments-2", date(2026, 12, 2), [DAY], "A second fee of 26,000 EUR is due"),
        ("may_terminate", date(2027, 1, 1), [DAY], "American Express may end your agreement"),
    ],
}  # fmt: skip


def events(text: str) -> list[Any]:
    calendar = Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0" and "Clausebook" in calendar["PRODID"]
    return list(calendar.walk("VEVENT"))


def ready(page: Page, address: str) -> Locator:
    element = open_at(page, address)
    expect(take(element, "Calendar file")).to_be_visible(timeout=PATIENCE)
    return element


@pytest.mark.parametrize(
    "zone", at_once(("Pacific/Kiritimati", "Pacific/Honolulu"), {"Pacific/Honolulu"})
)  # 14 hours ahead, 10 behind
@pytest.mark.parametrize("case", EVENTS, ids=lambda case: case[1:].partition("?")[0])
def test_another_library_reads_it(new_page: Callable[..., Page], base_url: str, case: str, zone: str) -> None:
    page = new_page(timezone_id=zone)
    topic = case[1:].partition("?")[0]
    began = datetime.now(UTC).replace(microsecond=0)
    element = ready(page, f"{base_url}calculators/{topic}/{case}")
    text = saved(element, "Calendar file")
    found = events(text)
    names = [re.fullmatch(rf"{topic}\.([a-z0-9_-]+)\.([a-z0-9]+)@clausebook", event["UID"]) for event in found]
    assert len({name[2] for name in names if name}) == 1, "one case"
    for event, name, (field, when, alarms, what) in zip(found, names, EVENTS[case], strict=True):
        assert name and name[1] == field
        assert event["DTSTART"].dt == when and type(event["DTSTART"].dt) is type(when)
        if not isinstance(when, datetime):
            assert event["DTSTART"].params["VALUE"] == "DATE"
        assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == alarms
        assert all(alarm["ACTION"] == "DISPLAY" for alarm in event.walk("VALARM"))
        assert event["SUMMARY"] == what
        for stamp in ("DTSTAMP", "LAST-MODIFIED"):
            assert began <= event[stamp].dt <= datetime.now(UTC)
        assert event["URL"] == page.url
        # The clause, the answer's own address, and what it is not.
        assert f"{base_url}policy/" in event["DESCRIPTION"] and page.url in event["DESCRIPTION"]
        assert "An unofficial plain telling" in event["DESCRIPTION"]
    assert "\r\n" in text or all(len(line.encode()) <= 75 for line in text.splitlines())


def test_a_case_that_is_corrected_updates_and_another_one_does_not(page: Page, base_url: str) -> None:
    element = ready(page, f"{base_url}calculators/incident/{INCIDENT}")
    first = events(saved(element, "Calendar file"))
    page.wait_for_timeout(1100)  # SEQUENCE counts seconds
    # Corrected, and the page left and come back to.
    element.locator(entry("discovered")).fill("2026-11-26T09:00")
    expect(element.locator("output")).to_contain_text("27 November")
    page.reload()
    element = ready(page, page.url)
    second = events(saved(element, "Calendar file"))
    assert [event["UID"] for event in second] == [event["UID"] for event in first]
    assert all(new["SEQUENCE"] > old["SEQUENCE"] for new, old in zip(second, first, strict=True))
    assert all(new["DTSTART"].dt < old["DTSTART"].dt for new, old in zip(second, first, strict=True))
    # Cleared: what is entered now is another case.
    element.get_by_role("button", name="Clear all entries").click()
    element.locator(entry("discovered")).fill("2026-11-20T09:00")
    element.locator(entry("card_numbers")).fill("12000")
    expect(element.locator("output")).to_contain_text("21 November")
    third = events(saved(element, "Calendar file"))
    assert not {event["UID"] for event in third} & {event["UID"] for event in first}


def test_the_same_case_entered_by_somebody_else_is_the_same(new_page: Callable[..., Page], base_url: str) -> None:
    ones = [
        [event["UID"] for event in events(saved(ready(new_page(), f"{base_url}{path}{INCIDENT}"), "Calendar file"))]
        for path in ("calculators/incident/", "do/incident/")
    ]
    assert ones[0] == ones[1]
