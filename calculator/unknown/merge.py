"""What several leaves have in common, and how far they lie apart where they do not."""

from __future__ import annotations

from datetime import timedelta

from ..result import Bounds
from .path import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..result import Result
    from ..topic import Topic
    from .leaf import Leaf
    from .path import Inputs


class Span:
    """What a field can be over all leaves: `least` and `most` of what can be ordered, or the `values` it can have.

    The values are in natural order. A field that may be none besides is open too.
    """

    __slots__ = ("by_leaf", "least", "may_be_none", "most", "names", "result", "shares", "values")
    by_leaf: list[Any]

    def __init__(self, result: Result, leaves: Sequence[Leaf]) -> None:
        self.result = result
        name, kind = result.name, result.kind
        # The inputs that open numbers hang on, and of some leaves the share that they leave open: found when asked for.
        self.names: set[str] | None = None
        self.shares: dict[tuple[int, ...], float] = {}
        # Of each leaf the value, or where the field can be ordered its least, its most, and the number if it is not known.
        if result.ordered:
            self.by_leaf = [
                leaf.open.get(name) or (None if (value := leaf.outcome[name]) is None else (value, value, None))
                for leaf in leaves
            ]
        else:
            self.by_leaf = [leaf.outcome[name] for leaf in leaves]
        self.least, self.most, self.values, self.may_be_none = self.over(self.by_leaf, "", NOTHING)
        if isinstance(kind, tuple):
            self.values.sort(key=kind.index)
        elif kind in ("level", "yes_no") or result.item == "level":
            self.values.sort()
        elif result.words:
            self.values.sort(key=result.natural)

    def over(self, items: Iterable[Any], name: str, fixed: Inputs) -> tuple[Any, Any, list[Any], bool]:
        """The least, the most, the values and whether there is none, once the `fixed` input of that name is known."""
        least: Any = None
        most: Any = None
        values: list[Any] = []
        may_be_none = False
        ordered = self.result.ordered
        for value in items:
            if value is None:
                may_be_none = True
            elif ordered:
                low, high, number = value
                if name and number is not None and name in number.names:
                    (low, _), (high, _) = number.range(fixed)
                if least is None or low < least:
                    least = low
                if most is None or high > most:
                    most = high
            elif value not in values:
                values.append(value)
        return least, most, values, may_be_none

    @property
    def open(self) -> bool:
        if self.least is not None:
            return self.may_be_none or self.least != self.most
        return len(self.values) + self.may_be_none > 1

    @property
    def value(self) -> object:
        """What it is where it is not open."""
        return self.values[0] if self.values else self.least

    def bounds(self) -> Bounds:
        """What it can be, as an answer has it."""
        typed = self.result.typed
        if self.least is not None:
            return Bounds(typed(self.least), typed(self.most), may_be_none=self.may_be_none)
        values = [typed(value) for value in self.values]
        return Bounds(any_of=[*values, None] if self.may_be_none else values, may_be_none=self.may_be_none)

    def left_open(self, places: tuple[int, ...], name: str, fixed: Inputs) -> float:
        """How much stays open over the leaves at those places, once an input is known: 1 is all, 0 is nothing."""
        if self.names is None:
            numbers = [value[2] for value in self.by_leaf if value] if self.result.ordered else []
            self.names = {each for number in numbers if number is not None for each in number.names}
        if name in self.names:
            return self.share(places, name, fixed)
        share = self.shares.get(places)
        if share is None:
            share = self.shares[places] = self.share(places, name, fixed)
        return share

    def share(self, places: tuple[int, ...], name: str, fixed: Inputs) -> float:
        least, most, values, may_be_none = self.over([self.by_leaf[place] for place in places], name, fixed)
        if self.least is not None:
            wide = width(self.least, self.most)
            share = width(least, most) / wide if wide and least is not None else 0.0
            return (share + (may_be_none and least is not None)) / 2 if self.may_be_none else share
        return (len(values) + may_be_none - 1) / (len(self.values) + self.may_be_none - 1)


def width(least: object, most: object) -> float:
    """How far apart two numbers, dates or moments are."""
    apart = most - least  # type: ignore[operator]
    return float(apart.total_seconds() if isinstance(apart, timedelta) else apart)


def spans_of(topic: Topic, leaves: Sequence[Leaf]) -> dict[str, Span]:
    """What each field can be that is not one and the same over all leaves."""
    first, others = leaves[0], leaves[1:]
    if not others and not first.open:
        return {}
    names = dict.fromkeys(first.open)
    for leaf in others:
        names |= dict.fromkeys(leaf.open)
    for name, value in first.outcome.items():
        if name not in names:
            for leaf in others:
                if leaf.outcome[name] != value:
                    names[name] = None
                    break
    return {name: Span(topic.result[name], leaves) for name in first.outcome if name in names}


class Merged:
    """What the leaves have in common, and how far they lie apart where they do not.

    `fields` are those of the outcome as an answer has them, None where they are open: then `bounds` and `spans` have them.
    """

    __slots__ = ("bounds", "fields", "settled", "spans", "topic")

    def __init__(self, topic: Topic, leaves: Sequence[Leaf]) -> None:
        self.topic = topic
        self.spans: dict[str, Span] = {}
        self.settled: dict[str, object] = {}
        self.fields: dict[str, Any] = {}
        self.bounds: dict[str, Bounds] = {}
        spans = spans_of(topic, leaves)
        for name, value in leaves[0].outcome.items():
            span = spans.get(name)
            if span and span.open:
                self.spans[name] = span
                self.bounds[name] = span.bounds()
                self.fields[name] = None
            else:
                self.settled[name] = value = span.value if span else value
                self.fields[name] = self.typed(name, value)

    def typed(self, name: str, value: object) -> object:
        """A value of a rule as an answer has it."""
        # An object that does not arise is none, and no field.
        return None if value is None else self.topic.result[name].typed(value)

    def changes(self, leaves: Sequence[Leaf]) -> dict[str, Any]:
        """The fields that are otherwise over other leaves: their values there, or their bounds."""
        changed: dict[str, Any] = {}
        spans = spans_of(self.topic, leaves)
        settled = self.settled
        for name, value in leaves[0].outcome.items():
            span = spans.get(name)
            there: object
            if span and span.open:
                there = span.bounds()
            else:
                value = span.value if span else value
                if name in settled and settled[name] == value:
                    continue
                there = self.typed(name, value)
            if there != (self.bounds[name] if name in self.bounds else self.fields.get(name)):
                changed[name] = there
        return changed
