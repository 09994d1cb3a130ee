"""The data files of a built site (contract, section 2), as text by name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import calculator.facts
import phonenumbers

from . import tables
from .pages import Book
from .sources import Sources
from .words import html_text, one_line, plain


def made(book: Book) -> dict[str, str]:
    """Every data file of the edition, its text by its name."""
    sources = book.sources
    rows = list(fees(sources))
    found = {
        "fees.json": as_json(rows),
        "fees.csv": as_csv(rows),
        "clauses.json": as_json(list(clauses(book))),
        "glossary.json": as_json(list(glossary(book))),
        "directory.json": as_json(list(directory(sources))),
        "readings.json": as_json(list(readings(sources))),
        "index.json": as_json(index()),
        # For the element: where a clause stands, by its id, from the site's root.
        "places.json": as_json({name: book.url("clause", name) for name in sources.clauses}),
    }
    return found


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: list[dict[str, Any]]) -> str:
    """A table for spreadsheets: lists as words, what is not there as an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["market", "iso", "levels", "currency", "first", "second", "third", "monthly_fee", "clause"])
    for row in rows:
        amounts = row["fees"] or ["", "", ""]
        levels = " ".join(str(level) for level in row["levels"])
        writer.writerow(
            [row["market"], row["iso"], levels, row["currency"], *amounts, row["monthly_fee"] or "", row["clause"]]
        )
    return text.getvalue()


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
    sources = book.sources
    for clause in sources.clauses.values():
        text = plain(clause.text, sources.facts)
        if clause.table in tables.TABLES:
            text = one_line(f"{text} {html_text(tables.TABLES[clause.table](book))}")
        yield {
            "id": clause.id,
            "kind": clause.kind,
            "title": clause.title,
            "url": book.url("clause", clause.id),
            "text": text,
            "applies_to": list(clause.applies_to),
            "terms": [name for name in sources.terms if f"(term:{name})" in clause.text],
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


def dial(phone: str, iso: str) -> str | None:
    """A printed number as +…, or None where it is not a valid one as printed."""
    try:
        number = phonenumbers.parse(phone.replace("+ ", "+"), iso or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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
