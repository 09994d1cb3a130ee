"""What leads somewhere, as a person says it: "if you are at Level 1 and American Express requires your documents"."""

from __future__ import annotations

from itertools import islice

from ..money import HALF
from ..words import listed
from .ends import field_of, settled_by, solved, span_in_words
from .numbers import Asked, Made
from .path import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..fields import Field
    from .ends import Condition, Ways
    from .leaf import Leaf
    from .numbers import Quantity
    from .path import Inputs, Range


def statements(ways: Ways, leaf: Leaf, conditions: list[Condition], good: int) -> list[str]:
    """Each of the conditions of a leaf as a part of a sentence; they leave only `good` leaves possible.

    Of a level, all are named that lead there too.
    """
    settled = settled_by(conditions)
    said = []
    for condition in conditions:
        kind, name, *_ = condition
        if kind == "is" and ways.topic.field[name].kind == "level":
            field = ways.topic.field[name]
            rest = [other for other in conditions if other is not condition]
            levels = [
                level for level in range(field.least, field.most + 1) if leads(ways, [*rest, ("is", name, level)], good)
            ]
            said.append(field.as_statement(None, listed([str(level) for level in levels])))
        else:
            said.append(statement(ways, leaf, condition, settled))
    return list(dict.fromkeys(said))


def leads(ways: Ways, conditions: list[Condition], good: int) -> bool:
    """Whether conditions are possible together and leave only `good` leaves."""
    possible = [ways.possible(condition) for condition in conditions]
    left = good
    for leaves in possible:
        left &= leaves
    return bool(left) and ways.surely(list(zip(conditions, possible, strict=True)), good)


def statement(ways: Ways, leaf: Leaf, condition: Condition, settled: Inputs) -> str:
    """One condition as a part of a sentence, beside inputs that are settled."""
    field = ways.topic.field
    kind, what, *rest = condition
    if kind == "is":
        if field[what].kind == "market":
            return of_market(field[what], rest[0], leaf)
        return as_number(field[what], ((rest[0], 0), (rest[0], 0)))
    if kind == "is not":
        return denial(field[what], rest[0], leaf)
    if kind == "not all":
        # Any of these is enough: one is easier to read than all.
        name, value = ways.open_of(leaf, what, settled)[0]
        return denial(field[name], value, leaf)
    if kind == "holds":
        return leaf.path.said[what][0 if rest[0] else 1]
    quantity, ends = solved(*leaf.path.narrowed[what])
    if isinstance(quantity, Asked):
        return as_number(quantity.field, ends)
    return f"{parts(quantity)} is {between(field_of(quantity), ends)}"


def denial(field: Field, value: Any, leaf: Leaf) -> str:
    """What an input says that does not have that value: a yes or no, or a market."""
    if isinstance(value, bool):
        return field.as_statement(not value)
    return of_market(field, value, leaf).replace(" is ", " is not ", 1)


def of_market(field: Field, market: str, leaf: Leaf) -> str:
    """What an input says that is a market, with its article."""
    return field.as_statement(None, leaf.path.shared.facts.markets[market.casefold()].in_words)


def as_number(field: Field, ends: Range) -> str:
    """What an input says that lies there: a number, or any other value where both ends are one."""
    if field.kind not in ("whole", "percent"):
        return field.as_statement(ends[0][0])
    return field.as_statement(None, between(field, ends))


def between(field: Field, ends: Range) -> str:
    """Where a number lies, as a person says it."""
    (low, over), (high, under) = ends
    if low == high:
        return "no" if low == 0 and field.kind == "whole" else field.in_words(low)
    fewer = "fewer than" if field.kind == "whole" else "less than"
    if low == field.least and not over:
        if under:
            return f"{fewer} {field.in_words(high)}"
        # A whole number is split just below a figure: the figure is what the policy names.
        return f"{fewer} {field.in_words(high + 1)}" if field.kind == "whole" else f"at most {field.in_words(high)}"
    if high == field.most and not under:
        return f"more than {field.in_words(low)}" if over else f"at least {field.in_words(low)}"
    return span_in_words(field, ends)


def parts(quantity: Quantity) -> str:
    """A number that was compared, by the inputs that it is made of."""
    if isinstance(quantity, Made):
        words: dict[str, str] = {"−": "{} less {}", "+": "{} and {} together", "min": "the lesser of {} and {}"}
        return words.get(quantity.sign, f"{{}} {quantity.sign} {{}}").format(
            parts(quantity.first), parts(quantity.second)
        )
    return f"“{quantity.field.label}”" if isinstance(quantity, Asked) else str(quantity.key)


def inputs_leading(leaf: Leaf, fixed: Inputs) -> dict[str, Any]:
    """Values for the inputs that a leaf supposes anything of, so that it is the only one left; `fixed` are some of them."""
    path = leaf.path
    given: dict[str, Any] = {**path.supposed, **fixed}
    for denied in path.denied:
        is_open = all(given.get(name, value) == value for name, value in denied.items())
        ways = (
            (name, other)
            for name, value in denied.items()
            for other in path.values(path.topic.field[name])
            if is_open and other != value and name not in given and path.allows({**given, name: other})
        )
        given.update(islice(ways, 1))
    # What several numbers make up first: it says more of an input than where the input itself lies.
    for quantity, _ in sorted(path.narrowed.values(), key=lambda compared: isinstance(compared[0], Asked)):
        for name, value in within(quantity, given).items():
            given.setdefault(name, value)
    return given


def within(quantity: Quantity, given: Inputs) -> dict[str, Any]:
    """Values for the inputs of a number that was compared, so that it lies where it does on its path."""
    if isinstance(quantity, Asked):
        (low, over), (high, under) = quantity.range(given)
        return {quantity.field.name: (low + high) * HALF if over or under else low}
    # It was split at a figure, so one of its ends is an end that it can have anyhow.
    end = 0 if quantity.range(NOTHING)[0] == quantity.bare(NOTHING)[0] else 1
    return quantity.corner(end)
