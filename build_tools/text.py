"""Figures and sources as a reader reads them: numbers with their units, Markdown and HTML as plain text."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any

FIGURE = re.compile(r"\{\{ *(?P<name>[a-z0-9_]+\.[a-z0-9_]+) *(?:\| *(?P<how>unit|link) *)?\}\}")

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
    # Its unit in capitals is an ISO 4217 code.
    return counted(figure.value, figure.unit) if unit or figure.unit.isupper() else number(figure.value)


def counted(value: int | Decimal, unit: str) -> str:
    """A number with its unit: "24 hours", "1 month", "75%", "5 USD"."""
    if unit == "percent":
        return f"{number(value)}%"
    singular, plural = UNITS.get(unit, (unit, unit))
    return f"{number(value)}{SPACE}{singular if value == 1 else plural}"


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """a, b and c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def plain(text: str, facts: Any) -> str:
    """The Markdown of a source as plain text on one line, its figures filled in."""

    def figure(match: re.Match[str]) -> str:
        entry = facts.figures.get(match["name"])
        return in_words(entry, unit=match["how"] == "unit") if hasattr(entry, "value") else match[0]

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
