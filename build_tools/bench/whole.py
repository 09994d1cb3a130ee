"""What the whole site costs: to build it, and to start Python in it."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

from build_tools.bench import build, start, start_report
from build_tools.bench.report import Figure, Limit, Report
from calculator.facts import editions

MILLI = 1e-3
BUILD = 15.0  # "seconds"
LINEAR = 150  # percent; twice would be as the square of the count


def builds(report: Report, rounds: int) -> None:
    """The site's build by the count of its clauses: seconds, and whether each clause more costs the same."""
    edition = editions()[0]
    rows, clauses, figures = [], [], []
    for times in build.TIMES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            build.copied(folder)
            clauses.append(build.multiplied(folder, edition, times))
            build.seconds(folder)  # the first fills the caches
            figures.append(Figure.of([build.seconds(folder) for _ in range(rounds)]))
        rows.append(
            [f"{clauses[-1]:,} clauses", figures[-1].told(1), f"{figures[-1].median / clauses[-1] / MILLI:.1f}"]
        )
    # What a clause more costs among few clauses, and among many: linear where it is the same.
    costs = [
        (later.median - earlier.median) / (more - fewer)
        for earlier, later, fewer, more in zip(figures, figures[1:], clauses, clauses[1:], strict=False)
    ]
    report.data["build"] = [{"clauses": count} | asdict(figure) for count, figure in zip(clauses, figures, strict=True)]
    report.limits += [
        Limit("the site's build", figures[0].median, BUILD, "s"),
        Limit(
            f"the site's build with {build.TIMES[-1]} times the clauses",
            figures[-1].median,
            build.TIMES[-1] * BUILD,
            "s",
        ),
        Limit("what a clause more costs among many, of what among few", 100 * costs[-1] / costs[0], LINEAR, "percent"),
    ]
    report.table("The site's build", ["", "seconds", "ms a clause"], rows)


def starts(report: Report, rounds: int) -> None:
    """How long a reader waits for Python, against a page of the tutorial's kind."""
    found = start.measure(rounds)
    report.data["start"] = found
    report.text += ["", "How Python starts", *start_report.table(found).splitlines()]
    report.limits += [Limit(row["case"], row["value"], row["limit"], row["unit"]) for row in found["rows"]]
