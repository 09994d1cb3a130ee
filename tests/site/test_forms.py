"""The forms in a real browser: what they ask when, markets and moments, clauses opened in place, what is kept, how it fits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import calculator
from build_tools.pages.form import called, options
from calculator import TOPICS
from calculator.errors import InputErrors
from tests.helpers.pages import FEES, answered, asked, entry, open_at, type_over
from tests.helpers.proving import at_once

KNOWN = "market=Australia&kind=merchant&level=1&days_late=61"
TYPED = {
    "whole": ["", "100", "12000", "60000", "3000000"],
    "percent": ["", "50", "80", "90"],
    "date": ["", "2026-03-31", "2026-04-10", "2026-05-31"],
    "market": ["", "Australia", "Italy"],
    "moment": ["2026-03-28T14:30:00+01:00"],
    "dates": [""],
}


def test_a_field_is_called_for_by_fields_before_it_and_a_required_one_always_stands() -> None:
    for topic in TOPICS.values():
        before: set[str] = set()
        for field in topic.fields:
            assert set(field.when) <= before, f"{topic.name}: {field.name}"
            assert not (field.required and field.when), f"{topic.name}: {field.name}"
            before.add(field.name)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.name)
def test_what_is_not_called_for_cannot_matter_before_what_would_call_for_it(topic: Any) -> None:
    chance = random.Random(7)
    answered = 0
    for _ in range(400):
        entries = {
            field.name: chance.choice([word for word, _ in options(field)] or TYPED[field.kind])
            for field in topic.fields
        }
        shown = called(topic.fields, entries)
        sent = {name: entry for name, entry in entries.items() if entry and shown[name]}
        try:
            answer = calculator.evaluate(topic.name, sent).to_dict()
        except InputErrors as error:
            assert all(shown.get(problem.field, True) for problem in error.problems), (sent, error.problems)
            continue
        answered += 1
        for field in topic.fields:
            if shown[field.name] or any(name in answer["ask_next"] for name in field.when):
                continue
            assert field.name not in answer["ask_next"], sent
            for word, _ in options(field):
                try:
                    other = calculator.evaluate(topic.name, {**sent, field.name: word}).to_dict()
                except InputErrors:
                    continue
                assert (other["outcome"], other["bounds"]) == (answer["outcome"], answer["bounds"]), (sent, field.name)
    assert answered > 40


browser = pytest.mark.browser


@browser
def test_later_fields_appear_as_earlier_answers_call_for_them(page: Page, base_url: str) -> None:
    element = open_at(page, base_url + FEES)
    step = element.locator(asked("step_participant"))
    required = element.locator(asked("submission_required"))
    expect(step).to_be_hidden()
    element.locator(entry("market")).fill("Australia")
    element.get_by_label("Merchant", exact=True).check()
    where = "e => e.getBoundingClientRect().top + scrollY"
    place = element.get_by_label("Merchant", exact=True).evaluate(where)
    element.get_by_label("3", exact=True).check()
    expect(step).to_be_visible()
    expect(required).to_be_visible()
    assert element.get_by_label("Merchant", exact=True).evaluate(where) == place
    # In the order of the page: from the level to what it called for.
    page.keyboard.press("Tab")
    expect(step.locator("legend a")).to_be_focused()  # what STEP means
    page.keyboard.press("Tab")
    expect(step.get_by_label("No")).to_be_focused()
    # What is hidden again is kept, and not asked with.
    step.get_by_label("Yes").check()
    element.get_by_label("Service provider", exact=True).check()
    expect(step).to_be_hidden()
    element.get_by_label("2", exact=True).check()
    element.locator(entry("days_late")).fill("61")
    answered(element, re.compile("AUD"))
    assert element.evaluate("e => [e.entries().step_participant ?? null, e.answer.inputs.step_participant]") == [
        None,
        False,
    ]
    page.reload()
    element.get_by_label("Merchant", exact=True).check()
    expect(step.get_by_label("Yes")).to_be_checked()


@browser
def test_the_address_shows_a_field_that_nothing_calls_for(page: Page, base_url: str) -> None:
    element = open_at(
        page, f"{base_url}{FEES}#fee?market=Australia&kind=service_provider&level=1&days_late=61&step_participant=yes"
    )
    expect(element.locator(asked("step_participant"))).to_be_visible()
    expect(element.locator("output")).to_contain_text("No answer yet", timeout=60_000)
    expect(element.locator("#ask-fee-step_participant-error")).to_contain_text("STEP is for merchants only")


@browser
def test_without_scripts_every_field_is_there(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + "calculators/incident/")
    for field in TOPICS["incident"].fields:
        if field.group != "window":  # folded
            expect(page.locator(f'[data-field="{field.name}"]')).to_be_visible()
    expect(page.locator(entry("discovered"))).to_have_attribute("type", "text")
    expect(page.locator("policy-calculator").get_by_text("For example 2026-03-28T14:30:00+01:00")).to_be_visible()


@browser
def test_a_market_is_found_by_any_of_its_names(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(has_touch=True, viewport={"width": 360, "height": 740})
    element = open_at(page, base_url + "calculators/contact/")
    market = element.locator(entry("market"))
    names = page.get_by_role("option")
    for typed, name in (
        ("uk", "United Kingdom"),
        ("czechia", "Czech Republic"),
        ("de", "Germany"),
        ("osterreich", "Austria"),
    ):
        market.fill(typed)
        expect(names.first).to_contain_text(name)
    expect(market).to_have_attribute("aria-expanded", "true")
    box = names.first.bounding_box()
    assert box and box["height"] >= 44
    # Escape closes the list alone; the arrow opens it again, Enter takes the name.
    market.press("Escape")
    expect(names).to_have_count(0)
    expect(market).to_have_value("osterreich")
    # Where one is left that is the one, also when the list is closed.
    market.fill("osterr")
    market.press("Escape")
    market.press("Enter")
    expect(market).to_have_value("Austria")
    market.fill("german")
    market.press("ArrowDown")
    expect(market).to_have_attribute("aria-activedescendant", re.compile("-0$"))
    market.press("Enter")
    expect(market).to_have_value("Germany")
    expect(names).to_have_count(0)
    answered(element, re.compile("Germany|\\d"))
    # By touch.
    market.fill("austra")
    names.filter(has_text="Australia").tap()
    expect(market).to_have_value("Australia")
    expect(market).to_be_focused()


@browser
def test_a_moment_has_the_offset_of_its_own_day(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="Europe/Berlin")
    element = open_at(page, base_url + "calculators/incident/")
    moment, offset = element.locator(entry("discovered")), element.get_by_label("Offset from UTC")
    expect(moment).to_have_attribute("type", "datetime-local")
    moment.fill("2026-03-28T14:30")
    expect(offset).to_have_value("+01:00")
    moment.fill("2026-03-29T14:30")  # summer time has begun
    expect(offset).to_have_value("+02:00")
    assert element.evaluate("e => e.entries().discovered") == "2026-03-29T14:30+02:00"
    answered(element, re.compile(r"14:30 on Monday 30 March 2026 \(UTC\+2\)"))
    # Another place: what the reader sets stays, whatever the day.
    offset.fill("UTC-5")
    moment.fill("2026-01-10T09:00")
    assert element.evaluate("e => e.entries().discovered") == "2026-01-10T09:00-05:00"
    page.reload()
    expect(offset).to_have_value("-05:00")
    expect(moment).to_have_value("2026-01-10T09:00")
    page.goto(base_url + "calculators/incident/#incident?discovered=2026-07-01T08:15:30Z")
    expect(offset).to_have_value("+00:00")
    answered(element, re.compile(r"08:15:30 on Thursday 2 July 2026 \(UTC\)"))
    # What is no moment stays the text that it is.
    page.evaluate("location.hash = '#incident?discovered=yesterday'")
    expect(element.locator(entry("discovered"))).to_have_value("yesterday")
    element.get_by_role("button", name="Clear all entries").click()
    expect(moment).to_have_value("")
    expect(moment).to_have_attribute("type", "datetime-local")


@browser
def test_a_clause_and_a_reading_open_in_place(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}calculators/fee/#fee?{KNOWN.replace('61', '30')}")
    answered(element, re.compile("AUD"))
    element.locator("summary", has_text="How we worked it out").click()
    show = element.get_by_role("button", name=re.compile("^Show The first fee")).first
    show.focus()
    page.keyboard.press("Enter")
    opened = element.locator(".peeked").first
    expect(opened).to_contain_text("1st Month Fee")
    hide = element.get_by_role("button", name=re.compile("^Hide The first fee")).first
    expect(hide).to_have_attribute("aria-expanded", "true")
    # It stays while the answer moves, and the link stays a link.
    element.locator(entry("days_late")).fill("29")
    expect(element.locator(".answer-table")).to_contain_text("29")
    expect(element.locator(".peeked")).to_have_count(1)
    expect(element.locator("a.clause", has_text="The first fee").first).to_have_attribute("href", re.compile("#dsop"))
    hide.focus()
    page.keyboard.press("Escape")
    expect(element.locator(".peeked")).to_have_count(0)
    expect(show).to_be_focused()
    element.locator("summary", has_text="Assumptions").click()
    reading = element.locator(".answer-rests .peek").first
    reading.click()
    expect(element.locator(".peeked").first).to_contain_text("Read here as")


@browser
def test_what_to_ask_next_is_a_click_away(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}calculators/step/#step?kind=merchant&market=Germany&secured_percent=80")
    expect(element.locator(".answer-ask")).to_be_visible(timeout=60_000)
    element.get_by_role("button", name="Yes: Do you comply with all of the PCI DSS?").click()
    # On to the next question, by keyboard.
    expect(element.get_by_role("button", name=re.compile("^Yes: Did you have a Data Incident"))).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(element.locator(".answer-ask")).to_have_count(0)
    assert element.evaluate("e => e.answer.outcome.eligible") is True
    expect(element.locator("output")).to_be_focused()


@browser
def test_answers_come_as_you_type_and_are_told_when_you_pause(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}{FEES}#fee?{KNOWN}")
    answered(element, "61 days late, all three fees are due: 147,000 AUD.")
    output = element.locator("output")
    expect(output).to_have_attribute("aria-busy", "false")
    page.evaluate(
        """() => {
          window.told = [];
          const output = document.querySelector("policy-calculator output");
          new MutationObserver(() => output.ariaBusy === "false" && told.push(output.textContent))
            .observe(output, {attributeFilter: ["aria-busy"], childList: true});
        }"""
    )
    type_over(element.locator(entry("days_late")), "45")
    expect(output).to_have_text("45 days late, two of three fees are due: 84,000 AUD.")
    expect(output).to_have_attribute("aria-busy", "false")
    assert page.evaluate("[...new Set(told)]") == ["45 days late, two of three fees are due: 84,000 AUD."]


def test_what_is_pressed_stays_until_it_is_released(page: Page, base_url: str) -> None:
    """A market that is none is told of as it is left, by a line above what is pressed, which would move away from the press."""
    page.goto(base_url + FEES)
    calculator = page.locator("policy-calculator")
    merchant = calculator.get_by_label("Merchant", exact=True)
    wrong = calculator.locator("[data-field=market] .ask__error")
    market = calculator.locator(entry("market"))
    market.fill("Australia")
    expect(calculator).to_have_attribute("data-state", "ready")
    merchant.scroll_into_view_if_needed()
    market.press("End")
    market.fill("Austrlia")
    place = merchant.bounding_box()
    assert place
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(300)
    assert merchant.bounding_box() == place
    page.mouse.up()
    expect(merchant).to_be_checked()
    expect(wrong).to_be_visible()


@pytest.mark.navigation
@browser
def test_entries_stay_in_this_tab(page: Page, base_url: str) -> None:
    element = open_at(page, base_url + FEES)
    element.locator(entry("days_late")).fill("61")
    page.goto(base_url + "glossary/")
    page.go_back()
    expect(element.locator(entry("days_late"))).to_have_value("61")
    other = page.context.new_page()
    fresh = open_at(other, base_url + FEES)
    expect(fresh.locator(entry("days_late"))).to_have_value("")


@browser
def test_nothing_moves_while_the_page_loads(page: Page, base_url: str) -> None:
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value)))
          .observe({type: "layout-shift", buffered: true});"""
    )
    open_at(page, base_url + "calculators/indemnity/")
    page.wait_for_timeout(500)
    assert page.evaluate("moved") < 0.02


@browser
@pytest.mark.parametrize("width", at_once((320, 360, 768, 1600), {320}))
def test_form_and_answer_fit_with_room_for_a_finger(new_page: Callable[..., Page], base_url: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800}, has_touch=True, forced_colors="active")
    element = open_at(page, f"{base_url}{FEES}#fee?{KNOWN.replace('level=1', 'level=unknown')}")
    expect(element.locator(".answer-ask")).to_be_visible(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = element.locator("button, input[type=text], .ask__choice, summary").evaluate_all(
        "(all) => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    assert small == []
    short = element.locator("form :is(button, input[type=text], .ask__choice, summary)").evaluate_all(
        "(all) => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"
    )
    assert short == []
    clause = page.locator("section.clause").first.bounding_box()
    box = element.bounding_box()
    assert clause and box
    if width >= 1400:
        assert clause["x"] + clause["width"] <= box["x"]
    else:
        assert box["y"] + box["height"] <= clause["y"]


# Printed, and where it leads; a number that is none as printed leads nowhere (it would ring another country).
REACHED = {
    "#incident?discovered=2026-03-28T14:30%2B01:00": {
        "+1 (602) 537-3021": "tel:+16025373021",
        "EIRP@aexp.com": "mailto:EIRP@aexp.com",
    },
    "#contact?market=Netherlands": {"+1 (312) 267-3208": "tel:+13122673208", "+ 312 267 3208": None},
    "#privacy?relation=dollar_card_customer&area=united_states&stop=telemarketing": {
        "1-800-327-1267": "tel:+18003271267",
        "525-55-326-2660": None,
    },
}


@browser
@pytest.mark.parametrize("case", REACHED)
def test_whom_to_reach_is_a_link_in_the_answer(page: Page, base_url: str, case: str) -> None:
    topic = case[1:].partition("?")[0]
    element = open_at(page, f"{base_url}calculators/{topic}/{case}")
    expect(element.locator(".calculator__case")).to_be_hidden(timeout=60_000)
    for printed, address in REACHED[case].items():
        cell = element.locator(".answer-table td").filter(has_text=printed)
        expect(cell).not_to_have_count(0)
        if address:
            expect(cell.get_by_role("link", name=printed)).to_have_attribute("href", address)
        else:
            expect(cell.locator("a").filter(has_text=printed)).to_have_count(0)
