"""The words of one edition: the only reader of `docs/sources/`.

`read` reads the clauses of both documents, the glossary and the register of readings, with the facts, and gives every
complaint about a file by itself at once, each as `file:line: what must be so`. Of a file that does not parse, the first fault
is told. What does not hold between them, `check.py` says.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import calculator.facts
from calculator.errors import FactsError
from calculator.facts.edition import Facts
from calculator.facts.read import read as read_facts

from .. import ROOT
from .entries import (
    DOCUMENTS,
    Clause,
    Reading,
    Section,
    Synonym,
    Term,
    read_names,
    read_readings,
    read_section,
    read_synonyms,
    read_terms,
)
from .toml import Complaint, File, Place, positions

COLLECTION = ("means", "what", "when", "purpose", "clause")  # the columns of privacy_collection.csv


@dataclass(frozen=True)
class Sources:
    """All words of one edition, checked, with its facts."""

    edition: str
    about: Mapping[str, Any]  # edition.toml
    facts: Facts
    sections: Mapping[str, Section]
    terms: Mapping[str, Term]
    readings: Mapping[str, Reading]
    names: Mapping[str, Place]  # capitalised names that need no entry in the glossary
    collection: list[dict[str, str]]  # what the privacy statement collects, by which means
    synonyms: list[Synonym]  # what readers say for it
    clauses: Mapping[str, Clause] = field(init=False)

    def __post_init__(self) -> None:
        clauses = {clause.id: clause for section in self.sections.values() for clause in section.clauses}
        object.__setattr__(self, "clauses", clauses)

    def readings_of(self, clause: str) -> list[Reading]:
        """The readings that concern a clause."""
        return [reading for reading in self.readings.values() if clause in reading.clauses]


def _read_sheet(path: Path, root: Path, columns: tuple[str, ...], complaints: list[Complaint]) -> list[dict[str, str]]:
    """The rows of a CSV file, its line under "line"; lines that open with # are comments."""
    name = path.relative_to(root).as_posix()
    try:
        lines = path.read_bytes().decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        complaints.append(Complaint(name, 1, "the file must be there, and be UTF-8"))
        return []
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    rows = []
    for (number, _), cells in zip(numbered, csv.reader(line for _, line in numbered), strict=True):
        if number == numbered[0][0]:
            if tuple(cells) != columns:
                complaints.append(Complaint(name, number, f"the first row must be {','.join(columns)}"))
                return []
        elif len(cells) != len(columns):
            complaints.append(Complaint(name, number, f"must have {len(columns)} cells, not {len(cells)}"))
        else:
            rows.append(dict(zip(columns, cells, strict=True)) | {"line": str(number)})
    return rows


def facts_folder(edition: str) -> str:
    """Where the facts of an edition lie, from the project's folder."""
    return f"calculator/facts/{edition}"


def _once(kind: str, entries: Iterable[Any], key: Callable[[Any], str], complaints: list[Complaint]) -> None:
    """Complain of each entry whose name another has already."""
    seen: dict[str, Place] = {}
    for entry in entries:
        name = key(entry)
        first = seen.setdefault(name, entry.place)
        if first is not entry.place:
            text = f"{kind} {name} stands already at {first.file}:{first.line}: each must stand once"
            complaints.append(Complaint(entry.place.file, entry.place.line, text))


def _facts(folder: Path, edition: str, root: Path, complaints: list[Complaint]) -> Facts | None:
    """The facts read anew (a server that rebuilds must see what changed), their complaints with lines."""
    try:
        return read_facts(str(folder), edition)
    except FactsError as error:
        for name, where, text in error.complaints:
            path = folder / name
            line = where if isinstance(where, int) else 1
            if isinstance(where, str) and path.is_file():
                found = positions(path.read_text("utf-8", errors="replace"))
                line = found.get(tuple(where.split(".")), (1, 1))[0]
            complaints.append(Complaint(path.relative_to(root).as_posix(), line, text))
    return None


def read(edition: str | None = None, *, root: Path = ROOT) -> tuple[Sources | None, list[Complaint]]:
    """The words and facts of an edition (None: the current one), and every complaint about them.

    `root` holds `docs/sources/EDITION` and `calculator/facts/EDITION`. There are no sources where the facts are not good
    or a file cannot be read: it takes its clauses with it, and to say that links to them lead nowhere would be noise.
    """
    name = edition or calculator.facts.editions()[0]
    folder = root / "docs" / "sources" / name
    figures = root / facts_folder(name)
    complaints: list[Complaint] = []
    facts = _facts(figures, name, root, complaints)
    sections: list[Section] = []
    for kind, document in DOCUMENTS.items():
        for path in sorted((folder / kind).glob("*.toml")):
            section = read_section(path, root, document, complaints)
            if section:
                sections.append(section)
    # In the order of the originals.
    sections.sort(key=lambda one: (one.document, min((clause.lines[0] for clause in one.clauses), default=(0, 0))))
    terms = list(read_terms(folder / "glossary.toml", root, complaints))
    readings = list(read_readings(folder / "readings.toml", root, complaints))
    names = dict(read_names(folder / "names.toml", root, complaints))
    collection = _read_sheet(folder / "privacy_collection.csv", root, COLLECTION, complaints)
    synonyms = list(read_synonyms(folder / "synonyms.toml", root, complaints))
    about = File(folder / "edition.toml", root, complaints).content
    unreadable = any(
        one.text.startswith("must be TOML") or one.text.startswith("the file must be") for one in complaints
    )

    _once("section", sections, lambda one: one.id, complaints)
    _once("clause", (clause for one in sections for clause in one.clauses), lambda one: one.id, complaints)
    _once("term", terms, lambda one: one.id, complaints)
    _once("term", terms, lambda one: f'"{one.term}"', complaints)
    _once("reading", readings, lambda one: one.id, complaints)
    if facts is None or unreadable:
        return None, complaints
    sources = Sources(
        edition=name,
        about=about,
        facts=facts,
        sections={one.id: one for one in sections},
        terms={one.id: one for one in terms},
        readings={one.id: one for one in readings},
        names=names,
        collection=collection,
        synonyms=synonyms,
    )
    return sources, complaints
