"""The tables of the pages, each made once from facts and words: rows as data, and the HTML made from them.

The rows are what a table's downloads hold, JSON and CSV. A module holds the tables of one matter, rows and HTML side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..sources import Sources
from . import fees, indemnity, levels, privacy, sending
from .shape import Link, Row


@dataclass(frozen=True)
class Table:
    """A table: its rows, the HTML made from them, and a row as its CSV has it."""

    rows: Callable[[Sources], Iterator[Row]]
    html: Callable[[list[Row], Sources, Link], str]
    flat: Callable[[Row], Row] = dict


TABLES = {
    "levels": Table(levels.levels, levels.levels_html),
    "merchant-documents": Table(
        levels.documents("merchant"), levels.documents_html("Documents by Merchant Level", "merchant")
    ),
    "service-provider-documents": Table(
        levels.documents("service_provider"),
        levels.documents_html("Documents by Service Provider Level", "service_provider"),
    ),
    "send-methods": Table(sending.send_methods, sending.send_methods_html),
    "directory": Table(sending.directory, sending.directory_html),
    "fee-description": Table(fees.fee_description, fees.fee_description_html),
    "fees": Table(fees.fees, fees.fees_html, fees.fees_flat),
    "reduction-criteria": Table(indemnity.reduction_criteria, indemnity.reduction_criteria_html),
    "reduction-examples": Table(indemnity.reduction_examples, indemnity.reduction_examples_html),
    "privacy-collection": Table(privacy.privacy_collection, privacy.privacy_collection_html),
}
"""Every table by the name by which clauses, pages and downloads call it."""


def rows(name: str, sources: Sources) -> list[Row]:
    """The rows of a table, as its JSON has them."""
    return list(TABLES[name].rows(sources))


def html(name: str, sources: Sources, link: Link, root: str) -> str:
    """A table as it stands on a page, with links to its downloads; `root` is the way from there to the site's root."""
    links = [f'<a href="{root}data/{name}.{kind}" download>{kind.upper()}</a>' for kind in ("csv", "json")]
    downloads = f'<p class="downloads">This table to download: {", ".join(links)}</p>'
    return TABLES[name].html(rows(name, sources), sources, link) + downloads


def sheet(name: str, sources: Sources) -> list[list[str]]:
    """A table for a spreadsheet, its columns first: lists with spaces, yes and no in words, what is not there empty."""
    flat = [TABLES[name].flat(row) for row in rows(name, sources)]
    return [list(flat[0]), *([cell(value) for value in row.values()] for row in flat)]


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
