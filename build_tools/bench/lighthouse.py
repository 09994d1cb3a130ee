"""What Lighthouse says of pages on a phone: scores of 0 to 100, and what keeps one below 100."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from statistics import median
from typing import Any

from build_tools import ROOT
from build_tools.bench import browser
from build_tools.bench.report import Limit, Report

PROGRAM = ROOT / "judges" / "node_modules" / "lighthouse" / "cli" / "index.js"
# A page of each kind that weighs something else.
PAGES = ("", "policy/fees/", "policy/levels/", "deadlines/", "glossary/")
FAST = 95
PATIENCE = 120_000  # ms for a page, on a machine that has other work


@dataclass(frozen=True)
class Judgement:
    """The scores of a page by category, and the audits that are not passed."""

    scores: dict[str, int]
    failed: dict[str, str]


def judge(address: str, *categories: str) -> Judgement:
    """Have Lighthouse look at a page; raises RuntimeError with what it says where it cannot."""
    flags = " ".join(f'"{flag}"' if " " in flag else flag for flag in ["--headless=new", *browser.FLAGS])
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", f"--only-categories={','.join(categories)}"]
    command += ["--no-enable-error-reporting", f"--max-wait-for-load={PATIENCE}", f"--chrome-flags={flags}"]
    environment = os.environ | {"CHROME_PATH": browser.find() or ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr or done.stdout)
    return read(json.loads(done.stdout))


def read(found: dict[str, Any]) -> Judgement:
    """What of a report of Lighthouse's is wanted."""
    if error := found.get("runtimeError"):
        raise RuntimeError(error["message"])
    scores, failed = {}, {}
    for name, category in found["categories"].items():
        scores[name] = round(100 * (category["score"] or 0))
        for part in category["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = audit.get("details", {}).get("items", [])
                failed[audit["id"]] = f"{audit['title']}: {json.dumps(items)[:2_000]}"
    return Judgement(scores, failed)


def fast(report: Report, rounds: int) -> None:
    """The performance that Lighthouse reckons for a phone on a slow line: the median over the rounds."""
    from build_tools.bench.server import Server
    from build_tools.bench.start_site import prepare

    rows = []
    with Server(prepare()) as server:
        for path in PAGES:
            found = [judge(server.address + path, "performance").scores["performance"] for _ in range(rounds)]
            middle = median(found)
            report.limits.append(
                Limit(f"Lighthouse, what lacks of 100: {path or 'front'}", 100 - middle, 100 - FAST, "points")
            )
            rows.append([path or "front", f"{middle:.0f}", f"{min(found)} to {max(found)}"])
    report.data["lighthouse"] = rows
    report.table("Lighthouse, performance on a phone", ["", "median", "least to most"], rows)
