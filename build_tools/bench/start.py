"""How long a reader waits for Python: `make bench-start`, or `python -m build_tools.bench.start --runs 9 --json`.

Two pages answer the same question from the same core: the base is written as Pyodide's tutorial has it (main thread, the
stock files of `pyodide-base`, `unpackArchive`), the other is the site's page of the fees. Both come from one server in this
process, precompressed, in turn, each in a browser context of its own. A run that other programs or the machine's host
disturb is dropped and made again. Times are in milliseconds, sizes in bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from .load import Load
from .server import Server
from .slowed import Slowed
from .start_report import Found, result, table
from .start_site import PEERS, prepare

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent

QUESTION = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
EXPECTED = ("147000", "AUD")
NEXT = ("policy/levels/", "level?kind=merchant&transactions=50000", 2)

LINES = {"slow": (10e6 / 8, 0.040), "phone": (1.6e6 / 8, 0.150)}
"""Lines in bytes a second, and seconds before each answer."""

TIMES_SLOWER = 4
"""How much slower the processor is where a case says so."""

# Share of one core that other programs may take, and of all that the host may, before a run is dropped.
FOREIGN, STOLEN = 0.25, 0.10

# In the page: when the first answer came, its outcome, the steps of the start, and the long tasks until then.
WATCH = """
window.benchmark = null;
window.longTasks = [];
window.steps = {};
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) window.longTasks.push([each.startTime, each.duration]);
}).observe({ type: "longtask", buffered: true });
document.addEventListener("policy-answer", ({ detail }) => {
  window.benchmark ??= { at: performance.now(), outcome: detail.outcome };
});
"""


class Bench(Found):
    """Runs of every case, and what they gave."""

    def __init__(self, playwright: Any, server: Server, browser_path: str, flags: list[str]) -> None:
        self.playwright, self.server = playwright, server
        self.options = {"executable_path": browser_path, "args": flags}
        super().__init__()
        self.browser: Any = None

    def launch(self) -> None:
        if self.browser is None:
            self.browser = self.playwright.chromium.launch(**self.options)

    # ---- Pages

    def base_url(self, name: str = "base") -> str:
        asked = json.dumps({"topic": "fee", "inputs": QUESTION})
        return f"{self.server.address}base/{name}.html?{urlencode({'question': asked})}"

    def our_url(self) -> str:
        return f"{self.server.address}policy/fees/#fee?{urlencode(QUESTION, quote_via=quote)}"

    def first_answer(self, page: Any, url: str, expected: object = EXPECTED) -> dict[str, Any]:
        """Go there; when the first answer came, in milliseconds since the navigation began."""
        page.goto(url, wait_until="commit")
        found = self.waited(page)
        right(found["outcome"], expected)
        return found

    def waited(self, page: Any) -> dict[str, Any]:
        session = page.context.new_cdp_session(page)
        end = time.monotonic() + 120
        while time.monotonic() < end:
            got = session.send(
                "Runtime.evaluate", {"expression": "JSON.stringify(window.benchmark ?? null)", "returnByValue": True}
            )
            found = json.loads(got["result"].get("value") or "null")
            if found:
                session.detach()
                return dict(found)
            time.sleep(0.05)
        raise TimeoutError("no answer in two minutes")

    def until(self, page: Any, condition: str) -> None:
        """Wait for something in the page, at most ten seconds."""
        end = time.monotonic() + 10
        while not page.evaluate(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{condition} did not come")
            time.sleep(0.05)

    def context(self) -> Any:
        self.launch()
        context = self.browser.new_context()
        context.add_init_script(WATCH)
        return context

    # ---- Cases: each gives a time, and may note more

    def cold(self, name: str, url: str) -> float:
        self.server.line.parts.clear()
        context = self.context()
        try:
            page = context.new_page()
            found = self.first_answer(page, url)
            sent = self.sent(page, found["at"])
            time.sleep(0.2)
            tasks = page.evaluate("window.longTasks")
            blocked = sum(max(0.0, took - 50) for began, took in tasks if began < found["at"])
            self.note(f"{name} blocked", blocked)
            self.bytes.setdefault(name, []).append(sent)
            phases = found.get("phases") or {**self.steps(page), "answer": found["at"]}
            tier = page.evaluate("document.documentElement.dataset.tier ?? null")
            if tier:
                self.tiers[tier] = self.tiers.get(tier, 0) + 1
            self.phases.setdefault(name, []).append(phases)
            if name == "cold":
                self.next_pages(page)
            return float(found["at"])
        finally:
            context.close()

    def sent(self, page: Any, at: float) -> int:
        """How many bytes the server had sent when the answer came, in milliseconds since the navigation began."""
        return self.server.line.sent(until=(float(page.evaluate("performance.timeOrigin")) + at) / 1000)

    def steps(self, page: Any) -> dict[str, float]:
        """When each step of the start was, in milliseconds since the navigation began."""
        marks = page.evaluate(
            """async () => {
              const { reached } = await import(new URL("../../calculator/client.mjs", location.href));
              return Object.fromEntries(Object.entries(reached).map(([name, at]) => [name, at - performance.timeOrigin]));
            }"""
        )
        return {str(name): float(at) for name, at in marks.items()}

    def next_pages(self, page: Any) -> None:
        """The next page of this visit: loaded whole, then by instant navigation."""
        path, case, level = NEXT
        found = self.first_answer(page, f"{self.server.address}{path}#{case}", level)
        self.note("next", float(found["at"]))
        self.until(page, "globalThis.document$")
        time.sleep(1)  # the theme asks for the list of pages, and navigates instantly once it has that
        page.evaluate("window.benchmark = null; window.stays = true")
        page.evaluate(
            """(hash) => {
              const link = document.createElement("a");
              link.href = new URL("../fees/", location.href) + hash;
              link.textContent = "on";
              link.id = "on";
              document.querySelector("article").prepend(link);
              link.addEventListener("click", () => { window.clicked = performance.now(); }, true);
            }""",
            f"#fee?{urlencode(QUESTION)}",
        )
        time.sleep(0.3)
        page.locator("#on").click()
        found = self.waited(page)
        right(found["outcome"], EXPECTED)
        if not page.evaluate("window.stays"):
            raise AssertionError("the page was loaded anew: that was no instant navigation")
        self.note("instant", float(found["at"]) - float(page.evaluate("window.clicked")))

    def peer(self, name: str) -> float:
        """A page with the form alone, cold; and once more in the same visit."""
        self.server.line.parts.clear()
        context = self.context()
        try:
            page = context.new_page()
            cold = float(self.first_answer(page, self.base_url(name))["at"])
            self.bytes.setdefault(f"{name} bare", []).append(self.sent(page, cold))
            time.sleep(0.3)
            page.goto("about:blank")
            self.note(f"{name} again", float(self.first_answer(page, self.base_url(name))["at"]))
            return cold
        finally:
            context.close()

    def another_day(self, profile: str) -> float:
        """A visit with the caches of an earlier one, the browser begun anew."""
        context = self.playwright.chromium.launch_persistent_context(profile, **self.options)
        try:
            context.add_init_script(WATCH)
            page = context.pages[0] if context.pages else context.new_page()
            page.goto("about:blank")
            time.sleep(0.7)
            found = self.first_answer(page, self.our_url())
            self.phases.setdefault("another day", []).append({**self.steps(page), "answer": found["at"]})
            time.sleep(4.5 if not self.times.get("day") else 0.3)  # the first time, the service worker keeps the files
            return float(found["at"])
        finally:
            context.close()

    def paint(self, path: str) -> float:
        context = self.context()
        try:
            page = context.new_page()
            page.goto(f"{self.server.address}{path}", wait_until="load")
            time.sleep(0.3)
            script = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
            return float(page.evaluate(script))
        finally:
            context.close()

    def note(self, name: str, value: float) -> None:
        self.times.setdefault(name, []).append(value)

    def timed(self, name: str, run: Callable[[], float]) -> None:
        """One run; where it was disturbed, once more, up to three times."""
        for _ in range(3):
            kept = {key: list(values) for key, values in self.times.items()}
            load = Load()
            took = run()
            foreign, stolen = load.since()
            self.load.append((foreign, stolen))
            print(f"  {name}: {took:,.0f} ms, others {foreign:.0%}, host {stolen:.0%}", file=sys.stderr, flush=True)
            if foreign <= FOREIGN and stolen <= STOLEN:
                break
            self.dropped[name] = self.dropped.get(name, 0) + 1
            if _ < 2:
                self.times = kept
        self.note(name, took)


def right(outcome: dict[str, Any], expected: object) -> None:
    """Stops the benchmark where an answer is wrong: a fast one would not count."""
    found = outcome.get("level") if isinstance(expected, int) else (outcome.get("total"), outcome.get("currency"))
    if found != expected:
        raise AssertionError(f"the answer is {found}, and {expected} is right")


def measure(runs: int) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    from build_tools.bench import browser as browsers

    path = browsers.find()
    if not path:
        raise SystemExit("No Chromium was found.")
    site = prepare()
    with Server(site) as server, sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        bench = Bench(playwright, server, path, browsers.FLAGS)
        bench.cold("warm-up", bench.our_url())
        bench.another_day(profile)
        bench.another_day(profile)
        for found in (bench.times, bench.bytes, bench.phases):
            found.clear()
        cases: dict[str, Callable[[], float]] = {
            "base": lambda: bench.cold("base", bench.base_url()),
            "cold": lambda: bench.cold("cold", bench.our_url()),
            **{
                f"base {kind}": partial(bench.cold, f"base {kind}", bench.base_url())
                for kind in (*LINES, "gzip", "slowed")
            },
            **{kind: partial(bench.cold, kind, bench.our_url()) for kind in (*LINES, "gzip", "slowed")},
            **{f"{name} bare": partial(bench.peer, name) for name in PEERS},
            "day": lambda: bench.another_day(profile),
            "paint with": lambda: bench.paint("policy/fees/"),
            "paint without": lambda: bench.paint("policy/plain/"),
        }
        for number in range(runs):
            print(f"run {number + 1} of {runs}", file=sys.stderr, flush=True)
            for name, run in cases.items():
                kind = name.removeprefix("base ")
                server.line.rate, server.line.wait = LINES.get(kind, (0.0, 0.0))
                server.line.only_gzips = kind == "gzip"
                with Slowed(TIMES_SLOWER) if kind == "slowed" else nullcontext():
                    bench.timed(name, run)
        if bench.browser:
            bench.browser.close()
    return result(bench, runs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9, help="of each case")
    parser.add_argument("--json", action="store_true", help="print all that was found, for machines")
    chosen = parser.parse_args()
    found = measure(chosen.runs)
    print(json.dumps(found, indent=2) if chosen.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
