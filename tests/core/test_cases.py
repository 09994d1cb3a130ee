"""The tables of cases: what the originals say comes out, natively (tests/site/test_pyodide.py asks the same in the browser).

A case of tests/cases/TOPIC.toml is one sentence with data:

    [[case]]
    sentence = "what is so, and why"
    topic = "fee"
    inputs = { … }
    readings = { fee-days = "day-30-late" }           # optional: readings other than the usual
    expected = { total = "35000", "documents.scan" = "mandatory" }    # fields of the outcome; "none!" is null
    bounds = { total = { least = "0", most = "35000" } }              # optional: what is open, those named here
    ask_next = ["level"]                              # optional: whole and in order
    otherwise = { fee-days = { day-30-late = { total = "84000" } } }  # optional: what other readings would change
    readings_named = ["fee-days"]                     # optional: whole, in any order
    short_by = [{ value = "1", unit = "days" }]       # optional: each by some entry of not_met
    says = ["With 1 more number"]                     # optional: words, each of some sentence with its clause in brackets,
                                                      # or of the message of an error
    cites = { not_met = [], steps = ["dsop.levels.volume"] }          # optional: the clauses of each entry, in order
    figures = { steps = ["49999 transactions"] }      # optional: of the entries that carry a quantity, each, in order
    errors = [["level", "out_of_range"]]              # instead of expected: field and code, in any order
    clause = "dsop.fees.first"                        # the clause that decides

A field that `expected` names must be settled. Values were worked out from the originals, never copied from answers.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from calculator import InputErrors, evaluate
from tests.helpers.cases import cases, name
from tests.helpers.sources import ROOT, known_clauses

KEYS = {
    *("sentence", "topic", "inputs", "readings", "expected", "bounds", "ask_next", "otherwise", "readings_named"),
    *("short_by", "cites", "figures", "says", "errors", "clause", "file"),
}


def field(outcome: dict[str, Any], path: str) -> Any:
    """A field of an outcome; "documents.scan" is a key of an object."""
    for part in path.split("."):
        outcome = outcome[part]
    return outcome


@pytest.mark.parametrize("case", cases(), ids=name)
def test_case(case: dict[str, Any]) -> None:
    assert not case.keys() - KEYS
    assert case["clause"] in known_clauses()
    if "errors" in case:
        with pytest.raises(InputErrors) as caught:
            evaluate(case["topic"], case["inputs"], readings=case.get("readings"))
        found = Counter((problem.field, problem.code) for problem in caught.value.problems)
        assert found == Counter(tuple(pair) for pair in case["errors"])
        for problem in caught.value.problems:
            assert not problem.message[0].islower() and problem.message.endswith((".", "?")), problem.message
            assert any(map(str.islower, problem.message)), problem.message
        messages = [problem.message for problem in caught.value.problems]
        assert [words for words in case.get("says", []) if not any(words in message for message in messages)] == []
        return
    answer = evaluate(case["topic"], case["inputs"], readings=case.get("readings")).to_dict()
    settled = {path: field(answer["outcome"], path) for path in case["expected"] if path not in answer["bounds"]}
    assert settled == case["expected"]
    named = case.get("bounds", {})
    assert {path: answer["bounds"].get(path) for path in named} == named
    if "ask_next" in case:
        assert answer["ask_next"] == case["ask_next"]
    otherwise = {reading["id"]: reading["otherwise"] for reading in answer["readings"]}
    for reading, options in case.get("otherwise", {}).items():
        for option, changes in options.items():
            changed = otherwise[reading][option]
            assert {path: changed.get(path) for path in changes} == changes
    if "readings_named" in case:
        assert sorted(otherwise) == sorted(case["readings_named"])
    missed = [step["short_by"] for step in answer["not_met"] if "short_by" in step]
    assert [short for short in case.get("short_by", []) if short not in missed] == []
    told = [step for part in ("steps", "not_met", "discretion") for step in answer[part]]
    sentences = [f"{step['text']} [{step['clause']}]" for step in told]
    assert [words for words in case.get("says", []) if not any(words in sentence for sentence in sentences)] == []
    for part, clauses_cited in case.get("cites", {}).items():
        assert [step["clause"] for step in answer[part]] == clauses_cited, part
    for part, figures in case.get("figures", {}).items():
        quantities = [step.get("quantity") or step.get("short_by") for step in answer[part]]
        assert [f"{quantity['value']} {quantity['unit']}" for quantity in quantities if quantity] == figures, part
    cited = {step["clause"] for part in ("steps", "not_met", "discretion") for step in answer[part]}
    assert case["clause"] in cited


def test_each_sentence_stands_once() -> None:
    names = Counter(name(case) for case in cases())
    assert [sentence for sentence, count in names.items() if count > 1] == []


def test_a_file_of_cases_is_about_its_topic() -> None:
    folder = ROOT / "tests" / "cases"
    assert {case["file"] for case in cases()} == {path.stem for path in folder.glob("*.toml")}
    assert [name(case) for case in cases() if case["topic"] != case["file"]] == []
