"""The pictures: what is drawn is where the rule core's answers are, and the table beside it says the same.

A drawing is read as a reader reads it: a scale from its marks, then a place on that scale.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from math import log10
from typing import Any

import pytest

from calculator import TOPICS, evaluate
from calculator.facts import load
from calculator.show import text
from calculator.show.html import figure
from tests.helpers.cases import cases

DRAWN = [topic.name for topic in TOPICS.values() if topic.has_picture]

SVG = "picture__drawing"
FEE = {"kind": "merchant", "level": 1, "submission_required": True}
MET = {
    **{"kind": "merchant", "card_numbers": 12000, "numbers_with_data": 12000, "notified_in_time": True},
    **{"pci_compliant": False, "mitigation_throughout": True, "pfi_investigation_complete": True},
    **{"report_confirms_mitigation": True, "forbidden_data_stored": False, "incident_duties_met": True},
}
DISCOVERED = "2026-11-03T09:30:00+01:00"
EXACT = 0.06  # lengths are drawn with one decimal

Place = tuple[float, float]


class Drawn:
    """A picture, read back from its lines."""

    def __init__(self, topic: str, inputs: dict[str, Any], **named: Any) -> None:
        self.answer = evaluate(topic, inputs, **named)
        self.lines = "".join(figure(self.answer))
        self.there = bool(self.lines)
        self.root = etree.fromstring(self.lines or "<none/>")
        self.table = [
            tuple("".join(cell.itertext()) for cell in row) for row in self.root.iterfind("./details/table/tbody/tr")
        ]

    def paths(self, css: str) -> list[str]:
        return [
            path.attrib["d"] for path in self.root.iter("path") if f"picture__{css}" in path.attrib["class"].split()
        ]

    def path(self, css: str) -> list[Place]:
        """The places of the only path of a class."""
        (found,) = self.paths(css)
        return list(places(found))

    def texts(self) -> list[tuple[str, float, float]]:
        return [(node.text or "", float(node.attrib["x"]), float(node.attrib["y"])) for node in self.root.iter("text")]

    def you(self) -> Place:
        """The middle of the only diamond."""
        (x, y), *_ = self.path("you")
        return x, y + 7

    def range(self) -> tuple[Place, Place]:
        """The ends of the bar of what is open."""
        low, high, *_ = self.path("range")
        return low, high


def places(d: str) -> Iterator[Place]:
    """Where a path comes by: M, L, H and V in absolute numbers; what is relative ends it."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MLHVhvlz])([-0-9. ]*)", d):
        found = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command in "ML":
            x, y = found
        elif command == "H":
            (x,) = found
        elif command == "V":
            (y,) = found
        else:
            return
        yield x, y


def scale(first: tuple[float, float], second: tuple[float, float]) -> Any:
    """From a place on a scale to its number, by two marks: each a place and its number."""
    (x1, n1), (x2, n2) = first, second
    return lambda x: n1 + (x - x1) * (n2 - n1) / (x2 - x1)


def days_of(drawn: Drawn) -> Any:
    """From a place to the days late, by the marks below the axis."""
    marks = sorted(
        (x, float(words.replace(",", ""))) for words, x, y in drawn.texts() if re.fullmatch(r"[\d,]+", words)
    )
    ticks = sorted(next(places(d))[0] for d in drawn.paths("tick"))
    return scale((ticks[0], marks[0][1]), (ticks[-1], marks[-1][1]))


def totals_of(drawn: Drawn) -> Any:
    """From a place to an amount: the axis is nothing, the top of the curve the last total of the table."""
    axis = drawn.path("axis")[0][1]
    line = drawn.path("line--most") if drawn.paths("line--most") else drawn.path("line")
    most = drawn.table[-2][1].split(" to ")[-1].split()[0].replace(",", "")
    return scale((axis, 0), (min(y for _, y in line), float(most)))


def total(inputs: dict[str, Any], day: int, end: str = "least", **named: Any) -> float:
    least, most = evaluate("fee", {**inputs, "days_late": day}, **named).ends("total")
    return float(least if end == "least" else most)


def value_at(line: list[Place], x: float) -> float:
    """The height of a stepped line at a place; on a step, the one above it."""
    return [y for here, y in line if here <= x + EXACT][-1]


@pytest.mark.parametrize(
    ("market", "level", "late", "days"),
    [
        ("Australia", 1, 61, (1, 45, 90)),
        ("Hungary", 1, 30, (15, 31, 75)),
        ("Croatia", 2, 5, (30, 60, 61)),
        ("Australia", 3, 200, (31, 100, 199)),
        ("Hungary", 4, 3, (1, 31, 90)),
        ("Australia", 3, 5000, (4700, 4862, 5000)),
    ],
)
def test_the_fees_are_drawn_where_they_are(market: str, level: int, late: int, days: tuple[int, int, int]) -> None:
    inputs = {**FEE, "market": market, "level": level}
    drawn = Drawn("fee", {**inputs, "days_late": late})
    day, amount = days_of(drawn), totals_of(drawn)
    line, most = drawn.path("line"), total(inputs, 10 * late + 90)
    precise = max(most, 1) * EXACT / 100
    back = scale((day(0.0), 0.0), (day(100.0), 100.0))
    for asked in days:
        assert amount(value_at(line, back(asked + 0.5))) == pytest.approx(total(inputs, asked), abs=precise)
    x, y = drawn.you()
    assert day(x) == pytest.approx(late, abs=1)
    assert amount(y) == pytest.approx(total(inputs, late), abs=precise)


def test_each_step_of_the_fees_is_on_its_first_day() -> None:
    drawn = Drawn("fee", {**FEE, "market": "Australia", "days_late": 70})
    day = days_of(drawn)
    assert [round(day(x)) for (x, a), (_, b) in pairwise(drawn.path("line")) if a != b] == [1, 31, 61]
    drawn = Drawn("fee", {**FEE, "market": "Australia", "days_late": 70}, readings={"fee-days": "day-30-late"})
    assert [round(days_of(drawn)(x)) for (x, a), (_, b) in pairwise(drawn.path("line")) if a != b] == [1, 30, 60]


def test_a_plan_moves_the_steps() -> None:
    plan = {"plan_completed": "2026-04-10", "plan_received": "2026-04-15", "remediation_date": "2026-07-10"}
    case = {**FEE, **plan, "market": "Croatia", "first_deadline": "2026-03-31"}
    drawn = Drawn("fee", {**case, "received": "2026-08-20"})
    for first, row in [(int(row[0].split()[0]), row[1]) for row in drawn.table[:-1]]:
        received = (date(2026, 3, 31) + timedelta(first)).isoformat()
        assert row == text.shown(evaluate("fee", {**case, "received": received}), "total")


@pytest.mark.parametrize("readings", [None, {"fee-months": "calendar-months"}])
def test_what_is_open_of_the_fees_is_a_band_between_its_bounds(readings: dict[str, str] | None) -> None:
    level = 3 if readings else None
    inputs = {**FEE, "market": "Hungary", "level": level}
    drawn = Drawn("fee", {**inputs, "days_late": 60}, readings=readings)
    day, amount = days_of(drawn), totals_of(drawn)
    back = scale((day(0.0), 0.0), (day(100.0), 100.0))
    most = total(inputs, 90, "most", readings=readings)
    for asked in (1, 31, 60):
        for css, end in (("line", "least"), ("line--most", "most")):
            d = next(d for d in drawn.paths("line") if (d in drawn.paths("line--most")) == (css == "line--most"))
            found = amount(value_at(list(places(d)), back(asked + 0.5)))
            assert found == pytest.approx(total(inputs, asked, end, readings=readings), abs=most * EXACT / 100)
    ends = [amount(y) for _, y in drawn.range()]
    assert ends == pytest.approx(
        [total(inputs, 60, end, readings=readings) for end in ("least", "most")], abs=most * EXACT / 100
    )
    assert drawn.paths("band") and not drawn.paths("you")


def test_no_fees_that_can_fall_are_no_picture() -> None:
    assert not Drawn(
        "fee", {**FEE, "market": "Australia", "level": 4, "submission_required": False, "days_late": 61}
    ).there
    assert Drawn("fee", {**FEE, "market": "Australia", "level": 4, "submission_required": None, "days_late": 61}).there


@pytest.mark.parametrize("kind", ["merchant", "service_provider"])
@pytest.mark.parametrize("volume", [48_000, 700_000, 9_999_999])
def test_the_volume_is_drawn_where_it_is_among_the_levels(kind: str, volume: int) -> None:
    if kind == "service_provider":
        volume *= 3
    drawn = Drawn("level", {"kind": kind, "transactions": volume})
    marks = [
        (y - 5, log10(int(words.replace(",", "")))) for words, _, y in drawn.texts() if re.fullmatch(r"[\d,]+", words)
    ]
    ticks = sorted(next(places(d))[1] for d in drawn.paths("tick"))
    assert ticks == pytest.approx(sorted(y for y, _ in marks))
    if len(marks) == 1:
        # The only other mark is the scale's end, a power of ten.
        top = min(float(box.attrib["y"]) for box in drawn.root.iter("rect"))
        marks.append((top, 8.0))
    power = scale(marks[0], marks[-1])
    assert 10 ** power(drawn.you()[1]) == pytest.approx(volume, rel=0.01)
    (mine,) = (box for box in drawn.root.iter("rect") if "picture__band--mine" in box.attrib["class"])
    above = float(mine.attrib["y"])
    assert above <= drawn.you()[1] <= above + float(mine.attrib["height"])
    name = next(
        words
        for words, _, y in drawn.texts()
        if words.startswith("Level") and above < y < above + float(mine.attrib["height"])
    )
    assert name == f"Level {drawn.answer.fields['level']}"


@pytest.mark.parametrize(
    "readings", [None, {"level-boundaries": "upper-included"}, {"bip-service-providers": "excluded"}]
)
@pytest.mark.parametrize("kind", ["merchant", "service_provider"])
def test_the_table_of_levels_is_the_core_s(kind: str, readings: dict[str, str] | None) -> None:
    drawn = Drawn("level", {"kind": kind, "transactions": 5}, readings=readings)
    for level, counts in drawn.table[:-1]:
        ends = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", counts)]
        if counts.startswith("fewer"):
            ends = [0, ends[0] - 1]
        for count in ends:
            assert (
                text.shown(evaluate("level", {"kind": kind, "transactions": count}, readings=readings), "level")
                == level
            )
    assert drawn.table[-1][1] == "5"


def test_levels_beyond_the_scale_open_and_by_volume_of_no_matter() -> None:
    for volume in (0, 999, 10**12 - 1):
        assert Drawn("level", {"kind": "merchant", "transactions": volume}).paths("you")
    drawn = Drawn("level", {"kind": "merchant", "transactions": 60000, "designated_level_1": None})
    assert drawn.table[-1] == ("You: Level 1 or Level 2", "60,000")
    provider = {"kind": "service_provider", "transactions": 60000}
    assert not Drawn("level", provider, readings={"service-provider-or": "deemed-only"}).there


def shares(drawn: Drawn) -> tuple[Any, Any]:
    """From places to percentages, by the corners of the areas."""
    boxes = [
        {name: float(box.attrib[name]) for name in ("x", "y", "width", "height")} for box in drawn.root.iter("rect")
    ]
    left, right = min(box["x"] for box in boxes), max(box["x"] + box["width"] for box in boxes)
    top, bottom = min(box["y"] for box in boxes), max(box["y"] + box["height"] for box in boxes)
    return scale((left, 0), (right, 100)), scale((bottom, 0), (top, 100))


def reduction(chip: object, other: object, any_technology: object) -> str:
    inputs = {**MET, "chip_percent": chip, "other_technology_locations_percent": other}
    found = evaluate("indemnity", {**inputs, "any_technology_locations_percent": any_technology})
    return text.shown(found, "reduction_percent")


@pytest.mark.parametrize(("chip", "other"), [("80", "77"), ("12.5", "0"), ("99", "100")])
def test_the_reduction_is_drawn_at_both_shares(chip: str, other: str) -> None:
    inputs = {**MET, "chip_percent": chip, "other_technology_locations_percent": other}
    drawn = Drawn("indemnity", {**inputs, "any_technology_locations_percent": "100"})
    chips, others = shares(drawn)
    x, y = drawn.you()
    assert (chips(x), others(y)) == pytest.approx((float(chip), float(other)), abs=EXACT)
    assert drawn.table[-1] == ("You", f"{chip} %", f"{other} %", reduction(chip, other, "100"))


def test_the_printed_examples_areas_and_lines_of_the_reduction() -> None:
    drawn = Drawn("indemnity", {**MET, "chip_percent": 1})
    chips, others = shares(drawn)
    marks = [(chips(float(mark.attrib["cx"])), others(float(mark.attrib["cy"]))) for mark in drawn.root.iter("circle")]
    examples = load().reduction_examples
    for mark, example in zip(marks, examples, strict=True):
        assert mark == pytest.approx((example.chip_percent, example.other_percent), abs=EXACT)
        row = next(row for row in drawn.table if row[0] == f"Example {example.number}")
        assert (
            row[3]
            == f"{example.reduction_percent} %"
            == reduction(*map(int, re.findall(r"\d+", row[1] + row[2])), row[2])
        )
    over = load().indemnity.share_over.value
    for box in drawn.root.iter("rect"):
        corner = chips(float(box.attrib["x"])), others(float(box.attrib["y"]))
        assert corner == pytest.approx(
            (round(corner[0] / over) * over, 100 if corner[1] > over + 1 else over), abs=EXACT
        )
    for d in drawn.paths("contour"):
        (x1, y1), (x2, y2), (x3, y3) = places(d)
        share = round(chips(x1))
        for x, y in ((x1, y1), (x2, y2), (x3, y3)):
            assert reduction(round(chips(x)), round(others(y)), 100) == f"{share} %"
        assert f"{share} %" in [words for words, *_ in drawn.texts()]


@pytest.mark.parametrize(
    ("known", "ends"),
    [
        ({"chip_percent": 40, "any_technology_locations_percent": 80}, ((40, 0), (40, 80))),
        ({"chip_percent": 40}, ((40, 0), (40, 100))),
        ({"other_technology_locations_percent": 20}, ((0, 20), (100, 20))),
    ],
)
def test_a_share_that_is_not_known_is_a_bar(known: dict[str, int], ends: tuple[Place, Place]) -> None:
    drawn = Drawn("indemnity", MET | known)
    chips, others = shares(drawn)
    for (x, y), (chip, other) in zip(drawn.range(), ends, strict=True):
        assert (chips(x), others(y)) == pytest.approx((chip, other), abs=EXACT)
    assert drawn.table[-1][3] == text.shown(drawn.answer, "reduction_percent")


def test_no_share_that_can_bring_a_reduction_is_no_picture() -> None:
    assert not Drawn("indemnity", {**MET, "kind": "service_provider"}).there
    assert not Drawn("indemnity", {**MET, "forbidden_data_stored": True, "chip_percent": 80}).there
    assert not Drawn("indemnity", {**MET, "card_numbers": 9999, "numbers_with_data": 9999}).there
    drawn = Drawn("indemnity", {"kind": "merchant", "card_numbers": 12000})
    assert drawn.there and not drawn.paths("you") and not drawn.paths("range")


def rails(drawn: Drawn) -> list[tuple[Any, float]]:
    """Of each scale of a time line, from places to days of the calendar, and where it ends."""
    found = []
    dates = [(words, y) for words, x, y in drawn.texts() if x == 1 and re.fullmatch(r"\d+ \w+ \d+", words)]
    for (first, y), d in zip(dates, drawn.paths("axis"), strict=True):
        last = next(words for words, x, other in drawn.texts() if other == y and x != 1)
        left, right = places(d)
        days = [datetime.strptime(words, "%d %b %Y").toordinal() for words in (first, last)]
        found.append((scale((left[0], days[0]), (right[0], days[1])), y))
    return found


def test_deadlines_are_drawn_when_they_are() -> None:
    inputs = {"discovered": DISCOVERED, "card_numbers": 12000, "report_completed": "2026-12-01"}
    drawn = Drawn("incident", {**inputs, "notification_date": "2027-01-05"})
    outcome = drawn.answer.fields
    near, far = rails(drawn)

    def day(name: str) -> float:
        return outcome[name].toordinal()  # type: ignore[no-any-return]

    moment = outcome["notify_by"]
    wanted = [
        moment.toordinal() + (moment.hour + moment.minute / 60) / 24,
        day("engage_pfi_by") + 1,
        day("report_due") + 1,
        date(2027, 1, 5).toordinal() + 1,
        day("event_window_end") + 1,
        day("prior_claims_to") + 1,
    ]
    ends = [next(places(d)) for d in drawn.paths("you")]
    for (x, y), when in zip(ends, wanted, strict=True):
        days, _ = near if y < near[1] else far
        assert days(x) == pytest.approx(when, abs=0.05 if y < near[1] else 0.5)
    begins = [next(places(d)) for d in drawn.paths("span")]
    assert far[0](begins[-2][0]) == pytest.approx(day("event_window_start"), abs=0.5)
    assert far[0](begins[-1][0]) == pytest.approx(day("prior_claims_from"), abs=0.5)


def test_a_deadline_that_may_not_arise_is_dashed_and_one_that_does_not_is_not_drawn() -> None:
    drawn = Drawn("incident", {"discovered": DISCOVERED})
    assert len(drawn.paths("span--open")) == 1 and len(rails(drawn)) == 1
    assert "8 Nov 2026, or none" in [words for words, *_ in drawn.texts()]
    drawn = Drawn("incident", {"discovered": DISCOVERED, "card_numbers": 5})
    assert len(drawn.paths("span")) == 1 and "not required" in [words for words, *_ in drawn.texts()]
    drawn = Drawn("incident", {"discovered": DISCOVERED, "compromised_on": "2026-02-10"})
    assert len(rails(drawn)) == 2 and "from 10 Feb 2026 on" in [words for words, *_ in drawn.texts()]


ALL = [case for case in cases() if case["topic"] in DRAWN and "errors" not in case]


@pytest.mark.parametrize("topic", DRAWN)
def test_every_case_is_drawn_whole(topic: str) -> None:
    """Well-formed, nothing out of the drawing, no style of its own, and a table that says what the answer says."""
    drawn_at_all = 0
    for case in ALL:
        if case["topic"] != topic:
            continue
        drawn = Drawn(topic, case["inputs"], readings=case.get("readings"))
        assert not re.search(r"\bstyle=|\bid=|NaN|nan|inf|None", drawn.lines), case["sentence"]
        if not drawn.there:
            continue
        drawn_at_all += 1
        (drawing,) = drawn.root.iter("svg")
        _, _, wide, high = map(float, drawing.attrib["viewBox"].split())
        assert drawing.attrib["role"] == "img" and drawing.findtext("title") and drawing.findtext("desc")
        assert drawn.root.findtext("figcaption")
        for path in drawing.iter("path"):
            for x, y in places(path.attrib["d"]):
                assert -8 <= x <= wide and -8 <= y <= high, case["sentence"]
        for words, x, y in drawn.texts():
            assert 0 <= x <= wide and 8 <= y <= high, (case["sentence"], words)
        said = drawn.table[-1]
        match topic:
            case "fee":
                assert said == (f"You: {drawn.answer.fields['days_late']:,}", text.shown(drawn.answer, "total"))
            case "level":
                counted = text.shown(drawn.answer, "counted_transactions")
                assert said == (f"You: {text.shown(drawn.answer, 'level')}", counted)
            case "indemnity":
                assert said[3] == text.shown(drawn.answer, "reduction_percent")
            case "incident":
                rows = {row.label: row.value for row in text.rows(drawn.answer)}
                assert all(rows[title] == value for title, value in drawn.table[1:])
    assert drawn_at_all


@pytest.mark.parametrize("market", ["Australia", "Hungary", "Iceland", "Croatia"])
def test_the_table_of_fees_is_the_core_s(market: str) -> None:
    for level in (1, 2, 3, None):
        inputs = {**FEE, "market": market, "level": level}
        for days, amount in Drawn("fee", {**inputs, "days_late": 44}).table[:-1]:
            for day in re.findall(r"[\d,]+", days):
                found = evaluate("fee", {**inputs, "days_late": day})
                assert text.shown(found, "total") == amount


def test_amounts_stay_exact() -> None:
    """Large amounts, without decimals, in words as in the answer."""
    drawn = Drawn("fee", {**FEE, "market": "Hungary", "days_late": 61})
    assert drawn.table[-1][1] == "19,950,000 HUF"
    assert Decimal(drawn.answer.fields["total"]) == 19_950_000


def test_what_is_kept_for_the_next_picture_changes_nothing() -> None:
    """Drawn in any order, the same picture comes out."""
    inputs = [
        {**FEE, "market": market, "days_late": days} for market in ("Australia", "Hungary") for days in (5, 61, 300)
    ]
    first = [Drawn("fee", one).lines for one in inputs]
    assert [Drawn("fee", one).lines for one in reversed(inputs)] == first[::-1]
    plain, other = ("level", {"kind": "merchant", "transactions": 50000}), {"level-boundaries": "upper-included"}
    assert Drawn(*plain).lines == Drawn(*plain).lines != Drawn(*plain, readings=other).lines
    assert Drawn(*plain).lines != Drawn(*plain, readings=other).lines


def test_no_two_pictures_of_a_page_share_an_id() -> None:
    assert "id=" not in Drawn("level", {"kind": "merchant", "transactions": 1}).lines


@pytest.mark.parametrize("topic", ["contact", "privacy", "step", "validation", "overview"])
def test_other_topics_have_no_picture(topic: str) -> None:
    case = next(case for case in cases() if case["topic"] == topic and "errors" not in case)
    assert not Drawn(topic, case["inputs"]).there


def test_the_first_and_the_last_day_of_the_calendar() -> None:
    late = {**FEE, "market": "Australia", "first_deadline": "9998-12-01", "received": "9998-12-31"}
    for level in (1, 3):
        assert Drawn("fee", {**late, "level": level}).there
    for day in ("0002-01-01", "9998-12-31"):
        moment = f"{day}T23:59:59-23:59"
        assert Drawn("incident", {"discovered": moment, "notification_date": day, "report_completed": day}).there
