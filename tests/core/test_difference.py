"""Two answers beside each other: what differs between them, in one sentence, in the working, and as JSON."""

from __future__ import annotations

import json
import random
from html.parser import HTMLParser
from typing import Any

import pytest

from build_tools.runtime import asked
from calculator import TOPICS, Answer
from calculator.browser import answered, ask
from calculator.difference import Difference
from tests.core.helpers import Json

FEE = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 60}


def reply(topic: str, inputs: Json, against: Any) -> Json:
    """The reply to a question of a page."""
    found: Json = json.loads(ask(json.dumps({"topic": topic, "inputs": inputs, "against": against, "html": True})))
    return found


@pytest.mark.parametrize(
    ("topic", "inputs", "against", "text"),
    [
        (
            "fee",
            FEE,
            {"days_late": 61},
            "If “Days late” is 60, not 61, “Total” is 84,000 AUD, not 147,000 AUD: 63,000 AUD less; 3 more lines differ.",
        ),
        (
            "fee",
            FEE | {"step_participant": "yes"},
            {"step_participant": ""},
            "If “You take part in STEP” is yes, not no, “Total” is 21,000 AUD, not 84,000 AUD: 63,000 AUD less; 1 more line differs.",
        ),
        # Between 75 and 100 percent nothing happens.
        (
            "step",
            {"kind": "merchant", "secured_percent": 80},
            {"secured_percent": 79},
            "If “Transactions over EMV, face to face, or P2PE” is 80 %, not 79 %, the same comes out.",
        ),
        # An amount in another currency is neither more nor less.
        (
            "fee",
            FEE,
            {"market": "Germany"},
            "If “Market” is Australia, not Germany, “Total” is 84,000 AUD, not 45,000 EUR; 1 more line differs.",
        ),
        # What can be several things is no amount more or less.
        (
            "fee",
            FEE | {"level": None},
            {"level": 1},
            "If “Your level” is not known, not Level 1, “Total” is 0 to 84,000 AUD, not 84,000 AUD; 3 more lines differ.",
        ),
    ],
)
def test_in_one_sentence(topic: str, inputs: Json, against: Json, text: str) -> None:
    assert reply(topic, inputs, against)["reply"]["difference"]["text"] == text


@pytest.mark.parametrize(
    ("against", "field", "code"),
    [
        ({"days_late": "x"}, "against.days_late", "not_a_whole_number"),
        ({"days_late": ""}, "against.days_late", "required"),
        ({"other": 1}, "against.other", "unknown_field"),
        ([61], "against", "not_an_object"),
    ],
)
def test_what_is_wrong_with_the_case_that_was_kept(against: Any, field: str, code: str) -> None:
    errors = reply("fee", FEE, against)["reply"]["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [(field, code)]


@pytest.mark.parametrize("against", [{}, None, {"days_late": "60"}, {"step_participant": False}])
def test_the_same_case_is_no_other(against: Any) -> None:
    found = reply("fee", FEE, against)
    assert "difference" not in found["reply"] and "besides" not in found["html"]


class Steps(HTMLParser):
    """The steps of each side of a page's HTML: whether each is marked, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sides: list[list[list[str]]] = []
        self.inside = self.given = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        kind = dict(attributes).get("class") or ""
        if tag == "ol" and kind == "answer-steps":
            self.sides.append([])
            self.inside = True
        elif tag == "ul":
            self.given = True
        elif self.inside and tag == "li" and not self.given:
            self.sides[-1].append([kind, ""])

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "ol"
        self.given = self.given and tag != "ul"

    def handle_data(self, text: str) -> None:
        if self.inside and self.sides[-1]:
            self.sides[-1][-1][1] += text


def pairs(count: int) -> list[tuple[Answer, Json]]:
    """Answers to cases mixed by chance, each with one beside it to the same case with other entries."""
    chance = random.Random(4)
    found: list[tuple[Answer, Json]] = []
    known = asked.sound(asked.cases())
    for question in asked.mixed(known, 20 * count, 3):
        other = chance.choice([case for case in known if case["topic"] == question["topic"]])
        names = chance.sample(sorted(other["inputs"]), min(len(other["inputs"]), chance.choice((1, 1, 2, 4))))
        whole = question | {"against": {name: other["inputs"][name] for name in names}}
        answer = answered(whole)
        if isinstance(answer, Answer) and answer.against:
            found.append((answer, whole))
    return found[:count]


def test_of_any_two_answers() -> None:
    """Each side is what is answered alone; what is told to differ does, all that differs is told; a sentence is short."""
    found = pairs(150)
    assert len(found) == 150 and {answer.topic.name for answer, _ in found} == set(TOPICS)
    differing = 0
    for answer, question in found:
        assert answer.against
        difference = Difference(answer.against, answer)
        alone = {key: question.get(key) for key in ("topic", "inputs", "readings")}
        before, after = answered(alone | {"inputs": question["inputs"] | question["against"]}), answered(alone)
        assert before == answer.against and isinstance(after, Answer)
        assert answer.to_dict() == after.to_dict()
        assert len(difference.text.split()) <= 30 and difference.text.endswith("."), difference.text
        said = difference.to_dict()
        for name, (old, new) in said["outcome"].items():  # type: ignore[attr-defined]
            assert old != new, (name, question)
        same = set(answer.fields) - set(said["outcome"])  # type: ignore[call-overload]
        hidden = {result.name for result in answer.topic.results if not result.in_words}
        assert all(
            (answer.fields.get(name), answer.bounds.get(name))
            == (answer.against.fields.get(name), answer.against.bounds.get(name))
            for name in same - hidden
        )
        html = json.loads(ask(json.dumps(question | {"html": True})))["html"]
        sides = Steps(html).sides
        assert len(sides) == 2
        for mine, theirs, steps in zip(sides, sides[::-1], (before.steps, after.steps), strict=True):  # type: ignore[union-attr]
            texts = [text.removeprefix("differs ") for _, text in theirs]
            assert len(mine) == len(steps)
            for kind, text in mine:
                assert bool(kind) == text.startswith("differs ") == (text.removeprefix("differs ") not in texts)
        differing += bool(difference.fields)
    assert differing > 75
