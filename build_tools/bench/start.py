"""How long a reader waits for Python: `make bench-start`, or `python -m build_tools.bench.start --runs 9 --json`.

Two pages answer the same question from the same core: the base is written as Pyodide's tutorial has it (main thread, the
stock files of `pyodide-base`, `unpackArchive`), the other is the site's page of the fees. Both come from one server in this
process, precompressed, in turn, each in a browser context of its own. A run that other programs or the machine's host
disturb is dropped and made again. Times are in milliseconds, sizes in bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from build_tools.bench.server import Server

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
MADE = ROOT / ".build" / "bench"
BASE = ROOT / "node_modules" / "pyodide-base"
STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")

QUESTION = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
EXPECTED = ("147000", "AUD")
NEXT = ("policy/levels/", "level?kind=merchant&transactions=50000", 2)

SLOW = (10e6 / 8, 0.040)  # 10 Mbit/s in bytes a second, and seconds before each answer

# Share of one core that other programs may take, and of all that the host may, before a run is dropped.
FOREIGN, STOLEN = 0.25, 0.10

LIMITS = {
    "cold": ("cold first visit", 0.22),
    "slow": ("the same at 10 Mbit/s and 40 ms", 0.45),
    "bytes": ("bytes for it (brotli)", 0.60),
    "day": ("a visit on another day", 0.12),
    "next": ("the next page, a full load", 0.03),
    "instant": ("the next page, instant navigation", 0.005),
    "blocked": ("main thread blocked", 0.02),
}

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


class Load:
    """What the machine did meanwhile: other programs' share of a core, and the share of all that its host took."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.cpu = self.machine()
        self.own = self.programs()

    @staticmethod
    def machine() -> tuple[int, int]:
        numbers = [int(each) for each in Path("/proc/stat").read_text().partition("\n")[0].split()[1:]]
        return sum(numbers[:8]), numbers[7]

    @staticmethod
    def programs() -> dict[int, int]:
        """Ticks of every program that this process did not start."""
        parents, ticks = {}, {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                numbers = path.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(path.parent.name)] = int(numbers[1])
            ticks[int(path.parent.name)] = int(numbers[11]) + int(numbers[12])

        def ours(number: int) -> bool:
            while number in parents:
                if number == os.getpid():
                    return True
                number = parents[number]
            return False

        return {number: each for number, each in ticks.items() if not ours(number)}

    def since(self) -> tuple[float, float]:
        took = time.monotonic() - self.began
        now = self.programs()
        foreign = sum(max(0, each - self.own.get(number, each)) for number, each in now.items())
        every, stolen = (after - before for after, before in zip(self.machine(), self.cpu, strict=True))
        return foreign / os.sysconf("SC_CLK_TCK") / took, stolen / max(every, 1)


def prepare() -> Path:
    """The folder with both pages, compressed; what has not changed is compressed but once."""
    site = MADE / "site"
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    base = site / "base"
    (base / "pyodide").mkdir(parents=True)
    for name in STOCK:
        shutil.copyfile(BASE / name, base / "pyodide" / name)
    for name in ("base.html", "base.mjs"):
        shutil.copyfile(HERE / name, base / name)
    with tempfile.TemporaryDirectory() as folder:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "calculator", Path(folder) / "calculator", ignore=ignore)
        shutil.make_archive(str(base / "core"), "zip", folder)
    without_calculators(site)
    kept = MADE / "compressed"
    kept.mkdir(parents=True, exist_ok=True)
    asked = ("assets", "base", "calculator", "data", "policy")
    wanted = [
        path
        for name in asked
        for path in (site / name).rglob("*")
        if path.is_file() and path.suffix not in (".txt", ".png")
    ]
    named = {path: kept / f"{file_digest(path)}{path.suffix}" for path in wanted}
    new = [copy for copy in named.values() if not copy.with_name(copy.name + ".gz").exists()]
    for path, copy in named.items():
        if copy in new:
            shutil.copyfile(path, copy)
    for at in range(0, len(new), 50):
        subprocess.run(["node", str(HERE / "compress.mjs"), *map(str, new[at : at + 50])], check=True)
    for path, copy in named.items():
        for ending in (".br", ".gz"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
            os.link(copy.with_name(copy.name + ending), path.with_name(path.name + ending))
    return site


def without_calculators(site: Path) -> None:
    """A copy of the page of the fees with no calculator in it, to compare first paints with."""
    import re

    page = (site / "policy" / "fees" / "index.html").read_text("utf-8")
    page = re.sub(r"<policy-calculator.*?</policy-calculator>", "", page, flags=re.DOTALL)
    page = re.sub(r'<script[^>]*calculator/element-\w+[.]js"[^>]*></script>|<link rel="modulepreload"[^>]*>', "", page)
    (site / "policy" / "plain").mkdir()
    (site / "policy" / "plain" / "index.html").write_text(page, "utf-8")


def file_digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Bench:
    """Runs of every case, and what they gave."""

    def __init__(self, playwright: Any, server: Server, browser_path: str, flags: list[str]) -> None:
        self.playwright, self.server = playwright, server
        self.options = {"executable_path": browser_path, "args": flags}
        self.times: dict[str, list[float]] = {}
        self.phases: dict[str, list[dict[str, float]]] = {}
        self.bytes: dict[str, list[int]] = {}
        self.dropped: dict[str, int] = {}
        self.load: list[tuple[float, float]] = []
        self.browser: Any = None

    def launch(self) -> None:
        if self.browser is None:
            self.browser = self.playwright.chromium.launch(**self.options)

    # ---- Pages

    def base_url(self) -> str:
        asked = json.dumps({"topic": "fee", "inputs": QUESTION})
        return f"{self.server.address}base/base.html?{urlencode({'question': asked})}"

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
        self.server.line.sent = 0
        context = self.context()
        try:
            page = context.new_page()
            found = self.first_answer(page, url)
            sent = self.server.line.sent
            time.sleep(0.2)
            tasks = page.evaluate("window.longTasks")
            blocked = sum(max(0.0, took - 50) for began, took in tasks if began < found["at"])
            self.note(f"{name} blocked", blocked)
            self.bytes.setdefault(name, []).append(sent)
            phases = found.get("phases") or {**self.steps(page), "answer": found["at"]}
            self.phases.setdefault(name, []).append(phases)
            if url == self.our_url() and not self.server.line.rate:
                self.next_pages(page)
            return float(found["at"])
        finally:
            context.close()

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
            "base slow": lambda: bench.cold("base slow", bench.base_url()),
            "slow": lambda: bench.cold("slow", bench.our_url()),
            "day": lambda: bench.another_day(profile),
            "paint with": lambda: bench.paint("policy/fees/"),
            "paint without": lambda: bench.paint("policy/plain/"),
        }
        for number in range(runs):
            print(f"run {number + 1} of {runs}", file=sys.stderr, flush=True)
            for name, run in cases.items():
                line = server.line
                line.rate, line.wait = SLOW if "slow" in name else (0.0, 0.0)
                bench.timed(name, run)
        if bench.browser:
            bench.browser.close()
    return result(bench, runs)


def interval(values: list[float]) -> tuple[float, float]:
    """The 95 % interval of the median, by drawing from the values again and again."""
    drawn = random.Random(0)
    medians = sorted(statistics.median(drawn.choices(values, k=len(values))) for _ in range(2000))
    return medians[50], medians[1949]


def result(bench: Bench, runs: int) -> dict[str, Any]:
    """Everything that was found, ready for JSON."""
    median = statistics.median
    of = {
        name: {"median": median(v), "least": min(v), "most": max(v), "runs": len(v)}
        for name, v in bench.times.items()
        if v
    }
    sent = {name: median(values) for name, values in bench.bytes.items()}
    against = {
        "cold": "base",
        "slow": "base slow",
        "day": "base",
        "next": "base",
        "instant": "base",
        "blocked": "base blocked",
    }
    rows = []
    for name, (title, limit) in LIMITS.items():
        if name == "bytes":
            ours, base = sent["cold"], sent["base"]
            row: dict[str, Any] = {"ours": ours, "base": base, "spread": None}
        else:
            key = "cold blocked" if name == "blocked" else name
            ours, base = of[key]["median"], of[against[name]]["median"]
            row = {"ours": ours, "base": base, "spread": [of[key]["least"], of[key]["most"]]}
        ratio = ours / base if base else 0.0
        rows.append({"case": title, **row, "ratio": ratio, "limit": limit, "met": ratio <= limit})
    paints = {name: interval(bench.times[name]) for name in ("paint with", "paint without")}
    (low, high), (other_low, other_high) = paints.values()
    phases = {}
    for name, every in bench.phases.items():
        # A page that comes to a worker that runs hears of its last step alone.
        names = list(dict.fromkeys(each for run in every for each in run))
        phases[name] = {each: median([run[each] for run in every if each in run]) for each in names}
    foreign, stolen = zip(*bench.load, strict=True)
    return {
        "runs": runs,
        "rows": rows,
        "first_paint": {
            **{name: list(each) for name, each in paints.items()},
            "same": low <= other_high and other_low <= high,
        },
        "phases": phases,
        "measured": of,
        "bytes": sent,
        "dropped": bench.dropped,
        "load": {"other_programs": max(foreign), "other_programs_median": median(foreign), "stolen": max(stolen)},
    }


def table(found: dict[str, Any]) -> str:
    lines = [f"{'case':36} {'ours':>10} {'least to most':>17} {'base':>10} {'ratio':>8} {'limit':>7}"]
    for row in found["rows"]:
        spread = "" if row["spread"] is None else "{:,.0f} to {:,.0f}".format(*row["spread"])
        met = "met" if row["met"] else "MISSED"
        lines.append(
            f"{row['case']:36} {row['ours']:>10,.0f} {spread:>17} {row['base']:>10,.0f} {row['ratio']:>8.4f} {row['limit']:>7} {met}"
        )
    paint = found["first_paint"]
    spans = [
        f"{name.removeprefix('paint ')} calculators {paint[name][0]:.0f} to {paint[name][1]:.0f}"
        for name in ("paint with", "paint without")
    ]
    lines.append(f"first paint, 95 % of the median: {', '.join(spans)}: {'the same' if paint['same'] else 'DIFFERENT'}")
    for name, phases in found["phases"].items():
        told = ", ".join(f"{phase} {at:,.0f}" for phase, at in sorted(phases.items(), key=lambda each: each[1]))
        lines.append(f"phases of {name}, ms since navigation: {told}")
    dropped = ", ".join(f"{name} {count}" for name, count in found["dropped"].items()) or "none"
    load = found["load"]
    lines.append(
        f"medians of {found['runs']}; dropped as disturbed: {dropped}; other programs took up to {load['other_programs']:.0%} "
        f"of a core (median {load['other_programs_median']:.0%}), the host up to {load['stolen']:.0%}"
    )
    return "\n".join(lines)


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
