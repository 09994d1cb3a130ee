"""What the privacy statement says is collected."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..sources import Sources
from .shape import Link, Row, table


def privacy_collection(sources: Sources) -> Iterator[Row]:
    """What is collected by which means, when, and for what."""
    for row in sources.collection:
        yield {key: value for key, value in row.items() if key != "line"}


def privacy_collection_html(rows: list[Row], sources: Sources, link: Link) -> str:
    cells = []
    for row in rows:
        means, what, when, purpose = (escape(row[key]) for key in ("means", "what", "when", "purpose"))
        if leads := link("clause", row["clause"]):
            means = f'<a href="{leads}">{means}</a>'
        cells.append((means, what, when, purpose or "The statement does not say."))
    return table(
        "What is collected, by which means, and for what",
        ("By", "What", "When", "For what"),
        cells,
        css="table-scroll--words",
        filtered="Find a means, a moment or a purpose",
    )
