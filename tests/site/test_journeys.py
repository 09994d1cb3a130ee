"""Nine journeys from the front page, each of a person in a hurry: what may be entered and touched, and what is then said.

An entry is one field filled, a touch one link, button or choice. After the last entry the headline is in view without
scrolling, and axe finds nothing. Each goes on a phone and on a desk, light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.helpers.pages import AXE, COPIES, PATIENCE, PRINTS, RUN, asked, entry, saved, take
from tests.helpers.proving import at_once

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


class Traveller:
    """A person on a page: counts what is entered and touched."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.entries = 0
        self.touches = 0
        page.goto(address)
        # The scripts that take the forms over are there.
        page.evaluate("customElements.whenDefined('policy-calculator').then(() => 0)")

    @property
    def calculator(self) -> Locator:
        return self.page.locator("policy-calculator:visible").first

    @property
    def card(self) -> Locator:
        return self.calculator.locator(".calculator__working .card")

    def touch(self, what: Locator) -> None:
        self.touches += 1
        what.click()

    def follow(self, name: str | re.Pattern[str], address: str) -> None:
        """Touches the first link of this name in the page, and is on the page that it leads to."""
        came_from = self.page.locator("h1").text_content() or ""
        self.touch(self.page.locator("article").get_by_role("link", name=name).first)
        expect(self.page).to_have_url(re.compile(address))
        expect(self.page.locator("h1")).not_to_have_text(came_from)  # the address changes before the page does

    def choose(self, field: str, label: str) -> None:
        self.touch(self.calculator.locator(asked(field)).get_by_label(label, exact=True))

    def enter(self, field: str, text: str) -> None:
        """Types into a field, and presses Enter where a market is to be taken from the list."""
        self.entries += 1
        into = self.calculator.locator(entry(field))
        if into.get_attribute("type") == "datetime-local":
            into.fill(text)
            return
        into.press_sequentially(text)
        if field == "market":
            into.press("Enter")

    def reads(self, headline: str | re.Pattern[str]) -> None:
        """The headline is this, and in view as the reader left the page: itself, or its line pinned below."""
        expect(self.calculator).to_have_attribute("data-state", "ready", timeout=PATIENCE)
        output = self.calculator.locator("output")
        expect(output).to_have_text(headline, timeout=PATIENCE)
        pinned = self.calculator.locator(".pinned")
        if pinned.is_visible():
            expect(pinned).to_have_text(headline)
            expect(pinned).to_be_in_viewport(ratio=1)
        else:
            expect(output).to_be_in_viewport(ratio=1)

    def finds_nothing_wrong(self) -> None:
        """axe finds nothing, the size of what is touched included."""
        self.page.evaluate(AXE + "; 0")
        # What is scrolled under a bar that stays, or out of the list of pages, is no smaller for that.
        self.page.evaluate(
            """() => {
              document.getAnimations().forEach((one) => one.finish());
              for (const bar of document.querySelectorAll(".md-header, .pinned, output")) bar.style.position = "static";
              for (const list of document.querySelectorAll(".md-sidebar__scrollwrap")) list.style.overflow = "visible";
            }"""
        )
        within = "document, {rules: {'target-size': {enabled: true}}}"
        assert self.page.evaluate(RUN.replace("{within}", within)) == []

    def spent(self, entries: int, touches: int) -> None:
        assert (self.entries, self.touches) <= (entries, touches)
        assert self.entries <= entries and self.touches <= touches, (self.entries, self.touches)


@pytest.fixture(params=at_once(("phone-light", "phone-dark", "desk-light", "desk-dark"), {"phone-light"}))
def traveller(request: pytest.FixtureRequest, new_page: Callable[..., Page], base_url: str) -> Iterator[Traveller]:
    device, scheme = request.param.split("-")
    page = new_page(color_scheme=scheme, **(PHONE if device == "phone" else DESK))
    yield Traveller(page, base_url)


def test_a_merchant_in_germany_what_by_when_and_what_if_late(traveller: Traveller) -> None:
    traveller.choose("kind", "Merchant")
    traveller.enter("transactions", "60000")
    traveller.enter("market", "germ")
    traveller.reads(re.compile(r"^You are a Level 2 merchant\."))
    card = traveller.card
    expect(card.locator(".card__when")).to_contain_text("Every year")
    expect(card.locator(".card__next")).to_contain_text("4,000 EUR, then 7,500 EUR, then 11,000 EUR")
    traveller.finds_nothing_wrong()
    traveller.touch(card.get_by_role("link", name=re.compile("^See what lateness costs")))
    late = traveller.page.locator("dialog policy-calculator:visible")
    expect(late.locator(entry("market"))).to_have_value("Germany")
    expect(late.locator(asked("level")).get_by_label("2", exact=True)).to_be_checked()
    traveller.spent(entries=2, touches=3)


def test_breached_last_night_whom_to_call_by_when_and_what_it_can_cost(traveller: Traveller) -> None:
    page = traveller.page
    traveller.follow("I had a data incident", "do/incident")
    call = page.locator(".call")
    expect(call).to_be_in_viewport(ratio=1)
    expect(call.get_by_role("link", name="+1 (602) 537-3021")).to_have_attribute("href", "tel:+16025373021")
    traveller.spent(entries=0, touches=1)
    traveller.enter("discovered", "2026-01-12T23:10")
    traveller.enter("card_numbers", "14000")
    traveller.reads(re.compile(r"^Call American Express at once, at the latest by 23:10 on Tuesday 13 January 2026"))
    expect(traveller.card.locator(".card__when")).to_contain_text("By Saturday 17 January 2026: engage a PFI.")
    traveller.finds_nothing_wrong()
    traveller.spent(entries=2, touches=1)
    traveller.touch(page.get_by_role("link", name="You are a merchant"))
    expect(page).to_have_url(re.compile("indemnity"))
    traveller.reads("This can cost you from 0 to 170,000 USD.")
    expect(traveller.card.locator(".card__ends")).to_contain_text("Highest: 170,000 USD")
    traveller.finds_nothing_wrong()
    traveller.spent(entries=2, touches=2)


@pytest.mark.prove
def test_45_days_late_in_sweden_at_level_2(traveller: Traveller) -> None:
    traveller.follow("My documents are late", "do/late")
    traveller.enter("market", "swed")
    traveller.choose("kind", "Merchant")
    traveller.choose("level", "2")
    traveller.enter("days_late", "45")
    traveller.reads("45 days late, two of three fees are due: 105,000 SEK.")
    traveller.finds_nothing_wrong()
    traveller.spent(entries=2, touches=3)


def test_what_a_pfi_is_without_leaving_the_incident_page(traveller: Traveller) -> None:
    page = traveller.page
    page.goto(page.url + "do/incident/")
    before = page.url
    traveller.touch(page.locator("article a.term", has_text=re.compile("^PFIs?$")).first)
    expect(page.get_by_role("note")).to_contain_text("forensic")
    expect(page.get_by_role("note")).to_be_in_viewport(ratio=1)
    assert page.url == before
    traveller.finds_nothing_wrong()
    traveller.spent(entries=0, touches=1)


@pytest.mark.prove
def test_chip_terminals_at_80_percent_what_that_lowers(traveller: Traveller) -> None:
    traveller.follow("STEP", "step")
    traveller.choose("kind", "Merchant")
    traveller.enter("market", "germ")
    traveller.enter("secured_percent", "80")
    traveller.reads(re.compile("^Whether you meet the conditions of STEP is open"))
    expect(traveller.card.locator(".answer-ask > ul > li")).to_contain_text("Do you comply with all of the PCI DSS?")
    traveller.finds_nothing_wrong()
    traveller.spent(entries=2, touches=2)


def test_45_days_late_in_germany_at_no_known_level(traveller: Traveller) -> None:
    traveller.follow("My documents are late", "do/late")
    traveller.enter("market", "germ")
    traveller.choose("kind", "Merchant")
    traveller.choose("level", "I don’t know")
    traveller.enter("days_late", "45")
    traveller.reads("45 days late: this costs from 0 to 45,000 EUR, depending on your level.")
    ends = traveller.card.locator(".card__ends li")
    expect(ends).to_have_text(
        [re.compile("^Lowest: 0 EUR, if you are at Level 3 or 4"), "Highest: 45,000 EUR, if you are at Level 1."]
    )
    traveller.finds_nothing_wrong()
    traveller.spent(entries=2, touches=3)


@pytest.mark.prove
def test_the_number_for_poland(traveller: Traveller) -> None:
    traveller.follow("Whom to contact", "contact")
    traveller.enter("market", "pol")
    traveller.reads("Call SecureTrust for Poland at + 800 9000 1140.")
    traveller.finds_nothing_wrong()
    traveller.spent(entries=1, touches=1)


def test_no_more_e_mails(traveller: Traveller) -> None:
    page = traveller.page
    traveller.follow("I want fewer offers", "do/offers")
    call = page.locator(".call")
    expect(call).to_contain_text("For e-mail, reply to an offer and say so.")
    expect(call).to_be_in_viewport(ratio=1)
    traveller.finds_nothing_wrong()
    traveller.spent(entries=0, touches=1)


@pytest.mark.prove
def test_a_service_provider_with_three_million(traveller: Traveller) -> None:
    traveller.choose("kind", "Service provider")
    traveller.enter("transactions", "3 million")
    traveller.reads(re.compile(r"^You are a Level 1 service provider\."))
    traveller.finds_nothing_wrong()
    traveller.spent(entries=1, touches=2)


def test_my_colleague_gets_this_exact_answer_and_paper_and_my_calendar_its_deadlines(
    new_page: Callable[..., Page], base_url: str
) -> None:
    """The tenth stranger: send my colleague this exact answer, print it, put the deadlines in my calendar. One touch each."""
    page = new_page(**PHONE, **COPIES)
    page.add_init_script(PRINTS)
    mine = Traveller(page, base_url + "do/incident/")
    mine.enter("discovered", "2026-11-27T14:30")
    mine.enter("card_numbers", "12000")
    mine.reads(re.compile("^Call American Express at once, at the latest by 14:30 on Saturday 28 November 2026"))
    said = mine.calculator.locator("output").inner_text()
    mine.touch(take(mine.calculator, "Copy link"))
    expect(mine.calculator.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    mine.touch(take(mine.calculator, "Print or PDF"))
    expect(page.locator(".sheet")).to_contain_text(said)
    assert page.evaluate("sheets") == 1
    due = list(Calendar.from_ical(saved(mine.calculator, "Calendar file")).walk("VEVENT"))
    assert [str(event["SUMMARY"]) for event in due] == ["Notify American Express", "Engage a PFI"]
    mine.finds_nothing_wrong()
    mine.spent(entries=2, touches=2)
    colleague = new_page(**PHONE)
    theirs = Traveller(colleague, page.evaluate("navigator.clipboard.readText()"))
    expect(theirs.calculator.locator("output")).to_have_text(said, timeout=PATIENCE)
    assert theirs.calculator.evaluate("e => JSON.stringify(e.answer)") == mine.calculator.evaluate(
        "e => JSON.stringify(e.answer)"
    )
