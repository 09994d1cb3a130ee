"""Whether a weakness is known of a package that is locked: asks what pip-audit and npm ask, and says so where nobody answered.

Both need the registries' lists of weaknesses, which a mirror may not have. pip-audit then passes over each package by itself
and finds nothing: that is no answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from .. import ROOT

MINUTES = 5
LOCK = "requirements.lock"
JUDGES = "judges/package-lock.json"


@dataclass(frozen=True)
class Audit:
    """What was found of the packages of one lock; a package that nobody knew of is not `asked`."""

    lock: str
    asked: int
    unasked: int
    found: tuple[str, ...] = ()  # a line for each package with a weakness
    why: str = ""  # nobody was asked at all

    def told(self) -> str:
        """For people, in lines."""
        if self.why or not self.asked:
            return f"{self.lock}: NOT AUDITED: {self.why or f'nothing is known here of any of {self.unasked} packages'}"
        told = f"{self.lock}: {self.asked} packages audited, {len(self.found)} with a known weakness"
        missing = f", {self.unasked} NOT AUDITED, since nothing is known of them here" if self.unasked else ""
        return "\n".join([told + missing, *(f"  {line}" for line in self.found)])


def of_python(said: str) -> Audit:
    """What pip-audit said, as JSON."""
    packages = json.loads(said)["dependencies"]
    asked = [each for each in packages if "skip_reason" not in each]
    found = [
        f"{each['name']} {each['version']}: {weak['id']}, mended in {', '.join(weak['fix_versions']) or 'none yet'}"
        for each in asked
        for weak in each["vulns"]
    ]
    return Audit(LOCK, len(asked), len(packages) - len(asked), tuple(found))


def of_npm(said: str, lock: str = "package-lock.json") -> Audit:
    """What `npm audit` said, as JSON."""
    answer: dict[str, Any] = json.loads(said)
    if "vulnerabilities" not in answer:
        return Audit(lock, 0, 0, why=answer.get("message", "npm says nothing"))
    found = [
        f"{name} {weak['range']}: {weak['severity']}: "
        + ", ".join(each["title"] if isinstance(each, dict) else f"by {each}" for each in weak["via"])
        for name, weak in answer["vulnerabilities"].items()
    ]
    return Audit(lock, answer["metadata"]["dependencies"]["total"], 0, tuple(found))


def audit(root: Path = ROOT) -> int:
    """Ask, print what was found, and give 0 where all was asked and nothing found, 1 where something was, 2 where not all was asked."""
    python = [sys.executable, "-m", "pip_audit", "--requirement", LOCK, "--require-hashes", "--disable-pip"]
    python += ["--format", "json", "--progress-spinner", "off"]
    audits = []
    for lock, command, read in (
        (LOCK, python, of_python),
        ("package-lock.json", ["npm", "audit", "--json"], of_npm),
        (JUDGES, ["npm", "--prefix", "judges", "audit", "--json"], partial(of_npm, lock=JUDGES)),
    ):
        try:
            done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60 * MINUTES)
            audits.append(read(done.stdout))
        except ValueError:  # it could not even say it in JSON
            audits.append(Audit(lock, 0, 0, why=done.stderr.strip().rpartition("\n")[2] or "no answer"))
        except subprocess.TimeoutExpired:
            audits.append(Audit(lock, 0, 0, why=f"no answer in {MINUTES} minutes"))
    print("\n".join(each.told() for each in audits))
    if any(each.found for each in audits):
        return 1
    return 2 if any(each.why or each.unasked for each in audits) else 0
