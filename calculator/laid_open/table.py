"""Every case of a topic as a table: rows that are disjoint and together fit every question.

The topic is run with every input not known and no two cases left together (`Shared.splits`), so each way is a row. Which
rows can be joined is in `join`.
"""

from __future__ import annotations

from copy import copy
from decimal import localcontext
from itertools import product

from ..answer import nested
from ..fields import REQUIRED, UNKNOWN
from ..money import EXACT
from ..parse import parse
from ..result import Bounds
from ..topics import TOPICS
from ..unknown.leaf import explore
from ..unknown.numbers import Asked
from ..unknown.path import NOTHING, Shared
from . import formula
from .condition import Range, of_sum
from .join import fewest
from .row import Row, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ..facts.edition import Facts
    from ..fields import Field
    from ..topic import Topic
    from ..unknown.leaf import Leaf
    from ..unknown.numbers import Quantity
    from ..unknown.path import Place
    from .condition import Column
    from .row import Condition

LAID_OPEN = ("level", "validation", "step", "fee", "indemnity", "incident", "contact", "privacy")
"""The topics that have a table; `overview` asks for several of these at once."""

NUMBERS = ("whole", "percent")
DATES = ("date", "moment", "dates")


class Table:
    """Every case of a topic, under an edition and readings; of `fee` in one market."""

    def __init__(self, topic: Topic, facts: Facts, rows: list[Row], dated: Mapping[str, object]) -> None:
        self.topic = topic
        self.facts = facts
        self.rows = rows
        # Dates that no row asks of, but that must not be given where a row is to fit.
        self.dated = dated

    def conditions(self, row: Row) -> dict[str, object]:
        """What a row asks of each input, as the contract writes it."""
        topic, order = self.topic, list(self.topic.field)
        said: dict[str, Any] = {}
        for field in topic.fields:
            if field.name in row.when:
                said[field.name] = condition_json(field, row.when[field.name])
            elif field.name in self.dated:
                said[field.name] = None
        for column, lies in row.when.items():
            if isinstance(column, frozenset):
                for name, ends in of_sum(column, lies, order).items():  # type: ignore[arg-type]  # sums are numbers
                    held = said.get(name, {})
                    held = held if isinstance(held, dict) else {"at_least": held, "at_most": held}
                    said[name] = dict(otherwise(word, end, ends) for word, end in held.items()) | ends
        return said

    def to_json(self) -> list[dict[str, object]]:
        """The rows as the contract writes them."""
        return [self.row_json(row) for row in self.rows]

    def row_json(self, row: Row) -> dict[str, object]:
        topic, row = self.topic, settled(row)
        fields = {name: topic.to_json(name, topic.result[name].typed(value)) for name, value in row.fields.items()}
        order = [name for name in topic.result if name in fields or name in row.varying]
        fields = {name: fields.get(name) for name in order}
        bounds = {name: bounds_of(topic, name, ends) for name, ends in row.varying.items()}
        return {
            "when": self.conditions(row),
            "outcome": nested(fields),
            "bounds": {name: topic.to_json(name, bound) for name, bound in bounds.items()},
            "formulas": {name: formula.text(said) for name, (_, _, said) in row.varying.items()},
            "clauses": list(row.clauses),
        }


def otherwise(word: str, end: Any, beside: Mapping[str, object]) -> tuple[str, Any]:
    """An end of a whole number's range; by its other word where a sum has taken the one: 1 or more is above 0."""
    if word not in beside:
        return word, end
    return {"at_least": ("above", end - 1), "below": ("at_most", end - 1), "at_most": ("below", end + 1)}[word]


def bounds_of(topic: Topic, name: str, ends: tuple[Any, Any, Any]) -> Bounds:
    typed = topic.result[name].typed
    return Bounds(typed(ends[0]), typed(ends[1]))


def condition_json(field: Field, condition: Condition) -> object:
    """A condition on one input as the contract writes it."""
    if isinstance(condition, Range):
        return condition.to_json(field)
    if len(condition) == 1:
        return field.to_json(next(iter(condition)))
    return {"any_of": [field.to_json(value) for value in in_order(field, condition)]}


def in_order(field: Field, values: Iterable[Any]) -> list[Any]:
    """Values of an input in their natural order."""
    if field.choices:
        return [choice for choice, _ in field.choices if choice in values]
    return sorted(values)


def table_of(
    name: str,
    facts: Facts,
    *,
    market: str = "",
    readings: Mapping[str, str] | None = None,
    join: bool = True,
) -> Table:
    """Every case of a topic of `LAID_OPEN`; of `fee` the `market` is needed. Where not `join`, each way through the rules is a row."""
    topic = TOPICS[name]
    given: dict[str, object] = {"market": market} if market else {}
    with localcontext(EXACT):
        rows = list(rows_of(topic, facts, given, readings or {}))
        found = fewest(topic, rows) if join else rows
        return Table(topic, facts, found, dated(topic))


def dated(topic: Topic) -> dict[str, object]:
    """The dates that a row leaves out, where a question that has them may have another answer: all but those that are no way of asking."""
    if any(field.group == "days" for field in topic.fields):
        return {}
    return {
        field.name: None for field in topic.fields if field.kind in DATES and field.default is None and decides(topic)
    }


def decides(topic: Topic) -> bool:
    """Whether a topic's dates decide more than the days that are counted from them."""
    return topic.name == "validation"


def rows_of(topic: Topic, facts: Facts, given: Mapping[str, object], readings: Mapping[str, str]) -> Iterator[Row]:
    """A row for each way through the rules, whatever the inputs are; `given` are some that are."""
    at = 0
    for kind in kinds(topic):
        inputs = {**opened(topic, facts, kind), **given, **kind}
        spread = entangled(topic, facts, kind)
        shared = Shared(spread, inputs, facts, splits=True)
        leaves = explore(shared, readings)
        universe = values_possible(leaves)
        for leaf in leaves:
            yield row_of(topic, leaf, kind, universe, at)
            at += 1


def kinds(topic: Topic) -> list[dict[str, object]]:
    """What is asked first, each by itself: what somebody is decides which inputs there are."""
    if "kind" not in topic.field:
        return [{}]
    return [{"kind": choice} for choice, _ in topic.field["kind"].choices]


def opened(topic: Topic, facts: Facts, kind: Mapping[str, object]) -> dict[str, object]:
    """Every input not known; without dates, and without numbers that there cannot be."""
    inputs: dict[str, object] = {}
    for field in topic.fields:
        inputs[field.name] = UNKNOWN
        if field.kind in DATES or (field.kind == "market" and field.default is None):
            # What hangs on a day is left out, so any will do where one must be given.
            inputs[field.name] = parse(field, field.example, facts) if field.default is REQUIRED else field.default
        elif field.kind in NUMBERS and any(topic.problems({**kind, field.name: field.least + 1}, facts)):
            inputs[field.name] = field.least
    return inputs


def entangled(topic: Topic, facts: Facts, kind: Mapping[str, object]) -> Topic:
    """The topic where inputs other than numbers are entangled whose values exclude one another: the rules' own problems say which."""
    small: dict[str, list[Any]] = {}
    for field in topic.fields:
        if field.name not in kind and field.kind in ("yes_no", "level"):
            small[field.name] = [False, True] if field.kind == "yes_no" else list(range(field.least, field.most + 1))
    names = {
        name
        for name, values in small.items()
        if any(any(topic.problems({**kind, name: value}, facts)) for value in values)
    }
    for first, second in ((a, b) for a in small for b in small if a < b):
        if {first, second} <= names:
            continue
        for one, other in product(small[first], small[second]):
            if any(topic.problems({**kind, first: one, second: other}, facts)):
                names |= {first, second}
                break
    spread = copy(topic)
    spread.entangled = topic.entangled | names
    spread.beside = {name: frozenset(spread._beside(name)) for name in topic.field}
    # What is taken away from a sum is among it.
    if topic.name == "level":
        every = ("+", "transactions", "franchisee_transactions")
        spread.ordered = (*topic.ordered, ("bip_transactions", "transactions"), ("bip_transactions", every))  # type: ignore[arg-type]
    return spread


def values_possible(leaves: Iterable[Leaf]) -> dict[str, set[Any]]:
    """The values of each input that some leaf allows."""
    found: dict[str, set[Any]] = {}
    for leaf in leaves:
        for name, value in leaf.path.supposed.items():
            found.setdefault(name, set()).add(value)
        for denied in leaf.path.denied:
            for name, value in denied.items():
                found.setdefault(name, set()).update(others(leaf, name, value))
    return found


def others(leaf: Leaf, name: str, value: object) -> list[Any]:
    """The values of an input but one."""
    return [other for other in leaf.path.values(leaf.path.topic.field[name]) if other != value]


def row_of(topic: Topic, leaf: Leaf, kind: Mapping[str, object], universe: Mapping[str, set[Any]], at: int) -> Row:
    """A leaf as a row."""
    path = leaf.path
    when: dict[Column, Condition] = {name: frozenset([value]) for name, value in {**kind, **path.supposed}.items()}
    for denied in path.denied:
        [(name, value)] = denied.items()  # where it splits
        left = frozenset(others(leaf, name, value))
        when[name] = when.get(name, left) & left  # type: ignore[operator]
    for name, values in universe.items():
        if when.get(name) == values:
            del when[name]
    for key, (quantity, (low, high)) in path.narrowed.items():
        total = formula.linear(key)
        assert total is not None  # what is compared is a sum of inputs
        # What a part of a whole can be anyhow is no condition.
        least, most = anywhere(topic, quantity)
        lies = Range(low if low > least else None, high if high < most else None, whole=quantity.whole)
        if not lies.every:
            when[key if isinstance(quantity, Asked) else frozenset(total.items())] = lies  # type: ignore[index]
    varying, fields = {}, {}
    for name, value in leaf.outcome.items():
        if name in topic.result and topic.result[name].kind in ("date", "moment"):
            continue
        if name in leaf.open:
            least, most, number = leaf.open[name]
            varying[name] = least, most, number.key
        else:
            fields[name] = value
    steps = (*leaf.working.steps,)
    clauses = dict.fromkeys([step.clause for step in steps] + [rule.clause for rule in leaf.working.grounds.values()])
    return Row(when, fields, varying, tuple(clauses), at)


def anywhere(topic: Topic, quantity: Quantity) -> tuple[Place, Place]:
    """Where a number lies before it is compared with anything: an input whatever the others are, a sum as its parts let it."""
    if isinstance(quantity, Asked):
        return (quantity.field.least, 0), (quantity.field.most, 0)
    return quantity.bare(NOTHING)
