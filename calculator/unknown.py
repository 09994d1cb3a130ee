"""An answer over every way in which what is not known could turn out.

A topic is a plain function of its inputs. Where it looks at an input that is not known, it is run once for each way on
from there: a yes-or-no input is both, a level each that is possible, and a number is a `Quantity` that is split where the
topic compares it, so at the figures of the policy and nowhere else. Each run is a `Leaf`: what it supposed and what
came out. Together the leaves are every case that is possible, so the bounds over them are exact.
"""

from __future__ import annotations

from decimal import localcontext

from . import answer as answers
from .answer import Answer, Reading, Step, Working
from .fields import UNKNOWN
from .money import EXACT, HALF

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from .facts import Facts
    from .fields import Field
    from .topics import Topic

    Number = int | Decimal
    # A place on the number line: 75 itself is (75, 0), what lies just above it (75, 1), just below (75, -1).
    Place = tuple[Number, int]
    Range = tuple[Place, Place]
    Inputs = Mapping[str, object]


NOTHING: Inputs = {}


class Path:
    """One way through a topic: what was supposed at each fork so far.

    `trail` is shared by the runs of one exploration: for each fork the turn taken and the ways that there are. `supposed` are
    inputs with the values that they have here; `denied` are sets of inputs of which not all have the values named.
    """

    __slots__ = (
        *("at", "denied", "facts", "fixed", "fixed_ranges", "inputs", "known", "looked", "narrowed", "ranges"),
        *("supposed", "topic", "trail", "unsettled"),
    )

    def __init__(self, topic: Topic, facts: Facts, inputs: Inputs, known: Inputs, trail: list[list[Any]]) -> None:
        self.topic = topic
        self.facts = facts
        self.inputs = inputs
        self.known = known
        self.trail = trail
        self.at = 0
        self.supposed: dict[str, object] = {}
        self.denied: list[dict[str, object]] = []
        self.unsettled: dict[str, bool] = {}
        self.looked: dict[str, Asked] = {}
        self.narrowed: dict[object, tuple[Quantity, Range]] = {}
        # Ranges found since this path narrowed last: with nothing fixed, and with what was fixed last.
        self.ranges: dict[object, Range] = {}
        self.fixed: Inputs = NOTHING
        self.fixed_ranges: dict[object, Range] = {}

    def kept(self, fixed: Inputs) -> dict[object, Range]:
        """The ranges found so far, once those inputs are known."""
        if fixed is NOTHING:
            return self.ranges
        if fixed is not self.fixed:
            self.fixed, self.fixed_ranges = fixed, {}
        return self.fixed_ranges

    def take(self, ways: Callable[[], Sequence[Any]]) -> Any:
        """The way that this run takes, of those that are found where the fork is met first."""
        if self.at == len(self.trail):
            self.trail.append([0, ways()])
        turn, found = self.trail[self.at]
        self.at += 1
        self.ranges.clear()
        return found[turn]

    def either(self, words: str = "") -> bool:
        """Whether something holds that no input settles; `words` say what."""
        holds = bool(self.take(lambda: (False, True)))
        if words:
            self.unsettled[words] = holds
        return holds

    def suppose(self, name: str) -> object:
        """A value for an input that is not known: one of those possible beside what is known and supposed already."""
        field = self.topic.field[name]
        if field.kind in ("whole", "percent"):
            self.looked[name] = Asked(self, field)
            return self.looked[name]
        value = self.supposed[name] = self.take(lambda: self.possible(name, {}))
        return value

    def possible(self, name: str, fixed: Inputs) -> Sequence[object]:
        """The values that an input can have on this path, once the `fixed` inputs are known too."""
        if name in fixed:
            return (fixed[name],)
        field = self.topic.field[name]
        values: Sequence[object] = (False, True) if field.kind == "yes_no" else range(field.least, field.most + 1)
        if self.denied or name in self.topic.entangled:
            values = [value for value in values if self.allows({**fixed, name: value})]
        return values

    def unmet(self, wanted: Mapping[str, object]) -> list[str]:
        """Which of several inputs, none of them known, do not have the values wanted: none, or any of them all."""

        def ways() -> list[tuple[str, Any]]:
            possible = {name: self.possible(name, NOTHING) for name in wanted}
            impossible = [name for name, value in wanted.items() if value not in possible[name]]
            open_ = {name: value for name, value in wanted.items() if len(possible[name]) > 1}
            return [("impossible", impossible)] if impossible or not open_ else [("denied", open_), ("held", open_)]

        way, found = self.take(ways)
        if way == "denied":
            self.denied.append(found)
        elif way == "held":
            self.supposed.update(found)
            return []
        return list(found)

    def between(self, least: int, most: int) -> Quantity:
        return Unsettled(self, least, most)

    def amount_if(self, name: str, yes: int, no: int) -> Quantity | int:
        numbers = [yes if value else no for value in self.possible(name, {})]
        return Conditional(self, name, yes, no) if len(numbers) > 1 else numbers[0]

    def allows(self, fixed: Inputs) -> bool:
        """Whether this way is still possible once those inputs are known."""
        supposed = self.supposed
        for name, value in fixed.items():
            if name in supposed and supposed[name] != value:
                return False
        for denied in self.denied:
            for name, value in denied.items():
                if (fixed[name] if name in fixed else supposed.get(name)) != value:
                    break
            else:
                return False
        # Of one input alone that was denied, the other value is known.
        alone = {name: not value for one in self.denied if len(one) == 1 for name, value in one.items()}
        if not self.topic.entangled.isdisjoint(fixed) and any(
            self.topic.problems({**self.known, **alone, **supposed, **fixed}, self.facts)
        ):
            return False
        for quantity, _ in self.narrowed.values():
            if not quantity.names.isdisjoint(fixed):
                low, high = quantity.range(fixed)
                if low > high:
                    return False
        return True


class Quantity:
    """A number that is not known, on one path: it lies in a range that each comparison narrows."""

    __slots__ = ("path",)
    whole = True
    key: object
    names: frozenset[str] = frozenset()
    """The inputs that it hangs on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def bare(self, fixed: Inputs) -> Range:
        """Where it may lie before any comparison, once the `fixed` inputs are known."""
        raise NotImplementedError

    def corner(self, end: int) -> dict[str, object]:
        """The inputs that lead to the least (0) or the most (1)."""
        raise NotImplementedError

    def range(self, fixed: Inputs) -> Range:
        """Where it may lie on this path, once the `fixed` inputs are known."""
        path = self.path
        kept = path.kept(fixed if fixed and not self.names.isdisjoint(fixed) else NOTHING)
        found = kept.get(self.key)
        if found is None:
            low, high = self.bare(fixed)
            if self.key in path.narrowed:
                least, most = path.narrowed[self.key][1]
                low, high = max(low, least), min(high, most)
            found = kept[self.key] = low, high
        return found

    def ends(self) -> tuple[Number, Number]:
        """The least and the most that it can be on this path."""
        low, high = self.range({})
        return low[0], high[0]

    def below(self, number: Number) -> Place:
        return (number - 1, 0) if self.whole else (number, -1)

    def above(self, number: Number) -> Place:
        return (number + 1, 0) if self.whole else (number, 1)

    def split(self, *ends: tuple[Place | None, Place | None]) -> int:
        """Take one of several ranges that together hold every number, and narrow to it; says which."""

        def ways() -> list[tuple[int, Range]]:
            low, high = self.range({})
            found = []
            for way, (least, most) in enumerate(ends):
                within = (low if least is None else max(low, least)), (high if most is None else min(high, most))
                if within[0] <= within[1]:
                    found.append((way, within))
            return found

        way, within = self.path.take(ways)
        self.path.narrowed[self.key] = (self, within)
        return int(way)

    def __lt__(self, other: Number) -> bool:
        return self.split((None, self.below(other)), ((other, 0), None)) == 0

    def __ge__(self, other: Number) -> bool:
        return not self < other

    def __le__(self, other: Number) -> bool:
        return self.split((None, (other, 0)), (self.above(other), None)) == 0

    def __gt__(self, other: Number) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        number: Number = other  # type: ignore[assignment]  # topics compare with figures alone
        return self.split((None, self.below(number)), ((number, 0), (number, 0)), (self.above(number), None)) == 1

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return self != 0

    def __add__(self, other: Number | Quantity) -> Quantity:
        return Sum(self, other)

    __radd__ = __add__

    def __sub__(self, other: Number | Quantity) -> Quantity:
        return Difference(self, other)

    def __rsub__(self, other: Number) -> Quantity:
        return Difference(other, self)

    def __mul__(self, other: Number | Quantity) -> Quantity:
        return Product(self, other)

    __rmul__ = __mul__

    def lesser(self, other: Number | Quantity) -> Quantity:
        return Lesser(self, other)

    def mapped(self, rising: Callable[[Number], Number]) -> Quantity:
        """A function of this number that never falls where the number rises."""
        return Mapped(self, rising)

    def __format__(self, spec: str) -> str:
        least, most = self.ends()
        return f"{least:{spec}}" if least == most else f"{least:{spec}} to {most:{spec}}"


class Asked(Quantity):
    """An input that is a number and not known."""

    __slots__ = ("field", "key", "names")

    def __init__(self, path: Path, field: Field) -> None:
        super().__init__(path)
        self.field = field
        self.key = field.name
        self.names = path.topic.beside[field.name]

    @property
    def whole(self) -> bool:  # type: ignore[override]
        return self.field.kind == "whole"

    def bare(self, fixed: Inputs) -> Range:
        least: Place = (self.field.least, 0)
        most: Place = (self.field.most, 0)
        if self.field.name in fixed:
            least = most = (fixed[self.field.name], 0)  # type: ignore[assignment]  # a number
        low, high = least, most
        for smaller, larger in self.path.topic.ordered:
            if smaller == self.key:
                high = min(high, self.other(larger, fixed, 1, high))
            elif larger == self.key:
                low = max(low, self.other(smaller, fixed, 0, low))
        return low, high

    def other(self, name: str, fixed: Inputs, end: int, otherwise: Place) -> Place:
        """An end of what is known of another input, which this one is not above or not below."""
        value = fixed.get(name, self.path.inputs[name])
        if value is not UNKNOWN:
            return (value, 0)  # type: ignore[return-value]  # a number
        narrowed = self.path.narrowed.get(name)
        return narrowed[1][end] if narrowed else otherwise

    def corner(self, end: int) -> dict[str, object]:
        return {self.field.name: self.range({})[end][0]}


class Unsettled(Quantity):
    """A count that no input settles, between two bounds that are both possible."""

    __slots__ = ("key", "least", "most")

    def __init__(self, path: Path, least: int, most: int) -> None:
        super().__init__(path)
        self.key = ("between", least, most)
        self.least = least
        self.most = most

    def bare(self, fixed: Inputs) -> Range:
        return (self.least, 0), (self.most, 0)

    def corner(self, end: int) -> dict[str, object]:
        return {}


class Conditional(Quantity):
    """A number that hangs on a yes or no which is not known."""

    __slots__ = ("key", "name", "names", "numbers")

    def __init__(self, path: Path, name: str, yes: int, no: int) -> None:
        super().__init__(path)
        self.name = name
        self.numbers = {True: yes, False: no}
        self.key = ("if", name, yes, no)
        self.names = path.topic.beside[name]

    def bare(self, fixed: Inputs) -> Range:
        numbers = [self.numbers[value] for value in self.path.possible(self.name, fixed)]  # type: ignore[index]
        return (min(numbers), 0), (max(numbers), 0)

    def corner(self, end: int) -> dict[str, object]:
        return {self.name: self.numbers[True] == self.range({})[end][0]}


class Mapped(Quantity):
    """A rising function of another number."""

    __slots__ = ("key", "names", "of", "rising")

    def __init__(self, of: Quantity, rising: Callable[[Number], Number]) -> None:
        super().__init__(of.path)
        self.of = of
        self.rising = rising
        self.key = ("mapped", of.key)
        self.names = of.names

    def bare(self, fixed: Inputs) -> Range:
        (low, over), (high, under) = self.of.range(fixed)
        return (self.rising(low), over), (self.rising(high), under)

    def corner(self, end: int) -> dict[str, object]:
        return self.of.corner(end)


class Constant(Quantity):
    """A known number beside one that is not."""

    __slots__ = ("ends_", "key", "whole")

    def __init__(self, path: Path, number: Number) -> None:
        self.path = path
        self.key = number
        self.whole = isinstance(number, int)
        self.ends_ = ((number, 0), (number, 0))

    def range(self, fixed: Inputs) -> Range:
        return self.ends_

    def corner(self, end: int) -> dict[str, object]:
        return {}


class Made(Quantity):
    """A number made of two others, one of them at least not known."""

    __slots__ = ("first", "key", "names", "second", "whole")
    sign = ""

    def __init__(self, first: Number | Quantity, second: Number | Quantity) -> None:
        if not isinstance(first, Quantity):
            first = Constant(second.path, first)  # type: ignore[union-attr]  # one of the two is not known
        elif not isinstance(second, Quantity):
            second = Constant(first.path, second)
        assert isinstance(second, Quantity)
        self.path = first.path
        self.first = first
        self.second = second
        self.key = (self.sign, first.key, second.key)
        self.names = first.names | second.names
        self.whole = first.whole and second.whole

    def corner(self, end: int) -> dict[str, object]:
        return self.first.corner(end) | self.second.corner(end)


class Sum(Made):
    """Two numbers that hang on different inputs, added."""

    __slots__ = ()
    sign = "+"

    def bare(self, fixed: Inputs) -> Range:
        low, high = self.first.range(fixed)
        least, most = self.second.range(fixed)
        return (low[0] + least[0], max(low[1], least[1])), (high[0] + most[0], min(high[1], most[1]))


class Difference(Made):
    """One number less another; never below nothing where the inputs are in that order."""

    __slots__ = ()
    sign = "-"

    def bare(self, fixed: Inputs) -> Range:
        low, high = self.first.range(fixed)
        least, most = self.second.range(fixed)
        below, above = (low[0] - most[0], low[1] - most[1]), (high[0] - least[0], high[1] - least[1])
        if (self.key[2], self.key[1]) in self.path.topic.ordered:  # type: ignore[index]
            below = max(below, (0, 0))
        return below, above

    def corner(self, end: int) -> dict[str, object]:
        found: dict[str, Any] = self.first.corner(end) | self.second.corner(1 - end)
        # Where the second may reach beyond the first, it is the first that stops it.
        for name, value in found.items():
            for smaller, larger in self.path.topic.ordered:
                if smaller == name and larger in found and value > found[larger]:
                    found[name] = found[larger]
        return found


class Product(Made):
    """Two numbers multiplied, neither below nothing, that hang on different inputs."""

    __slots__ = ()
    sign = "*"

    def bare(self, fixed: Inputs) -> Range:
        low, high = self.first.range(fixed)
        least, most = self.second.range(fixed)
        return (low[0] * least[0], max(low[1], least[1])), (high[0] * most[0], min(high[1], most[1]))


class Lesser(Made):
    """The lesser of two numbers that hang on different inputs."""

    __slots__ = ()
    sign = "min"

    def bare(self, fixed: Inputs) -> Range:
        low, high = self.first.range(fixed)
        least, most = self.second.range(fixed)
        return min(low, least), min(high, most)


class Leaf:
    """One way that the unknown could turn out: the path there, its outcome, and the working."""

    __slots__ = ("outcome", "path", "working")

    def __init__(self, path: Path, outcome: dict[str, object], working: Working) -> None:
        self.path = path
        self.outcome = outcome
        self.working = working

    def touched(self) -> set[str]:
        """The inputs that this way supposes something of."""
        path = self.path
        found = {*path.supposed, *(name for denied in path.denied for name in denied)}
        for quantity, _ in path.narrowed.values():
            found |= quantity.names
        # Some values of these are impossible beside those of others.
        return found | path.topic.entangled

    def depends_on(self, name: str) -> bool:
        """Whether the outcome hangs on an input beyond what this way supposes of it."""
        return any(isinstance(value, Quantity) and name in value.names for value in self.outcome.values())

    def signature(self) -> list[object]:
        """The outcome, so that two leaves with the same one are told."""
        return [value.key if isinstance(value, Quantity) else value for value in self.outcome.values()]

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
        for made, (quantity, (low, high)) in mine.narrowed.items():
            if name not in quantity.names and made in theirs.narrowed:
                least, most = theirs.narrowed[made][1]
                if max(low, least) > min(high, most):
                    return False
        return True


def explore(
    topic: Topic, inputs: Inputs, facts: Facts, taken: Mapping[str, str], *, silent: bool = False
) -> list[Leaf]:
    """Every way that the inputs could turn out, in natural order; one where all are known."""
    known = {name: value for name, value in inputs.items() if value is not UNKNOWN}
    trail: list[list[Any]] = []
    leaves = []
    while True:
        path = Path(topic, facts, inputs, known, trail)
        working = Working(taken, silent=silent)
        outcome = topic.answer(topic.case(known, path), facts, working)
        leaves.append(Leaf(path, flat(outcome) if topic.has_objects else outcome, working))
        while trail and trail[-1][0] + 1 == len(trail[-1][1]):
            trail.pop()
        if not trail:
            return leaves
        trail[-1][0] += 1


def flat(outcome: dict[str, object]) -> dict[str, object]:
    """An outcome with the keys of its objects as fields of their own: "documents.scan"."""
    found: dict[str, object] = {}
    for name, value in outcome.items():
        if isinstance(value, dict):
            found |= {f"{name}.{key}": each for key, each in value.items()}
        else:
            found[name] = value
    return found


class Span:
    """What a field can be over all leaves: `least` and `most` of what can be ordered, or the `values` it can have.

    The values are in natural order. A field that may be none besides is open too.
    """

    __slots__ = ("found", "kind", "least", "may_be_none", "most", "name", "values")

    def __init__(self, kind: answers.Kind, name: str, leaves: Iterable[Leaf]) -> None:
        self.kind = kind
        self.name = name
        # Of each leaf the value, or where the field can be ordered its least, its most, and what it hangs on.
        self.found: list[Any] = []
        self.values: list[Any] = []
        self.least: Any = None
        self.most: Any = None
        for leaf in leaves:
            value: Any = leaf.outcome[name]
            if value is not None and kind in answers.ORDERED:
                if isinstance(value, Quantity):
                    (low, _), (high, _) = value.range(NOTHING)
                    value = low, high, value
                else:
                    value = value, value, None
            self.found.append(value)
        self.least, self.most, self.values, self.may_be_none = self.over(self.found, "", NOTHING)
        if isinstance(kind, tuple):
            self.values.sort(key=kind.index)
        elif kind in ("level", "yes_no") or (kind == "list" and all(map(all_whole, self.values))):
            self.values.sort()

    def over(self, found: Iterable[Any], name: str, fixed: Inputs) -> tuple[Any, Any, list[Any], bool]:
        """The least, the most, the values and whether there is none, once the `fixed` input of that name is known."""
        least: Any = None
        most: Any = None
        values: list[Any] = []
        may_be_none = False
        ordered = self.kind in answers.ORDERED
        for value in found:
            if value is None:
                may_be_none = True
            elif ordered:
                low, high, quantity = value
                if quantity is not None and name in quantity.names:
                    (low, _), (high, _) = quantity.range(fixed)
                if least is None or low < least:
                    least = low
                if most is None or high > most:
                    most = high
            elif value not in values:
                values.append(value)
        return least, most, values, may_be_none

    @property
    def open(self) -> bool:
        if self.least is not None:
            return self.may_be_none or self.least != self.most
        return len(self.values) + self.may_be_none > 1

    @property
    def value(self) -> object:
        """What it is where it is not open."""
        return self.values[0] if self.values else self.least

    def to_dict(self) -> dict[str, object]:
        if self.least is not None:
            found = {"least": answers.to_json(self.kind, self.least), "most": answers.to_json(self.kind, self.most)}
            return found | {"may_be_none": True} if self.may_be_none else found
        values = [answers.to_json(self.kind, value) for value in self.values]
        return {"any_of": [*values, None] if self.may_be_none else values}

    def left_open(self, places: list[int], name: str, fixed: Inputs) -> float:
        """How much stays open over the leaves at those places, once an input is known: 1 is all, 0 is nothing."""
        least, most, values, may_be_none = self.over((self.found[place] for place in places), name, fixed)
        if self.least is not None:
            wide = width(self.least, self.most)
            share = width(least, most) / wide if wide and least is not None else 0.0
            return (share + (may_be_none and least is not None)) / 2 if self.may_be_none else share
        return (len(values) + may_be_none - 1) / (len(self.values) + self.may_be_none - 1)


def all_whole(found: list[object]) -> bool:
    """Whether a list holds whole numbers alone, so that such lists have a natural order."""
    return all(isinstance(value, int) for value in found)


def width(least: object, most: object) -> float:
    """How far apart two numbers, dates or moments are."""
    apart = most - least  # type: ignore[operator]
    return float(apart.total_seconds() if hasattr(apart, "total_seconds") else apart)


class Merged:
    """What the leaves have in common, and how far they lie apart where they do not."""

    __slots__ = ("bounds", "outcome", "spans", "topic")

    def __init__(self, topic: Topic, leaves: Sequence[Leaf]) -> None:
        self.topic = topic
        self.spans: dict[str, Span] = {}
        self.outcome: dict[str, object] = {}
        self.bounds: dict[str, dict[str, object]] = {}
        for name, value in leaves[0].outcome.items():
            kind = topic.kind(name)
            if len(leaves) > 1 or isinstance(value, Quantity):
                span = Span(kind, name, leaves)
                if span.open:
                    self.spans[name] = span
                    self.bounds[name] = span.to_dict()
                value = None if span.open else span.value
            self.outcome[name] = answers.to_json(kind, value)

    def fields(self) -> dict[str, object]:
        """Each field's value, or its bounds where it is open."""
        return {**self.outcome, **self.bounds}

    def nested(self) -> dict[str, object]:
        """The outcome with its objects as objects."""
        found: dict[str, object] = {}
        for name, value in self.outcome.items():
            outer, point, inner = name.partition(".")
            if point:
                found.setdefault(outer, {})[inner] = value  # type: ignore[index]
            else:
                found[name] = value
        return found


def respond(topic: Topic, inputs: Inputs, facts: Facts, readings: Mapping[str, str], *, brief: bool = False) -> Answer:
    """The answer to a question whose inputs are checked, under the readings named and the usual ones else.

    Where `brief`, without what would change it: `ask_next`, `not_met` and `readings`. Raises `InputErrors` where the unknown
    inputs leave no case that is possible.
    """
    with localcontext(EXACT):
        leaves = explore(topic, inputs, facts, readings)
        merged = Merged(topic, leaves)
        one = leaves[0].working
        return Answer(
            topic.name,
            facts.edition,
            {field.name: field.to_json(inputs[field.name]) for field in topic.fields},
            merged.nested() if topic.has_objects else merged.outcome,
            merged.bounds,
            None if brief else ask_next(topic, inputs, leaves, merged) if merged.spans else [],
            one.steps if len(leaves) == 1 and not merged.spans else working_of_all(topic, facts, leaves, merged),
            None if brief else one.missed if len(leaves) == 1 else union(leaf.working.missed for leaf in leaves),
            None if brief else readings_of(topic, inputs, facts, readings, leaves, merged),
            dict(readings),
            one.discretions if len(leaves) == 1 else union(leaf.working.discretions for leaf in leaves),
        )


def union(lists: Iterable[list[Step]]) -> list[Step]:
    """All steps, each once, in order."""
    return list({(step.text, step.clause): step for steps in lists for step in steps}.values())


def readings_of(
    topic: Topic, inputs: Inputs, facts: Facts, taken: Mapping[str, str], leaves: list[Leaf], merged: Merged
) -> list[Reading]:
    """The readings that were asked for and would change the answer if they were taken otherwise."""
    asked = set().union(*(leaf.working.asked for leaf in leaves))
    now = merged.fields()
    quick = all_settled(leaves)
    found = []
    for name, options in topic.readings.items():
        if name not in asked:
            continue
        usual = taken.get(name, options[0])
        otherwise = {}
        for option in options:
            if option != usual:
                others = explore(topic, inputs, facts, {**taken, name: option}, silent=True)
                if quick and all_settled(others):
                    # The same as below where nothing is open, and quicker: only what differs is written out.
                    was, other = leaves[0].outcome, {}
                    for field, value in others[0].outcome.items():
                        if value != was[field]:
                            other[field] = answers.to_json(topic.kind(field), value)
                else:
                    other = Merged(topic, others).fields()
                changed = {field: value for field, value in other.items() if now.get(field) != value}
                if changed:
                    otherwise[option] = changed
        if otherwise:
            found.append(Reading(name, usual, otherwise))
    return found


def all_settled(leaves: list[Leaf]) -> bool:
    """Whether there is but one way, and every value on it is settled."""
    return len(leaves) == 1 and not any(isinstance(value, Quantity) for value in leaves[0].outcome.values())


def ask_next(topic: Topic, inputs: Inputs, leaves: list[Leaf], merged: Merged) -> list[str]:
    """The unknown inputs that matter, the one first whose answer leaves the least open in the worst case.

    An input matters where, in some case that is possible, another value of it alone gives another outcome. What is left
    open is summed over the open fields, each as a share of what is open now.
    """
    signatures = [leaf.signature() for leaf in leaves]
    touched = [leaf.touched() for leaf in leaves]
    ranked = []
    for place, field in enumerate(topic.fields):
        name = field.name
        if inputs[name] is UNKNOWN and matters(name, leaves, signatures, touched):
            worst = 0.0
            for value in values_of(field, leaves):
                fixed = {name: value}
                left = [at for at, leaf in enumerate(leaves) if name not in touched[at] or leaf.path.allows(fixed)]
                if left:
                    worst = max(worst, sum(span.left_open(left, name, fixed) for span in merged.spans.values()))
            ranked.append((worst, place, name))
    return [name for _, _, name in sorted(ranked)]


def matters(name: str, leaves: list[Leaf], signatures: list[list[object]], touched: list[set[str]]) -> bool:
    """Whether two cases that differ in that input alone have different outcomes."""
    if any(leaf.depends_on(name) for leaf in leaves):
        return True
    at = [place for place, names in enumerate(touched) if name in names]
    return any(
        signatures[one] != signatures[other] and leaves[one].beside(leaves[other], name)
        for index, one in enumerate(at)
        for other in at[index + 1 :]
    )


def values_of(field: Field, leaves: list[Leaf]) -> list[object]:
    """The values of an unknown input that are worth trying: all, or of a number the ends of where it was split."""
    if field.kind == "yes_no":
        return [False, True]
    found: dict[object, None] = {}
    for leaf in leaves:
        if field.name in leaf.path.looked:
            (low, over), (high, under) = leaf.path.looked[field.name].range({})
            if over or under:
                # An end that does not belong to the range stands for all of it by its middle.
                found[(low + high) * HALF] = None
            found |= {end: None for end, beside in ((low, over), (high, under)) if not beside}
        elif field.name in leaf.path.supposed:
            found[leaf.path.supposed[field.name]] = None
    return list(found)


def working_of_all(topic: Topic, facts: Facts, leaves: list[Leaf], merged: Merged) -> list[Step]:
    """What is true in all cases, then for each end of what is open the inputs that lead there."""
    kept = [{(step.text, step.clause) for step in leaf.working.steps} for leaf in leaves]
    common = set.intersection(*kept)
    steps = [step for step in leaves[0].working.steps if (step.text, step.clause) in common]
    if not merged.spans:
        # Settled all the same, but by several ways: each says how.
        for leaf in leaves:
            when = supposing(topic, leaf, {})
            own = (step for step in leaf.working.steps if (step.text, step.clause) not in common)
            steps += [Step(f"{step.text} If: {when}.", step.clause, step.quantity) for step in own if when]
        return union([steps])
    ends: dict[tuple[str, str], list[str]] = {}
    for name, span in merged.spans.items():
        source = facts.figures[answers.SOURCES[name.partition(".")[0]]]
        for what, leaf, corner in ends_of(topic.kind(name), name, span, leaves, merged.outcome.get("currency")):
            ends.setdefault((supposing(topic, leaf, corner), source.clause), []).append(what)
    # Where nothing was supposed, it hangs on what no input settles: the topic says so itself.
    steps += [Step(f"{'; '.join(whats)}. If: {when}.", clause) for (when, clause), whats in ends.items() if when]
    return steps


def supposing(topic: Topic, leaf: Leaf, corner: Inputs) -> str:
    """What a way supposes, in words; `corner` are its numbers where they are settled."""
    field, path = topic.field, leaf.path
    supposed = {**path.supposed, **corner}
    when = [f"{field[name].label}: {field[name].in_words(value)}" for name, value in supposed.items()]
    for denied in path.denied:
        if not any(name in supposed and supposed[name] != value for name, value in denied.items()):
            labels = [f"{field[name].label}: {field[name].in_words(not value)}" for name, value in denied.items()]
            when.append(f"either {', or '.join(labels)}" if len(labels) > 1 else labels[0])
    when += [f"{words}: {'yes' if holds else 'no'}" for words, holds in path.unsettled.items()]
    for name, (quantity, ends) in path.narrowed.items():
        if isinstance(quantity, Asked) and name not in supposed:
            when.append(f"{quantity.field.label}: {between(quantity.field, ends)}")
    return "; ".join(when)


def between(field: Field, ends: Range) -> str:
    """Where a number lies, in words."""
    (low, over), (high, under) = ends
    if low == field.least and not over:
        return f"{'less than' if under else 'at most'} {field.in_words(high)}"
    if high == field.most and not under:
        return f"{'more than' if over else 'at least'} {field.in_words(low)}"
    return field.in_words(low) if low == high else f"{field.in_words(low)} to {field.in_words(high)}"


def ends_of(
    kind: answers.Kind, name: str, span: Span, leaves: list[Leaf], currency: object
) -> Iterable[tuple[str, Leaf, dict[str, object]]]:
    """For each end of an open field: the end in words, a leaf that reaches it, and where its numbers then are."""
    label = answers.label(name)
    if span.least is not None:
        words = ("", "") if span.least == span.most else ("at least ", "at most ")
        for end, wanted in enumerate((span.least, span.most)[: 1 if span.least == span.most else 2]):
            for leaf in leaves:
                value = leaf.outcome[name]
                reached = value.ends()[end] if isinstance(value, Quantity) else value
                if reached is not None and reached == wanted:
                    shown = answers.in_words(kind, wanted, currency)
                    yield f"{label} {words[end]}{shown}", leaf, value.corner(end) if isinstance(value, Quantity) else {}
                    break
    elif kind != "list":
        for wanted in [*span.values, *([None] if span.may_be_none else [])]:
            leaf = min(
                (leaf for leaf in leaves if leaf.outcome[name] == wanted),
                key=lambda leaf: len(leaf.path.supposed) + len(leaf.path.narrowed),
            )
            yield f"{label} {answers.in_words(kind, wanted, currency)}", leaf, {}
