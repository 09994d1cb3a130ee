"""data/schema.json and data/cases-schema.json: valid themselves, true of every case, and against what is wrong."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from build_tools.data import schema, schema_of_cases
from build_tools.tables.cases import cases as every_case
from calculator import TOPICS
from calculator.browser import decode, encode, reply
from calculator.errors import CODES
from calculator.facts import load
from tests.helpers.cases import cases, name
from tests.helpers.sources import ROOT

SCHEMA = schema.reply(load())
REPLY = Draft202012Validator(SCHEMA)
FEE = {"market": "Australia", "kind": "merchant", "level": None, "days_late": "61"}


def part(name: str) -> Draft202012Validator:
    """The validator of one of the schema's parts."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})


def asked(case: dict[str, Any]) -> dict[str, Any]:
    """The question of a case."""
    return {key: case[key] for key in ("topic", "inputs", "readings") if key in case}


def answered(question: dict[str, Any]) -> Any:
    """The reply to a question, through its JSON text."""
    return json.loads(encode(reply(decode(json.dumps(question)))))


def why(validator: Draft202012Validator, found: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(found)]


def test_the_schema_is_valid_and_its_references_lead_somewhere() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    named = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(SCHEMA)))
    assert named <= SCHEMA["$defs"].keys()
    assert SCHEMA["$defs"].keys() >= {f"{name}_{part}" for name in TOPICS for part in ("inputs", "answer")}


def test_every_case() -> None:
    """The answers and the errors to all of tests/cases, and the questions that are answered."""
    questions = part("question")
    wrong = []
    for case in cases():
        question = asked(case)
        found = answered(question)
        wrong += [f"{name(case)}: {text}" for text in why(REPLY, found)]
        if "errors" not in found:
            wrong += [f"{name(case)}, asked: {text}" for text in why(questions, question)]
            again = {"topic": found["topic"], "inputs": found["inputs"], "edition": found["edition"]}
            wrong += [f"{name(case)}, given back: {text}" for text in why(questions, again)]
    assert wrong == []


def test_lines_of_batch() -> None:
    question = {"id": [7], "topic": "fee", "inputs": FEE, "edition": None, "readings": {"fee-days": "day-30-late"}}
    assert why(part("question"), question) == []
    assert why(REPLY, answered(question)) == []
    assert why(REPLY, json.loads(encode(reply(question, brief=True)))) == []
    assert why(REPLY, answered({"topic": "none", "inputs": {}})) == []


def put(found: Any, path: str, value: Any) -> Any:
    """A copy with another value at a path."""
    found = deepcopy(found)
    *outer, last = path.split(".")
    at = found
    for key in outer:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[int(last) if isinstance(at, list) else last] = value
    return found


WRONG = {
    "contract": 2,
    "topic": "level",
    "edition": "another",
    "inputs.days_late": "61",
    "inputs.level": 5,
    "inputs.market": "australia",
    "inputs.kind": None,
    "outcome.total": "147000",  # it is open
    "outcome.currency": 1,
    "outcome.days_late": "61",
    "bounds.total.least": 0,
    "bounds.total.most": "147000.00",
    "bounds.total": {"any_of": ["0", "147000"]},
    "bounds.may_terminate": {"least": False, "most": True},
    "bounds.instalments.any_of.0.0.amount": 35000,
    "ask_next": ["days_late"],
    "steps.0.clause": "fees",
    "steps.0.quantity": {"value": 61, "unit": "days"},
    "steps.0.quantity.unit": "weeks",
    "readings.0.taken": "else",
    "readings.0.otherwise": {},
    "readings_asked": {"fee-days": "never"},
    "discretion": None,
}


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_answer_fails(path: str) -> None:
    good = answered({"topic": "fee", "inputs": FEE})
    assert why(REPLY, good) == []
    assert why(REPLY, put(good, path, WRONG[path])) != []


@pytest.mark.parametrize("key", ["contract", "inputs", "outcome", "bounds", "ask_next", "steps", "discretion"])
def test_an_answer_without_one_of_its_keys_fails(key: str) -> None:
    good = answered({"topic": "fee", "inputs": FEE})
    assert why(REPLY, {name: value for name, value in good.items() if name != key}) != []


@pytest.mark.parametrize(
    "inputs",
    [
        FEE | {"days": 1},
        FEE | {"days_late": 1.5},
        FEE | {"days_late": -1},
        FEE | {"kind": None},
        FEE | {"level": 0},
        {"market": "Australia"},
        None,
    ],
    ids=str,
)
def test_a_wrong_question_fails(inputs: Any) -> None:
    assert why(part("question"), {"topic": "fee", "inputs": inputs}) != []


@pytest.mark.parametrize("change", [{"code": "wrong"}, {"message": ""}, {"field": None}], ids=str)
def test_wrong_errors_fail(change: dict[str, Any]) -> None:
    good = answered({"topic": "fee", "inputs": {}})
    assert why(REPLY, good) == []
    assert why(REPLY, good | {"errors": [good["errors"][0] | change]}) != []


def test_every_code_that_the_rule_core_gives_is_listed() -> None:
    given = re.compile(r'(?:Bad|Problem)\(\s*(?:[^,"]+,\s*|"[^"]*",\s*)?"([a-z_]+)"')
    found = {code for path in (ROOT / "calculator").rglob("*.py") for code in given.findall(path.read_text("utf-8"))}
    assert found <= CODES.keys()
    assert CODES.keys() >= {code for case in cases() for _, code in case.get("errors", [])}


def test_an_answer_beside_another() -> None:
    question = {"topic": "fee", "inputs": FEE | {"level": 1}, "against": {"days_late": "60", "step_participant": "yes"}}
    assert why(part("question"), question) == []
    found = answered(question)
    assert found["difference"]["changes"] == {"step_participant": [True, False], "days_late": [60, 61]}
    assert why(REPLY, found) == []
    for path, value in (("changes.days_late", [60]), ("outcome.total", [1, 2]), ("changes.other", [1, 2])):
        assert why(REPLY, put(found, f"difference.{path}", value)), path


CASES = schema_of_cases.of_cases(load())


def test_every_row_of_every_table() -> None:
    Draft202012Validator.check_schema(CASES)
    found = every_case(load())
    assert why(Draft202012Validator(CASES), found) == []
    assert sum(len(rows) for rows in found["fee"].values()) > 200


@pytest.mark.parametrize(
    ("topic", "path", "value"),
    [
        ("level", "when.transactions", {"at_least": True}),
        ("level", "when.transactions", {"near": 3}),
        ("level", "when.kind", {"any_of": ["merchant"]}),
        ("level", "when.kind", "person"),
        ("level", "when.other", 1),
        ("level", "outcome.level", "1"),
        ("level", "clauses", []),
        ("indemnity", "outcome.currency", 7),
        ("indemnity", "formulas.reduction", "10"),
        ("indemnity", "bounds.payable_most", {"least": 1, "most": 2}),
        ("incident", "outcome.notify_by", "2026-01-01"),
        ("validation", "outcome.documents", {"roc": "mandatory"}),
        ("validation", "when.plan_completed", "2026-01-01"),
        ("validation", "extra", 1),
    ],
)
def test_what_is_no_row(topic: str, path: str, value: Any) -> None:
    row = every_case(load())[topic][0]
    one = Draft202012Validator({"$ref": f"#/$defs/{topic}_case", "$defs": CASES["$defs"]})
    assert why(one, row) == []
    assert why(one, put(row, path, value))
