"""What is kept between visits: the runtime's files by a service worker, the update, two versions, refused storage."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.pages import AUSTRALIA
from tests.helpers.proving import at_once

pytestmark = pytest.mark.browser

EVALUATE = """async ([url, inputs]) => {
    const client = await import(url);
    return (await client.evaluate("fee", inputs)).outcome.total;
}"""

# In a page: `begun`, the addresses of the runtime's workers that it begins.
BEGUN = """
globalThis.begun = [];
globalThis.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    if (String(url).includes("/runtime/")) globalThis.begun.push(String(url));
  }
};
"""

# Waits until the service worker keeps the files; gives their names.
KEPT = """async () => {
    for (;;) {
        const cache = await caches.open("clausebook-runtime");
        const names = (await cache.keys()).map(({ url }) => url.split("/").pop());
        if (names.includes("lists") && ["worker", "small"].every((part) => names.some((name) => name.startsWith(part)))) {
            return names;
        }
        await new Promise((then) => setTimeout(then, 100));
    }
}"""


# Waits until the newest list is that of this worker, and gives the names that are kept once `gone` is not among them.
TIDIED = """async ([worker, gone]) => {
    for (;;) {
        const cache = await caches.open("clausebook-runtime");
        const keys = await cache.keys();
        const names = keys.map(({ url }) => url.split("/").pop());
        const list = keys.find(({ url }) => url.endsWith("/lists"));
        const [newest] = await (await cache.match(list)).json();
        if (newest[0] === worker && !names.includes(gone)) return names;
        await new Promise((then) => setTimeout(then, 100));
    }
}"""


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    return folder


@pytest.fixture
def url(copy: Path, serve: Callable[..., str]) -> str:
    return serve(copy)


@pytest.fixture
def kept(new_page: Callable[..., Any], url: str) -> Iterator[Any]:
    """A page whose service worker keeps the runtime's files."""
    page = new_page(service_workers="allow")
    # Without it each page has a worker of its own, which has to come from what is kept.
    page.context.add_init_script("delete window.SharedWorker")
    page.context.add_init_script(BEGUN)
    page.goto(url)
    assert page.evaluate(EVALUATE, [f"{url}calculator/client.mjs", AUSTRALIA]) == "147000"
    page.evaluate(KEPT)
    yield page


def test_the_runtime_works_offline(kept: Any, url: str, copy: Path) -> None:
    shutil.rmtree(copy / "assets" / "runtime")
    kept.goto(f"{url}glossary/")
    kept.evaluate("caches.keys()")
    assert kept.evaluate(EVALUATE, [f"{url}calculator/client.mjs", AUSTRALIA]) == "147000"


def renewed(copy: Path, mark: str) -> None:
    """Another version of the site: a worker of another name, which its pages ask for; the old files are gone."""
    runtime = copy / "assets" / "runtime"
    listed = json.loads((runtime / "bundle.json").read_text("utf-8"))
    old = listed["worker"]
    new = f"worker-{mark * 12}.js"
    (runtime / old).rename(runtime / new)
    renamed = {key: [new if name == old else name for name in listed[key]] for key in ("files", "more")}
    (runtime / "bundle.json").write_text(json.dumps({"worker": new} | renamed), "utf-8")
    for page in copy.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")


def begun(page: Any) -> list[str]:
    """The scripts of the workers that this page has begun, by name."""
    return [Path(url).name for url in page.evaluate("globalThis.begun")]


@pytest.mark.prove
def test_an_update_comes_at_the_next_visit_and_the_cache_stays_bounded(kept: Any, url: str, copy: Path) -> None:
    old = json.loads((copy / "assets" / "runtime" / "bundle.json").read_text("utf-8"))["worker"]
    other = kept.context.new_page()
    other.goto(url)
    for mark in ("a", "b"):
        renewed(copy, mark)
        kept.goto(url)
        assert kept.evaluate(EVALUATE, [f"{url}calculator/client.mjs", AUSTRALIA]) == "147000"
        assert begun(kept) == [f"worker-{mark * 12}.js"]
        if mark == "a":
            # A tab of the version before, opened then, starts only now: its files are gone from the host.
            assert other.evaluate(EVALUATE, [f"{url}calculator/client.mjs", AUSTRALIA]) == "147000"
        names = kept.evaluate(TIDIED, [f"worker-{mark * 12}.js", old if mark == "b" else ""])
    assert len(names) <= 12


def test_storage_refused_is_no_harm(new_page: Callable[..., Any], url: str, copy: Path) -> None:
    script = copy / "assets" / "runtime" / "service-worker.js"
    refuse = "caches.open = async () => { throw new DOMException('refused', 'SecurityError'); };\n"
    script.write_text(refuse + script.read_text("utf-8"), "utf-8")
    page = new_page(service_workers="allow")
    page.context.add_init_script("delete window.SharedWorker")
    for _ in range(2):
        page.goto(url)
        assert page.evaluate(EVALUATE, [f"{url}calculator/client.mjs", AUSTRALIA]) == "147000"
        page.wait_for_timeout(3_500)  # the service worker comes after three seconds


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
    with page.expect_request("**/assets/runtime/worker-*.js"):
        page.locator("#ask-fee-days_late").fill("61")
