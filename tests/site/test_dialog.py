"""The calculators within reach: the dialog in a real browser, from a page of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from calculator import TOPICS
from tests.helpers.pages import ANSWERED, CASE, FEES, MISSING, answered, entry, fill_in, until
from tests.helpers.proving import at_once

pytestmark = pytest.mark.browser

PLAN = "policy/plan/"
GLOSSARY = "glossary/"

# A page of every kind, and the topic that it is about.
KINDS = {
    "": "overview",
    PLAN: "validation",
    FEES: "fee",
    GLOSSARY: "overview",
    "privacy/collection/": "privacy",
    "readings/": "overview",
    MISSING: "overview",
}
WIDTHS = {"phone": {"width": 360, "height": 640}, "desk": {"width": 1280, "height": 800}}

# A link in the page, as if it had been written there.
LINKED = """href => document.querySelector("article p").replaceChildren(
    Object.assign(document.createElement("a"), { id: "try", href, textContent: "A case" }))"""

SOMETHING = re.compile(r"\w")

# What is entered for each topic, and what its answer says.
ENTRIES = {
    "level": ({"kind": "merchant", "transactions": "50,000"}, re.compile("Level 2")),
    "validation": ({"kind": "merchant", "level": "2"}, SOMETHING),
    "step": ({"kind": "merchant", "secured_percent": "80"}, SOMETHING),
    "fee": ({"market": "Australia", "kind": "merchant", "level": "1", "days_late": "61"}, ANSWERED),
    "indemnity": ({"kind": "merchant", "card_numbers": "12,000"}, SOMETHING),
    "incident": ({"discovered": "11032026 0930AM"}, SOMETHING),
    "contact": ({"market": "Australia"}, SOMETHING),
    "privacy": ({"relation": "visitor", "area": "united_states", "stop": "email_offers"}, SOMETHING),
    "overview": ({"kind": "merchant", "transactions": "50,000"}, SOMETHING),
}


def go(page: Page, address: str, watch: Any) -> None:
    """Goes to a page; that one which is not there answers 404 belongs to it."""
    page.goto(address)
    expect(page.get_by_role("button", name="Calculate", exact=True)).to_be_visible()
    until(page, "globalThis.document$")  # the theme has run, and measures stay
    watch.expect(MISSING)


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Calculate")


def shown(page: Page) -> Locator:
    """The calculator that the open dialog shows."""
    return dialog_of(page).locator("policy-calculator:visible")


def is_on(page: Page, topic: str) -> None:
    """Waits until the dialog is open on a topic."""
    tab = dialog_of(page).get_by_role("tab", selected=True)
    expect(tab).to_have_text(TOPICS[topic].title)
    expect(shown(page)).to_have_attribute("topic", topic)


def enter_by_keyboard(page: Page, entries: dict[str, str]) -> None:
    """From the tab on, through the form of the topic with the keyboard alone."""
    left = dict(entries)
    for _ in range(60):
        page.keyboard.press("Tab")
        name, kind, value = page.evaluate(
            "(at => [at.closest('[data-field]')?.dataset.field, at.type, at.value])(document.activeElement)"
        )
        if name not in left:
            continue
        wanted = left.pop(name)
        if kind == "radio":
            page.keyboard.press("Space")
            while value != wanted:
                page.keyboard.press("ArrowDown")
                value = page.evaluate("document.activeElement.value")
        elif kind == "datetime-local":
            day, _, time = wanted.partition(" ")
            page.keyboard.type(day)
            page.keyboard.type(time)
        else:
            page.keyboard.type(wanted)
        if not left:
            return
    pytest.fail(f"not reached: {left}")


@pytest.mark.parametrize("width", at_once(WIDTHS, {"phone"}))
@pytest.mark.parametrize("path", at_once(KINDS, {FEES}))
def test_every_topic_is_opened_answered_and_closed_by_keyboard(
    new_page: Callable[..., Page], hosted: str, watch: Any, path: str, width: str
) -> None:
    page = new_page(viewport=WIDTHS[width], locale="en-US")  # in which order a date is typed
    go(page, hosted + path, watch)
    # Somewhere down the page, on one of its links.
    place = page.locator("article a:visible").last
    place.focus()
    before = place.bounding_box()
    page.keyboard.press("Alt+c")
    is_on(page, KINDS[path])
    page.keyboard.press("Home")
    for index, topic in enumerate(TOPICS):
        if index:
            page.get_by_role("tab", selected=True).focus()
            page.keyboard.press("ArrowDown")
        is_on(page, topic)
        entries, answer = ENTRIES[topic]
        enter_by_keyboard(page, entries)
        answered(shown(page), answer)
        assert shown(page).locator(".calculator__working a.clause").count()
    page.keyboard.press("Escape")
    expect(dialog_of(page)).to_be_hidden()
    expect(place).to_be_focused()
    # Where it was in the window; a calculator further up may have taken the entries over, and be as long as its answer.
    assert place.bounding_box() == pytest.approx(before, abs=1)
    # A form of the page that took the last entries over has its case in the address; else nothing is left there.
    last = f"article policy-calculator[topic={list(TOPICS)[-1]}]"
    kept = f"{hosted}{path}#{list(TOPICS)[-1]}?" if page.locator(last).count() else hosted + path
    assert page.url.startswith(kept) if kept.endswith("?") else page.url == kept


@pytest.mark.parametrize("width", at_once(WIDTHS, {"phone"}))
@pytest.mark.parametrize("path", at_once(KINDS, {FEES, MISSING}))
def test_by_the_button(new_page: Callable[..., Page], hosted: str, watch: Any, path: str, width: str) -> None:
    page = new_page(viewport=WIDTHS[width])
    go(page, hosted + path, watch)
    page.evaluate("scrollTo(0, 200)")
    before = page.evaluate("scrollY")
    button = page.get_by_role("button", name="Calculate", exact=True)
    assert "Alt+C" in (button.get_attribute("title") or "")
    button.click()
    is_on(page, KINDS[path])
    page.get_by_role("tab", name="Whom to contact").click()
    is_on(page, "contact")
    dialog_of(page).get_by_role("button", name="Close").click()
    expect(dialog_of(page)).to_be_hidden()
    expect(button).to_be_focused()
    assert page.evaluate("scrollY") == before
    # Again, and on the topic of the page again.
    page.keyboard.press("Enter")
    is_on(page, KINDS[path])
    # The page behind it is out of reach, and nothing sticks out.
    assert page.evaluate(
        "(d => [d.matches(':modal'), d.scrollWidth <= d.clientWidth])(document.querySelector('dialog'))"
    ) == [
        True,
        True,
    ]


def test_the_shortcut_lets_typing_and_other_keys_alone(page: Page, base_url: str, watch: Any) -> None:
    go(page, base_url + FEES, watch)
    page.locator("article policy-calculator").locator(entry("market")).focus()
    page.keyboard.press("Alt+c")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("c")
    page.keyboard.press("Control+Alt+c")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator(".finder__entry")).to_be_focused()
    page.keyboard.press("Alt+c")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Alt+c")
    is_on(page, "fee")


def test_arrows_go_round_the_topics(page: Page, base_url: str, watch: Any) -> None:
    go(page, base_url, watch)
    page.keyboard.press("Alt+c")
    is_on(page, "overview")
    first, *_, last = TOPICS
    for key, topic in (("Home", first), ("ArrowUp", last), ("ArrowRight", first), ("ArrowLeft", last), ("End", last)):
        page.keyboard.press(key)
        is_on(page, topic)
        expect(page.get_by_role("tab", selected=True)).to_be_focused()


@pytest.mark.navigation
def test_entries_are_kept_in_the_tab_and_shared_with_the_page(page: Page, base_url: str, watch: Any) -> None:
    go(page, base_url + GLOSSARY, watch)
    page.keyboard.press("Alt+c")
    is_on(page, "overview")
    page.get_by_role("tab", name="Non-validation fees").click()
    is_on(page, "fee")
    fill_in(shown(page))
    answered(shown(page), ANSWERED)
    # A clause of the answer: the dialog closes, the page is left at once, and its own calculator has the entries.
    until(page, "globalThis.document$")
    page.evaluate("window.sameDocument = true")
    shown(page).locator(".calculator__working a.clause").first.click()
    expect(dialog_of(page)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Non-validation fees")
    assert page.evaluate("window.sameDocument") is True
    in_place = page.locator("article policy-calculator")
    answered(in_place, ANSWERED)
    in_place.locator(entry("days_late")).fill("10")
    page.get_by_role("button", name="Calculate", exact=True).click()
    is_on(page, "fee")
    answered(shown(page), "10 days late, one of three fees is due: 35,000 AUD.")
    expect(shown(page).locator(entry("days_late"))).to_have_value("10")
    shown(page).locator(entry("days_late")).fill("31")
    page.keyboard.press("Escape")
    answered(in_place, "31 days late, two of three fees are due: 84,000 AUD.")
    page.reload()
    answered(in_place, "31 days late, two of three fees are due: 84,000 AUD.")
    page.keyboard.press("Alt+c")
    is_on(page, "fee")
    shown(page).get_by_role("button", name="Clear all entries").click()
    page.keyboard.press("Escape")
    expect(in_place.locator(entry("market"))).to_have_value("")


@pytest.mark.prove
def test_no_id_stands_twice(page: Page, base_url: str, watch: Any) -> None:
    go(page, base_url + FEES, watch)
    page.keyboard.press("Alt+c")
    for topic in TOPICS:
        page.get_by_role("tab", name=TOPICS[topic].title, exact=True).click()
        is_on(page, topic)
    twice = "ids => ids.filter((id, index) => ids.indexOf(id) !== index)"
    assert page.evaluate(f"({twice})([...document.querySelectorAll('[id]')].map(({{id}}) => id))") == []


@pytest.mark.parametrize("path", (GLOSSARY, MISSING))
def test_a_case_in_the_address_opens_the_dialog(page: Page, hosted: str, watch: Any, path: str) -> None:
    go(page, hosted + path + CASE, watch)
    is_on(page, "fee")
    answered(shown(page), ANSWERED)
    # What is changed outlives a reload, and what was closed stays closed.
    shown(page).locator(entry("days_late")).fill("10")
    answered(shown(page), "10 days late, one of three fees is due: 35,000 AUD.")
    page.reload()
    is_on(page, "fee")
    answered(shown(page), "10 days late, one of three fees is due: 35,000 AUD.")
    page.keyboard.press("Escape")
    expect(page).to_have_url(hosted + path)
    # The same case, gone to anew.
    page.evaluate("hash => location.hash = hash", CASE.replace("61", "31"))
    is_on(page, "fee")
    answered(shown(page), "31 days late, two of three fees are due: 84,000 AUD.")
    watch.expect(MISSING)


def test_a_case_whose_calculator_is_in_the_page_stays_there(page: Page, base_url: str, watch: Any) -> None:
    go(page, base_url + FEES + CASE, watch)
    answered(page.locator("article policy-calculator"), ANSWERED)
    expect(page.locator("dialog[open]")).to_have_count(0)
    # Another topic's opens in the dialog, from a link too.
    for link in ("#contact?market=France", CASE, CASE):
        page.evaluate(LINKED, link)
        page.get_by_role("link", name="A case").click()
        if link == CASE:
            expect(page.locator("dialog[open]")).to_have_count(0)
            days = page.locator("article policy-calculator").locator(entry("days_late"))
            expect(days).to_have_value("61")
            days.fill("1")
        else:
            is_on(page, "contact")
            answered(shown(page), SOMETHING)
            expect(shown(page).locator(entry("market"))).to_have_value("France")
            page.keyboard.press("Escape")


@pytest.mark.navigation
def test_a_case_is_followed_to_another_page_and_back(page: Page, base_url: str, watch: Any) -> None:
    go(page, base_url + PLAN, watch)
    until(page, "globalThis.document$")
    page.evaluate("window.sameDocument = true")
    page.evaluate(
        LINKED,
        f"{base_url}{GLOSSARY}{CASE}",
    )
    page.get_by_role("link", name="A case").click()
    expect(page.get_by_role("heading", level=1, name="Glossary")).to_have_count(1)
    is_on(page, "fee")
    answered(shown(page), ANSWERED)
    page.go_back()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("If you do not comply")
    assert page.evaluate("window.sameDocument") is True


def test_nonsense_in_the_address_is_named_and_the_rest_used(page: Page, base_url: str, watch: Any) -> None:
    nonsense = "&colour=green&first_deadline=soon&edition=1066&reading.fee-days=sometimes&reading.nothing=x"
    go(page, base_url + GLOSSARY + CASE + nonsense, watch)
    is_on(page, "fee")
    answered(shown(page), ANSWERED)
    note = shown(page).locator(".calculator__note--address")
    for one in (
        "colour = green",
        "first_deadline = soon",
        "edition = 1066",
        "reading.fee-days = sometimes",
        "reading.nothing = x",
    ):
        expect(note).to_contain_text(one)
    # A value that a field can hold is in the field, and what is wrong stands beside it.
    page.evaluate("location.hash = '#fee?market=Atlantis&kind=merchant&level=9&days_late=%E0%A4%A'")
    expect(shown(page).locator(entry("market"))).to_have_value("Atlantis")
    expect(shown(page).locator("[data-field=market] .ask__error")).to_be_visible()
    expect(note).to_contain_text("level = 9")
    # A calculator that there is not.
    page.evaluate("location.hash = '#fines?market=France'")
    is_on(page, "overview")
    expect(dialog_of(page).get_by_text("The address asks for “fines”")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(base_url + GLOSSARY)


def test_it_is_ready_before_the_pointer_arrives(page: Page, base_url: str, watch: Any) -> None:
    with (
        page.expect_response("**/calculator/dialog/validation.html"),
        page.expect_response("**/calculator/dialog/dialog.html"),
    ):
        go(page, base_url + PLAN, watch)
        page.locator(".md-header__title").hover()
    page.context.set_offline(True)
    page.get_by_role("button", name="Calculate", exact=True).click()
    is_on(page, "validation")
    # One that is not there yet says so, and can be tried again.
    page.get_by_role("tab", name="Whom to contact").click()
    again = dialog_of(page).get_by_role("button", name="Try again").locator("visible=true")
    expect(again).to_be_visible()
    page.context.set_offline(False)
    again.click()
    is_on(page, "contact")
    watch.expect("ERR_INTERNET_DISCONNECTED")


def test_where_it_cannot_be_fetched_the_button_is_a_link(page: Page, base_url: str, watch: Any) -> None:
    page.context.route("**/calculator/dialog/*.html", lambda route: route.abort())
    go(page, base_url + GLOSSARY, watch)
    page.get_by_role("button", name="Calculate", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="All calculators")).to_be_visible()
    watch.expect("ERR_FAILED")


@pytest.mark.prove
def test_without_scripts_each_calculator_has_a_page(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + GLOSSARY)
    for topic in TOPICS.values():
        page.get_by_role("link", name="Calculate", exact=True).click()
        page.get_by_role("article").get_by_role("link", name=topic.title, exact=True).click()
        expect(page.get_by_role("heading", level=2, name=topic.question)).to_be_visible()
        # The worked example is folded, and told as one; its answer opens with it.
        page.get_by_role("heading", name="A worked example").click()
        expect(page.locator(".calculator__sentence")).to_contain_text(re.compile(r"\w"))


def test_what_a_page_carries_of_it_is_small(site: Path) -> None:
    """At most 2 kB on a page that has no calculator in place, the page of what is not found included.

    Not counted are the hashes by which a browser checks the scripts, of the dialog or not.
    """
    ours = re.compile(
        r'<a [^>]*class="calculate".*?</a>|<meta name="topic"[^>]*>|<(?:link|script)[^>]*calculator/[^>]*>(?:</script>)?'
    )
    for path in site.rglob("*.html"):
        text = re.sub(r' integrity="[^"]*"', "", path.read_text("utf-8"))
        if "<html" not in text or "<policy-calculator" in text:
            continue
        found = ours.findall(text)
        assert len(found) >= 3, path
        assert sum(len(one.encode()) for one in found) <= 2000, path
        # And nothing else: neither dialog nor form.
        assert "<dialog" not in text and "ask-" not in text and "reach__" not in text, path


def test_targets_are_large_enough_on_the_smallest_phone(
    new_page: Callable[..., Page], base_url: str, watch: Any
) -> None:
    page = new_page(viewport={"width": 320, "height": 480}, has_touch=True)
    go(page, base_url, watch)
    page.get_by_role("button", name="Calculate", exact=True).tap()
    is_on(page, "overview")
    small = dialog_of(page).evaluate(
        """dialog => [document.querySelector(".calculate"),
          ...dialog.querySelectorAll("button, .ask__fold, .ask__choice, input[type=text]")]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.9).map((one) => one.outerHTML)"""
    )
    assert small == []
    wide = dialog_of(page).evaluate(
        """dialog => [...dialog.querySelectorAll("*")].filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth
          && getComputedStyle(one).display !== "inline" && getComputedStyle(one).overflowX === "visible").map((one) => one.outerHTML)"""
    )
    assert wide == []


def test_the_focus_stays_where_the_reader_put_it_while_the_page_is_made_ready(
    new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page()
    page.context.add_init_script("delete globalThis.SharedWorker")  # whose requests nobody can hold
    page.context.route("**/assets/runtime/*", lambda route: None)  # no answer: the rest of the page waits its longest
    page.goto(f"{base_url}glossary/#fee?market=Australia&kind=merchant&level=1&days_late=61", wait_until="commit")
    days = shown(page).locator(entry("days_late"))
    days.focus()
    until(page, "globalThis.document$")
    page.wait_for_timeout(300)
    expect(days).to_be_focused()
