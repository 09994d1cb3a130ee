"""Whatever is asked of the rule core, it answers, or says what is wrong in the contract's words; and what that takes is bounded."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculator import TOPICS
from calculator.__main__ import batch
from calculator.browser import ask
from calculator.errors import CODES
from tests.helpers.cases import cases
from tests.helpers.fuzzing import FUZZED, broken

CASES = [case for case in cases() if isinstance(case["inputs"], dict)]
NAMES = sorted({field.name for topic in TOPICS.values() for field in topic.fields})
READINGS = sorted({name for topic in TOPICS.values() for name in topic.readings})
WORDS = sorted({value for case in CASES for value in case["inputs"].values() if isinstance(value, str)})

NUMBER = "\N{REPLACEMENT CHARACTER}number"  # stands for a number's text until the question is written
NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,24})?", fullmatch=True)

PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
    st.sampled_from([*WORDS, "unknown", NUMBER]),
    st.text("0123456789.,' ’kKmM%-+/:TZ", max_size=30),
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4))
)
ENTRIES = st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), VALUES, max_size=5)


@st.composite
def questions(draw: st.DrawFn) -> str:
    """The text of a question: a case of the tables, some of it exchanged."""
    case = draw(st.sampled_from(CASES))
    question: dict[str, Any] = {"topic": case["topic"], "inputs": case["inputs"] | draw(ENTRIES)}
    if draw(st.booleans()):
        question["html"] = True
    for key, values in (
        ("id", VALUES),
        ("edition", VALUES),
        ("readings", st.dictionaries(st.one_of(st.sampled_from(READINGS), st.text(max_size=8)), VALUES, max_size=3)),
        ("against", ENTRIES),
        ("topic", VALUES),
        ("inputs", VALUES),
        ("colour", VALUES),
    ):
        if draw(st.integers(0, 9)) == 0:
            question[key] = draw(values)
    text = json.dumps(question, ensure_ascii=draw(st.booleans()))
    while f'"{NUMBER}"' in (plain := text.replace("\\ufffd", NUMBER[0])):
        text = plain.replace(f'"{NUMBER}"', draw(NUMBERS), 1)
    return text


def check(question: str, answer: str) -> None:
    """What holds of every reply: it is JSON, an answer or errors of the contract, and no longer than it has to be."""
    reply = json.loads(answer)
    if "html" in reply and "reply" in reply:
        assert reply["reply"].get("errors") or reply["html"].startswith("<")
        reply = reply["reply"]
    if "errors" in reply:
        assert reply["errors"]
        for problem in reply["errors"]:
            assert problem["code"] in CODES
            assert 0 < len(problem["message"]) < 2_000 and problem["message"].endswith((".", "]", "}", ")"))
    else:
        assert reply["contract"] == 1 and reply["topic"] in TOPICS
    # An answer is some thousand characters with what was entered in it, in the form, the words and the working.
    assert len(answer) < 20 * len(question) + 200_000


@FUZZED
@given(questions())
def test_a_question_that_was_changed(question: str) -> None:
    check(question, ask(question))


@FUZZED
@given(questions().flatmap(broken))
def test_a_text_that_was_broken(text: str) -> None:
    check(text, ask(text))


LINES = st.one_of(
    st.binary(max_size=40),
    st.one_of(questions(), questions().flatmap(broken)).map(lambda text: text.encode("utf-8", "replace")),
)


@FUZZED
@given(st.lists(LINES, max_size=4), st.booleans())
def test_lines_of_a_batch(lines: list[bytes], brief: bool) -> None:
    """Each that is not blank gets one line, and none ends it."""
    given_in = b"\n".join(lines)
    out = io.BytesIO()
    batch(io.BytesIO(given_in), out, brief=brief)
    asked = [line for line in given_in.split(b"\n") if line.strip()]
    answers = out.getvalue().decode().split("\n")[:-1]
    assert len(answers) == len(asked)
    for line, answer in zip(asked, answers, strict=True):
        check(line.decode("utf-8", "replace"), answer)
