"""What goes wrong on the way: damaged bodies, files that never come, workers that say nothing, versions beside each other.

Whatever it is, no answer is wrong or another entry's, and the reader is told.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.host import FAULTS, PREFIX
from tests.helpers.pages import AUSTRALIA, CASE, FEES, Watch, answered, entry, fill_in, take, until
from tests.helpers.proving import at_once
from tests.helpers.versions import renew

pytestmark = pytest.mark.browser

ALONE = "delete globalThis.SharedWorker"
EVALUATE = """async ([url, inputs, limits]) => {
    const client = await import(url);
    Object.assign(client.limits, limits);
    const found = await client.evaluate("fee", inputs).catch((failure) => failure);
    return [found.outcome?.total ?? found.reason, document.documentElement.dataset.tier];
}"""
QUIET = "glossary/"  # a page that does not start Python itself


def evaluate(page: Page, base_url: str, **limits: int) -> list[str]:
    """What the client of a page answers to AUSTRALIA, or why it does not, and the way it came."""
    found: list[str] = page.evaluate(EVALUATE, [f"{base_url}calculator/client.mjs", AUSTRALIA, limits])
    return found


# ---- Bodies that are not the right ones

NO_IMAGES = {"/small-": "404", "/whole-": "404"}
THIRD = ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json", "/library-", "/core-"]


@pytest.mark.parametrize("file", at_once(THIRD, {"pyodide.asm.js"}))
def test_no_file_of_python_runs_that_is_not_the_one_that_was_built(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str], file: str
) -> None:
    page.context.add_init_script(ALONE)
    page.goto(base_url + QUIET)
    faults |= {file: "altered", **NO_IMAGES}
    watch.expect("")
    assert evaluate(page, base_url)[0] == "load"
    del faults[file]
    assert page.evaluate("async (url) => (await import(url)).restart()", f"{base_url}calculator/client.mjs") is None
    assert evaluate(page, base_url) == ["147000", "pyodide"]


def test_a_bad_body_that_the_browser_keeps_is_passed_over(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def once(handler: Any) -> None:
        """A page of the host's own in place of the file, to be kept for a year; the next time the file."""
        asked.append(handler.path)
        if len(asked) == 1:
            handler.answer(b"Out of order", "application/wasm", Cache_Control="max-age=31536000")
        else:
            handler.answer(handler.body())

    monkeypatch.setitem(FAULTS, "once", once)
    page.context.add_init_script(ALONE)
    page.goto(base_url + QUIET)
    faults["/small-"] = "once"
    watch.expect("")
    assert evaluate(page, base_url) == ["147000", "small"]
    assert len(asked) == 2


# ---- Workers that failed, and workers that say nothing


@pytest.mark.prove
def test_a_shared_worker_does_not_outlive_its_fault(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str]
) -> None:
    watch.expect("")
    page.goto(base_url + QUIET)
    faults["/assets/runtime/"] = "500"
    assert evaluate(page, base_url)[0] == "load"
    faults.clear()
    other = page.context.new_page()
    other.goto(base_url + QUIET)
    assert evaluate(other, base_url) == ["147000", "small"]
    assert not other.workers  # it is the shared one


def test_a_page_leaves_a_shared_worker_that_says_nothing(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str]
) -> None:
    page.goto(base_url + QUIET)
    faults["/worker-"] = "mute"
    assert evaluate(page, base_url, silence=200) == ["147000", "small"]
    assert page.workers
    faults.clear()
    # The pages after it share one of another name.
    page.goto(base_url + QUIET)
    assert evaluate(page, base_url) == ["147000", "small"]
    assert not page.workers


def test_silence_is_told_and_can_be_waited_out(page: Page, base_url: str, watch: Watch, faults: dict[str, str]) -> None:
    page.context.add_init_script(ALONE)
    # On a metered line nothing is begun before the first entry.
    page.context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    faults["/small-"] = "never"
    page.goto(base_url + FEES)
    page.evaluate("async (url) => { (await import(url)).limits.silence = 100; }", f"{base_url}calculator/client.mjs")
    calculator = page.locator("policy-calculator")
    fill_in(calculator)
    status = calculator.locator(".calculator__status")
    expect(status).to_contain_text("Nothing has come for a while")
    expect(status.get_by_role("button", name="Try again")).to_be_visible()
    expect(calculator).to_have_attribute("data-state", "loading")
    faults.clear()
    watch.expect("")
    answered(calculator)
    expect(status).to_be_hidden()


# ---- Answers that are late

HOLDS = """
delete globalThis.SharedWorker;
const { postMessage } = Worker.prototype;
globalThis.held = null;
Worker.prototype.postMessage = function (...message) {
  if (held) held.push(() => postMessage.apply(this, message));
  else postMessage.apply(this, message);
};
"""


def test_what_is_not_for_these_entries_says_so(page: Page, base_url: str) -> None:
    page.context.add_init_script(HOLDS)
    page.goto(base_url + FEES)
    calculator = page.locator("policy-calculator")
    fill_in(calculator)
    answered(calculator)
    page.locator("details[data-cases] > summary").first.click()
    own = page.locator("details[data-cases] [aria-current]")
    expect(own).not_to_have_count(0)
    page.evaluate("held = []")
    calculator.locator(entry("days_late")).fill("10")
    earlier = calculator.get_by_text("For your earlier entries:").locator("visible=true")
    expect(earlier.first).to_be_visible()
    expect(own).to_have_count(0)
    assert calculator.evaluate("e => e.answer") is None
    expect(take(calculator, "Copy text")).to_be_hidden()
    page.evaluate("held.splice(0).forEach((send) => send()); held = null;")
    answered(calculator, re.compile("10 days late"))
    expect(earlier).to_have_count(0)
    expect(own).not_to_have_count(0)
    expect(take(calculator, "Copy text")).to_be_visible()


def test_no_entry_is_called_wrong_for_what_stood_there_before(page: Page, base_url: str) -> None:
    page.context.add_init_script(HOLDS)
    page.goto(base_url + FEES)
    calculator = page.locator("policy-calculator")
    wrong = calculator.locator("[data-field=kind] .ask__error")
    calculator.locator(entry("market")).fill("Australia")
    expect(calculator.locator("output")).to_contain_text("Still to fill in: what you are")
    page.evaluate("held = []")
    calculator.get_by_label("Merchant", exact=True).check()
    calculator.get_by_label("Merchant", exact=True).press("Tab")
    page.wait_for_timeout(300)
    expect(wrong).to_be_hidden()
    page.evaluate("held.splice(0).forEach((send) => send()); held = null;")
    expect(calculator.locator("output")).not_to_contain_text("what you are")
    expect(wrong).to_be_hidden()


def test_no_answer_waits_for_the_titles_of_what_it_cites(page: Page, base_url: str) -> None:
    held: list[Any] = []
    page.context.route("**/data/places-*.json", lambda route: held.append(route))
    page.goto(base_url + FEES + CASE)
    calculator = page.locator("policy-calculator")
    answered(calculator)
    cited = calculator.locator(".calculator__working a[data-clause], .calculator__working [data-clause]").first
    before = cited.inner_text()
    for route in held:
        route.continue_()
    expect(cited).not_to_have_text(before)
    expect(cited).to_have_attribute("href", re.compile("#"))


# ---- Versions beside each other


def test_a_page_of_another_version_is_loaded_in_full(
    page: Page, site: Path, serve: Callable[..., str], tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    address = serve(copy, PREFIX)
    page.goto(address + QUIET)
    until(page, "globalThis.document$")
    page.evaluate("globalThis.mark = 1")
    links = page.locator(".md-sidebar--primary")
    links.locator("a[href$='policy/purpose/']").evaluate("link => link.click()")
    expect(page).to_have_url(f"{address}policy/purpose/")
    assert page.evaluate("globalThis.mark") == 1  # of one version pages are exchanged
    renew(copy, "a")
    links.locator("a[href$='policy/fees/']").evaluate("link => link.click()")
    expect(page.locator('meta[name="calculator-worker"]')).to_have_attribute("content", "worker-aaaaaaaaaaaa.js")
    assert page.evaluate("globalThis.mark") is None
    fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"))


# ---- Entries and addresses out of all measure


def test_an_entry_that_is_too_long_is_told_and_not_kept(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    calculator = page.locator("policy-calculator")
    fill_in(calculator)
    answered(calculator)
    days = calculator.locator(entry("days_late"))
    days.fill("6" * 5_000_000)
    days.blur()
    expect(calculator.locator('[data-field="days_late"] .ask__error')).to_contain_text("at most 200 characters")
    assert days.evaluate("input => input.value.length") == 201
    assert page.evaluate("JSON.stringify({ ...sessionStorage }).length") < 5_000
    days.fill("61")
    answered(calculator)


@pytest.mark.parametrize("place", at_once(("fee?market=", "fee?", "search?q=", ""), {"search?q="}))
def test_an_address_that_is_too_long_is_told(page: Page, base_url: str, place: str) -> None:
    page.goto(base_url + FEES)
    page.evaluate("address => { location.href = address; location.reload(); }", f"#{place}{'a=b&' * 250_000}")
    calculator = page.locator("policy-calculator").first
    if place.startswith("fee"):
        expect(calculator.locator(".calculator__note--address")).to_contain_text("The address is too long for a case")
    if place.startswith("search"):
        expect(page.locator("dialog.finder[open]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog.finder[open]")).to_be_hidden()
    fill_in(calculator)
    answered(calculator)


@pytest.mark.parametrize(
    "kept", at_once(('{"named":null}', '{"entries":[1],"pinned":3}', '"x"', "{"), {'{"named":null}'})
)
def test_whatever_stands_in_the_tab_the_calculator_comes(page: Page, base_url: str, kept: str) -> None:
    page.goto(base_url + QUIET)
    page.evaluate(
        "kept => sessionStorage.setItem(`policy-calculator:${new URL('..', location).pathname}:fee`, kept)", kept
    )
    page.goto(base_url + FEES)
    fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"))


def test_without_observers_a_link_with_a_case_is_answered(page: Page, base_url: str) -> None:
    page.context.add_init_script("delete globalThis.IntersectionObserver; delete globalThis.ResizeObserver;")
    page.goto(base_url + QUIET)
    page.goto(base_url + FEES + CASE)
    answered(page.locator("policy-calculator"))


@pytest.mark.prove
def test_a_style_that_hangs_keeps_the_page_for_some_seconds_only(page: Page, base_url: str, watch: Watch) -> None:
    held: list[Any] = []
    page.context.route("**/stylesheets/main.*.css", lambda route: held.append(route))
    page.goto(base_url + FEES + CASE, wait_until="commit")
    answered(page.locator("policy-calculator"))
    until(page, "performance.getEntriesByType('paint').length")
    for route in held:
        route.continue_()
    expect(page.locator(".md-header")).to_have_css("position", "sticky")


@pytest.mark.prove
def test_what_comes_slowly_is_waited_for(page: Page, base_url: str, faults: dict[str, str]) -> None:
    """Longer than the start may be silent, since it is not."""
    page.context.add_init_script(ALONE)
    page.goto(base_url + QUIET)
    faults["/small-"] = "slow"  # four seconds
    assert evaluate(page, base_url, silence=1_000, step=3_000) == ["147000", "small"]
