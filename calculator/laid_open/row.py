"""One row of a table: a case, what comes out of it, and the clauses that decide it."""

from __future__ import annotations

from . import formula
from .condition import Range

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .condition import Column

    Condition = frozenset[Any] | Range


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


def settled(row: Row) -> Row:
    """A row where what varies no more is told as what it is."""
    fixed = {name: least for name, (least, most, _) in row.varying.items() if least == most}
    varying = {name: ends for name, ends in row.varying.items() if name not in fixed}
    return Row(row.when, row.fields | fixed, varying, row.clauses, row.at)
