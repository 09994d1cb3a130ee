"""The pages that lead into the policy, "What do I do?": how they are reached, and what stands on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.contacts import address
from calculator.facts import load

pytestmark = pytest.mark.browser

DOORS = {
    "do/incident/": "I had a data incident",
    "do/late/": "My documents are late",
    "do/papers/": "Which papers must I send?",
    "do/offers/": "I want fewer offers",
}


def test_four_doors_on_the_front_page_and_first_in_the_navigation(page: Page, base_url: str) -> None:
    page.goto(base_url)
    doors = page.locator("#what-do-i-do + ul a")
    assert [door.evaluate("a => a.href") for door in doors.all()] == [base_url + path for path in DOORS]
    links = page.locator(".md-nav--primary a.md-nav__link").evaluate_all("links => links.map(a => a.href)")
    others = [link for link in links if "#" not in link and link != base_url]
    assert others[:4] == [base_url + path for path in DOORS]


@pytest.mark.parametrize("path", DOORS)
def test_every_step_leads_to_its_clause_and_the_calculator_is_there(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    expect(page.get_by_role("heading", level=1)).to_contain_text(DOORS[path])
    steps = page.locator("h2#step-by-step + ol > li")
    assert steps.count() >= 6
    for step in steps.all():
        link = step.locator('a[href*="#dsop."], a[href*="#privacy."]')
        assert link.count(), step.inner_text()
    expect(page.locator("policy-calculator").get_by_role("button", name="Work it out")).to_be_visible()


def test_whom_to_call_is_the_first_thing_after_an_incident_and_dials(
    new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, has_touch=True)
    page.goto(base_url + "do/incident/")
    phone = page.locator('article a[href^="tel:"]').first
    expect(phone).to_have_attribute("href", "tel:+16025373021")
    box = phone.bounding_box()
    assert box and box["y"] + box["height"] < 640, "it is to be seen without scrolling"
    assert box["height"] >= 40, "a finger is to meet it"
    expect(page.locator('article a[href="mailto:EIRP@aexp.com"]').first).to_be_visible()


def test_what_is_no_number_as_printed_is_never_linked(site: Path) -> None:
    figures = load().figures
    mexico = getattr(figures["privacy.phone_mexico_city"], "value", "")
    assert address(mexico) == ""
    assert address(getattr(figures["privacy.phone_united_states"], "value", "")) == "tel:+18003271267"
    assert address("+ 800 9000 1140") == "tel:+80090001140"
    assert address("+ 312 267 3208") == ""
    assert address("www.emvco.com") == "https://www.emvco.com"
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(rf"<a[^>]*>\s*(?:\+ 312|\+ 888|{mexico})", text), path
        assert not re.search(r'href="tel:\+(?:31|888|52)', text), path
