"""Phone numbers, e-mail addresses and websites: where one leads that can be reached."""

from __future__ import annotations

import re

import phonenumbers

from calculator.facts.edition import Facts
from calculator.facts.sheets import Text


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
    places = {text: address(text) for text in printed}
    places |= {
        market.phone: f"tel:{dialled}" for market in facts.directory if (dialled := dial(market.phone, market.iso))
    }
    return {text: place for text, place in places.items() if place}


def dial(phone: str, iso: str) -> str | None:
    """A printed number as +…, or None where it is not a valid one as printed."""
    try:
        number = phonenumbers.parse(phone.replace("+ ", "+"), iso or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
