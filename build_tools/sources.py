"""The words of one edition: the only reader of `docs/sources/`.

`read` reads the clauses of both documents, the glossary and the register of readings, checks them against each other and
against the facts, and gives every complaint at once, each as `file:line: what must be so`. Of a file that does not parse, the
first fault is told.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tree_sitter
import tree_sitter_toml

import calculator
import calculator.facts
from calculator.errors import FactsError
from calculator.facts.edition import Facts
from calculator.facts.read import read as read_facts
from calculator.topics import TOPICS as COMPUTED

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "docs" / "sources"
DOCUMENTS = {"clauses": "dsop", "privacy": "privacy"}  # folder → the document that its clauses belong to

# The topics of the contract. A clause may name one that the core does not compute yet.
TOPICS = ("level", "validation", "step", "fee", "indemnity", "incident", "contact", "privacy", "overview")
AUDIENCE = {
    "merchant": "merchants",
    "service_provider": "service providers",
    "franchisor": "franchisors",
    "american_express": "American Express",
    "visitor": "visitors of the site",
    "customer": "customers",
}
MOST_SEARCH_WORDS = 5
MOST_LINES = 12  # of the original, in a clause of prose

FIGURE = re.compile(r"\{\{ *(?P<name>[a-z0-9_]+\.[a-z0-9_]+) *(?:\| *(?P<how>unit|link) *)?\}\}")
BRACES = re.compile(r"\{\{.*?(?:\}\}|$)|\}\}")
REFERENCE = re.compile(r"\]\((clause|term|reading):([^)\s]*)\)")
ID = re.compile(r"[a-z]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, order=True)
class Complaint:
    """What must be so, and where it is not. `file` is relative to the project's root; `line` counts from 1."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Place:
    """Where an entry stands; `text_line` is the first line of its text."""

    file: str
    line: int
    text_line: int


@dataclass(frozen=True)
class Clause:
    """One clause: at one address, from one place of the original."""

    id: str
    title: str
    kind: str  # "prose" or "table"
    table: str  # which table, where kind is "table"
    applies_to: tuple[str, ...]
    levels: tuple[int, ...]  # empty: all
    topics: tuple[str, ...]
    judged: bool
    search: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    text: str
    document: str  # "dsop" or "privacy"
    section: str
    place: Place


@dataclass(frozen=True)
class Section:
    """One section: what it asks, by when, what happens otherwise, and its clauses in order."""

    id: str
    title: str
    asks: str
    by: str
    otherwise: str
    document: str
    clauses: tuple[Clause, ...]
    place: Place


@dataclass(frozen=True)
class Term:
    """One term of the glossary."""

    id: str
    term: str
    abbreviation: str
    also: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    text: str
    document: str  # "dsop" or "privacy"
    defined: bool  # by the originals; else the text gives its ordinary meaning, and says so
    unused: str  # why no clause uses it
    linked: bool  # by itself where it is used first; else only where a text links it
    place: Place


@dataclass(frozen=True)
class Alternative:
    """Another way to read a place; `computed`: the rule core computes it."""

    id: str
    text: str
    computed: bool


@dataclass(frozen=True)
class Reading:
    """A place that the originals leave open, and the reading taken."""

    id: str
    title: str
    clauses: tuple[str, ...]
    open: str
    taken: str
    why: str
    topics: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    place: Place


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
    sheets: Mapping[str, list[dict[str, str]]]  # rows of the facts that no topic computes with
    clauses: Mapping[str, Clause] = field(init=False)

    def __post_init__(self) -> None:
        clauses = {clause.id: clause for section in self.sections.values() for clause in section.clauses}
        object.__setattr__(self, "clauses", clauses)

    def readings_of(self, clause: str) -> list[Reading]:
        """The readings that concern a clause."""
        return [reading for reading in self.readings.values() if clause in reading.clauses]

    def references(self, text: str) -> Iterator[tuple[int, str]]:
        """What is wrong with the figures and links of a text: (line of the text from 0, what must be so)."""
        for number, line in enumerate(text.split("\n")):
            for braces in BRACES.finditer(line):
                found = FIGURE.fullmatch(braces[0])
                if not found:
                    ways = "{{levels.level_1}}, {{levels.level_1|unit}} or {{contact.email|link}}"
                    yield number, f"{braces[0]} must be a figure by name, such as {ways}"
                elif not hasattr(self.facts.figures.get(found["name"]), "value"):
                    yield number, f"figure {found['name']} must be one of the facts of {self.edition}"
            for kind, name in REFERENCE.findall(line):
                known: Mapping[str, Any] = {"clause": self.clauses, "term": self.terms, "reading": self.readings}[kind]
                if name not in known and not (kind == "clause" and name in self.sections):
                    yield number, f"{kind}:{name} must lead to a {kind} that exists"


# ---- TOML with lines -------------------------------------------------------------------------------------------------

_parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
Path_ = tuple[str | int, ...]


def positions(text: str) -> dict[Path_, tuple[int, int]]:
    """For each key path of a TOML text, the line of the key and the first line of its value, both from 1."""
    found: dict[Path_, tuple[int, int]] = {}
    counts: dict[Path_, int] = {}

    def spelled(node: tree_sitter.Node) -> Path_:
        """A key as its parts, quotes taken off."""
        if node.type == "dotted_key":
            return tuple(part for child in node.named_children for part in spelled(child))
        return ((node.text or b"").decode().strip("\"'"),)

    def pairs(parent: tree_sitter.Node, prefix: Path_) -> None:
        for pair in parent.named_children:
            if pair.type != "pair":
                continue
            key, value = pair.named_children[0], pair.named_children[1]
            path = (*prefix, *spelled(key))
            opens_below = (value.text or b"").startswith((b'"""\n', b"'''\n"))
            found[path] = key.start_point[0] + 1, value.start_point[0] + 1 + opens_below
            if value.type == "inline_table":
                pairs(value, path)

    root = _parser.parse(text.encode()).root_node
    pairs(root, ())
    for node in root.named_children:
        if node.type not in ("table", "table_array_element"):
            continue
        path: Path_ = ()
        parts = spelled(node.named_children[0])
        for index, part in enumerate(parts):
            path = (*path, part)
            if node.type == "table_array_element" and index == len(parts) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        found[path] = (node.start_point[0] + 1,) * 2
        pairs(node, path)
    return found


class _File:
    """One TOML file: its content, and complaints with the line of the key that they are about."""

    def __init__(self, path: Path, root: Path, complaints: list[Complaint]) -> None:
        self.name = path.relative_to(root).as_posix()
        self.complaints = complaints
        self.content: dict[str, Any] = {}
        self.lines: dict[Path_, tuple[int, int]] = {}
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError:
            self.complain((), "the file must be there")
            return
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            complaints.append(Complaint(self.name, line, "the file must be UTF-8"))
            return
        self.lines = positions(text)
        try:
            self.content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            number = re.search(r"\(at line (\d+)", str(error))
            line = int(number[1]) if number else text.count("\n") + 1
            complaints.append(Complaint(self.name, line, f"must be TOML: {str(error).partition(' (at')[0]}"))

    def line(self, path: Path_) -> int:
        """The line of a key, or of what holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, (1, 1))[0]

    def complain(self, path: Path_, text: str) -> None:
        self.complaints.append(Complaint(self.name, self.line(path), text))

    def place(self, path: Path_, text: str = "text") -> Place:
        line = self.line(path)
        return Place(self.name, line, self.lines.get((*path, text), (line, line))[1])


# ---- What an entry holds ---------------------------------------------------------------------------------------------

Check = Callable[[object], str]  # what must be so of a value; empty where it is
SCHEMAS: dict[Check, dict[str, Any]] = {}  # each check as JSON Schema says it (build_tools/toml_schema.py)


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else "must be a text in quotes, not empty"


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _texts(value: object) -> str:
    good = isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
    return "" if good else 'must be a list of texts, such as ["one", "two"]'


def _ranges(value: object) -> str:
    good = (
        isinstance(value, list)
        and value
        and all(
            isinstance(one, list)
            and len(one) == 2
            and all(type(number) is int for number in one)
            and 1 <= one[0] <= one[1]
            for one in value
        )
    )
    return "" if good else "must be ranges of the original's lines, such as [[282, 284]]"


def _one_of(*choices: str) -> Check:
    def check(value: object) -> str:
        return "" if value in choices else f"must be one of {', '.join(choices)}, not {value!r}"

    SCHEMAS[check] = {"enum": list(choices)}
    return check


def _some_of(*choices: str) -> Check:
    def check(value: object) -> str:
        if _texts(value):
            return _texts(value)
        odd = [one for one in value if one not in choices]  # type: ignore[attr-defined]  # _texts has looked
        return f"{', '.join(map(repr, odd))} must be one of {', '.join(choices)}" if odd else ""

    SCHEMAS[check] = {"type": "array", "items": {"enum": list(choices)}}
    return check


def _levels(value: object) -> str:
    good = isinstance(value, list) and all(type(one) is int and 1 <= one <= 4 for one in value)
    return "" if good else "must be a list of levels, such as [1, 2]"


def _id(value: object) -> str:
    return (
        ""
        if isinstance(value, str) and ID.fullmatch(value)
        else "must be such as dsop.fees.first: small letters, digits, hyphens"
    )


def _slug(value: object) -> str:
    return (
        ""
        if isinstance(value, str) and SLUG.fullmatch(value)
        else "must be such as fee-days: small letters, digits, hyphens"
    )


def _search(value: object) -> str:
    if _texts(value):
        return _texts(value)
    return "" if len(value) <= MOST_SEARCH_WORDS else f"must hold at most {MOST_SEARCH_WORDS} words"  # type: ignore[arg-type]


def _anything(value: object) -> str:
    return ""


_TEXT = {"type": "string", "pattern": r"\S"}
_LINE = {"type": "integer", "minimum": 1}
SCHEMAS |= {
    _text: _TEXT,
    _flag: {"type": "boolean"},
    _texts: {"type": "array", "items": _TEXT},
    _search: {"type": "array", "items": _TEXT, "maxItems": MOST_SEARCH_WORDS},
    _levels: {"type": "array", "items": {"enum": [1, 2, 3, 4]}},
    _id: {"type": "string", "pattern": f"^{ID.pattern}$"},
    _slug: {"type": "string", "pattern": f"^{SLUG.pattern}$"},
    _ranges: {
        "type": "array",
        "minItems": 1,
        "items": {"type": "array", "items": _LINE, "minItems": 2, "maxItems": 2},
    },
}
NEEDED: dict[str, dict[str, Check]] = {
    "section": {"id": _id, "title": _text, "asks": _text, "by": _text, "otherwise": _text},
    "clause": {
        "id": _id,
        "title": _text,
        "kind": _one_of("prose", "table"),
        "applies_to": _some_of(*AUDIENCE),
        "lines": _ranges,
    },
    "term": {"id": _slug, "term": _text, "lines": _ranges, "text": _text},
    "reading": {"id": _slug, "title": _text, "clauses": _texts, "open": _text, "taken": _text, "why": _text},
    "alternative": {"id": _slug, "text": _text, "computed": _flag},
    "names": {"names": _texts},
}
ALLOWED: dict[str, dict[str, Check]] = {
    "section": {},
    "clause": {
        "table": _text,
        "levels": _levels,
        "topics": _some_of(*TOPICS),
        "judged": _flag,
        "search": _search,
        "text": _text,
    },
    "term": {
        "abbreviation": _text,
        "also": _texts,
        "document": _one_of(*DOCUMENTS.values()),
        "defined": _flag,
        "unused": _text,
        "linked": _flag,
    },
    "reading": {"topics": _some_of(*TOPICS), "alternative": _anything},
    "alternative": {},
    "names": {},
}


def _fit(file: _File, path: Path_, kind: str, entry: object) -> bool:
    """Whether an entry holds what one of its kind must, and nothing else; complains where not."""
    if not isinstance(entry, dict):
        file.complain(path, f"{kind} must be a table of keys")
        return False
    count = len(file.complaints)
    needed, allowed = NEEDED[kind], ALLOWED[kind]
    for key, value in entry.items():
        check = needed.get(key) or allowed.get(key)
        problem = check(value) if check else f"is no key of a {kind}; it has {', '.join((*needed, *allowed))}"
        if problem:
            file.complain((*path, key), f"{key} {problem}")
    for key in needed:
        if key not in entry:
            file.complain(path, f"{kind} {entry.get('id', '')} must have {key}".replace("  ", " "))
    return len(file.complaints) == count


def _entries(file: _File, kind: str) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """The [[kind]] tables of a file that fit."""
    listed = file.content.get(kind, [])
    if not isinstance(listed, list):
        file.complain((kind,), f"{kind} must be written [[{kind}]], once for each")
        return
    for index, entry in enumerate(listed):
        if _fit(file, (kind, index), kind, entry):
            yield (kind, index), entry


def _only(file: _File, *keys: str) -> None:
    for key in file.content.keys() - set(keys):
        path: Path_ = (key, 0) if (key, 0) in file.lines else (key,)
        file.complain(path, f"{key} is no key of this file; it has {', '.join(keys)}")


def _ranges_of(entry: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in entry["lines"])


def _read_section(path: Path, root: Path, document: str, complaints: list[Complaint]) -> Section | None:
    file = _File(path, root, complaints)
    if not file.content:
        return None
    _only(file, "section", "clause")
    head = file.content.get("section", {})
    whole = _fit(file, ("section",), "section", head)
    clauses = []
    for where, entry in _entries(file, "clause"):
        if entry["kind"] == "table":
            if "table" not in entry:
                file.complain(where, f"clause {entry['id']} must name its table")
                continue
        elif "text" not in entry:
            file.complain(where, f"clause {entry['id']} must have text")
            continue
        elif "table" in entry:
            file.complain((*where, "table"), "table must stand only where kind is table")
        if entry["kind"] == "prose" and sum(last - first + 1 for first, last in entry["lines"]) > MOST_LINES:
            file.complain((*where, "lines"), f"lines must be at most {MOST_LINES} of the original in a clause of prose")
        if whole and not entry["id"].startswith(head["id"] + "."):
            file.complain((*where, "id"), f"id must open with {head['id']}.")
        clauses.append(
            Clause(
                id=entry["id"],
                title=entry["title"],
                kind=entry["kind"],
                table=entry.get("table", ""),
                applies_to=tuple(entry["applies_to"]),
                levels=tuple(entry.get("levels", ())),
                topics=tuple(entry.get("topics", ())),
                judged=entry.get("judged", False),
                search=tuple(entry.get("search", ())),
                lines=_ranges_of(entry),
                text=entry.get("text", "").strip("\n"),
                document=document,
                section=head.get("id", "") if isinstance(head, dict) else "",
                place=file.place(where),
            )
        )
    if not whole:
        return None
    if not head["id"].startswith(document + "."):
        file.complain(("section", "id"), f"id must open with {document}.")
    return Section(**head, document=document, clauses=tuple(clauses), place=file.place(("section",)))


def _read_terms(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[Term]:
    file = _File(path, root, complaints)
    _only(file, "term")
    for where, entry in _entries(file, "term"):
        yield Term(
            id=entry["id"],
            term=entry["term"],
            abbreviation=entry.get("abbreviation", ""),
            also=tuple(entry.get("also", ())),
            lines=_ranges_of(entry),
            text=entry["text"].strip("\n"),
            document=entry.get("document", "dsop"),
            defined=entry.get("defined", True),
            unused=entry.get("unused", ""),
            linked=entry.get("linked", True),
            place=file.place(where),
        )


def _read_readings(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[Reading]:
    file = _File(path, root, complaints)
    _only(file, "reading")
    for where, entry in _entries(file, "reading"):
        alternatives = []
        for index, other in enumerate(entry.get("alternative", [])):
            if _fit(file, (*where, "alternative", index), "alternative", other):
                alternatives.append(Alternative(**other))
        yield Reading(
            id=entry["id"],
            title=entry["title"],
            clauses=tuple(entry["clauses"]),
            open=entry["open"],
            taken=entry["taken"],
            why=entry["why"],
            topics=tuple(entry.get("topics", ())),
            alternatives=tuple(alternatives),
            place=file.place(where),
        )


NAMES = ("organisation", "document", "place", "time", "other")


def _read_names(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[tuple[str, Place]]:
    """The names that stand with a capital and need no entry in the glossary."""
    file = _File(path, root, complaints)
    _only(file, *NAMES)
    for kind, entry in file.content.items():
        if kind in NAMES and _fit(file, (kind,), "names", entry):
            for name in entry["names"]:
                yield name, file.place((kind, "names"))


# Tables of the facts folder that the words show and the rule core does not read.
SHEETS = {
    "privacy_collection": ("means", "what", "when", "purpose", "clause"),
}


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


def _check_sheets(sources: Sources, facts_folder: str) -> Iterator[Complaint]:
    """The clauses of the collection table must exist; the printed examples must come out as printed."""
    for row in sources.sheets["privacy_collection"]:
        if row["clause"] not in sources.clauses:
            yield Complaint(
                f"{facts_folder}/privacy_collection.csv", int(row["line"]), f"clause {row['clause']} must exist"
            )
    if "indemnity" not in COMPUTED:
        return
    file = f"{facts_folder}/reduction_examples.csv"
    lines = (ROOT / file).read_text("utf-8").split("\n")
    for example in sources.facts.reduction_examples:
        numbers = sources.facts.indemnity.example_numbers.value
        inputs = {
            "kind": "merchant",
            "card_numbers": numbers,
            "numbers_with_data": numbers,
            "mitigation_throughout": True,
            "pfi_investigation_complete": True,
            "report_confirms_mitigation": True,
            "forbidden_data_stored": False,
            "notified_in_time": False,
            "incident_duties_met": False,
            "chip_percent": example.chip_percent,
            "any_technology_locations_percent": example.other_percent,
            "other_technology_locations_percent": example.other_percent,
        }
        outcome: Any = calculator.evaluate("indemnity", inputs).to_dict()["outcome"]
        printed = f"{example.reduction} {example.reduction_percent}"
        computed = f"{outcome['reduction']} {outcome['reduction_percent']}"
        if computed != printed:
            line = next((at for at, text in enumerate(lines, 1) if text.startswith(f"{example.number},")), 1)
            text = f"example {example.number} must come out as printed, {printed}: the rule core has {computed}"
            yield Complaint(file, line, text)


# ---- All of an edition -----------------------------------------------------------------------------------------------


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


def _check(sources: Sources, facts_folder: str) -> Iterator[Complaint]:
    """What does not hold between the words, the facts and the rule core."""
    for section in sources.sections.values():
        for text in (section.asks, section.by, section.otherwise):
            for _, problem in sources.references(text):
                yield Complaint(section.place.file, section.place.line, problem)
        for clause in section.clauses:
            for offset, problem in sources.references(clause.text):
                yield Complaint(clause.place.file, clause.place.text_line + offset, problem)
    for term in sources.terms.values():
        for offset, problem in sources.references(term.text):
            yield Complaint(term.place.file, term.place.text_line + offset, problem)
    for reading in sources.readings.values():
        place = reading.place
        for name in reading.clauses:
            if name not in sources.clauses:
                yield Complaint(place.file, place.line, f"clause {name} of reading {reading.id} must exist")
        for text in (reading.open, reading.taken, reading.why, *(other.text for other in reading.alternatives)):
            for _, problem in sources.references(text):
                yield Complaint(place.file, place.line, problem)
    yield from _check_core_readings(sources)
    yield from _check_sheets(sources, facts_folder)
    lines: dict[str, dict[Path_, tuple[int, int]]] = {}
    for name, rule in sources.facts.figures.items():
        if rule.clause not in sources.clauses:
            file, _, key = name.partition(".")
            path = ROOT / facts_folder / f"{file}.toml"
            if file not in lines:
                lines[file] = positions(path.read_text("utf-8")) if path.is_file() else {}
            line = lines[file].get((key,), (1, 1))[0]
            yield Complaint(f"{facts_folder}/{file}.toml", line, f"clause {rule.clause} of {key} must exist")


def _check_core_readings(sources: Sources) -> Iterator[Complaint]:
    """The register's computed alternatives and those that the rule core computes must be the same."""
    computed: dict[str, set[str]] = {}
    for topic in COMPUTED.values():
        for name, options in topic.readings.items():
            computed.setdefault(name, set()).update(options[1:])  # the first option is the usual one
    if not sources.readings:
        return
    first = next(iter(sources.readings.values())).place.file
    for name, others in computed.items():
        known = sources.readings.get(name)
        if known is None:
            yield Complaint(first, 1, f"reading {name}, which the rule core computes, must stand in the register")
            continue
        told = {other.id for other in known.alternatives if other.computed}
        for other in sorted(others - told):
            text = f"reading {name} must have {other} as computed, as the rule core has"
            yield Complaint(known.place.file, known.place.line, text)
        for other in sorted(told - others):
            text = f"alternative {other} of {name} must not be computed: the rule core does not have it"
            yield Complaint(known.place.file, known.place.line, text)


def read(edition: str | None = None, *, root: Path = ROOT) -> tuple[Sources | None, list[Complaint]]:
    """The words and facts of an edition (None: the current one), and every complaint about them.

    `root` holds `docs/sources/EDITION` and `calculator/facts/EDITION`. There are no sources where the facts are not good
    or a file cannot be read: it takes its clauses with it, and to say that links to them lead nowhere would be noise.
    """
    name = edition or calculator.facts.editions()[0]
    folder = root / "docs" / "sources" / name
    facts_folder = f"calculator/facts/{name}"
    complaints: list[Complaint] = []
    facts = _facts(root / facts_folder, name, root, complaints)
    sections: list[Section] = []
    for kind, document in DOCUMENTS.items():
        for path in sorted((folder / kind).glob("*.toml")):
            section = _read_section(path, root, document, complaints)
            if section:
                sections.append(section)
    # In the order of the originals.
    sections.sort(key=lambda one: (one.document, min((clause.lines[0] for clause in one.clauses), default=(0, 0))))
    terms = list(_read_terms(folder / "glossary.toml", root, complaints))
    readings = list(_read_readings(folder / "readings.toml", root, complaints))
    names = dict(_read_names(folder / "names.toml", root, complaints))
    sheets = {
        name: _read_sheet(root / facts_folder / f"{name}.csv", root, columns, complaints)
        for name, columns in SHEETS.items()
    }
    about = _File(folder / "edition.toml", root, complaints).content
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
        sheets=sheets,
    )
    complaints.extend(_check(sources, facts_folder))
    return sources, complaints


def complaints(root: Path = ROOT) -> tuple[Complaint, ...]:
    """Everything that is wrong with facts, sources and pages of the current edition, in order; empty where nothing is."""
    from . import pages  # which reads what this module reads

    sources, found = read(root=root)
    if sources:
        found.extend(pages.complaints(pages.Book(sources, pages.scan(root / "docs"))))
    return tuple(sorted(set(found)))
