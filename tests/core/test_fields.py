"""Values as people type them: what is understood, and what is refused with what to enter instead."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from calculator import TOPICS, Field
from calculator.facts import load
from calculator.fields import UNKNOWN, Bad
from calculator.parse import Exact, parse, shown
from calculator.words import in_words, listed

FACTS = load()
WHOLE = Field("count", "whole", "Count", "the count", example="50,000", unit="transactions", most=10**12 - 1)
FEW = Field("few", "whole", "Few", "how few", example="2", least=1, most=3)
PERCENT = Field("share", "percent", "Share", "the share", example="77.5", unknown=True, default=UNKNOWN)
YES_NO = Field("sure", "yes_no", "Sure", "whether you are sure", unknown=True, default=UNKNOWN)
CERTAIN = Field("certain", "yes_no", "Certain", "whether you are certain", default=False)
DAY = Field("day", "date", "Day", "the day", example="2026-03-31", default=None)
MOMENT = Field("moment", "moment", "Moment", "the moment", example="2026-03-31T09:30:00+02:00")
LIST = Field("days", "dates", "Days", "the days", example="2026-12-24, 2026-12-31", default=())
KIND = TOPICS["fee"].field["kind"]
LEVEL = TOPICS["fee"].field["level"]
FEES = TOPICS["fee"].field["market"]
CALENDARS = TOPICS["incident"].field["calendar"]
PHONES = Field("market", "market", "Market", "a market of the phone list", example="France", table="directory")

NBSP, NARROW, THIN, FIGURE = "\u00a0", "\u202f", "\u2009", "\u2007"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        *((50000, 50000), (50000.0, 50000), (Decimal("50000.00"), 50000), (0, 0), (-0.0, 0), (10**12 - 1, 10**12 - 1)),
        *(
            ("50000", 50000),
            ("50,000", 50000),
            ("50 000", 50000),
            *(("60k", 60_000), ("60 K", 60_000), ("3 million", 3_000_000), ("3m", 3_000_000), ("1.2 Mio", 1_200_000)),
            *(("1,2 Mio.", 1_200_000), ("2 thousand", 2000), ("12,00,000", 1_200_000)),
            (" 50,000 ", 50000),
            ("+5", 5),
            ("007", 7),
            ("-0", 0),
        ),
        *((f"50{NBSP}000", 50000), (f"50{NARROW}000", 50000), (f"50{THIN}000", 50000), (f"50{FIGURE}000", 50000)),
        *((f"{NBSP}2{NARROW}500{NARROW}000{NBSP}", 2500000), ("2'500'000", 2500000), ("2’500’000", 2500000)),
        *(("1,000,000", 1000000), ("999,999,999,999", 10**12 - 1), ("50,000.0", 50000), ("50,000.00", 50000)),
        *(("0,000", 0), ("12.0", 12), ("12.00", 12), ("12.0000", 12)),
        # Spaces and apostrophes of every width, and marks that nobody sees, as pages and spreadsheets give them.
        *((f"50{space}000", 50000) for space in "\t\n\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000"),
        *((f"50{mark}000", 50000) for mark in "'’‘`´ʼ′＇\u200b\u2060\u00ad"),
        *(("\u200e50,000\u200f", 50000), ("\ufeff50000\r\n", 50000)),
    ],
)
def test_whole_numbers_are_understood(given: Any, value: int) -> None:
    found = parse(WHOLE, given, FACTS)
    assert found == value and type(found) is int


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *(("50.000", "not_a_whole_number"), ("77,5", "not_a_whole_number"), ("1,00,00", "not_a_whole_number")),
        *(("1,0000", "not_a_whole_number"), (",000", "not_a_whole_number"), ("1 00", "not_a_whole_number")),
        *(("50,00", "not_a_whole_number"), ("1234,567", "not_a_whole_number"), ("1,000 000", "not_a_whole_number")),
        *(("12.5", "not_a_whole_number"), (12.5, "not_a_whole_number"), (Decimal("0.1"), "not_a_whole_number")),
        *(("many", "not_a_whole_number"), ("1e3", "not_a_whole_number"), ("0x10", "not_a_whole_number")),
        *(("5 %", "not_a_whole_number"), ("$5", "not_a_whole_number"), ("--5", "not_a_whole_number")),
        *(
            ("3 x", "not_a_whole_number"),
            ("²", "not_a_whole_number"),
            (".", "not_a_whole_number"),
            ("5.", "not_a_whole_number"),
        ),
        *(
            (True, "not_a_whole_number"),
            (False, "not_a_whole_number"),
            ([], "not_a_whole_number"),
            ({}, "not_a_whole_number"),
        ),
        *((float("nan"), "not_a_whole_number"), (Decimal("NaN"), "not_a_whole_number"), ("NaN", "not_a_whole_number")),
        *(
            (-1, "out_of_range"),
            ("-1", "out_of_range"),
            ("−1", "out_of_range"),
            ("- 1", "out_of_range"),
            (-1.0, "out_of_range"),
        ),
        *((10**12, "out_of_range"), ("1000000000000", "out_of_range"), ("1,000,000,000,000", "out_of_range")),
        *(
            (1e12, "out_of_range"),
            (1e300, "out_of_range"),
            (float("inf"), "out_of_range"),
            (-float("inf"), "out_of_range"),
        ),
        *((10**400, "out_of_range"), ("9" * 400, "out_of_range"), ("9" * 1000, "out_of_range")),
    ],
)
def test_whole_numbers_are_refused(given: Any, code: str) -> None:
    with pytest.raises(Bad) as caught:
        parse(WHOLE, given, FACTS)
    assert caught.value.code == code
    assert "50,000" in caught.value.message and len(caught.value.message) < 400


@pytest.mark.parametrize("given", ["$50,000", "50 000 €", "£5", "-$5", "¥ 50,000", "5₽"])
def test_a_count_with_the_sign_of_a_currency_is_named(given: str) -> None:
    with pytest.raises(Bad) as caught:
        parse(WHOLE, given, FACTS)
    assert caught.value.code == "not_a_whole_number"
    assert "the sign of a currency" in caught.value.message and "50,000" in caught.value.message


@pytest.mark.parametrize(
    ("given", "one", "other"),
    [
        *(("50.000", "50", "50,000"), ("77,5", "77.5", "775"), ("2.000", "2", "2,000")),
        *(("50,00", "50.00", "5,000"), ("0,125", "0.125", "125"), ("0.500", "0.500", "500")),
    ],
)
def test_what_can_mean_two_things_is_never_guessed(given: str, one: str, other: str) -> None:
    with pytest.raises(Bad) as caught:
        parse(WHOLE, given, FACTS)
    assert f"{given} can mean {one} or {other}." in caught.value.message
    # Offered are those that the field takes, as they are to be typed.
    whole = [int(Decimal(word.replace(",", ""))) for word in (one, other) if not Decimal(word.replace(",", "")) % 1]
    assert list(caught.value.meanings) == whole == [parse(WHOLE, f"{number:,}", FACTS) for number in whole]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        *(("77,5", "77.5"), ("77,5 %", "77.5"), ("74,999", "74.999"), ("12,345 %", "12.345"), ("1,000", "1")),
        *(("0,125", "0.125"), ("100,0", "100"), ("７７．５％", "77.5")),
    ],
)
def test_a_comma_of_a_percentage_is_its_decimal_sign(given: str, value: str) -> None:
    """As thousands it would be out of range, so one meaning alone is left."""
    assert parse(PERCENT, given, FACTS) == Decimal(value)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        *(("60k", 60_000), ("60 K", 60_000), ("60 thousand", 60_000), ("3 million", 3_000_000), ("3m", 3_000_000)),
        *(("1.2 Mio", 1_200_000), ("1,2 Mio.", 1_200_000), ("2.5 millions", 2_500_000), ("0.5k", 500)),
        *(("１２，３４５", 12_345), ("٥٠", 50), ("१२३", 123), ("12,34,567", 1_234_567), ("1,00,000", 100_000)),
        *(("5.000.000", 5_000_000), ("1.234", 1_234), ("2.500.000", 2_500_000)),
    ],
)
def test_counts_of_other_hands_are_understood(given: str, value: int) -> None:
    assert parse(WHOLE, given, FACTS) == value


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("1.250 Mio", "can mean 1,250,000 or 1,250,000,000."),
        ("1.2345k", "has decimals."),
        ("3 x", "is no number."),
        ("1,23,45", "has its thousands in the wrong places."),
        ("12,345,67", "has its thousands in the wrong places."),
        ("1.234,5", "has decimals."),
    ],
)
def test_what_is_left_open_is_told(given: str, says: str) -> None:
    with pytest.raises(Bad) as caught:
        parse(WHOLE, given, FACTS)
    assert says in caught.value.message


def test_an_entry_is_not_read_for_ever() -> None:
    for field in (WHOLE, PERCENT, LEVEL, KIND, YES_NO):
        with pytest.raises(Bad) as caught:
            parse(field, "9" * 1_001, FACTS)
        assert caught.value.code == "too_long" and "1,000" in caught.value.message


@pytest.mark.parametrize("given", ["0.000", "0,000", "00.000"])
def test_nothing_is_nothing_either_way(given: str) -> None:
    assert parse(WHOLE, given, FACTS) == 0


@pytest.mark.parametrize("given", [0, 4, "0", "4", "-1"])
def test_a_field_s_own_bounds_hold(given: object) -> None:
    assert [parse(FEW, n, FACTS) for n in (1, "3")] == [1, 3]
    with pytest.raises(Bad) as caught:
        parse(FEW, given, FACTS)
    assert caught.value.code == "out_of_range" and "from 1 to 3" in caught.value.message


@pytest.mark.parametrize(
    ("given", "value"),
    [
        *(
            (77.5, "77.5"),
            ("77.5", "77.5"),
            ("77.5 %", "77.5"),
            ("77.5%", "77.5"),
            ("77.5 percent", "77.5"),
            ("77.50", "77.5"),
        ),
        *(
            (f"77.5{NBSP}%", "77.5"),
            (f"{NARROW}77.5{NARROW}%", "77.5"),
            (0, "0"),
            (100, "100"),
            ("100.0", "100"),
            ("0.0", "0"),
        ),
        *((0.1, "0.1"), (Decimal("0.001"), "0.001"), ("75.000000000000000000000001", "75.000000000000000000000001")),
        *((-0.0, "0"), ("-0", "0"), (1e2, "100"), ("+75", "75"), (".5", "0.5"), ("0,000", "0")),
        *((Exact("74.99999999999999999999"), "74.99999999999999999999"), (Exact("1e1"), "10")),
    ],
)
def test_percentages_are_understood_exactly(given: Any, value: str) -> None:
    found = parse(PERCENT, given, FACTS)
    assert isinstance(found, Decimal) and str(found) == value and PERCENT.to_json(found) == value


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *(("7,7,5", "not_a_number"), (",5 %", "not_a_number"), ("most", "not_a_number"), ("%", "not_a_number")),
        *(
            (True, "not_a_number"),
            (float("nan"), "not_a_number"),
            (Decimal("sNaN"), "not_a_number"),
            ([], "not_a_number"),
        ),
        *((float("inf"), "not_a_number"), ("inf", "not_a_number"), ("5.", "not_a_number"), ("1e1", "not_a_number")),
        *((-0.1, "out_of_range"), ("-1", "out_of_range"), (100.1, "out_of_range"), ("100.000001", "out_of_range")),
        *((10**400, "out_of_range"), ("9" * 1000, "out_of_range"), ("1,000.5", "out_of_range")),
        *(
            (5e-324, "out_of_range"),
            ("75.0000000000000000000000001", "out_of_range"),
            ("80." + "0" * 120 + "1", "out_of_range"),
        ),
    ],
)
def test_percentages_are_refused(given: Any, code: str) -> None:
    with pytest.raises(Bad) as caught:
        parse(PERCENT, given, FACTS)
    assert caught.value.code == code and "77.5" in caught.value.message and len(caught.value.message) < 400


@pytest.mark.parametrize("given", ["merchant", "Merchant", " MERCHANT ", f"{NBSP}merchant{NBSP}"])
def test_choices_ignore_case_and_outer_spaces(given: str) -> None:
    assert parse(KIND, given, FACTS) == "merchant"


def test_choices_of_two_words() -> None:
    assert {parse(KIND, word, FACTS) for word in ("service_provider", "Service Provider", "service-provider")} == {
        "service_provider"
    }
    for given in ("merchants", 1, True, ["merchant"], {}):
        with pytest.raises(Bad, match="merchant or service_provider") as caught:
            parse(KIND, given, FACTS)
        assert caught.value.code == "not_a_choice"


def test_yes_and_no() -> None:
    assert [parse(CERTAIN, word, FACTS) for word in (True, "yes", "YES ", "y", "true")] == [True] * 5
    assert [parse(CERTAIN, word, FACTS) for word in (False, "no", " No", "n", "false")] == [False] * 5
    for given in (1, 0, "1", "maybe", "unknown", [], {}, 1.0):
        with pytest.raises(Bad) as caught:
            parse(CERTAIN, given, FACTS)
        assert caught.value.code == "not_a_yes_or_no" and "unknown" not in caught.value.message


def test_unknown_is_a_value_only_where_it_may_be() -> None:
    for given in (None, "unknown", "Unknown ", "I don't know", "i don’t know", "don't know", "not known"):
        assert parse(YES_NO, given, FACTS) is UNKNOWN
        assert parse(PERCENT, given, FACTS) is UNKNOWN
        assert parse(LEVEL, given, FACTS) is UNKNOWN
    with pytest.raises(Bad, match='"unknown" if you don\'t know'):
        parse(YES_NO, "perhaps", FACTS)
    with pytest.raises(Bad) as caught:
        parse(WHOLE, "unknown", FACTS)
    assert caught.value.code == "not_a_whole_number"
    assert repr(UNKNOWN) == "UNKNOWN"
    assert (YES_NO.to_json(UNKNOWN), YES_NO.in_words(UNKNOWN)) == (None, "not known")


def test_nothing_is_the_default() -> None:
    assert parse(CERTAIN, "", FACTS) is False and parse(DAY, "  ", FACTS) is None and parse(DAY, None, FACTS) is None
    assert WHOLE.required and parse(WHOLE, None, FACTS) is parse(WHOLE, NBSP, FACTS) is WHOLE.default
    # Null is neither no nor unknown where neither is allowed.
    assert parse(CERTAIN, None, FACTS) is WHOLE.default


def test_levels() -> None:
    assert [parse(LEVEL, given, FACTS) for given in (1, "2", "Level 3", "LEVEL 4", 4.0, "level2")] == [1, 2, 3, 4, 4, 2]
    for given, code in (
        (0, "out_of_range"),
        (5, "out_of_range"),
        ("two", "not_a_whole_number"),
        ("level", "not_a_whole_number"),
    ):
        with pytest.raises(Bad) as caught:
            parse(LEVEL, given, FACTS)
        assert caught.value.code == code


def test_days() -> None:
    assert parse(DAY, "2024-02-29", FACTS) == parse(DAY, date(2024, 2, 29), FACTS) == date(2024, 2, 29)
    refused = [
        *(
            "2023-02-29",
            "2026-13-01",
            "2026-1-1",
            "20260131",
            "2026-W05-6",
            "31.01.2026",
            "2026/01/31",
            "2026-01-31T00:00",
        ),
        *(20260131, True, [], datetime(2026, 1, 31), "２０２６-01-31", "2026-01-3x"),
    ]
    for given in refused:
        with pytest.raises(Bad, match="for example 2026-03-31") as caught:
            parse(DAY, given, FACTS)
        assert caught.value.code == "not_a_date", given
    assert DAY.to_json(date(2026, 1, 31)) == "2026-01-31"


def test_moments() -> None:
    for text in ("2026-03-29T02:30:15+02:00", "2026-03-29T02:30:15.123456-05:30", "2026-03-29T02:30:15+00:00"):
        found = parse(MOMENT, text, FACTS)
        assert isinstance(found, datetime) and MOMENT.to_json(found) == text
    assert MOMENT.to_json(parse(MOMENT, "2026-03-29T02:30:15Z", FACTS)) == "2026-03-29T02:30:15+00:00"
    for given in ("2026-03-29T02:30:15", "2026-03-29 02:30", datetime(2026, 3, 29)):
        with pytest.raises(Bad) as caught:
            parse(MOMENT, given, FACTS)
        assert caught.value.code == "no_offset", given
    for given in ("2026-03-29", "2026-03-29T25:00:00Z", "yesterday noon", "", 5, True, None, []):
        with pytest.raises(Bad) as caught:
            if parse(MOMENT, given, FACTS) is MOMENT.default:
                raise Bad("not_a_moment", "")
        assert caught.value.code == "not_a_moment", given


@pytest.mark.parametrize("end", ["0001-01-01", "9999-12-31"])
def test_days_from_which_nothing_can_be_counted_are_out_of_range(end: str) -> None:
    for field, given in ((DAY, end), (MOMENT, f"{end}T12:00:00+00:00"), (LIST, [end])):
        with pytest.raises(Bad) as caught:
            parse(field, given, FACTS)
        assert caught.value.code == "out_of_range"


def test_lists_of_days() -> None:
    christmas, eve = date(2026, 12, 25), date(2026, 12, 24)
    for given in (["2026-12-25", "2026-12-24", "2026-12-25"], "2026-12-25, 2026-12-24", (christmas, eve)):
        assert parse(LIST, given, FACTS) == (eve, christmas)
    assert parse(LIST, [], FACTS) == () and parse(LIST, "", FACTS) == ()
    assert LIST.to_json((eve, christmas)) == ["2026-12-24", "2026-12-25"]
    for given, code in (
        (5, "not_a_list"),
        ({}, "not_a_list"),
        (["x"], "not_a_date"),
        ("2026-12-25, x", "not_a_date"),
        ([None], "not_a_date"),
    ):
        with pytest.raises(Bad) as caught:
            parse(LIST, given, FACTS)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("given", "name"),
    [
        *(
            ("France", "France"),
            ("FRANCE ", "France"),
            ("fr", "France"),
            ("UK", "United Kingdom"),
            ("Czechia", "Czech Republic"),
        ),
        *(
            ("gb", "United Kingdom"),
            ("hong kong", "Hong Kong"),
            (f"Hong{NBSP}Kong", "Hong Kong"),
            ("Ísland", "Iceland"),
        ),
    ],
)
def test_markets_go_by_their_names_and_codes(given: str, name: str) -> None:
    assert parse(FEES, given, FACTS) == parse(PHONES, given, FACTS) == name


def test_every_market_is_found_by_each_of_its_names() -> None:
    assert len(FACTS.directory) == 41
    for market in FACTS.directory:
        for word in (market.name, market.iso, *market.other_names):
            if word:
                assert parse(PHONES, word.upper(), FACTS) == parse(PHONES, f" {word.lower()} ", FACTS) == market.name
    without = [market.name for market in FACTS.directory if market.name not in FACTS.fee_markets]
    assert len(without) == 17
    for name in without:
        with pytest.raises(Bad, match=f"no fees for {name}") as caught:
            parse(FEES, name, FACTS)
        assert caught.value.code == "not_in_table"


def test_a_misspelt_market_gets_the_nearest_names() -> None:
    for given, nearest in (("Austrlia", "Australia"), ("Germny", "Germany"), ("Untied Kingdom", "United Kingdom")):
        with pytest.raises(Bad, match=nearest) as caught:
            parse(FEES, given, FACTS)
        assert caught.value.code == "not_a_choice"
    for field, some in ((FEES, "Iceland"), (PHONES, "Taiwan")):
        for given in ("Qqq", 5, []):
            with pytest.raises(Bad, match=some) as caught:
                parse(field, given, FACTS)
            assert caught.value.code == "not_a_choice"


def test_the_nearest_markets_are_those_that_the_table_has() -> None:
    """Taiwan has a phone and no fees; IDC has a phone and is no country."""
    for field, given, other in ((FEES, "Taiwann", "Taiwan"), (CALENDARS, "IDCC", "IDC")):
        with pytest.raises(Bad) as caught:
            parse(field, given, FACTS)
        assert caught.value.code == "not_a_choice"
        assert not re.search(rf"\b{other}\b", caught.value.message.rpartition(": there is no")[0])
    with pytest.raises(Bad, match=r"Iceland.* and for Greece the table has no fees"):
        parse(FEES, "Grece", FACTS)
    with pytest.raises(Bad, match="for example Taiwan"):
        parse(PHONES, "Taiwann", FACTS)


def test_words_for_people() -> None:
    assert (WHOLE.in_words(50000), PERCENT.in_words(Decimal("77.5")), LEVEL.in_words(2)) == (
        "50,000",
        "77.5 %",
        "Level 2",
    )
    assert (YES_NO.in_words(True), YES_NO.in_words(False)) == ("yes", "no")
    assert (KIND.in_words("merchant"), KIND.in_words("service_provider")) == ("Merchant", "Service provider")
    assert (in_words("text", None), in_words("yes_no", True)) == ("none", "yes")
    assert in_words("moment", datetime(2026, 3, 29, 14, 30)) == "29 March 2026, 14:30:00"
    assert (shown(None), shown(True), shown(False), shown(1)) == ("null", "true", "false", '"1"')
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "and")) == (
        "",
        "a",
        "a or b",
        "a, b and c",
    )
    assert shown("x" * 41) == '"' + "x" * 40 + '…"'


def test_every_field_of_every_topic_is_whole() -> None:
    for topic in TOPICS.values():
        assert len(topic.field) == len(topic.fields)
        for field in topic.fields:
            assert field.label and field.enter and field.please.endswith(".")
            if field.kind not in ("choice", "yes_no"):
                value = parse(field, field.example, FACTS)
                assert parse(field, field.to_json(value), FACTS) == value, (topic.name, field.name)
            if field.default is UNKNOWN:
                assert field.unknown
            assert field.kind != "choice" or all(parse(field, choice, FACTS) == choice for choice, _ in field.choices)


def test_no_label_has_what_sets_answers_apart() -> None:
    for topic in TOPICS.values():
        for field in topic.fields:
            assert ";" not in field.label, (topic.name, field.name)
            assert not any(";" in label for _, label in field.choices or ()), (topic.name, field.name)
