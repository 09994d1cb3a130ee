"""An answer over every way in which what is not known could turn out.

A topic is a plain function of its inputs. Where it looks at an input that is not known, it is run once for each way on
from there: a yes-or-no input is both, a level each that is possible, and a number is a `Quantity` that is split where the
topic compares it, so at the figures of the policy and nowhere else. Each run is a `Leaf`: what it supposed and what
came out. Together the leaves are every case that is possible, so the bounds over them are exact.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import localcontext

from . import answer as answers
from .answer import Answer, Reading, Step, Working
from .ends import working_of_all
from .fields import UNKNOWN
from .money import EXACT, HALF
from .path import NOTHING, Asked, Path, Quantity, Shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from .facts import Facts
    from .fields import Field
    from .path import Inputs
    from .topics import Topic


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
        found: set[str] = set()
        for least, most, number in self.open.values():
            if least != most:
                found |= number.names
        return {name for name in found if name not in self.path.known and self.path.varies(name)}

    def signature(self) -> list[object]:
        """The outcome, so that two leaves with the same one are told."""
        found: list[object] = []
        for name, value in self.outcome.items():
            if name in self.open:
                least, most, number = self.open[name]
                value = number.key, least, most
            found.append(value)
        return found

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
    shared: Shared, taken: Mapping[str, str], *, silent: bool = False, start: Sequence[tuple[int, Sequence[Any]]] = ()
) -> list[Leaf]:
    """Every way that the inputs of a question could turn out, in natural order; one where all are known.

    With the first turns of a trail as `start`, every way that begins with those.
    """
    topic = shared.topic
    trail: list[list[Any]] = [[turn, ways] for turn, ways in start]
    leaves = []
    while True:
        path = Path(shared, trail)
        working = Working(taken, path, silent=silent)
        outcome = topic.answer(topic.case(shared.known, path), shared.facts, working)
        leaf = Leaf(path, flat(outcome) if topic.has_objects else outcome, working)
        if silent and path.has_numbers:
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
    found: list[Leaf] = []
    explored: list[int] | None = None
    for leaf in leaves:
        forks = leaf.working.asked.get(reading)
        if forks is None:
            found.append(leaf)
            continue
        turns = [turn for turn, _ in leaf.trail[:forks]]
        if turns != explored:
            found += explore(shared, taken, silent=True, start=leaf.trail[:forks])
            explored = turns
    return found


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

    __slots__ = ("found", "kind", "least", "may_be_none", "most", "names", "shares", "values")
    found: list[Any]

    def __init__(self, kind: answers.Kind, name: str, leaves: Sequence[Leaf]) -> None:
        self.kind = kind
        # The inputs that open numbers hang on, and of some leaves the share that they leave open: found when asked for.
        self.names: set[str] | None = None
        self.shares: dict[tuple[int, ...], float] = {}
        # Of each leaf the value, or where the field can be ordered its least, its most, and the number if it is not known.
        if kind in answers.ORDERED:
            self.found = [
                leaf.open.get(name) or (None if (value := leaf.outcome[name]) is None else (value, value, None))
                for leaf in leaves
            ]
        else:
            self.found = [leaf.outcome[name] for leaf in leaves]
        self.least, self.most, self.values, self.may_be_none = self.over(self.found, "", NOTHING)
        if isinstance(kind, tuple):
            self.values.sort(key=kind.index)
        elif kind in ("level", "yes_no") or (kind == "list" and all(map(all_whole, self.values))):
            self.values.sort()
        elif name in answers.ITEMS:
            self.values.sort(key=answers.natural(name))

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
                low, high, number = value
                if name and number is not None and name in number.names:
                    (low, _), (high, _) = number.range(fixed)
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

    def left_open(self, places: tuple[int, ...], name: str, fixed: Inputs) -> float:
        """How much stays open over the leaves at those places, once an input is known: 1 is all, 0 is nothing."""
        if self.names is None:
            numbers = [value[2] for value in self.found if value] if self.kind in answers.ORDERED else []
            self.names = {each for number in numbers if number is not None for each in number.names}
        if name in self.names:
            return self.share(places, name, fixed)
        found = self.shares.get(places)
        if found is None:
            found = self.shares[places] = self.share(places, name, fixed)
        return found

    def share(self, places: tuple[int, ...], name: str, fixed: Inputs) -> float:
        least, most, values, may_be_none = self.over([self.found[place] for place in places], name, fixed)
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
    return float(apart.total_seconds() if isinstance(apart, timedelta) else apart)


def spans_of(topic: Topic, leaves: Sequence[Leaf]) -> dict[str, Span]:
    """What each field can be that is not one and the same over all leaves."""
    first, others = leaves[0], leaves[1:]
    if not others and not first.open:
        return {}
    names = dict.fromkeys(first.open)
    for leaf in others:
        names |= dict.fromkeys(leaf.open)
    for name, value in first.outcome.items():
        if name not in names:
            for leaf in others:
                if leaf.outcome[name] != value:
                    names[name] = None
                    break
    return {name: Span(topic.kind(name), name, leaves) for name in first.outcome if name in names}


class Merged:
    """What the leaves have in common, and how far they lie apart where they do not.

    `settled` are the fields that are, with their values; `outcome` and `bounds` are as JSON has them.
    """

    __slots__ = ("bounds", "outcome", "settled", "spans", "topic")

    def __init__(self, topic: Topic, leaves: Sequence[Leaf]) -> None:
        self.topic = topic
        self.spans: dict[str, Span] = {}
        self.settled: dict[str, object] = {}
        self.outcome: dict[str, object] = {}
        self.bounds: dict[str, dict[str, object]] = {}
        spans = spans_of(topic, leaves)
        kinds = topic.kinds
        for name, value in leaves[0].outcome.items():
            span = spans.get(name)
            if span and span.open:
                self.spans[name] = span
                self.bounds[name] = span.to_dict()
                self.outcome[name] = None
            else:
                self.settled[name] = value = span.value if span else value
                self.outcome[name] = answers.to_json(kinds.get(name, "text"), value)

    def changes(self, leaves: Sequence[Leaf]) -> dict[str, object]:
        """The fields that are otherwise over other leaves, as JSON has their values or bounds there."""
        found: dict[str, object] = {}
        spans = spans_of(self.topic, leaves)
        settled = self.settled
        for name, value in leaves[0].outcome.items():
            span = spans.get(name)
            if span and span.open:
                there: object = span.to_dict()
            else:
                value = span.value if span else value
                if name in settled and settled[name] == value:
                    continue
                there = answers.to_json(self.topic.kind(name), value)
            if there != (self.bounds[name] if name in self.bounds else self.outcome.get(name)):
                found[name] = there
        return found

    def working(self, facts: Facts, leaves: list[Leaf]) -> list[Step]:
        """The steps of all leaves together."""
        currency = self.outcome.get("currency") or self.outcome.get("fees.currency")
        return working_of_all(self.topic, facts, leaves, self.spans, currency)

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
        shared = Shared(topic, inputs, facts)
        leaves = explore(shared, readings)
        merged = Merged(topic, leaves)
        one = leaves[0].working
        found = Answer(
            topic.name,
            facts.edition,
            {field.name: field.to_json(inputs[field.name]) for field in topic.fields},
            merged.nested() if topic.has_objects else merged.outcome,
            merged.bounds,
            None if brief else ask_next(topic, inputs, leaves, merged) if merged.spans else [],
            one.steps if len(leaves) == 1 and not merged.spans else merged.working(facts, leaves),
            None if brief else one.missed if len(leaves) == 1 else union(leaf.working.missed for leaf in leaves),
            None if brief else readings_of(shared, readings, leaves, merged),
            dict(readings),
            one.discretions if len(leaves) == 1 else union(leaf.working.discretions for leaf in leaves),
        )
        for leaf in leaves:
            leaf.forget()
        return found


def union(lists: Iterable[list[Step]]) -> list[Step]:
    """All steps, each once, in order."""
    return list({(step.text, step.clause): step for steps in lists for step in steps}.values())


def readings_of(shared: Shared, taken: Mapping[str, str], leaves: list[Leaf], merged: Merged) -> list[Reading]:
    """The readings that were asked for and would change the answer if they were taken otherwise."""
    asked = set(leaves[0].working.asked)
    for leaf in leaves[1:]:
        asked |= leaf.working.asked.keys()
    found = []
    for name, options in shared.topic.readings.items():
        if name not in asked:
            continue
        usual = taken.get(name, options[0])
        otherwise = {}
        for option in options:
            if option != usual:
                others = explore_otherwise(shared, {**taken, name: option}, name, leaves)
                if changes := merged.changes(others):
                    otherwise[option] = changes
        if otherwise:
            found.append(Reading(name, usual, otherwise))
    return found


def ask_next(topic: Topic, inputs: Inputs, leaves: list[Leaf], merged: Merged) -> list[str]:
    """The unknown inputs that matter, the one first whose answer leaves the least open in the worst case.

    An input matters where, in some case that is possible, another value of it alone gives another outcome. What is left
    open is summed over the open fields, each as a share of what is open now.
    """
    signatures = [leaf.signature() for leaf in leaves]
    alike = [signatures.index(signature) for signature in signatures]
    touched = [leaf.touched() for leaf in leaves]
    hangs = set().union(*(leaf.depends_on() for leaf in leaves))
    ranked = []
    for place, field in enumerate(topic.fields):
        name = field.name
        if inputs[name] is UNKNOWN and (name in hangs or differ(name, leaves, alike, touched)):
            worst = 0.0
            for value in values_of(field, leaves):
                fixed = {name: value}
                left = tuple(
                    [at for at, leaf in enumerate(leaves) if name not in touched[at] or leaf.path.allows(fixed)]
                )
                worst = max(worst, sum([span.left_open(left, name, fixed) for span in merged.spans.values()]))
            ranked.append((worst, place, name))
    return [name for _, _, name in sorted(ranked)]


def differ(name: str, leaves: list[Leaf], alike: list[int], touched: list[set[str]]) -> bool:
    """Whether cases of two leaves that differ in that input alone have different outcomes; of leaves `alike` the first is named."""
    at = [place for place, names in enumerate(touched) if name in names]
    return any(
        alike[one] != alike[other] and leaves[one].beside(leaves[other], name)
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
    if not found:
        # A number that is not looked at matters where it bounds another: its own ends.
        for leaf in leaves:
            found |= dict.fromkeys(Asked(leaf.path, field).ends())
    return list(found)
