"""The national public holidays of the countries, the same in every edition."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime


HOLIDAYS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "holidays.csv")


class Holidays:
    """The national public holidays of a country that fall on weekdays, in the years that are known; not regional ones."""

    __slots__ = ("days", "years")

    def __init__(self, days: frozenset[datetime.date], years: frozenset[int]) -> None:
        self.days = days
        self.years = years


_holidays: dict[str, Holidays] = {}


def holidays(iso: str) -> Holidays:
    """The holidays of a country (ISO 3166-1 alpha-2), the same in every edition; read when first asked for."""
    if iso not in _holidays:
        import datetime

        days, years = [], []
        with open(HOLIDAYS, encoding="utf-8") as stream:
            for line in stream:
                if line.startswith(f"{iso},"):
                    _, year, in_year = line.split(",")
                    years.append(int(year))
                    days += [datetime.date(int(year), int(day[:2]), int(day[2:])) for day in in_year.split()]
        _holidays[iso] = Holidays(frozenset(days), frozenset(years))
    return _holidays[iso]
