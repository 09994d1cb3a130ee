"""The one function that JavaScript calls, and the lines of `batch`: JSON in, JSON out."""

from __future__ import annotations

import json
from math import isfinite

from . import evaluate
from .errors import InputErrors, Problem
from .parse import Exact, TooLarge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .answer import Answer

KEYS = {"id", "topic", "inputs", "edition", "readings", "html"}


def number(digits: str) -> float | str:
    """A JSON number with decimals, with all of its digits; one that is too large to hold stays the text that it was."""
    value = Exact(digits)
    return value if isfinite(value) else TooLarge(digits)


def no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


DECODER = json.JSONDecoder(parse_float=number, parse_constant=no_number)
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
    problems = [
        Problem(
            key, "unknown_field", f"A question has no {key!r}. It may have id, topic, inputs, edition and readings."
        )
        for key in question
        if key not in KEYS
    ]
    named: Any = {"edition": question.get("edition"), "readings": question.get("readings")}
    try:
        answer = evaluate(topic, inputs, **named, brief=brief)
    except InputErrors as errors:
        problems += errors.problems
    return InputErrors(topic, inputs, problems) if problems else answer


def in_reply(question: object, answer: Answer | InputErrors) -> dict[str, object]:
    """The JSON of a reply to a question, with its `id`."""
    body = answer.to_dict()
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
        from .show.html import answer_html
        from .show.plain import plain

        if isinstance(answer, InputErrors):
            return encode({"reply": body, "html": "", "text": ""})
        return encode({"reply": body, "html": answer_html(answer), "text": plain(answer)})
    return encode(body)
