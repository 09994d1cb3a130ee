"""What differs between two tables of a topic: today under two readings, later between two editions."""

from __future__ import annotations

from decimal import localcontext

from ..money import EXACT
from .condition import Range
from .formula import alike, linear
from .table import Row, fewest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .condition import Column
    from .table import Condition, Table


class Change:
    """Cases that come out otherwise: what they ask, as a row of each table, and the fields that differ."""

    __slots__ = ("after", "before", "fields")

    def __init__(self, before: Row, after: Row) -> None:
        self.before = before
        self.after = after
        self.fields = different(before, after)


def differences(before: Table, after: Table) -> list[Change]:
    """The cases of two tables of the same topic whose outcomes differ, in the first one's order."""
    pairs: dict[int, tuple[Row, Row]] = {}
    rows: list[Row] = []
    with localcontext(EXACT):
        for old in before.rows:
            for new in after.rows:
                if old.outcome == new.outcome:
                    continue
                when = both(old.when, new.when)
                if when is not None and different(cut(old, when), cut(new, when)):
                    # Rows are joined only where both sides stay the same.
                    at = len(rows)
                    rows.append(Row(when, {}, {}, (), at, outcome=(old.outcome, new.outcome)))
                    pairs[at] = old, new
        changes = []
        for row in fewest(before.topic, rows):
            old, new = pairs[row.at]
            changes.append(Change(cut(old, row.when), cut(new, row.when)))
    return changes


def cut(row: Row, when: dict[Column, Condition]) -> Row:
    """A row where more is asked."""
    return Row(when, row.fields, row.varying, row.clauses, row.at, row.outcome)


def both(one: dict[Column, Condition], other: dict[Column, Condition]) -> dict[Column, Condition] | None:
    """What holds where both do; None where nothing does."""
    found: dict[Column, Any] = dict(one)
    for column, condition in other.items():
        mine = one.get(column)
        if mine is None:
            found[column] = condition
            continue
        within = mine.within(condition) if isinstance(mine, Range) else mine & condition  # type: ignore[arg-type,operator]
        if not within:
            return None
        found[column] = within
    return found


def different(before: Row, after: Row) -> list[str]:
    """The fields of which two rows for the same questions do not say the same."""
    return [name for name in (*before.fields, *before.varying) if said(before, name) != said(after, name)]


def said(row: Row, name: str) -> object:
    """What a row says of a field, so that two that say the same are told: a number that can be but one is that one."""
    if name in row.fields:
        return repr(row.fields[name])
    least, most, formula = row.varying[name]
    total = linear(formula)
    if total is not None:
        column = next(iter(total)) if list(total.values()) == [1] else frozenset(total.items())
        lies = row.when.get(column)
        if isinstance(lies, Range):
            low, high = lies.low or (least, 0), lies.high or (most, 0)
            if low == high:
                return repr(low[0])
    return alike(formula)
