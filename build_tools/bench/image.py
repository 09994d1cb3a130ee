"""How many questions, of cases mixed by chance that the profile does not have, an image does not answer itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

from build_tools.bench.report import Limit, Report
from build_tools.runtime import asked, bundle
from build_tools.runtime.image import traps
from calculator.browser import ask

QUESTIONS = 5_000  # that the profile of the small image does not have
MOST = {"small": 0.5, "whole": 0}  # percent


def traps_told(report: Report) -> None:
    """How often such a question goes on to the next way to Python."""
    found = report.data["traps"] = shares(QUESTIONS)
    rows = [[name, f"{100 * share:.2f}"] for name, share in found.items()]
    report.table(f"What trapped of {QUESTIONS:,} questions", ["image", "percent"], rows)
    for name, share in found.items():
        report.limits.append(Limit(f"questions that the {name} image leaves", 100 * share, MOST[name], "percent"))


def shares(count: int, seed: int = 4) -> dict[str, float]:
    """The share of each image, the small one first. Raises `ImageError` where an answer is not the native one."""
    cases = asked.sound(asked.cases())
    questions = [asked.as_text(each, number) for number, each in enumerate(asked.mixed(cases, count, seed))]
    answers = [ask(each) for each in questions]
    found = {}
    for name in ("small", "whole"):
        [module] = bundle.cached().glob(f"{name}-*.wasm")
        with tempfile.TemporaryDirectory() as folder:
            trapped = traps(Path(folder), module, bundle.SCRIPTS / "image.mjs", questions, answers)
        found[name] = len(trapped) / count
    return found
