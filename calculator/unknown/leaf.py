"""One way that the unknown could turn out, and all of them."""

from __future__ import annotations

from ..working import Working
from .numbers import Asked, Quantity
from .path import NOTHING, Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .path import Shared


class Leaf:
    """One way that the unknown could turn out: the path there, its outcome, and the working.

    `open` are the fields whose value is a number that is not known even then: its least, its most, and the number itself.
    `trail` are the turns taken, with the ways that there were.
    """

    __slots__ = ("open", "outcome", "path", "trail", "working")

    def __init__(self, path: Path, outcome: dict[str, object], working: Working) -> None:
        self.path = path
        self.outcome = outcome
        self.working = working
        self.open: dict[str, tuple[Any, Any, Any]] = {}
        if path.has_numbers:
            for name, value in outcome.items():
                if isinstance(value, Quantity):
                    (least, _), (most, _) = value.range(NOTHING)
                    self.open[name] = least, most, value
        # What is silent is not explored from.
        self.trail = [] if working.silent else [(turn, ways) for turn, ways in path.trail]

    def forget(self) -> None:
        """Keep what came out alone, so that all that led there is gone at once and is no work for the garbage collector."""
        for name, (least, most, _) in self.open.items():
            self.open[name] = least, most, None
            self.outcome[name] = None
        self.path.narrowed.clear()
        self.path.looked.clear()

    def end_of(self, name: str, end: int) -> object:
        """The least (0) or the most (1) of a field."""
        return self.open[name][end] if name in self.open else self.outcome[name]

    def touched(self) -> set[str]:
        """The inputs that this way supposes something of."""
        path = self.path
        denied = (name for denied in path.denied for name in denied)
        # Some values of those entangled are impossible beside those of others.
        return {*path.supposed, *denied, *path.compared, *path.topic.entangled}

    def depends_on(self) -> set[str]:
        """The inputs that the outcome hangs on beyond what this way supposes of them."""
        names: set[str] = set()
        for least, most, number in self.open.values():
            if least != most:
                names |= number.names
        return {name for name in names if name not in self.path.known and varies(self.path, name)}

    def signature(self) -> list[object]:
        """The outcome, so that two leaves with the same one are told."""
        values: list[object] = []
        for name, value in self.outcome.items():
            if name in self.open:
                least, most, number = self.open[name]
                value = number.key, least, most
            values.append(value)
        return values

    def beside(self, other: Leaf, name: str) -> bool:
        """Whether a case of this leaf and one of the other can differ in that input alone."""
        mine, theirs = self.path, other.path
        for key, value in mine.supposed.items():
            if key != name and theirs.supposed.get(key, value) != value:
                return False
        if any(theirs.unsettled.get(words, holds) != holds for words, holds in mine.unsettled.items()):
            return False
        both = {**mine.supposed, **theirs.supposed}
        for denied in (*mine.denied, *theirs.denied):
            if name not in denied and all(both.get(key) == value for key, value in denied.items()):
                return False
        for number, (quantity, (low, high)) in mine.narrowed.items():
            if name not in quantity.names and number in theirs.narrowed:
                least, most = theirs.narrowed[number][1]
                if max(low, least) > min(high, most):
                    return False
        return True


def varies(path: Path, name: str) -> bool:
    """Whether an input that is not known can have more than one value on this path."""
    field = path.topic.field[name]
    if field.kind in ("whole", "percent"):
        low, high = (path.looked[name] if name in path.looked else Asked(path, field)).range(NOTHING)
        return low != high
    return name not in path.supposed and len(path.possible(name, NOTHING)) > 1


def explore(
    shared: Shared,
    taken: Mapping[str, str],
    *,
    silent: bool = False,
    keep: bool = False,
    start: Sequence[tuple[int, Sequence[Any]]] = (),
) -> list[Leaf]:
    """Every way that the inputs of a question could turn out, in natural order; one where all are known.

    With the first turns of a trail as `start`, every way that begins with those. Where `silent`, only what came out is kept,
    unless `keep`: then the way there is too.
    """
    topic = shared.topic
    rules = topic.part("rules")
    trail: list[list[Any]] = [[turn, ways] for turn, ways in start]
    leaves = []
    while True:
        path = Path(shared, trail)
        working = Working(taken, path, silent=silent)
        outcome = rules.answer(rules.Inputs(shared.known, path), shared.facts, working)
        leaf = Leaf(path, flat(outcome) if topic.has_objects else outcome, working)
        if silent and path.has_numbers and not keep:
            leaf.forget()
        leaves.append(leaf)
        while len(trail) > len(start) and trail[-1][0] + 1 == len(trail[-1][1]):
            trail.pop()
        if len(trail) == len(start):
            return leaves
        trail[-1][0] += 1


def explore_otherwise(shared: Shared, taken: Mapping[str, str], reading: str, leaves: list[Leaf]) -> list[Leaf]:
    """The ways under another option of a reading, of which `taken` says which, and these are the `leaves` of now.

    What did not ask for the reading is as it was; what did is explored anew from where it asked first.
    """
    others: list[Leaf] = []
    explored: list[int] | None = None
    for leaf in leaves:
        forks = leaf.working.asked.get(reading)
        if forks is None:
            others.append(leaf)
            continue
        turns = [turn for turn, _ in leaf.trail[:forks]]
        if turns != explored:
            others += explore(shared, taken, silent=True, start=leaf.trail[:forks])
            explored = turns
    return others


def flat(outcome: dict[str, object]) -> dict[str, object]:
    """An outcome with the keys of its objects as fields of their own: "documents.scan"."""
    fields: dict[str, object] = {}
    for name, value in outcome.items():
        if isinstance(value, dict):
            fields |= {f"{name}.{key}": part for key, part in value.items()}
        else:
            fields[name] = value
    return fields
