"""One way through a topic where not all is known, and the numbers that are open on it.

Where a topic looks at an input that is not known, the `Path` of this run supposes a value; a number is a `Quantity`, which
is narrowed where the topic compares it.
"""

from __future__ import annotations

from ..fields import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from ..facts.edition import Facts
    from ..fields import Field
    from ..topic import Topic

    Number = int | Decimal
    # A place on the number line: 75 itself is (75, 0), what lies just above it (75, 1), just below (75, -1).
    Place = tuple[Number, int]
    Range = tuple[Place, Place]
    Limits = tuple[Place, Place, list[str], list[str]]
    Inputs = Mapping[str, object]


NOTHING: Inputs = {}


class Shared:
    """What all runs of one question share.

    `known` are the inputs that are. `impossible` says of values of entangled inputs whether they are in conflict, `limits` within
    what a number lies by what is known alone. Where it `splits`, each way supposes a value for every input that it hangs on
    but numbers: no way then stands for several that an answer over them all need not tell apart.
    """

    __slots__ = ("facts", "impossible", "known", "limits", "splits", "topic")

    def __init__(self, topic: Topic, inputs: Inputs, facts: Facts, *, splits: bool = False) -> None:
        self.splits = splits
        self.topic = topic
        self.facts = facts
        self.known: dict[str, Any] = {name: value for name, value in inputs.items() if value is not UNKNOWN}
        self.impossible: dict[tuple[object, ...], bool] = {}
        self.limits: dict[str, Limits] = {}

    def limits_of(self, field: Field) -> Limits:
        """The least and the most of a number by what is known, and the numbers not known that it is not above, and not below."""
        limits = self.limits.get(field.name)
        if limits is None:
            topic, known = self.topic, self.known
            larger, smaller = topic.at_most[field.name], topic.at_least[field.name]
            limits = self.limits[field.name] = (
                (max([field.least, *(known[name] for name in smaller if name in known)]), 0),
                (min([field.most, *(known[name] for name in larger if name in known)]), 0),
                [name for name in larger if name not in known],
                [name for name in smaller if name not in known],
            )
        return limits


class Path:
    """One way through a topic: what was supposed at each fork so far.

    `trail` is shared by the runs of one exploration: for each fork the turn taken and the ways that there are.
    `supposed` are inputs with the values that they have here; `denied` are sets of inputs of which not all have the
    values named; `unsettled` is what no input settles, `said` the same in sentences; `looked` are the numbers not known
    that were asked for, `narrowed` those that were compared, with where they lie; `compared` are the inputs that these
    hang on.
    """

    __slots__ = (
        *("at", "compared", "denied", "has_numbers", "known", "looked", "narrowed", "said", "shared", "supposed"),
        *("topic", "trail", "unsettled"),
    )

    def __init__(self, shared: Shared, trail: list[list[Any]]) -> None:
        self.shared = shared
        self.topic = shared.topic
        self.known = shared.known
        self.trail = trail
        self.at = 0
        self.supposed: dict[str, object] = {}
        self.denied: list[dict[str, object]] = []
        self.unsettled: dict[str, bool] = {}
        self.said: dict[str, tuple[str, str]] = {}
        self.looked: dict[str, Any] = {}
        self.has_numbers = False
        self.narrowed: dict[object, tuple[Any, Range]] = {}
        self.compared: frozenset[str] = frozenset()

    def take(self, ways: Callable[[], Sequence[Any]]) -> Any:
        """The way that this run takes, of those that are found where the fork is met first."""
        if self.at == len(self.trail):
            self.trail.append([0, ways()])
        turn, options = self.trail[self.at]
        self.at += 1
        return options[turn]

    def either(self, words: str, statement: tuple[str, str]) -> bool:
        """Whether something holds that no input settles; `words` say what, `statement` in a sentence that it does, and does not."""
        self.said[words] = statement
        holds = self.unsettled[words] = bool(self.take(lambda: (False, True)))
        return holds

    def suppose(self, name: str) -> object:
        """A value for an input that is not known and no number: one of those possible beside what is known and supposed already."""
        value = self.supposed[name] = self.take(lambda: self.possible(name, NOTHING))
        return value

    def possible(self, name: str, fixed: Inputs) -> Sequence[object]:
        """The values that an input can have on this path, once the `fixed` inputs are known too."""
        if name in fixed:
            return (fixed[name],)
        values = self.values(self.topic.field[name])
        if name in self.topic.entangled or any(name in denied for denied in self.denied):
            values = [value for value in values if self.allows({**fixed, name: value})]
        return values

    def values(self, field: Field) -> Sequence[object]:
        """The values of an input that is no number, whatever else is known."""
        if field.kind == "market":
            return [market.name for market in self.shared.facts.directory]
        if field.kind == "choice":
            return [choice for choice, _ in field.choices]
        return (False, True) if field.kind == "yes_no" else range(field.least, field.most + 1)

    def unmet(self, wanted: Mapping[str, object]) -> list[str]:
        """Which of several inputs, none of them known, do not have the values wanted: none, or any of them all."""

        def ways() -> list[tuple[str, Any]]:
            possible = {name: self.possible(name, NOTHING) for name in wanted}
            impossible = [name for name, value in wanted.items() if value not in possible[name]]
            open_ = {name: value for name, value in wanted.items() if len(possible[name]) > 1}
            return [("impossible", impossible)] if impossible or not open_ else [("denied", open_), ("held", open_)]

        way, inputs = self.take(ways)
        if way == "denied":
            self.denied.append(inputs)
        elif way == "held":
            self.supposed.update(inputs)
            return []
        return list(inputs)

    def allows(self, fixed: Inputs) -> bool:
        """Whether this way is still possible once those inputs are known."""
        supposed, narrowed = self.supposed, self.narrowed
        new = False
        for name, value in fixed.items():
            if name in supposed:
                if supposed[name] != value:
                    return False
                continue
            if name in narrowed:
                low, high = narrowed[name][1]
                if not low <= (value, 0) <= high:
                    return False
            new = True
        if not new:
            return True
        given: Inputs = fixed
        if self.denied:
            implied = self.implied({**supposed, **fixed})
            if implied is None:
                return False
            given = implied
        if not self.compared.isdisjoint(fixed):
            for quantity, _ in narrowed.values():
                if not quantity.names.isdisjoint(fixed):
                    low, high = quantity.range(fixed)
                    if low > high:
                        return False
        return self.topic.entangled.isdisjoint(fixed) or not self.in_conflict(given)

    def in_conflict(self, given: Inputs) -> bool:
        """Whether entangled inputs are in conflict, where some of them have the values given."""
        supposed = self.supposed
        # Beside what is known, only these can be impossible together: their values say whether they are.
        values = tuple([given.get(name, supposed.get(name)) for name in self.topic.entangled])
        conflict = self.shared.impossible.get(values)
        if conflict is None:
            given = {**self.known, **supposed, **given}
            conflict = self.shared.impossible[values] = any(self.topic.problems(given, self.shared.facts))
        return conflict

    def implied(self, given: dict[str, object]) -> dict[str, object] | None:
        """Those inputs with what follows from them and from what was denied; None where both cannot be.

        Where not all of some inputs have the values denied, and all but one of them do, that one does not: a market is then
        any other, told as False.
        """
        for denied in self.denied:
            open_ = None
            for name, value in denied.items():
                if name not in given:
                    if open_ is not None:
                        break
                    open_ = name
                elif given[name] != value:
                    break
            else:
                if open_ is None:
                    return None
                # What follows may settle more of what was denied.
                return self.implied({**given, open_: not denied[open_]})
        return given
