"""Months and days, against the standard library and against plain counting."""

from __future__ import annotations

import calendar as standard
from datetime import date, datetime, timedelta

import pytest

from calculator import calendar

NEW_YEARS = [*range(1890, 1911), *range(1990, 2011), *range(2090, 2111), 2, 4, 9996, 9998]


@pytest.mark.parametrize("year", NEW_YEARS)
def test_months_have_the_length_that_they_have(year: int) -> None:
    assert [calendar.length_of_month(year, month) for month in range(1, 13)] == [
        standard.monthrange(year, month)[1] for month in range(1, 13)
    ]


def test_months_are_clamped() -> None:
    assert calendar.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert calendar.add_months(date(2100, 1, 31), 1) == date(2100, 2, 28)
    assert calendar.add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert calendar.add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert calendar.add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)


def begun(first: date, last: date) -> int:
    """The months begun after a day, counted one by one."""
    months = 0
    while calendar.add_months(first, months) < last:
        months += 1
    return months


@pytest.mark.parametrize(
    # 428 days are 14 months where both long summers and a leap day lie in them.
    "days",
    [
        0,
        1,
        27,
        28,
        29,
        30,
        31,
        58,
        59,
        60,
        61,
        62,
        89,
        90,
        91,
        92,
        365,
        366,
        427,
        428,
        429,
        1460,
        1461,
        1462,
        2922,
        3000,
    ],
)
def test_months_begun_in_some_days_whenever_they_began(days: int) -> None:
    starts = [date(2023, 1, 1) + timedelta(start) for start in range(4 * 365 + 1)]
    found = {begun(start, start + timedelta(days)) for start in starts}
    assert calendar.months_begun_in(days) == (min(found), max(found))
    assert {calendar.months_begun(start, start + timedelta(days)) for start in starts} == found


def test_dates_in_words() -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    assert [calendar.in_words(day) for day in days] == [f"1 {standard.month_name[day.month]} 2026" for day in days]
    assert calendar.days_in_words(days[:3]) == "1 January 2026, 1 February 2026, 1 March 2026"
    moment = datetime.fromisoformat("2026-11-21T14:30:00+01:00")
    assert calendar.moment_in_words(moment) == "21 November 2026, 14:30:00+01:00"
