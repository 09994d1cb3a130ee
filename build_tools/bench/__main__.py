"""`make bench`: times the rule core natively and in Pyodide, its import, `batch`, typing in a form, searching, the build, what
Lighthouse says, what many readers cost, and how long a reader waits for Python, and compares with the limits.

    python -m build_tools.bench [--json] [--rounds 9] [--lines 200000] [--only NAME …]

What is compared is measured in turns, so that other load falls on all alike; a figure is the median over the rounds with
the first and the third quartile. Exits with 1 where a limit is missed. A million lines: --only batch --lines 1000000.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import IO, Any

from build_tools import ROOT
from build_tools.bench import image, lighthouse, measure, readers, search, typing, whole
from build_tools.bench.report import Figure, Limit, Report
from build_tools.runtime import bundle
from calculator import TOPICS

HERE = Path(__file__).parent
MICRO, MILLI = 1e-6, 1e-3
# Issue "the whole rule core": these are its limits, in seconds and bytes.
KNOWN_NATIVE = 100 * MICRO
UNKNOWN_NATIVE = 10 * MILLI
UNKNOWN_PYODIDE = 50 * MILLI
TYPED, TYPED_99 = 50 * MILLI, 100 * MILLI
IMPORT = 5 * MILLI  # "a few milliseconds"
GROWTH = 1 << 20  # of memory that does not grow: less than the allocator's own steps
FEW_LINES = 20_000
# All cases of all topics; what would lower the bill, with everything known and with nothing.
ALL_CASES = 1.0
BETTER_KNOWN, BETTER_UNKNOWN = 30 * MILLI, 150 * MILLI


class Pyodide:
    """The rule core of the site's own bundle, in Node."""

    def __enter__(self) -> Pyodide:
        self.folder = tempfile.TemporaryDirectory()
        core = Path(self.folder.name) / "core.zip"
        bundle.write_zip(core, bundle.core_files())
        command = ["node", str(HERE / "pyodide.mjs"), str(core), str(HERE / "measure.py")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdin and self.process.stdout
        self.input: IO[str] = self.process.stdin
        self.output: IO[str] = self.process.stdout
        self.versions: dict[str, str] = self.read()
        return self

    def __exit__(self, *_: object) -> None:
        self.input.close()
        self.process.wait()
        self.folder.cleanup()

    def read(self) -> Any:
        line = self.output.readline()
        if not line:
            raise SystemExit("Pyodide did not run in Node: its complaint stands above")
        return json.loads(line)

    def seconds(self, *asked: object) -> float:
        print(json.dumps(asked), file=self.input, flush=True)
        return float(self.read())


def machine() -> dict[str, Any]:
    """What the figures are of, and how busy it is with other things."""
    load = os.getloadavg()
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": [round(one, 2) for one in load],
        "stolen": stolen(),
    }


def stolen() -> int | None:
    """Time that the host took from this machine since it started, in hundredths of a second; None where it is not told."""
    try:
        return int(Path("/proc/stat").read_text().split()[8])
    except (OSError, ValueError, IndexError):
        return None


def answers(report: Report, rounds: int) -> None:
    """Each topic with nothing unknown and with everything, natively and in Pyodide."""
    asked = [(topic, way, True) for topic in TOPICS for way in measure.WAYS]
    asked += [(name, "whole", False) for name, topic in TOPICS.items() if any(one.unknown for one in topic.fields)]
    found: dict[tuple[str, str, bool, str], list[float]] = {}
    with Pyodide() as pyodide:
        report.data["machine"] |= pyodide.versions
        for _ in range(rounds):
            for topic, way, known in asked:
                for where, seconds in (("native", measure.seconds), ("pyodide", pyodide.seconds)):
                    found.setdefault((topic, way, known, where), []).append(seconds(topic, way, known))
    figures = {key: Figure.of(values) for key, values in found.items()}
    report.data["answers"] = [
        {"topic": topic, "way": way, "known": known, "where": where} | asdict(figure)
        for (topic, way, known, where), figure in figures.items()
    ]
    rows = []
    for topic in TOPICS:
        native, bare, brief = (figures[topic, way, True, "native"] for way in measure.WAYS)
        browser = figures[topic, "whole", True, "pyodide"]
        # An answer may be open though every input is known: what a topic does not ask for is not known either.
        settled = not measure.whole(topic, measure.KNOWN[topic])["bounds"]  # type: ignore[index]
        if settled:
            report.limits.append(Limit(f"{topic}, nothing unknown, natively", native.median, KNOWN_NATIVE, "s"))
        rows.append(
            [
                topic + ("" if settled else " (open)"),
                native.told(MICRO),
                f"{1 / native.median:,.0f}",
                f"{native.median / bare.median:.2f}",
                f"{native.median / brief.median:.2f}",
                browser.told(MICRO),
                f"{1 / browser.median:,.0f}",
                f"{browser.median / native.median:.1f}",
            ]
        )
    columns = [
        "topic",
        "native µs",
        "a second",
        "whole/bare",
        "whole/brief",
        "Pyodide µs",
        "a second",
        "Pyodide/native",
    ]
    report.table("Nothing unknown: one answer, the median (and the quartiles)", columns, rows)
    rows = []
    for topic, way, known in asked:
        if not known:
            native, browser = figures[topic, way, known, "native"], figures[topic, way, known, "pyodide"]
            report.limits += [
                Limit(f"{topic}, all unknown, natively", native.median, UNKNOWN_NATIVE, "s"),
                Limit(f"{topic}, all unknown, in Pyodide", browser.median, UNKNOWN_PYODIDE, "s"),
            ]
            rows.append([topic, native.told(MILLI), browser.told(MILLI), f"{browser.median / native.median:.1f}"])
    report.table("All unknown that may be", ["topic", "native ms", "Pyodide ms", "Pyodide/native"], rows)


def laid_open(report: Report, rounds: int) -> None:
    """Every topic's table of all cases, and what would lower an answer, natively and in Pyodide."""
    tables = Figure.of([measure.tables() for _ in range(rounds)])
    found: dict[tuple[str, bool, str], list[float]] = {}
    asked = [(topic, known) for topic in ("fee", "indemnity", "validation") for known in (True, False)]
    with Pyodide() as pyodide:
        for _ in range(rounds):
            for topic, known in asked:
                for where, seconds in (("native", measure.seconds), ("pyodide", pyodide.seconds)):
                    found.setdefault((topic, known, where), []).append(seconds(topic, "better", known))
    figures = {key: Figure.of(values) for key, values in found.items()}
    report.data["laid open"] = {"tables": asdict(tables)} | {
        f"better {topic} {'known' if known else 'unknown'} {where}": asdict(figure)
        for (topic, known, where), figure in figures.items()
    }
    report.limits.append(Limit("every case of every topic, natively", tables.median, ALL_CASES, "s"))
    report.limits += [
        Limit(
            f"better, {topic}, {'nothing' if known else 'what may be'} unknown, in Pyodide",
            figures[topic, known, "pyodide"].median,
            BETTER_KNOWN if known else BETTER_UNKNOWN,
            "s",
        )
        for topic, known in asked
    ]
    rows = [
        [f"{topic}, {'nothing' if known else 'what may be'} unknown"]
        + [figures[topic, known, where].told(MILLI) for where in ("native", "pyodide")]
        for topic, known in asked
    ]
    report.table("What would lower it", ["topic", "native ms", "Pyodide ms"], rows)
    report.table("Every case of every topic", ["", "ms"], [["natively", tables.told(MILLI)]])


def imports(report: Report, rounds: int) -> None:
    """The import of the package: its own part, and with what it needs of the standard library; then the first answer."""
    needed = run(
        "import sys; b = set(sys.modules); import calculator; print(*(m for m in sys.modules if m not in b))"
    ).split()
    # What is loaded last is what asked for the others.
    others = ", ".join(name for name in reversed(needed) if name.partition(".")[0] != "calculator")
    clock = "from time import perf_counter as clock; began = clock()"
    ask = f"calculator.evaluate('fee', {measure.KNOWN['fee']!r}).to_dict()"
    ways = {
        "the package's own part": f"import {others}; {clock}; import calculator; print(clock() - began)",
        "with its part of the standard library": f"{clock}; import calculator; print(clock() - began)",
        "and the first answer, facts read": f"{clock}; import calculator; {ask}; print(clock() - began)",
    }
    started: dict[str, list[float]] = {"python -c pass": [], "python -c 'import calculator'": []}
    found: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, program in ways.items():
            found[way].append(float(run(program)))
        for way in started:
            began = perf_counter()
            run("import calculator" if "import" in way else "pass")
            started[way].append(perf_counter() - began)
    figures = {way: Figure.of(values) for way, values in (found | started).items()}
    report.data["import"] = {way: asdict(figure) for way, figure in figures.items()}
    own = figures["the package's own part"]
    report.limits.append(Limit("import of the package, its own part", own.median, IMPORT, "s"))
    report.table("Import", ["", "ms"], [[way, figure.told(MILLI)] for way, figure in figures.items()])


def run(program: str) -> str:
    """What a program prints, run by a Python of its own without what `site` would import."""
    root = str(ROOT)
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {root!r}); {program}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def lines() -> Iterator[str]:
    """Questions of all topics in turn, without end."""
    for number, topic in enumerate(cycle(TOPICS)):
        yield json.dumps({"id": number, "topic": topic, "inputs": measure.KNOWN[topic]}) + "\n"


def batch(report: Report, many: int) -> None:
    """`batch` over few and over many lines: lines a second and the most memory that it held."""
    rows, found = [], []
    peaks: dict[int, int] = {}
    for count, *options in ((FEW_LINES,), (many,), (FEW_LINES, "--brief")):
        with tempfile.TemporaryFile("w+") as questions:
            questions.writelines(islice(lines(), count))
            questions.seek(0)
            command = [sys.executable, "-m", "calculator", "batch", *options]
            began = perf_counter()
            process = subprocess.Popen(command, stdin=questions, stdout=subprocess.DEVNULL, cwd=ROOT)
            _, status, used = os.wait4(process.pid, 0)
            took = perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        if not options:
            peaks[count] = peak
        name = " ".join([f"{count:,} lines", *options])
        found.append({"lines": count, "options": options, "seconds": took, "peak_bytes": peak})
        rows.append([name, f"{took:.1f}", f"{count / took:,.0f}", f"{peak / (1 << 20):.1f}"])
    report.data["batch"] = found
    report.limits.append(Limit("batch, growth of memory", max(0, peaks[many] - peaks[FEW_LINES]), GROWTH, "bytes"))
    report.table("batch", ["", "seconds", "lines a second", "most memory, MiB"], rows)


def forms(report: Report, rounds: int) -> None:
    """From an input event to its painted answer, in Chromium."""
    found = typing.measure(rounds)
    every = sorted(took for times in found.values() for took in times)
    report.data["typing"] = found
    rows = [
        [topic, str(len(times)), f"{median(times) / MILLI:.0f}", f"{max(times) / MILLI:.0f}"]
        for topic, times in found.items()
    ]
    report.table("Typing: from input to painted answer", ["topic", "keys", "median ms", "most ms"], rows)
    report.limits.append(Limit("typing, median", median(every), TYPED, "s"))
    report.limits.append(Limit("typing, 99th percentile", quantiles(every, n=100)[-1], TYPED_99, "s"))


PARTS: dict[str, Callable[[Report, argparse.Namespace], None]] = {
    "import": lambda report, chosen: imports(report, chosen.rounds),
    "answers": lambda report, chosen: answers(report, chosen.rounds),
    "laid-open": lambda report, chosen: laid_open(report, chosen.rounds),
    "batch": lambda report, chosen: batch(report, chosen.lines),
    "typing": lambda report, chosen: forms(report, chosen.rounds),
    "search": lambda report, chosen: search.searches(report, min(chosen.rounds, 3)),
    "build": lambda report, chosen: whole.builds(report, min(chosen.rounds, 3)),
    "lighthouse": lambda report, chosen: lighthouse.fast(report, min(chosen.rounds, 3)),
    "readers": lambda report, chosen: readers.many(report, min(chosen.rounds, 3)),
    "traps": lambda report, chosen: image.traps_told(report),
    "start": lambda report, chosen: whole.starts(report, chosen.rounds),
}


def told(limit: Limit) -> list[str]:
    """A limit as a row."""
    if limit.unit == "s":
        unit, name = (MILLI, "ms") if limit.most >= MILLI else (MICRO, "µs")
        found, most = f"{limit.found / unit:.2f} {name}", f"{limit.most / unit:.0f} {name}"
    elif limit.unit == "of the base":
        found, most = f"{limit.found:.4f} {limit.unit}", f"{limit.most} {limit.unit}"
    else:
        found, most = f"{limit.found:,.0f} {limit.unit}", f"{limit.most:,.0f} {limit.unit}"
    return [limit.what, found, most, "met" if limit.met else "MISSED"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m build_tools.bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=9, help="how often each thing is measured")
    parser.add_argument("--lines", type=int, default=200_000, help="the longer run of batch")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="some of the parts")
    chosen = parser.parse_args()
    report = Report({"machine": machine()})
    for part in chosen.only:
        print(f"Measuring: {part} …", file=sys.stderr, flush=True)
        PARTS[part](report, chosen)
    report.data["machine after"] = machine()
    report.table("Limits", ["", "found", "at most", ""], [told(limit) for limit in report.limits])
    report.data["limits"] = [asdict(limit) | {"met": limit.met} for limit in report.limits]
    before, after = report.data["machine"], report.data["machine after"]
    if chosen.json:
        print(json.dumps(report.data, ensure_ascii=False, indent=1))
    else:
        print(", ".join(f"{key} {value}" for key, value in before.items() if key not in ("load", "stolen")))
        print(f"Load on the machine (1, 5, 15 minutes): {before['load']} before, {after['load']} after")
        if before["load"][0] > before["cpus"] / 2:
            print("The machine is busy with other things: times are too long, ratios hold.")
        if before["stolen"] is not None:
            print(f"Time stolen by its host meanwhile: {(after['stolen'] - before['stolen']) / 100:.2f} s")
        print("\n".join(report.text))
    return 0 if all(limit.met for limit in report.limits) else 1


if __name__ == "__main__":
    sys.exit(main())
