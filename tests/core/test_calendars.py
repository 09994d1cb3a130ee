"""Business days and the national public holidays: which days there are, and that they are counted right."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator import calendar, evaluate, facts
from calculator.facts.holidays import holidays

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
COUNTRIES = sorted(market.iso for market in facts.load().directory if market.iso)


@pytest.mark.parametrize("iso", COUNTRIES)
def test_every_country_has_every_year_and_weekdays_alone(iso: str) -> None:
    found = holidays(iso)
    assert found.years == frozenset(range(2020, 2036))
    assert {day.year for day in found.days} == found.years
    assert all(day.isoweekday() <= 5 for day in found.days)
    assert holidays(iso) is found


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("US", date(2026, 7, 3)),  # Independence Day, on a Saturday, observed on Friday
        ("GB", date(2026, 12, 28)),  # Boxing Day, on a Saturday, observed on Monday
        ("DE", date(2026, 4, 6)),  # Easter Monday
        ("FR", date(2026, 7, 14)),
        ("JP", date(2026, 5, 5)),
        ("AU", date(2026, 1, 26)),
        ("MX", date(2026, 9, 16)),
    ],
)
def test_days_that_the_law_names(iso: str, day: date) -> None:
    assert day in holidays(iso).days


def test_there_are_forty_countries() -> None:
    assert len(COUNTRIES) == 40


@given(DAYS, st.integers(1, 15), st.frozensets(DAYS, max_size=5), st.sampled_from(COUNTRIES))
def test_business_days_against_plain_counting(day: date, days: int, named: frozenset[date], iso: str) -> None:
    national = holidays(iso).days
    due, passed = calendar.business_days_after(day, days, national, named)
    between = [day + timedelta(count) for count in range(1, (due - day).days + 1)]
    weekdays = [each for each in between if each.isoweekday() <= 5]
    assert passed == [each for each in weekdays if each in national | named]
    assert len(weekdays) - len(passed) == days
    assert due in weekdays
    assert due not in passed


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # zones are slow to draw on a busy machine
@given(
    st.datetimes(
        datetime(2, 1, 2),
        datetime(9998, 12, 30),
        timezones=st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")]),
    )
)
def test_a_moment_of_a_zone_keeps_the_offset_that_it_has(moment: datetime) -> None:
    """Its own zone would add hours by the wall clock: 24 of them across a change of summer time are 23 or 25."""
    answer = evaluate("incident", {"discovered": moment, "card_numbers": 0})
    found = answer.outcome["notify_by"]
    assert found.utcoffset() == moment.utcoffset()
    assert found - moment.astimezone(UTC) == timedelta(hours=24)


def test_the_answer_says_which_calendar_and_that_regional_holidays_are_not_in_it() -> None:
    question = {"discovered": "2026-05-01T10:00:00+02:00", "report_completed": "2026-05-01", "calendar": "de"}
    answer = evaluate("incident", question)
    [step] = [step.text for step in answer.steps if "Business days" in step.text]
    assert "national public holidays of Germany" in step
    assert "regional" in step
    assert answer.inputs["calendar"] == "Germany"
