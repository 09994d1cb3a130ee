"""The tables of cases: what the originals say comes out, natively (tests/site/test_pyodide.py asks the same in the browser).

A case of tests/cases/TOPIC.toml is one sentence with data, or what differs from a base (build_tools/runtime/cases.py):

    [[case]]
    sentence = "what is so, and why"
    like = "late"                                     # optional: a base of the file, whose keys this has where it states none
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

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from build_tools.runtime.cases import FOLDER, whole
from calculator import TOPICS, InputErrors, evaluate
from tests.helpers.cases import cases, name
from tests.helpers.sources import known_clauses

LONGEST_LINE = 140
KEYS = {
    *("sentence", "topic", "inputs", "readings", "expected", "bounds", "ask_next", "otherwise", "readings_named"),
    *("short_by", "cites", "figures", "says", "errors", "clause"),
}


def field(outcome: dict[str, Any], path: str) -> Any:
    """A field of an outcome; "documents.scan" is a key of an object."""
    for part in path.split("."):
        outcome = outcome[part]
    return outcome


def differences(part: str, expected: dict[str, Any], actual: dict[str, Any]) -> list[str]:
    """Of what is expected, each key that is not so, with both values of it."""
    return [
        f"{part}.{key}: expected {json.dumps(value, ensure_ascii=False)}, was {told(actual, key)}"
        for key, value in expected.items()
        if key not in actual or actual[key] != value
    ]


def told(actual: dict[str, Any], key: str) -> str:
    return json.dumps(actual[key], ensure_ascii=False) if key in actual else "not there"


def unsaid(case: dict[str, Any], sentences: list[str]) -> list[str]:
    """Of the words that some sentence must have, those that none has."""
    missing = [words for words in case.get("says", []) if not any(words in sentence for sentence in sentences)]
    return [f"says: no sentence has {json.dumps(words, ensure_ascii=False)}" for words in missing]


def refused(case: dict[str, Any]) -> list[str]:
    """What is not so of a case that is answered with errors."""
    with pytest.raises(InputErrors) as caught:
        evaluate(case["topic"], case["inputs"], readings=case.get("readings"))
    problems = caught.value.problems
    found = Counter((problem.field, problem.code) for problem in problems)
    expected = Counter(tuple(pair) for pair in case["errors"])
    wrong = [f"errors: expected {pair}" for pair in (expected - found).elements()]
    wrong += [f"errors: not expected {pair}" for pair in (found - expected).elements()]
    for problem in problems:
        whole = not problem.message[0].islower() and problem.message.endswith((".", "?"))
        if not whole or not any(map(str.islower, problem.message)):
            wrong.append(f"errors.{problem.field}: no sentence: {problem.message}")
    return wrong + unsaid(case, [problem.message for problem in problems])


def answered(case: dict[str, Any]) -> list[str]:
    """What is not so of a case that is answered."""
    answer = evaluate(case["topic"], case["inputs"], readings=case.get("readings")).to_dict()
    settled = {path: field(answer["outcome"], path) for path in case["expected"] if path not in answer["bounds"]}
    wrong = differences("expected", case["expected"], settled)
    wrong += differences("bounds", case.get("bounds", {}), answer["bounds"])
    otherwise = {reading["id"]: reading["otherwise"] for reading in answer["readings"]}
    for reading, options in case.get("otherwise", {}).items():
        for option, changes in options.items():
            found = otherwise.get(reading, {}).get(option, {})
            wrong += differences(f"otherwise.{reading}.{option}", changes, found)
    every = [step for part in ("steps", "not_met", "discretion") for step in answer[part]]
    cited = {part: [step["clause"] for step in answer[part]] for part in ("steps", "not_met", "discretion")}
    wrong += differences("cites", case.get("cites", {}), cited)
    quantities = {
        part: [step.get("quantity") or step.get("short_by") for step in answer[part]] for part in ("steps", "not_met")
    }
    figures = {part: [f"{one['value']} {one['unit']}" for one in found if one] for part, found in quantities.items()}
    wrong += differences("figures", case.get("figures", {}), figures)
    wrong += [
        f"short_by: nothing misses {short}" for short in case.get("short_by", []) if short not in quantities["not_met"]
    ]
    whole = {"ask_next": answer["ask_next"], "readings_named": sorted(otherwise)}
    named = {key: case[key] for key in whole if key in case}
    if "readings_named" in named:
        named["readings_named"] = sorted(named["readings_named"])
    wrong += differences("answer", named, whole)
    wrong += unsaid(case, [f"{step['text']} [{step['clause']}]" for step in every])
    if case["clause"] not in {step["clause"] for step in every}:
        wrong.append(f"clause: no step cites {case['clause']}")
    return wrong


@pytest.mark.parametrize("case", cases(), ids=name)
def test_case(case: dict[str, Any]) -> None:
    assert not case.keys() - KEYS
    assert case["clause"] in known_clauses()
    wrong = refused(case) if "errors" in case else answered(case)
    assert not wrong, "\n".join(wrong)


def test_each_sentence_stands_once() -> None:
    names = Counter(name(case) for case in cases())
    assert [sentence for sentence, count in names.items() if count > 1] == []


def test_every_topic_has_its_cases() -> None:
    assert {case["topic"] for case in cases()} == set(TOPICS)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_person_can_read_a_table(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [number for number, line in enumerate(text.splitlines(), 1) if len(line) > LONGEST_LINE] == []
    named = set(re.findall(r'\blike = "([^"]+)"', text))
    assert named == set(tomllib.loads(text).get("base", {})), "bases that are named and bases that are there"


def test_a_case_is_its_base_but_for_what_it_states() -> None:
    bases = {
        "coin": {"side": "head", "made": {"year": 1999, "of": "tin"}},
        "newer": {"like": "coin", "made": {"year": 2000}},
    }
    assert whole({"like": "newer", "side": "tail"}, {}, bases) == {"side": "tail", "made": {"year": 2000, "of": "tin"}}
    # Entry by entry where there are as many; an entry that is like another does not begin with the one in its place.
    bases = {"two": {"coins": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}, "one": {"c": 5}}
    assert whole({"like": "two", "coins": [{}, {"b": 6}]}, {}, bases) == {"coins": [{"a": 1, "b": 2}, {"a": 3, "b": 6}]}
    assert whole({"like": "two", "coins": [{"b": 6}]}, {}, bases) == {"coins": [{"b": 6}]}
    assert whole({"like": "two", "coins": [{"like": "one"}, {}]}, {}, bases)["coins"] == [{"c": 5}, {"a": 3, "b": 4}]
    with pytest.raises(KeyError):
        whole({"like": "three"}, {}, bases)


def test_a_failure_names_the_key_that_differs() -> None:
    [case] = [case for case in cases() if case["sentence"].startswith("Australia, Level 1: ")]
    assert answered(case) == []
    wrong = case | {"expected": case["expected"] | {"total": "1"}, "ask_next": ["level"], "says": ["Free of charge"]}
    assert answered(wrong) == [
        'expected.total: expected "1", was "147000"',
        'answer.ask_next: expected ["level"], was []',
        'says: no sentence has "Free of charge"',
    ]
