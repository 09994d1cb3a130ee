"""The words of one edition: the only reader of `docs/sources/`.

`read` reads the clauses of both documents, the glossary and the register of readings, with the facts, and gives every
complaint about a file by itself at once, each as `file:line: what must be so`. Of a file that does not parse, the first fault
is told. What does not hold between them, `check.py` says.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from calculator.answer import Answer
from calculator.errors import InputErrors, Problem
from calculator.evaluate import checked_readings, checked_values, respond
from calculator.facts.edition import Facts
from calculator.topics import TOPICS

from .. import ROOT
from . import editions
from .entries import DOCUMENTS, About, Clause, Names, Reading, Section, Synonym, Term, entries, entry
from .facts import read_facts
from .toml import Complaint, File, KeyPath, Place

NAMES = ("organisation", "document", "place", "time", "other")
COLLECTION = ("means", "what", "when", "purpose", "clause")  # the columns of privacy_collection.csv


@dataclass(frozen=True)
class Sources:
    """All words of one edition, checked, with its facts."""

    edition: str
    about: About
    facts: Facts
    computable: bool  # whether the facts are good; else they stand in for them
    sections: Mapping[str, Section]
    terms: Mapping[str, Term]
    readings: Mapping[str, Reading]
    names: Mapping[str, Place]  # capitalised names that need no entry in the glossary
    collection: list[dict[str, str]]  # what the privacy statement collects, by which means
    synonyms: list[Synonym]  # what readers say for it

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by its id."""
        return {clause.id: clause for section in self.sections.values() for clause in section.clauses}

    def answer(self, topic: str, inputs: Mapping[str, object], readings: Mapping[str, str] | None = None) -> Answer:
        """The rule core's answer to a question from these facts. Raises `InputErrors` with everything that is wrong."""
        problems: list[Problem] = []
        taken = checked_readings(readings, problems)
        values = checked_values(TOPICS[topic], inputs, self.facts, problems)
        if problems:
            raise InputErrors(topic, inputs, problems)
        return respond(TOPICS[topic], values, self.facts, taken)

    def readings_of(self, clause: str) -> list[Reading]:
        """The readings that concern a clause."""
        return [reading for reading in self.readings.values() if clause in reading.clauses]


def read(edition: str | None = None, *, root: Path = ROOT) -> tuple[Sources | None, list[Complaint]]:
    """The words and facts of an edition (None: the current one), and every complaint about them.

    `root` holds `docs/sources/EDITION` and `calculator/facts/EDITION`. There are no sources where a file of words cannot be
    read: it takes its clauses with it, and to say that links to them lead nowhere would be noise.
    """
    complaints: list[Complaint] = []
    name = editions.current(root, complaints)
    name = edition or name
    if not name:
        return None, complaints
    folder = root / "docs" / "sources" / name
    facts, computable = read_facts(root, name, complaints)
    files: list[File] = []

    def file(path: str) -> File:
        files.append(File(folder / path, root, complaints))
        return files[-1]

    sections: list[Section] = []
    for part, document in DOCUMENTS.items():
        for path in sorted((folder / part).glob("*.toml")):
            section = read_section(file(f"{part}/{path.name}"), document)
            if section:
                sections.append(section)
    # In the order of the originals.
    sections.sort(
        key=lambda section: (section.document, min((clause.lines[0] for clause in section.clauses), default=(0, 0)))
    )
    terms = list(read_list(file("glossary.toml"), "term", Term))
    readings = list(read_list(file("readings.toml"), "reading", Reading))
    names = dict(read_names(file("names.toml")))
    collection = read_sheet(folder / "privacy_collection.csv", root, COLLECTION, complaints)
    synonyms = list(read_list(file("synonyms.toml"), "synonym", Synonym))
    about_file = file("edition.toml")
    about = entry(about_file, (), About, about_file.content) if about_file.content else None
    if about and about.name != name:
        about_file.complain(("name",), f"name must be that of the folder, {name}, not {about.name!r}")
    clauses = [clause for section in sections for clause in section.clauses]
    once("section", sections, lambda section: section.id, complaints)
    once("clause", clauses, lambda clause: clause.id, complaints)
    once("term", terms, lambda term: term.id, complaints)
    once("term", terms, lambda term: f'"{term.term}"', complaints)
    once("reading", readings, lambda reading: reading.id, complaints)
    if about is None or not all(file.content for file in files):
        return None, complaints
    sources = Sources(
        edition=name,
        about=about,
        facts=facts,
        computable=computable,
        sections={section.id: section for section in sections},
        terms={term.id: term for term in terms},
        readings={reading.id: reading for reading in readings},
        names=names,
        collection=collection,
        synonyms=synonyms,
    )
    return sources, complaints


def read_section(file: File, document: str) -> Section | None:
    """The section of a file, with its clauses."""
    if not file.content:
        return None
    only(file, "section", "clause")
    head = file.content.get("section", {})
    id = head.get("id") if isinstance(head, dict) else None
    about = {"document": document, "section": id if isinstance(id, str) else ""}
    clauses = tuple(entries(file, ("clause",), Clause, file.content.get("clause", []), **about))
    return entry(file, ("section",), Section, head, document=document, clauses=clauses)


def read_list[Kind](file: File, name: str, kind: type[Kind]) -> Iterator[Kind]:
    """The entries of a file that has one kind alone."""
    only(file, name)
    return entries(file, (name,), kind, file.content.get(name, []))


def read_names(file: File) -> Iterator[tuple[str, Place]]:
    """The names that stand with a capital and need no entry in the glossary."""
    only(file, *NAMES)
    for kind, table in file.content.items():
        listed = entry(file, (kind,), Names, table) if kind in NAMES else None
        for name in listed.names if listed else ():
            yield name, file.place((kind, "names"))


def only(file: File, *keys: str) -> None:
    """Complain of the keys of a file that are none of these."""
    for key in file.content.keys() - set(keys):
        path: KeyPath = (key, 0) if (key, 0) in file.lines else (key,)
        file.complain(path, f"{key} is no key of this file; it has {', '.join(keys)}")


def read_sheet(path: Path, root: Path, columns: tuple[str, ...], complaints: list[Complaint]) -> list[dict[str, str]]:
    """The rows of a CSV file, its line under "line"; lines that open with # are comments.

    It is read as spreadsheets write it: with a mark of its encoding or without, separated by commas or by semicolons.
    """
    name = path.relative_to(root).as_posix()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        complaints.append(Complaint(name, 1, "the file must be there, and be UTF-8"))
        return []
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    head = numbered[0][1].replace('"', "") if numbered else ""
    delimiter = ";" if head == ";".join(columns) else ","
    if head != delimiter.join(columns):
        number = numbered[0][0] if numbered else 1
        complaints.append(Complaint(name, number, f"the first row must be {','.join(columns)}"))
        return []
    rows = []
    reader = csv.reader((line for _, line in numbered[1:]), delimiter=delimiter)
    begins = 1  # a cell in quotes may go on in the next line
    for cells in reader:
        number, begins = numbered[begins][0], reader.line_num + 1
        if len(cells) == len(columns):
            rows.append(dict(zip(columns, cells, strict=True)) | {"line": str(number)})
        else:
            complaints.append(Complaint(name, number, f"must have {len(columns)} cells, not {len(cells)}"))
    return rows


def once(kind: str, listed: Iterable[Any], key: Callable[[Any], str], complaints: list[Complaint]) -> None:
    """Complain of each entry whose name another has already."""
    seen: dict[str, Place] = {}
    for each in listed:
        name = key(each)
        first = seen.setdefault(name, each.place)
        if first is not each.place:
            text = f"{kind} {name} stands already at {first.file}:{first.line}: each must stand once"
            complaints.append(each.place.complaint(text))
