"""What the tests of the rule core share: values to try for a field, questions made of them, and an answer read as ranges.

The topics join by themselves: what to try comes from the kinds of their fields, the figures of the facts and the numbers
that lie beside them.
"""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from calculator import TOPICS, Field, InputErrors, Topic, evaluate
from calculator.facts import load

FACTS = load()
TRY = settings(
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
MAY_BE_UNKNOWN = pytest.mark.parametrize(
    "topic", [topic for topic in TOPICS.values() if any(f.unknown for f in topic.fields)], ids=lambda topic: topic.name
)

Json = dict[str, Any]


# What to try for a field.


def figures(*units: str) -> list[int]:
    """The figures of the facts in these units."""
    found = {
        getattr(figure, "value", None) for figure in FACTS.figures.values() if getattr(figure, "unit", "") in units
    }
    return sorted(value for value in found if type(value) is int)


DAYS = ["2024-02-29", "2025-12-31", "2026-01-31", "2026-03-31", "2026-04-01", "2026-04-30", "2026-05-31", "2026-11-20"]
MOMENTS = [
    "2026-03-29T01:59:59+01:00",
    "2026-02-28T23:59:59-05:00",
    "2026-11-21T00:00:00+00:00",
    "2024-02-29T12:00:00.5+13:45",
]


def pool(field: Field, beside: Json) -> list[Any]:
    """Values of a field: all, or of a number those at which rules change and their neighbours, given what else is known."""
    if field.kind == "choice":
        return [choice for choice, _ in field.choices]
    if field.kind == "yes_no":
        return [False, True]
    if field.kind == "level":
        return [1, 2, 3, 4]
    if field.kind == "market":
        return [*FACTS.fee_markets[:8], *([] if field.table == "fees" else ["Taiwan", "Canada", "United States"])]
    if field.kind == "date":
        return DAYS
    if field.kind == "moment":
        return MOMENTS
    if field.kind == "dates":
        return [[], DAYS[:3], [DAYS[4]]]
    if field.kind == "percent":
        return sorted(
            {0, 100, *(near for n in figures("percent") if 0 < n < 100 for near in (n - 1, n - 0.01, n, n + 0.01))}
        )
    most = 10**12 - 1 if field.most is None else field.most
    own = figures(field.unit)
    others = [value for name, value in beside.items() if type(value) is int and name != field.name and value > 1]
    places = {
        0,
        field.least,
        most,
        *own,
        *others,
        *(a + b for a in own for b in others),
        *(b - a for a in own for b in others),
    }
    return sorted({n for place in places for n in (place - 1, place, place + 1) if field.least <= n <= most})


def first_try(field: Field) -> Any:
    return field.choices[0][0] if field.choices else False if field.kind == "yes_no" else field.example


def mended(topic: Topic, inputs: Json) -> Json:
    """The same question without what is wrong with it."""
    for attempt in range(12):
        try:
            evaluate(topic.name, inputs)
        except InputErrors as errors:
            for problem in errors.problems:
                field = topic.field[problem.field]
                if problem.code == "required" or field.required:
                    inputs[field.name] = first_try(field)
                else:
                    inputs.pop(field.name, None)
                if attempt > 3 and field.group:
                    inputs = {name: value for name, value in inputs.items() if topic.field[name].group != field.group}
        else:
            return inputs
    assume(False)
    raise AssertionError


@st.composite
def questions(draw: st.DrawFn, topic: Topic, unknown: bool = True) -> Json:
    """The inputs of a question that can be answered; where not `unknown`, with nothing left open."""
    inputs: Json = {}
    for field in topic.fields:
        ways = [st.sampled_from(pool(field, inputs))]
        if field.kind == "whole":
            ways.append(st.integers(field.least, min(field.most or 10**12 - 1, 10**7)))
        elif field.kind == "date":
            ways.append(st.dates(date(2023, 1, 1), date(2028, 12, 31)).map(date.isoformat))
        if unknown if field.unknown else not field.required:
            ways.append(st.none())
        value = draw(st.one_of(ways))
        if value is not None or field.unknown:
            inputs[field.name] = value
    if not unknown:
        inputs = {name: value for name, value in inputs.items() if value is not None}
    found = mended(topic, inputs)
    if not unknown:
        assume(all(found.get(field.name) is not None for field in topic.fields if field.unknown))
    return found


def settled(topic: Topic) -> st.SearchStrategy[dict[str, str]]:
    """Readings to answer under: mostly none, else one of the topic's."""
    every = [{name: option} for name, options in topic.readings.items() for option in options]
    return st.one_of(st.just({}), st.sampled_from(every)) if every else st.just({})


# Reading an answer.


def flat(outcome: Json) -> Json:
    found: Json = {}
    for name, value in outcome.items():
        if isinstance(value, dict):
            found |= {f"{name}.{key}": each for key, each in value.items()}
        else:
            found[name] = value
    return found


def fields(answer: Json) -> Json:
    """Each field's value, or its bounds."""
    return {**flat(answer["outcome"]), **answer["bounds"]}


def order(topic: Topic, name: str, value: Any) -> Any:
    """A value as one that can be compared with others of its field."""
    kind = topic.result[name].kind if name in topic.result else ""
    if kind in ("amount", "percent"):
        return Decimal(value)
    return datetime.fromisoformat(value) if kind == "moment" else value


def values(topic: Topic, name: str, found: Any) -> list[Any]:
    """What a field is known to be able to be, from its value or bounds."""
    if not isinstance(found, dict) or not found.keys() & {"least", "any_of"}:
        return [found]
    if "any_of" in found:
        return list(found["any_of"])
    return [found["least"], found["most"], *([None] if found.get("may_be_none") else [])]


def span(topic: Topic, outcomes: list[Json]) -> Json:
    """What each field can be over several outcomes: its ends where it has an order, else every value."""
    found: Json = {}
    for name in outcomes[0]:
        reached = {json.dumps(value): value for outcome in outcomes for value in values(topic, name, outcome[name])}
        some = [order(topic, name, value) for value in reached.values() if value is not None]
        if name in topic.result and topic.result[name].ordered and some:
            found[name] = (min(some), max(some), "null" in reached)
        else:
            found[name] = set(reached)
    return found


Tried = list[tuple[tuple[Any, ...], Json]]


def spans_by(topic: Topic, tried: Tried, place: int) -> dict[str, Json]:
    """For each value at a place of what was tried, the `span` of the outcomes that it leaves."""
    left: dict[str, list[Json]] = {}
    for combination, outcome in tried:
        left.setdefault(json.dumps(combination[place]), []).append(outcome)
    return {value: span(topic, outcomes) for value, outcomes in left.items()}


def tells(topic: Topic, tried: Tried, place: int, known: tuple[int, ...]) -> bool:
    """Whether the values at a place leave different outcomes, once those at other places are known."""
    alike: dict[str, Tried] = {}
    for one in tried:
        alike.setdefault(json.dumps([one[0][at] for at in known]), []).append(one)
    every = ([*spans_by(topic, some, place).values()] for some in alike.values())
    return any(found != spans[0] for spans in every for found in spans)


def left_open(topic: Topic, now: Json, then: Json) -> Fraction:
    """What stays open where each field's `span` of now becomes that of then: a share of each, summed."""
    shares = Fraction()
    for name, found in now.items():
        if isinstance(found, set):
            shares += Fraction(len(then[name]) - 1, max(1, len(found) - 1))
            continue
        least, most, may_be_none = found
        low, high, none_left = then[name] if isinstance(then[name], tuple) else (least, least, False)
        share = Fraction((high - low) / (most - least)) if least != most else Fraction()
        shares += (share + none_left) / 2 if may_be_none else share
    return shares
