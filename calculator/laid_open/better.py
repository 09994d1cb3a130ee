"""What would lower the bill or the duties: the fewest changes of what is in the reader's hands, each asked again before it is told.

What a reader may still change (`Field.changeable`) and has answered is opened, as for a table: each way through the rules then
says which answers would have to be others. Of those that cost less, the fewest changes are kept, and of each set of inputs
the values that save most. What is not known stays open, and is no change.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from functools import lru_cache
from itertools import product

from ..card import Better
from ..fields import UNKNOWN
from ..money import EXACT
from ..unknown.leaf import explore
from ..unknown.path import NOTHING, Shared
from .table import NUMBERS, entangled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..answer import Answer
    from ..facts.edition import Facts
    from ..fields import Field
    from ..topic import Topic
    from ..unknown.leaf import Leaf

    Changes = dict[str, Any]
    Measure = tuple[Any, ...]

MOST = 5
"""So many ways are told."""


def ways_to_better(answer: Answer) -> list[Better]:
    """The fewest changes that lower what an answer comes to, those of fewest inputs first, then by what they save."""
    words = answer.topic.part("words")
    if not hasattr(words, "measure"):
        return []
    now: Measure = words.measure(answer)
    if not any(now):
        return []
    found: dict[frozenset[str], tuple[Measure, Changes, Answer]] = {}
    for changes in sorted(every(answer), key=len):
        names = frozenset(changes)
        if any(known < names for known in found):
            continue
        there = asked(answer, changes)
        if there is None:
            continue
        saved = tuple(mine - theirs for mine, theirs in zip(now, words.measure(there), strict=True))
        if min(saved) < 0 or not any(saved):
            continue
        if names not in found or (saved, -distance(answer, changes)) > (
            found[names][0],
            -distance(answer, found[names][1]),
        ):
            found[names] = saved, changes, there
    best = sorted(found.values(), key=lambda each: (len(each[1]), [-saved for saved in each[0]]))
    return [told(answer, *each) for each in best[:MOST]]


def every(answer: Answer) -> Iterator[Changes]:
    """The changes that some way through the rules needs; where a way allows a range of numbers, of its ends."""
    topic, facts = answer.topic, answer.facts
    changeable = dict(open_to_change(answer))
    if not changeable and answer.inputs.get("first_deadline") is None:
        return
    kind = answer.inputs["kind"]
    seen: set[tuple[tuple[str, Any], ...]] = set()
    with localcontext(EXACT):
        inputs = {
            field.name: UNKNOWN
            if field.name in changeable or (answer.inputs[field.name] is None and field.unknown)
            else answer.inputs[field.name]
            for field in topic.fields
        }
        shared = Shared(of_kind(topic, facts, kind), inputs, facts, splits=True)
        for leaf in explore(shared, answer.readings_asked, silent=True, keep=True):
            options = [[(name, value) for value in values] for name, values in wanted(leaf, changeable)]
            for values in product(*options):
                way = whole(topic, changeable, dict(values)).items()
                key = tuple((name, value) for name, value in way if value != changeable[name])
                if key and key not in seen:
                    seen.add(key)
                    yield dict(key)
    if answer.inputs.get("first_deadline") is not None:
        # Days that are dates: that the documents come by the deadline.
        in_time = {"received": answer.inputs["first_deadline"], "as_of": None}
        yield {name: value for name, value in in_time.items() if answer.inputs[name] != value}


def open_to_change(answer: Answer) -> Iterator[tuple[str, Any]]:
    """The inputs that a reader may change, with what they are: numbers, and what is not yet as it is best."""
    to_change = answer.topic.part("words").TO_CHANGE
    for field in answer.topic.fields:
        value = answer.inputs[field.name]
        if field.changeable == "no" or value is None:
            continue
        if field.kind in NUMBERS or (field.kind == "yes_no" and value != to_change[field.name][2]):
            yield field.name, value


@lru_cache(maxsize=16)
def of_kind(topic: Topic, facts: Facts, kind: str) -> Topic:
    return entangled(topic, facts, {"kind": kind})


def whole(topic: Topic, changeable: Changes, way: Changes) -> Changes:
    """Those values with what follows from them: a whole is not less than its part."""
    for part, all_ in topic.ordered:
        if part in way and all_ in changeable:
            way[all_] = max(way.get(all_, changeable[all_]), way[part])
    return way


def wanted(leaf: Leaf, changeable: Changes) -> Iterator[tuple[str, list[Any]]]:
    """The values of each input that may change, as a way through the rules has them."""
    path = leaf.path
    for name, value in changeable.items():
        if name in path.supposed:
            yield name, [path.supposed[name]]
        elif name in path.topic.entangled:
            # Not looked at, but what it is may be impossible beside what was.
            yield (
                name,
                list(path.possible(name, NOTHING))[-1:] if value not in path.possible(name, NOTHING) else [value],
            )
        elif name in path.looked:
            low, high = path.looked[name].range(NOTHING)
            field = path.topic.field[name]
            values = [place(field, low, up=True), place(field, high, up=False)]
            # What is compared with another input lies there, or where that one does.
            near = [other for other, kind in changeable.items() if path.topic.field[other].kind == field.kind]
            values += [changeable[other] for other in near]
            values += lifted(leaf, name, changeable)
            allowed = [each for each in values if low <= (each, 0) <= high]
            yield name, list(dict.fromkeys(allowed))
        elif by_whole := lifted(leaf, name, changeable):
            yield name, [value, *by_whole]


def lifted(leaf: Leaf, name: str, changeable: Changes) -> list[Any]:
    """Where a part lies that takes a whole which is not known to where this way has it: a whole is not less than its part."""
    path = leaf.path
    wholes = [all_ for part, all_ in path.topic.ordered if part == name and all_ in path.looked]
    lows = [path.looked[all_].range(NOTHING)[0] for all_ in wholes if all_ not in changeable]
    values = [place(path.topic.field[name], low, up=True) for low in lows]
    return [value for value in values if value > changeable[name]]


def place(field: Field, end: tuple[Any, int], *, up: bool) -> Any:
    """A value at the end of a range; beside an end that does not belong to it, the next whole number."""
    number, beside = end
    if not beside:
        return number
    whole = Decimal(number).to_integral_value(ROUND_FLOOR if up else ROUND_CEILING)
    return whole + 1 if up else whole - 1


def asked(answer: Answer, changes: Changes) -> Answer | None:
    """The answer to the question with those changes; None where they cannot be."""
    given = {name: value for name, value in (answer.inputs | changes).items()}
    known = {name: value for name, value in given.items() if value is not None or not answer.topic.field[name].unknown}
    with localcontext(EXACT):
        if any(answer.topic.problems(known, answer.facts)):
            return None
    return answer.again(**changes)


def distance(answer: Answer, changes: Changes) -> Any:
    """How far numbers are changed, all in all: of two changes that save the same, the lesser is told."""
    numbers = [name for name in changes if answer.topic.field[name].kind in NUMBERS]
    return sum(abs(changes[name] - answer.inputs[name]) for name in numbers)


def told(answer: Answer, saved: Measure, changes: Changes, there: Answer) -> Better:
    """A way as a person is told it: what to do, then what it saves."""
    words, topic = answer.topic.part("words"), answer.topic
    whens = {topic.field[name].changeable for name in changes}
    when = "now" if whens == {"now"} else "next_time"
    named = [name for name in changes if name in words.TO_CHANGE]
    acts = [words.TO_CHANGE[name][0].format(topic.field[name].in_words(changes[name])) for name in named]
    _, source, _ = words.TO_CHANGE[named[0]]
    outcome = {
        name: there.bounds.get(name, there.fields[name])
        for name in there.fields
        if (there.bounds.get(name), there.fields[name]) != (answer.bounds.get(name), answer.fields[name])
    }
    saves = None
    if answer.currency:
        saves = next(amount for amount in saved if amount), answer.currency
    text = " ".join([*(f"{act}." for act in acts), words.comes_of_it(answer, there, saved, when)])
    return Better(changes, text, outcome, saves, answer.facts.figures[source].clause, when)
