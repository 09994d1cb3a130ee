"""The matrix of docs/faults.md: each kind of file × each fault, and what the reader sees then.

Whatever it is, no answer is wrong, what was entered is kept, the reader is told, and when all is well again so is the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.host import FAULTS
from tests.helpers.pages import FEES, PATIENCE, Watch, answered, entry, fill_in, until, until_met
from tests.helpers.proving import at_once
from tests.helpers.sources import ROOT

pytestmark = pytest.mark.browser

TABLES = re.findall(r"(?:^\|.*\n)+", (ROOT / "docs" / "faults.md").read_text("utf-8"), re.MULTILINE)
MEANINGS, ROWS, _ = (
    [[part.strip() for part in line.strip("|").split("|")] for line in text.splitlines()] for text in TABLES
)
WORDS = [word for word, _ in MEANINGS[2:]]
NOT_CHECKED, BLANK = "–", "blank"


class Cell(NamedTuple):
    """A cell of the table."""

    files: list[str]  # the part of the address that the fault is of, and of what else is missing
    fault: str
    word: str

    def __str__(self) -> str:
        return f"{self.files[0]} {self.fault}"


def cells() -> Iterator[Cell]:
    [header, _, *rows] = ROWS
    for _, files, *words in rows:
        for fault, word in zip(header[2:], words, strict=True):
            yield Cell(re.findall(r"`([^`]+)`", files), fault, word)


CELLS = [cell for cell in cells() if cell.word not in (NOT_CHECKED, BLANK)]
# What `make test` tries.
AT_ONCE = [cell for cell in CELLS if str(cell) in ("/worker- outage", "/calculator/head- 404")]


def test_the_table_knows_every_fault_and_its_words_are_told() -> None:
    assert set(ROWS[0][2:]) == FAULTS.keys() - {"mute"}  # which is of shared workers alone
    assert {cell.word for cell in cells()} == set(WORDS)
    assert len(CELLS) > 150


# ---- What a reader does, and gets if all is well

ALONE = "delete globalThis.SharedWorker"
METERED = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"  # nothing begins unasked
NOW = "dispatchEvent(new Event('online'))"  # what is looked for when a page has been idle is looked for now
KEPT = ("/edition.json", "/handbook/service-worker.js")


class Calculator:
    """Fills in the calculator of the page."""

    where = "article policy-calculator"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.calculator = page.locator(self.where).first

    def does(self) -> None:
        expect(self.calculator.locator(entry("market"))).to_be_visible()
        fill_in(self.calculator)

    def gets(self) -> None:
        answered(self.calculator)

    def tries_again(self) -> None:
        self.calculator.get_by_role("button", name="Try again").click()


class Kept(Calculator):
    """The same, where the page has had the edition kept for when there is no line."""

    def does(self) -> None:
        until(self.page, "document.querySelector('.line')")
        self.page.evaluate(NOW)
        super().does()

    def tries_again(self) -> None:
        self.page.evaluate(NOW)
        until(self.page, "navigator.serviceWorker.controller")


class InDialog(Calculator):
    """Fills in the calculator that the button in the header opens."""

    where = "dialog policy-calculator"

    def does(self) -> None:
        until(self.page, "document.querySelector('a.calculate[role=button]')")
        self.page.locator("a.calculate").click()

    def gets(self) -> None:
        super().does()
        super().gets()

    def tries_again(self) -> None:
        self.page.locator("dialog").get_by_role("button", name="Try again").click()


class Search(Calculator):
    """Searches by the keyboard."""

    def does(self) -> None:
        until(self.page, "document.querySelector('a.find[role=button]')")
        self.page.keyboard.press("Control+k")

    def gets(self) -> None:
        expect(self.page.locator(".finder__entry")).to_be_focused()
        self.page.keyboard.type("late fee australia")
        expect(self.page.locator("[data-search-results] a").first).to_contain_text("Australia")

    def tries_again(self) -> None:
        self.page.keyboard.press("Escape")
        self.does()


READERS = {
    "/dialog/dialog.html": InDialog,
    "/dialog/fee.html": InDialog,
    "/calculator/box-": Search,
    "/data/search-": Search,
    **dict.fromkeys(KEPT, Kept),
}

# ---- What the reader sees, by the words of the table


def lines(page: Page) -> Locator:
    """Whatever tells the reader that something is wrong."""
    every = page.locator(".complaint, .calculator__status, .calculator__note--unscripted, .line")
    return every.locator("visible=true")


def keeps_entries(reader: Calculator) -> None:
    expect(reader.calculator.locator(entry("days_late"))).to_have_value("61")


def answers(reader: Calculator) -> None:
    reader.gets()
    expect(lines(reader.page)).to_have_count(0)


def plain(reader: Calculator) -> None:
    expect(reader.page.locator(".complaint")).to_contain_text(re.compile("reload the page", re.IGNORECASE))
    expect(reader.page.get_by_text("With scripts off this form gives no answers")).to_be_visible()
    expect(reader.calculator.locator("button:visible")).to_have_count(0)
    expect(reader.calculator.locator("output")).to_be_empty()
    expect(reader.calculator.get_by_text("A worked example")).to_be_visible()
    keeps_entries(reader)


def again(reader: Calculator) -> None:
    expect(reader.calculator).to_have_attribute("data-state", "failed", timeout=PATIENCE)
    expect(lines(reader.page)).to_contain_text("The calculator could not be loaded. What you entered is kept.")
    expect(reader.calculator.locator("output")).to_have_text("No answer.")
    keeps_entries(reader)


def waits(reader: Calculator) -> None:
    expect(lines(reader.page)).to_contain_text("Nothing has come for a while.")
    expect(reader.calculator.get_by_role("button", name="Try again")).to_be_visible()
    expect(reader.calculator.locator("output")).to_be_empty()
    keeps_entries(reader)


def told(reader: Calculator) -> None:
    reader.gets()
    expect(lines(reader.page)).to_have_text(re.compile("something here does not work"))


def bare(reader: Calculator) -> None:
    reader.gets()


def leads(reader: Calculator) -> None:
    expect(reader.page.locator("h1")).to_have_text(re.compile("All calculators|What is computed"))


def says(reader: Calculator) -> None:
    expect(reader.page.locator("dialog")).to_contain_text(re.compile("could not be (loaded|fetched).*again", re.DOTALL))


def line(reader: Calculator) -> None:
    reader.gets()
    expect(reader.page.locator(".line")).to_contain_text("This site cannot be reached.")


SEEN: dict[str, Callable[[Calculator], None]] = {
    check.__name__: check for check in (answers, plain, again, waits, told, bare, leads, says, line)
}


@pytest.mark.parametrize("cell", at_once(CELLS, AT_ONCE), ids=str)
def test_a_reader_sees_what_the_table_says(
    new_page: Callable[..., Page], base_url: str, watch: Watch, faults: dict[str, str], cell: Cell
) -> None:
    file, *missing = cell.files
    watch.expect("")
    page = new_page(service_workers="allow" if file in KEPT else "block")
    page.context.add_init_script(ALONE)
    if cell.word == "waits":
        page.context.add_init_script(METERED)
    faults |= {file: cell.fault, **dict.fromkeys(missing, "404")}
    page.goto(base_url + FEES, wait_until="commit")
    reader = READERS.get(file, Calculator)(page)
    if cell.word == "waits":
        hurry(page, base_url)
    reader.does()
    SEEN[cell.word](reader)
    until_met(page, file)
    # All is well again: what was tried again is there, or the page is when it is loaded anew.
    faults.clear()
    if cell.word in ("again", "says") or file in KEPT:
        reader.tries_again()
    elif cell.word != "waits" and (cell.word != "answers" or cell.fault == "never"):
        page.goto("about:blank")
        page.goto(base_url + FEES)
        reader.does()
    answers(reader)


def hurry(page: Page, base_url: str) -> None:
    """Silence is told after a second."""
    script = "async (url) => { (await import(url)).limits.silence = 1_000; }"
    assert page.evaluate(script, f"{base_url}calculator/client.mjs") is None
