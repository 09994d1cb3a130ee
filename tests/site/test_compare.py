"""Two cases beside each other: an answer is kept, entries are changed, and both are told; in the address and on paper too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.pages import ANSWERED, AXE, CASE, FEES, PATIENCE, RUN, entry, open_at, until
from tests.helpers.proving import rows_at_once

pytestmark = pytest.mark.browser

DIFFERENCE = (
    "If “Days late” is 60, not 61, “Total” is 84,000 AUD, not 147,000 AUD: 63,000 AUD less; 3 more lines differ."
)
BESIDE = "#fee?market=Australia&kind=merchant&level=1&days_late=60&against.days_late=61"


def told(element: Locator, text: str) -> None:
    expect(element.locator("output")).to_have_text(text, timeout=PATIENCE)
    expect(element).to_have_attribute("data-state", "ready")


SAID = "decodeURIComponent(location.hash).replaceAll('+', ' ')"


def test_from_the_button_to_the_address_and_back(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}{FEES}{CASE}")
    told(element, ANSWERED)
    note = element.locator(".calculator__note--kept")
    expect(note).to_be_hidden()
    element.get_by_role("button", name="Compare", exact=True).click()
    expect(note).to_be_focused()
    # Nothing differs yet: the answer stands as it is.
    told(element, ANSWERED)
    expect(element.locator(".besides")).to_have_count(0)
    element.locator(entry("days_late")).fill("60")
    told(element, DIFFERENCE)
    sides = element.locator(".besides__card")
    expect(sides.locator(".besides__headline")).to_have_text(
        [ANSWERED, "60 days late, two of three fees are due: 84,000 AUD."]
    )
    # The third fee, the sum, the day and the end of the agreement are of one side alone.
    marked = [sides.nth(side).locator(".besides__step").all_inner_texts() for side in (0, 1)]
    assert [len(each) for each in marked] == [4, 2]
    assert all(text.startswith("differs ") for each in marked for text in each)
    assert any("Fee 3, 63,000 AUD" in text for text in marked[0]) and not any("Fee 3" in text for text in marked[1])
    same = sides.locator(".answer-steps > li:not(.besides__step)").all_inner_texts()
    assert len(same) == 4 and same[:2] == same[2:]
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in element.locator(".besides__differs").all()
    }
    assert rows["Total"] == ["147,000 AUD", "84,000 AUD"]
    until(page, f"{SAID} === {json.dumps(BESIDE)}")
    # Back to what was kept.
    element.get_by_role("button", name="Go back to this").click()
    told(element, ANSWERED)
    expect(element.locator(entry("days_late"))).to_have_value("61")
    expect(note).to_be_hidden()
    until(page, f"{SAID} === {json.dumps(CASE)}")


def test_done_with_comparing(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}{FEES}{BESIDE}")
    told(element, DIFFERENCE)
    expect(element.locator(entry("days_late"))).to_have_value("60")
    expect(element.locator(".calculator__note--kept")).to_be_visible()
    # What is kept stays while other entries change, an impossible one among them.
    element.locator(entry("days_late")).fill("x")
    expect(element.locator("output")).to_contain_text("No answer yet", timeout=PATIENCE)
    element.locator(entry("days_late")).fill("0")
    expect(element.locator("output")).to_contain_text("“Total” is 0 AUD, not 147,000 AUD", timeout=PATIENCE)
    element.get_by_role("button", name="Stop comparing").click()
    told(element, "Your documents came in time: no fee is due.")
    expect(element.get_by_role("button", name="Compare", exact=True)).to_be_visible()


def test_with_step_and_without(page: Page, base_url: str) -> None:
    """An entry that one side leaves at its default."""
    element = open_at(page, f"{base_url}{FEES}{CASE}")
    told(element, ANSWERED)
    element.get_by_role("button", name="Compare", exact=True).click()
    element.locator("[data-field=step_participant]").get_by_label("Yes").check()
    expect(element.locator("output")).to_contain_text("If “You take part in STEP” is yes, not no,", timeout=PATIENCE)
    until(page, f"{SAID}.includes('&step_participant=yes') && {SAID}.endsWith('&against.step_participant=')")
    # A reload, and the dialog's own calculator, have both.
    page.reload()
    expect(element.locator("output")).to_contain_text("If “You take part in STEP” is yes, not no,", timeout=PATIENCE)
    element.get_by_role("button", name="Clear all entries").click()
    expect(element.locator(".calculator__case")).to_be_visible()
    expect(element.locator(".calculator__note--kept")).to_be_hidden()
    element.get_by_role("button", name="Undo").click()
    expect(element.locator("output")).to_contain_text("If “You take part in STEP” is yes, not no,", timeout=PATIENCE)


@pytest.mark.parametrize(
    ("case", "left_out"),
    [
        ("against.days_late=many", "against.days_late = many"),
        ("against.nothing=1", "against.nothing = 1"),
    ],
)
def test_a_case_to_compare_with_that_is_none(page: Page, base_url: str, case: str, left_out: str) -> None:
    element = open_at(page, f"{base_url}{FEES}{CASE}&{case}")
    told(element, ANSWERED)
    expect(element.locator(".calculator__note--address")).to_contain_text(left_out)


@pytest.mark.parametrize(("width", "scheme"), rows_at_once([(390, "dark"), (1280, "light")], [(390, "dark")]))
def test_it_fits_and_is_accessible(new_page: Callable[..., Any], base_url: str, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    element = open_at(page, f"{base_url}{FEES}{BESIDE}")
    told(element, DIFFERENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for locator in element.locator(".besides__card, .besides__table").all():
        box = locator.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    page.evaluate(AXE)
    assert page.evaluate(RUN.replace("{within}", "'policy-calculator'")) == []


def test_on_paper(page: Page, base_url: str) -> None:
    element = open_at(page, f"{base_url}{FEES}{BESIDE}")
    told(element, DIFFERENCE)
    page.emulate_media(media="print")
    for part in (".besides__table", ".besides__card >> nth=0", ".besides__card >> nth=1", ".besides__step >> nth=0"):
        expect(element.locator(part)).to_be_visible()
    for part in ("form", ".calculator__note--kept", ".card__actions"):
        expect(element.locator(part)).to_be_hidden()
    for button in element.get_by_role("button", name=re.compile("Go back|comparing")).all():
        expect(button).to_be_hidden()
