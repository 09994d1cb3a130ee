"""What leads to each end of what is open: the answers named lead there whatever else turns out, and none could be left out.

Read off the sentences of an answer, and asked again with those answers given.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculator import TOPICS, Field, InputErrors, Topic, evaluate
from calculator.words import in_words
from calculator.working import GIVEN
from tests.core.helpers import MAY_BE_UNKNOWN, TRY, Json, fields, order, pool, questions, settled

Given = tuple[str, Any]


def known_as(field: Field, words: str) -> list[Any]:
    """Values that words for them stand for: one, or the two ends of a range."""
    if words in ("yes", "no"):
        return [words == "yes"]
    if words.startswith("any but "):
        return [value for value in pool(field, {}) if field.in_words(value) != words.removeprefix("any but ")][-2:]
    if field.kind == "market":
        return [words]

    def number(text: str) -> str:
        return re.sub(r"[,% ]|Level", "", text)

    least, most = str(field.least), str(field.most)
    beside = "0.01" if field.kind == "percent" else "1"
    if found := re.fullmatch(r"((?:at least|more than) .+) and ((?:at most|less than) .+)", words):
        return [known_as(field, found[1])[0], known_as(field, found[2])[1]]
    if found := re.fullmatch(r"(at most|less than) (.+)", words):
        end = number(found[2])
        return [least, end if found[1] == "at most" else str(Decimal(end) - Decimal(beside))]
    if found := re.fullmatch(r"(at least|more than) (.+)", words):
        end = number(found[2])
        return [end if found[1] == "at least" else str(Decimal(end) + Decimal(beside)), most]
    if found := re.fullmatch(r"(.+) to (.+)", words):
        return [number(found[1]), number(found[2])]
    return [number(words)]


def conditions(topic: Topic, text: str) -> list[list[Given]] | None:
    """The answers that a sentence names, each with the ways to give it; None where one is of something that is no input."""
    found = []
    # The longer labels first: none then stands within another.
    labels = sorted(topic.fields, key=lambda field: -len(field.label))
    for part in text.split("; "):
        ways: list[Given] = []
        rest = part.removeprefix("either ")
        while rest:
            for field in labels:
                if rest.startswith(f"{field.label}: "):
                    words, _, rest = rest.removeprefix(f"{field.label}: ").partition(", or ")
                    ways += [(field.name, value) for value in known_as(field, words)]
                    break
            else:
                return None
        found.append(ways)
    return found


def asked(topic: Topic, inputs: Json, readings: Json, answers: tuple[Given, ...]) -> Json | None:
    """The fields of the answer where those answers are given too; None where they cannot be."""
    if any(dict(answers)[name] != value for name, value in answers):
        return None  # two of several that are each enough, and one is the other's contrary
    try:
        return fields(evaluate(topic.name, inputs | dict(answers), readings=readings).to_dict())
    except InputErrors:
        return None


def shown(topic: Topic, name: str, value: Any, currency: str) -> str:
    """A field's value of an answer, in the words of a step."""
    kind = topic.result[name].kind
    if value is not None:
        value = date.fromisoformat(value) if kind == "date" else order(topic, name, value)
    return in_words(kind, value, topic.result[name].currency or currency)


def test_words_stand_for_values() -> None:
    share, count = (Field(kind, kind, "A label", "it") for kind in ("percent", "whole"))
    assert known_as(share, "more than 75 %") == ["75.01", "100"] and known_as(share, "at most 75 %") == ["0", "75"]
    assert known_as(share, "more than 75 % and at most 75.5 %") == ["75.01", "75.5"]
    assert known_as(count, "10,000 to 12,000") == ["10000", "12000"] and known_as(count, "7") == ["7"]
    assert known_as(count, "less than 10") == ["0", "9"] and known_as(count, "yes") == [True]
    market = TOPICS["step"].field["market"]
    assert known_as(market, "United States") == ["United States"]
    assert len(known_as(market, "any but Canada")) == 2 and "Canada" not in known_as(market, "any but Canada")


@MAY_BE_UNKNOWN
@settings(TRY, max_examples=40)
@given(st.data())
def test_the_answers_named_lead_to_the_end_and_none_could_be_left_out(topic: Topic, data: st.DataObject) -> None:
    readings = data.draw(settled(topic))
    answer = evaluate(topic.name, data.draw(questions(topic)), readings=readings).to_dict()
    assume(answer["bounds"])
    inputs = answer["inputs"]
    told = {topic.result[name].label: name for name in answer["bounds"]}
    currency = answer["outcome"].get("currency") or (answer["outcome"].get("fees") or {}).get("currency", "")
    ends: dict[str, list[str]] = {}
    for step in answer["steps"]:
        whats, between, when = step["text"].removesuffix(".").partition(f".{GIVEN}")
        if not between:
            continue
        named = conditions(topic, when)
        for what in whats.split("; "):
            name = told[next(each for each in told if what.startswith(f"{each}: "))]
            end = what.removeprefix(f"{topic.result[name].label}: ")
            words = re.sub("^(at least|at most) ", "", end)
            ends.setdefault(name, []).append(end)

            def is_so(found: Json, name: str = name, words: str = words) -> bool:
                return not isinstance(found[name], dict) and shown(topic, name, found[name], currency) == words

            if named is None:
                continue
            tried = [found for ways in product(*named) if (found := asked(topic, inputs, readings, ways))]
            assert tried and all(map(is_so, tried)), (what, when)
            for left_out in range(len(named)):
                rest = [ways for place, ways in enumerate(named) if place != left_out]
                others = [asked(topic, inputs, readings, ways) for ways in product(*rest)]
                assert not all(found and is_so(found) for found in others), (what, when, named[left_out])
    for name, bounds in answer["bounds"].items():
        # Each end is told once, in its words; where nothing but what no input settles leads there, it is not.
        if "least" in bounds:
            least, most = (shown(topic, name, bounds[end], currency) for end in ("least", "most"))
            wanted = [least] if least == most else [f"at least {least}", f"at most {most}"]
        else:
            told_apart = topic.result[name].kind not in ("list", "text")
            wanted = [shown(topic, name, value, currency) for value in bounds["any_of"]] if told_apart else []
        found = ends.get(name, [])
        unsettled = "fee-months" in readings  # months that days leave open hang on no input
        assert sorted(found) == sorted(end for end in wanted if end in found or not unsettled), (name, found, wanted)


@pytest.mark.parametrize(
    ("topic", "inputs", "wanted"),
    [
        (
            "validation",
            {"kind": "merchant", "level": 2},
            f"Quarterly network scan: mandatory.{GIVEN}Your SAQ requires network scans: yes.",
        ),
        (  # 28,000 + 40,000 + 51,000 = 119,000, and that at 1.95583 is 60,843.7338…
            "fee",
            {"market": "Bulgaria", "kind": "merchant", "level": None, "days_late": 61},
            f"Total: at most 119,000 BGN; In euro: at most 60,843.73 EUR.{GIVEN}Your level: Level 1.",
        ),
        (
            "overview",
            {"market": "Croatia", "kind": "merchant", "transactions": 30000, "designated_level_1": None},
            f"Monthly fee for late documents: 130 HRK.{GIVEN}American Express has assigned you Level 1: no.",
        ),
    ],
)
def test_what_does_not_matter_is_not_named(topic: str, inputs: Json, wanted: str) -> None:
    texts = [step.text for step in evaluate(topic, inputs).steps]
    assert wanted in texts
