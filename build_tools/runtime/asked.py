"""Questions that nobody wrote down: every value of every field, wrong entries, and the cases mixed by chance.

They widen the profile of the image beyond the cases, and ask the finished one. What to try comes from the fields of the
topics and from the cases; the same seed gives the same questions.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from calculator import TOPICS, Field, facts

from . import cases as tables

Question = dict[str, Any]

WRONG = [
    "{",
    "[]",
    "null",
    '{"topic": "none"}',
    '{"topic": "level", "inputs": 3, "edition": "none", "readings": {"none": "none"}, "other": 1}',
    '{"topic": "fee", "inputs": {"market": "Nowhere", "level": "x", "days_late": 1e400}}',
]
"""What is no question."""

TYPED = "|x|-1|12,5|50,000|77.5 %|9999999999999|2026-0|2026-02-30|2026-02-28T10:30|unknown|yes|United|Level 1"
ODD: list[Any] = [None, True, 1.5, [], ["2026-01-01", "x"], *TYPED.split("|")]
"""What may stand in any field, right in few: an entry half typed, a value of another kind."""

BESIDE = 8
"""So many cases of a topic, about, are laid beside another."""


def cases() -> list[Question]:
    """Every case of the tables, as a question."""
    keys = ("topic", "inputs", "edition", "readings")
    return [{key: case[key] for key in keys if key in case} for case in tables.cases()]


def values(field: Field) -> list[Any]:
    """Every value of a field that has few; of a number or a day some, of a market each by its name."""
    table = facts.load()
    match field.kind:
        case "choice":
            return [choice for choice, _ in field.choices]
        case "yes_no":
            return [True, False]
        case "level":
            return [1, 2, 3, 4]
        case "market":
            return list(table.fee_markets) if field.table == "fees" else [market.name for market in table.directory]
        case "percent":
            return ["0", "74.99", "75", "100"]
        case "whole":
            figures = {getattr(each, "value", None) for each in table.figures.values()}
            near = {each + step for each in figures if type(each) is int for step in (-1, 0, 1)}
            return sorted(each for each in near if field.least <= each <= (field.most or each))
        case "date":
            return ["2024-02-29", "2025-12-31", "2026-03-31", "2026-11-20"]
        case "moment":
            return ["2026-03-29T01:59:59+01:00", "2024-02-29T12:00:00.5+13:45", "2026-11-21T00:00:00Z"]
        case _:
            return [[], ["2026-01-01"], ["2026-04-03", "2026-04-06"]]


def likely_case(cases: list[Question], field: Field) -> Question:
    """The first of a topic's cases that has a field, else the first."""
    return next((case for case in cases if field.name in case["inputs"]), cases[0])


def markets(cases: list[Question]) -> Iterator[Question]:
    """Each market in each field for one: what is read when it is first asked for is read by these."""
    for topic in TOPICS.values():
        own = [case for case in cases if case["topic"] == topic.name]
        for field in topic.fields:
            if field.kind == "market":
                likely = likely_case(own, field)
                yield from (likely | {"inputs": likely["inputs"] | {field.name: value}} for value in values(field))


def every(cases: list[Question]) -> Iterator[Question]:
    """Each value of each field in a case that has it, each market in several; fields left out and not known; readings."""
    for topic in TOPICS.values():
        own = [case for case in cases if case["topic"] == topic.name]
        for field in topic.fields:
            likely = likely_case(own, field)
            if field.kind == "market":
                # What a market's facts say hangs on the rest, such as the level.
                for case in own[:: len(own) // 3 + 1]:
                    yield from (case | {"inputs": case["inputs"] | {field.name: value}} for value in values(field))
            for value in [*(values(field) if field.kind != "market" else []), None]:
                yield likely | {"inputs": likely["inputs"] | {field.name: value}}
            yield likely | {"inputs": {name: value for name, value in likely["inputs"].items() if name != field.name}}
        for reading, others in topic.readings.items():
            for other in others:
                yield from (case | {"readings": {reading: other}} for case in own[::7])


def mixed(cases: list[Question], count: int, seed: int) -> Iterator[Question]:
    """Cases by chance, with entries of others, days and numbers near theirs, and now and then an odd one."""
    chance = random.Random(seed)
    pools: dict[tuple[str, str], list[Any]] = {}
    for case in cases:
        for name, value in case["inputs"].items():
            pools.setdefault((case["topic"], name), []).append(value)
    for _ in range(count):
        case = chance.choice(cases)
        inputs = dict(case["inputs"])
        fields = TOPICS[case["topic"]].fields
        for field in chance.sample(fields, chance.randint(1, min(3, len(fields)))):
            pool = pools.get((case["topic"], field.name), [])
            inputs[field.name] = changed(chance, inputs.get(field.name), [*pool, *values(field)])
        yield case | {"inputs": inputs}


def changed(chance: random.Random, value: Any, pool: list[Any]) -> Any:
    way = chance.random()
    if way < 0.03:
        return chance.choice(ODD)
    if way < 0.4 or value is None:
        return chance.choice(pool)
    if isinstance(value, str) and value[:4].isdigit() and value[4:5] == "-":
        try:
            day = date.fromisoformat(value[:10]) + timedelta(days=chance.randint(-200, 200))
        except (ValueError, OverflowError):
            return value
        return day.isoformat() + value[10:]
    if type(value) is int:
        return max(0, chance.choice([value + chance.randint(-3, 3), round(value * chance.uniform(0.5, 2))]))
    return chance.choice(pool)


def beside(cases: list[Question]) -> Iterator[Question]:
    """Cases with some of the entries of another kept beside them, as a page asks that compares."""
    for topic in TOPICS.values():
        own = [case for case in cases if case["topic"] == topic.name]
        some = own[:: len(own) // BESIDE + 1]
        for case, other in pairwise([*some, some[0]]):
            yield case | {"against": other["inputs"], "html": True}
            for name, value in list(other["inputs"].items())[:2]:
                yield case | {"against": {name: value}, "html": True}


def odd(cases: list[Question]) -> Iterator[Question]:
    """An odd entry in each field of each topic."""
    for topic in TOPICS.values():
        likely = next(case for case in cases if case["topic"] == topic.name)
        for field in topic.fields:
            yield from (likely | {"inputs": likely["inputs"] | {field.name: value}} for value in ODD)


def half_typed(topic: str) -> Iterator[Question]:
    """The markets of a topic letter by letter, as a form that is being filled in asks, and in small letters too."""
    for field in TOPICS[topic].fields:
        if field.kind == "market":
            typed = (
                word[:end] for name in values(field) for word in (name, name.lower()) for end in range(1, len(name))
            )
            yield from (
                {"topic": topic, "inputs": {field.name: letters}, "html": True} for letters in dict.fromkeys(typed)
            )


def as_text(question: Question, number: int = 0) -> str:
    """A question as a page sends it; of two that follow each other one with its HTML."""
    return json.dumps(question | ({"html": True} if number % 2 else {}), ensure_ascii=bool(number % 2))


def sound(cases: list[Question]) -> list[Question]:
    """The cases that are no wrong ones on purpose: those whose inputs may be changed."""
    return [case for case in cases if case.get("topic") in TOPICS and isinstance(case.get("inputs"), dict)]


def written(cases: list[Question]) -> list[str]:
    """Every case, with its HTML and without, every market, cases beside each other, and what is no question.

    What is imported for a question is imported by these.
    """
    asked = [as_text(case, html) for case in cases for html in (0, 1)]
    more = [*markets(sound(cases)), *beside(sound(cases))]
    return list(dict.fromkeys([*asked, *map(as_text, more), *WRONG]))


def generated(cases: list[Question], count: int, seed: int = 1) -> list[str]:
    """What widens the profile: all of `every`, `odd` and `half_typed`, and so many mixed ones; none twice."""
    known = sound(cases)
    typed = [question for topic in TOPICS for question in half_typed(topic)]
    asked = [*every(known), *odd(known), *typed, *mixed(known, count, seed)]
    return list(dict.fromkeys(as_text(each, number) for number, each in enumerate(asked)))
