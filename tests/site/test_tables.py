"""Tables in the page: filtered, sorted, counted, downloaded; and whole where no script runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.pages import FEES, until

pytestmark = pytest.mark.browser

DIRECTORY = "policy/send/"
COLLECTION = "privacy/collection/"


def region(page: Page) -> Locator:
    return page.locator("[data-filter]")


def count(page: Page) -> Locator:
    return page.locator(".table-tools output")


NAMES = (
    ("UK", 3, "United Kingdom"),
    ("uk", 3, "United Kingdom"),
    ("Czechia", 3, "Czech Republic"),
    ("HR", 3, "Croatia"),
    ("hrvatska", 3, "Croatia"),
    ("new zea", 3, "New Zealand"),
    ("croatia level 2", 1, "Croatia"),
)


def test_the_fees_are_found_by_any_name_of_a_market(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    table = page.locator("table.fees")
    markets = table.locator('th[scope="rowgroup"]')
    for entry, rows, market in NAMES:
        expect(count(page)).to_have_text("72 rows")
        page.get_by_label("Find a market, a level or a currency").fill(entry)
        expect(count(page), entry).to_have_text(f"{rows} of 72 rows")
        expect(table.locator("tbody tr"), entry).to_have_count(rows)
        assert set(markets.all_inner_texts()) == {market}, entry
        page.get_by_label("Find a market").fill("")
    expect(count(page)).to_have_text("72 rows")
    expect(markets).to_have_count(24)


def test_nothing_found_is_said(page: Page, base_url: str) -> None:
    page.goto(base_url + DIRECTORY)
    expect(count(page)).to_have_attribute("aria-live", "polite")
    page.get_by_label("Find a market or a number").fill("Atlantis")
    expect(count(page)).to_have_text("0 of 41 rows")
    page.get_by_label("Find a market or a number").fill("Czechia")
    expect(region(page).get_by_role("rowheader")).to_have_text("Czech Republic")


def test_sorted_by_keyboard_and_told(page: Page, base_url: str) -> None:
    page.goto(base_url + DIRECTORY)
    head = region(page).get_by_role("columnheader", name="Market")
    rows = region(page).get_by_role("rowheader")
    printed = rows.all_inner_texts()
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert rows.all_inner_texts() == sorted(printed, key=str.casefold)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert rows.all_inner_texts() == sorted(printed, key=str.casefold, reverse=True)
    page.keyboard.press("Enter")
    expect(head).not_to_have_attribute("aria-sort", "ascending")
    assert rows.all_inner_texts() == printed


def test_amounts_are_sorted_by_size_and_every_row_keeps_its_market(page: Page, base_url: str, site: Path) -> None:
    page.goto(base_url + FEES)
    page.get_by_label("Find a market").fill("EUR Level 1")
    page.get_by_role("columnheader", name="1st Month Fee").get_by_role("button").click()
    rows = page.locator("table.fees tbody tr")
    cells = [row.locator("td").nth(1).inner_text() for row in rows.all()]
    amounts = [int(cell.replace(",", "")) for cell in cells]
    assert amounts == sorted(amounts) and len(amounts) > 3
    markets = {row["market"] for row in json.loads((site / "data" / "fees.json").read_text("utf-8"))}
    shown = page.locator('table.fees th[scope="rowgroup"]')
    spans = shown.evaluate_all("heads => heads.map(head => head.rowSpan)")
    assert sum(spans) == len(amounts)
    assert set(shown.all_inner_texts()) <= markets


@pytest.mark.navigation
def test_they_work_after_instant_navigation(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.evaluate("window.sameDocument = true")
    page.locator(".md-nav--primary").get_by_role("link", name="Sending your documents").click()
    page.get_by_label("Find a market or a number").fill("Sweden")
    expect(count(page)).to_have_text("1 of 41 rows")
    page.go_back()
    page.get_by_label("Find a market, a level").fill("Sweden")
    expect(count(page)).to_have_text("3 of 72 rows")
    expect(page.locator(".table-tools")).to_have_count(1)
    assert page.evaluate("window.sameDocument") is True


def test_on_a_phone_a_menu_sorts(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(base_url + DIRECTORY)
    page.get_by_label("Sorted by").select_option("Market, downwards")
    expect(region(page).get_by_role("rowheader").first).to_have_text("United States")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", (FEES, DIRECTORY, COLLECTION))
def test_without_scripts_the_tables_are_whole_and_nothing_is_dead(
    new_page: Callable[..., Page], base_url: str, path: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + path)
    expect(region(page)).to_be_visible()
    expect(page.locator(".table-tools, th button, .clause button")).to_have_count(0)
    place = page.locator(".clause h2").first.get_attribute("id")
    expect(page.locator("a.clause__copy").first).to_have_attribute("href", f"#{place}")


@pytest.mark.parametrize(
    "name",
    (
        "levels",
        "merchant-documents",
        "service-provider-documents",
        "send-methods",
        "fee-description",
        "fees",
        "directory",
        "reduction-criteria",
        "reduction-examples",
        "privacy-collection",
    ),
)
def test_every_table_is_data_too(site: Path, name: str) -> None:
    rows = json.loads((site / "data" / f"{name}.json").read_text("utf-8"))
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))
    assert len(cells) == len(rows) + 1 > 2
    assert {len(row) for row in cells} == {len(cells[0])}
    linked = [path for path in site.rglob("index.html") if f"data/{name}.csv" in path.read_text("utf-8")]
    assert linked, "a page links it"


def test_numbers_dial_as_they_are_or_are_not_linked(page: Page, base_url: str) -> None:
    page.goto(base_url + DIRECTORY)
    row = region(page).locator("tbody tr")
    australia = row.filter(has=page.get_by_role("rowheader", name="Australia"))
    expect(australia.get_by_role("link")).to_have_attribute("href", "tel:+80090001140")
    croatia = row.filter(has=page.get_by_role("rowheader", name="Croatia"))
    expect(croatia).to_contain_text("+ 312 267 3208")
    general = croatia.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert general == ["tel:+80090001140", "tel:+13122673208"]
