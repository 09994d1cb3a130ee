"""What the tests do with pages in a real browser."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.helpers.host import Line
from tests.helpers.sources import ROOT

FEES = "policy/fees/"
MISSING = "policy/nothing/here"  # no page is there
AUSTRALIA = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
CASE = "#fee?market=Australia&kind=merchant&level=1&days_late=61"
ANSWERED = "61 days late, all three fees are due: 147,000 AUD."
PATIENCE = 60_000  # ms for the first answer, which waits for Python, on a machine that has other work
# axe, and what it finds wrong: the rule and the elements.
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = "axe.run({within}).then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)]))"


def until(page: Page, condition: str) -> None:
    """Wait for a condition in JavaScript; Playwright's own way is against the content policy."""
    page.evaluate(
        f"""async () => {{
          const end = Date.now() + {PATIENCE};
          while (!({condition})) {{
            if (Date.now() > end) throw new Error("waited in vain for " + {json.dumps(condition)});
            await new Promise((then) => setTimeout(then, 20));
          }}
        }}"""
    )


def until_met(page: Page, file: str) -> None:
    """Wait until the browser has asked for a file that something is wrong with, by a part of its address."""
    end = time.monotonic() + PATIENCE / 1000
    while not any(file in path for path in Line.met):
        assert time.monotonic() < end, f"nobody asked for {file}"
        page.wait_for_timeout(20)


def asked(field: str) -> str:
    """What finds a field of a form, whatever it asks."""
    return f'form [data-field="{field}"]'


def entry(field: str) -> str:
    """What finds the input in which a field is typed."""
    return f'[data-field="{field}"] input[id$="-{field}"]'


def fill_in(calculator: Locator, days: str = "61") -> None:
    """Australia, a merchant at Level 1, so many days late."""
    calculator.locator(entry("market")).fill("Australia")
    calculator.get_by_label("Merchant", exact=True).check()
    calculator.get_by_label("1", exact=True).check()
    calculator.locator(entry("days_late")).fill(days)


def answered(calculator: Locator, text: str | re.Pattern[str] = ANSWERED) -> None:
    """Waits until a calculator shows this answer (whole, or what is found in it) to what was entered, not its example."""
    expect(calculator.locator(".calculator__case")).to_be_hidden(timeout=PATIENCE)
    expect(calculator.locator("output")).to_have_text(text)
    expect(calculator.locator("output")).not_to_contain_text(re.compile("Still to fill in|No answer yet"))
    expect(calculator).to_have_attribute("data-state", "ready")


def type_over(field: Locator, text: str) -> None:
    """Type over what stands in a field, a key each 30 ms. The keys come from the page itself, so that the pauses between them
    are shorter than its own however busy this machine is."""
    field.evaluate(
        """async (field, text) => {
          field.focus();
          field.select();
          for (const key of text) {
            document.execCommand("insertText", false, key);
            await new Promise((then) => setTimeout(then, 30));
          }
        }""",
        text,
    )


class Watch:
    """What went wrong on the pages of a test: errors on the console, requests that left the origin.

    A test that brings a fault about on purpose says what of it the browser may tell, before or after the test has seen it.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.expected: list[str] = []
        self.requests: list[str] = []

    def follow(self, context: Any) -> None:
        context.on("request", self.on_request)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))

    def expect(self, *parts: str) -> None:
        """Problems that name any of these are meant."""
        self.expected += parts

    def unexpected(self) -> list[str]:
        return [problem for problem in self.problems if not any(part in problem for part in self.expected)]

    def on_request(self, request: Any) -> None:
        self.requests.append(request.url)
        address = urlsplit(request.url)
        if address.scheme in ("data", "blob"):
            return
        if address.hostname != "127.0.0.1":
            self.problems.append(f"left the origin: {request.url}")

    def on_console(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")


def open_at(page: Page, address: str) -> Locator:
    """The calculator of a page, taken over by its script."""
    page.goto(address)
    element = page.locator("policy-calculator").first
    expect(element.get_by_role("button", name="Work it out")).to_be_visible()
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")
    return element


PRINTS = """globalThis.sheets = 0; globalThis.print = () => { globalThis.sheets += 1; }"""
COPIES = {"permissions": ["clipboard-read", "clipboard-write"]}
# A browser that lets no page copy.
REFUSES = """
navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
Document.prototype.execCommand = () => false;
"""


def take(calculator: Locator, what: str) -> Locator:
    """The button of an answer's card that takes it along."""
    return calculator.locator(".calculator__working .card__actions").get_by_role("button", name=what, exact=True)


def saved(calculator: Locator, what: str) -> str:
    """The text of the file that such a button saves."""
    with calculator.page.expect_download() as download:
        take(calculator, what).click()
    return Path(download.value.path()).read_text("utf-8")
