"""Values and lists as a reader reads them."""

from __future__ import annotations

from datetime import date, datetime

from . import calendar, money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .result import Kind


def listed(words: list[str] | tuple[str, ...], last: str = "or") -> str:
    """a, b or c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def plural(number: int, one: str, many: str = "") -> str:
    """So many of something: "1 day", "2,000 days"; a number that is not known is as many as it can be."""
    single = type(number) is int and number == 1
    return f"{number:,} {one if single else many or f'{one}s'}"


def in_words(kind: Kind, value: object, currency: str = "") -> str:
    """A value of an outcome as a reader reads it."""
    if value is None:
        return "none"
    if value is True or value is False:
        return "yes" if value else "no"
    if kind == "amount":
        number = money.settled(value)  # type: ignore[arg-type]
        return f"{number:,} {currency}" if currency else f"{number:,}"
    if kind == "percent":
        return f"{money.plain_number(value)} %"  # type: ignore[arg-type]
    if isinstance(value, datetime):
        return calendar.moment_in_words(value)
    if isinstance(value, date):
        return calendar.in_words(value)
    if isinstance(value, int):
        return f"{value:,}"
    return str(value) if kind == "text" else str(value).replace("_", " ")
