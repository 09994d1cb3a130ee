"""One field of an outcome: what it is called, what it is, the fact that it rests on; and its values, typed and as JSON."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from . import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

Kind = str | tuple[str, ...]
"""What a field of an outcome is.

One of "amount", "percent", "count", "date", "moment", "level", "yes_no", "text", "clause" and "list"; or the choices that it has,
in natural order.
"""

ORDERED = {"amount", "percent", "count", "date", "moment"}
"""The kinds whose open values are bounds."""

TYPED: dict[Kind, Callable[[Any], Any]] = {"amount": money.settled, "percent": Decimal}
"""The kinds whose values rules may write otherwise than an answer has them."""

WRITTEN: dict[Kind, Callable[[Any], str]] = {
    "amount": money.plain_amount,
    "percent": money.plain_number,
    "date": date.isoformat,
    "moment": datetime.isoformat,
}
"""The kinds that JSON has as text."""


class Result:
    """One field of a topic's outcome.

    `name` is its key, "documents.scan" the key `scan` of the object `documents`; `source` the fact, and so the clause, that it
    rests on where a rule names no other, as "file.key". Of a list, `item` is the kind of what stands in it, or the kinds of
    an object's keys; `words` are those that it can hold, in natural order, each as a reader reads it: of objects, their
    first key does. `currency` is that of an amount where it is not the outcome's; `none` says in words that there is none;
    `reaches` is whether somebody is reached by it; `in_words` is False where an answer in words leaves it out.
    """

    __slots__ = (
        *("currency", "in_words", "item", "kind", "label", "name", "none", "ordered", "reaches", "source", "words"),
        *("_at", "_converts"),
    )

    def __init__(
        self,
        name: str,
        kind: Kind,
        source: str,
        label: str = "",
        *,
        item: Kind | Mapping[str, Kind] = "",
        words: Mapping[str, str] | None = None,
        currency: str = "",
        none: str = "none",
        reaches: bool = False,
        in_words: bool = True,
    ) -> None:
        self.name = name
        self.kind = kind
        self.source = source
        self.label = label or name.replace("_", " ").replace(".", ": ").capitalize()
        self.item = item
        self.words = words or {}
        self.currency = currency
        self.none = none
        self.reaches = reaches
        self.in_words = in_words
        self.ordered = kind in ORDERED
        self._at = {word: at for at, word in enumerate(self.words)}
        kinds = [kind, *([item] if isinstance(item, (str, tuple)) else item.values())]
        self._converts = any(of in TYPED for of in kinds)

    def word(self, item: Any) -> str:
        """The word that an item of the list stands for."""
        return item if isinstance(item, str) else item[next(iter(item))]

    def natural(self, items: Sequence[Any]) -> tuple[int, list[int]]:
        """The natural order of such lists of words: the shorter first, then by what stands in them."""
        return len(items), [self._at[self.word(item)] for item in items]

    def typed(self, value: Any) -> Any:
        """A value of a rule as an answer has it: amounts, to the cent, and percentages are `Decimal`."""
        return converted(self, value, TYPED) if self._converts and value is not None else value

    def to_json(self, value: Any) -> object:
        """A value as the contract writes it."""
        if value is None or (self.kind not in WRITTEN and not self._converts):
            return value
        return converted(self, value, WRITTEN)


def converted(result: Result, value: Any, ways: Mapping[Kind, Callable[[Any], Any]]) -> Any:
    """A value, or each item of a list, converted as its kind is."""
    if result.kind != "list":
        return ways[result.kind](value) if result.kind in ways else value
    kinds = result.item
    if isinstance(kinds, (str, tuple)):
        return [ways[kinds](item) if kinds in ways else item for item in value]
    return [
        {key: ways[kinds[key]](part) if kinds[key] in ways else part for key, part in item.items()} for item in value
    ]


class Bounds:
    """What an open field can be: of what is ordered the `least` and the `most`, both reached; of others `any_of` these.

    `may_be_none` is whether it may not arise besides; None is then the last of `any_of`.
    """

    __slots__ = ("any_of", "least", "may_be_none", "most")

    def __init__(
        self, least: Any = None, most: Any = None, any_of: Sequence[Any] = (), *, may_be_none: bool = False
    ) -> None:
        self.least = least
        self.most = most
        self.any_of = tuple(any_of)
        self.may_be_none = may_be_none

    @property
    def ordered(self) -> bool:
        """Whether it has a least and a most."""
        return self.least is not None

    def to_json(self, result: Result) -> dict[str, object]:
        """The bounds as the contract writes them."""
        if not self.ordered:
            return {"any_of": [result.to_json(value) for value in self.any_of]}
        ends = {"least": result.to_json(self.least), "most": result.to_json(self.most)}
        return ends | {"may_be_none": True} if self.may_be_none else ends

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bounds) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.least, self.most, self.may_be_none))

    def __repr__(self) -> str:
        none = ", may_be_none=True" if self.may_be_none else ""
        return f"Bounds({self.least!r}, {self.most!r}{none})" if self.ordered else f"Bounds(any_of={self.any_of!r})"

    def _key(self) -> tuple[object, ...]:
        return self.least, self.most, self.any_of, self.may_be_none
