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

from .. import table_data, tables
from ..contacts import contacts, dial
from ..pages.book import Book
from ..pages.page import Page
from ..sources import Sources
from ..text import html_text, one_line, plain
from . import schema

FEE_COLUMNS = ("market", "iso", "levels", "currency", "first", "second", "third", "monthly_fee", "clause")


def made(book: Book) -> dict[str, str]:
    """Every data file of the edition, its text by its name."""
    sources = book.sources
    rows = list(fees(sources))
    found = {
        "fees.json": as_json(rows),
        "fees.csv": as_csv(FEE_COLUMNS, [fee_cells(row) for row in rows]),
        "clauses.json": as_json(list(clauses(book))),
        "glossary.json": as_json(list(glossary(book))),
        "directory.json": as_json(numbers := list(directory(sources))),
        "directory.csv": as_csv(numbers[0], [[cell or "" for cell in row.values()] for row in numbers]),
        "readings.json": as_json(list(readings(sources))),
        "index.json": as_json(index()),
        "places.json": (cited := as_json(places(book))),
        # The same under a name that a browser may keep for ever, for the site's own pages.
        f"places-{hashlib.sha256(cited.encode()).hexdigest()[:12]}.json": cited,
        "schema.json": as_json(schema.made(sources.facts)),
    }
    for name, rows_of in table_data.ROWS.items():
        sheet = list(rows_of(sources))
        found |= {f"{name}.json": as_json(sheet), f"{name}.csv": as_csv(sheet[0], map(table_data.cells, sheet))}
    return found


def places(book: Book) -> dict[str, dict[str, list[str]]]:
    """For the element: the address (from the site's root) and the title of what an answer cites, by its id."""
    known: dict[str, Mapping[str, Any]] = {"clause": book.sources.clauses, "reading": book.sources.readings}
    found = {
        kind: {
            name: [book.url(kind, name), entry.title] for name, entry in entries.items() if (kind, name) in book.homes
        }
        for kind, entries in known.items()
    }
    options = (
        f"{name}/{option}" for topic in TOPICS.values() for name, ids in topic.readings.items() for option in ids
    )
    reached = {text: [place, text] for text, place in contacts(book.sources.facts).items()}
    return {**found, "option": {name: ["", book.title("option", name)] for name in options}, "contact": reached}


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def fee_cells(row: Mapping[str, Any]) -> list[str]:
    """A row of the fees as cells: the levels as words, what is not there empty."""
    levels = " ".join(str(level) for level in row["levels"])
    amounts = row["fees"] or [""] * 3
    return [row["market"], row["iso"], levels, row["currency"], *amounts, row["monthly_fee"] or "", row["clause"]]


def fees(sources: Sources) -> Iterator[dict[str, Any]]:
    """The fee table, a row for each market and printed level, by market; amounts are strings."""
    facts = sources.facts
    for market in facts.fee_markets:
        for row in facts.fee_rows:
            if market in row.markets:
                yield {
                    "market": market,
                    "iso": facts.markets[market.casefold()].iso,
                    "levels": list(row.levels),
                    "currency": row.currency,
                    "fees": [str(amount) for amount in row.instalments] or None,
                    "monthly_fee": None if row.monthly is None else str(row.monthly),
                    "clause": facts.fees.amounts.clause,
                }


def clauses(book: Book) -> Iterator[dict[str, Any]]:
    """Every clause of both documents as a reader sees it."""
    sources, page = book.sources, Page(book, "")
    for clause in sources.clauses.values():
        text = plain(clause.text, sources.facts)
        if clause.table in tables.TABLES:
            text = one_line(f"{text} {html_text(tables.TABLES[clause.table](page))}")
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


def directory(sources: Sources) -> Iterator[dict[str, Any]]:
    """The phone directory, each number as printed and, where it is a valid one, as it is dialled."""
    for market in sources.facts.directory:
        yield {
            "market": market.name,
            "iso": market.iso or None,
            "phone": market.phone,
            "dial": dial(market.phone, market.iso),
            "note": market.note or None,
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
