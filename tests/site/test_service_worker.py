"""What is kept for when there is no line: the whole edition, by a service worker; what may be kept, the update, refused storage."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build_tools.site import edition
from tests.helpers.host import Hosted
from tests.helpers.pages import AUSTRALIA, CASE, FEES, answered, fill_in, until
from tests.helpers.proving import at_once
from tests.helpers.versions import renew

pytestmark = pytest.mark.browser

QUIET = "glossary/"  # a page that does not start Python itself
EVALUATE = """async ([url, inputs]) => {
    const client = await import(url);
    return [(await client.evaluate("fee", inputs)).outcome.total, document.documentElement.dataset.tier];
}"""

# A question that the small image cannot answer; the way that its answer came.
OUTSIDE = r"""async (url) => {
    const { ask } = await import(url);
    await ask(JSON.stringify({ topic: "fee", inputs: { market: "\uff21\u0130\ufb01 \u1e9e" } }));
    return document.documentElement.dataset.tier;
}"""

# In a page: what is asked for when it has been idle for some seconds is asked for now.
NOW = "dispatchEvent(new Event('online'))"

# Waits until so many files of a version are kept, and gives their names.
KEPT = """async ([version, count]) => {
    const site = `/${location.pathname.split("/")[1]}/`;
    for (;;) {
        const cache = await caches.open(`clausebook:${site}:${version}`);
        const names = (await cache.keys()).map(({ url }) => url.split(site)[1]);
        if (names.length === count) return names;
        await new Promise((then) => setTimeout(then, 100));
    }
}"""
CACHES = "caches.keys().then((names) => names.length)"


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """A page that may have service workers. It has a worker of its own, which has to come from what is kept."""
    page = new_page(service_workers="allow")
    page.context.add_init_script("delete window.SharedWorker")
    return page


def kept(page: Page, own: Hosted, without: int = 0) -> list[str]:
    """Has the present version kept; the names of its files, once as many are kept as it has, and its list if that is all."""
    page.evaluate(NOW)
    listed = json.loads((own.folder / edition.NAME).read_text("utf-8"))
    count = len(listed["files"]) + 1 if not without else len(listed["files"]) - without
    names: list[str] = page.evaluate(KEPT, [listed["version"], count])
    return names


def visit(page: Page, own: Hosted) -> None:
    """Open a page that does not start Python."""
    page.goto(own.url + QUIET)
    until(page, "document.querySelector('.line')")


def test_after_one_visit_all_of_it_is_there_without_a_line(page: Page, own: Hosted, watch: Any) -> None:
    visit(page, own)
    names = kept(page, own)
    pages = {path.relative_to(own.folder).as_posix() for path in own.folder.rglob("index.html")}
    assert {name.removesuffix("index.html") for name in pages} <= set(names)
    watch.expect("net::ERR_", "Failed to fetch")
    own.stop()
    # A page that was never opened, a case in its address.
    page.goto(own.url + FEES + CASE)
    answered(page.locator("policy-calculator"))
    line = page.locator(".line")
    page.evaluate(NOW)
    expect(line).to_contain_text("This site cannot be reached. This is the Data Security Operating Policy")
    expect(line).to_contain_text(re.compile(r"kept in this browser on \d+ \w+ \d{4}"))
    # What the small image cannot answer.
    assert page.evaluate(OUTSIDE, f"{own.url}calculator/client.mjs") == "whole"
    # To the next page in this document, and the search in it.
    until(page, "globalThis.document$")
    page.evaluate("globalThis.mark = 1")
    page.locator(".md-sidebar--primary a[href$='policy/levels/']").evaluate("link => link.click()")
    expect(page).to_have_url(f"{own.url}policy/levels/")
    expect(page.locator("h1")).to_contain_text("Your level")
    assert page.evaluate("globalThis.mark") == 1
    page.keyboard.press("Control+k")
    page.keyboard.type("late fee australia")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    expect(line).to_contain_text("You are offline.")
    page.context.set_offline(False)


# The first time that the list of an edition is asked for it does not come, until `fails` says why.
FAILS_LATER = """
const { fetch } = globalThis;
globalThis.fails = null;
globalThis.fetch = (address, how) => {
  if (globalThis.fails || !String(address).endsWith("/edition.json")) return fetch(address, how);
  return new Promise((_, fails) => (globalThis.fails = fails));
};
"""


def test_an_older_look_that_fails_later_is_not_told(page: Page, own: Hosted) -> None:
    page.add_init_script(FAILS_LATER)
    visit(page, own)
    page.evaluate(NOW)
    until(page, "fails")
    with page.expect_response("**/edition.json"):
        page.evaluate(NOW)
    page.evaluate("fails(new Error())")
    page.wait_for_timeout(300)
    assert page.locator(".line").is_hidden()


def test_the_line_goes_by_itself_once_the_site_can_be_reached(
    page: Page, own: Hosted, watch: Any, faults: dict[str, str]
) -> None:
    watch.expect("404")
    page.clock.install()
    visit(page, own)
    with page.expect_response("**/edition.json"):
        page.clock.fast_forward(5_000)  # what a page does by itself once
    faults["/edition.json"] = "404"
    page.evaluate(NOW)
    expect(page.locator(".line")).to_contain_text("This site cannot be reached.")
    faults.clear()
    page.clock.fast_forward(31_000)
    expect(page.locator(".line")).to_be_hidden()


DAMAGED = ("/small-", "/worker-", "/main.", "/policy/fees/", "/search-")


@pytest.mark.parametrize("how", at_once(("outage", "altered", "404", "half"), {"outage"}))
def test_nothing_is_kept_but_the_right_body(
    page: Page, own: Hosted, watch: Any, faults: dict[str, str], how: str
) -> None:
    watch.expect("")
    visit(page, own)
    faults |= dict.fromkeys(DAMAGED, how)
    names = kept(page, own, without=len(DAMAGED))
    assert not [name for name in names if any(part in f"/{name}" for part in DAMAGED)]
    assert edition.NAME not in names  # it is not whole, and not offered
    faults.clear()
    assert edition.NAME in kept(page, own)


@pytest.mark.prove
def test_what_is_newer_is_offered_and_what_is_older_goes(page: Page, own: Hosted, watch: Any) -> None:
    watch.expect(edition.NAME)  # it is missing for a moment
    visit(page, own)
    kept(page, own)
    other = page.context.new_page()
    other.goto(own.url + QUIET)
    for mark in ("a", "b"):
        renew(own.folder, mark)
        kept(page, own)
        expect(page.locator(".line")).to_contain_text("There is a newer version of this site.")
        if mark == "a":
            # A tab of the version before, opened then, starts only now: its files are gone from the host.
            assert other.evaluate(EVALUATE, [f"{own.url}calculator/client.mjs", AUSTRALIA]) == ["147000", "small"]
        page.locator(".line button").click()
        expect(page.locator('meta[name="calculator-worker"]')).to_have_attribute("content", f"worker-{mark * 12}.js")
        until(page, "document.querySelector('.line')")
        assert page.evaluate(EVALUATE, [f"{own.url}calculator/client.mjs", AUSTRALIA]) == ["147000", "small"]
    until(page, f"(await {CACHES}) === 2")


REFUSED = {
    "refused": "caches.open = async () => { throw new DOMException('refused', 'SecurityError'); };",
    "full": "Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); };",
}


@pytest.mark.parametrize("how", at_once(REFUSED, {"full"}))
def test_storage_that_is_refused_or_full_is_no_harm(page: Page, own: Hosted, watch: Any, how: str) -> None:
    watch.expect(edition.NAME)  # the host may be gone before the page
    script = own.folder / "service-worker.js"
    script.write_text(REFUSED[how] + "\n" + script.read_text("utf-8"), "utf-8")
    visit(page, own)
    page.evaluate(NOW)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    until(page, "navigator.serviceWorker.controller")
    page.goto(own.url + FEES)
    fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"))


@pytest.mark.prove
def test_the_former_service_worker_is_gone(page: Page, own: Hosted) -> None:
    runtime = own.folder / "assets" / "runtime"
    retired = (runtime / "service-worker.js").read_text("utf-8")
    (runtime / "service-worker.js").write_text("addEventListener('install', () => skipWaiting());", "utf-8")
    page.goto(own.url + QUIET)
    register = (
        "navigator.serviceWorker.register('../assets/runtime/service-worker.js', { scope: '../assets/runtime/' })"
    )
    page.evaluate(f"{register}.then(() => caches.open('clausebook-runtime')).then(() => 0)")
    (runtime / "service-worker.js").write_text(retired, "utf-8")
    visit(page, own)
    kept(page, own)
    scopes = "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))"
    assert page.evaluate(scopes) == [own.url]
    assert not page.evaluate("caches.has('clausebook-runtime')")


def test_where_the_site_is_written_nothing_is_kept(page: Page, own: Hosted) -> None:
    """`make serve` gives pages no version."""
    path = own.folder / QUIET / "index.html"
    path.write_text(re.sub(r'<meta name="site-version"[^>]*>', "", path.read_text("utf-8")), "utf-8")
    page.goto(own.url + QUIET)
    until(page, "globalThis.document$")
    page.evaluate(NOW)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.locator(".line").count() == 0


LINES = [{"saveData": True}, {"effectiveType": "2g"}, {"effectiveType": "3g"}]


@pytest.mark.parametrize("line", at_once(LINES, LINES[:1]))
def test_a_metered_or_slow_line_loads_no_python_until_it_is_asked_for(
    new_page: Callable[..., Any], base_url: str, watch: Any, line: dict[str, Any]
) -> None:
    page = new_page()
    connection = json.dumps({"saveData": False, "effectiveType": "4g"} | line)
    page.context.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }})")
    page.goto(f"{base_url}policy/fees/")
    page.wait_for_timeout(1_500)
    assert not [address for address in watch.requests if "/assets/runtime/" in address]
    page.evaluate(NOW)
    with page.expect_request("**/assets/runtime/worker-*.js"):
        page.locator("#ask-fee-days_late").fill("61")
    # Nor is it asked whether there is something to keep.
    assert not [address for address in watch.requests if address.endswith(edition.NAME)]
