"""An answer as a value: typed, compared, shown to a programmer, and asked again with other inputs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from calculator import TOPICS, Answer, Bounds, Reading, Result, Step, evaluate
from calculator.show.text import rows
from tests.helpers.cases import cases

Json = dict[str, Any]
LATE: Json = {"market": "Bulgaria", "kind": "merchant", "level": 1, "days_late": 61}
OPEN: Json = {"market": "Bulgaria", "kind": "merchant", "level": None, "days_late": 61}
TYPES: dict[str, type | tuple[type, ...]] = {
    **{"amount": Decimal, "percent": Decimal, "count": int, "level": int, "yes_no": bool, "text": str, "clause": str},
    **{"date": date, "moment": datetime, "list": list},
}
ASKED = [case for case in cases() if "errors" not in case]


def ask(case: Json) -> Answer:
    return evaluate(case["topic"], case["inputs"], readings=case.get("readings"))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_value_is_of_its_kind_s_type_and_goes_back_in(topic: str) -> None:
    for case in ASKED:
        if case["topic"] != topic:
            continue
        answer = ask(case)
        for name, value in answer.fields.items():
            bounds = answer.bounds.get(name)
            every = [*bounds.any_of, bounds.least, bounds.most] if bounds else [value]
            for one in [one for one in every if one is not None]:
                kind = answer.topic.result[name].kind
                assert isinstance(one, str if isinstance(kind, tuple) else TYPES[kind]), (name, one)
        assert evaluate(topic, answer.inputs, readings=answer.readings_asked) == answer


def test_what_is_open_has_its_bounds_and_what_is_not_one_value() -> None:
    answer, settled = evaluate("fee", OPEN), evaluate("fee", LATE)
    assert answer.bounds["total"] == Bounds(Decimal(0), Decimal(119_000)) and answer.outcome["total"] is None
    assert answer.ends("total") == (0, 119_000) and settled.ends("total") == (119_000, 119_000)
    assert list(answer.any_of("may_terminate")) == [False, True] and list(settled.any_of("may_terminate")) == [True]
    assert answer.bounds["monthly_fee"].may_be_none
    assert (answer.currency, evaluate("contact", {"market": "Poland"}).currency) == ("BGN", "")
    overview = evaluate("overview", {"kind": "merchant", "transactions": 5, "market": "Bulgaria"})
    assert overview.currency == "BGN" and overview.outcome["fees"]["monthly_fee"] == overview.fields["fees.monthly_fee"]


def test_an_amount_is_whole_or_to_the_cent() -> None:
    """119,000 at 1.95583 is 60,843.733862…"""
    assert evaluate("fee", LATE).outcome["in_euro"] == Decimal("60843.73")
    assert str(evaluate("fee", LATE).outcome["total"]) == "119000"


@pytest.mark.parametrize(
    "inputs", [{"days_late": 0}, {"days_late": 31, "level": 3}, {"level": None}, {"market": "Croatia"}]
)
def test_asked_again_it_is_the_answer_to_the_other_question(inputs: Json) -> None:
    again, asked = evaluate("fee", LATE).again(**inputs), evaluate("fee", LATE | inputs)
    assert (again.fields, again.bounds, again.inputs) == (asked.fields, asked.bounds, asked.inputs)
    assert again.brief and not again.steps and "readings" not in again.to_dict()


def test_asked_again_it_is_under_the_same_readings() -> None:
    answer = evaluate("fee", LATE | {"days_late": 5}, readings={"fee-days": "day-30-late"})
    assert answer.again(days_late=30).fields["total"] == evaluate("fee", LATE | {"days_late": 31}).fields["total"]


def test_equal_answers_are_equal_and_others_are_not() -> None:
    assert evaluate("fee", LATE) == evaluate("fee", {**LATE, "days_late": "61"}) != evaluate("fee", OPEN)
    assert evaluate("fee", LATE) != evaluate("fee", LATE, brief=True) and evaluate("fee", LATE) != "61"
    step = evaluate("fee", LATE).steps[0]
    assert step == evaluate("fee", LATE).steps[0] != evaluate("fee", LATE).steps[1] and step != step.text
    assert len({step, evaluate("fee", LATE).steps[0]}) == 1
    reading, *_ = evaluate("fee", LATE | {"days_late": 30}).readings
    other, *_ = evaluate("level", {"kind": "merchant", "transactions": 50_000}).readings
    assert reading == evaluate("fee", LATE | {"days_late": 30}).readings[0] != other and reading != reading.id
    assert len({reading, evaluate("fee", LATE | {"days_late": 30}).readings[0]}) == 1
    assert len({Bounds(1, 2), Bounds(1, 2)}) == 1 and Bounds(1, 2) != Bounds(1, 2, may_be_none=True) != "1 to 2"


def test_a_programmer_sees_what_there_is() -> None:
    answer = evaluate("step", {"kind": "merchant", "secured_percent": 80})
    assert repr(answer).startswith("<Answer 'step', edition 'international-undated': {'eligible': None,")
    assert "'eligible': Bounds(any_of=(False, True))" in repr(answer)
    assert repr(Bounds(1, 2, may_be_none=True)) == "Bounds(1, 2, may_be_none=True)"
    assert repr(Step("A.", "dsop.fees.table", (5, "days"))) == "Step('A.', 'dsop.fees.table', (5, 'days'))"
    assert repr(Reading("a", "b", {"c": {"d": 1}})) == "Reading('a', 'b', {'c': {'d': 1}})"


def test_a_new_outcome_field_needs_no_more_than_its_entry() -> None:
    """Its label comes from its name, its words and its JSON from its kind."""
    result = Result("some_field", "amount", "fees.amounts")
    assert (result.label, result.typed(5), result.to_json(Decimal("5.5"))) == ("Some field", Decimal(5), "5.50")
    assert Result("a.list", "list", "fees.amounts", item="amount").to_json([Decimal(5)]) == ["5"]
    assert Result("texts", "list", "fees.amounts", item="text").typed(["a"]) == ["a"]


def test_a_row_of_several_values_joins_them() -> None:
    [row] = [row for row in rows(evaluate("contact", {"market": "Poland"})) if row.name == "general_phones"]
    assert len(row.values) == 2 and row.value == ", ".join(row.values)
