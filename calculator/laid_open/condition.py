"""What a case asks of an input, or of a sum of inputs: some values, or a range."""

from __future__ import annotations

from ..money import plain_number
from .formula import sum_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..fields import Field
    from ..unknown.path import Place

    # An input, or a sum of inputs as pairs of a name and how often it is taken.
    Column = str | frozenset[tuple[str, int]]


class Range:
    """Where a number lies: `low` and `high` are places (75 itself is (75, 0), just above it (75, 1)), None where there is no end."""

    __slots__ = ("high", "low", "whole")

    def __init__(self, low: Place | None, high: Place | None, *, whole: bool) -> None:
        self.low = low
        self.high = high
        self.whole = whole

    def after(self, other: Range) -> bool:
        """Whether this range begins where the other one ends, with nothing between."""
        if self.low is None or other.high is None:
            return False
        (low, over), (high, under) = self.low, other.high
        return (low, over) == (high + 1, under) if self.whole else low == high and over == under + 1

    def joined(self, other: Range) -> Range | None:
        """Both ranges as one, where nothing lies between; None else."""
        if self.after(other):
            return Range(other.low, self.high, whole=self.whole)
        return Range(self.low, other.high, whole=self.whole) if other.after(self) else None

    def within(self, other: Range) -> Range | None:
        """What lies in both; None where nothing does."""
        lows = [end.low for end in (self, other) if end.low is not None]
        highs = [end.high for end in (self, other) if end.high is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return None if low and high and low > high else Range(low, high, whole=self.whole)

    @property
    def only(self) -> Any:
        """The one number in it; None where there are more."""
        return self.low[0] if self.low is not None and self.low == self.high and not self.low[1] else None

    @property
    def every(self) -> bool:
        """Whether any number lies in it."""
        return self.low is None and self.high is None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Range) and (self.low, self.high) == (other.low, other.high)

    def __hash__(self) -> int:
        return hash((self.low, self.high))

    def to_json(self, field: Field) -> object:
        """The range as the contract writes a condition."""
        if self.only is not None:
            return number_json(field, self.only)
        if self.low is None and self.high == (field.least, 0):
            return field.least
        said: dict[str, object] = {}
        if self.low is not None:
            number, over = self.low
            said["above" if over else "at_least"] = number_json(field, number)
        if self.high is not None:
            number, under = self.high
            # A whole number is split just below a figure: the figure is what the policy names.
            if self.whole:
                said["below"] = number_json(field, number + 1)
            else:
                said["below" if under else "at_most"] = number_json(field, number)
        return said


def number_json(field: Field, number: Any) -> object:
    """A number as the contract writes it: a percentage as text, whatever the figure is kept as."""
    return plain_number(number) if field.kind == "percent" else field.to_json(number)


def of_sum(column: frozenset[tuple[str, int]], lies: Range, order: list[str]) -> dict[str, dict[str, object]]:
    """A range of a sum of whole numbers as a condition on one of them, in the names of the others.

    The one is the last in `order` that is taken once or taken away once, unless the first alone is added.
    """
    times = dict(column)
    names = [name for name in order if name in times]
    # Of two numbers the part is compared with the whole; of more, the first with the rest.
    name = names[-1] if len(names) == 2 else names[0]
    sign = times.pop(name)
    said: dict[str, object] = {}
    for end, place, word in ((0, lies.low, "at_least"), (1, lies.high, "at_most")):
        if place is None:
            continue
        number: Any = place[0]
        if sign < 0:
            word = "at_most" if end == 0 else "at_least"
        # sign * name + rest >= number, or <=
        rest = {other: -sign * count for other, count in times.items()}
        alone = sign * number
        if word == "at_most" and (alone != 0 or len(rest) > 1):
            word, alone = "below", alone + 1
        if alone:
            rest[""] = alone
        said[word] = sum_text(rest)
    return {name: said}
