"""The entries of the words: what each kind holds, and the reading of a file of them.

Every complaint is gathered; an entry that does not fit is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.topics import TOPICS

from .toml import Complaint, File, KeyPath, Place

DOCUMENTS = {"clauses": "dsop", "privacy": "privacy"}  # folder → the document that its clauses belong to

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

ID = re.compile(r"[a-z]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
class Synonym:
    """What readers say, in English and abroad, and what the policy and the pages call it: any of `means` will do."""

    words: tuple[str, ...]
    abroad: tuple[str, ...]
    means: tuple[str, ...]
    place: Place


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
    "synonym": {"means": _texts},
}

NAMES = ("organisation", "document", "place", "time", "other")

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
    "synonym": {"words": _texts, "abroad": _texts},
}


def _fit(file: File, path: KeyPath, kind: str, entry: object) -> bool:
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


def _entries(file: File, kind: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The [[kind]] tables of a file that fit."""
    listed = file.content.get(kind, [])
    if not isinstance(listed, list):
        file.complain((kind,), f"{kind} must be written [[{kind}]], once for each")
        return
    for index, entry in enumerate(listed):
        if _fit(file, (kind, index), kind, entry):
            yield (kind, index), entry


def _only(file: File, *keys: str) -> None:
    for key in file.content.keys() - set(keys):
        path: KeyPath = (key, 0) if (key, 0) in file.lines else (key,)
        file.complain(path, f"{key} is no key of this file; it has {', '.join(keys)}")


def _ranges_of(entry: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in entry["lines"])


def read_section(path: Path, root: Path, document: str, complaints: list[Complaint]) -> Section | None:
    file = File(path, root, complaints)
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


def read_terms(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[Term]:
    file = File(path, root, complaints)
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


def read_readings(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[Reading]:
    file = File(path, root, complaints)
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


def read_names(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[tuple[str, Place]]:
    """The names that stand with a capital and need no entry in the glossary."""
    file = File(path, root, complaints)
    _only(file, *NAMES)
    for kind, entry in file.content.items():
        if kind in NAMES and _fit(file, (kind,), "names", entry):
            for name in entry["names"]:
                yield name, file.place((kind, "names"))


def read_synonyms(path: Path, root: Path, complaints: list[Complaint]) -> Iterator[Synonym]:
    """What readers say for the words of the policy."""
    file = File(path, root, complaints)
    _only(file, "synonym")
    for where, entry in _entries(file, "synonym"):
        said = {key: tuple(entry.get(key, ())) for key in ("words", "abroad")}
        if not any(said.values()):
            file.complain(where, "synonym must have words or abroad")
            continue
        yield Synonym(**said, means=tuple(entry["means"]), place=file.place(where, "means"))
