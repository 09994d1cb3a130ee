"""The entries of the words: what each kind holds, and how one is read.

A kind of entry is a class; its annotated fields are the keys of the TOML, needed where they have no default, each with what
its value must be and what an editor shows beside it. Its other fields say where an entry stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Annotated, Any, get_type_hints

from calculator.topics import TOPICS

from .toml import File, KeyPath, Place
from .values import (
    COUNT,
    FLAG,
    ID,
    LEVEL_LIST,
    PROSE,
    RANGES,
    SLUG,
    TEXT,
    TEXTS,
    Tables,
    Value,
    few_texts,
    one_of,
    some_of,
)

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

Lines = tuple[tuple[int, int], ...]
Id = Annotated[str, ID, "Never changes: other places link to it."]
Slug = Annotated[str, SLUG, "Never changes: other places link to it."]
Title = Annotated[str, TEXT, "Ours, in plain words."]
Origin = Annotated[Lines, RANGES, "The place in the original: ranges of lines, both ends included."]
Text = Annotated[
    str,
    PROSE,
    "Markdown. Figures by name: {{levels.level_1}}, {{levels.level_1|unit}}, {{contact.email|link}}. "
    "Links: [words](clause:ID), [words](term:ID), [words](reading:ID).",
]
Topics = Annotated[tuple[str, ...], some_of(*TOPICS), "What is computed from it."]


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause: at one address, from one place of the original."""

    id: Id
    title: Title
    kind: Annotated[
        str,
        one_of("prose", "table"),
        "prose, or table: then `table` names which one, and `text` is a short introduction.",
    ]
    applies_to: Annotated[tuple[str, ...], some_of(*AUDIENCE), "Whom the clause is for."]
    lines: Origin
    table: Annotated[str, TEXT, "Which table, where kind is table."] = ""
    levels: Annotated[tuple[int, ...], LEVEL_LIST, "Only where it is for some levels."] = ()
    topics: Topics = ()
    judged: Annotated[bool, FLAG, "Only where no topic computes it and a person must judge."] = False
    search: Annotated[
        tuple[str, ...],
        few_texts(MOST_SEARCH_WORDS),
        "At most five words that readers use and the policy does not.",
    ] = ()
    text: Text = ""
    document: str  # "dsop" or "privacy"
    section: str
    place: Place

    def problems(self) -> Iterator[tuple[str, str]]:
        """What does not hold between its keys: the key, or none for all of it, and what must be so."""
        if self.kind == "table":
            if not self.table:
                yield "", f"clause {self.id} must name its table"
        else:
            if not self.text:
                yield "", f"clause {self.id} must have text"
            if self.table:
                yield "table", "table must stand only where kind is table"
            if sum(last - first + 1 for first, last in self.lines) > MOST_LINES:
                yield "lines", f"lines must be at most {MOST_LINES} of the original in a clause of prose"
        if self.section and not self.id.startswith(f"{self.section}."):
            yield "id", f"id must open with {self.section}."


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section: what it asks, by when, what happens otherwise, and its clauses in order."""

    id: Id
    title: Title
    asks: Annotated[str, TEXT, "What this asks of you. Markdown, one or two short sentences."]
    by: Annotated[str, TEXT, "By when. Markdown."]
    otherwise: Annotated[str, TEXT, "What happens otherwise. Markdown."]
    document: str
    clauses: tuple[Clause, ...]
    place: Place

    def problems(self) -> Iterator[tuple[str, str]]:
        """What does not hold between its keys."""
        if not self.id.startswith(f"{self.document}."):
            yield "id", f"id must open with {self.document}."


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term of the glossary."""

    id: Slug
    term: Annotated[str, TEXT]
    lines: Origin
    text: Text
    abbreviation: Annotated[str, TEXT] = ""
    also: Annotated[tuple[str, ...], TEXTS, "Plurals and other forms, as they are written."] = ()
    document: Annotated[str, one_of(*DOCUMENTS.values())] = "dsop"
    defined: Annotated[bool, FLAG, "false: the originals use the word and do not define it."] = True
    unused: Annotated[str, TEXT, "Why no clause uses the term."] = ""
    linked: Annotated[bool, FLAG, "false: not linked by itself where a section uses it first."] = True
    place: Place


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Another way to read a place."""

    id: Slug
    text: Text
    computed: Annotated[bool, FLAG, "Whether the rule core can answer under it."]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A place that the originals leave open, and the reading taken."""

    id: Slug
    title: Title
    clauses: Annotated[tuple[str, ...], TEXTS, "The clauses that it concerns; the first is its place."]
    open: Annotated[str, TEXT, "What the originals leave open."]
    taken: Annotated[str, TEXT, "The reading taken."]
    why: Annotated[str, TEXT, "Why."]
    topics: Topics = ()
    alternatives: Annotated[tuple[Alternative, ...], Tables(Alternative, many=True, key="alternative")] = ()
    place: Place


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names of one kind that stand with a capital and need no entry in the glossary."""

    names: Annotated[tuple[str, ...], TEXTS]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Synonym:
    """What readers say, and what the policy and the pages call it."""

    means: Annotated[
        tuple[str, ...],
        TEXTS,
        "What the policy or the pages call it: all words of any one of these are looked for.",
    ]
    words: Annotated[
        tuple[str, ...],
        TEXTS,
        "What readers say; plurals, endings and other spellings are found by themselves.",
    ] = ()
    abroad: Annotated[tuple[str, ...], TEXTS, "The same in other languages, compared as it is written."] = ()
    place: Place

    def problems(self) -> Iterator[tuple[str, str]]:
        """What does not hold between its keys."""
        if not self.words and not self.abroad:
            yield "", "synonym must have words or abroad"


@dataclass(frozen=True, kw_only=True)
class Document:
    """An original."""

    title: Title
    about: Annotated[str, TEXT]
    lines: Annotated[int, COUNT, "How many lines it has: no place in it is beyond."]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Documents:
    """The originals of an edition."""

    dsop: Annotated[Document, Tables(Document)]
    privacy: Annotated[Document, Tables(Document)]
    place: Place


@dataclass(frozen=True, kw_only=True)
class About:
    """edition.toml: what the edition is called, how it stands, and its originals."""

    title: Title
    name: Annotated[str, TEXT]
    standing: Annotated[str, TEXT]
    documents: Annotated[Documents, Tables(Documents)]
    place: Place


# ---- Reading one -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """A key of a kind of entry: the field that holds it, what it must be, what an editor shows, whether it may be left out."""

    field: str
    value: Value | Tables
    about: str
    needed: bool


KEYS: dict[type[Any], Mapping[str, Key]] = {}  # of the kinds that were asked for: to find them takes milliseconds


def keys(kind: type[Any]) -> Mapping[str, Key]:
    """The keys of a kind of entry, by their names in TOML."""
    if kind not in KEYS:
        hints = get_type_hints(kind, include_extras=True)
        known = {}
        for field in fields(kind):
            value, *about = getattr(hints[field.name], "__metadata__", (None,))
            if value is not None:
                name = getattr(value, "key", "") or field.name
                known[name] = Key(field.name, value, "".join(about), field.default is MISSING)
        KEYS[kind] = known
    return KEYS[kind]


def entry[Kind](file: File, path: KeyPath, kind: type[Kind], table: object, **place: object) -> Kind | None:
    """An entry of a file; None where it does not hold what one of its kind must, with complaints of all that is wrong.

    `place` has the fields that say where it stands beside its place in the file.
    """
    name = kind.__name__.lower()
    if not isinstance(table, dict):
        file.complain(path, f"{name} must be a table of keys")
        return None
    count = len(file.complaints)
    known = keys(kind)
    values: dict[str, object] = {"place": file.place(path), **place}
    for key, value in table.items():
        if key not in known:
            file.complain((*path, key), f"{key} is no key of {article(name)} {name}; it has {', '.join(known)}")
            continue
        wanted = known[key].value
        if isinstance(wanted, Tables):
            values[known[key].field] = nested(file, (*path, key), wanted, value)
        elif problem := wanted.problem(value):
            file.complain((*path, key), f"{key} {problem}")
        else:
            values[known[key].field] = wanted.read(value)
    for key in known:
        if known[key].needed and key not in table:
            file.complain(path, f"{name} {table.get('id', '')} must have {key}".replace("  ", " "))
    if len(file.complaints) > count:
        return None
    made = kind(**values)
    # The entry stands all the same: without it what links to it would be complained of too.
    for key, problem in getattr(made, "problems", tuple)():
        file.complain((*path, key) if key else path, problem)
    return made


def article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def nested(file: File, path: KeyPath, tables: Tables, value: object) -> object:
    """What a key with tables of its own holds."""
    if not tables.many:
        return entry(file, path, tables.kind, value)
    return tuple(entries(file, path, tables.kind, value))


def entries[Kind](file: File, path: KeyPath, kind: type[Kind], value: object, **place: object) -> Iterator[Kind]:
    """The entries of a list of tables that are as they must be."""
    name = ".".join(part for part in path if isinstance(part, str))
    if not isinstance(value, list):
        file.complain(path, f"{name} must be written [[{name}]], once for each")
        return
    for index, table in enumerate(value):
        made = entry(file, (*path, index), kind, table, **place)
        if made is not None:
            yield made
