"""Faults that people reported of other sites, each tried on this one with the smallest input that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import ANSWERED, CASE, FEES, PATIENCE, answered, entry, fill_in, open_at, type_over
from tests.helpers.proving import at_once, rows_at_once

pytestmark = [pytest.mark.browser, pytest.mark.prove]

# What a browser's translator does: each text in elements of its own, in other words.
TRANSLATE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data.trim() && !parentElement.closest("script, style")) texts.push(walker.currentNode);
  }
  for (const text of texts) {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = `übersetzt ${text.data}`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}"""


def test_a_page_that_is_translated_goes_on_answering(page: Page, base_url: str) -> None:
    """react/react#11538: what is shown is the translator's, what is asked stays ours."""
    element = open_at(page, f"{base_url}{FEES}{CASE}")
    answered(element)
    page.evaluate(TRANSLATE)
    element.locator(entry("days_late")).fill("60")
    expect(element.locator("output")).to_contain_text("84,000 AUD", timeout=PATIENCE)
    market = element.locator(entry("market"))
    market.fill("")
    market.press_sequentially("Germ")
    market.press("Enter")
    expect(element.locator("output")).to_contain_text("45,000 EUR", timeout=PATIENCE)
    page.evaluate(TRANSLATE)
    box = page.locator("details.cases")
    box.locator("> summary").click()
    expect(box).to_have_attribute("data-market", "Germany")
    expect(box.locator('tr[aria-current="true"]')).to_have_count(1)
    element.locator("[type=reset]").click()
    expect(element.locator("output")).to_be_empty()


def test_enter_that_ends_a_composition_chooses_no_market(page: Page, base_url: str) -> None:
    """mui/material-ui#19435, vuetifyjs/vuetify#22974: who writes Japanese confirms a word by Enter."""
    element = open_at(page, f"{base_url}{FEES}")
    market = element.locator(entry("market"))
    market.press_sequentially("ger")
    expect(element.get_by_role("option", name="Germany")).to_be_visible()
    press = """(input, isComposing) => input.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", isComposing, bubbles: true, cancelable: true }))"""
    assert market.evaluate(press, True), "the key is the input method's"
    expect(market).to_have_value("ger")
    assert not market.evaluate(press, False)
    expect(market).to_have_value("Germany")


def test_seconds_of_a_moment_are_nothing_wrong(page: Page, base_url: str) -> None:
    """shoelace-style/shoelace#1316: a field of minutes calls a moment with seconds invalid."""
    element = open_at(page, f"{base_url}calculators/incident/#incident?discovered=2026-11-03T09:30:15%2B00:00")
    moment = element.locator("input[type=datetime-local]")
    expect(moment).to_have_value("2026-11-03T09:30:15")
    assert moment.evaluate("input => input.validationMessage") == ""


@pytest.mark.parametrize(
    "name", at_once(["against.__proto__", "reading.__proto__", "__proto__", "constructor"], {"reading.__proto__"})
)
def test_a_name_that_every_object_has_is_left_out_and_named(page: Page, base_url: str, name: str) -> None:
    """olivernn/lunr.js#254, bvaughn/js-search#15: names that JavaScript's objects have of their own."""
    element = open_at(page, f"{base_url}{FEES}{CASE}&{name}=1")
    answered(element)
    expect(element.locator(".calculator__note--address")).to_contain_text(f"{name} = 1")


@pytest.mark.parametrize(
    "hash",
    at_once(
        ["#%", "#abc%abc", "#%E0", "#fee?market=%E0%A4", "#__proto__?x=1", "#toString?"], {"#%E0", "#fee?market=%E0%A4"}
    ),
)
def test_an_address_that_decodes_to_nothing_stops_nothing(page: Page, base_url: str, hash: str) -> None:
    """defunkt/jquery-pjax#676, MithrilJS/mithril.js#2060: the page's scripts end at a malformed address."""
    element = open_at(page, f"{base_url}{FEES}{hash}")
    if page.locator("dialog[open]").count() or hash.startswith("#__") or hash == "#toString?":
        expect(page.locator("dialog.reach")).to_be_visible()
        page.keyboard.press("Escape")
    fill_in(element)
    answered(element, re.compile("147,000 AUD"))


def test_nothing_lies_over_what_has_the_focus_where_little_can_be_seen(
    new_page: Callable[..., Any], base_url: str
) -> None:
    """w3c/wcag#5114, swisspost/design-system#7815: 1280 × 1024 at 400 %, where what is pinned lies over the rest."""
    page = new_page(viewport={"width": 320, "height": 256})
    element = open_at(page, f"{base_url}{FEES}{CASE}")
    answered(element)
    element.locator("input").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        page.wait_for_timeout(50)
        covered = page.evaluate(
            """() => {
              const at = document.activeElement;
              const { x, y, bottom, width, height } = at.getBoundingClientRect();
              const across = Math.min(innerWidth - 1, Math.max(0, x + Math.min(width / 2, 20)));
              const seen = [y + 2, y + height / 2, bottom - 2].filter((down) => down >= 0 && down < innerHeight).some((down) => {
                const top = document.elementFromPoint(across, down);
                return top && (at.contains(top) || top.contains(at) || top.closest("label")?.contains(at));
              });
              return seen ? "" : at.outerHTML.slice(0, 120);
            }"""
        )
        assert not covered


def test_a_wide_table_is_whole_on_paper(page: Page, base_url: str) -> None:
    """GitbookIO/gitbook#1626, c3er/mdview#26: what is wider than the sheet is cut off."""
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins
    for path in ("policy/indemnity/", "policy/documents/", "policy/step/", FEES):
        page.goto(f"{base_url}{path}")
        page.locator("details.cases > summary").click()
        page.emulate_media(media="print")
        beyond = "(one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth"
        wide = page.locator("table").evaluate_all(f"all => all.filter({beyond}).map((one) => one.caption?.textContent)")
        assert wide == [], path
        # And the head of one that goes on over sheets stays where it is (squidfunk/mkdocs-material#1939).
        assert set(
            page.locator("thead th").evaluate_all("all => all.map((one) => getComputedStyle(one).position)")
        ) <= {"static"}
        page.emulate_media(media="screen")


def test_digits_that_are_typed_one_by_one_stay_in_their_field(page: Page, base_url: str) -> None:
    """betagouv/mon-entreprise#4240: the focus was gone after each digit, since the answer came in between."""
    element = open_at(page, f"{base_url}calculators/fee/{CASE}")
    answered(element)
    field = element.locator(entry("days_late"))
    field.fill("")
    for digits in ("1", "12", "120"):
        page.keyboard.type(digits[-1])
        expect(element.locator("output")).to_contain_text(f"{digits} day", timeout=PATIENCE)
        expect(field).to_be_focused()
    expect(field).to_have_value("120")


@pytest.mark.parametrize(
    ("pasted", "count"),
    rows_at_once(
        [
            ("50\u202f000", 50_000),
            ("50\u00a0000\n", 50_000),
            ("\u200b50,000", 50_000),
            ("５０，０００", 50_000),
            ("50’000", 50_000),
        ],
        [("50\u202f000", 50_000)],
    ),
)
def test_what_was_pasted_is_the_same_after_a_reload(page: Page, base_url: str, pasted: str, count: int) -> None:
    """betagouv/mon-entreprise#1246: 50 000 came back as 100 000 000."""
    element = open_at(page, f"{base_url}calculators/level/#level?kind=merchant")
    element.locator(entry("transactions")).focus()
    page.keyboard.insert_text(pasted)
    for _ in range(2):
        answered(element, re.compile(r"Level \d"))
        assert element.evaluate("e => e.answer.inputs.transactions") == count
        page.reload()


def test_a_copy_of_the_tab_goes_its_own_way(page: Page, base_url: str) -> None:
    """seung-lab/neuroglancer#416, getsentry/sentry-javascript#6531: a duplicated tab wrote into the first one's state."""
    element = open_at(page, f"{base_url}{FEES}{CASE}")
    answered(element)
    with page.expect_popup() as opened:
        page.evaluate("() => void open(location.href.split('#')[0])")
    copy = opened.value.locator("policy-calculator").first
    expect(copy.locator(entry("days_late"))).to_have_value("61", timeout=PATIENCE)
    copy.locator(entry("days_late")).fill("5")
    expect(copy.locator("output")).to_contain_text("5 days late", timeout=PATIENCE)
    page.reload()
    answered(element, ANSWERED)


def test_what_is_called_for_is_there_after_back_and_reload(page: Page, base_url: str) -> None:
    """alphagov/govuk-frontend#1794 and #1552: the choice was there, and what it reveals was not."""
    element = open_at(page, f"{base_url}{FEES}")
    called = element.locator('[data-field="submission_required"]')
    expect(called).to_be_hidden()
    element.get_by_label("Merchant", exact=True).check()
    element.get_by_label("3", exact=True).check()
    expect(called).to_be_visible()
    for go in (lambda: (page.goto(f"{base_url}policy/levels/"), page.go_back()), page.reload):
        go()
        expect(called).to_be_visible()
        expect(element.get_by_label("3", exact=True)).to_be_checked()


def test_one_thing_is_announced_while_several_digits_are_typed(page: Page, base_url: str) -> None:
    """alphagov/notifications-admin#3634, algolia/autocomplete#1329: a live region that speaks at each key."""
    element = open_at(page, f"{base_url}calculators/fee/{CASE}")
    answered(element)
    element.evaluate("""e => {
      window.heard = [];
      const output = e.querySelector("output");
      const hear = () => output.getAttribute("aria-busy") !== "true" && heard.push(output.textContent);
      new MutationObserver(hear).observe(output, { subtree: true, childList: true, characterData: true, attributes: true });
    }""")
    type_over(element.locator(entry("days_late")), "123")
    expect(element.locator("output")).to_contain_text("123 days late", timeout=PATIENCE)
    expect(element.locator("output")).to_have_attribute("aria-busy", "false")
    assert page.evaluate("[...new Set(heard)]") == ["123 days late, all three fees are due: 147,000 AUD."]
