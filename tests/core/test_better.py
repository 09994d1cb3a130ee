"""What would lower the bill or the duties: each way asked again, its parts too, and tried against every other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest

from calculator import TOPICS, Answer, InputErrors, evaluate
from calculator.facts import load
from tests.core.helpers import Json, flat, pool

FACTS = load()
ASKED = ("fee", "indemnity", "validation")
VERBS = {
    *("Send", "Take", "Notify", "Comply", "Keep", "Use", "Have", "Agree", "Store", "Process", "Meet", "Answer", "With"),
}


def bill(answer: Answer) -> tuple[Any, ...]:
    """What is to be lower: the amounts of the topic, or an onsite assessment and how many documents are sent."""
    if answer.topic.name == "validation":
        ways = [[paper["document"] for paper in papers] for papers in answer.any_of("send")]
        return (max((("roc" in way) * 100 + len(way)) for way in ways),)
    names = ("total",) if answer.topic.name == "fee" else ("payable_most", "payable_least")
    return tuple(answer.ends(name)[1] for name in names)


def lowers(now: tuple[Any, ...], there: tuple[Any, ...]) -> bool:
    return there != now and all(new <= old for old, new in zip(now, there, strict=True))


def ask(topic: str, inputs: Json, *, brief: bool = True) -> Answer | None:
    try:
        return evaluate(topic, inputs, brief=brief)
    except InputErrors:
        return None


def drawn(topic: str, seed: int, count: int, *, unknown: bool = False) -> Iterator[Answer]:
    """Answers to random questions, of which everything is known, or some things are not."""
    chance = random.Random(seed)
    while count:
        inputs: Json = {}
        for field in TOPICS[topic].fields:
            if field.kind in ("date", "dates"):
                continue
            values = pool(field, inputs)
            if field.unit == "card_numbers":
                values = [*range(0, 10_000, 2_500), 9_999, 10_000, 10_001, 14_000, 20_000]
            if field.unit == "days":
                values = [0, 1, 29, 30, 31, 60, 61, 100]
            inputs[field.name] = chance.choice(values)
            if field.unknown and unknown and chance.random() < 0.3:
                inputs[field.name] = None
        answer = ask(topic, inputs, brief=False)
        if answer is not None:
            count -= 1
            yield answer


def given(answer: Answer) -> Json:
    return {
        name: value
        for name, value in answer.to_dict()["inputs"].items()
        if value is not None or TOPICS[answer.topic.name].field[name].unknown
    }  # type: ignore[attr-defined]


@pytest.mark.parametrize("unknown", [False, True], ids=["known", "in part"])
@pytest.mark.parametrize("topic", ASKED)
def test_each_way_leads_where_it_says_and_no_part_of_it_does(topic: str, unknown: bool) -> None:
    told = 0
    for answer in drawn(topic, 1, 60, unknown=unknown):
        question, now = given(answer), bill(answer)
        ways = answer.to_dict()["better"]
        assert isinstance(ways, list) and len(ways) <= 5
        names = [frozenset(way["changes"]) for way in ways]
        assert not any(one < other for one in names for other in names) and len(set(names)) == len(names)
        assert [len(one) for one in names] == sorted(len(one) for one in names)
        for way in ways:
            told += 1
            changes = way["changes"]
            fields = [TOPICS[topic].field[name] for name in changes]
            assert way["when"] == ("now" if {field.changeable for field in fields} == {"now"} else "next_time")
            assert all(field.changeable != "no" for field in fields)
            there = ask(topic, question | changes)
            assert there is not None and lowers(now, bill(there)), (question, way)
            outcome = there.to_dict()
            said = flat(outcome["outcome"]) | outcome["bounds"]  # type: ignore[arg-type,operator]
            assert all(said[name] == value for name, value in way["outcome"].items()), (question, way)
            if way["saves"]:
                saved = [old - new for old, new in zip(now, bill(there), strict=True)]
                assert Decimal(way["saves"]["value"]) == next(one for one in saved if one)
            for size in range(1, len(changes)):
                for part in combinations(changes.items(), size):
                    found = ask(topic, question | dict(part))
                    assert found is None or not lowers(now, bill(found)), (question, way, part)
            for field in fields:
                for value in pool(field, {}) if len(changes) == 1 and field.kind in ("whole", "percent") else []:
                    other = ask(topic, question | {field.name: value})
                    assert other is None or not lowers(bill(there), bill(other)), (question, way, value)
            sentences = way["text"].removesuffix(".").split(". ")
            assert way["text"].split()[0] in VERBS and all(len(sentence.split()) <= 30 for sentence in sentences)
    assert told > (5 if unknown else 20)


def others(answer: Answer, question: Json) -> dict[str, list[Any]]:
    """Of each input that can be changed for the better and was answered, the other answers to try."""
    found = {}
    for field in answer.topic.fields:
        if field.changeable == "no" or field.kind == "date" or question.get(field.name) is None:
            continue
        good = answer.topic.part("words").TO_CHANGE[field.name][2]
        values = [good] if good is not None else pool(field, {})
        found[field.name] = [value for value in values if value != question[field.name]]
    return {name: values for name, values in found.items() if values}


def lowering(answer: Answer, question: Json, most: int) -> Iterator[set[str]]:
    """The inputs of which other answers lower it, at most so many at once, and none of them without the others."""
    now, tried, found = bill(answer), others(answer, question), list[set[str]]()
    for size in range(1, most + 1):
        for names in combinations(tried, size):
            if any(known <= set(names) for known in found):
                continue
            for values in product(*(tried[name] for name in names)):
                there = ask(answer.topic.name, question | dict(zip(names, values, strict=True)))
                if there is not None and lowers(now, bill(there)):
                    found.append(set(names))
                    yield set(names)
                    break


@pytest.mark.parametrize("unknown", [False, True], ids=["known", "in part"])
@pytest.mark.parametrize("topic", ASKED)
@pytest.mark.parametrize("count", [30, pytest.param(400, marks=pytest.mark.prove)])
def test_no_change_of_one_answer_or_two_that_lowers_is_left_out(topic: str, unknown: bool, count: int) -> None:
    """Tried are all others, whatever is not known: of what five ways have no room for, that it is no smaller than they are."""
    lowered = 0
    for answer in drawn(topic, 2, count, unknown=unknown):
        question = given(answer)
        ways = [set(way.changes) for way in answer.better]
        for names in lowering(answer, question, 2):
            lowered += 1
            has_no_room = len(ways) == 5 and len(names) >= max(map(len, ways))
            assert names in ways or has_no_room, (question, names, ways)
    assert lowered > count / 10


@pytest.mark.parametrize(
    ("topic", "inputs", "changes", "text"),
    [
        (
            "fee",
            {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61},
            {"days_late": 0},
            "Send by the first deadline. Next time that is 147,000 AUD less, and no ending of the agreement.",
        ),
        (
            "fee",
            {
                "market": "Australia",
                "kind": "merchant",
                "level": 2,
                "first_deadline": "2026-03-31",
                "as_of": "2026-04-30",
            },
            {"received": "2026-03-31", "as_of": None},
            "Send by the first deadline. Next time that is 7,000 AUD less.",
        ),
        # A part brings the whole that is not known with it: locations with another technology, all with any.
        (
            "indemnity",
            {
                "kind": "merchant",
                "card_numbers": 14_000,
                "previously_claimed": None,
                "notified_in_time": False,
                "incident_duties_met": False,
                "pci_compliant": True,
                "wrongful_conduct": True,
                "mitigation_throughout": True,
                "pfi_investigation_complete": False,
                "investigation_waived": True,
                "report_confirms_mitigation": True,
                "forbidden_data_stored": False,
                "chip_percent": "49",
                "other_technology_locations_percent": "74",
            },
            {"other_technology_locations_percent": "76"},
            "Use one other than chip at 76 % of your locations. Next time American Express may take off up to 35,000 USD more.",
        ),
        (
            "validation",
            {"kind": "merchant", "level": 2, "saq_requires_scan": True, "pci_compliant": False},
            {"step_participant": True, "pci_compliant": True},
            "Take part in STEP, if you qualify. Comply with all of the PCI DSS. Then you send the STEP Attestation.",
        ),
    ],
)
def test_worked_out_by_hand(topic: str, inputs: Json, changes: Json, text: str) -> None:
    found = [way for way in evaluate(topic, inputs).to_dict()["better"] if way["changes"] == changes]  # type: ignore[attr-defined]
    assert [way["text"] for way in found] == [text]


def test_nothing_lowers_nothing() -> None:
    in_time = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 0}
    assert evaluate("fee", in_time).to_dict()["better"] == []
    assert "better" not in evaluate("fee", in_time, brief=True).to_dict()
    assert evaluate("level", {"kind": "merchant", "transactions": 3_000_000}).to_dict()["better"] == []
