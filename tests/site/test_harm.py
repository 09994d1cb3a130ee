"""What befalls more than one file: figures that are damaged in an image, workers that end or are refused, storage, the page itself.

As in test_matrix.py no answer is wrong, and the reader is told; docs/faults.md lists it.
"""

from __future__ import annotations

import csv
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build_tools.bench import browser as browsers
from tests.helpers.host import FAULTS, Handler
from tests.helpers.pages import AUSTRALIA, CASE, FEES, Watch, answered, entry, fill_in, until
from tests.helpers.sources import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.prove]

ALONE = "delete globalThis.SharedWorker"
QUIET = "glossary/"  # a page that does not start Python itself


# ---- A figure that is another


def amounts() -> list[int]:
    """Every amount of the fee table."""
    [table] = (ROOT / "calculator" / "facts").glob("*/fees.csv")
    with table.open(encoding="utf-8") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        found = {int(row[name]) for row in rows for name in ("first", "second", "third", "monthly") if row[name]}
    return sorted(found)


BEGIN_ANEW = """async ([url, inputs]) => {
    const client = await import(url);
    await client.restart().catch(() => {});
    const found = await client.evaluate("fee", inputs).catch((failure) => failure);
    return found.outcome?.total ?? found.reason;
}"""


@pytest.mark.parametrize("image", ("/small-", "/whole-"))
def test_no_answer_comes_of_an_image_in_which_an_amount_is_another(
    page: Page,
    base_url: str,
    watch: Watch,
    faults: dict[str, str],
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    image: str,
) -> None:
    watch.expect("")
    page.context.add_init_script(ALONE)
    page.goto(base_url + QUIET)
    [file] = (site / "assets" / "runtime").glob(f"{image.strip('/')}*.wasm")
    body = file.read_bytes()
    others = {"/small-", "/whole-", "pyodide.js"} - {image}
    asked = [f"{base_url}calculator/client.mjs", AUSTRALIA]
    for amount in amounts():
        at = body.index(struct.pack("<I", amount))
        damaged = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]

        def send(handler: Handler, damaged: bytes = damaged) -> None:
            handler.answer(damaged)

        monkeypatch.setitem(FAULTS, "damaged", send)
        faults |= {image: "damaged", **dict.fromkeys(others, "404")}
        assert page.evaluate(BEGIN_ANEW, asked) == "load", amount
    faults.clear()
    assert page.evaluate(BEGIN_ANEW, asked) == "147000"


# ---- Workers

# What comes before a worker's script, so that it ends as it should not.
ENDS = {
    "hangs": "addEventListener('message', () => { for (;;); });",
    "is killed": "globalThis.postMessage = () => close();",
    "is out of memory": "WebAssembly.instantiate = () => Promise.reject(new RangeError('could not allocate memory'));",
    "may not use WebAssembly": "WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('refused'));",
}


@pytest.mark.parametrize("how", ENDS)
def test_a_worker_that_ends_is_told_and_another_can_be_had(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    def send(handler: Handler) -> None:
        handler.answer(ENDS[how].encode() + handler.body())

    watch.expect("")
    monkeypatch.setitem(FAULTS, "ends", send)
    faults |= {"/worker-": "ends", "pyodide.js": "404"}
    page.context.add_init_script(ALONE)
    page.goto(base_url + FEES + CASE)
    limits = "async ([url, limits]) => { Object.assign((await import(url)).limits, limits); }"
    client = f"{base_url}calculator/client.mjs"
    page.evaluate(limits, [client, {"silence": 500, "step": 2_000, "answer": 1_000}])
    calculator = page.locator("policy-calculator")
    expect(calculator).to_have_attribute("data-state", "failed")
    expect(calculator.locator(".calculator__status")).to_contain_text("What you entered is kept.")
    expect(calculator.locator("output")).to_have_text("No answer.")
    expect(calculator.locator(entry("days_late"))).to_have_value("61")
    faults.clear()
    page.evaluate(limits, [client, {"silence": 60_000, "step": 60_000, "answer": 60_000}])
    calculator.get_by_role("button", name="Try again").click()
    answered(calculator)


REFUSALS = {
    "are missing": "delete globalThis.Worker; delete globalThis.SharedWorker;",
    "are refused": """delete globalThis.SharedWorker;
        globalThis.Worker = class { constructor() { throw new DOMException("refused", "SecurityError"); } };""",
}


@pytest.mark.parametrize("how", REFUSALS)
@pytest.mark.parametrize("case", (CASE, ""))
def test_where_workers_are_refused_it_is_told(page: Page, base_url: str, watch: Watch, how: str, case: str) -> None:
    watch.expect("")
    page.context.add_init_script(REFUSALS[how])
    page.goto(base_url + FEES + case)
    calculator = page.locator("policy-calculator")
    if not case:
        fill_in(calculator)
    expect(calculator).to_have_attribute("data-state", "failed")
    expect(calculator.locator(".calculator__status")).to_contain_text("The calculator could not be loaded.")
    expect(calculator.locator("output")).to_have_text("No answer.")
    expect(calculator.locator(entry("days_late"))).to_have_value("61")


# ---- Storage

FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


def test_with_storage_full_it_answers(page: Page, base_url: str) -> None:
    page.context.add_init_script(FULL)
    page.goto(base_url + FEES)
    calculator = page.locator("policy-calculator")
    fill_in(calculator)
    answered(calculator)
    until(page, "globalThis.document$")
    expect(page.locator(".complaint")).to_have_count(0)


# ---- Plain http

HOST = "policy.example"


@pytest.fixture
def insecure(chromium: Any) -> Iterator[Page]:
    """A page of a browser to which HOST is this machine, and so no place to be trusted without https."""
    running = chromium.browser_type.launch(
        executable_path=browsers.find(), args=[*browsers.FLAGS, f"--host-resolver-rules=MAP {HOST} 127.0.0.1"]
    )
    yield running.new_page()
    running.close()


@pytest.mark.parametrize(("fault", "tier"), [("", "small"), ("altered", "whole")])
def test_over_plain_http_it_answers_and_what_is_damaged_is_found(
    insecure: Page, base_url: str, faults: dict[str, str], fault: str, tier: str
) -> None:
    page = insecure
    uncaught: list[Any] = []
    page.on("pageerror", lambda error: uncaught.append(error))
    page.context.add_init_script(ALONE)
    if fault:
        faults["/small-"] = fault
    page.goto(base_url.replace("127.0.0.1", HOST) + FEES + CASE)
    assert not page.evaluate("isSecureContext")
    answered(page.locator("policy-calculator"))
    assert page.evaluate("document.documentElement.dataset.tier") == tier
    until(page, "document.querySelector('.line')")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("fetch('../../edition.json').then(() => 0)")
    expect(page.locator(".line")).to_be_hidden()
    assert not uncaught


# ---- The page itself


def test_a_page_of_which_a_part_has_come_says_so(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str]
) -> None:
    watch.expect("")
    faults["/policy/fees/"] = "half"
    page.goto(base_url + FEES, wait_until="commit")
    expect(page.locator(".complaint")).to_contain_text("Only a part of this page has come.")


def test_a_case_that_no_dialog_takes_is_taken_by_its_own_page(
    page: Page, base_url: str, watch: Watch, faults: dict[str, str]
) -> None:
    watch.expect("")
    faults["/dialog/"] = "500"
    page.goto(base_url + QUIET + CASE)
    answered(page.locator("policy-calculator[topic=fee]"))
    assert page.url.startswith(f"{base_url}calculators/fee/#fee?")


@pytest.fixture
def keeps(new_page: Callable[..., Any]) -> Page:
    """A page that may have service workers, and a worker of its own."""
    page: Page = new_page(service_workers="allow")
    page.context.add_init_script(ALONE)
    return page


def test_a_page_that_does_not_come_is_the_one_that_is_kept(
    keeps: Page, base_url: str, watch: Watch, faults: dict[str, str]
) -> None:
    watch.expect("")
    page = keeps
    page.goto(base_url + QUIET)
    until(page, "document.querySelector('.line')")
    page.evaluate("dispatchEvent(new Event('online'))")
    until(
        page,
        "navigator.serviceWorker.controller && (await (async () => { for (const name of await caches.keys()) "
        "if (await (await caches.open(name)).match(`${location.origin}/handbook/edition.json`)) return true; })())",
    )
    for fault in ("500", "reset", "never"):
        faults["/handbook/policy/fees/"] = fault
        page.goto(base_url + FEES + CASE)
        answered(page.locator("policy-calculator"))
        faults.clear()
        page.goto(base_url + QUIET)
