"""An answer as plain text, and what falls due as calendars take it; inputs under the names that they had before."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from calculator import TOPICS, Field, Topic, evaluate
from calculator.__main__ import main
from calculator.browser import ask
from calculator.evaluate import checked_values
from calculator.facts import load
from calculator.show.plain import plain
from tests.helpers.cases import cases
from tests.helpers.sources import clauses

Json = dict[str, Any]
FEE = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
ANSWERED = [
    (case["topic"], case["inputs"], case.get("readings"))
    for case in cases()
    if case["topic"] in TOPICS and "errors" not in case
]

# What was asked, and what the text says of it, part by part.
TEXTS: list[tuple[str, Json, list[str]]] = [
    (
        "fee",
        FEE,
        [
            "61 days late, all three fees are due: 147,000 AUD.",
            "\n\nBy when:\n  - ",
            "\n\nWhat to do next:\n  - Send what is missing now",
            "\n\nWhat was entered:\n  - Market: Australia\n  - You are a: Merchant\n  - Your level: Level 1\n  - Days late: 61\n",
            "  - 35,000 + 49,000 + 63,000 = 147,000 AUD. [dsop.fees.table]",
            "Edition: international-undated. An unofficial plain telling: the network’s current policy and your agreement bind.",
        ],
    ),
    (
        "incident",
        {"discovered": "2026-11-27T14:30:00+01:00", "compromised_on": "2026-10-01", "holidays": ["2026-12-24", "2026-12-31"]},
        [
            "  - Discovered: 27 November 2026, 14:30:00+01:00\n",
            "  - American Express numbers in the incident: not known\n",
            "1 October 2026\n",
            "24 December 2026, 31 December 2026\n",
        ],
    ),
    (
        "indemnity",
        {"kind": "merchant", "card_numbers": 12000, "numbers_with_data": 11000, "previously_claimed": None},
        ["Lowest: 0 USD", "Highest: 155,000 USD", ": not known\n", "[numbers-with-data]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("topic", "inputs", "parts"), TEXTS, ids=[row[0] for row in TEXTS])
def test_the_text_says_it_in_order(topic: str, inputs: Json, parts: list[str]) -> None:
    text = plain(evaluate(topic, inputs))
    at = 0
    for part in parts:
        assert part in text[at:], (part, text)
        at = text.index(part, at)
    # What stands at its default was not entered.
    assert "STEP" not in text.partition("How we worked it out")[0]


def test_a_page_and_the_command_line_have_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = json.loads(ask(json.dumps({"topic": "fee", "inputs": FEE, "html": True})))["text"]
    assert text == plain(evaluate("fee", FEE))
    main(["fee", "--market", "Australia", "--kind", "merchant", "--level", "1", "--days-late", "61"])
    printed = capsys.readouterr().out.rstrip("\n")
    body, _, standing = text.rpartition("\n\n")
    assert printed.startswith(body) and printed.endswith(standing)
    assert json.loads(ask('{"topic": "fee", "html": true}'))["text"] == ""


SUM = re.compile(r"^  - ([\d,.]+(?: [+×] [\d,.]+)+) = ([\d,.]+) [A-Z]{3}\.", re.M)


def number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def test_amounts_recompute_and_every_clause_exists() -> None:
    known = {clause["id"] for _, clause in clauses()}
    sums = 0
    for topic, inputs, readings in ANSWERED[::3]:
        try:
            answer = evaluate(topic, inputs, readings=readings)
        except ValueError:
            continue  # a case of what is wrong
        text = plain(answer)
        rests = {reading.id for reading in answer.readings}
        assert set(re.findall(r"\[([\w.-]+)\]$", text, re.M)) <= known | rests
        for parts, total in SUM.findall(text):
            sums += 1
            first, *rest = parts.replace(" +", "").split(" ") if "×" not in parts else [parts]
            found = number(first) + sum(map(number, rest)) if "×" not in parts else product(parts)
            assert found == number(total), (parts, total)
    assert sums > 20


def product(parts: str) -> Decimal:
    found = Decimal(1)
    for part in parts.split(" × "):
        found *= number(part)
    return found


MONTH = re.compile(
    r"\d (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bin \d+ days?\b"
)


def test_what_has_a_day_has_a_name_and_is_told_without_the_day() -> None:
    """Named by a field of the outcome, each once where the answer is not open; so calendars tell one from another."""
    dated: set[str] = set()
    for topic, inputs, readings in ANSWERED:
        try:
            answer = evaluate(topic, inputs, readings=readings, brief=True).to_dict()
        except ValueError:
            continue
        dues: list[Json] = answer["words"]["by_when"]  # type: ignore[index]
        named = [due["field"] for due in dues if "when" in due]
        dated |= {f"{topic}.{name}" for name in named}
        assert all(name.partition("-")[0] in TOPICS[topic].result for name in named), named
        assert answer["bounds"] or len(named) == len(set(named)), named
        for due in dues:
            assert ("when" in due) == ("field" in due) == ("what" in due)
            assert not MONTH.search(due.get("what", "")), due["what"]
            assert due.get("what", "A")[0].isupper() and due.get("what", "A")[-1] != "."
    assert dated == {
        *("incident.notify_by", "incident.engage_pfi_by", "incident.report_due"),
        *("validation.enrol_by", "validation.remediate_by"),
        *("fee.instalments-1", "fee.instalments-2", "fee.instalments-3", "fee.monthly_fee", "fee.may_terminate"),
    }


NOW = Field("days_late", "whole", "Days late", "the days", example="61", former=("lateness", "days"))
RENAMED = Topic("renamed", "Renamed", "What?", covers="", leaves="", fields=(NOW,), results=())

FORMER: list[tuple[Json, Json, list[tuple[str, str]]]] = [
    ({"days_late": 3}, {"days_late": 3}, []),
    ({"lateness": "61"}, {"days_late": 61}, []),
    ({"days": 7}, {"days_late": 7}, []),
    ({"days_late": 3, "days": 7}, {"days_late": 3}, [("days", "unknown_field")]),
    ({"late": 3}, {}, [("late", "unknown_field"), ("days_late", "required")]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "values", "wrong"), FORMER, ids=str)
def test_a_name_that_a_field_had_still_counts(
    given: Json, values: Json, wrong: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Topic, "problems", lambda *_: iter(()))
    problems: list[Any] = []
    assert checked_values(RENAMED, given, load(), problems) == values
    assert [(problem.field, problem.code) for problem in problems] == wrong


def test_no_former_name_is_another_field_s() -> None:
    for topic in TOPICS.values():
        assert not topic.former.keys() & topic.field.keys()
        assert len(topic.former) == sum(len(field.former) for field in topic.fields)
