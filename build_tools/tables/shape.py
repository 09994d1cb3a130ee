"""What every table of the pages has: header cells that assistive technology announces, a caption, a way to scroll.

A table with `data-filter`, the label of its filter, is filtered and sorted in the page by site_overrides/scripts/tables.mjs;
`data-names` of a row has the other names that it is found by. By `data-market`, `data-kind` and `data-levels` of a row the page
knows whether it is the reader's own (site_overrides/yours/marks.mjs).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import chain, repeat
from typing import Any

from calculator.facts.edition import Market

from ..contacts import address
from ..text import SPACE, listed

Row = dict[str, Any]
"""A row as data, what the JSON of a table has: column → value."""

Link = Callable[[str, str], str]
"""The address of a clause, a term or a reading from the page that the table stands on: (kind, id); empty where none has it."""


def table(
    caption: str,
    columns: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    css: str = "",
    filtered: str = "",
    about: Iterable[str] = (),
) -> str:
    """A table of HTML cells; the first of each row is its header. Wider than the page, it scrolls by itself.

    `filtered` is the label of its filter; `about`, for each row, its attributes (`known_by`, `whose`).
    """
    # A line for each cell: the search would read cells that touch as one word.
    # On a phone a row becomes a block, its cells named by `data-label`; the roles keep it a table for assistive technology.
    _, *labels = columns = tuple(columns)
    head = "\n".join(f'<th scope="col" role="columnheader">{column}</th>' for column in columns)
    body = "\n".join(
        f'<tr role="row"{known}><th scope="row" role="rowheader">{first}</th>\n'
        + "\n".join(
            f'<td role="cell" data-label="{escape(label)}">{cell}</td>'
            for label, cell in zip(labels, others, strict=True)
        )
        + "</tr>"
        for (first, *others), known in zip(rows, chain(about, repeat("")), strict=False)
    )
    label = escape(caption)
    return (
        f'<div class="table-scroll {css}" tabindex="0" role="region" aria-label="{label}"{filter_of(filtered)}>'
        f'<table class="facts" role="table"><caption>{label}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def filter_of(label: str) -> str:
    """The attribute by which the page's script gives a table a filter of that label."""
    return f' data-filter="{escape(label)}"' if label else ""


def known_by(names: str) -> str:
    """The attribute with the other names of a row, separated by semicolons."""
    return f' data-names="{escape(names)}"' if names else ""


def whose(*, kind: str = "", levels: Iterable[int] = (), market: str = "") -> str:
    """The attributes that say whose row it is; what is not named is everybody's."""
    named = {"kind": kind, "levels": " ".join(map(str, levels)), "market": market}
    return "".join(f' data-{name}="{escape(value)}"' for name, value in named.items() if value)


def market_names(market: Market) -> str:
    """What a market goes by besides its name: its ISO 3166-1 code first."""
    return "; ".join(name for name in (market.iso, *market.other_names) if name)


def level_words(levels: Iterable[int]) -> str:
    """Level 1, Levels 3 and 4."""
    words = [str(level) for level in levels]
    return f"Level{'s' * (len(words) > 1)}{SPACE}{listed(words)}"


def linked(text: str) -> str:
    """A number or an address as a link, where it can be reached."""
    leads = address(text)
    return f'<a href="{escape(leads)}">{escape(text)}</a>' if leads else escape(text)
