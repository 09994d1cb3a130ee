"""The site in a real browser: calculators in the page, what is kept, what fails, and what is there without scripts."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import calculator
from build_tools.runtime import bundle
from tests.helpers.pages import ANSWERED, FEES, answered, entry, fill_in, until
from tests.helpers.proving import at_once
from tests.helpers.sources import ROOT

pytestmark = pytest.mark.browser

LEVELS = "policy/levels/"


@pytest.fixture
def fees(page: Page, base_url: str) -> Page:
    """The page of the fees, its calculator taken over."""
    page.goto(base_url + FEES)
    expect(page.get_by_role("button", name="Work it out")).to_be_visible()
    return page


def test_three_fees_by_their_steps(fees: Page) -> None:
    fill_in(fees.locator("policy-calculator"))
    answered(fees.locator("policy-calculator"))
    steps = fees.locator(".answer-steps > li")
    for amount, clause in (
        ("Fee 1, 35,000", "dsop.fees.first"),
        ("Fee 2, 49,000", "dsop.fees.second"),
        ("Fee 3, 63,000", "dsop.fees.third"),
    ):
        step = steps.filter(has_text=f"{amount} AUD")
        expect(step).to_have_count(1)
        link = step.locator("a.clause")
        expect(link).to_have_attribute("href", re.compile(rf"/handbook/policy/fees/#{re.escape(clause)}$"))
    expect(steps.filter(has_text="35,000 + 49,000 + 63,000 = 147,000 AUD")).to_have_count(1)


def test_every_clause_that_an_answer_cites_is_in_the_page(fees: Page) -> None:
    fill_in(fees.locator("policy-calculator"))
    answered(fees.locator("policy-calculator"))
    links = fees.locator(".calculator__working a.clause").evaluate_all("links => links.map(link => link.href)")
    assert links
    for link in links:
        page, _, anchor = link.partition("#")
        if page == fees.url:
            expect(fees.locator(f'[id="{anchor}"]')).to_have_count(1)


def test_by_keyboard_alone(fees: Page) -> None:
    form = fees.locator("policy-calculator")
    press = fees.keyboard.press
    form.locator(entry("market")).focus()
    fees.keyboard.type("Australia")
    press("Tab")
    press("Space")  # Merchant
    press("Tab")
    press("Space")  # Level 1
    press("Tab")  # what STEP means
    press("Tab")  # STEP, which is asked of a merchant
    press("Tab")
    expect(form.locator(entry("days_late"))).to_be_focused()
    fees.keyboard.type("61")
    press("Enter")
    answered(fees.locator("policy-calculator"))


def test_a_wrong_entry_says_what_to_enter_and_keeps_the_rest(fees: Page) -> None:
    fill_in(fees.locator("policy-calculator"), "6x")
    days = fees.locator(entry("days_late"))
    days.press("Enter")
    summary = fees.locator(".calculator__summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("for example 61")
    beside = fees.locator("#ask-fee-days_late-error")
    expect(beside).to_contain_text("for example 61")
    expect(days).to_have_attribute("aria-invalid", "true")
    expect(days).to_have_accessible_description(re.compile("for example 61"))
    expect(fees.locator("policy-calculator").locator(entry("market"))).to_have_value("Australia")
    expect(days).to_have_value("6x")
    # From the summary to the field, the address left alone.
    summary.get_by_role("link").click()
    expect(days).to_be_focused()
    assert "#ask" not in fees.url
    days.fill("61")
    answered(fees.locator("policy-calculator"))
    expect(beside).to_be_hidden()
    expect(days).not_to_have_attribute("aria-invalid", "true")


def test_a_field_not_reached_yet_is_not_called_wrong(fees: Page) -> None:
    fees.locator("policy-calculator").locator(entry("market")).fill("Australia")
    expect(fees.locator("policy-calculator output")).to_contain_text("Still to fill in: what you are; your level")
    for error in fees.locator(".ask__error").all():
        expect(error).to_be_hidden()


@pytest.mark.navigation
def test_entries_outlive_instant_navigation_and_reload(fees: Page) -> None:
    until(fees, "globalThis.document$")
    fees.evaluate("window.sameDocument = true")
    fill_in(fees.locator("policy-calculator"))
    answered(fees.locator("policy-calculator"))
    fees.get_by_role("link", name="Your level", exact=True).first.click()
    expect(fees.get_by_role("heading", level=1)).to_contain_text("Your level")
    level = fees.locator('policy-calculator[topic="level"]')
    level.get_by_label("Merchant", exact=True).check()
    level.locator(entry("transactions")).fill("2 500 000")  # of the level that was entered: another one is carried back
    expect(level.locator("output")).to_contain_text("Level 1")
    fees.go_back()
    expect(fees.get_by_role("heading", level=1)).to_contain_text("Non-validation fees")
    answered(fees.locator("policy-calculator"))
    assert fees.evaluate("window.sameDocument") is True, "the page was loaded anew"
    expect(fees.locator(entry("days_late"))).to_have_value("61")
    fees.reload()
    answered(fees.locator("policy-calculator"))
    expect(fees.locator("policy-calculator").locator(entry("market"))).to_have_value("Australia")
    fees.get_by_role("button", name="Clear all entries").click()
    expect(fees.locator("policy-calculator").locator(entry("market"))).to_have_value("")
    expect(fees.get_by_role("heading", name="A worked example")).to_be_visible()
    fees.reload()
    expect(fees.locator("policy-calculator").locator(entry("market"))).to_have_value("")


def test_states_events_and_mark(fees: Page) -> None:
    fees.evaluate(
        """() => {
          window.seen = [];
          const element = document.querySelector("policy-calculator");
          new MutationObserver(() => seen.push(element.dataset.state)).observe(element, {attributeFilter: ["data-state"]});
          for (const name of ["policy-answer", "policy-errors"]) {
            document.addEventListener(name, ({detail}) => seen.push([name, detail.topic, detail.outcome?.total ?? detail.errors[0].field]));
          }
        }"""
    )
    element = fees.locator("policy-calculator")
    assert element.evaluate("e => [e.answer, e.errors]") == [None, None]
    fill_in(fees.locator("policy-calculator"))
    answered(fees.locator("policy-calculator"))
    assert element.evaluate("e => [e.answer.outcome.total, e.answer.contract, e.errors]") == ["147000", 1, None]
    assert fees.evaluate("performance.getEntriesByName('policy-calculator:first-answer').length") == 1
    fees.locator(entry("days_late")).fill("many")
    expect(element.locator("output")).to_contain_text("No answer yet")
    assert element.evaluate("e => [e.answer, e.errors.errors[0].code]") == [None, "not_a_whole_number"]
    seen = fees.evaluate("seen")
    assert ["policy-answer", "fee", "147000"] in seen
    assert ["policy-errors", "fee", "days_late"] in seen
    assert {"busy", "ready"} <= {one for one in seen if isinstance(one, str)}
    assert {one for one in seen if isinstance(one, str)} <= {"idle", "loading", "busy", "ready", "failed"}


def test_scripts_may_ask_without_a_form(page: Page, base_url: str) -> None:
    page.goto(base_url + "glossary/")
    total = page.evaluate(
        """async (url) => {
          const { evaluate } = await import(url);
          const answer = await evaluate("fee", { market: "Australia", kind: "merchant", level: 1, days_late: 61 });
          return answer.outcome.total;
        }""",
        base_url + "calculator/client.mjs",
    )
    assert total == "147000"


def test_a_case_in_the_address_is_filled_in_and_answered(page: Page, base_url: str) -> None:
    page.goto(
        f"{base_url}{FEES}#fee?market=Australia&kind=merchant&level=1&days_late=61&colour=green&step_participant=perhaps"
    )
    answered(page.locator("policy-calculator"))
    note = page.locator(".calculator__note--address")
    expect(note).to_contain_text("colour = green")
    expect(note).to_contain_text("step_participant = perhaps")
    # What the reader changed after it outlives a reload, the address notwithstanding.
    page.locator(entry("days_late")).fill("10")
    answered(page.locator("policy-calculator"), "10 days late, one of three fees is due: 35,000 AUD.")
    page.reload()
    answered(page.locator("policy-calculator"), "10 days late, one of three fees is due: 35,000 AUD.")
    # Another case in the same document.
    page.evaluate("location.hash = '#fee?market=UK&kind=merchant&level=2&days_late=1'")
    expect(page.locator("policy-calculator").locator(entry("market"))).to_have_value("UK")
    expect(page.locator("policy-calculator output")).to_contain_text("GBP")


def test_a_runtime_that_fails_is_told_and_can_be_tried_again(page: Page, base_url: str, watch: Any) -> None:
    page.context.add_init_script("delete globalThis.SharedWorker")  # whose requests nobody can refuse
    page.context.route("**/*.wasm", lambda route: route.abort())
    page.goto(base_url + FEES)
    fill_in(page.locator("policy-calculator"))
    element = page.locator("policy-calculator")
    expect(element).to_have_attribute("data-state", "failed")
    expect(element.locator("p[role=status]")).to_contain_text("The calculator could not be loaded")
    expect(element.locator("p[role=status]")).to_contain_text("What you entered is kept")
    expect(page.locator(entry("days_late"))).to_have_value("61")
    page.context.unroute("**/*.wasm")
    page.get_by_role("button", name="Try again").click()
    answered(page.locator("policy-calculator"))
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    # The fault alone; whether the browser tells of it depends on when it began to listen to the worker.
    watch.expect(".wasm", "ERR_FAILED", "Failed to fetch")


def test_without_scripts(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base_url + FEES)
    expect(page.locator(entry("days_late"))).to_be_visible()
    page.get_by_role("heading", name="A worked example").click()
    expect(page.locator(".calculator__case").get_by_text(ANSWERED)).to_be_visible()
    expect(page.get_by_text("With scripts off this form gives no answers")).to_be_visible()
    expect(page.locator("policy-calculator button:visible")).to_have_count(0)
    row = (
        page.locator("table.fees tbody").filter(has=page.get_by_role("rowheader", name="Australia")).locator("tr").first
    )
    expect(row).to_contain_text("35,000")
    # Enter sends nothing anywhere.
    page.locator("policy-calculator").locator(entry("market")).fill("Australia")
    page.locator("policy-calculator").locator(entry("market")).press("Enter")
    assert page.url == base_url + FEES


def test_the_fee_table(page: Page, base_url: str, site: Path) -> None:
    page.goto(base_url + FEES)
    table = page.locator("table.fees")
    markets = table.locator('th[scope="rowgroup"]').all_inner_texts()
    assert markets == sorted(markets) and len(markets) == 24
    expect(table.locator('th[scope="row"]')).to_have_count(72)
    rows = json.loads((site / "data" / "fees.json").read_text("utf-8"))
    assert len(rows) == 72
    assert rows[0] == {
        "market": "Australia",
        "iso": "AU",
        "levels": [1],
        "currency": "AUD",
        "fees": ["35000", "49000", "63000"],
        "monthly_fee": None,
        "clause": "dsop.fees.table",
    }
    assert len((site / "data" / "fees.csv").read_text("utf-8").splitlines()) == 73
    for kind in ("CSV", "JSON"):
        link = page.locator(".downloads").get_by_role("link", name=kind, exact=True).first
        assert page.request.get(link.evaluate("link => link.href")).ok


PAGES = (".", FEES, LEVELS, "glossary/", "readings/", "coverage/", "policy/send/", "privacy/collection/")


@pytest.mark.parametrize("scheme", at_once(("light", "dark"), {"light"}))
@pytest.mark.parametrize("path", at_once(PAGES, {FEES}))
def test_every_kind_of_page_fits_a_small_phone(
    new_page: Callable[..., Page], base_url: str, path: str, scheme: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(base_url + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ("nothing/", "policy/nothing/here"))
def test_what_is_not_there(page: Page, hosted: str, watch: Any, path: str) -> None:
    page.goto(hosted + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    # The one error that belongs here is the answer 404 itself.
    watch.expect(path)
    page.get_by_role("link", name="Non-validation fees").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Non-validation fees")


@pytest.mark.parametrize(
    "path", at_once(("nothing", "nothing/", "policy/nothing/here", "a/b/c/d/e/f/g/h"), {"policy/nothing/here"})
)
def test_what_is_not_there_in_a_folder_that_nobody_named(page: Page, base_url: str, watch: Any, path: str) -> None:
    """Built without SITE_URL and shown at any depth: it has its styles, and its links lead."""
    page.goto(base_url)
    looks = "getComputedStyle(document.querySelector('h1')).fontSize + getComputedStyle(document.body).backgroundColor"
    wanted = page.evaluate(looks)
    # The errors that belong here are the answer 404 itself, and that of the script's other addresses.
    watch.expect(path, "calculator/lost-")
    page.goto(base_url + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    until(page, f"({looks}) === {wanted!r}")
    for name, leads in (("The start", ""), ("Levels", "policy/levels/"), ("Non-validation fees", "policy/fees/")):
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", base_url + leads)
    page.get_by_role("link", name="Non-validation fees").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Non-validation fees")


@pytest.mark.navigation
def test_instant_navigation_on_another_host(page: Page, hosted: str) -> None:
    page.goto(hosted)
    until(page, "globalThis.document$")
    page.evaluate("window.sameDocument = true")
    page.locator("article").get_by_role("link", name="My documents are late").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("My documents are late")
    assert page.evaluate("window.sameDocument") is True


# What the policy of a page allows, script-src's hashes aside; whatever else there is or will be, default-src forbids.
ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "clausebook default",
}


def test_the_policy_allows_what_is_named_and_no_inline_scripts(site: Path) -> None:
    pages = 0
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if "<html" not in text:
            continue  # a part of the dialog
        [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        # What stands before it in the page is not held by it.
        assert not re.search(r"<(?:script|style)\b|stylesheet|preload", text[: text.index(policy)]), path
        allowed = dict(rule.split(" ", 1) for rule in policy.split("; "))
        allowed["script-src"] = re.sub(r" 'sha256-[\w+/]{43}='", "", allowed["script-src"])
        assert allowed == ALLOWED, path
        assert not re.search(r'\son[a-z]+="|\sstyle="', text), path
        pages += 1
    assert pages > 30


def test_no_page_names_another_origin(site: Path) -> None:
    for path in site.rglob("*.html"):
        for address in re.findall(
            r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(https?:[^"]*)', path.read_text("utf-8")
        ):
            pytest.fail(f"{path.relative_to(site)} loads {address}")


def test_every_link_leads_somewhere(site: Path) -> None:
    lychee = Path(sys.executable).parent / "lychee"
    command = [str(lychee), "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    # A case after # is no place in a page: the page itself is checked.
    command += ["--remap", rf"^(.*)#(?:{'|'.join(calculator.TOPICS)})\?.*$ $1"]
    checked = subprocess.run(
        [*command, "--root-dir", str(site), str(site / "**" / "*.html")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to change while it is served."""
    kept = shutil.ignore_patterns("__pycache__")
    for name in ("build_tools", "calculator", "docs", "site_overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=kept)
    for name in ("mkdocs.yml", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    # What changes with Pyodide alone need not be compiled again.
    library = bundle.standard_library(bundle.pyodide_lock()["version"]).parent
    shutil.copytree(library, tmp_path / library.relative_to(ROOT))
    return tmp_path


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    """The address at which the copy is served with live reload."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", host]
    server = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(3000):  # a first build makes the runtime too
        try:
            urllib.request.urlopen(f"http://{host}/", timeout=5).close()
            break
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    yield f"http://{host}/"
    server.terminate()
    server.wait()


@pytest.mark.prove
def test_a_server_shows_complaints_and_goes_on_after_the_mend(page: Page, project: Path, served: str) -> None:
    source = project / "docs" / "sources" / "international-undated" / "clauses" / "fees.toml"
    good = source.read_text("utf-8")
    soon = 60_000  # ms: a build, on a machine that does other things too
    page.goto(served + FEES)
    source.write_text(good.replace('title = "Your deadlines"', 'title = "Your days"'), "utf-8")
    expect(page.locator("#dsop\\.fees\\.deadlines")).to_contain_text("Your days", timeout=soon)
    source.write_text(good + 'colour = "green"\n', "utf-8")
    line = good.count("\n") + 1
    expect(page.locator(".complaints")).to_contain_text(
        f"clauses/fees.toml:{line}: colour is no key of a clause", timeout=soon
    )
    expect(page.locator("#dsop\\.fees\\.deadlines")).to_contain_text("Your days")
    source.write_text(good, "utf-8")
    expect(page.locator("#dsop\\.fees\\.deadlines")).to_contain_text("Your deadlines", timeout=soon)
    expect(page.locator(".complaints")).to_have_count(0)
    # A fact reaches the table, the worked example and the answers.
    facts = project / "calculator" / "facts" / "international-undated" / "fees.csv"
    facts.write_text(facts.read_text("utf-8").replace("Australia,1,AUD,35000", "Australia,1,AUD,35001"), "utf-8")
    expect(page.locator(".calculator__case")).to_contain_text("147,001 AUD", timeout=soon)
    fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"), "61 days late, all three fees are due: 147,001 AUD.")
    page.close()  # before the server, which it asks for news
