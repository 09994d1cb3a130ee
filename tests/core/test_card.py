"""The answer for a person (contract, `words`): fourteen cases worked out by hand, and what holds of every card."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import TOPICS, Topic, evaluate
from tests.core.helpers import FACTS, TRY, Json, fields, order, questions, settled, values

CASES = tomllib.loads((Path(__file__).parent / "cards.toml").read_text("utf-8"))["card"]
EVERY = pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.name)
LONGEST = 30
HEDGES = re.compile(r"\b(?:may|perhaps|could|might)\b", re.IGNORECASE)
ISO = re.compile(r"\d{4}-\d\d-\d\d|T\d\d:\d\d")
NESTED = re.compile(r"\([^)]*\(")
INTERNAL = {field.name for topic in TOPICS.values() for field in topic.fields if "_" in field.name} | {
    name for topic in TOPICS.values() for name in topic.result if "_" in name
}
VERBS = {
    *(
        "Answer",
        "Call",
        "Complete",
        "Do",
        "Engage",
        "Enter",
        "Find",
        "Have",
        "Log",
        "Look",
        "Name",
        "Note",
        "Notify",
        "Reply",
        "See",
    ),
    *("Send", "Tell", "Upload", "Visit", "Write"),
}
Card = dict[str, Any]


def card_of(topic: str, inputs: Json, readings: dict[str, str] | None = None) -> Card:
    return evaluate(topic, inputs, readings=readings).to_dict()["words"]  # type: ignore[return-value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"])
def test_what_a_person_gets(case: Json) -> None:
    card = card_of(case["topic"], {name: None if value == "none!" else value for name, value in case["inputs"].items()})
    assert card["headline"] == case["headline"]
    said = " ".join(due["text"] for due in card["by_when"])
    assert all(text in said for text in case["by_when"]), said
    assert [due.get("when") for due in card["by_when"] if "when" in due] == case.get("days", [])
    next_ = " ".join(f"{act['text']} {act.get('link', '')}" for act in card["next"])
    assert all(text in next_ for text in case.get("next", [])), next_
    for end in ("least", "most"):
        if end not in case:
            assert card[end] is None
        else:
            assert card[end]["value"] == case[end]["value"]
            assert all(text in card[end]["text"] for text in case[end]["says"]), card[end]["text"]


def sentences(card: Card) -> list[str]:
    """Every sentence that a person is to read."""
    texts = [card["headline"], *(line["text"] for line in (*card["by_when"], *card["next"]))]
    texts += [card[end]["text"] for end in ("least", "most") if card[end]]
    return [sentence for text in texts for sentence in re.split(r"(?<=[.!?]) ", text)]


def holds(topic: Topic, claim: Json, value: Any) -> bool:
    """Whether a claim follows from a value or the bounds of its field."""
    found = values(topic, claim["field"], value)
    if "is" in claim:
        return found == [claim["is"]]
    if "one_of" in claim:
        return all(each in claim["one_of"] for each in found)
    if "at_least" in claim:
        least = order(topic, claim["field"], claim["at_least"])
        return all(order(topic, claim["field"], each) >= least for each in found)
    most = order(topic, claim["field"], claim["at_most"])
    return all(order(topic, claim["field"], each) <= most for each in found)


@settings(TRY, max_examples=60)
@EVERY
@given(st.data())
def test_what_holds_of_every_card(topic: Topic, data: st.DataObject) -> None:
    inputs, readings = data.draw(questions(topic)), data.draw(settled(topic))
    answer = evaluate(topic.name, inputs, readings=readings).to_dict()
    card: Card = answer["words"]  # type: ignore[assignment]
    outcome = fields(answer)

    # True: the claims follow from the outcome, and what they claim is said.
    assert card["claims"]
    for claim in card["claims"]:
        assert set(claim) - {"field"} <= {"is", "at_least", "at_most", "one_of"} and len(claim) == 2
        assert holds(topic, claim, outcome[claim["field"]]), claim
    # Strong: what is settled is said as settled.
    if not answer["bounds"]:
        assert not HEDGES.search(card["headline"].replace("American Express decides", "")), card["headline"]
        assert all("is" in claim for claim in card["claims"])
        assert card["least"] is None and card["most"] is None
    # By when is never left open without a word, and each line has a clause.
    assert card["by_when"] and 1 <= len(card["next"]) <= 3
    for line in (*card["by_when"], *card["next"]):
        assert line["clause"] in CLAUSES
    # Short, by a person's clock, in a person's words.
    for sentence in sentences(card):
        assert len(sentence.split()) <= LONGEST, sentence
        assert not ISO.search(sentence) and not NESTED.search(sentence), sentence
        assert "and/or" not in sentence and ".." not in sentence and ";;" not in sentence
        assert not any(re.search(rf"\b{name}\b", sentence) for name in INTERNAL), sentence
    for act in card["next"]:
        words = act["text"].split()
        assert words[1 if words[0] == "Or" else 0].capitalize() in VERBS, act["text"]


CLAUSES = {rule.clause for rule in FACTS.figures.values()}


@settings(TRY, max_examples=80)
@pytest.mark.parametrize("topic", [TOPICS["fee"], TOPICS["indemnity"]], ids=lambda topic: topic.name)
@given(st.data())
def test_what_is_said_to_lead_to_an_end_leads_there(topic: Topic, data: st.DataObject) -> None:
    inputs, readings = data.draw(questions(topic)), data.draw(settled(topic))
    card = card_of(topic.name, inputs, readings)
    about = {"fee": ("total", "total"), "indemnity": ("payable_least", "payable_most")}[topic.name]
    for end, name in zip(("least", "most"), about, strict=True):
        if card[end]:
            there = fields(evaluate(topic.name, inputs | card[end]["inputs"], readings=readings).to_dict())[name]
            # What no input settles, as how many calendar months begin, stays open: its end is the one told.
            found = there[end] if isinstance(there, dict) else there
            assert found == card[end]["value"], (card[end], there)
            assert set(card[end]["inputs"]) <= {field.name for field in topic.fields if field.unknown}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_brief_answer_has_the_same_card(topic: str) -> None:
    for case in (case for case in CASES if case["topic"] == topic):
        inputs = {name: None if value == "none!" else value for name, value in case["inputs"].items()}
        assert evaluate(topic, inputs, brief=True).to_dict()["words"] == card_of(topic, inputs)


def test_the_question_that_a_form_asks_is_a_question_with_its_statement() -> None:
    for topic in TOPICS.values():
        for field in topic.fields:
            assert field.question.endswith("?"), (topic.name, field.name)
            if field.unknown:
                assert field.statement, (topic.name, field.name)
                assert isinstance(field.statement, tuple) == (field.kind == "yes_no")
