"""Figures and sources as a reader reads them: numbers with their units, Markdown and HTML as plain text."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any

import phonenumbers

from calculator.facts.edition import Facts
from calculator.facts.sheets import Text

from .sources import FIGURE

UNITS = {
    "transactions": ("transaction", "transactions"),
    "days": ("day", "days"),
    "business_days": ("business day", "business days"),
    "months": ("month", "months"),
    "hours": ("hour", "hours"),
    "years": ("year", "years"),
    "card_numbers": ("card number", "card numbers"),
}
SPACE = "\N{NO-BREAK SPACE}"  # a number and its unit stay on one line


def number(value: int | Decimal) -> str:
    """2500000 → "2,500,000"."""
    return f"{value:,}"


def in_words(figure: Any, *, unit: bool = False) -> str:
    """A figure by its own: "2,500,000", "5 USD", "75"; with its unit: "24 hours", "1 month", "75%".

    Money always carries its currency; texts stand as they are.
    """
    if figure.unit == "text":
        return str(figure.value)
    words = number(figure.value)
    if figure.unit == "percent":
        return f"{words}%" if unit else words
    if figure.unit.isupper():  # an ISO 4217 code
        return f"{words}{SPACE}{figure.unit}"
    one, many = UNITS.get(figure.unit, (figure.unit, figure.unit))
    return f"{words}{SPACE}{one if figure.value == 1 else many}" if unit else words


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """a, b and c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def plain(text: str, facts: Any) -> str:
    """The Markdown of a source as plain text on one line, its figures filled in."""

    def figure(found: re.Match[str]) -> str:
        entry = facts.figures.get(found["name"])
        return in_words(entry, unit=found["how"] == "unit") if hasattr(entry, "value") else found[0]

    text = FIGURE.sub(figure, text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<((?:https?|mailto):[^>]+)>", r"\1", text)
    text = re.sub(r"(?m)^\s*(?:[-*+]|\d+\.|#+|>)\s+", "", text)
    text = re.sub(r"(?m)^\s*\|?[\s:|-]*-{3,}[\s:|-]*$", "", text)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])", r"\1", text)
    return one_line(text.replace("|", " "))


def html_text(text: str) -> str:
    """HTML as plain text on one line, a space between cells."""
    return one_line(html.unescape(re.sub(r"<[^>]*>", " ", text)))


def one_line(text: str) -> str:
    """Every run of white space as one space."""
    return " ".join(text.split())


def address(text: str) -> str:
    """Where a phone number, an e-mail address or a website leads: tel:, mailto:, https://; empty where it leads nowhere.

    A number without a + is one of the United States, whose form it has; one that is not valid so leads nowhere.
    """
    if "@" in text:
        return f"mailto:{text}"
    if re.match(r"(?:https?://|www\.)", text):
        return text if "://" in text else f"https://{text}"
    dialled = dial(text, "" if text.startswith("+") else "US")
    return f"tel:{dialled}" if dialled else ""


def contacts(facts: Facts) -> dict[str, str]:
    """Where every phone number, e-mail address and website of the facts leads, by how it is printed; those that lead somewhere."""
    printed = [str(figure.value) for figure in facts.figures.values() if isinstance(figure, Text)]
    found = {text: address(text) for text in printed}
    found |= {
        market.phone: f"tel:{dialled}" for market in facts.directory if (dialled := dial(market.phone, market.iso))
    }
    return {text: place for text, place in found.items() if place}


def dial(phone: str, iso: str) -> str | None:
    """A printed number as +…, or None where it is not a valid one as printed."""
    try:
        number = phonenumbers.parse(phone.replace("+ ", "+"), iso or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
