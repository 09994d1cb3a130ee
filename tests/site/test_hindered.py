"""Pages that cannot run as they should: cookies blocked, modules that do not run, files that are gone, WebAssembly off."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build_tools.bench import browser as browsers
from tests.helpers.host import PREFIX, Handler
from tests.helpers.pages import ANSWERED, CASE, FEES, PATIENCE, Watch, answered, entry, fill_in, until

pytestmark = [pytest.mark.browser, pytest.mark.prove]

LEVELS = "policy/levels/"
ALONE = "delete globalThis.SharedWorker"  # whose requests nobody can refuse
UNSCRIPTED = "With scripts off this form gives no answers"


# ---- Cookies blocked


@pytest.fixture
def without_cookies(chromium: Any, watch: Watch, tmp_path: Path) -> Iterator[Page]:
    """A page of a browser whose user blocks cookies, and with them all that a page could keep."""
    profile = tmp_path / "profile"
    (profile / "Default").mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(blocked), "utf-8")
    context = chromium.browser_type.launch_persistent_context(
        str(profile), executable_path=browsers.find(), args=browsers.FLAGS
    )
    watch.follow(context)
    yield context.new_page()
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.mark.parametrize("case", (CASE, ""))
def test_with_cookies_blocked_it_answers_and_says_nothing(without_cookies: Page, base_url: str, case: str) -> None:
    page = without_cookies
    page.goto(base_url + FEES + case)
    if not case:
        fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"))
    until(page, "globalThis.document$")
    expect(page.locator(".complaint")).to_have_count(0)
    # The next page answers as well, and the theme's own switch works.
    page.goto(f"{base_url}calculators/fee/{CASE.replace('61', '61&edition=international-undated')}")
    answered(page.locator("policy-calculator"))
    page.locator("label.md-header__button[title^='Switch']:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


# ---- Modules that do not run


class Types(Handler):
    """A host that does not know what our scripts are."""

    extensions_map = Handler.extensions_map | dict.fromkeys((".js", ".mjs"), "application/octet-stream")

    def send_header(self, keyword: str, value: str) -> None:
        if keyword != "X-Content-Type-Options":
            super().send_header(keyword, value)


class StrictTypes(Types):
    """One that does not let browsers guess either."""

    def send_header(self, keyword: str, value: str) -> None:
        Handler.send_header(self, keyword, value)


@pytest.fixture(params=(Types, StrictTypes))
def host_without_types(request: pytest.FixtureRequest, site: Path) -> Iterator[tuple[str, type]]:
    handler: Any = partial(request.param, directory=str(site), prefix=PREFIX)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}", request.param
    server.shutdown()
    server.server_close()


def stands_as_without_scripts(page: Page) -> None:
    """No button that does nothing, no promise of answers; the example is there, and a line says why."""
    expect(page.get_by_text(UNSCRIPTED)).to_be_visible()
    expect(page.locator("policy-calculator button:visible")).to_have_count(0)
    expect(page.get_by_text("Answers come as you type")).to_be_hidden()
    page.get_by_text("A worked example").click()
    expect(page.locator("policy-calculator").get_by_text(ANSWERED)).to_be_visible()
    expect(page.locator('[data-field="step_participant"]')).to_be_visible()


def test_a_host_that_does_not_know_modules(page: Page, host_without_types: tuple[str, type], watch: Watch) -> None:
    address, how = host_without_types
    watch.expect("MIME type", "octet-stream", "ERR_")
    page.goto(address + FEES)
    stands_as_without_scripts(page)
    if how is Types:  # else no script runs that could tell
        expect(page.locator(".complaint")).to_contain_text("A script of this page could not be loaded")


# ---- Browsers that are too old

TOO_OLD = "This browser is too old for the calculators"


def test_a_browser_without_modules_shows_all_texts_and_says_so(page: Page, base_url: str) -> None:
    """As one does: it passes over modules, and runs what is for those alone that have none."""

    def as_without(route: Any) -> None:
        answer = route.fetch()
        text = re.sub(r'<script type="module"[^>]*></script>', "", answer.text())
        route.fulfill(response=answer, body=text.replace("<script nomodule ", "<script "))

    page.context.route(base_url + FEES, as_without)
    page.goto(base_url + FEES)
    stands_as_without_scripts(page)
    expect(page.locator(".complaint")).to_have_text(re.compile(TOO_OLD))
    expect(page.locator("table.fees")).to_be_visible()


@pytest.mark.parametrize(("lacks", "told"), [("Object.hasOwn", TOO_OLD), ("nothing", "Reload the page to try again")])
def test_a_script_that_cannot_be_read(page: Page, base_url: str, watch: Watch, lacks: str, told: str) -> None:
    """By a browser that lacks what came with its syntax, or since it was cut short on the way."""

    def unchecked(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r' integrity="[^"]*"', "", answer.text()))

    page.context.add_init_script(f"delete globalThis.{lacks}")
    page.context.route(base_url + FEES, unchecked)
    cut = {"body": "class Cut { #", "content_type": "text/javascript"}
    page.context.route("**/calculator/element-*", lambda route: route.fulfill(**cut))
    watch.expect("Unexpected", "Invalid or unexpected", "hasOwn")
    page.goto(base_url + FEES)
    expect(page.locator(".complaint")).to_contain_text(told)
    stands_as_without_scripts(page)


# ---- Files, blocked scripts


def test_opened_as_a_file_it_says_how_to_be_served(page: Page, site: Path, watch: Watch) -> None:
    watch.expect("file:", "CORS", "ERR_FAILED", "origin 'null'", "Content Security Policy", "localStorage")
    page.goto((site / "policy" / "fees" / "index.html").as_uri())
    stands_as_without_scripts(page)
    expect(page.locator(".complaint")).to_contain_text("python3 -m http.server")


@pytest.mark.parametrize("script", ("element", "shared"))
def test_one_script_that_is_blocked(page: Page, base_url: str, watch: Watch, script: str) -> None:
    page.goto(base_url + "glossary/")
    selector = {"element": 'script[src*="/element-"]', "shared": "link[rel=modulepreload]"}[script]
    blocked = page.locator(selector).first.evaluate("node => node.src ?? node.href")
    page.context.route(blocked, lambda route: route.abort())
    watch.expect("ERR_FAILED", "Failed to fetch")
    page.goto(base_url + FEES)
    stands_as_without_scripts(page)
    expect(page.locator(".complaint")).to_contain_text("Reload the page")


def test_where_the_rest_of_the_page_s_scripts_fail_the_calculators_answer(
    page: Page, base_url: str, watch: Watch
) -> None:
    page.context.route("**/calculator/page-*", lambda route: route.abort())
    watch.expect("ERR_FAILED", "Failed to fetch")
    page.goto(base_url + FEES)
    expect(page.locator(".complaint")).to_contain_text("Reload the page")
    fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"))


def test_controls_come_with_the_element_and_nothing_moves(page: Page, base_url: str) -> None:
    held: list[Any] = []
    page.context.route("**/calculator/element-*", lambda route: held.append(route))
    page.goto(base_url + FEES, wait_until="commit")
    button = page.locator("policy-calculator").get_by_text("Work it out")
    expect(button).to_be_attached()
    page.wait_for_timeout(300)
    expect(button).to_be_hidden()
    place = button.evaluate("e => e.getBoundingClientRect().top")
    for route in held:
        route.continue_()
    expect(button).to_be_visible()
    assert button.evaluate("e => e.getBoundingClientRect().top") == place


# ---- After a deployment


@pytest.mark.parametrize("worker", ("shared", "alone"))
@pytest.mark.parametrize("case", (CASE, ""))
def test_a_page_from_before_a_deployment_answers(
    page: Page, site: Path, serve: Callable[..., str], tmp_path: Path, watch: Watch, worker: str, case: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    runtime = copy / "assets" / "runtime"
    bundle = (runtime / "bundle.json").read_text("utf-8")
    old = json.loads(bundle)["worker"]
    new = "worker-aaaaaaaaaaaa" + Path(old).suffix
    (runtime / old).rename(runtime / new)
    (runtime / "bundle.json").write_text(bundle.replace(old, new), "utf-8")
    watch.expect(old)
    if worker == "alone":
        page.context.add_init_script(ALONE)
    page.goto(serve(copy, PREFIX) + FEES + case)
    if not case:
        fill_in(page.locator("policy-calculator"))
    answered(page.locator("policy-calculator"))


# ---- A failed load


def test_a_failed_load_never_looks_like_an_answer(page: Page, base_url: str, watch: Watch) -> None:
    page.context.add_init_script(ALONE)
    page.context.route("**/*.wasm", lambda route: route.abort())
    watch.expect(".wasm", "ERR_FAILED", "Failed to fetch")
    page.goto(base_url + LEVELS)
    element = page.locator("policy-calculator")
    example = element.locator(".calculator__case")
    # The example is there, named, and folded.
    expect(example.get_by_text("A worked example")).to_be_visible()
    expect(element.get_by_text("You are Level", exact=False).locator("visible=true")).to_have_count(0)
    element.get_by_label("Merchant", exact=True).check()
    element.locator(entry("transactions")).fill("60,000")
    expect(element).to_have_attribute("data-state", "failed", timeout=PATIENCE)
    expect(example).to_be_hidden()
    expect(element.locator("output")).to_have_text("No answer.")
    expect(element.locator(".answer:visible")).to_have_count(0)
    # Asked no longer, it is an example again.
    element.get_by_role("button", name="Clear all entries").click()
    expect(example).to_be_visible()
    page.context.unroute("**/*.wasm")
    element.get_by_label("Merchant", exact=True).check()
    element.locator(entry("transactions")).fill("60,000")
    element.get_by_role("button", name="Try again").click()
    expect(element.locator("output")).to_contain_text("Level 2", timeout=PATIENCE)


@pytest.fixture
def without_wasm(chromium: Any, watch: Watch) -> Iterator[Page]:
    """A page of a browser that has WebAssembly switched off."""
    running = chromium.browser_type.launch(
        executable_path=browsers.find(), args=[*browsers.FLAGS, "--js-flags=--jitless"]
    )
    context = running.new_context(service_workers="block")
    watch.follow(context)
    yield context.new_page()
    running.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.mark.parametrize("case", (CASE, ""))
def test_without_webassembly_it_says_so(without_wasm: Page, base_url: str, case: str) -> None:
    page = without_wasm
    page.goto(base_url + FEES + case)
    element = page.locator("policy-calculator")
    if not case:
        element.locator(entry("market")).fill("Australia")
    expect(element).to_have_attribute("data-state", "failed", timeout=PATIENCE)
    expect(element.locator("p[role=status]")).to_contain_text("This browser has WebAssembly switched off")
    expect(element.get_by_role("button", name="Try again")).to_be_hidden()
    expect(element.locator(".calculator__case")).to_be_hidden()
