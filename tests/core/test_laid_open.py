"""Every case of a topic in one table: random questions, each of which fits exactly one row, whose outcome is the answer's.

The table is read as any program would read `data/cases.json`: conditions and formulas are worked out here, from their text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest

from calculator import TOPICS, Field, InputErrors, evaluate
from calculator.facts import load
from calculator.laid_open.compare import differences
from calculator.laid_open.table import LAID_OPEN, table_of
from tests.core.helpers import Json, first_try, flat, pool

FACTS = load()
DATES = ("date", "moment", "dates")
WORDS = {"min": min, "ceil": ceil, "round": lambda number, digits: Fraction(floor(number * 100 + Fraction(1, 2)), 100)}


def number(text: object, inputs: Json) -> Fraction:
    """What a formula, a bound or a plain number comes to, for the inputs of a question."""
    if isinstance(text, str) and not text.replace(".", "", 1).isdigit():
        exact = {
            name: Fraction(value)
            for name, value in inputs.items()
            if isinstance(value, (int, str)) and is_number(value)
        }
        return Fraction(eval(fractions(text), {"__builtins__": {}, "F": Fraction, **WORDS}, exact))
    return Fraction(str(text))


def is_number(value: object) -> bool:
    return type(value) is int or (isinstance(value, str) and value.replace(".", "", 1).isdigit())


def fractions(text: str) -> str:
    """A formula whose numbers are exact ones for Python."""
    parts = text.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split()
    return " ".join(f"F('{part}')" if part.replace(".", "", 1).isdigit() else part for part in parts)


def fits(condition: Any, name: str, inputs: Json) -> bool:
    """Whether an input meets a condition (contract, section 2)."""
    value = inputs[name]
    if not isinstance(condition, dict):
        return (
            number(value, {}) == number(condition, {})
            if is_number(condition) and is_number(value)
            else bool(value == condition)
        )
    if "any_of" in condition:
        return value in condition["any_of"]
    ways = {
        "at_least": lambda have, end: have >= end,
        "above": lambda have, end: have > end,
        "at_most": lambda have, end: have <= end,
        "below": lambda have, end: have < end,
    }
    return all(ways[word](number(value, {}), number(end, inputs)) for word, end in condition.items())


def check(rows: list[Json], answer: Json) -> Json:
    """The one row that fits a question, whose outcome is the answer's."""
    inputs = answer["inputs"]
    found = [row for row in rows if all(fits(condition, name, inputs) for name, condition in row["when"].items())]
    assert len(found) == 1, (inputs, [row["when"] for row in found])
    [row] = found
    said, outcome = flat(row["outcome"]), flat(answer["outcome"])
    for name, value in said.items():
        if name in row["formulas"]:
            least, most = (number(row["bounds"][name][end], {}) for end in ("least", "most"))
            value = number(row["formulas"][name], inputs)
            assert least <= value <= most, (name, inputs, row)
            if TOPICS[answer["topic"]].result[name].kind == "amount":
                value = WORDS["round"](value, 2)  # type: ignore[operator]
            assert number(outcome[name], {}) == value, (name, inputs, row)
        else:
            assert outcome[name] == value, (name, inputs, row)
    assert said.keys() == {name for name in outcome if TOPICS[answer["topic"]].result[name].kind not in DATES}
    return row


def drawn(field: Field, beside: Json, chance: random.Random) -> Any:
    """A value of an input; of numbers mostly one at which rules change."""
    if field.kind in DATES or (field.kind == "market" and field.default is None):
        return first_try(field) if field.required else None
    values = [market.name for market in FACTS.directory] if field.table == "directory" else pool(field, beside)
    if field.kind == "whole" and chance.random() < 0.3:
        return chance.randint(0, 10 ** chance.randint(1, 7))
    return chance.choice(values)


def questions(topic: str, market: str, count: int, seed: int) -> Iterator[Json]:
    """So many answers to random questions of which everything is known."""
    chance = random.Random(seed)
    while count:
        inputs: Json = {}
        for field in TOPICS[topic].fields:
            value = market if field.table == "fees" else drawn(field, inputs, chance)
            if value is not None:
                inputs[field.name] = value
        try:
            answer = evaluate(topic, inputs, brief=True)
        except InputErrors:
            continue
        count -= 1
        yield answer.to_dict()


def tables(topic: str, join: bool = True) -> list[tuple[str, list[Json]]]:
    """The tables of a topic by market; under no name where there is one."""
    markets = FACTS.fee_markets if topic == "fee" else [""]
    return [(market, table_of(topic, FACTS, market=market, join=join).to_json()) for market in markets]


@pytest.mark.parametrize("topic", LAID_OPEN)
@pytest.mark.parametrize("join", [True, False], ids=["joined", "each way"])
@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.prove)])
def test_each_question_fits_one_row_with_the_outcome_of_its_answer(topic: str, join: bool, count: int) -> None:
    every = tables(topic, join)
    met = set()
    for place, (market, rows) in enumerate(every):
        for answer in questions(topic, market, -(-count // len(every)), place):
            met.add((market, json.dumps(check(rows, answer)["when"])))
    # That many questions come to most rows: else the draw would prove little.
    assert len(met) > sum(len(rows) for _, rows in every) / (10 if count < 1000 else 1.3)


@pytest.mark.parametrize(
    ("topic", "market", "reading", "option", "count"),
    [
        # Exactly 50,000 transactions; and one more to the next level from below.
        ("level", "", "level-boundaries", "upper-included", 2),
        # Day 30 and day 60, wherever a fee or the end of the agreement waits for it.
        ("fee", "Australia", "fee-days", "day-30-late", None),
        ("step", "", "step-at-least-75", "more-than-75", None),
        ("indemnity", "", "reduction-any-technology", "other-only", None),
        ("indemnity", "", "indemnity-threshold", "after-exclusion", None),
    ],
)
def test_what_another_reading_changes_is_found_and_nothing_else(
    topic: str, market: str, reading: str, option: str, count: int | None
) -> None:
    usual, other = (
        table_of(topic, FACTS, market=market),
        table_of(topic, FACTS, market=market, readings={reading: option}),
    )
    changes = differences(usual, other)
    conditions = [usual.conditions(change.before) for change in changes]
    assert conditions and (count is None or len(conditions) == count)
    changed = 0
    for answer in questions(topic, market, 400, 7):
        otherwise = evaluate(topic, answer["inputs"], readings={reading: option}, brief=True).to_dict()
        fitting = [
            when for when in conditions if all(fits(asked, name, answer["inputs"]) for name, asked in when.items())
        ]
        differs = otherwise["outcome"] != answer["outcome"]
        assert len(fitting) == differs, (answer["inputs"], fitting)
        changed += differs
    assert changed, "none of the questions drawn shows the difference"
