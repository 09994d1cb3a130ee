"""The fee table, whole: every market at every level and on both sides of every day, against the amounts as printed.

The table below was typed from lines 294 to 591 of the policy, apart from calculator/facts.
"""

from __future__ import annotations

import re
import tomllib

import pytest

from calculator import evaluate
from calculator.facts import load
from tests.helpers.sources import ROOT

# Market: currency; three fees at Level 1; three at Level 2; the monthly fee of Levels 3 and 4.
PRINTED = """
Australia: AUD; 35,000 49,000 63,000; 7,000 14,000 21,000; 20
Bulgaria: BGN; 28,000 40,000 51,000; 5,500 11,000 16,500; 33
Croatia: HRK; 105,000 152,000 195,000; 21,000 42,000 63,000; 130
Cyprus, Estonia, France, Germany, Ireland, Spain, Latvia, Lithuania, Portugal, Slovakia, Slovenia: \
EUR; 19,000 26,000 34,000; 4,000 7,500 11,000; 15
Czech Republic: CZK; 392,000 564,000 721,000; 78,300 157,000 235,000; 440
Denmark: DKK; 110,000 156,000 200,000; 22,000 42,000 65,000; 130
Hong Kong: HKD; 25,000 35,000 45,000; 5,000 10,000 15,000; 150
Hungary: HUF; 4,650,000 6,700,000 8,600,000; 930,000 1,860,000 2,800,000; 5,500
Iceland: ISK; 3,070,000 4,300,000 5,500,000; 615,000 920,000 1,227,200; 2,400
New Zealand: NZD; 35,000 49,000 63,000; 7,000 14,000 21,000; 20
Norway: NOK; 135,000 195,000 249,000; 27,000 54,000 81,000; 170
Singapore: SGD; 38,000 53,000 68,000; 7,500 15,000 22,500; 25
Sweden: SEK; 175,000 245,000 315,000; 35,000 70,000 105,000; 135
United Kingdom: GBP; 12,500 18,000 23,000; 2,500 5,000 7,500; 15
"""
# Days late, how many of the three fees have fallen, how many monthly ones.
DAYS = [(0, 0, 0), (1, 1, 1), (30, 1, 1), (31, 2, 2), (60, 2, 2), (61, 3, 3), (90, 3, 3), (91, 3, 4)]


def amounts(cell: str) -> list[int]:
    return [int(amount.replace(",", "")) for amount in cell.split()]


ROWS = []
for line in PRINTED.strip().splitlines():
    names, _, rest = line.partition(": ")
    currency, first, second, monthly = rest.split("; ")
    ROWS += [
        (name, level, currency, amounts(cells))
        for name in names.split(", ")
        for level, cells in ((1, first), (2, second), (3, monthly), (4, monthly))
    ]


def test_the_printed_table_has_24_markets_in_14_groups() -> None:
    assert len(PRINTED.strip().splitlines()) == 14
    assert len({name for name, *_ in ROWS}) == 24
    assert sorted({name for name, *_ in ROWS}) == list(load().fee_markets)
    assert len(load().fee_rows) == 42


def test_the_reading_on_fees_that_break_the_pattern_says_what_the_table_has() -> None:
    """How many times the first fee the second and third of Level 2 are: two and three, or named in the reading."""
    register = (ROOT / "docs/sources/international-undated/readings.toml").read_text("utf-8")
    [told] = [one["open"] for one in tomllib.loads(register)["reading"] if one["id"] == "fee-outliers"]
    by_group = [amounts(line.split("; ")[2]) for line in PRINTED.strip().splitlines()]
    times = [(round(second / first, 3), round(third / first, 3)) for first, second, third in by_group]
    odd = [pair for pair in times if pair != (2, 3)]
    assert (len(times), len(odd)) == (14, 5)
    assert "In nine of the table’s fourteen groups" in told
    assert {(float(a), float(b)) for a, b in re.findall(r"([\d.]*\d) and ([\d.]*\d)", told)} == set(odd)
    fees = {line.partition(": ")[0]: line.split("; ")[1:] for line in PRINTED.strip().splitlines()}
    assert fees["New Zealand"] == fees["Australia"]


@pytest.mark.parametrize(("market", "level", "currency", "printed"), ROWS, ids=lambda value: str(value))
def test_every_fee_on_both_sides_of_its_day(market: str, level: int, currency: str, printed: list[int]) -> None:
    question = {"market": market, "kind": "merchant", "level": level, "submission_required": True}
    for days, fallen, months in DAYS:
        answer = evaluate("fee", question | {"days_late": days})
        outcome = answer.outcome
        assert outcome["currency"] == currency
        assert (outcome["days_late"], outcome["may_terminate"]) == (days, days > 60)
        if level < 3:
            assert outcome["total"] == sum(printed[:fallen])
            assert outcome["instalments"] == [
                {"number": number, "after_days": after, "amount": amount, "assessed": number <= fallen}
                for number, after, amount in zip((1, 2, 3), (0, 30, 60), printed, strict=True)
            ]
            assert outcome["monthly_fee"] is outcome["months"] is None
        else:
            assert outcome["total"] == months * printed[0]
            assert (outcome["monthly_fee"], outcome["months"]) == (printed[0], months)
            assert outcome["instalments"] is None
        assert (outcome["in_euro"] is None) == (currency not in ("HRK", "BGN"))
        assert not answer.bounds
        # The right is American Express's: both ends are told wherever something is late.
        told = [step.text for step in answer.discretion if "from 0 to" in step.text]
        assert len(told) == bool(days)
        assert all(f"{outcome['total']:,} {currency}" in text for text in told)


@pytest.mark.parametrize(
    ("market", "level", "days", "euro"),
    [
        # By long division at 7.53450 HRK and 1.95583 BGN to the euro.
        ("Croatia", 1, 1, "13935.89"),
        ("Croatia", 1, 31, "34109.76"),
        ("Croatia", 1, 61, "59990.71"),
        ("Croatia", 2, 1, "2787.18"),
        ("Croatia", 3, 1, "17.25"),
        ("Croatia", 3, 61, "51.76"),
        ("Bulgaria", 1, 1, "14316.17"),
        ("Bulgaria", 1, 61, "60843.73"),
        ("Bulgaria", 2, 1, "2812.11"),
        ("Bulgaria", 2, 31, "8436.32"),
        ("Bulgaria", 4, 1, "16.87"),
        ("Bulgaria", 4, 31, "33.75"),
        ("Bulgaria", 4, 0, "0"),
    ],
)
def test_the_euro_to_the_cent(market: str, level: int, days: int, euro: str) -> None:
    question = {"market": market, "kind": "merchant", "level": level, "submission_required": True, "days_late": days}
    assert evaluate("fee", question).to_dict()["outcome"]["in_euro"] == euro
