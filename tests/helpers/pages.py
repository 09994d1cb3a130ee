"""What the tests do with pages in a real browser."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

FEES = "policy/fees/"
MISSING = "policy/nothing/here"  # no page is there
AUSTRALIA = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
CASE = "#fee?market=Australia&kind=merchant&level=1&days_late=61"
ANSWERED = "61 days late, all three fees are due: 147,000 AUD."
PATIENCE = 60_000  # ms for the first answer, which waits for Python, on a machine that has other work


def until(page: Page, condition: str) -> None:
    """Wait for a condition in JavaScript; Playwright's own way is against the content policy."""
    page.evaluate(f"async () => {{ while (!({condition})) await new Promise((then) => setTimeout(then, 20)); }}")


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
