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
from .money import EXACT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from .facts import Facts
    from .fields import Field
    from .topics import Topic

    Number = int | Decimal
    # A place on the number line: 75 itself is (75, 0), what lies just above it (75, 1), just below (75, -1).
    Place = tuple[Number, int]
    Range = tuple[Place, Place]
    Inputs = Mapping[str, object]


class Path:
    """One way through a topic: what was supposed at each fork so far.

    `trail` is shared by the runs of one exploration: for each fork the way taken and how many there are.
    """

    __slots__ = ("at", "facts", "inputs", "looked", "narrowed", "supposed", "topic", "trail")

    def __init__(self, topic: Topic, facts: Facts, inputs: Inputs, trail: list[list[int]]) -> None:
        self.topic = topic
        self.facts = facts
        self.inputs = inputs
        self.trail = trail
        self.at = 0
        self.supposed: dict[str, object] = {}
        self.looked: dict[str, Asked] = {}
        self.narrowed: dict[object, tuple[Quantity, Range]] = {}

    def fork(self, ways: int) -> int:
        """Which of that many ways this run takes."""
        if self.at == len(self.trail):
            self.trail.append([0, ways])
        way = self.trail[self.at][0]
        self.at += 1
        return way

    def suppose(self, name: str) -> object:
        """A value for an input that is not known: one of those possible beside what is known and supposed already."""
        field = self.topic.field[name]
        if field.kind in ("whole", "percent"):
            self.looked[name] = Asked(self, field)
            return self.looked[name]
        values: Sequence[object] = (False, True) if field.kind == "yes_no" else range(field.least, (field.most or 0) + 1)
        if name in self.topic.entangled:
            so_far = {**self.inputs, **self.supposed}
            values = [value for value in values if not any(self.topic.problems({**so_far, name: value}, self.facts))]
        value = values[self.fork(len(values)) if len(values) > 1 else 0]
        self.supposed[name] = value
        return value

    def between(self, least: int, most: int) -> Quantity:
        return Unsettled(self, least, most)

    def allows(self, fixed: Inputs) -> bool:
        """Whether this way is still possible once those inputs are known."""
        for name, value in fixed.items():
            if name in self.supposed and self.supposed[name] != value:
                return False
        for quantity, _ in self.narrowed.values():
            low, high = quantity.range(fixed)
            if low > high:
                return False
        return True


class Quantity:
    """A number that is not known, on one path: it lies in a range that each comparison narrows."""

    __slots__ = ("path",)
    whole = True
    key: object

    def __init__(self, path: Path) -> None:
        self.path = path

    def bare(self, fixed: Inputs) -> Range:
        """Where it may lie before any comparison, once the `fixed` inputs are known."""
        raise NotImplementedError

    def corner(self, end: int) -> dict[str, Number]:
        """The inputs that lead to the least (0) or the most (1)."""
        raise NotImplementedError

    def range(self, fixed: Inputs) -> Range:
        low, high = self.bare(fixed)
        if self.key in self.path.narrowed:
            least, most = self.path.narrowed[self.key][1]
            return max(low, least), min(high, most)
        return low, high

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
        low, high = self.range({})
        ways = []
        for way, (least, most) in enumerate(ends):
            within = (low if least is None else max(low, least)), (high if most is None else min(high, most))
            if within[0] <= within[1]:
                ways.append((way, within))
        way, within = ways[self.path.fork(len(ways)) if len(ways) > 1 else 0]
        if len(ways) > 1:
            self.path.narrowed[self.key] = (self, within)
        return way

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

    __slots__ = ("field", "key")

    def __init__(self, path: Path, field: Field) -> None:
        super().__init__(path)
        self.field = field
        self.key = field.name

    @property
    def whole(self) -> bool:  # type: ignore[override]
        return self.field.kind == "whole"

    def bare(self, fixed: Inputs) -> Range:
        if self.key in fixed:
            low = high = (fixed[self.key], 0)
        else:
            low, high = (self.field.least, 0), (self.field.most or 0, 0)
        for smaller, larger in self.path.topic.ordered:
            if smaller == self.key:
                high = min(high, self.other(larger, fixed, 1, high))
            elif larger == self.key:
                low = max(low, self.other(smaller, fixed, 0, low))
        return low, high  # type: ignore[return-value]

    def other(self, name: str, fixed: Inputs, end: int, otherwise: object) -> object:
        """An end of what is known of another input, which this one is not above or not below."""
        value = fixed.get(name, self.path.inputs[name])
        if value is not UNKNOWN:
            return (value, 0)
        narrowed = self.path.narrowed.get(name)
        return narrowed[1][end] if narrowed else otherwise

    def corner(self, end: int) -> dict[str, Number]:
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

    def corner(self, end: int) -> dict[str, Number]:
        return {}


class Mapped(Quantity):
    """A rising function of another number."""

    __slots__ = ("key", "of", "rising")

    def __init__(self, of: Quantity, rising: Callable[[Number], Number]) -> None:
        super().__init__(of.path)
        self.of = of
        self.rising = rising
        self.key = ("mapped", of.key)

    def bare(self, fixed: Inputs) -> Range:
        (low, over), (high, under) = self.of.range(fixed)
        return (self.rising(low), over), (self.rising(high), under)

    def corner(self, end: int) -> dict[str, Number]:
        return self.of.corner(end)


class Made(Quantity):
    """A number made of two others, one of them at least not known."""

    __slots__ = ("first", "key", "second", "whole")
    sign = ""

    def __init__(self, first: Number | Quantity, second: Number | Quantity) -> None:
        super().__init__(first.path if isinstance(first, Quantity) else second.path)  # type: ignore[union-attr]
        self.first = first
        self.second = second
        self.key = (self.sign, *(part.key if isinstance(part, Quantity) else part for part in (first, second)))
        self.whole = all(part.whole if isinstance(part, Quantity) else isinstance(part, int) for part in (first, second))

    def parts(self, fixed: Inputs) -> tuple[Range, Range]:
        first, second = (
            part.range(fixed) if isinstance(part, Quantity) else ((part, 0), (part, 0)) for part in (self.first, self.second)
        )
        return first, second

    def corner(self, end: int) -> dict[str, Number]:
        found: dict[str, Number] = {}
        for part in (self.first, self.second):
            if isinstance(part, Quantity):
                found |= part.corner(end)
        return found


class Sum(Made):
    """Two numbers that hang on different inputs, added."""

    __slots__ = ()
    sign = "+"

    def bare(self, fixed: Inputs) -> Range:
        (low, high), (least, most) = self.parts(fixed)
        return (low[0] + least[0], max(low[1], least[1])), (high[0] + most[0], min(high[1], most[1]))


class Difference(Made):
    """One number less another; never below nothing where the inputs are in that order."""

    __slots__ = ()
    sign = "-"

    def bare(self, fixed: Inputs) -> Range:
        (low, high), (least, most) = self.parts(fixed)
        below, above = (low[0] - most[0], low[1] - most[1]), (high[0] - least[0], high[1] - least[1])
        if (self.key[2], self.key[1]) in self.path.topic.ordered:  # type: ignore[index]
            below = max(below, (0, 0))
        return below, above

    def corner(self, end: int) -> dict[str, Number]:
        found = self.first.corner(end) if isinstance(self.first, Quantity) else {}
        if isinstance(self.second, Quantity):
            found |= self.second.corner(1 - end)
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
        (low, high), (least, most) = self.parts(fixed)
        return (low[0] * least[0], max(low[1], least[1])), (high[0] * most[0], min(high[1], most[1]))


class Lesser(Made):
    """The lesser of two numbers that hang on different inputs."""

    __slots__ = ()
    sign = "min"

    def bare(self, fixed: Inputs) -> Range:
        (low, high), (least, most) = self.parts(fixed)
        return min(low, least), min(high, most)


class Leaf:
    """One way that the unknown could turn out: the path there, its outcome, and the working."""

    __slots__ = ("outcome", "path", "working")

    def __init__(self, path: Path, outcome: dict[str, object], working: Working) -> None:
        self.path = path
        self.outcome = outcome
        self.working = working


def explore(topic: Topic, inputs: Inputs, facts: Facts, taken: Mapping[str, str], *, silent: bool = False) -> list[Leaf]:
    """Every way that the inputs could turn out, in natural order; one where all are known."""
    known = {name: value for name, value in inputs.items() if value is not UNKNOWN}
    trail: list[list[int]] = []
    leaves = []
    while True:
        path = Path(topic, facts, inputs, trail)
        working = Working(taken, silent=silent)
        leaves.append(Leaf(path, flat(topic.answer(topic.case(known, path), facts, working)), working))
        while trail and trail[-1][0] + 1 == trail[-1][1]:
            trail.pop()
        if not trail:
            return leaves
        trail[-1][0] += 1


def flat(outcome: dict[str, object]) -> dict[str, object]:
    """An outcome with the keys of its objects as fields of their own: "documents.scan"."""
    found = {}
    for name, value in outcome.items():
        if isinstance(value, dict):
            found |= {f"{name}.{key}": each for key, each in value.items()}
        else:
            found[name] = value
    return found


class Span:
    """What an open field can be: `least` and `most` of what can be ordered, or the values that it can have.

    `values` are in natural order, None last where it may be none.
    """

    __slots__ = ("least", "may_be_none", "most", "values")

    def __init__(self, kind: answers.Kind, found: Iterable[object], fixed: Inputs) -> None:
        lows: list[object] = []
        highs: list[object] = []
        self.values: list[object] = []
        self.may_be_none = False
        ordered = kind in answers.ORDERED
        for value in found:
            if value is None:
                self.may_be_none = True
            elif isinstance(value, Quantity):
                low, high = value.range(fixed)
                lows.append(low[0])
                highs.append(high[0])
            elif ordered:
                lows.append(value)
                highs.append(value)
            elif value not in self.values:
                self.values.append(value)
        self.least = min(lows, default=None)  # type: ignore[type-var]  # all of one kind: numbers or dates
        self.most = max(highs, default=None)  # type: ignore[type-var]
        if isinstance(kind, tuple):
            self.values.sort(key=kind.index)
        elif kind in ("level", "yes_no"):
            self.values.sort()  # type: ignore[call-overload]  # whole numbers, or True and False

    @property
    def open(self) -> bool:
        if self.least is not None:
            return self.may_be_none or self.least != self.most
        return len(self.values) + self.may_be_none > 1

    @property
    def value(self) -> object:
        """What it is where it is not open."""
        return self.values[0] if self.values else self.least

    def to_dict(self, kind: answers.Kind) -> dict[str, object]:
        if self.least is not None:
            found = {"least": answers.to_json(kind, self.least), "most": answers.to_json(kind, self.most)}
            return found | {"may_be_none": True} if self.may_be_none else found
        values = [answers.to_json(kind, value) for value in self.values]
        return {"any_of": [*values, None] if self.may_be_none else values}

    def differs(self, other: Span) -> bool:
        return (self.least, self.most, self.may_be_none, self.values) != (
            *(other.least, other.most),
            *(other.may_be_none, other.values),
        )

    def share_of(self, whole: Span) -> float:
        """How much is left open of what was: 1 is all, 0 is nothing."""
        if not self.open:
            return 0.0
        if whole.least is not None:
            wide = width(whole.least, whole.most)
            share = width(self.least, self.most) / wide if wide and self.least is not None else 0.0
            return (share + self.may_be_none) / 2 if whole.may_be_none else share
        return (len(self.values) + self.may_be_none - 1) / (len(whole.values) + whole.may_be_none - 1)


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
                span = Span(kind, (leaf.outcome[name] for leaf in leaves), {})
                if span.open:
                    self.spans[name] = span
                    self.bounds[name] = span.to_dict(kind)
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


def respond(topic: Topic, inputs: Inputs, facts: Facts, readings: Mapping[str, str]) -> Answer:
    """The answer to a question whose inputs are checked, under the readings named and the usual ones else.

    Raises `InputErrors` where the unknown inputs leave no case that is possible.
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
            ask_next(topic, inputs, leaves, merged) if merged.spans else [],
            one.steps if len(leaves) == 1 and not merged.spans else working_of_all(topic, inputs, leaves, merged),
            one.missed if len(leaves) == 1 else union(leaf.working.missed for leaf in leaves),
            readings_of(topic, inputs, facts, readings, leaves, merged),
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
    found = []
    for name, options in topic.readings.items():
        if name not in asked:
            continue
        usual = taken.get(name, options[0])
        otherwise = {}
        for option in options:
            if option != usual:
                other = Merged(topic, explore(topic, inputs, facts, {**taken, name: option}, silent=True)).fields()
                changed = {field: value for field, value in other.items() if merged.fields().get(field) != value}
                if changed:
                    otherwise[option] = changed
        if otherwise:
            found.append(Reading(name, usual, otherwise))
    return found


def ask_next(topic: Topic, inputs: Inputs, leaves: list[Leaf], merged: Merged) -> list[str]:
    """The unknown inputs that matter, the one first whose answer leaves the least open in the worst case.

    What is left open is summed over the open fields, each as a share of what is open now.
    """
    ranked = []
    for place, field in enumerate(topic.fields):
        if inputs[field.name] is not UNKNOWN:
            continue
        worst, matters = 0.0, False
        for value in values_of(field, leaves):
            fixed = {field.name: value}
            left = [leaf for leaf in leaves if leaf.path.allows(fixed)]
            if not left:
                continue
            spans = [
                (Span(topic.kind(name), (leaf.outcome[name] for leaf in left), fixed), span)
                for name, span in merged.spans.items()
            ]
            worst = max(worst, sum(now.share_of(before) for now, before in spans))
            matters = matters or any(now.differs(before) for now, before in spans)
        if matters:
            ranked.append((worst, place, field.name))
    return [name for _, _, name in sorted(ranked)]


def values_of(field: Field, leaves: list[Leaf]) -> list[object]:
    """The values of an unknown input that are worth trying: all, or of a number the ends of where it was split."""
    if field.kind not in ("whole", "percent"):
        return list({leaf.path.supposed[field.name]: None for leaf in leaves if field.name in leaf.path.supposed})
    found: dict[object, None] = {}
    for leaf in leaves:
        if field.name in leaf.path.looked:
            (low, over), (high, under) = leaf.path.looked[field.name].range({})
            if over or under:
                # An end that does not belong to the range stands for all of it by its middle.
                found[(low + high) / 2] = None
            found |= {end: None for end, beside in ((low, over), (high, under)) if not beside}
    return list(found)


def working_of_all(topic: Topic, inputs: Inputs, leaves: list[Leaf], merged: Merged) -> list[Step]:
    """What is true in all cases, then for each end of what is open the inputs that lead there."""
    kept = [{(step.text, step.clause) for step in leaf.working.steps} for leaf in leaves]
    common = set.intersection(*kept)
    steps = [step for step in leaves[0].working.steps if (step.text, step.clause) in common]
    ends: dict[tuple[str, str], list[str]] = {}
    for name, span in merged.spans.items():
        for what, leaf, corner in ends_of(topic.kind(name), name, span, leaves, merged.outcome.get("currency")):
            supposed = {**{key: value for key, value in leaf.path.supposed.items() if inputs[key] is UNKNOWN}, **corner}
            when = "; ".join(f"{topic.field[key].label}: {topic.field[key].in_words(value)}" for key, value in supposed.items())
            own = [step for step in leaf.working.steps if (step.text, step.clause) not in common] or leaf.working.steps
            ends.setdefault((when, own[-1].clause), []).append(what)
    steps += [Step(f"{' and '.join(whats)}, if: {when}.", clause) for (when, clause), whats in ends.items()]
    return steps


def ends_of(
    kind: answers.Kind, name: str, span: Span, leaves: list[Leaf], currency: object
) -> Iterable[tuple[str, Leaf, dict[str, Number]]]:
    """For each end of an open field: the end in words, a leaf that reaches it, and where its numbers then are."""
    label = name.replace("_", " ").replace(".", ": ").capitalize()
    if span.least is not None:
        for end, word in enumerate(("least", "most")):
            wanted = (span.least, span.most)[end]
            for leaf in leaves:
                value = leaf.outcome[name]
                reached = value.ends()[end] if isinstance(value, Quantity) else value
                if reached is not None and reached == wanted:
                    shown = answers.in_words(kind, wanted, currency)
                    yield f"{label} at {word} {shown}", leaf, value.corner(end) if isinstance(value, Quantity) else {}
                    break
    elif kind != "list":
        for wanted in [*span.values, *([None] if span.may_be_none else [])]:
            leaf = min(
                (leaf for leaf in leaves if leaf.outcome[name] == wanted),
                key=lambda leaf: len(leaf.path.supposed) + len(leaf.path.narrowed),
            )
            yield f"{label} {answers.in_words(kind, wanted, currency)}", leaf, {}
