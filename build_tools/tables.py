"""Tables made from the facts, as HTML: header cells that assistive technology announces, captions, downloads."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from .words import listed, number

if TYPE_CHECKING:
    from .pages import Book


def fees(book: Book) -> str:
    """The non-validation fees, sorted by market: a row group for each market, a row for each printed level."""
    facts = book.sources.facts
    data = f"{book.to_root()}data/"
    groups = []
    for market in facts.fee_markets:
        rows = [row for row in facts.fee_rows if market in row.markets]
        cells = []
        for index, row in enumerate(rows):
            head = f'<th scope="rowgroup" rowspan="{len(rows)}">{escape(market)}</th>' if index == 0 else ""
            levels = f"Level{'s' * (len(row.levels) > 1)} {listed([str(level) for level in row.levels])}"
            if row.monthly is None:
                amounts = "".join(
                    f'<td data-label="{label}">{number(amount)}</td>'
                    for label, amount in zip(("1st fee", "2nd fee", "3rd fee"), row.instalments, strict=True)
                )
            else:
                amounts = f'<td data-label="each month" colspan="3">{number(row.monthly)} each month</td>'
            cells.append(
                f'<tr>{head}<th scope="row" class="fees__level">{levels}</th>'
                f'<td class="fees__currency" data-label="currency">{row.currency}</td>{amounts}</tr>'
            )
        groups.append(f"<tbody>{''.join(cells)}</tbody>")
    return (
        '<div class="table-scroll"><table class="fees">'
        "<caption>Non-validation fees by market and level, each amount in the currency of its row</caption>"
        '<thead><tr><th scope="col">Market</th><th scope="col">Level</th><th scope="col">Currency</th>'
        '<th scope="col">1st fee</th><th scope="col">2nd fee</th><th scope="col">3rd fee</th></tr></thead>'
        f"{''.join(groups)}</table></div>"
        f'<p class="downloads">This table to download: <a href="{data}fees.csv" download>CSV</a>, '
        f'<a href="{data}fees.json" download>JSON</a></p>'
    )


TABLES: dict[str, Callable[[Book], str]] = {"fees": fees}
