"""Values and lists as a reader reads them."""

from __future__ import annotations

from datetime import date, datetime

from . import calendar, money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .result import Kind


def listed(words: list[str] | tuple[str, ...], last: str = "or") -> str:
    """a, b or c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def capital(words: str) -> str:
    """A text that begins a sentence."""
    return words[:1].upper() + words[1:]


KEPT, NOW = "Kept", "Now"
"""What two answers beside each other are called."""

NAMES = ("American Express", "SecureTrust")


def uncapital(words: str) -> str:
    """A sentence that goes on in another: a name keeps its capital."""
    return words if words.startswith(NAMES) else words[:1].lower() + words[1:]


def dialled(phone: str) -> str:
    """The link that calls a number as it is printed; empty where neither a + nor a 1 says which country's it is."""
    digits = "".join([letter for letter in phone if letter.isdigit()])
    return f"tel:+{digits}" if phone.startswith(("+", "1-")) else ""


def plural(number: int, one: str, many: str = "") -> str:
    """So many of something: "1 day", "2,000 days"; a number that is not known is as many as it can be."""
    single = type(number) is int and number == 1
    return f"{number:,} {one if single else many or f'{one}s'}"


def amounts(least: Any, most: Any, currency: str) -> str:
    """From one amount to another, the currency once: "0 to 45,000 EUR"."""
    return f"{in_words('amount', least)} to {in_words('amount', most, currency)}"


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
