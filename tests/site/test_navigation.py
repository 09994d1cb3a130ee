"""Instant navigation on a slow host: a quick click, Back, and what waits for an answer of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.host import Line
from tests.helpers.pages import FEES, until
from tests.helpers.proving import at_once

pytestmark = [pytest.mark.browser, pytest.mark.prove]

LATE = 0.25  # seconds before each answer


@pytest.fixture(autouse=True)
def late() -> Iterator[None]:
    """The host stands at the end of a long line."""
    Line.wait = LATE
    yield
    Line.wait = 0.0


# How long after the theme runs, or after the page is read, a reader clicks; ten times in all.
WHEN = [
    ("globalThis.document$", 0),
    ("globalThis.document$", 0),
    ("globalThis.document$", 50),
    ("globalThis.document$", 250),
    ("globalThis.document$", 600),
    ("document.readyState === 'complete'", 0),
    ("document.readyState === 'complete'", 100),
    ("document.readyState === 'complete'", 250),
    ("document.readyState === 'complete'", 400),
    ("document.readyState === 'interactive' || document.readyState === 'complete'", 0),
]


@pytest.mark.parametrize("when", at_once(WHEN, [WHEN[1], WHEN[6]]), ids=lambda value: f"{value[0]}-{value[1]}")
def test_back_after_a_quick_click(page: Page, base_url: str, when: tuple[str, int]) -> None:
    ready, wait = when
    page.goto("about:blank")
    page.goto(base_url + "glossary/", wait_until="commit")
    entries = page.evaluate("history.length")
    until(page, ready)
    page.wait_for_timeout(wait)
    page.get_by_role("link", name="Your level", exact=True).first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    page.wait_for_load_state()
    until(page, "globalThis.document$")
    page.wait_for_timeout(700)  # what is replayed comes by then
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    assert page.url == base_url + "glossary/"


def test_a_click_before_the_list_of_pages_is_in_is_made_once(page: Page, base_url: str, watch: Any) -> None:
    lists: list[Any] = []
    pages: list[Any] = []
    page.context.route("**/sitemap.xml", lambda route: lists.append(route))
    page.goto(base_url + "glossary/", wait_until="commit")
    entries = page.evaluate("history.length")
    while not lists:
        page.wait_for_timeout(20)
    page.context.route("**/policy/levels/", lambda route: pages.append(route))
    page.get_by_role("link", name="Your level", exact=True).first.evaluate("link => link.click()")
    while not pages:
        page.wait_for_timeout(20)
    # The list comes while the next page is under way.
    lists[0].continue_()
    page.wait_for_timeout(700)
    for route in pages:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    page.wait_for_timeout(500)
    assert watch.requests.count(base_url + "policy/levels/") == 1
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")


def test_each_page_is_fetched_once(page: Page, base_url: str, watch: Any) -> None:
    page.goto(base_url + "glossary/", wait_until="commit")
    until(page, "globalThis.document$")
    page.get_by_role("link", name="Your level", exact=True).first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    page.wait_for_timeout(1_000)
    assert watch.requests.count(base_url + "policy/levels/") == 1


def test_a_link_in_the_page_is_followed_while_it_loads(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES, wait_until="commit")
    until(page, "globalThis.document$")
    link = page.locator('nav[aria-label="Table of contents"] a[href*="#"]').last
    anchor = link.get_attribute("href")
    assert anchor
    link.evaluate("link => link.click()")
    page.wait_for_timeout(1_000)
    assert page.url.endswith(anchor[anchor.index("#") :])


@pytest.mark.parametrize(("anchor", "top"), [("", 0), ("#dsop.levels.service-providers", None)], ids=("top", "place"))
def test_a_page_that_is_gone_to_while_the_last_one_moves_is_shown_where_the_link_leads(
    page: Page, base_url: str, anchor: str, top: int | None
) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.wait_for_timeout(300)  # what was moved before is noted
    page.evaluate(
        """(anchor) => {
          scrollTo(0, 700);
          const link = [...document.links].find(({ pathname }) => pathname.endsWith("/policy/levels/"));
          link.hash = anchor;
          link.click();
        }""",
        anchor,
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    page.wait_for_timeout(500)
    if anchor:
        expect(page.locator(anchor.replace(".", "\\."))).to_be_in_viewport()
    else:
        assert page.evaluate("scrollY") == top


def test_the_search_that_is_opened_while_a_page_is_under_way_keeps_the_focus(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.keyboard.press("Control+k")
    page.keyboard.type("cookies")  # before the box is there
    expect(page.locator(".finder__entry")).to_have_value("cookies")
    expect(page.locator("[data-search-results] a").first).to_contain_text("Cookie")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Non-validation fees")
    page.wait_for_timeout(300)
    page.keyboard.type("fax")
    expect(page.locator(".finder__entry")).to_have_value("fax")


def test_instant_navigation_is_there(page: Page, base_url: str) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Your level", exact=True).first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    assert page.evaluate("window.sameDocument") is True


def test_without_the_list_of_pages_links_lead_on(new_page: Callable[..., Page], base_url: str, watch: Any) -> None:
    page = new_page()
    page.context.route("**/sitemap.xml", lambda route: route.fulfill(status=503))
    watch.expect("sitemap.xml")
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    page.get_by_role("link", name="Your level", exact=True).first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Non-validation fees")


def test_a_dialog_that_comes_late_does_not_open_on_the_next_page(page: Page, base_url: str) -> None:
    page.goto(base_url + "glossary/")
    until(page, "globalThis.document$")
    held = []
    page.context.route("**/calculator/dialog/*.html", lambda route: held.append(route))
    page.locator("a.calculate").evaluate("button => button.click()")
    page.get_by_role("link", name="Your level", exact=True).first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your level")
    for route in held:
        route.continue_()
    page.wait_for_timeout(700)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("a.calculate").click()
    expect(page.get_by_role("dialog", name="Calculate")).to_be_visible()
