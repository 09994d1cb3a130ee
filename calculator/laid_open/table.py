"""Every case of a topic as a table: rows that are disjoint and together fit every question.

The topic is run with every input not known and no two cases left together (`Shared.splits`), so each way is a row. Then rows
are joined that differ in one column alone and have the same outcome there, until none are left that can be: in several
orders of the columns, of which the one that leaves the fewest rows is kept.
"""

from __future__ import annotations

from copy import copy
from decimal import localcontext
from itertools import product

from ..answer import nested, to_json
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

    Condition = frozenset[Any] | Range

LAID_OPEN = ("level", "validation", "step", "fee", "indemnity", "incident", "contact", "privacy")
"""The topics that have a table; `overview` asks for several of these at once."""

NUMBERS = ("whole", "percent")
DATES = ("date", "moment", "dates")


class Row:
    """One case: what it asks of each column, what comes out, and the clauses that decide it.

    `fields` are the outcome's that do not vary; `varying` the others by name: the least, the most, and the formula.
    """

    __slots__ = ("at", "clauses", "fields", "outcome", "varying", "when")

    def __init__(
        self,
        when: dict[Column, Condition],
        fields: dict[str, Any],
        varying: dict[str, tuple[Any, Any, Any]],
        clauses: tuple[str, ...],
        at: int,
        outcome: object = None,
    ) -> None:
        self.when = when
        self.fields = fields
        self.varying = varying
        self.clauses = clauses
        self.at = at
        # What comes out, so that two rows with the same are told.
        self.outcome = outcome or (
            repr(fields),
            tuple((name, formula.alike(said)) for name, (_, _, said) in varying.items()),
        )

    def joined(self, other: Row, when: dict[Column, Condition]) -> Row:
        """Both rows as one, where `when`."""
        first, second = (self, other) if self.at < other.at else (other, self)
        varying = {
            name: (min(least, other.varying[name][0]), max(most, other.varying[name][1]), said)
            for name, (least, most, said) in self.varying.items()
        }
        clauses = tuple(dict.fromkeys((*first.clauses, *second.clauses)))
        return Row(when, self.fields, varying, clauses, first.at, self.outcome)


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
                    said[name] = (held if isinstance(held, dict) else {"at_least": held, "at_most": held}) | ends
        return said

    def to_json(self) -> list[dict[str, object]]:
        """The rows as the contract writes them."""
        return [self.row_json(row) for row in self.rows]

    def row_json(self, row: Row) -> dict[str, object]:
        topic, row = self.topic, settled(row)
        fields = {name: to_json(topic, name, topic.result[name].typed(value)) for name, value in row.fields.items()}
        order = [name for name in topic.result if name in fields or name in row.varying]
        fields = {name: fields.get(name) for name in order}
        bounds = {name: bounds_of(topic, name, ends) for name, ends in row.varying.items()}
        return {
            "when": self.conditions(row),
            "outcome": nested(fields),
            "bounds": {name: to_json(topic, name, bound) for name, bound in bounds.items()},
            "formulas": {name: formula.text(said) for name, (_, _, said) in row.varying.items()},
            "clauses": list(row.clauses),
        }


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
        if total is None:
            continue
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


def fewest(topic: Topic, rows: list[Row]) -> list[Row]:
    """The rows joined in several orders of the columns; of these the fewest, in the order in which the questions decide."""
    columns = list(dict.fromkeys(column for row in rows for column in row.when))
    orders = [columns, columns[::-1]] if columns else []
    found = min((joined(topic, rows, order) for order in orders), key=len, default=rows)
    return sorted(found, key=lambda row: row.at)


def settled(row: Row) -> Row:
    """A row where what varies no more is told as what it is."""
    fixed = {name: least for name, (least, most, _) in row.varying.items() if least == most}
    varying = {name: ends for name, ends in row.varying.items() if name not in fixed}
    return Row(row.when, row.fields | fixed, varying, row.clauses, row.at)


def joined(topic: Topic, rows: list[Row], columns: list[Column]) -> list[Row]:
    """The rows, joined column after column until no two can be."""
    while True:
        before = len(rows)
        for column in columns:
            groups: dict[object, list[Row]] = {}
            for row in rows:
                rest = frozenset((key, value) for key, value in row.when.items() if key != column)
                groups.setdefault((row.outcome, rest), []).append(row)
            rows = [
                row for group in groups.values() for row in (join(topic, group, column) if len(group) > 1 else group)
            ]
            if isinstance(column, str) and topic.field[column].kind == "whole":
                rows = absorbed(rows, column)
        if len(rows) == before:
            return rows


def join(topic: Topic, rows: list[Row], column: Column) -> list[Row]:
    """Rows that differ in one column alone, joined where nothing lies between."""
    rows = sorted(rows, key=lambda row: row.at)
    found: list[Row] = []
    for row in rows:
        for place, other in enumerate(found):
            both = either(topic, column, row.when.get(column), other.when.get(column))
            if both is not None:
                when = {key: both if key == column else value for key, value in other.when.items()}
                if both == "every":
                    del when[column]
                found[place] = other.joined(row, when)
                break
        else:
            found.append(row)
    return found


def either(topic: Topic, column: Column, one: Condition | None, other: Condition | None) -> Any:
    """What holds where one condition or the other does; "every" where any value does, None where it cannot be said."""
    if isinstance(one, Range) and isinstance(other, Range):
        both = one.joined(other)
        return "every" if both is not None and both.every else both
    if isinstance(one, frozenset) and isinstance(other, frozenset) and isinstance(column, str):
        values = one | other
        field = topic.field[column]
        if field.kind == "yes_no":
            return "every" if len(values) == 2 else values
        if field.choices:
            return "every" if len(values) == len(field.choices) else values
        if field.kind == "level":
            return "every" if len(values) == field.most - field.least + 1 else values
        return values
    return None


def absorbed(rows: list[Row], name: str) -> list[Row]:
    """Rows where a whole number is 0, told by those where it is more and that say the same of 0."""
    nothing = Range(None, (0, 0), whole=True)
    more = Range((1, 0), None, whole=True)
    kept = list(rows)
    for row in rows:
        if row.when.get(name) != more:
            continue
        said = at_nothing(row, name)
        for other in kept:
            if other.when.get(name) == nothing and at_nothing(other, name) == said:
                when = {column: value for column, value in row.when.items() if column != name}
                kept.remove(other)
                kept[kept.index(row)] = row.joined(other, when)
                break
    return kept


def at_nothing(row: Row, name: str) -> object:
    """What a row says where an input is 0."""
    when = set()
    for column, value in row.when.items():
        if column == name:
            continue
        if isinstance(column, frozenset):
            rest = frozenset((other, times) for other, times in column if other != name)
            column = next(iter(rest))[0] if len(rest) == 1 else rest
        when.add((column, value))
    varying = {key: formula.alike(formula.without(said, name)) for key, (_, _, said) in row.varying.items()}
    return frozenset(when), repr(row.fields), tuple(varying.items())
