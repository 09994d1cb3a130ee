"""The incident page as a kit: what to say, what is done and when, sheets to print; in the tab alone, unless it is to be kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.pages import PATIENCE, entry, open_at
from tests.helpers.proving import at_once
from tests.helpers.yours import DESK, PHONE, REFUSES, kept, sheets

pytestmark = pytest.mark.browser

PAGE = "do/incident/"
NOW = "2026-11-28T12:00:00Z"
COVER = '.blank[data-blank="dsop.send.cover"]'
CONTACT = '.blank[data-blank="dsop.validate.contact"]'
WIDTHS = pytest.mark.parametrize("device", at_once((PHONE, DESK), [PHONE]), ids=("phone", "desk"))


def begin(page: Page, address: str, discovered: str = "2026-11-28T03:30", now: str = NOW) -> Locator:
    """An incident that was discovered then, as it stands now; the reader's clock is UTC."""
    page.clock.set_fixed_time(now)
    calculator = open_at(page, address + PAGE)
    calculator.locator(entry("discovered")).fill(discovered)
    calculator.locator(entry("card_numbers")).fill("12,000")
    expect(calculator.locator("output")).to_contain_text("Call American Express at once", timeout=PATIENCE)
    return calculator


def step(page: Page, words: str) -> Locator:
    return page.locator("#step-by-step + ol > li", has_text=words)


@WIDTHS
def test_what_to_say_is_filled_in_to_read_out_copy_and_mail(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any]
) -> None:
    page = new_page(timezone_id="UTC", permissions=["clipboard-read", "clipboard-write"], **device)
    begin(page, base_url)
    notice = page.locator(".notice")
    page.get_by_label("Your contact for this incident").fill("Ada Byron")
    page.get_by_label("The contact’s phone number").fill("+44 20 7946 0000")
    expect(notice).to_contain_text("Discovered: 03:30 on Saturday")
    expect(notice).to_contain_text("American Express numbers in the incident: 12,000")
    expect(notice).to_contain_text("Our contact for this Data Incident: Ada Byron")
    expect(notice).to_contain_text("Business: ________")
    mail = page.get_by_role("link", name="Write the e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:EIRP@aexp.com?subject=")
    body = unquote(mail.partition("&body=")[2]).split("\r\n")
    assert body == [line for line in notice.inner_text().split("\n") if line]
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator(".blank__told").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == body


@pytest.mark.prove
@WIDTHS
def test_each_duty_is_ticked_with_its_time_and_counted_down(
    new_page: Callable[..., Page], base_url: str, device: dict[str, Any]
) -> None:
    page = new_page(timezone_id="UTC", **device)
    begin(page, base_url)
    notify, engage = step(page, "Notify American Express"), step(page, "engage a PFI")
    expect(notify.locator(".duty__by")).to_have_text(
        re.compile(r"notify American Express\. 15 hours 30 minutes left\.$")
    )
    expect(engage.locator(".duty__by")).to_have_text(re.compile(r"engage a PFI\. 5 days 11 hours left\.$"))
    page.clock.set_fixed_time("2026-11-28T14:05:00Z")
    expect(notify.locator(".duty__by")).to_contain_text("13 hours 25 minutes left.", timeout=30_000)
    notify.get_by_role("checkbox").check()
    expect(notify.locator("input[type=datetime-local]")).to_have_value("2026-11-28T14:05")
    expect(notify.locator(".duty__by")).to_contain_text("In time: 13 hours 25 minutes before the last moment.")
    # The time can be put right, and it tells of lateness as well.
    notify.locator("input[type=datetime-local]").fill("2026-11-29T04:00")
    notify.locator("input[type=datetime-local]").blur()
    expect(notify.locator(".duty__by")).to_contain_text("Late: 30 minutes after the last moment.")
    assert kept(page, "incident") is None
    assert kept(page, "incident", "sessionStorage")["done"] == {"dsop.incident.notify": "2026-11-29T04:00"}
    # The record is one sheet, of the steps alone.
    page.evaluate("window.print = () => {}")
    record = page.get_by_role("button", name="Print what is done, as a record")
    for form in ("A4", "Letter"):
        record.click()
        assert sheets(page, form) == 1, form  # after which the page is whole again
    record.click()
    page.emulate_media(media="print")
    expect(page.get_by_text("Discovered at 03:30 on Saturday")).to_be_visible()
    expect(notify).to_be_visible()
    expect(page.locator(".notice")).to_be_hidden()


@pytest.mark.prove
def test_it_stays_in_the_tab_unless_it_is_to_be_kept(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="UTC")
    begin(page, base_url)
    step(page, "Name one person").get_by_role("checkbox").check()
    page.get_by_label("Your business", exact=True).fill("Corner shop")

    def elsewhere() -> Page:
        other = page.context.new_page()
        other.clock.set_fixed_time(NOW)
        open_at(other, base_url + PAGE)
        return other

    other = elsewhere()
    expect(step(other, "Name one person").get_by_role("checkbox")).not_to_be_checked()
    expect(other.get_by_label("Your business", exact=True)).to_have_value("")
    page.get_by_label("Keep this incident in this browser").check()
    other = elsewhere()
    expect(step(other, "Name one person").get_by_role("checkbox")).to_be_checked()
    expect(other.get_by_label("Your business", exact=True)).to_have_value("Corner shop")
    expect(other.locator("policy-calculator output")).to_contain_text("Call American Express at once", timeout=PATIENCE)
    # And back: it is of that tab again.
    page.get_by_label("Keep this incident in this browser").uncheck()
    assert kept(page, "incident") is None
    expect(page.get_by_label("Your business", exact=True)).to_have_value("Corner shop")


def test_the_sheets_have_what_the_policy_asks_for(page: Page, base_url: str) -> None:
    open_at(page, base_url + PAGE)
    # Line 162 of the policy: six items; line 92: four.
    expect(page.locator(f"{COVER} .blank__field label")).to_have_text(
        [
            "Your name",
            "Your address",
            "Your phone number",
            "The name of your data security contact",
            "Your DBA (Doing Business As) name",
            re.compile("^For Merchants only: your 10-digit American Express Merchant number"),
        ]
    )
    expect(page.locator(COVER)).to_contain_text("+1 (312) 276-4019")
    expect(page.locator(f"{CONTACT} .blank__field label")).to_have_text(
        ["Full name", "E-mail address", "Telephone number", "Physical mailing address"]
    )
    page.locator(COVER).get_by_label("Your name").fill("Corner shop Ltd")
    page.evaluate("window.print = () => {}")
    page.locator(COVER).get_by_role("button", name="Print this sheet").click()
    page.emulate_media(media="print")
    expect(page.locator(COVER)).to_be_visible()
    expect(page.locator(CONTACT)).to_be_hidden()
    assert sheets(page, "A4") == 1


def test_with_scripts_off_they_are_blank_forms_to_print(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + PAGE)
    expect(page.locator(".notice")).to_contain_text("Discovered: ________")
    expect(page.locator(f"{COVER} input:visible")).to_have_count(6)
    expect(page.get_by_role("button", name="Print this sheet")).to_have_count(0)
    page.emulate_media(media="print")
    after = "getComputedStyle(document.querySelector('#step-by-step + ol > li'), '::after').content"
    assert "Done on ____" in page.evaluate(after)


def test_where_storage_is_refused_it_says_so_and_goes_on(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(timezone_id="UTC")
    page.add_init_script(REFUSES)
    begin(page, base_url)
    notify = step(page, "Notify American Express")
    notify.get_by_role("checkbox").check()
    expect(notify.locator(".duty__by")).to_contain_text("In time")
    page.get_by_label("Keep this incident in this browser").click()
    expect(page.get_by_text("This browser keeps nothing for this site: print the record")).to_be_visible()
    expect(page.get_by_label("Keep this incident in this browser")).not_to_be_checked()
