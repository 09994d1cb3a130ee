"""Numbers as people type and paste them: what a text can mean.

Spaces and apostrophes stand between thousands, in threes or as in India ("12,34,567"). A comma or a point may do so too, or be
the decimal sign: a text may have two meanings, and the field's range decides, or the reader. "60k", "3 million" and "1.2 Mio"
are understood, and the digits of other scripts.
"""

from __future__ import annotations

from decimal import Decimal

from .fields import DIGITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .fields import Bad

# Spaces of every width between the digits, and marks that nobody sees.
SPACES: dict[int, str | None] = dict.fromkeys(
    [*map(ord, " \t\n\r\u00a0\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " "
)
SPACES |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
MARKS = dict.fromkeys(map(ord, "'’‘`´ʼ′＇"), " ") | {ord("，"): ",", ord("．"): ".", ord("٫"): ".", ord("٬"): ","}
CURRENCIES = "$¢£¥€₣₦₩₪₫₱₴₸₹₺₽₿฿"
PLACES = {
    "": 0,
    **dict.fromkeys(("k", "tsd", "thousand"), 3),
    **dict.fromkeys(("m", "mio", "mn", "mln", "million", "millions"), 6),
}
"""The words after a number, and the places that they move its point by."""


def meanings(text: str, bad: Callable[[str], Bad]) -> list[Decimal]:
    """The numbers that a text can mean, the one by English custom first; raises what `bad` makes of a reason where it is none."""
    if any(sign in CURRENCIES for sign in text):
        raise bad(f"{quoted(text)} has the sign of a currency, and this is no amount of money. ")
    plain = western(text)
    body = plain.lstrip("+-−") if plain[:1] in ("+", "-", "−") and plain[1:2] not in ("+", "-", "−") else plain
    body = body.strip()
    digits = body.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.").rstrip()
    word = body[len(digits) :].strip().rstrip(".").casefold()
    if word not in PLACES or not digits.strip(" .,").replace(" ", "").replace(".", "").replace(",", "").isdecimal():
        raise bad(f"{quoted(text)} is no number. ")
    if not word:
        digits = body
    found = [moved(number, PLACES[word], plain[:1] in ("-", "−")) for number in plain_meanings(digits)]
    if not found:
        raise bad(f"{text} has its thousands in the wrong places. ")
    return list(dict.fromkeys(found))


def western(text: str) -> str:
    """The same with the digits and marks of a Western keyboard."""
    return "".join([str(int(letter)) if letter.isdecimal() else letter for letter in text.translate(MARKS)])


def moved(number: Decimal, places: int, is_negative: bool) -> Decimal:
    """A number with its point moved to the right, by its digits: arithmetic would round where they are many."""
    _, digits, exponent = number.as_tuple()
    return Decimal((int(is_negative), digits, int(exponent) + places))


def plain_meanings(digits: str) -> list[Decimal]:
    """The numbers that digits with spaces, commas and points can mean, the one by English custom first."""
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        mark = "," if digits.rindex(",") > digits.rindex(".") else "."
        whole, _, fraction = digits.rpartition(mark)
        return decimal(whole, fraction) if digits.count(mark) == 1 else []
    if commas + points == 1:
        mark = "," if commas else "."
        whole, _, fraction = digits.partition(mark)
        as_decimal, as_thousands = decimal(whole, fraction), thousands(digits)
        if whole.startswith("0") or not whole:
            return as_decimal if whole or points else []
        return as_thousands + as_decimal if commas else as_decimal + as_thousands
    return thousands(digits)


def decimal(whole: str, fraction: str) -> list[Decimal]:
    """The number with that fraction, if it is one; none, else."""
    wholes = thousands(whole) if whole else [Decimal(0)]
    return [Decimal(f"{wholes[0]}.{fraction}")] if wholes and fraction.isdecimal() else []


def thousands(digits: str) -> list[Decimal]:
    """The whole number with thousands in threes, or as in India, that stand apart by one kind of mark; none, else."""
    marks = {letter for letter in digits if not letter.isdecimal()}
    if len(marks) > 1:
        return []
    first, *groups = digits.split(marks.pop()) if marks else [digits]
    if not all(group.isdecimal() for group in (first, *groups)):
        return []
    if groups:
        in_threes = len(first) <= 3 and all(len(group) == 3 for group in groups)
        as_in_india = len(groups) > 1 and len(first) <= 2 and len(groups[-1]) == 3
        as_in_india = as_in_india and all(len(group) == 2 for group in groups[:-1])
        if not (in_threes or as_in_india) or (first.startswith("0") and int("".join(groups))):
            return []
    joined = "".join((first, *groups))
    # More digits than any field takes need not be counted.
    return [Decimal(joined if len(joined) <= 2 * DIGITS else 10 ** (2 * DIGITS))]


def quoted(text: str) -> str:
    """What was typed, short enough for a message."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}…"'
