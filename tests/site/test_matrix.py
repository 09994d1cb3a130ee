"""The matrix: each kind of file × each fault. Whatever happens, no answer is wrong, the reader is told, and what was entered is kept."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.host import FAULTS
from tests.helpers.pages import ANSWERED, FEES, PATIENCE, Watch, answered, entry, fill_in
from tests.helpers.proving import at_once

pytestmark = pytest.mark.browser

# Each kind of file, by a part of its address, and what else is out of order so that it is needed.
ROLES: dict[str, dict[str, str]] = {
    "/calculator/head-": {},
    "/calculator/element-": {},
    "/calculator/chunk-": {},
    "/calculator/page-": {},
    "/stylesheets/main.": {},
    "/calculator/site-": {},
    "/javascripts/bundle.": {},
    "/sitemap.xml": {},
    "/worker-": {},
    "/small-": {},
    "/whole-": {"/small-": "404"},
    "pyodide.js": {"/small-": "404", "/whole-": "404"},
    "pyodide.asm.js": {"/small-": "404", "/whole-": "404"},
    "pyodide.asm.wasm": {"/small-": "404", "/whole-": "404"},
    "/library-": {"/small-": "404", "/whole-": "404"},
    "/core-": {"/small-": "404", "/whole-": "404"},
    "/places-": {},
    "/edition.json": {},
}
# The first script of a page keeps a browser from reading on, and without a server nothing can be done about one that hangs: it
# cannot stand in the page, which the content policy forbids, nor come later, since what stands in the page needs it.
BLANK = "/calculator/head- never"
CELLS = [f"{role} {fault}" for role, fault in product(ROLES, FAULTS) if fault != "mute" and f"{role} {fault}" != BLANK]
# What `make test` tries; some others stand in test_faults.py and test_pyodide.py with what is particular to them.
AT_ONCE = {"/worker- outage", "/small- half"}

# Scripts of a page are not checked: one that is another is one that cannot be read, or does as before.
TOLD = ("could not be loaded", "Nothing has come", "took too long", "With scripts off this form gives no answers")


def told(page: Page) -> Locator:
    """What tells the reader that something is wrong."""
    lines = page.locator(".calculator__status, .complaint, .calculator__note--unscripted")
    return lines.filter(has_text=re.compile("|".join(TOLD))).locator("visible=true")


@pytest.mark.parametrize("cell", at_once(CELLS, AT_ONCE))
def test_no_answer_is_wrong_and_the_reader_is_told(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str], cell: str
) -> None:
    role, fault = cell.split(" ")
    watch.expect("")
    page.context.add_init_script("delete globalThis.SharedWorker")
    faults |= {role: fault, **ROLES[role]}
    page.goto(base_url + FEES, wait_until="commit")
    calculator = page.locator("policy-calculator")
    expect(calculator.locator(entry("market"))).to_be_visible()
    hurry(page, base_url)
    fill_in(calculator)
    right = calculator.locator("output").get_by_text(ANSWERED)
    expect(right.or_(told(page)).first).to_be_visible(timeout=PATIENCE)
    # Nothing else is shown for an answer, and what was entered is there.
    if shown := calculator.locator("output").inner_text():
        assert shown in (ANSWERED, "No answer.") or shown.startswith("Still to fill in"), shown
    expect(calculator.locator(entry("days_late"))).to_have_value("61")
    # All is well again: the next visit answers, or trying again does.
    faults.clear()
    if calculator.get_attribute("data-state") == "failed":
        calculator.get_by_role("button", name="Try again").click()
    elif not right.count() and not told(page).filter(has_text="Nothing has come").count():
        page.reload()
        fill_in(calculator)
    answered(calculator)


def hurry(page: Page, base_url: str) -> None:
    """Silence is told after a second, and given up after two."""
    script = """async (url) => {
        const client = await Promise.race([import(url).catch(() => null), new Promise((then) => setTimeout(then, 2_000))]);
        if (client) Object.assign(client.limits, { silence: 1_000, step: 4_000 });
    }"""
    given: Any = page.evaluate(script, f"{base_url}calculator/client.mjs")
    assert given is None
