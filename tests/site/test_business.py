"""What applies to me: three questions at the front door, a business that is kept, what starts from it and is marked by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import FEES, PATIENCE, asked, entry, open_at
from tests.helpers.proving import at_once, rows_at_once
from tests.helpers.yours import DESK, PHONE, REFUSES, SHOP, keep, kept, sheets

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize("device", at_once((PHONE, DESK), [PHONE]), ids=("phone", "desk"))
OTHER = {
    "name": "Gateway",
    "entries": {"kind": "service_provider", "transactions": "100", "market": "Sweden"},
    "level": 2,
}
SMALL = {"name": "Kiosk", "entries": {"kind": "merchant", "transactions": "900"}, "level": 4}


def say_who(page: Page, address: str) -> Any:
    """Answers the three questions of the front page."""
    overview = open_at(page, address)
    overview.locator(asked("kind")).get_by_label("Merchant", exact=True).check()
    overview.locator(entry("transactions")).fill("60,000")
    overview.locator(entry("market")).fill("Australia")
    expect(overview.locator("output")).to_contain_text("You are a Level 2 merchant.", timeout=PATIENCE)
    return overview


@WIDTHS
def test_three_questions_stand_above_the_fold(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any]
) -> None:
    page = new_page(**device)
    overview = open_at(page, base_url)
    for field in ("kind", "transactions", "market"):
        expect(overview.locator(f"{asked(field)} input:visible").last).to_be_in_viewport(ratio=1)


@WIDTHS
def test_what_is_kept_is_where_every_calculator_starts(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any]
) -> None:
    page = new_page(**device)
    overview = say_who(page, base_url)
    box = overview.locator(".keeping")
    expect(box.get_by_role("link", name="What is kept")).to_be_visible()
    assert kept(page, "businesses") is None
    box.get_by_label("under the name").fill("Corner shop")
    box.get_by_role("button", name="Keep this in this browser").click()
    expect(box).to_contain_text("Kept in this browser: Corner shop.")
    assert kept(page, "businesses")["all"] == [SHOP | {"name": "Corner shop"}]
    # Another tab, which knows nothing of this one.
    other = page.context.new_page()
    fee = open_at(other, base_url + FEES)
    expect(fee.locator(entry("market"))).to_have_value("Australia")
    expect(fee.locator(asked("kind")).get_by_label("Merchant", exact=True)).to_be_checked()
    expect(fee.locator(asked("level")).get_by_label("2", exact=True)).to_be_checked()
    # And it is forgotten where it was kept.
    box.get_by_role("button", name="Forget Corner shop").click()
    assert kept(page, "businesses") is None


def test_a_link_wins_on_its_page_and_changes_nothing_that_is_kept(page: Page, base_url: str) -> None:
    page.goto(base_url + "coverage/")
    keep(page, SHOP)
    before = kept(page, "businesses")
    fee = open_at(page, base_url + FEES + "#fee?market=Sweden&kind=merchant&level=1&days_late=45")
    expect(fee.locator(entry("market"))).to_have_value("Sweden")
    expect(fee.locator(asked("level")).get_by_label("1", exact=True)).to_be_checked()
    expect(fee.locator("output")).to_contain_text("SEK", timeout=PATIENCE)
    papers = open_at(page, base_url + "calculators/validation/")
    expect(papers.locator(asked("level")).get_by_label("2", exact=True)).to_be_checked()
    phone = open_at(page, base_url + "calculators/contact/")
    expect(phone.locator(entry("market"))).to_have_value("Australia")
    assert kept(page, "businesses") == before


def test_among_several_businesses_one_is_chosen(page: Page, base_url: str) -> None:
    page.goto(base_url + "coverage/")
    keep(page, SHOP, OTHER)
    overview = open_at(page, base_url)
    expect(overview.locator("output")).to_contain_text("Level 2 merchant", timeout=PATIENCE)
    overview.get_by_label("Your business").select_option("Gateway")
    expect(overview.locator("output")).to_contain_text("Level 2 service provider")
    expect(overview.locator(entry("market"))).to_have_value("Sweden")
    fee = open_at(page, base_url + "calculators/fee/")
    expect(fee.locator(entry("market"))).to_have_value("Sweden")
    assert kept(page, "businesses")["chosen"] == "Gateway"


OWN = (
    (FEES, "Level 2", "table.fees tbody tr"),
    ("policy/send/", "Australia", '[aria-label="Whom to call, by market"] tbody tr'),
    ("policy/levels/", "Level 2", None),
)


@pytest.mark.parametrize(("path", "own", "first"), rows_at_once(OWN, OWN[:1]))
@WIDTHS
def test_their_row_is_marked_and_in_view_with_its_table(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any], path: str, own: str, first: str | None
) -> None:
    page = new_page(**device)
    page.goto(base_url + "coverage/")
    keep(page, SHOP)
    page.goto(base_url + path)
    row = page.locator("tr.yours")
    expect(row).to_have_count(1)
    expect(row.locator('th[scope="row"]')).to_have_text(f"{own} Yours")
    if first:
        expect(page.locator(first).first).to_have_class("yours")
        page.locator(first).first.locator("xpath=ancestor::table/caption").scroll_into_view_if_needed()
    else:
        row.locator("xpath=ancestor::table").scroll_into_view_if_needed()
    expect(row).to_be_in_viewport()
    # Nothing is kept any longer, and nothing is marked.
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator(".clause__for").first).to_be_visible()
    expect(page.locator(".yours, .yours__word, .clause__yours")).to_have_count(0)


SAID = {
    "level": (SHOP, {"dsop.levels.merchant-2": "Applies to you", "dsop.levels.merchant-3": "Does not apply to you"}),
    "franchisor": (
        SHOP,
        {"dsop.levels.franchisors": "Applies to you if you are a Franchisor", "dsop.levels.bip": "Applies to you"},
    ),
    "provider": (
        OTHER,
        {"dsop.levels.bip": "Does not apply to you", "dsop.levels.franchisors": "Does not apply to you"},
    ),
    "open": (SHOP | {"level": None}, {"dsop.levels.merchant-2": "Applies to you at Level 2"}),
}


@pytest.mark.parametrize("case", at_once(SAID, {"franchisor"}))
def test_a_clause_says_whether_it_applies(page: Page, base_url: str, case: str) -> None:
    business, said = SAID[case]
    page.goto(base_url + "coverage/")
    keep(page, business)
    page.goto(base_url + "policy/levels/")
    for clause, text in said.items():
        expect(page.locator(f'section:has(> [id="{clause}"]) .clause__yours')).to_have_text(text)


@pytest.mark.parametrize("business", at_once((SHOP, OTHER, SMALL), (SHOP,)), ids=lambda one: one["name"])
def test_obligations_print_on_one_sheet(new_page: Callable[..., Page], base_url: str, business: Any) -> None:
    page = new_page(color_scheme="dark", **DESK)
    page.goto(base_url + "coverage/")
    keep(page, business)
    page.goto(base_url + "obligations/")
    expect(page.locator(".obligations__whose")).to_contain_text(f"For {business['name']}, as of")
    market = business["entries"].get("market")
    if market:
        expect(page.locator(".obligations__own").first).to_contain_text(market, timeout=PATIENCE)
        expect(page.locator(".obligations__own").last).to_contain_text(f"SecureTrust's number for {market}")
    level, who = business["level"], business["entries"]["kind"].replace("_", " ")
    for part in page.locator(".obligations__part:visible").all():
        expect(part.locator("h2")).to_contain_text(who.title())
        expect(part.locator("h2")).to_contain_text(str(level))
    if level == 2:
        expect(page.locator(".obligations__part:visible")).to_contain_text("certified by your principal")
    assert [sheets(page, "A4"), sheets(page, "Letter")] == [1, 1]
    # Ink on white, whatever the screen.
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('article h1')).color") == "rgb(0, 0, 0)"


def test_obligations_with_scripts_off_are_of_everybody(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + "obligations/")
    expect(page.locator(".obligations__part:visible")).to_have_count(6)
    # What nobody has to send is no duty.
    unasked = page.locator(".obligations__part", has_text="does not require them")
    expect(unasked.get_by_role("heading", name="You must")).to_have_count(0)
    expect(page.locator(".obligations__shared")).to_contain_text("+1 (602) 537-3021")


def test_where_storage_is_refused_it_says_so_and_goes_on(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page()
    page.add_init_script(REFUSES)
    overview = say_who(page, base_url)
    overview.get_by_role("button", name="Keep this in this browser").click()
    expect(overview.locator(".keeping")).to_contain_text("This browser keeps nothing for this site")
    overview.locator(entry("transactions")).fill("3,000,000")
    expect(overview.locator("output")).to_contain_text("You are a Level 1 merchant.")
