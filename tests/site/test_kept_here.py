"""What is kept: one page lists it all, forgets it with one touch, and leaves alone what is of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import PATIENCE, asked, entry, open_at
from tests.helpers.proving import at_once
from tests.helpers.yours import DESK, PHONE, REFUSES, SHOP, keep, kept

pytestmark = pytest.mark.browser


def now(page: Page, title: str) -> Any:
    """What the list says of one thing."""
    return page.locator("tr[data-key]", has=page.get_by_role("rowheader", name=title, exact=True)).locator(".kept__now")


@pytest.mark.parametrize("device", at_once((PHONE, DESK), [PHONE]), ids=("phone", "desk"))
def test_all_that_is_kept_is_listed_and_forgotten_with_one_touch(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any]
) -> None:
    page = new_page(**device)
    page.goto(base_url + "kept/")
    for title in ("Your businesses", "Your deadlines", "What you enter in calculators", "An incident, in this tab"):
        expect(now(page, title)).to_have_text("nothing")
    keep(page, SHOP)
    page.evaluate("localStorage.setItem('of-another-site', 'stays')")
    fee = open_at(page, base_url + "calculators/fee/")
    fee.locator(entry("days_late")).fill("3")
    page.goto(base_url + "deadlines/")
    page.locator("#deadline-annual").fill("2030-03-31")
    page.locator("#deadline-annual").blur()
    page.goto(base_url + "do/incident/")
    page.get_by_label("Your business", exact=True).fill("Corner shop")
    page.get_by_label("Keep this incident in this browser").check()
    page.goto(base_url + "kept/")
    expect(now(page, "Your businesses")).to_contain_text("Shop")
    for title in ("Your deadlines", "An incident, kept because you said so", "What you enter in calculators"):
        expect(now(page, title).get_by_role("button")).to_be_visible()
    # Nothing is kept that no row tells of.
    expect(page.locator(".kept__told")).to_have_text("These stand in this browser now.")
    now(page, "Your deadlines").get_by_role("button").click()
    expect(now(page, "Your deadlines")).to_have_text("nothing")
    assert kept(page, "businesses") is not None
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator(".kept__told")).to_have_text("Forgotten. Nothing is kept in this browser now.")
    assert page.evaluate("[{...localStorage}, {...sessionStorage}]") == [{"of-another-site": "stays"}, {}]
    fee = open_at(page, base_url + "calculators/fee/")
    expect(fee.locator(entry("days_late"))).to_have_value("")
    expect(fee.locator(entry("market"))).to_have_value("")


def test_what_no_row_names_is_told_and_forgotten_too(page: Page, base_url: str) -> None:
    page.goto(base_url + "kept/")
    keep(page, SHOP)
    page.evaluate("(key) => localStorage.setItem(key, '1')", "clausebook:/handbook/:of-an-older-version")
    page.reload()
    expect(page.locator(".kept__told")).to_contain_text("Besides: clausebook:/handbook/:of-an-older-version.")
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator(".kept__told")).to_contain_text("Nothing is kept")


def test_where_storage_is_refused_it_says_so(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page()
    page.add_init_script(REFUSES)
    page.goto(base_url + "kept/")
    expect(page.locator(".kept__told")).to_contain_text("This browser keeps nothing for this site: storage is refused.")


def test_with_scripts_off_the_list_is_there(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + "kept/")
    expect(page.locator("tr[data-key]")).to_have_count(7)
    expect(page.get_by_role("button", name="Forget everything")).to_be_hidden()


def test_nothing_that_is_kept_leaves_the_browser(page: Page, watch: Any, base_url: str) -> None:
    page.goto(base_url + "coverage/")
    keep(page, SHOP | {"entries": SHOP["entries"] | {"transactions": "61,234"}})
    overview = open_at(page, base_url)
    expect(overview.locator("output")).to_contain_text("Level 2", timeout=PATIENCE)
    overview.locator(asked("kind")).get_by_label("Service provider", exact=True).check()
    page.goto(base_url + "obligations/")
    expect(page.locator(".obligations__own").first).to_be_visible(timeout=PATIENCE)
    assert watch.requests
    for address in watch.requests:
        assert "61" not in address.partition("?")[2] and "Australia" not in address and "Shop" not in address
