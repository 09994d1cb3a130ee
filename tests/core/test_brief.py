"""Brief answers: all but what would change them."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from calculator import TOPICS, evaluate
from calculator.__main__ import batch
from tests.helpers.cases import cases

CHANGES = {"ask_next", "not_met", "readings", "better"}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_brief_answer_is_the_answer_without_what_would_change_it(topic: str) -> None:
    for case in [case for case in cases() if case["topic"] == topic and "errors" not in case]:
        named = {"readings": case.get("readings")}
        whole = evaluate(topic, case["inputs"], **named).to_dict()
        brief = evaluate(topic, case["inputs"], **named, brief=True)
        assert whole.keys() >= CHANGES
        assert brief.to_dict() == {key: value for key, value in whole.items() if key not in CHANGES}
        assert (brief.ask_next, brief.not_met, brief.readings) == ([], [], [])


def test_errors_are_the_same() -> None:
    line = json.dumps({"id": 7, "topic": "fee", "inputs": {"market": "Atlantis"}}).encode()
    whole, brief = BytesIO(), BytesIO()
    batch(BytesIO(line), whole)
    batch(BytesIO(line), brief, brief=True)
    assert whole.getvalue() == brief.getvalue()
