"""What is taken along of an answer: its link, its text, a sheet of paper; and that nothing is fetched for it before."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from calculator import TOPICS, evaluate
from calculator.show.plain import plain
from tests.helpers.pages import (
    AUSTRALIA,
    CASE,
    COPIES,
    FEES,
    PATIENCE,
    PRINTS,
    REFUSES,
    Watch,
    answered,
    entry,
    fill_in,
    open_at,
    take,
)
from tests.helpers.proving import at_once
from tests.helpers.yours import REFUSES as NO_STORAGE
from tests.helpers.yours import SHOP, keep

pytestmark = pytest.mark.browser

OPEN = "#indemnity?kind=merchant&card_numbers=12000&numbers_with_data=11000"
# A case of each topic, and whether its answer has a day.
CASES = {
    "level": ("kind=merchant&transactions=60000", False),
    "validation": ("kind=merchant&level=3&submission_required=yes&designation_notice_received=2026-10-01", True),
    "step": ("kind=merchant&secured_percent=80", False),
    "fee": ("market=Germany&kind=merchant&level=unknown&first_deadline=2026-11-01&as_of=2026-11-28", True),
    "indemnity": (OPEN.partition("?")[2], False),
    "incident": ("discovered=2026-11-27T14:30%2B01:00", True),
    "contact": ("market=Poland", False),
    "privacy": ("relation=visitor&area=united_states&stop=email_offers", False),
    "overview": ("kind=merchant&transactions=60000&market=Germany", False),
}
LAZY = re.compile(r"/(?:code|days|evidence)-\w+\.js$")


def ready(page: Page) -> Locator:
    """The calculator that shows an answer, once it offers what can be taken along."""
    element = page.locator("policy-calculator:visible:has([data-take])").first
    expect(take(element, "Copy link")).to_be_visible(timeout=PATIENCE)
    return element


def copied(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")  # type: ignore[no-any-return]


@pytest.mark.prove
def test_every_topic_has_them_and_the_calendar_where_there_is_a_day(page: Page, base_url: str) -> None:
    assert CASES.keys() == TOPICS.keys()
    for topic, (case, has_day) in CASES.items():
        for path in (f"calculators/{topic}/", "glossary/"):  # in the page, and in the dialog
            page.goto(f"{base_url}{path}#{topic}?{case}")
            element = ready(page)
            found = element.locator(".calculator__working .card__actions button[data-take]")  # others may stand beside
            days = ["Calendar file"] * has_day
            expect(found).to_have_text(["Copy link", "Copy text", "Print or PDF", *days, "Keep as file"])


def test_nothing_is_fetched_for_it_before_it_is_wanted(page: Page, base_url: str, watch: Watch) -> None:
    page.add_init_script(PRINTS)
    page.goto(f"{base_url}calculators/incident/#incident?{CASES['incident'][0]}")
    element = ready(page)
    assert not [url for url in watch.requests if LAZY.search(url)]
    assert page.locator("link[rel=modulepreload]").count()  # what is announced is what is wanted at once
    assert not [
        link
        for link in page.locator("link[href]").evaluate_all("all => all.map((one) => one.href)")
        if LAZY.search(link)
    ]
    take(element, "Print or PDF").click()
    expect(page.locator(".sheet")).to_be_attached()
    assert [url for url in watch.requests if LAZY.search(url)]


# ---- The link


@pytest.mark.parametrize("case", at_once((CASE, OPEN), {CASE}))
def test_a_link_opens_on_the_answer_for_somebody_else(new_page: Callable[..., Page], base_url: str, case: str) -> None:
    mine = new_page(**COPIES)
    mine.goto(base_url + FEES + case)
    element = ready(mine)
    take(element, "Copy link").click()
    expect(element.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert copied(mine) == mine.url
    theirs = new_page()
    theirs.goto(copied(mine))
    other = ready(theirs)
    assert other.locator("output").inner_text() == element.locator("output").inner_text()
    same = "e => JSON.stringify(e.answer)"
    assert other.evaluate(same) == element.evaluate(same)


def test_the_link_is_of_what_stands_in_the_form_now(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(**COPIES)
    element = open_at(page, base_url + FEES)
    fill_in(element, "61")
    answered(element)
    element.locator(entry("days_late")).fill("30")
    expect(element.locator("output")).to_contain_text("30 days late")
    take(element, "Copy link").click()
    expect(element.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert "days_late=30" in copied(page) and "days_late=61" not in copied(page)


def test_a_link_of_before_a_field_was_renamed_still_opens(page: Page, base_url: str) -> None:
    """The page says a former name of a field, as build_tools/pages/form.py writes it."""
    named = 'data-field="days_late"'

    def renamed(route: Any) -> None:
        response = route.fetch()
        body = response.text()
        assert body.count(named) == 1
        route.fulfill(response=response, body=body.replace(named, f'{named} data-former="lateness days"'))

    page.route(f"**/{FEES}", renamed)
    page.goto(base_url + FEES + CASE.replace("days_late", "lateness"))
    element = ready(page)
    answered(element)
    expect(element.locator(entry("days_late"))).to_have_value("61")
    expect(element.locator(".calculator__note--address")).to_be_hidden()


@pytest.mark.prove
def test_a_link_changes_nothing_that_the_reader_saved(page: Page, base_url: str) -> None:
    """What outlives the tab stays to the letter, in the page and in the dialog."""
    open_at(page, base_url + FEES)
    keep(page, SHOP)
    page.reload()
    element = open_at(page, base_url + FEES)
    fill_in(element, "10")
    answered(element, re.compile("10 days late"))
    stored = "JSON.stringify(Object.entries(localStorage).sort())"
    before = page.evaluate(stored)
    assert SHOP["name"] in before
    for path in (FEES, "glossary/"):
        page.goto(base_url + path + CASE)
        page.reload()
        answered(ready(page))
        assert page.evaluate(stored) == before


# ---- The text


@pytest.mark.parametrize("where", ("page", "dialog"))
def test_the_text_is_the_rule_core_s_with_addresses(new_page: Callable[..., Page], base_url: str, where: str) -> None:
    page = new_page(**COPIES)
    page.goto(base_url + (FEES if where == "page" else "glossary/") + CASE)
    element = ready(page)
    take(element, "Copy text").click()
    expect(element.get_by_role("status").filter(has_text="Text copied.")).to_be_visible()
    text = copied(page)
    assert text.startswith(plain(evaluate("fee", AUSTRALIA)) + "\n\nWhere that stands:\n")
    addresses = dict(re.findall(r"^  - \[([\w.-]+)\] .+: (\S+)$", text, re.M))
    cited = set(re.findall(r" \[([\w.-]+)\]$", text, re.M))
    assert addresses.keys() == cited and len(cited) > 5
    assert text.endswith(f"This answer, to open and to change: {page.url}\n")
    for id, address in addresses.items():
        assert address.startswith(base_url), address
        assert address.partition("#")[2] in (id, f"reading-{id}"), address


# ---- Where the browser refuses


@pytest.mark.parametrize(("what", "holds"), [("Copy link", "#fee?"), ("Copy text", "35,000 + 49,000 + 63,000")])
def test_where_copying_is_refused_it_is_there_to_copy_by_hand(page: Page, base_url: str, what: str, holds: str) -> None:
    page.add_init_script(REFUSES)
    page.goto(base_url + "glossary/" + CASE)
    element = ready(page)
    take(element, what).click()
    expect(element.get_by_role("status").filter(has_text="does not let a page copy")).to_be_visible()
    field = element.locator(".take__by-hand")
    expect(field).to_be_focused()
    assert holds in field.input_value()
    assert field.evaluate("e => e.selectionEnd - e.selectionStart === e.value.length")


def test_where_storage_is_refused_all_of_it_goes_on(page: Page, base_url: str) -> None:
    page.add_init_script(NO_STORAGE + PRINTS)
    page.goto(f"{base_url}calculators/incident/#incident?{CASES['incident'][0]}")
    element = ready(page)
    for what in ("Calendar file", "Keep as file"):
        with page.expect_download():
            take(element, what).click()
    take(element, "Print or PDF").click()
    expect(page.locator(".sheet")).to_be_attached()


def test_what_cannot_be_fetched_is_said(page: Page, base_url: str, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page.goto(f"{base_url}calculators/incident/#incident?{CASES['incident'][0]}")
    element = ready(page)
    page.route("**/days-*.js", lambda route: route.abort())
    take(element, "Calendar file").click()
    expect(element.get_by_role("status").filter(has_text="could not be loaded. Try again.")).to_be_visible()


def test_with_scripts_off_nothing_of_it_shows(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + FEES)
    page.locator("policy-calculator summary").get_by_text("A worked example").click()
    expect(page.locator("policy-calculator .card")).to_be_visible()
    expect(page.locator(".card__actions")).to_be_hidden()
    expect(page.locator(".answer-question")).to_be_hidden()
    expect(page.get_by_text("Open a kept answer")).to_have_count(0)


# ---- Paper

PAPERS = {"A4": 794 - 113, "Letter": 816 - 113}  # CSS pixels between margins of 15 mm

FAULTS = """() => {
  const sheet = document.querySelector(".sheet");
  const faults = [];
  const box = sheet.getBoundingClientRect();
  for (const node of sheet.querySelectorAll("*")) {
    if (!node.checkVisibility()) continue;
    const { color, backgroundColor, overflowX } = getComputedStyle(node);
    const lightness = (text) => Math.max(...text.match(/[\\d.]+/g).slice(0, 3).map(Number));
    if (node.innerText?.trim() && lightness(color) > 110) faults.push(`pale: ${node.outerHTML.slice(0, 80)} ${color}`);
    if (!/, 0\\)|^rgb\\(255, 255, 255\\)/.test(backgroundColor)) faults.push(`no paper: ${node.className} ${backgroundColor}`);
    if (node.getBoundingClientRect().right > box.right + 1) faults.push(`beyond the edge: ${node.outerHTML.slice(0, 80)}`);
    if (overflowX !== "visible" && node.scrollWidth > node.clientWidth) faults.push(`clipped: ${node.outerHTML.slice(0, 80)}`);
    if (node.matches("details") && !node.open) faults.push(`folded: ${node.innerText}`);
  }
  return faults;
}"""


@pytest.mark.parametrize("scheme", at_once(("light", "dark"), {"dark"}))
@pytest.mark.parametrize("where", at_once((FEES, "glossary/"), {FEES}))
def test_the_sheet_has_all_of_it_in_ink_on_white(
    new_page: Callable[..., Page], base_url: str, scheme: str, where: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.add_init_script(PRINTS)
    page.goto(base_url + where + CASE.replace("61", "45"))  # which rests on a reading
    element = ready(page)
    take(element, "Print or PDF").click()
    sheet = page.locator(".sheet")
    expect(sheet).to_be_attached()
    assert page.evaluate("sheets") == 1
    expect(sheet).to_be_hidden()
    page.emulate_media(media="print")
    for paper, width in PAPERS.items():
        page.set_viewport_size({"width": width, "height": 1000})
        expect(sheet).to_be_visible()
        assert page.locator("body > :visible").evaluate_all("all => all.map((one) => one.className)") == [
            "sheet md-typeset"
        ]
        assert page.evaluate(FAULTS) == [], paper
    for said in (
        "What do late documents cost?", re.compile(r"Days late\s*45"), "45 days late, two of three fees are due: 84,000 AUD.", "By when",
        "35,000 + 49,000 = 84,000 AUD.", "Assumptions", "What American Express decides",
        "Edition: international-undated.", "the network’s current policy and your agreement bind", page.url,
    ):  # fmt: skip
        expect(sheet).to_contain_text(said)
    day = page.evaluate("new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })")
    expect(sheet).to_contain_text(f"Answered on {day}")
    expect(sheet.get_by_role("img", name="The link as a QR code").locator("path")).to_be_attached()
    expect(sheet.get_by_role("button")).to_have_count(0)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", at_once(PAPERS, {"A4"}))
@pytest.mark.parametrize("topic", at_once(("fee", "level", "contact", "privacy", "step"), {"fee"}))
def test_an_answer_is_one_sheet(page: Page, base_url: str, topic: str, paper: str) -> None:
    page.add_init_script(PRINTS)
    page.goto(f"{base_url}calculators/{topic}/{CASE if topic == 'fee' else f'#{topic}?{CASES[topic][0]}'}")
    element = ready(page)
    behind = pages_of(page.pdf(format=paper))
    take(element, "Print or PDF").click()
    expect(page.locator(".sheet")).to_be_attached()
    assert pages_of(page.pdf(format=paper)) == 1
    assert behind > 1 or topic != "fee"  # the page behind it is longer, and not on paper


@pytest.mark.prove
def test_from_the_browser_s_own_menu_the_dialog_prints_its_answer(page: Page, base_url: str) -> None:
    page.goto(base_url + "glossary/" + CASE)
    answered(ready(page))
    assert pages_of(page.pdf(format="A4")) == 1
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert pages_of(page.pdf(format="A4")) > 1  # the glossary
    expect(page.locator(".sheet")).to_have_count(0)


@pytest.mark.parametrize("scheme", at_once(("light", "dark"), {"dark"}))
def test_a_page_on_paper_is_ink_on_white_with_what_was_entered(
    new_page: Callable[..., Page], base_url: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(base_url + FEES + CASE)
    answered(ready(page))
    page.emulate_media(media="print")
    expect(page.locator(".calculator__working .answer-question")).to_contain_text(re.compile(r"Days late\s*61"))
    expect(page.locator(".calculator__working .answer-steps").first).to_be_visible()
    colours = page.locator("article p:visible, body").evaluate_all(
        "all => [...new Set(all.map((one) => getComputedStyle(one).color))]"
    )
    assert all(max(map(int, re.findall(r"\d+", colour)[:3])) <= 110 for colour in colours), colours
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
