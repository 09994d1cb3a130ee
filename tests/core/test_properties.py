"""What must hold of every topic, whatever is asked: tried with hypothesis, and against plain enumeration."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from inspect import get_annotations
from itertools import combinations, pairwise, product
from math import floor
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculator import TOPICS, InputErrors, Topic, evaluate
from calculator.__main__ import lines
from calculator.browser import ask, encode, reply
from calculator.facts import load
from calculator.unknown.case import Case
from calculator.working import Working
from tests.core.helpers import (
    MAY_BE_UNKNOWN,
    TRY,
    Json,
    Tried,
    fields,
    figures,
    first_try,
    flat,
    left_open,
    mended,
    order,
    pool,
    questions,
    settled,
    span,
    spans_by,
    tells,
    values,
)
from tests.helpers.cases import cases
from tests.helpers.cases import name as name_of
from tests.helpers.sources import known_clauses

FACTS = load()
EVERY = pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.name)
CODES = {
    *("not_json", "not_an_object", "unknown_topic", "unknown_field", "required", "not_a_choice", "not_a_yes_or_no"),
    *("not_a_whole_number", "not_a_number", "not_a_date", "not_a_moment", "no_offset", "not_a_list", "out_of_range"),
    *("conflict", "not_in_table", "too_long"),
}
UNITS = {"transactions", "percent", "days", "card_numbers", *(row.currency for row in FACTS.fee_rows), "EUR", "USD"}
MOST_WAYS = 250  # of an enumeration

SHOUTED = re.compile(r"\b[A-Z]{7,}\b")  # no short form is that long
# Names, defined terms and short forms keep their capitals.
SMALL = re.compile(
    r"\b(american express|agreement|buyer initiated|data incident|step attestation|pci|dss|pfi|saq|emv|p2pe|usd|eur"
    r"|unique card number|level \d)\b"
)
NUMBER = r"\d[\d,]*(?:\.\d+)?"
EQUATION = re.compile(rf"{NUMBER}(?:[^\d=+×−÷.;:]*[+×−÷] {NUMBER})+[^\d=+×−÷.;:]*= {NUMBER}(?: ?%)?")
MONTH = r" (?:Jan|Febr)uary| March| April| May| June| July| August| (?:Septem|Octo|Novem|Decem)ber"
PART = re.compile(rf"({NUMBER})( ?%)?|([+×−÷=])")


def equations(text: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Of each "a + b = c" in a text: what the left side comes to, and what the right side says."""
    for found in EQUATION.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if re.search(rf"{NUMBER} to {NUMBER}", found.group()) or before.endswith(" to ") or re.match(MONTH, after):
            continue  # what is open, and days after a date
        parts = [
            sign or Fraction(digits.replace(",", "")) / (100 if percent else 1)
            for digits, percent, sign in PART.findall(found.group())
        ]
        left, [right] = parts[: parts.index("=")], parts[parts.index("=") + 1 :]
        terms: list[Any] = [left[0]]
        for sign, number in zip(left[1::2], left[2::2], strict=True):
            if sign in "×÷":
                terms[-1] = terms[-1] * number if sign == "×" else terms[-1] / number
            else:
                terms.append(number if sign == "+" else -number)
        yield sum(terms), right


def cents(number: Fraction) -> Fraction:
    """A number of 0 or more rounded half up to the hundredth."""
    return Fraction(floor(number * 100 + Fraction(1, 2)), 100)


def check_answer(topic: Topic, answer: Json, readings: Json) -> None:
    """What holds of every answer by itself."""
    assert list(answer) == [
        *("contract", "topic", "edition", "inputs", "outcome", "bounds", "ask_next", "steps", "not_met", "readings"),
        *("readings_asked", "discretion", "better", "words"),
    ]
    assert list(answer["inputs"]) == list(topic.field)
    assert list(answer["outcome"]) == list(topic.outcome)
    assert (answer["contract"], answer["topic"], answer["edition"]) == (1, topic.name, FACTS.edition)
    assert answer["readings_asked"] == readings
    outcome = flat(answer["outcome"])
    for name, bounds in answer["bounds"].items():
        assert outcome[name] is None
        kind = topic.result[name].kind
        if kind in ("amount", "percent", "count", "date", "moment"):
            assert bounds.keys() - {"may_be_none"} == {"least", "most"}
            least, most = (order(topic, name, bounds[end]) for end in ("least", "most"))
            assert least <= most and (least < most or bounds["may_be_none"] is True)
        else:
            assert bounds.keys() == {"any_of"}
            every = bounds["any_of"]
            assert len({json.dumps(value) for value in every}) == len(every) > 1
            if None in every:
                assert every.index(None) == len(every) - 1
            if kind in ("level", "yes_no"):
                assert all(a < b for a, b in pairwise(value for value in every if value is not None))
    assert set(answer["ask_next"]) <= {name for name, value in answer["inputs"].items() if value is None}
    assert all(topic.field[name].unknown for name in answer["ask_next"])
    known = known_clauses()
    assert answer["steps"]
    for part in ("steps", "not_met", "discretion"):
        for step in answer[part]:
            assert step["clause"] in known
            text = step["text"]
            assert text.endswith(".") or text.split()[-1].startswith("http"), text
            assert "{" not in text and "None" not in text
            assert not text[0].islower() and not SHOUTED.search(text) and not SMALL.search(text), text
            said = step.get("quantity") or step.get("short_by")
            rounded = "rounded half up to the cent" in text
            for left, right in equations(text):
                assert right == (cents(left) if rounded else left), text
            if said:
                assert set(said) == {"value", "unit"} and isinstance(said["value"], str) and said["unit"] in UNITS
            if said and Decimal(said["value"]):
                # It stands in the words, or is what one number there lacks to another.
                numbers = [Decimal(digits.replace(",", "")) for digits in re.findall(NUMBER, text)]
                lacking = [b - a for a, b in product(numbers, numbers)] if "short_by" in step else []
                assert Decimal(said["value"]) in [*numbers, *lacking], step
    encode(answer)


# What holds of every topic.


@pytest.mark.parametrize("case", [case for case in cases() if "errors" not in case], ids=name_of)
def test_every_case_is_a_whole_answer_and_its_inputs_give_it_again(case: Json) -> None:
    readings = case.get("readings") or {}
    found = evaluate(case["topic"], case["inputs"], readings=readings)
    answer = found.to_dict()
    check_answer(TOPICS[case["topic"]], answer, readings)
    question = {"topic": case["topic"], "inputs": case["inputs"], "readings": readings, "html": True}
    html = json.loads(ask(json.dumps(question)))["html"]
    for text in ("\n".join(lines(found)), html):
        assert text and not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|[{}]|Decimal\(|datetime\.", text)
    assert evaluate(case["topic"], answer["inputs"], readings=readings).to_dict() == answer


@EVERY
@settings(TRY, max_examples=25)
@given(st.data())
def test_inputs_given_back_give_the_same_answer(topic: Topic, data: st.DataObject) -> None:
    readings = data.draw(settled(topic))
    answer = evaluate(topic.name, data.draw(questions(topic)), readings=readings).to_dict()
    check_answer(topic, answer, readings)
    assert evaluate(topic.name, answer["inputs"], readings=readings).to_dict() == answer
    assert json.loads(encode(answer)) == answer


@EVERY
@settings(TRY, max_examples=15)
@given(st.data())
def test_an_answer_names_the_readings_that_would_change_it_and_no_other(topic: Topic, data: st.DataObject) -> None:
    inputs = data.draw(questions(topic))
    answer = evaluate(topic.name, inputs).to_dict()
    found = {reading["id"]: reading for reading in answer["readings"]}
    for name, (usual, *others) in topic.readings.items():
        wanted = {}
        for option in others:
            other = fields(evaluate(topic.name, inputs, readings={name: option}).to_dict())
            changed = {field: value for field, value in other.items() if value != fields(answer).get(field)}
            if changed:
                wanted[option] = changed
        assert found.get(name, {}).get("otherwise", {}) == wanted
        assert name not in found or found[name]["taken"] == usual


@MAY_BE_UNKNOWN
@settings(TRY, max_examples=20)
@given(st.data())
def test_unknown_is_every_way_it_could_turn_out(topic: Topic, data: st.DataObject) -> None:
    """Against plain enumeration: nothing outside the bounds, the ends reached, and `ask_next` what can matter."""
    readings = data.draw(settled(topic))
    known = data.draw(questions(topic, unknown=False))
    able = [field.name for field in topic.fields if field.unknown]
    chosen = data.draw(st.lists(st.sampled_from(able), min_size=1, max_size=4, unique=True))
    pools: dict[str, list[Any]] = {}
    ways = 1
    for name in chosen:
        beside = {key: value for key, value in known.items() if key not in pools}
        found = pool(topic.field[name], beside)
        if ways * len(found) <= MOST_WAYS:
            pools[name] = found
            ways *= len(found)
    assume(pools)
    answer = evaluate(topic.name, known | dict.fromkeys(pools), readings=readings).to_dict()
    tried: Tried = []
    for combination in product(*pools.values()):
        try:
            one = evaluate(topic.name, known | dict(zip(pools, combination, strict=True)), readings=readings)
        except InputErrors:
            continue
        tried.append((combination, fields(one.to_dict())))
    for name, said in fields(answer).items():
        reached = [value for _, outcome in tried for value in values(topic, name, outcome[name])]
        allowed = values(topic, name, said)
        if isinstance(said, dict) and "least" in said:
            assert (None in reached) == (None in allowed), (name, said)
            numbers = [order(topic, name, value) for value in reached if value is not None]
            ends = tuple(order(topic, name, said[end]) for end in ("least", "most"))
            assert (min(numbers), max(numbers)) == ends, (name, said)
        else:
            assert {json.dumps(value) for value in reached} == {json.dumps(value) for value in allowed}, (name, said)
    matter = set()
    worst: dict[str, Fraction] = {}
    everything = span(topic, [outcome for _, outcome in tried])
    for place, name in enumerate(pools):
        spans = list(spans_by(topic, tried, place).values())
        # It matters where its values leave different outcomes, whichever of the others are known.
        others = [other for other in range(len(pools)) if other != place]
        known_too = (known for count in range(len(others) + 1) for known in combinations(others, count))
        if any(tells(topic, tried, place, known) for known in known_too):
            matter.add(name)
            if topic.field[name].kind in ("choice", "yes_no", "level", "whole"):
                worst[name] = max(left_open(topic, everything, each) for each in spans)
    assert set(answer["ask_next"]) == matter
    # The one first whose answer leaves the least open in the worst case. Of counts the places are tried where rules change,
    # and between two of them what is left open moves one way alone; a share just above a figure leaves more than any that is
    # tried.
    asked = [name for name in answer["ask_next"] if name in worst]
    for one, other in pairwise(asked):
        assert worst[one] <= worst[other] + Fraction(1, 10**9), (asked, worst)


@EVERY
def test_rules_name_no_input_and_no_reading_that_is_not_there(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name misspelt would be an input never known, or a reading never taken: no answer would tell."""
    annotated = (annotation for kind in topic.part("rules").Inputs.__mro__ for annotation in get_annotations(kind))
    inputs, unnamed = set(annotated), set()
    computed = {
        (name, option) for other in TOPICS.values() for name, options in other.readings.items() for option in options
    }

    def watch(kind: type, method: str, there: Callable[..., bool]) -> None:
        rule = getattr(kind, method)

        def watched(self: Any, *named: Any) -> Any:
            if not there(*named):
                unnamed.add((method, *named))
            return rule(self, *named)

        monkeypatch.setattr(kind, method, watched)

    for method in ("knows", "surely", "perhaps", "amount_if"):
        watch(Case, method, lambda name, *_: name in inputs)
    watch(Case, "unmet", lambda wanted: wanted.keys() <= inputs)
    for method in ("under", "words_under"):
        watch(Working, method, lambda *reading: reading in computed)
    for case in cases():
        if case["topic"] == topic.name and "errors" not in case:
            evaluate(topic.name, case["inputs"], readings=case.get("readings"))
    assert unnamed == set()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
TYPED = st.sampled_from(
    [
        *("0001-01-01", "9999-12-31", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-02-30"),
        *(
            "2026-03-29T02:30:00",
            "50.000",
            "77,5",
            "-0",
            "77.50",
            "80." + "0" * 120 + "1",
            "0." + "0" * 23 + "1",
            "1e400",
            "٣",
            "²",
            "NaN",
            "∞",
            "١٢",
            "9" * 30,
            1e400,
            -1e400,
        ),
        *(
            float("nan"),
            1e22,
            0.1,
            10**12,
            -1,
            True,
            [],
            {},
            [None],
            ["2026-01-01", "x"],
            ["9999-12-31"],
            "\ud800",
            "x" * 5000,
        ),
    ]
)


def check_reply(found: Json) -> None:
    """A reply is an answer, or errors of the contract's codes, each saying what to enter."""
    if "errors" in found:
        assert found["errors"] and set(found) <= {"id", "contract", "topic", "inputs", "errors"}
        for problem in found["errors"]:
            assert problem["code"] in CODES
            assert problem["message"].endswith((".", "?"))
    else:
        assert found["outcome"]


@settings(TRY, max_examples=60)
@given(
    JSON | st.fixed_dictionaries({}, optional={key: JSON for key in ("id", "topic", "inputs", "edition", "readings")})
)
def test_any_json_gets_an_answer_or_errors(question: Any) -> None:
    check_reply(reply(question))
    check_reply(json.loads(ask(json.dumps(question))))


@settings(TRY, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer_or_errors(text: str) -> None:
    check_reply(json.loads(ask(text)))


@EVERY
@settings(TRY, max_examples=60)
@given(st.data())
def test_any_inputs_get_an_answer_or_errors(topic: Topic, data: st.DataObject) -> None:
    """Inputs most of which are right, and some whatever; nothing but `InputErrors` comes out of it."""
    inputs = data.draw(questions(topic))
    for field in topic.fields:
        if data.draw(st.integers(0, 3)) == 0:
            inputs[field.name] = data.draw(st.one_of(TYPED, JSON, st.sampled_from(pool(field, {}))))
    check_reply(reply({"topic": topic.name, "inputs": inputs, "html": True}))
    text = json.dumps({"topic": topic.name, "inputs": inputs, "html": True})
    found = json.loads(ask(text))
    check_reply(found.get("reply", found))


@EVERY
def test_each_value_alone_may_be_whatever(topic: Topic) -> None:
    whatever = [
        *(None, True, 0, -1, 1.5, "", " ", "x", [], {}, "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+23:59"),
        *("9999-12-31T23:59:59-23:59", 10**400, "9" * 400, 1e308, "unknown", "\x00", "\ud800"),
    ]
    base = mended(topic, {field.name: first_try(field) for field in topic.fields})
    for field in topic.fields:
        for value in whatever:
            check_reply(reply({"topic": topic.name, "inputs": base | {field.name: value}}))
        # Alone beside what is required, so that what excludes it is not there.
        bare = {name: value for name, value in base.items() if topic.field[name].required}
        for value in whatever:
            check_reply(reply({"topic": topic.name, "inputs": bare | {field.name: value}}))


# What holds of single topics.


@settings(TRY, max_examples=60)
@given(
    st.sampled_from(["merchant", "service_provider"]),
    st.lists(st.one_of(st.integers(0, 10**12 - 1), st.sampled_from(figures("transactions"))), min_size=2, max_size=4),
    st.sampled_from([{}, {"level-boundaries": "upper-included"}, {"bip-service-providers": "excluded"}]),
)
def test_levels_never_fall_as_transactions_grow(kind: str, counts: list[int], readings: dict[str, str]) -> None:
    near = sorted({n for count in counts for n in (count - 1, count, count + 1) if 0 <= n < 10**12})
    asked = [evaluate("level", {"kind": kind, "transactions": n}, readings=readings).outcome for n in near]
    assert all(a["level"] >= b["level"] for a, b in pairwise(asked))
    for transactions, outcome in zip(near, asked, strict=True):
        if outcome["to_next_level"] is not None:
            up, short = (
                evaluate("level", {"kind": kind, "transactions": transactions + more}, readings=readings).outcome[
                    "level"
                ]
                for more in (outcome["to_next_level"], outcome["to_next_level"] - 1)
            )
            assert (up, short) == (outcome["level"] - 1, outcome["level"])


@settings(TRY, max_examples=60)
@given(
    st.sampled_from(FACTS.fee_markets),
    st.sampled_from([1, 2, 3, 4]),
    st.booleans(),
    st.lists(st.one_of(st.integers(0, 1500), st.sampled_from([29, 30, 31, 59, 60, 61])), min_size=2, max_size=5),
    settled(TOPICS["fee"]),
)
def test_totals_never_fall_with_days(
    market: str, level: int, step: bool, days: list[int], readings: dict[str, str]
) -> None:
    question = {
        "market": market,
        "kind": "merchant",
        "level": level,
        "step_participant": step,
        "submission_required": True,
    }
    asked = [
        fields(evaluate("fee", question | {"days_late": late}, readings=readings).to_dict()) for late in sorted(days)
    ]
    for name in ("total", "months", "in_euro"):
        for a, b in pairwise(asked):
            ends = [[Decimal(v) for v in values(TOPICS["fee"], name, each[name]) if v is not None] for each in (a, b)]
            assert ends[0] == ends[1] == [] or (min(ends[0]) <= min(ends[1]) and max(ends[0]) <= max(ends[1]))
    assert all(a["may_terminate"] <= b["may_terminate"] for a, b in pairwise(asked))


COUNTS = st.one_of(st.sampled_from([0, 1, 2_000, 9_999, 10_000, 10_001, 12_000, 20_000]), st.integers(0, 25_000))
FREES = {"notified_in_time": True, "pci_compliant": True, "pfi_investigation_complete": True, "wrongful_conduct": False}
INCIDENTS = {name: options for name, options in TOPICS["indemnity"].readings.items() if name != "freed-by-which-count"}


@TRY
@given(
    questions(TOPICS["indemnity"], unknown=False),
    st.booleans(),
    st.tuples(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    st.fixed_dictionaries({name: st.sampled_from(options) for name, options in INCIDENTS.items()}),
)
def test_fewer_numbers_to_charge_never_cost_more(
    question: Json, freed: bool, counts: tuple[int, ...], readings: dict[str, str]
) -> None:
    """With the incident's numbers fixed, under every reading but `freed-by-which-count` as `exposed`.

    Under some of them no input settles what is payable: then of its least and of its most.
    """
    total, *parts = sorted(counts, reverse=True)
    # Of four counts, the numbers with data and those claimed before: as many or fewer, and as many or more of them.
    more, fewer, claimed, unclaimed = parts
    question = question | {"card_numbers": total} | (FREES if freed else {})
    asked = []
    for data, before in ((more, unclaimed), (fewer, unclaimed), (fewer, claimed)):
        given = question | {"numbers_with_data": data, "previously_claimed": before}
        asked.append(fields(evaluate("indemnity", given, readings=readings).to_dict()))
    for name in ("indemnity_before_reduction", "payable_least", "payable_most"):
        ends = [[Decimal(v) for v in values(TOPICS["indemnity"], name, answer[name])] for answer in asked]
        for of in (min, max):
            amounts = list(map(of, ends))
            assert amounts == sorted(amounts, reverse=True), name


@settings(TRY, max_examples=60)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 800))
def test_days_and_dates_give_the_same_and_months_lie_within_what_days_alone_leave_open(first: date, late: int) -> None:
    question = {"market": "Australia", "kind": "merchant", "level": 3, "submission_required": True}
    readings = {"fee-months": "calendar-months"}
    dated = question | {"first_deadline": first.isoformat(), "received": (first + timedelta(late)).isoformat()}
    by_days = evaluate("fee", question | {"days_late": late}).outcome
    assert evaluate("fee", dated).outcome == by_days
    exact = evaluate("fee", dated, readings=readings).outcome["months"]
    left_open = fields(evaluate("fee", question | {"days_late": late}, readings=readings).to_dict())["months"]
    ends = values(TOPICS["fee"], "months", left_open)
    assert min(ends) <= exact <= max(ends)


def test_a_share_of_many_decimals_is_reckoned_with_exactly() -> None:
    """5 USD for each number, less the lesser share: a hair below half a cent, so it is rounded down."""
    [case] = [case for case in cases() if case["sentence"] == "Example 3: 93 and 100 are Enhanced, 93 %"]
    numbers, share = 123_456_789_012, "78.939999513616217621184084"
    exact = 5 * numbers * (100 - Fraction(share)) / 100
    assert Fraction("130000001832.004999999999") < exact < Fraction("130000001832.005")
    incident = {"card_numbers": numbers, "numbers_with_data": numbers, "chip_percent": share}
    assert evaluate("indemnity", case["inputs"] | incident).outcome["indemnity_after_reduction"] == Decimal(
        130000001832
    )


def test_the_calendar_months_that_days_leave_open_are_both_reached() -> None:
    from calculator.calendar import add_months, months_begun, months_begun_in

    starts = [date(2024, 1, 1) + timedelta(n) for n in range(4 * 365 + 1)]
    for late in [
        1,
        27,
        28,
        29,
        30,
        31,
        32,
        58,
        59,
        60,
        61,
        62,
        63,
        89,
        90,
        91,
        92,
        93,
        120,
        365,
        366,
        730,
        1460,
        1461,
        1462,
    ]:
        begun = {months_begun(first, first + timedelta(late)) for first in starts[:: 1 if late < 100 else 3]}
        assert months_begun_in(late)[0] <= min(begun) and max(begun) <= months_begun_in(late)[1], late
        if late < 100:
            assert months_begun_in(late) == (min(begun), max(begun)), late
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_the_equations_of_the_working_are_found() -> None:
    """So that no change of words makes the check above hold of nothing."""
    found: dict[str, int] = {}
    for case in cases():
        if "errors" not in case:
            for step in evaluate(case["topic"], case["inputs"], readings=case.get("readings")).steps:
                found[case["topic"]] = found.get(case["topic"], 0) + len(list(equations(step.text)))
    assert found["level"] > 5 and found["fee"] > 50 and found["indemnity"] > 30
    assert list(equations("3 × 130 HRK = 390 HRK.")) == [(390, 390)]
    assert list(equations("30,000 + 20,000 of your franchisees = 50,000.")) == [(50000, 50000)]
    assert list(equations("from 1 May to 2 June: 34 − 4 = 30 days count.")) == [(30, 30)]
    assert list(equations("60,000 USD × 50 % = 30,000 USD.")) == [(30000, 30000)]
    assert list(equations("0 to 5 × 20 AUD = 0 to 100 AUD.")) == []
