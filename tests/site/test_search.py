"""The search in a real browser: what people type has what they are after first, or nearly so; the box as a reader meets it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.pages import Watch, type_over, until
from tests.helpers.proving import at_once
from tests.helpers.sources import ROOT

QUERIES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "site" / "queries.toml").read_text("utf-8"))["query"]
FIRST, AMONG_THREE = 0.9, 0.98
PHONE = {"width": 390, "height": 780}
DESK = {"width": 1280, "height": 900}
WIDTHS = pytest.mark.parametrize("viewport", at_once([PHONE, DESK], [PHONE]), ids=["phone", "desk"])


def links(page: Page) -> list[dict[str, str]]:
    """The results: where each leads, from the site's root, and its text."""
    found: list[dict[str, str]] = page.locator("[data-search-results] a").evaluate_all(
        "links => links.map(link => ({ href: link.href, text: link.innerText }))"
    )
    return found


def opened(page: Page, base_url: str, path: str = "") -> None:
    """A page with the search open, and all that it searches there."""
    page.goto(base_url + path)
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.finder")).to_be_visible()
    expect(page.locator(".finder__help a").first).to_be_attached()


def typed(page: Page, text: str) -> list[dict[str, str]]:
    """What is found for a text."""
    page.locator(".finder__entry").fill(text)
    return links(page)


class Finder:
    """What a result must be, by the data of the built site."""

    def __init__(self, site: Path, base_url: str) -> None:
        def data(name: str) -> list[dict[str, Any]]:
            return json.loads((site / "data" / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]

        self.base_url = base_url
        self.addresses = {f"clause:{entry['id']}": entry["url"] for entry in data("clauses")}
        self.addresses |= {f"term:{entry['id']}": entry["url"] for entry in data("glossary")}
        self.readings = {entry["id"] for entry in data("readings")}
        self.markets = {entry["market"] for entry in data("directory")}
        self.site = site

    def exists(self, wanted: str) -> bool:
        kind, _, name = wanted.partition(":")
        match kind:
            case "clause" if name.count(".") == 1:  # a section, whose page has its id
                return any(f'id="{name}"' in path.read_text("utf-8") for path in (self.site).glob("p*/*/index.html"))
            case "clause" | "term":
                return wanted in self.addresses
            case "reading":
                return name in self.readings
            case "fee" | "phone":
                return name in self.markets
            case "level":
                return name.isdigit()
            case "calculator":
                return (self.site / "calculators" / name / "index.html").is_file()
        return (self.site / wanted / "index.html").is_file()

    def fits(self, found: dict[str, str], wanted: str, says: list[str]) -> bool:
        """Whether a result is what is wanted, and says what it should."""
        path, _, anchor = found["href"].removeprefix(self.base_url).partition("#")
        anchor = unquote(anchor) if "?" not in anchor else anchor
        topic, _, case = anchor.partition("?")
        inputs = {key: values[0] for key, values in parse_qs(case).items()}
        kind, _, name = wanted.partition(":")
        match kind:
            case "clause" if name.count(".") == 1:
                good = anchor == name
            case "clause" | "term":
                good = f"{path}#{anchor}" == self.addresses[wanted]
            case "reading":
                good = f"{path}#{anchor}" == f"readings/#reading.{name}"
            case "fee":
                good = topic == "fee" and inputs["market"] == name
            case "phone":
                good = topic == "contact" and inputs["market"] == name
            case "level":
                good = topic == "level" and inputs["transactions"] == name
            case "calculator":
                good = path == f"calculators/{name}/" or topic == name
            case _:
                good = f"{path}#{anchor}".rstrip("#") == wanted
        return good and all(text in found["text"] for text in says)


@pytest.fixture(scope="module")
def finder(site: Path, base_url: str) -> Finder:
    return Finder(site, base_url)


@pytest.fixture(scope="module")
def ranks(chromium: Browser, base_url: str, finder: Finder) -> Iterator[dict[str, tuple[int | None, list[str]]]]:
    """Where each query finds what it should, from 0, and the first three results."""
    page = chromium.new_page(viewport=DESK)
    opened(page, base_url)
    found = {}
    for query in QUERIES:
        results = typed(page, query["text"])
        fitting = (
            place
            for place, one in enumerate(results)
            if any(finder.fits(one, wanted, query.get("says", [])) for wanted in query["finds"])
        )
        found[query["text"]] = next(fitting, None), [one["href"].removeprefix(base_url) for one in results[:3]]
    yield found
    page.close()


def test_the_table_of_queries(finder: Finder) -> None:
    assert len(QUERIES) >= 120
    assert len({query["text"] for query in QUERIES}) == len(QUERIES)
    assert sum(query.get("own", False) for query in QUERIES) <= len(QUERIES) / 2
    assert not [wanted for query in QUERIES for wanted in query["finds"] if not finder.exists(wanted)]


def test_nine_in_ten_are_first_and_nearly_all_among_three(ranks: dict[str, tuple[int | None, list[str]]]) -> None:
    first = [text for text, (place, _) in ranks.items() if place == 0]
    three = [text for text, (place, _) in ranks.items() if place is not None and place < 3]
    missed = {text: told for text, told in ranks.items() if text not in first}
    assert len(first) >= FIRST * len(QUERIES), missed
    assert len(three) >= AMONG_THREE * len(QUERIES), missed


def test_no_synonym_is_a_query() -> None:
    """The table is not passed by writing it into the sources."""
    said = tomllib.loads((ROOT / "docs/sources/international-undated/synonyms.toml").read_text("utf-8"))["synonym"]
    phrases = {text for entry in said for text in entry.get("words", []) if text.count(" ") > 1}
    assert not phrases & {query["text"].lower() for query in QUERIES}


# ---- The box


@WIDTHS
def test_it_opens_when_wanted_and_gives_the_focus_back(
    new_page: Callable[..., Page], base_url: str, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport)
    page.goto(base_url + "policy/levels/")
    box, entry = page.locator("dialog.finder"), page.locator(".finder__entry")
    button = page.get_by_role("button", name="Search")
    button.focus()
    page.keyboard.press("Tab")
    expect(box).to_have_count(0)  # tabbing past it opens nothing
    for way in (lambda: button.click(), lambda: button.press("Enter"), lambda: button.press(" ")):
        way()
        expect(entry).to_be_focused()
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    expect(entry).to_be_focused()
    width = box.evaluate("box => box.getBoundingClientRect().width")
    assert (width >= 0.95 * viewport["width"]) == (viewport == PHONE)
    page.get_by_role("button", name="Close").click()
    expect(box).to_be_hidden()


def test_no_single_key_opens_it(page: Page, base_url: str) -> None:
    page.goto(base_url)
    expect(page.locator("a.find")).to_have_attribute("role", "button")
    for key in "/sfk":
        page.keyboard.press(key)
    expect(page.locator("dialog.finder")).to_have_count(0)


@WIDTHS
def test_arrows_go_through_the_links_and_typing_goes_on(
    new_page: Callable[..., Page], base_url: str, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport)
    opened(page, base_url)
    typed(page, "late fees")
    results = page.locator("[data-search-results] a")
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".finder__entry")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("x")
    expect(page.locator(".finder__entry")).to_be_focused()
    expect(page.locator(".finder__entry")).to_have_value("late feesx")


def test_enter_opens_the_first_and_the_place_is_in_view(page: Page, base_url: str) -> None:
    opened(page, base_url)
    typed(page, "consequential damages")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policy/indemnity/#dsop.indemnity.damages")
    expect(page.locator("dialog.finder")).to_be_hidden()
    heading = page.locator("[id='dsop.indemnity.damages']")
    expect(heading).to_be_in_viewport()
    assert heading.evaluate(
        "one => one.getBoundingClientRect().top >= document.querySelector('.md-header').getBoundingClientRect().bottom"
    )


def test_an_answer_leads_into_the_calculator_filled_in(page: Page, base_url: str) -> None:
    opened(page, base_url)
    typed(page, "germany level 2 45 days late")
    expect(page.locator("[data-search-results] a").first).to_contain_text("Level 2: 11,500 EUR.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policy/fees/#fee?*")
    element = page.locator("policy-calculator[topic=fee]").first
    expect(element).to_have_attribute("data-state", "ready")
    assert element.evaluate("one => one.answer.outcome.total") == "11500"


def test_the_figures_of_an_answer_are_the_core_s(page: Page, base_url: str) -> None:
    """Days late and transactions on both sides of each figure, worked out from the originals."""
    opened(page, base_url)
    for text, said in (
        ("uk 1 day late", "Level 1: 12,500 GBP"),
        ("germany 30 days late", "Level 1: 19,000 EUR"),
        ("germany 31 days late", "Level 1: 45,000 EUR"),
        ("germany 61 days late", "Level 1: 79,000 EUR"),
        ("germany 31 days late level 4", "30 EUR"),
        ("9,999 transactions", "Level 4"),
        ("10,000 transactions", "Level 3"),
        ("2,499,999", "Level 2"),
        ("2,500,000", "Level 1"),
        ("service provider 2,499,999 transactions", "Level 2"),
    ):
        assert said in typed(page, text)[0]["text"], text


def test_what_was_typed_is_there_again(page: Page, base_url: str) -> None:
    opened(page, base_url)
    typed(page, "cookies")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#*")
    page.keyboard.press("Control+k")
    expect(page.locator(".finder__entry")).to_have_value("cookies")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.type("fax")  # what was typed is selected, so that it gives way
    expect(page.locator(".finder__entry")).to_have_value("fax")


def test_what_is_typed_before_the_box_is_there_goes_on_in_it(page: Page, base_url: str) -> None:
    held: list[Any] = []
    page.context.route("**/calculator/box-*", lambda route: held.append(route))
    page.goto(base_url)
    until(page, "globalThis.document$")
    page.keyboard.press("Control+k")
    page.keyboard.type("late")
    expect(page.locator("dialog.finder")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".finder__entry")).to_be_focused()
    page.keyboard.type(" fee")
    expect(page.locator(".finder__entry")).to_have_value("late fee")


def test_an_address_opens_it_and_no_server_sees_the_query(page: Page, base_url: str, watch: Watch) -> None:
    page.goto(f"{base_url}policy/fees/#search?q=late+fees%20germany")
    expect(page.locator(".finder__entry")).to_have_value("late fees germany")
    expect(page.locator("[data-search-results] a").first).to_contain_text("19,000")
    assert not [address for address in watch.requests if "germany" in address.split("#")[0].lower()]
    page.keyboard.press("Escape")
    page.wait_for_url(f"{base_url}policy/fees/")
    page.evaluate("location.hash = 'search?q=PFI'")
    expect(page.locator(".finder__entry")).to_have_value("PFI")


def test_an_old_address_is_rewritten_at_once(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}glossary/?q=chip+card&other=1")
    expect(page.locator(".finder__entry")).to_have_value("chip card")
    assert page.url == f"{base_url}glossary/?other=1#search?q=chip+card"


@WIDTHS
def test_nothing_found_leads_on(new_page: Callable[..., Page], base_url: str, viewport: dict[str, int]) -> None:
    page = new_page(viewport=viewport)
    opened(page, base_url)
    assert typed(page, "xqzzjk") == []
    box = page.locator("dialog.finder")
    expect(box).to_contain_text("Nothing is found for “xqzzjk”")
    for title in ("I had a data incident", "My documents are late", "Which papers must I send?", "I want fewer offers"):
        expect(box.get_by_role("link", name=title)).to_be_visible()
    expect(box.locator("a[href^='tel:']")).to_be_visible()
    page.locator(".finder__entry").fill("zzindemnitqq")
    box.get_by_role("button", name="indemnity").click()
    expect(page.locator("[data-search-results] a").first).to_be_visible()


def test_what_is_typed_is_text(page: Page, base_url: str) -> None:
    opened(page, base_url)
    for text in ("<img src=x onerror=alert(1)>", "<mark>fee</mark>", "&lt;b&gt;", "a" * 5000, "((((", "\\", "🙂"):
        typed(page, text)
        expect(page.locator("dialog.finder img, dialog.finder mark mark, dialog.finder b")).to_have_count(0)


def test_the_number_of_results_is_told_once_typing_rests(page: Page, base_url: str) -> None:
    opened(page, base_url)
    page.evaluate(
        """() => {
          globalThis.told = [];
          const said = document.querySelector(".finder__said");
          new MutationObserver(() => told.push(said.textContent)).observe(said, { childList: true });
        }"""
    )
    type_over(page.locator(".finder__entry"), "late fee")
    expect(page.locator(".finder__said")).to_contain_text("results. First: ")
    assert len(page.evaluate("told")) == 1


def test_each_result_has_its_kind_and_its_words_marked(page: Page, base_url: str) -> None:
    opened(page, base_url)
    first = typed(page, "PFI")[0]["text"]
    assert first.startswith("Term")
    expect(page.locator("[data-search-results] a").first.locator("mark").first).to_have_text("PFI")


def test_its_words_come_when_somebody_is_about_to_search(page: Page, base_url: str, watch: Watch) -> None:
    with page.expect_response("**/edition.json"):  # what is kept for the next visit is asked for last
        page.goto(base_url)
    fetched = lambda: [address for address in watch.requests if "/data/search-" in address or "/box-" in address]  # noqa: E731
    assert not fetched()
    with page.expect_response("**/data/search-*.json"):
        page.locator("a.find").hover()
    assert len(fetched()) == 2


def test_a_search_that_cannot_be_fetched_says_so_and_is_tried_again(page: Page, base_url: str, watch: Watch) -> None:
    watch.expect("search-")
    page.route("**/data/search-*.json", lambda route: route.abort())
    page.goto(base_url)
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.finder")).to_contain_text("could not be fetched")
    page.unroute("**/data/search-*.json")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("PFI")
    expect(page.locator("[data-search-results] a").first).to_contain_text("PCI Forensic Investigator")


def test_without_scripts_the_button_leads_to_the_list_of_clauses(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url)
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is computed")


@pytest.mark.parametrize("scheme", at_once(["light", "dark"], {"dark"}))
@WIDTHS
@pytest.mark.prove
def test_the_box_is_accessible(
    new_page: Callable[..., Page], base_url: str, viewport: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    opened(page, base_url)
    page.add_script_tag(path=str(ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    for text in ("late fees germany", "xqzzjk", ""):
        typed(page, text)
        found = page.evaluate("axe.run('dialog.finder', { resultTypes: ['violations'] })")["violations"]
        assert not found, json.dumps([(one["id"], [node["html"] for node in one["nodes"]]) for one in found], indent=1)
