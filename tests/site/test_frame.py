"""The frame in a real browser, on a phone and at a desk: the menu, jumps, lists that are filtered, meanings, titles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import until
from tests.helpers.proving import at_once, rows_at_once
from tests.helpers.sources import ROOT

PHONE = {"width": 390, "height": 780}
DESK = {"width": 1280, "height": 900}
WIDTHS = pytest.mark.parametrize("viewport", at_once([PHONE, DESK], [PHONE]), ids=["phone", "desk"])
NewPage = Callable[..., Page]
LISTS = (("glossary/", "chip", 3), ("readings/", "holiday", 1), ("reference/", "json lines", 1))


def at(new_page: NewPage, address: str, viewport: dict[str, int], **options: object) -> Page:
    """A page where the theme's script has run."""
    page = new_page(viewport=viewport, **options)
    page.goto(address)
    until(page, "globalThis.document$")
    return page


# ---- The menu


def test_the_menu_on_a_phone_is_a_button_with_a_state(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/fees/", PHONE)
    button, drawer = page.get_by_role("button", name="Menu"), page.locator(".md-sidebar--primary")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert drawer.evaluate("one => one.inert")
    for way in (button.click, lambda: button.press("Enter"), lambda: button.press(" ")):
        way()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert not drawer.evaluate("one => one.inert")
        assert drawer.evaluate("one => one.contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()
        assert drawer.evaluate("one => one.inert")


def test_the_menu_leads_everywhere_and_closes_on_the_way(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/fees/", PHONE)
    page.get_by_role("button", name="Menu").click()
    drawer = page.locator(".md-sidebar--primary")
    links = drawer.locator("a.md-nav__link")
    assert links.count() > 20
    for link in links.all():
        expect(link).to_be_visible()
    drawer.get_by_role("link", name="Sending your documents").click()
    page.wait_for_url("**/policy/send/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sending your documents")
    expect(page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "false")
    assert page.locator(".md-sidebar--primary").evaluate("one => one.inert")


def test_tabbing_on_a_phone_passes_the_closed_menu_by(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/fees/", PHONE)
    page.get_by_role("button", name="Menu").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")


def test_at_a_desk_the_menu_is_there(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/fees/", DESK)
    expect(page.locator("button[aria-controls=navigation]")).to_be_hidden()
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="Sending your documents")).to_be_visible()
    assert not page.locator(".md-sidebar--primary").evaluate("one => one.inert")


def test_the_navigation_has_under_thirty_entries(site: Path) -> None:
    text = (site / "policy" / "fees" / "index.html").read_text("utf-8")
    navigation = text[text.index('class="md-nav md-nav--primary') : text.index('class="md-content"')]
    entries = re.findall(
        r'<li class="md-nav__item(?! md-nav__item--section-title)[^"]*"', navigation.split("md-sidebar--secondary")[0]
    )
    of_this_page = len(re.findall(r'href="#', navigation.split("md-sidebar--secondary")[0]))
    assert 10 < len(entries) - of_this_page < 30


# ---- Titles


def test_titles_and_descriptions_are_unique_and_speak(site: Path) -> None:
    pages = [path for path in site.rglob("index.html") if "embed" not in path.parts]
    assert len(pages) > 40
    titles: dict[str, Path] = {}
    descriptions: dict[str, Path] = {}
    for path in pages:
        text = path.read_text("utf-8").partition("</head>")[0]
        title = re.findall(r"<title>([^<]*)</title>", text)
        description = re.findall(r'<meta name="description" content="([^"]*)"', text)
        assert len(title) == len(description) == 1, path
        assert title[0] not in titles, (path, titles[title[0]])
        assert description[0] not in descriptions, (path, descriptions[description[0]])
        assert len(title[0].removesuffix(" - Clausebook").split()) >= 3, title
        assert len(description[0].split()) >= 5, (path, description)
        titles[title[0]] = descriptions[description[0]] = path
    fees = next(title for title, path in titles.items() if path.parent.name == "fees" and path.parts[-3] == "policy")
    assert fees == "Non-validation fees: amounts by market - Clausebook"


# ---- Lists that are filtered


@WIDTHS
def test_the_buttons_of_the_header_stay_where_they_are(
    new_page: NewPage, base_url: str, viewport: dict[str, int]
) -> None:
    """Who is about to press one while the theme's script comes would miss it."""
    page = new_page(viewport=viewport)
    held: list[Any] = []
    page.context.route("**/javascripts/bundle.*", lambda route: held.append(route))
    page.goto(base_url + "glossary/")
    buttons = page.locator(".md-header :is(a.find, a.calculate)")
    expect(page.locator(".md-header a.calculate[role=button]")).to_be_visible()
    places = "all => all.map((one) => JSON.stringify(one.getBoundingClientRect()))"
    before = buttons.evaluate_all(places)
    assert len(before) == 2
    until(page, "document.head.querySelector('script[src*=\"/bundle.\"]')")
    for route in held:
        route.continue_()
    until(page, "globalThis.document$")
    expect(page.locator("[data-md-component=palette] label:visible")).to_have_count(1)
    assert buttons.evaluate_all(places) == before


@WIDTHS
@pytest.mark.parametrize(("path", "asked", "least"), rows_at_once(LISTS, LISTS[:1]))
def test_a_long_list_has_a_filter_and_a_list_to_jump_by(
    new_page: NewPage, base_url: str, viewport: dict[str, int], path: str, asked: str, least: int
) -> None:
    page = at(new_page, base_url + path, viewport)
    field = page.get_by_label("Filter the")
    count = page.locator("[data-entries] output")
    every = int(count.inner_text().split()[0])
    entries = page.locator("[data-entries] ~ :is(section, h2, h3):visible")
    field.fill(asked)
    shown = int(re.match(r"(\d+) of", count.inner_text())[1])  # type: ignore[index]
    assert least <= shown < every
    for word in asked.split():
        assert all(word in text.lower() for text in page.locator("[data-entries] ~ section:visible").all_inner_texts())
    field.fill("zzzz")
    expect(entries).to_have_count(0)
    field.fill("")
    assert entries.count() >= every
    jump = (
        page.locator("nav[aria-label^='Terms'], nav[aria-label^='Readings'], .md-content .toc").get_by_role("link").last
    )
    field.fill(asked)
    jump.click()  # to what may be filtered away
    target = page.locator(f"[id='{(jump.get_attribute('href') or '').partition('#')[2]}']")
    expect(target).to_be_in_viewport()


# ---- A clause's particulars, jumps, values


@WIDTHS
def test_what_is_about_a_clause_is_folded(new_page: NewPage, base_url: str, viewport: dict[str, int]) -> None:
    page = at(new_page, base_url + "policy/fees/", viewport)
    about = page.locator(".clause", has=page.locator("[id='dsop.fees.first']")).locator("details")
    expect(about.get_by_text("dsop.fees.first")).to_be_hidden()
    about.get_by_text("About this clause").click()
    expect(about.get_by_text("dsop.fees.first")).to_be_visible()
    expect(about.get_by_role("button", name="Copy link")).to_be_visible()


@WIDTHS
@pytest.mark.parametrize(
    "place",
    at_once(
        [
            "policy/fees/#dsop.fees.table",
            "policy/incident/#dsop.incident.engage-pfi",
            "glossary/#term.pci-forensic-investigator",
            "readings/#reading.fee-days",
            "policy/levels/#calculator-level",
            "reference/#data-files",
        ],
        {"policy/levels/#calculator-level"},
    ),
)
def test_nothing_covers_a_heading_jumped_to(
    new_page: NewPage, base_url: str, viewport: dict[str, int], place: str
) -> None:
    page = at(new_page, base_url + place, viewport)
    name = place.partition("#")[2]
    heading = page.locator(f"[id='{name}']")
    for _ in range(2):
        expect(heading).to_be_in_viewport()
        # What lies over the heading where its words are, the theme's way back to the top among it, once all has come to rest.
        until(
            page,
            """((heading) => {
              const range = document.createRange();
              range.selectNodeContents(heading);
              return ![...range.getClientRects()].filter(({ width }) => width).some(({ left, top, width, height }) => {
                for (const x of [left + 2, left + width / 2, left + width - 2])
                  for (const y of [top + 2, top + height - 2])
                    if (!heading.contains(document.elementFromPoint(x, y))) return true;
              });
            })"""
            + f"(document.getElementById({json.dumps(name)}))",
        )
        # And back from below, when what comes up with scrolling is shown.
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(200)
        page.evaluate(f"location.hash = ''; location.hash = {json.dumps(name)}")


def test_on_a_phone_the_fee_table_names_its_three_columns(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/fees/", PHONE)
    row = page.locator("table.fees tbody tr", has_text="49,000").first
    row.scroll_into_view_if_needed()
    for number, name in enumerate(("1st Month Fee", "2nd Month Fee", "3rd Month Fee")):
        head = page.locator("table.fees thead").get_by_text(name, exact=True)
        expect(head).to_be_visible()
        over, under = head.bounding_box(), row.locator("td:not(.fees__currency)").nth(number).bounding_box()
        assert over and under
        assert over["x"] < under["x"] + under["width"] and under["x"] < over["x"] + over["width"]
        assert over["y"] < under["y"]
    page.mouse.wheel(0, 900)
    expect(page.locator("table.fees thead")).to_be_in_viewport()


@WIDTHS
@pytest.mark.parametrize(
    "path",
    at_once(
        [
            "policy/fees/",
            "policy/send/",
            "policy/levels/",
            "policy/indemnity/",
            "do/incident/",
            "do/late/",
            "privacy/choices/",
            "#search?q=phone+germany",
            "#search?q=hungary",
        ],
        {"policy/fees/", "do/incident/", "#search?q=hungary"},
    ),
)
def test_no_value_breaks_in_the_middle_of_a_number(
    new_page: NewPage, base_url: str, viewport: dict[str, int], path: str
) -> None:
    page = at(new_page, base_url + path, viewport)
    if "search" in path:
        expect(page.locator("[data-search-results] a").first).to_be_visible()
    broken = page.evaluate(
        """() => {
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (!node.parentElement.checkVisibility()) continue;
            for (const { 0: value, index } of node.data.matchAll(/\\+?\\d[\\d,.]*\\d|\\+ ?\\(?\\d[\\d() -]+\\d/g)) {
              const range = document.createRange();
              range.setStart(node, index);
              range.setEnd(node, index + value.length);
              if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(value);
            }
          }
          return found;
        }"""
    )
    assert broken == []


# ---- Meanings


@WIDTHS
@pytest.mark.parametrize(
    ("path", "word"),
    rows_at_once(
        [("policy/incident/", "PFI"), ("do/incident/", "PFI"), ("do/papers/", "STEP"), ("policy/levels/", "Level")],
        [("policy/incident/", "PFI"), ("do/papers/", "STEP")],
    ),
)
def test_a_meaning_opens_on_hover_focus_and_click(
    new_page: NewPage, base_url: str, viewport: dict[str, int], path: str, word: str
) -> None:
    page = at(new_page, base_url + path, viewport)
    here = page.url
    term = page.locator("article a.term").get_by_text(word, exact=True).first
    meaning = page.locator(".meaning")
    term.scroll_into_view_if_needed()
    term.hover()
    expect(meaning).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "meaning")
    meaning.hover()
    page.wait_for_timeout(400)
    expect(meaning).to_be_visible()  # the pointer may go there
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    page.mouse.move(0, 0)
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(meaning).to_be_visible()
    box = meaning.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"]
    page.keyboard.press("Tab")
    page.mouse.click(5, 5)
    expect(meaning).to_be_hidden()
    term.click()
    expect(meaning).to_be_visible()
    assert page.url == here
    meaning.get_by_role("link", name="In the glossary").click()
    page.wait_for_url("**/glossary/#term.*")


def test_a_meaning_opens_by_touch(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/incident/", PHONE, has_touch=True, is_mobile=True)
    here = page.url
    term, meaning = page.locator("article a.term").first, page.locator(".meaning")
    term.tap()
    expect(meaning).to_be_visible()
    assert page.url == here
    term.tap()
    expect(meaning).to_be_hidden()


def test_the_frame_is_accessible(new_page: NewPage, base_url: str) -> None:
    page = at(new_page, base_url + "policy/incident/", PHONE, bypass_csp=True)
    page.add_script_tag(path=str(ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    page.locator("article a.term").first.click()
    expect(page.locator(".meaning")).to_be_visible()
    found = page.evaluate("axe.run('.meaning, article, header', { resultTypes: ['violations'] })")["violations"]
    assert not found, json.dumps([(one["id"], [node["html"] for node in one["nodes"]]) for one in found], indent=1)
    page.get_by_role("button", name="Menu").click()
    found = page.evaluate("axe.run('.md-sidebar--primary, header', { resultTypes: ['violations'] })")["violations"]
    assert not found, json.dumps([(one["id"], [node["html"] for node in one["nodes"]]) for one in found], indent=1)
