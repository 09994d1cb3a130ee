"""What one answer may cost is bounded, whatever is asked: what would take long, or be long, is refused with what to enter instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from calculator import InputErrors, evaluate
from calculator.browser import LONGEST, ask

MANY = 60_000  # entries, that some characters each are just below the most that a question may have
LEVEL = '{"topic": "level", "inputs": {"kind": "merchant", "transactions": %s}}'
STEP = '{"topic": "step", "inputs": {"kind": "merchant", "secured_percent": %s}}'
ENTRIES = {f"a{number}": 1 for number in range(MANY)}
INCIDENT = {"discovered": "2026-03-11T09:30+01:00"}


def level(**more: Any) -> str:
    return json.dumps({"topic": "level", "inputs": {"kind": "merchant", "transactions": 1}} | more)


QUESTIONS: dict[str, tuple[Callable[[], str], str, str]] = {
    "many keys": (lambda: level(**ENTRIES), "", "too_long"),
    "many inputs": (lambda: level(inputs=ENTRIES), "inputs", "too_long"),
    "many readings": (lambda: level(readings=ENTRIES), "readings", "too_long"),
    "many entries to compare with": (lambda: level(against=ENTRIES), "against", "too_long"),
    "many holidays": (
        lambda: json.dumps({"topic": "incident", "inputs": INCIDENT | {"holidays": ["2026-01-01"] * MANY}}),
        "holidays",
        "too_long",
    ),
    "a market that is a long list": (
        lambda: json.dumps({"topic": "contact", "inputs": {"market": ["a"] * MANY}}),
        "market",
        "not_a_choice",
    ),
    "a number of many digits": (lambda: LEVEL % ("9" * 900_000), "transactions", "out_of_range"),
    "many decimals": (lambda: STEP % ("0." + "1" * 900_000), "secured_percent", "out_of_range"),
    "a number near to 0": (lambda: STEP % "1e-999999999", "secured_percent", "out_of_range"),
    "a 0 with a thousand million decimals": (lambda: STEP % "0e-999999999", "secured_percent", "out_of_range"),
    "an exponent that none can hold": (lambda: STEP % f"1e-{'9' * 19}", "secured_percent", "out_of_range"),
    "the same of a whole number": (lambda: LEVEL % f"0e-{'9' * 23}", "transactions", "out_of_range"),
    "an exponent of many digits": (lambda: LEVEL % f"1e{'9' * 5000}", "transactions", "out_of_range"),
    "lists in lists": (lambda: level(id=0)[:-1] + ', "more": ' + "[" * 400_000 + "]" * 400_000 + "}", "", "not_json"),
}


@pytest.mark.parametrize(("question", "field", "code"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_would_cost_much_is_refused(question: Callable[[], str], field: str, code: str) -> None:
    text = question()
    assert len(text) <= LONGEST
    answer = ask(text)
    errors = json.loads(answer)["errors"]
    assert [(problem["field"], problem["code"]) for problem in errors] == [(field, code)]
    assert "for example" in errors[0]["message"] or "one of" in errors[0]["message"]
    # What was asked is echoed, and hardly more is said.
    assert len(answer) < len(text) + 2_000


@pytest.mark.parametrize("given", [Decimal("1e-999999999999"), Decimal("1e-25"), Decimal(0).scaleb(-1_000_000)])
def test_a_program_s_own_numbers_are_not_written_out(given: Decimal) -> None:
    """By a Python program, which has no text for them."""
    question = {"kind": "merchant", "secured_percent": given}
    if given:
        with pytest.raises(InputErrors, match="at most 24 decimals"):
            evaluate("step", question)
    else:
        assert evaluate("step", question).to_dict()["inputs"]["secured_percent"] == "0"


@pytest.mark.parametrize(
    "given", ["1", "12.5", "0.0", "-0.0", "0e2", "1E1", "0.5e-10", "1.000000000000000000000000000000000"]
)
def test_what_costs_nothing_is_read(given: str) -> None:
    reply = json.loads(ask(STEP % given))
    assert Decimal(reply["inputs"]["secured_percent"]) == Decimal(given)
