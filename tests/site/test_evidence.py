"""An answer kept as a file: what it holds, that it opens again, and what it says where the site answers otherwise by now."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from calculator import evaluate
from tests.helpers.pages import AUSTRALIA, CASE, FEES, PATIENCE, answered, entry, open_at, saved, take
from tests.helpers.proving import at_once

pytestmark = [pytest.mark.browser, pytest.mark.prove]

Json = dict[str, Any]


@pytest.fixture
def kept(new_page: Callable[..., Page], base_url: str) -> Json:
    """The file of an answer, kept in a browser of its own."""
    page = new_page()
    element = open_at(page, base_url + FEES + CASE)
    answered(element)
    return json.loads(saved(element, "Keep as file"))  # type: ignore[no-any-return]


def choose(page: Page, calculator: Locator, name: str, body: bytes) -> None:
    """Choose a file with “Open a kept answer”."""
    with page.expect_file_chooser() as chooser:
        calculator.get_by_role("button", name="Open a kept answer").click()
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": body})


def note(calculator: Locator) -> Locator:
    return calculator.locator(".take__note")


def test_the_file_holds_what_was_asked_what_came_out_and_when(kept: Json, base_url: str, site: Path) -> None:
    assert kept["kind"] == "clausebook-answer" and kept["version"] == 1
    assert kept["answer"] == json.loads(json.dumps(evaluate("fee", AUSTRALIA).to_dict()))
    assert abs((datetime.now(UTC) - datetime.fromisoformat(kept["answered"])).total_seconds()) < 600
    worker = json.loads((site / "assets/runtime/bundle.json").read_text("utf-8"))["worker"]
    assert kept["build"] and f"worker-{kept['build']}.js" == worker
    assert kept["link"] == base_url + FEES + CASE
    assert kept["question"] == "What do late documents cost?"
    assert ["Days late", "61"] in kept["entries"]
    assert ["Total", "147,000 AUD"] in kept["told"]


@pytest.mark.parametrize("path", at_once((FEES, "glossary/", "calculators/level/"), {"glossary/"}))
def test_it_opens_where_its_calculator_is_and_the_site_answers_the_same(
    page: Page, base_url: str, kept: Json, path: str
) -> None:
    element = open_at(page, base_url + (path if path != "glossary/" else "glossary/#level?kind=merchant"))
    opener = element if path != "glossary/" else page.locator("dialog policy-calculator:visible")
    choose(page, opener, "kept.json", json.dumps(kept).encode())
    shown = page.locator('policy-calculator[topic="fee"]:visible')
    answered(shown)
    expect(shown.locator(entry("days_late"))).to_have_value("61")
    expect(note(shown)).to_have_text(re.compile(r"^Kept on \d+ \w+ \d{4}\. The site answers the same today\.$"))
    # What is entered from now on is another case.
    shown.locator(entry("days_late")).fill("60")
    expect(note(shown)).to_be_empty()


def test_it_says_what_the_site_answers_otherwise_by_now(page: Page, base_url: str, kept: Json) -> None:
    """As if the fees had been others when it was kept."""
    for pair in kept["told"]:
        pair[1] = pair[1].replace("147,000", "140,000")
    kept["answer"]["outcome"]["total"] = "140000"
    element = open_at(page, base_url + FEES)
    choose(page, element, "kept.json", json.dumps(kept).encode())
    answered(element)
    expect(note(element)).to_contain_text("The site answers otherwise today:")
    expect(note(element).locator("li")).to_have_text(
        [
            re.compile("^The answer: .*140,000 AUD.* then, .*147,000 AUD.* now\\.$"),
            "Total: 140,000 AUD then, 147,000 AUD now.",
        ]
    )


def test_what_only_programs_read_is_compared_too(page: Page, base_url: str, kept: Json) -> None:
    kept["answer"]["outcome"]["currency"] = "AUX"
    element = open_at(page, base_url + FEES)
    choose(page, element, "kept.json", json.dumps(kept).encode())
    answered(element)
    expect(note(element).locator("li")).to_have_text("In words it is the same; what programs read of it differs.")


WRONG: dict[str, tuple[Callable[[Json], bytes], str]] = {
    "no JSON": (lambda kept: b"{", "This file is no kept answer. Choose one that “Keep as file” saved"),
    "other JSON": (lambda kept: b'{"topic": "fee"}', "This file is no kept answer. Choose one"),
    "a list": (lambda kept: b"[1]", "This file is no kept answer. Choose one"),
    "5 MB": (lambda kept: json.dumps(kept).encode() + b" " * 5_000_000, "This file is too large to be a kept answer. Choose one"),
    "a version to come": (
        lambda kept: json.dumps(kept | {"version": 2}).encode(),
        "kept by a newer version of this site. Open it there, or choose an older one.",
    ),
    "half of one": (lambda kept: json.dumps(kept | {"answer": None}).encode(), "This kept answer is not whole. Choose one"),
    "another link": (
        lambda kept: json.dumps(kept | {"link": "#level?kind=merchant"}).encode(),
        "This kept answer is not whole. Choose one",
    ),
    "no such topic": (
        lambda kept: json.dumps(kept | {"link": "#taxes?kind=merchant", "answer": kept["answer"] | {"topic": "taxes"}}).encode(),
        "This file is an answer about “taxes”, which none of these calculators is. Choose one",
    ),
}  # fmt: skip


def test_another_file_is_told_what_to_choose(page: Page, base_url: str, kept: Json) -> None:
    element = open_at(page, base_url + FEES)
    before = page.url
    for name, (made, says) in WRONG.items():
        choose(page, element, f"{name}.json", made(kept))
        expect(note(element)).to_contain_text(says)
        assert page.url == before, name
        expect(element.locator(entry("days_late"))).to_have_value("")
    # The right one after all of them.
    choose(page, element, "kept.json", json.dumps(kept).encode())
    expect(note(element)).to_contain_text("The site answers the same today.", timeout=PATIENCE)


def test_an_answer_that_was_left_open_is_kept_too(page: Page, base_url: str) -> None:
    case = "#indemnity?kind=merchant&card_numbers=12000&numbers_with_data=11000"
    element = open_at(page, f"{base_url}calculators/indemnity/{case}")
    expect(take(element, "Keep as file")).to_be_visible(timeout=PATIENCE)
    body = saved(element, "Keep as file").encode()
    element.get_by_role("button", name="Clear all entries").click()
    choose(page, element, "kept.json", body)
    expect(note(element)).to_contain_text("The site answers the same today.", timeout=PATIENCE)
    expect(element.locator("output")).to_have_text("This can cost you from 0 to 155,000 USD.")
