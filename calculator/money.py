"""Amounts, exact: whole units or decimals, never floats, and the one place that rounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact

# Wide enough for every product of an amount and a percentage that the inputs allow; anything lost would raise.
EXACT = Context(prec=100, traps=[Inexact])
WIDE = Context(prec=100, rounding=ROUND_HALF_UP)
CENT = Decimal("0.01")
WHOLE = Decimal(1)
PERCENT = Decimal("0.01")
WHOLE = Decimal(1)
HALF = Decimal("0.5")

Number = int | Decimal


def to_cent(amount: Decimal) -> Decimal:
    """An amount rounded half up to the cent (contract, section 1)."""
    return amount.quantize(CENT, context=WIDE)


def neat(amount: Number) -> Number:
    """A whole amount as a whole number, others to the cent: what a sentence shows."""
    if hasattr(amount, "mapped"):  # a number that is not known
        return amount.mapped(neat, "round({}, 2)")  # type: ignore[no-any-return]
    cents = to_cent(Decimal(amount))
    return cents if cents % 1 else int(cents)


class Shown:
    """An amount as a sentence shows it: neat, with its currency, and where that is not exact with a word on the rounding."""

    __slots__ = ("amount", "currency")

    def __init__(self, amount: Number, currency: str) -> None:
        self.amount = amount
        self.currency = currency

    def __str__(self) -> str:
        ends = self.amount.ends() if hasattr(self.amount, "ends") else (self.amount,)  # a number that is not known
        rounded = ", rounded half up to the cent" if any(end != neat(end) for end in ends) else ""
        return f"{neat(self.amount):,} {self.currency}{rounded}"


def divide(amount: Number, rate: Decimal) -> Decimal:
    """An amount at a rate, rounded half up to the cent."""
    if hasattr(amount, "mapped"):  # a number that is not known
        return amount.mapped(lambda known: divide(known, rate), f"round({{}} / {rate}, 2)")  # type: ignore[no-any-return]
    return to_cent(WIDE.divide(Decimal(amount), rate))


def lesser(first: Number, second: Number) -> Number:
    """The lesser of two numbers, either of which may be one that is not known."""
    for number, other in ((first, second), (second, first)):
        if hasattr(number, "lesser"):
            return number.lesser(other)  # type: ignore[no-any-return]
    return min(first, second)


def settled(amount: Number) -> Decimal:
    """An amount as an answer has it: a whole one, or to the cent, rounded half up."""
    if isinstance(amount, int):
        return Decimal(amount)
    cents = to_cent(amount)
    return cents if cents % 1 else cents.quantize(WHOLE)


def plain_amount(amount: Number) -> str:
    """An amount in plain notation: whole ones without a point, others with two decimals, rounded half up."""
    if isinstance(amount, int):
        return str(amount)
    cents = to_cent(amount)
    return f"{cents:f}" if cents % 1 else f"{cents:.0f}"


def plain_number(number: Number) -> str:
    """A percentage or a count in plain notation, as exact as it came: 77.5, 80, 0.001."""
    if isinstance(number, int):
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
