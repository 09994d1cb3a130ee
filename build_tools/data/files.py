"""The data files of a built site (contract, section 2), as text by name."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import calculator.facts
from calculator import TOPICS
from calculator.laid_open.table import LAID_OPEN

from .. import tables
from ..contacts import contacts
from ..pages.book import Book
from ..pages.form import SHARED
from ..pages.page import Page
from ..sources import Sources
from ..tables import cases
from ..text import html_text, one_line, plain
from . import schema, schema_of_cases


def data_files(book: Book) -> dict[str, str]:
    """Every data file of the edition, its text by its name."""
    sources = book.sources
    cited = as_json(places(book))
    files = {
        "clauses.json": as_json(list(clauses(book))),
        "glossary.json": as_json(list(glossary(book))),
        "readings.json": as_json(list(readings(sources))),
        "index.json": as_json(index()),
        "places.json": cited,
        # The same under a name that a browser may keep for ever, for the site's own pages.
        f"places-{hashlib.sha256(cited.encode()).hexdigest()[:12]}.json": cited,
        "schema.json": as_json(schema.reply(sources.facts)),
        "cases.json": as_json(cases.cases(sources.facts)),
        "cases-schema.json": as_json(schema_of_cases.of_cases(sources.facts)),
    }
    for topic in LAID_OPEN:
        files[f"cases-{topic}.csv"] = as_csv(cases.sheet(topic, sources.facts))
    for name in tables.TABLES:
        files[f"{name}.json"] = as_json(tables.rows(name, sources))
        files[f"{name}.csv"] = as_csv(tables.sheet(name, sources))
    return files


def places(book: Book) -> dict[str, dict[str, list[str]]]:
    """For the element: the address (from the site's root) and the title of what an answer cites, by its id.

    "term" has the meaning of each acronym in place of a title, "shared" the fields of each topic that others ask too.
    """
    known: dict[str, Mapping[str, Any]] = {"clause": book.sources.clauses, "reading": book.sources.readings}
    cited = {
        kind: {
            name: [book.url(kind, name), entry.title] for name, entry in entries.items() if (kind, name) in book.homes
        }
        for kind, entries in known.items()
    }
    options = (
        f"{name}/{option}" for topic in TOPICS.values() for name, ids in topic.readings.items() for option in ids
    )
    reached = {text: [place, text] for text, place in contacts(book.sources.facts).items()}
    acronyms = book.acronyms
    listed = [form for form, name in acronyms.forms.items() if acronyms.pattern.fullmatch(form)]
    return {
        **cited,
        "option": {name: ["", book.title("option", name)] for name in options},
        "contact": reached,
        "term": {form: [book.url("term", acronyms.forms[form]), book.meaning(acronyms.forms[form])] for form in listed},
        "shared": {
            name: [field.name for field in topic.fields if field.name in SHARED] for name, topic in TOPICS.items()
        },
    }


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """A table for spreadsheets, its columns first."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def clauses(book: Book) -> Iterator[dict[str, Any]]:
    """Every clause of both documents as a reader sees it."""
    sources, page = book.sources, Page(book, "")
    for clause in sources.clauses.values():
        text = plain(clause.text, sources.facts)
        if clause.table in tables.TABLES:
            text = one_line(f"{text} {html_text(page.table(clause.table))}")
        yield {
            "id": clause.id,
            "kind": clause.kind,
            "title": clause.title,
            "url": book.url("clause", clause.id),
            "text": text,
            "applies_to": list(clause.applies_to),
            "terms": book.terms_of(clause),
            "topics": list(clause.topics),
            "origin": origin(clause),
        }


def origin(entry: Any) -> dict[str, Any]:
    """The place of a clause or a term in the originals."""
    return {"document": entry.document, "lines": [list(lines) for lines in entry.lines]}


def glossary(book: Book) -> Iterator[dict[str, Any]]:
    """Every term."""
    for term in book.sources.terms.values():
        yield {
            "id": term.id,
            "term": term.term,
            "abbreviation": term.abbreviation or None,
            "url": book.url("term", term.id),
            "text": plain(term.text, book.sources.facts),
            "origin": origin(term),
        }


def readings(sources: Sources) -> Iterator[Mapping[str, Any]]:
    """The register of readings."""
    facts = sources.facts
    for reading in sources.readings.values():
        yield {
            "id": reading.id,
            "title": reading.title,
            "clauses": list(reading.clauses),
            "open": plain(reading.open, facts),
            "taken": plain(reading.taken, facts),
            "why": plain(reading.why, facts),
            "alternatives": [
                {"id": other.id, "text": plain(other.text, facts), "computed": other.computed}
                for other in reading.alternatives
            ],
            "topics": list(reading.topics),
        }


def index() -> dict[str, Any]:
    """The editions, and where each one's data lies, from the site's root."""
    current, every = calculator.facts.editions()
    return {
        "contract": 1,
        "current": current,
        "editions": [
            {
                "name": edition.name,
                "title": edition.title,
                "in_force_from": edition.in_force_from.isoformat() if edition.in_force_from else None,
                "data": "data/" if edition.name == current else f"{edition.name}/data/",
            }
            for edition in every.values()
        ],
    }
