"""Dates: calendar months, business days, days in words, and what is known of months when only days are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ONE_DAY = timedelta(1)
ONE_HOUR = timedelta(hours=1)
NO_DAYS: frozenset[date] = frozenset()
SATURDAY = 5
KEPT = 8
_counted: dict[tuple[date, int, frozenset[date], frozenset[date]], tuple[date, list[date]]] = {}

FOUR_YEARS = 4 * 365 + 1
FOUR_YEARS_OF_MONTHS = tuple(
    29 if month == 1 and year % 4 == 0 else length for year in range(8) for month, length in enumerate(MONTHS)
)


def length_of_month(year: int, month: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else MONTHS[month - 1]


def add_months(day: date, months: int) -> date:
    """The same day of the month that many calendar months on, clamped to that month's end."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, length_of_month(year, month + 1)))


def add_days(day: date, days: int) -> date:
    """That many days on (or back)."""
    return day + days * ONE_DAY


def add_hours(moment: datetime, hours: int) -> datetime:
    """That many hours on, to the second, in the moment's own offset, whatever clocks do in between."""
    return moment + hours * ONE_HOUR


def business_days_after(
    day: date, days: int, holidays: frozenset[date], more: frozenset[date] = NO_DAYS
) -> tuple[date, list[date]]:
    """That many business days on, and the holidays passed over: Monday to Friday, less all holidays; `day` is not counted."""
    asked = day, days, holidays, more
    # One answer asks this several times: for its inputs' checks, and under each reading.
    if asked not in _counted:
        if len(_counted) == KEPT:
            _counted.clear()
        _counted[asked] = count_business_days(*asked)
    return _counted[asked]


def count_business_days(
    day: date, days: int, holidays: frozenset[date], more: frozenset[date]
) -> tuple[date, list[date]]:
    """The same, counted day by day."""
    passed = []
    weekday = day.weekday()
    while days:
        day += ONE_DAY
        weekday = (weekday + 1) % 7
        if weekday < SATURDAY:
            if day in holidays or day in more:
                passed.append(day)
            else:
                days -= 1
    return day, passed


def months_begun(first: date, last: date) -> int:
    """How many calendar months have begun in the days after `first`, up to and with `last`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) >= last else months + 1


def months_begun_in(days: int) -> tuple[int, int]:
    """The fewest and the most calendar months that can have begun in that many days, whenever they began.

    Over the days of four years, one of them a leap year, as from 1901 to 2099.
    """
    cycles, rest = divmod(days, FOUR_YEARS)
    if not rest:
        return 48 * cycles, 48 * cycles
    lengths = FOUR_YEARS_OF_MONTHS
    counts = set()
    for start in range(48):
        months = rest // 31
        total = sum(lengths[start : start + months])
        while total < rest:
            total += lengths[start + months]
            months += 1
        counts.add(months)
    return 48 * cycles + min(counts), 48 * cycles + max(counts)


def in_words(day: date) -> str:
    """A date as a reader writes it: 21 November 2026."""
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"


def day_in_words(day: date) -> str:
    """A day by its name: Saturday 21 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"


def by_the_clock(moment: datetime) -> str:
    """A moment by a person's clock: 14:30 on Saturday 21 November 2026 (UTC+1); seconds where there are any."""
    clock = f"{moment:%H:%M:%S}" if moment.second or moment.microsecond else f"{moment:%H:%M}"
    return f"{clock} on {day_in_words(moment)} ({offset_in_words(moment)})"


def offset_in_words(moment: datetime) -> str:
    """The offset of a moment from UTC: UTC, UTC+1, UTC−3:30."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def moment_in_words(moment: datetime) -> str:
    """A moment as a reader writes it, with its offset from UTC: 21 November 2026, 14:30:00+01:00."""
    return f"{in_words(moment)}, {clock_in_words(moment)}"


def clock_in_words(moment: datetime) -> str:
    """A moment's time of day, with its offset from UTC: 14:30:00+01:00."""
    return moment.isoformat()[len("YYYY-MM-DDT") :]


def days_in_words(days: list[date]) -> str:
    """Several dates in words, with commas."""
    return ", ".join(map(in_words, days))


IN_WORDS: dict[type, Callable[[Any], str]] = {date: in_words, datetime: moment_in_words, list: days_in_words}
"""How a sentence shows a value that is a date, a moment, or several dates."""
