"""The facts of an edition read anew, their complaints with lines; and what stands in for facts that are not good.

A server that builds again must see what changed, so they are not the rule core's own, which it reads once.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from calculator.errors import FactsError
from calculator.facts.edition import Facts, Market
from calculator.facts.read import read
from calculator.facts.sheets import SHEETS, Figure, Rule, Text, keys_of

from . import figures
from .toml import Complaint, positions, too_long


def folder_of(edition: str) -> str:
    """Where the facts of an edition lie, from the project's folder."""
    return f"calculator/facts/{edition}"


def read_facts(root: Path, edition: str, complaints: list[Complaint]) -> tuple[Facts, bool]:
    """The facts of an edition, and whether they can be computed with; what is wrong with them is added to `complaints`."""
    folder = root / folder_of(edition)
    sheets = {path: path.read_text("utf-8", errors="replace") for path in sorted(folder.glob("*.*"))}
    if found := [one for path, text in sheets.items() for one in too_long(path.relative_to(root).as_posix(), text)]:
        complaints.extend(found)
        return stand_in(folder, edition), False
    try:
        facts = read(str(folder), edition)
    except FactsError as error:
        complaints.extend(complaint(root, folder / file, where, text) for file, where, text in error.complaints)
        return stand_in(folder, edition), False
    complaints.extend(complaint(root, folder / file, where, text) for file, where, text in figures.problems(facts))
    return facts, True


def complaint(root: Path, path: Path, where: int | str | None, text: str) -> Complaint:
    """A complaint about a file of facts: of a line, of a key of TOML or of what a row of CSV opens with, or of all of it."""
    name = path.relative_to(root).as_posix()
    if not isinstance(where, str) or not path.is_file():
        return Complaint(name, where if isinstance(where, int) else 1, text)
    content = path.read_text("utf-8", errors="replace")
    if path.suffix == ".toml":
        return Complaint(name, positions(content).get(tuple(where.split(".")), (1, 1))[0], text)
    rows = (number for number, line in enumerate(content.split("\n"), 1) if line.lstrip('"').startswith(where))
    return Complaint(name, next(rows, 1), text)


def stand_in(folder: Path, edition: str) -> Facts:
    """Facts by which the words can be checked all the same: every figure is there, as it is typed where it is typed well."""
    sheets = {}
    for name, kind in SHEETS.items():
        try:
            typed = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        except (OSError, ValueError):
            typed = {}
        sheets[name] = kind({key: figure(key, of, typed.get(key)) for key, (of, _) in keys_of(kind).items()})
    return Facts(edition, sheets, [], list(markets(folder / "directory.csv")), [], [])


def figure(key: str, kind: type[Rule], typed: object) -> Rule:
    """A figure as it is typed, or any of its kind."""
    entry = typed if isinstance(typed, dict) else {}
    usual = {"value": "…" if kind is Text else 1, "unit": "text" if kind is Text else "days", "clause": ""}
    good = issubclass(kind, Figure) and kind.holds(entry.get("value"))
    return kind(key, {**usual, **({"value": entry["value"], "unit": str(entry.get("unit", ""))} if good else {})})


def markets(path: Path) -> list[Market]:
    """The markets of the directory by their names, as far as it can be read."""
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except (OSError, ValueError, csv.Error):
        return []
    return [
        Market(name, "", tuple(others.split("; ")), "", "")
        for name, _, others, *_ in (row for row in rows if len(row) > 2)
    ]
