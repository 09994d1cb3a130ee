"""Rows joined without losing a case, so that a table has few.

Rows are joined that differ in one column alone and have the same outcome there, until none are left that can be: in several
orders of the columns, of which the one that leaves the fewest rows is kept.
"""

from __future__ import annotations

from . import formula
from .condition import Range

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..topic import Topic
    from .condition import Column
    from .row import Condition, Row


def fewest(topic: Topic, rows: list[Row]) -> list[Row]:
    """The rows joined in several orders of the columns; of these the fewest, in the order in which the questions decide."""
    columns = list(dict.fromkeys(column for row in rows for column in row.when))
    orders = [columns, columns[::-1]] if columns else []
    found = min((joined(topic, rows, order) for order in orders), key=len, default=rows)
    return sorted(found, key=lambda row: row.at)


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
    """What holds where one condition or the other of a column does; "every" where any value does, None where that is no one range."""
    if isinstance(one, Range) and isinstance(other, Range):
        both = one.joined(other)
        return "every" if both is not None and both.every else both
    # Rows have no case in common: where one has a condition the other has one of its kind.
    assert isinstance(one, frozenset) and isinstance(other, frozenset) and isinstance(column, str)
    values = one | other
    field = topic.field[column]
    counts = {"yes_no": 2, "level": field.most - field.least + 1}
    return "every" if len(values) == counts.get(field.kind, len(field.choices)) else values


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
