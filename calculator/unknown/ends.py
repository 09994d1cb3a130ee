"""The working of an answer that several cases share: what is true in all of them, then what leads to each end of what is open.

An end is told with the fewest answers that lead to it, whatever else turns out: of all that one way there supposes, what can be
left out is left out.
"""

from __future__ import annotations

from ..words import in_words
from ..working import Step
from .numbers import Asked, Constant, Made
from .path import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from ..facts.edition import Facts
    from ..fields import Field
    from ..topic import Topic
    from .leaf import Leaf
    from .merge import Span
    from .numbers import Quantity
    from .path import Inputs, Range

    # ("is", input, value), ("is not", input, value),
    # ("not all", ((input, value), …)), ("holds", words, yes or no), ("lies", quantity's key, range)
    Condition = tuple[Any, ...]


def working_of_all(facts: Facts, ways: Ways, spans: dict[str, Span], currency: str) -> list[Step]:
    """The steps of an answer over all leaves; the open fields are those of `spans`, the amounts are in `currency`."""
    leaves = ways.leaves
    kept = [{(step.text, step.clause) for step in leaf.working.steps} for leaf in leaves]
    common = set.intersection(*kept)
    steps = [step for step in leaves[0].working.steps if (step.text, step.clause) in common]
    if not spans:
        # Settled all the same, but by several ways: each says how.
        for leaf in leaves:
            for step in leaf.working.steps:
                said = step.text, step.clause
                if said not in common:
                    there = sum(1 << place for place, own in enumerate(kept) if said in own)
                    steps.append(Step(step.said, step.clause, step.quantity, ways.leading(leaf, there)))
        return list({(step.text, step.clause): step for step in steps}.values())
    ends: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for name, span in spans.items():
        usual = facts.figures[span.result.source]
        for what, leaf, when in ends_of(span, leaves, currency, ways):
            source = leaf.working.grounds.get(name, usual)
            ends.setdefault((when, source.clause), []).append(what)
    # Where nothing was supposed, it hangs on what no input settles: the topic says so itself.
    steps += [Step(f"{'; '.join(whats)}.", clause, given=when) for (when, clause), whats in ends.items() if when]
    return steps


def ends_of(
    span: Span, leaves: Sequence[Leaf], currency: str, ways: Ways
) -> Iterable[tuple[str, Leaf, tuple[str, ...]]]:
    """For each end of an open field: the end in words, a leaf that reaches it, and what leads there."""
    name, kind, label = span.result.name, span.result.kind, span.result.label
    currency = span.result.currency or currency
    if span.least is not None:
        words = ("", "") if span.least == span.most else ("at least ", "at most ")
        for end, wanted in enumerate((span.least, span.most)[: 1 if span.least == span.most else 2]):
            leaf = min((leaf for leaf in leaves if leaf.end_of(name, end) == wanted), key=supposed_by)
            fixed = corner(leaf.open[name][2], end) if name in leaf.open else NOTHING
            when = ways.leading(leaf, ways.having(name, wanted, fixed), fixed)
            yield f"{label}: {words[end]}{in_words(kind, wanted, currency)}", leaf, when
    elif kind != "list":
        for wanted in [*span.values, *([None] if span.may_be_none else [])]:
            leaf = min((leaf for leaf in leaves if leaf.outcome[name] == wanted), key=supposed_by)
            when = ways.leading(leaf, ways.having(name, wanted))
            yield f"{label}: {in_words(kind, wanted, currency)}", leaf, when


def corner(number: Quantity, end: int) -> dict[str, object]:
    """The fewest inputs, with their values, that fix a number at its least (0) or its most (1)."""
    inputs = number.corner(end)
    wanted = number.range(NOTHING)[end]
    # What the way supposes anyhow is left out last.
    for name in sorted(inputs, key=number.path.narrowed.__contains__):
        rest = {other: value for other, value in inputs.items() if other != name}
        if rest and number.range(rest) == (wanted, wanted):
            inputs = rest
    return inputs


def supposed_by(leaf: Leaf) -> int:
    """How much a way supposes."""
    path = leaf.path
    return len(path.supposed) + len(path.denied) + len(path.unsettled) + len(path.narrowed)


class Ways:
    """All leaves, each a bit, and which of them a condition leaves possible."""

    def __init__(self, topic: Topic, leaves: Sequence[Leaf]) -> None:
        self.topic = topic
        self.leaves = leaves
        self.every = (1 << len(leaves)) - 1
        # The leaves that suppose an input to have some value, and those that suppose anything of it.
        self.supposing: dict[tuple[str, object], int] = {}
        self.settling: dict[str, int] = {}
        self.by_condition: dict[Condition, int] = {}
        for place, leaf in enumerate(leaves):
            bit = 1 << place
            for item in leaf.path.supposed.items():
                self.supposing[item] = self.supposing.get(item, 0) | bit
                self.settling[item[0]] = self.settling.get(item[0], 0) | bit

    def having(self, name: str, wanted: object, fixed: Inputs = NOTHING) -> int:
        """The leaves where a field has that value and no other, once those inputs are fixed."""
        places = 0
        for place, leaf in enumerate(self.leaves):
            if name not in leaf.open:
                good = leaf.outcome[name] == wanted
            else:
                least, most, number = leaf.open[name]
                good = least == most == wanted
                if not good and fixed and least <= wanted <= most:
                    (low, _), (high, _) = number.range(fixed)
                    good = low == high == wanted
            if good:
                places |= 1 << place
        return places

    def leading(self, leaf: Leaf, good: int, corner: Inputs = NOTHING) -> tuple[str, ...]:
        """The fewest conditions of a leaf that leave only `good` leaves possible, in words; `corner` are inputs that are fixed there."""
        conditions = self.fewest(leaf, good, corner)
        settled = settled_by(conditions)
        return tuple([self.in_words(leaf, condition, settled) for condition in conditions])

    def fewest(self, leaf: Leaf, good: int, corner: Inputs = NOTHING) -> list[Condition]:
        """The fewest conditions of a leaf that leave only `good` leaves possible; `corner` are inputs that are fixed there."""
        kept = [(condition, self.possible(condition)) for condition in dict.fromkeys(conditions_of(leaf, corner))]
        for entry in reversed(kept[:]):
            condition, _ = entry
            if not (condition[0] == "is" and condition[1] in corner):
                rest = [other for other in kept if other is not entry]
                if self.surely(rest, good):
                    kept = rest
        return [condition for condition, _ in kept]

    def surely(self, conditions: list[tuple[Condition, int]], good: int) -> bool:
        """Whether several conditions, each with the leaves that it leaves possible, leave none but `good` ones."""
        left = self.every & ~good
        for _, possible in conditions:
            left &= possible
        if not left:
            return True
        # Those that each leaves possible may be impossible by several together.
        settled = settled_by([condition for condition, _ in conditions])
        return not any(left >> place & 1 and leaf.path.allows(settled) for place, leaf in enumerate(self.leaves))

    def possible(self, condition: Condition) -> int:
        """The leaves that one condition leaves possible."""
        by_condition = self.by_condition.get(condition)
        if by_condition is None:
            by_condition = self.by_condition[condition] = self.beside(*condition)
        return by_condition

    def beside(self, kind: str, what: Any, value: Any = None) -> int:
        """The same, found."""
        if kind == "is":
            places = self.every & ~self.settling.get(what, 0) | self.supposing.get((what, value), 0)
            return places & self.without(lambda leaf: excludes(leaf, what, value))
        if kind == "is not":
            return self.every & ~self.supposing.get((what, value), 0)
        if kind == "not all":
            held = self.every
            for item in what:
                held &= self.supposing.get(item, 0)
            return self.every & ~held
        if kind == "holds":
            return self.without(lambda leaf: leaf.path.unsettled.get(what, value) != value)
        return self.without(lambda leaf: apart(leaf, what, value))

    def without(self, impossible: Callable[[Leaf], bool]) -> int:
        """The leaves but those that something makes impossible."""
        return sum(1 << place for place, leaf in enumerate(self.leaves) if not impossible(leaf))

    def in_words(self, leaf: Leaf, condition: Condition, settled: Inputs) -> str:
        """A condition as a reader reads it, beside inputs that are settled."""
        field = self.topic.field
        kind, what, *rest = condition
        if kind == "is":
            return f"{field[what].label}: {field[what].in_words(rest[0])}"
        if kind == "is not":
            return otherwise(field[what], rest[0])
        if kind == "not all":
            labels = [otherwise(field[name], value) for name, value in self.open_of(leaf, what, settled)]
            return f"either {', or '.join(labels)}" if len(labels) > 1 else labels[0]
        if kind == "holds":
            return f"{what}: {'yes' if rest[0] else 'no'}"
        quantity, ends = solved(*leaf.path.narrowed[what])
        return f"{quantity_in_words(quantity)}: {between(field_of(quantity), ends)}"

    def open_of(self, leaf: Leaf, denied: Iterable[tuple[str, object]], settled: Inputs) -> list[tuple[str, object]]:
        """Of inputs that do not all have the values denied, those that may have another one, beside the others."""
        return [
            (name, value)
            for name, value in denied
            if name not in settled and not self.in_conflict(leaf, {**settled, name: not value})
        ]

    def in_conflict(self, leaf: Leaf, given: Inputs) -> bool:
        """Whether inputs cannot have those values together, whatever the others have."""
        known = leaf.path.known
        return not self.topic.entangled.isdisjoint(given) and any(
            self.topic.problems({**known, **given}, leaf.path.shared.facts)
        )


def settled_by(conditions: Iterable[Condition]) -> dict[str, object]:
    """The inputs that conditions settle, with their values."""
    return {condition[1]: condition[2] for condition in conditions if condition[0] == "is"}


def conditions_of(leaf: Leaf, corner: Inputs) -> Iterable[Condition]:
    """All that a leaf supposes; `corner` are inputs that are fixed besides."""
    path = leaf.path
    supposed = {**path.supposed, **corner}
    for name, value in supposed.items():
        yield "is", name, value
    for denied in path.denied:
        if len(denied) == 1:
            [(name, value)] = denied.items()
            yield ("is", name, not value) if isinstance(value, bool) else ("is not", name, value)
        elif not any(name in supposed and supposed[name] != value for name, value in denied.items()):
            yield "not all", tuple(denied.items())
    for words, holds in path.unsettled.items():
        yield "holds", words, holds
    for key, (quantity, ends) in path.narrowed.items():
        # What is fixed says it already.
        if not inputs_of(quantity) <= supposed.keys():
            yield "lies", key, ends


def otherwise(field: Field, value: object) -> str:
    """That an input does not have a value, in words."""
    told = field.in_words(not value) if isinstance(value, bool) else f"any but {field.in_words(value)}"
    return f"{field.label}: {told}"


def excludes(leaf: Leaf, name: str, value: Any) -> bool:
    """Whether a leaf supposes that a number does not have that value."""
    narrowed = leaf.path.narrowed.get(name)
    return narrowed is not None and not narrowed[1][0] <= (value, 0) <= narrowed[1][1]


def apart(leaf: Leaf, key: object, ends: Range) -> bool:
    """Whether a leaf supposes that a number does not lie there."""
    if key not in leaf.path.narrowed:
        return False
    low, high = leaf.path.narrowed[key][1]
    return max(low, ends[0]) > min(high, ends[1])


def inputs_of(quantity: Quantity) -> set[str]:
    """The inputs that a number is made of."""
    if isinstance(quantity, Made):
        return inputs_of(quantity.first) | inputs_of(quantity.second)
    return {quantity.field.name} if isinstance(quantity, Asked) else set()


def solved(quantity: Quantity, ends: Range) -> tuple[Quantity, Range]:
    """Where an input lies that, with a known number, makes up one that was compared."""
    if isinstance(quantity, Made) and quantity.sign == "−":
        (low, over), (high, under) = ends
        if isinstance(quantity.first, Constant):
            (whole, _), _ = quantity.first.range(NOTHING)
            return quantity.second, ((whole - high, -under), (whole - low, -over))
        if isinstance(quantity.second, Constant):
            (part, _), _ = quantity.second.range(NOTHING)
            return quantity.first, ((low + part, over), (high + part, under))
    return quantity, ends


def quantity_in_words(quantity: Quantity) -> str:
    """A number that was compared, by the inputs that it is made of."""
    if isinstance(quantity, Made):
        return f"{quantity_in_words(quantity.first)} {quantity.sign} {quantity_in_words(quantity.second)}"
    return quantity.field.label if isinstance(quantity, Asked) else str(quantity.key)


def field_of(quantity: Quantity) -> Field:
    """The input that a number, or the first part of one, is."""
    while isinstance(quantity, Made):
        quantity = quantity.first if quantity.first.names else quantity.second
    assert isinstance(quantity, Asked)  # nothing else is compared
    return quantity.field


def between(field: Field, ends: Range) -> str:
    """Where a number lies, in words."""
    (low, over), (high, under) = ends
    if low == high:
        return field.in_words(low)
    if low == field.least and not over:
        return f"{'less than' if under else 'at most'} {field.in_words(high)}"
    if high == field.most and not under:
        return f"{'more than' if over else 'at least'} {field.in_words(low)}"
    return span_in_words(field, ends)


def span_in_words(field: Field, ends: Range) -> str:
    """Where a number lies that has bounds on both sides; a bound that it does not reach is told as one."""
    (low, over), (high, under) = ends
    if not over and not under:
        return f"{field.in_words(low)} to {field.in_words(high)}"
    least, most = "more than" if over else "at least", "less than" if under else "at most"
    return f"{least} {field.in_words(low)} and {most} {field.in_words(high)}"
