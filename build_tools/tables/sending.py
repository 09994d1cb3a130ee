"""Where documents are sent, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..contacts import dial
from ..sources import Sources
from ..text import in_words, listed
from .shape import Link, Row, known_by, linked, market_names, table, whose


def send_methods(sources: Sources) -> Iterator[Row]:
    """The two ways by which documents reach SecureTrust."""
    contact = sources.facts.contact
    for way, figure in (("Secure Portal", contact.portal), ("Secure Fax", contact.fax)):
        yield {"way": way, "address": in_words(figure), "clause": figure.clause}


def send_methods_html(rows: list[Row], sources: Sources, link: Link) -> str:
    how = {
        "Secure Portal": 'Upload at <a href="{0}">{0}</a>',
        "Secure Fax": "Fax to {0}. International toll applies.",
    }
    cells = ((row["way"], how[row["way"]].format(escape(row["address"]))) for row in rows)
    return table("The two ways to send documents", ("Way", "How"), cells)


def directory(sources: Sources) -> Iterator[Row]:
    """The phone directory, each number as printed and, where it is a valid one, as it is dialled."""
    for market in sources.facts.directory:
        yield {
            "market": market.name,
            "iso": market.iso or None,
            "phone": market.phone,
            "dial": dial(market.phone, market.iso),
            "note": market.note or None,
        }


def directory_html(rows: list[Row], sources: Sources, link: Link) -> str:
    """A number that is not valid as printed is not linked, and a general number stands by."""
    contact = sources.facts.contact
    general = listed(
        [linked(in_words(phone)) for phone in (contact.general_phone_freephone, contact.general_phone_us)], "or"
    )
    cells = []
    for row in rows:
        phone = escape(row["phone"])
        note = f"{escape(row['note'])} General numbers: {general}." if row["note"] else ""
        cells.append(
            (escape(row["market"]), f'<a href="tel:{row["dial"]}">{phone}</a>' if row["dial"] else phone, note)
        )
    return table(
        "Whom to call, by market",
        ("Market", "Phone, as printed", "Note"),
        cells,
        css="table-scroll--notes",
        filtered="Find a market or a number",
        about=(known_by(market_names(market)) + whose(market=market.name) for market in sources.facts.directory),
    )
