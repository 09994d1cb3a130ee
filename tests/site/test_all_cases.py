"""Every case of a topic on the pages: folded, in HTML, the row of the reader's answer marked, by market, to download; and what
would lower an answer, each way asked again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from calculator.laid_open.table import LAID_OPEN
from tests.helpers.pages import PATIENCE, open_at
from tests.helpers.proving import at_once, rows_at_once

pytestmark = pytest.mark.browser

# The page of each topic's clauses.
CLAUSES = {
    "level": "policy/levels/",
    "validation": "policy/documents/",
    "step": "policy/step/",
    "fee": "policy/fees/",
    "indemnity": "policy/indemnity/",
    "incident": "policy/incident/",
    "contact": "policy/send/",
    "privacy": "privacy/choices/",
}


def fold(page: Page, topic: str) -> Locator:
    return page.locator(f'details.cases[data-cases="{topic}"]')


def answered(element: Locator, hash: str) -> None:
    """Waits until the case of an address is answered."""
    expect(element.locator(".calculator__case")).to_be_hidden(timeout=PATIENCE)
    expect(element).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    expect(element.locator("output")).not_to_be_empty()


@pytest.mark.prove
@pytest.mark.parametrize("width", [390, 1280, 1600])
def test_each_topic_has_its_table_folded_beside_its_clauses_and_by_itself(
    new_page: Callable[..., Any], base_url: str, site: Path, width: int
) -> None:
    assert CLAUSES.keys() == set(LAID_OPEN)
    page = new_page(viewport={"width": width, "height": 844})
    rows = json.loads((site / "data" / "cases.json").read_text("utf-8"))
    for topic, place in CLAUSES.items():
        for path in (place, f"calculators/{topic}/"):
            page.goto(f"{base_url}{path}")
            box = fold(page, topic)
            table = box.locator("> .cases__table")
            expect(table).to_be_hidden()
            box.locator("> summary").click()
            expect(table).to_be_visible()
            count = len(rows[topic]["Australia"] if topic == "fee" else rows[topic])
            expect(table.locator("tbody tr")).to_have_count(count)
            expect(box.locator("> summary")).to_contain_text(f"({count})")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            # What is wider than the page scrolls by itself, and nothing lies over it.
            table.scroll_into_view_if_needed()
            assert table.evaluate(
                """e => { const { x, y, width } = e.getBoundingClientRect();
                          const top = Math.max(y, 120) + 10;
                          return [x + 5, x + width - 5].every((at) => e.contains(document.elementFromPoint(at, top))); }"""
            ), path


# What a reader asks, and what the row that is marked says.
ROWS: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "fee",
        {"market": "Australia", "kind": "merchant", "level": "1", "days_late": "61"},
        ["Merchant", "1", "no", "–", "61 or more", "–", "–", "147,000", "yes"],
    ),
    (
        "fee",
        {"market": "Australia", "kind": "merchant", "level": "1", "days_late": "60"},
        ["Merchant", "1", "no", "–", "31 to 60", "–", "–", "84,000", "no"],
    ),
    ("level", {"kind": "merchant", "transactions": "49,999", "bip_transactions": "0"}, ["3"]),
    ("level", {"kind": "service_provider", "transactions": "2,500,000"}, ["1"]),
    ("contact", {"market": "Taiwan"}, ["Taiwan"]),
]


@pytest.mark.parametrize(("topic", "inputs", "cells"), rows_at_once(ROWS, ROWS[1:2]))
def test_the_row_of_the_answer_is_marked(
    page: Page, base_url: str, topic: str, inputs: dict[str, str], cells: list[str]
) -> None:
    hash = f"#{topic}?{urlencode(inputs)}"
    element = open_at(page, f"{base_url}{CLAUSES[topic]}{hash}")
    answered(element, hash)
    box = fold(page, topic)
    box.locator("> summary").click()
    marked = box.locator('tr[aria-current="true"]')
    expect(marked).to_have_count(1)
    said = [cell or "–" for cell in marked.locator("th, td").all_inner_texts()]
    if len(cells) == 1:
        assert any(cells[0] in cell for cell in said), said
    else:
        assert said == cells


def test_the_mark_follows_the_answer_and_goes_with_it(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}calculators/fee/#fee?market=Australia&kind=merchant&level=1&days_late=61")
    answered(element, "")
    box = fold(page, "fee")
    box.locator("> summary").click()
    marked = box.locator('tr[aria-current="true"]')
    expect(marked).to_contain_text("147,000")
    element.locator("[name=days_late]").fill("30")
    expect(marked).to_contain_text("35,000", timeout=PATIENCE)
    # A level that is not known can be any of the rows with those days.
    element.locator("[data-field=level]").get_by_label("I don’t know").check()
    expect(marked).not_to_have_count(1, timeout=PATIENCE)
    assert marked.count() > 2
    element.locator("[name=days_late]").fill("x")
    expect(marked).to_have_count(0, timeout=PATIENCE)


def test_each_market_has_its_table(page: Page, base_url: str, site: Path) -> None:
    element = open_at(page, f"{base_url}calculators/fee/#fee?market=Sweden&kind=merchant&level=1&days_late=61")
    answered(element, "")
    box = fold(page, "fee")
    # What is not open is not fetched.
    expect(box).to_have_attribute("data-market", "Australia")
    box.locator("> summary").click()
    expect(box.locator("> summary")).to_contain_text("Sweden")
    expect(box.locator('tr[aria-current="true"]')).to_have_count(1)
    with (site / "data" / "cases-fee.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for market in ("Germany", "Hong Kong", "Australia"):
        box.get_by_label("Market").select_option(label=market)
        expect(box).to_have_attribute("data-market", market)
        totals = {int(line["total"]) for line in lines if line["market"] == market and line["total"].isdigit()}
        shown = {cell.replace(",", "") for cell in box.locator("tbody td[data-label=Total]").all_inner_texts()}
        assert {str(total) for total in totals} <= shown and max(totals) > 0
        # The answer beside it is of another market.
        expect(box.locator('tr[aria-current="true"]')).to_have_count(0)
    # Its links lead where they did.
    leads = box.locator(".downloads a").evaluate_all("all => all.map((link) => link.href)")
    assert leads == [f"{base_url}data/cases-fee.csv", f"{base_url}data/cases.json"]


def test_a_table_that_cannot_be_fetched_is_told(page: Page, base_url: str, watch: Any) -> None:
    watch.expect("fee-de.html", "ERR_FAILED")
    page.route("**/fee-de.html", lambda route: route.abort())
    page.goto(f"{base_url}calculators/fee/")
    box = fold(page, "fee")
    box.locator("> summary").click()
    box.get_by_label("Market").select_option(label="Germany")
    expect(box.get_by_role("status")).to_contain_text("could not be fetched")
    expect(box.get_by_label("Market").locator("option:checked")).to_have_text("Australia")
    expect(box).to_have_attribute("data-market", "Australia")


@pytest.mark.parametrize("topic", at_once(LAID_OPEN, {"fee", "level"}))
def test_the_download(page: Page, base_url: str, topic: str, site: Path) -> None:
    page.goto(f"{base_url}calculators/{topic}/")
    box = fold(page, topic)
    box.locator("> summary").click()
    with page.expect_download() as begun:
        box.locator(".downloads").get_by_role("link", name="CSV").click()
    text = Path(begun.value.path()).read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    assert begun.value.suggested_filename == f"cases-{topic}.csv"
    assert rows[0][-1] == "clauses" and all(len(row) == len(rows[0]) for row in rows)
    found = json.loads((site / "data" / "cases.json").read_text("utf-8"))[topic]
    assert len(rows) - 1 == (sum(map(len, found.values())) if topic == "fee" else len(found))


@pytest.mark.prove
def test_without_scripts(new_page: Callable[..., Any], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    for topic, place in CLAUSES.items():
        page.goto(f"{base_url}{place}")
        box = fold(page, topic)
        box.locator("> summary").click()
        expect(box.locator("> .cases__table tbody tr").first).to_be_visible()
        expect(box.locator("select")).to_be_hidden() if topic == "fee" else expect(box.locator("select")).to_have_count(
            0
        )


# ---- What would lower it

LOWER = [
    ("fee", {"market": "Australia", "kind": "merchant", "level": "1", "days_late": "61"}, "total"),
    (
        "fee",
        {"market": "Germany", "kind": "merchant", "level": "2", "days_late": "40", "step_participant": "no"},
        "total",
    ),
    (
        "indemnity",
        {
            "kind": "merchant",
            "card_numbers": "20,000",
            "numbers_with_data": "14,000",
            "notified_in_time": "yes",
            "incident_duties_met": "yes",
            "pci_compliant": "no",
            "wrongful_conduct": "no",
            "mitigation_throughout": "yes",
            "pfi_investigation_complete": "yes",
            "report_confirms_mitigation": "yes",
            "forbidden_data_stored": "no",
            "chip_percent": "80",
            "any_technology_locations_percent": "60",
            "other_technology_locations_percent": "50",
        },
        "payable_most",
    ),
    ("validation", {"kind": "merchant", "level": "1", "pci_compliant": "yes"}, None),
    ("validation", {"kind": "merchant", "level": "2", "saq_requires_scan": "yes", "pci_compliant": "yes"}, None),
]


@pytest.mark.parametrize(("topic", "inputs", "amount"), rows_at_once(LOWER, LOWER[:1]))
def test_each_way_to_lower_it_is_asked_again(
    page: Page, base_url: str, topic: str, inputs: dict[str, str], amount: str | None
) -> None:
    element = open_at(page, f"{base_url}{CLAUSES[topic]}#{topic}?{urlencode(inputs)}")
    answered(element, "")
    before = element.evaluate("e => e.answer")
    ways = before["better"]
    section = element.locator("details.answer-better")
    expect(section.locator("summary")).to_have_text(f"What would lower it ({len(ways)})")
    section.locator("summary").click()
    told = section.locator("li").all_inner_texts()
    assert ways and len(told) == len(ways)
    for way, text in zip(ways, told, strict=True):
        assert text.startswith(way["text"])
        words = {True: "yes", False: "no"}
        changed = inputs | {
            name: words.get(value, str(value)) if isinstance(value, bool) else str(value)
            for name, value in way["changes"].items()
        }
        page.evaluate("hash => { location.hash = hash }", f"#{topic}?{urlencode(changed)}")
        expect(element.locator("output")).not_to_be_empty()
        # Not of the element that was there before: at the first change of its address the theme may put a page anew.
        is_so = "([name, value]) => String(calculator?.answer?.inputs[name]) === String(value)"
        page.evaluate(
            f"""async (asked) => {{
              for (let calculator = null; !Object.entries(asked).every({is_so});) {{
                await new Promise((then) => setTimeout(then, 20));
                calculator = document.querySelector("policy-calculator:not(dialog *)");
              }}
            }}""",
            way["changes"],
        )
        after = element.evaluate("e => e.answer")
        for name, value in way["outcome"].items():
            outer, _, inner = name.partition(".")
            found = after["bounds"].get(name, after["outcome"][outer][inner] if inner else after["outcome"][outer])
            assert found == value, (name, way)
        if amount and way["saves"]:
            least = {name: int(answer["outcome"][amount]) for name, answer in (("before", before), ("after", after))}
            if least["before"] != least["after"]:
                assert least["before"] - least["after"] == int(way["saves"]["value"])
