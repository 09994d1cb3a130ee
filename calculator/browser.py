"""The one function that JavaScript calls, and the lines of `batch`: JSON in, JSON out."""

from __future__ import annotations

import json
from math import isfinite

from . import evaluate
from .answer import Answer
from .difference import Difference
from .errors import InputErrors, Problem
from .parse import LONGEST as LONGEST_ENTRY
from .parse import Exact, TooLarge, too_many
from .words import KEPT, NOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST_EXPONENT = 4
"""The most characters of an exponent, its sign among them: with more, a number has a million decimals, or none that can be held."""

KEYS = {"id", "topic", "inputs", "edition", "readings", "against", "html"}


def number(digits: str) -> float | str:
    """A JSON number with decimals, with all of its digits; one too large to hold, or too near to 0, stays the text that it was."""
    value = Exact(digits)
    exponent = digits.lower().partition("e")[2]
    return value if isfinite(value) and len(exponent) <= LONGEST_EXPONENT else TooLarge(digits)


def whole_number(digits: str) -> int | str:
    """A JSON number without decimals; one of more digits than an entry may have stays the text that it was."""
    return int(digits) if len(digits) <= LONGEST_ENTRY else TooLarge(digits)


def no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


DECODER = json.JSONDecoder(parse_float=number, parse_int=whole_number, parse_constant=no_number)
ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def reply(question: object, *, brief: bool = False) -> dict[str, object]:
    """The answer to a question in the contract's terms, or the object under "Bad input"; `id` is echoed."""
    return in_reply(question, answered(question, brief=brief))


def answered(question: object, *, brief: bool = False) -> Answer | InputErrors:
    """The answer to a question as JSON has it, or all that is wrong with it."""
    if not isinstance(question, dict):
        text = 'Give a question as an object, for example {"topic": "level", "inputs": {"kind": "merchant", "transactions": 50000}}.'
        return InputErrors(None, question, [Problem("", "not_an_object", text)])
    topic: Any = question.get("topic")
    inputs: Any = question.get("inputs", {})
    if len(question) > LONGEST_ENTRY:
        return InputErrors(topic, inputs, [too_many("", "a question", '{"topic": "level"}')])
    problems = [
        Problem(
            key,
            "unknown_field",
            f"A question has no {key!r}. It may have id, topic, inputs, edition, readings and against.",
        )
        for key in question
        if key not in KEYS
    ]
    named: Any = {"edition": question.get("edition"), "readings": question.get("readings")}
    try:
        answer = evaluate(topic, inputs, **named, brief=brief)
        if question.get("against"):
            other = kept(topic, inputs, question["against"], **named, brief=brief)
            answer.against = other if other.inputs != answer.inputs else None
    except InputErrors as errors:
        problems += errors.problems
    return InputErrors(topic, inputs, problems) if problems else answer


def kept(topic: str, inputs: dict[str, Any], others: Any, **how: Any) -> Answer:
    """The answer that another is to stand beside: to the same question but for those inputs, an empty one left out.

    Raises `InputErrors` with the inputs named "against.FIELD".
    """
    if not isinstance(others, dict):
        text = 'Give what was otherwise as an object, for example {"days_late": 61}.'
        raise InputErrors(topic, inputs, [Problem("against", "not_an_object", text)])
    if len(others) > LONGEST_ENTRY:
        raise InputErrors(topic, inputs, [too_many("against", "what was otherwise", '{"days_late": 61}')])
    try:
        return evaluate(topic, inputs | others, **how)
    except InputErrors as errors:
        problems = [
            Problem(f"against.{wrong.field}", wrong.code, wrong.message, wrong.meanings) for wrong in errors.problems
        ]
        raise InputErrors(topic, inputs, problems) from None


def in_reply(question: object, answer: Answer | InputErrors) -> dict[str, object]:
    """The JSON of a reply to a question, with its `id`."""
    body = answer.to_dict()
    if isinstance(answer, Answer) and answer.against:
        body["difference"] = Difference(answer.against, answer).to_dict()
    return {"id": question["id"], **body} if isinstance(question, dict) and "id" in question else body


LONGEST = 1_000_000
"""The most characters of a question."""


def too_long() -> InputErrors:
    """What is wrong with a question that is longer than any has to be."""
    example = '{"topic": "level", "inputs": {"kind": "merchant", "transactions": 50000}}'
    text = f"Give a question of at most {LONGEST:,} characters, for example {example}."
    return InputErrors(None, None, [Problem("", "too_long", text)])


def decode(text: str | bytes) -> object:
    """The value of a JSON text (UTF-8 where it is bytes); raises `InputErrors` where it is none, or too long.

    Of a key that stands twice in an object, the last one counts.
    """
    try:
        plain = text if isinstance(text, str) else text.decode("utf-8-sig")
        if len(plain) > LONGEST:
            raise too_long()
        return DECODER.decode(plain)
    except InputErrors:
        raise
    except (ValueError, RecursionError):
        example = '{"topic": "level", "inputs": {"kind": "merchant", "transactions": 50000}}'
        text = f"Give a question as one JSON object in UTF-8, for example {example}."
        raise InputErrors(None, None, [Problem("", "not_json", text)]) from None


def encode(reply: object) -> str:
    """The JSON text of a reply; half of a surrogate pair, which JSON may hold and UTF-8 may not, stays escaped."""
    text = ENCODER.encode(reply)
    return text if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text) else json.dumps(reply)


def ask(text: str) -> str:
    """The reply to a question, both as JSON text.

    With `"html": true` the reply is `{"reply": …, "html": "…", "text": "…"}`: the same reply, and where it is an answer, as
    HTML to show and as plain text to take along.
    """
    try:
        question = decode(text)
    except InputErrors as errors:
        return encode(errors.to_dict())
    answer = answered(question)
    body = in_reply(question, answer)
    if isinstance(question, dict) and question.get("html"):
        if isinstance(answer, InputErrors):
            return encode({"reply": body, "html": "", "text": ""})
        return encode({"reply": body, "html": as_html(answer), "text": as_text(answer)})
    return encode(body)


def as_html(answer: Answer) -> str:
    """An answer as a page shows it, beside the one that was kept where there is one."""
    if answer.against:
        from .show.beside import beside_html

        return beside_html(Difference(answer.against, answer))
    from .show.html import answer_html

    return answer_html(answer)


def as_text(answer: Answer) -> str:
    """The same as plain text: the difference first, then what was kept and what comes out now."""
    from .show.plain import plain

    if not answer.against:
        return plain(answer)
    before = plain(answer.against)
    return f"{Difference(answer.against, answer).text}\n\n{KEPT}\n\n{before}\n\n{NOW}\n\n{plain(answer)}"
