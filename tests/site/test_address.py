"""The case in the address: what it takes, what is named when it is left out, and how it follows the form."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

import calculator
from tests.helpers.pages import CASE, FEES, PATIENCE, entry, until
from tests.helpers.proving import at_once

# Words of an address that name a choice, and which: the rule core and the form take the same.
WORDS = [
    ("fee", "market=Australia&kind=merchant&level=1&days_late=61", "step_participant", "true", "yes", True),
    ("fee", "market=Australia&kind=merchant&level=1&days_late=61", "step_participant", "Y", "yes", True),
    ("fee", "market=Australia&kind=merchant&level=1&days_late=61", "step_participant", "FALSE", "no", False),
    ("fee", "market=Australia&kind=merchant&days_late=61", "level", "Level+1", "1", 1),
    ("fee", "market=Australia&kind=merchant&days_late=61", "level", "L2", "2", 2),
    ("fee", "market=Australia&kind=merchant&days_late=61", "level", "2.0", "2", 2),
    ("fee", "market=Australia&kind=merchant&days_late=61", "level", "i+don’t+know", "unknown", None),
    (
        "fee",
        "market=Australia&level=1&days_late=61",
        "kind",
        "service+provider",
        "service_provider",
        "service_provider",
    ),
    (
        "fee",
        "market=Australia&level=1&days_late=61",
        "kind",
        "Service-Provider",
        "service_provider",
        "service_provider",
    ),
    ("indemnity", "kind=merchant", "card_numbers", "+12,000+", " 12,000 ", 12000),
]


@pytest.mark.parametrize(("topic", "case", "field", "text", "entry", "value"), WORDS, ids=lambda value: str(value))
def test_the_core_takes(topic: str, case: str, field: str, text: str, entry: str, value: Any) -> None:
    inputs = {name: values[-1] for name, values in parse_qs(f"{case}&{field}={text}").items()}
    assert calculator.evaluate(topic, inputs).to_dict()["inputs"][field] == value


browser = pytest.mark.browser


def answered(element: Locator, text: str | re.Pattern[str] = "") -> None:
    expect(element.locator(".calculator__case")).to_be_hidden(timeout=PATIENCE)
    expect(element).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    expect(element.locator("output")).to_contain_text(text or re.compile(r"\w"))


def calculator_of(page: Page) -> Locator:
    return page.locator("policy-calculator").first


@browser
def test_the_form_takes_what_the_core_takes(page: Page, base_url: str) -> None:
    for topic in dict.fromkeys(row[0] for row in WORDS):
        page.goto(f"{base_url}calculators/{topic}/")
        page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")
        for _, case, field, text, taken, value in (row for row in WORDS if row[0] == topic):
            page.evaluate("hash => { location.hash = hash }", f"#{topic}?{case}&{field}={text}")
            element = calculator_of(page)
            until_answered = "(e, [name, value]) => JSON.stringify(e.answer?.inputs[name]) === JSON.stringify(value)"
            expect(element.locator(f"[name={field}]").first).to_be_attached()
            read = f"new FormData(document.querySelector('policy-calculator form')).get({json.dumps(field)})"
            until(page, f"{read} === {json.dumps(taken)}")
            answered(element)
            assert element.evaluate(until_answered, [field, value]), text
            expect(element.locator(".calculator__note--address")).to_be_hidden()


MAILED = {
    "encoded once more": "fee%3Fmarket%3DAustralia%26kind%3Dmerchant%26level%3D1%26days_late%3D61",
    "encoded behind the mark": "fee?market%3DAustralia%26kind%3Dmerchant%26level%3D1%26days_late%3D61",
    "in HTML": "fee?market=Australia&amp;kind=merchant&amp;level=1&amp;days_late=61",
    "both": "fee%3Fmarket%3DAustralia%26amp%3Bkind%3Dmerchant%26amp%3Blevel%3D1%26amp%3Bdays_late%3D61",
}


@browser
@pytest.mark.parametrize("how", at_once(MAILED, {"in HTML", "both"}))
@pytest.mark.parametrize("path", at_once((FEES, "glossary/"), {FEES}))
def test_a_case_that_a_mail_program_changed_is_read(page: Page, base_url: str, path: str, how: str) -> None:
    page.goto(f"{base_url}{path}#{MAILED[how]}")
    answered(calculator_of(page), "147,000 AUD")


@browser
def test_percent_signs_that_were_encoded_twice(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}calculators/incident/#incident?discovered=2026-03-28T14%253A30%253A00%252B01%253A00")
    answered(calculator_of(page))
    assert calculator_of(page).evaluate("e => e.answer.outcome.notify_by") == "2026-03-29T14:30:00+01:00"


@browser
def test_what_is_left_over_is_named(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{FEES}{CASE}&market=Italy&level=nine&colour=green")
    answered(calculator_of(page))
    note = calculator_of(page).locator(".calculator__note--address")
    for left in ("market = Australia", "level = nine", "colour = green"):
        expect(note).to_contain_text(left)
    expect(calculator_of(page).locator(entry("market"))).to_have_value("Italy")


def case_in(page: Page) -> dict[str, str]:
    """The case of the address by name; empty where there is none."""
    _, _, query = urlsplit(page.url).fragment.partition("?")
    return {name: values[-1] for name, values in parse_qs(query).items()}


@browser
def test_the_address_follows_the_form(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")
    entries = page.evaluate("history.length")
    element = calculator_of(page)
    element.locator(entry("market")).fill("Australia")
    element.get_by_label("Merchant", exact=True).check()
    element.get_by_label("1", exact=True).check()
    element.locator(entry("days_late")).press_sequentially("30", delay=5)
    expect(page).to_have_url(re.compile("days_late=30$"))
    assert case_in(page) == {"market": "Australia", "kind": "merchant", "level": "1", "days_late": "30"}
    assert page.evaluate("history.length") == entries
    answered(element, "AUD")
    # It is the case: another tab answers it the same, readings included.
    element.locator(".answer-rests > summary").click()
    element.get_by_role("button", name="Use this reading").first.click()
    until(page, "location.hash.includes('&reading.')")
    other = page.context.new_page()
    other.goto(page.url)
    answered(calculator_of(other))
    assert calculator_of(other).evaluate("e => e.answer.readings_asked") == element.evaluate(
        "e => e.answer.readings_asked"
    )
    # Emptied with it.
    element.locator(entry("days_late")).fill("6")
    element.get_by_role("button", name="Clear all entries").click()
    expect(page).to_have_url(base_url + FEES)


@browser
def test_the_address_follows_at_most_ten_times_a_second(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")
    page.evaluate(
        """() => {
          globalThis.written = [];
          const { replaceState } = history;
          history.replaceState = function (state, title, url) {
            if (url) written.push(performance.now());
            return replaceState.apply(this, arguments);
          };
        }"""
    )
    days = calculator_of(page).locator(entry("days_late"))
    days.press_sequentially("123456789" * 2, delay=8)
    expect(page).to_have_url(re.compile("days_late=" + "123456789" * 2))
    written = page.evaluate("written")
    assert len(written) > 1
    assert min(later - earlier for earlier, later in pairwise(written)) >= 95


@browser
def test_a_reload_by_the_address_before_the_newest_takes_nothing_back(page: Page, base_url: str) -> None:
    """A browser that reloads in the moment that the address changes may take the one before."""
    page.goto(f"{base_url}{FEES}{CASE}")
    element = calculator_of(page)
    answered(element)
    element.locator(entry("days_late")).fill("45")
    expect(page).to_have_url(re.compile("days_late=45$"))
    page.evaluate("before => history.replaceState(history.state, '', before)", CASE)
    page.reload()
    answered(element, "45 days late, two of three fees are due: 84,000 AUD.")
    expect(element.locator(entry("days_late"))).to_have_value("45")
    expect(page).to_have_url(re.compile("days_late=45$"))
    # Somebody goes to it: it is a case like any other.
    page.evaluate("before => { location.hash = before }", CASE)
    answered(element)


@browser
@pytest.mark.parametrize("way", at_once(("reload", "at once", "by the address before", "back"), {"at once", "back"}))
def test_what_was_cleared_stays_cleared(page: Page, base_url: str, way: str) -> None:
    page.goto(f"{base_url}{FEES}{CASE}")
    element = calculator_of(page)
    answered(element, "147,000 AUD")
    if way == "at once":  # before anything that waits for its turn; the address was written just before
        element.locator(entry("days_late")).fill("62")
        element.locator("form").evaluate("form => { form.reset(); location.reload(); }")
    else:
        element.get_by_role("button", name="Clear all entries").click()
        expect(element.locator(entry("market"))).to_have_value("")
    if way == "by the address before":
        page.evaluate("before => history.replaceState(history.state, '', before)", CASE)
    if way == "back":
        page.goto(f"{base_url}glossary/")
        page.go_back()
    elif way != "at once":
        page.reload()
    expect(page).to_have_url(base_url + FEES)
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")
    expect(element.get_by_text("A worked example")).to_be_visible()
    expect(element.locator(entry("market"))).to_have_value("")
    assert element.evaluate("e => e.answer") is None


@browser
def test_in_the_dialog_too(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}glossary/{CASE}")
    element = page.locator("dialog policy-calculator:visible")
    answered(element, "147,000 AUD")
    element.locator(entry("days_late")).fill("10")
    expect(page).to_have_url(re.compile("days_late=10"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{base_url}glossary/")
