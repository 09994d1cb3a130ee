"""What several leaves have in common, and how far they lie apart where they do not."""

from __future__ import annotations

from datetime import timedelta

from .. import result as results
from .path import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..topic import Topic
    from .leaf import Leaf
    from .path import Inputs


class Span:
    """What a field can be over all leaves: `least` and `most` of what can be ordered, or the `values` it can have.

    The values are in natural order. A field that may be none besides is open too.
    """

    __slots__ = ("found", "kind", "least", "may_be_none", "most", "names", "shares", "values")
    found: list[Any]

    def __init__(self, kind: results.Kind, name: str, leaves: Sequence[Leaf]) -> None:
        self.kind = kind
        # The inputs that open numbers hang on, and of some leaves the share that they leave open: found when asked for.
        self.names: set[str] | None = None
        self.shares: dict[tuple[int, ...], float] = {}
        # Of each leaf the value, or where the field can be ordered its least, its most, and the number if it is not known.
        if kind in results.ORDERED:
            self.found = [
                leaf.open.get(name) or (None if (value := leaf.outcome[name]) is None else (value, value, None))
                for leaf in leaves
            ]
        else:
            self.found = [leaf.outcome[name] for leaf in leaves]
        self.least, self.most, self.values, self.may_be_none = self.over(self.found, "", NOTHING)
        if isinstance(kind, tuple):
            self.values.sort(key=kind.index)
        elif kind in ("level", "yes_no") or (kind == "list" and all(map(all_whole, self.values))):
            self.values.sort()
        elif name in results.ITEMS:
            self.values.sort(key=results.natural(name))

    def over(self, found: Iterable[Any], name: str, fixed: Inputs) -> tuple[Any, Any, list[Any], bool]:
        """The least, the most, the values and whether there is none, once the `fixed` input of that name is known."""
        least: Any = None
        most: Any = None
        values: list[Any] = []
        may_be_none = False
        ordered = self.kind in results.ORDERED
        for value in found:
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

    def to_dict(self) -> dict[str, object]:
        if self.least is not None:
            found = {"least": results.to_json(self.kind, self.least), "most": results.to_json(self.kind, self.most)}
            return found | {"may_be_none": True} if self.may_be_none else found
        values = [results.to_json(self.kind, value) for value in self.values]
        return {"any_of": [*values, None] if self.may_be_none else values}

    def left_open(self, places: tuple[int, ...], name: str, fixed: Inputs) -> float:
        """How much stays open over the leaves at those places, once an input is known: 1 is all, 0 is nothing."""
        if self.names is None:
            numbers = [value[2] for value in self.found if value] if self.kind in results.ORDERED else []
            self.names = {each for number in numbers if number is not None for each in number.names}
        if name in self.names:
            return self.share(places, name, fixed)
        found = self.shares.get(places)
        if found is None:
            found = self.shares[places] = self.share(places, name, fixed)
        return found

    def share(self, places: tuple[int, ...], name: str, fixed: Inputs) -> float:
        least, most, values, may_be_none = self.over([self.found[place] for place in places], name, fixed)
        if self.least is not None:
            wide = width(self.least, self.most)
            share = width(least, most) / wide if wide and least is not None else 0.0
            return (share + (may_be_none and least is not None)) / 2 if self.may_be_none else share
        return (len(values) + may_be_none - 1) / (len(self.values) + self.may_be_none - 1)


def all_whole(found: list[object]) -> bool:
    """Whether a list holds whole numbers alone, so that such lists have a natural order."""
    return all(isinstance(value, int) for value in found)


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
    return {name: Span(topic.kind(name), name, leaves) for name in first.outcome if name in names}


class Merged:
    """What the leaves have in common, and how far they lie apart where they do not.

    `settled` are the fields that are, with their values; `outcome` and `bounds` are as JSON has them.
    """

    __slots__ = ("bounds", "outcome", "settled", "spans", "topic")

    def __init__(self, topic: Topic, leaves: Sequence[Leaf]) -> None:
        self.topic = topic
        self.spans: dict[str, Span] = {}
        self.settled: dict[str, object] = {}
        self.outcome: dict[str, object] = {}
        self.bounds: dict[str, dict[str, object]] = {}
        spans = spans_of(topic, leaves)
        kinds = topic.kinds
        for name, value in leaves[0].outcome.items():
            span = spans.get(name)
            if span and span.open:
                self.spans[name] = span
                self.bounds[name] = span.to_dict()
                self.outcome[name] = None
            else:
                self.settled[name] = value = span.value if span else value
                self.outcome[name] = results.to_json(kinds.get(name, "text"), value)

    def changes(self, leaves: Sequence[Leaf]) -> dict[str, object]:
        """The fields that are otherwise over other leaves, as JSON has their values or bounds there."""
        found: dict[str, object] = {}
        spans = spans_of(self.topic, leaves)
        settled = self.settled
        for name, value in leaves[0].outcome.items():
            span = spans.get(name)
            if span and span.open:
                there: object = span.to_dict()
            else:
                value = span.value if span else value
                if name in settled and settled[name] == value:
                    continue
                there = results.to_json(self.topic.kind(name), value)
            if there != (self.bounds[name] if name in self.bounds else self.outcome.get(name)):
                found[name] = there
        return found

    @property
    def currency(self) -> object:
        """The currency of the outcome's amounts."""
        return self.outcome.get("currency") or self.outcome.get("fees.currency")

    def nested(self) -> dict[str, object]:
        """The outcome with its objects as objects."""
        found: dict[str, object] = {}
        for name, value in self.outcome.items():
            outer, point, inner = name.partition(".")
            if point:
                found.setdefault(outer, {})[inner] = value  # type: ignore[index]
            else:
                found[name] = value
        return found
