"""Tables made from the facts, as HTML: header cells that assistive technology announces, captions, downloads.

A table with `data-filter`, the label of its filter, is filtered and sorted in the page by site_overrides/scripts/tables.mjs;
`data-names` of a row has the other names that it is found by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import chain, repeat
from typing import TYPE_CHECKING

from .words import SPACE, address, dial, in_words, listed, number

if TYPE_CHECKING:
    from calculator.facts.edition import Market

    from .pages import Book

DOCUMENTS = {
    "roc": "Onsite Assessment Report on Compliance (ROC)",
    "saq": "Self-Assessment Questionnaire (SAQ)",
    "scan": "Quarterly network scan",
    "step_attestation": "STEP Attestation",
}
STANDINGS = {
    "mandatory": "mandatory",
    "optional": "optional",
    "replaced": "replaced",
    "not_applicable": "not applicable",
    "as_saq_requires": "mandatory with certain SAQ types, else not applicable",
}
WAYS = {"onsite": "by Onsite Assessment", "saq": "by SAQ", "step": "in STEP", "any": "in any way"}
ASKED = {"always": "", "yes": "if American Express requires it, ", "no": "if American Express does not require it, "}


def table(
    caption: str,
    columns: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    css: str = "",
    filtered: str = "",
    names: Iterable[str] = (),
) -> str:
    """A table of HTML cells; the first of each row is its header. Wider than the page, it scrolls by itself.

    `filtered` is the label of its filter; `names`, for each row, the other names that the filter knows it by.
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
        for (first, *others), known in zip(rows, chain(map(known_by, names), repeat("")), strict=False)
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


def market_names(market: Market) -> str:
    """What a market goes by besides its name: its ISO 3166-1 code first."""
    return "; ".join(name for name in (market.iso, *market.other_names) if name)


def downloads(book: Book, name: str) -> str:
    """Links to a table's data."""
    links = [f'<a href="{book.to_root()}data/{name}.{kind}" download>{kind.upper()}</a>' for kind in ("csv", "json")]
    return f'<p class="downloads" data-search-exclude>This table to download: {", ".join(links)}</p>'


def level_words(levels: Iterable[int]) -> str:
    """Level 1, Levels 3 and 4."""
    every = [str(level) for level in levels]
    return f"Level{'s' * (len(every) > 1)}{SPACE}{listed(every)}"


def fees(book: Book) -> str:
    """The non-validation fees, sorted by market: a row group for each market, a row for each printed level."""
    facts = book.sources.facts
    groups = []
    for market in facts.fee_markets:
        rows = [row for row in facts.fee_rows if market in row.markets]
        known = known_by(market_names(facts.markets[market.casefold()]))
        cells = []
        for index, row in enumerate(rows):
            head = (
                f'<th scope="rowgroup" role="rowheader" rowspan="{len(rows)}">{escape(market)}</th>'
                if index == 0
                else ""
            )
            if row.monthly is None:
                amounts = "\n".join(f'<td role="cell">{number(amount)}</td>' for amount in row.instalments)
            else:
                amounts = f'<td role="cell" colspan="3">{number(row.monthly)} each month</td>'
            cells.append(
                f'<tr role="row"{known}>{head}\n<th scope="row" role="rowheader" class="fees__level">{level_words(row.levels)}</th>\n'
                f'<td role="cell" class="fees__currency">{row.currency}</td>\n{amounts}</tr>'
            )
        groups.append(f'<tbody role="rowgroup">{"\n".join(cells)}</tbody>')
    columns = ("Market", "Level", "Currency", "1st Month Fee", "2nd Month Fee", "3rd Month Fee")
    heads = "\n".join(f'<th scope="col" role="columnheader">{column}</th>' for column in columns)
    return (
        f'<div class="table-scroll"{filter_of("Find a market, a level or a currency")}><table class="fees" role="table">'
        "<caption>Non-validation fees by market and level, each amount in the currency of its row</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f"{'\n'.join(groups)}</table></div>{downloads(book, 'fees')}"
    )


def fee_description(book: Book) -> str:
    """Which fee falls when the documents have not come by when."""
    sheet = book.sources.facts.fees
    late = "Not received"
    ordinals = ("1st", "2nd", "3rd")
    whens = (
        f"{late} by the first deadline",
        *(f"{late} within {in_words(after, unit=True)} of it" for after in (sheet.second_after, sheet.third_after)),
    )
    rows = [
        (when, f"{ordinal} Month Fee for Level 1", f"{ordinal} Month Fee for Level 2", "" if index else "Monthly Fee")
        for index, (when, ordinal) in enumerate(zip(whens, ordinals, strict=True))
    ]
    columns = (
        "Your Validation Documentation",
        "Level 1 Merchant or Service Provider",
        "Level 2 Merchant or Service Provider, or STEP Merchant",
        "Level 3 or Level 4 Merchant",
    )
    return table("Which fee falls when", columns, rows) + downloads(book, "fee-description")


def levels(book: Book) -> str:
    """The levels of merchants by a year's transactions."""
    sheet = book.sources.facts.levels
    first, second, third = (in_words(figure) for figure in (sheet.level_1, sheet.level_2, sheet.level_3))
    rows = (
        ("Level 1", f"{first} or more; or assigned by American Express at its discretion"),
        ("Level 2", f"{second} to {first}"),
        ("Level 3", f"{third} to {second}"),
        ("Level 4", f"less than {third}"),
    )
    made = table("Levels of Merchants", ("Merchant Level", "American Express Card Transactions a year"), rows)
    return made + downloads(book, "levels")


def documents(kind: str, caption: str) -> Callable[[Book], str]:
    """Which documents a level must send, for merchants or for service providers."""

    def made(book: Book) -> str:
        # A column that applies to nobody in the table is left out.
        found = [row for row in book.sources.facts.document_rows if row.kind == kind]
        names = [name for name in DOCUMENTS if any(row.documents[name] != "not_applicable" for row in found)]
        rows = [
            (
                f"{level_words(row.levels)}, {ASKED[row.asked]}{WAYS[row.way]}",
                *(STANDINGS[row.documents[name]] for name in names),
            )
            for row in found
        ]
        columns = ("Level and way of validating", *(DOCUMENTS[name] for name in names))
        return table(caption, columns, rows) + downloads(book, f"{kind.replace('_', '-')}-documents")

    return made


def send_methods(book: Book) -> str:
    """The two ways by which documents reach SecureTrust."""
    contact = book.sources.facts.contact
    portal = in_words(contact.portal)
    rows = (
        ("Secure Portal", f'Upload at <a href="{escape(portal)}">{escape(portal)}</a>'),
        ("Secure Fax", f"Fax to {escape(in_words(contact.fax))}. International toll applies."),
    )
    return table("The two ways to send documents", ("Way", "How"), rows) + downloads(book, "send-methods")


def directory(book: Book) -> str:
    """The phone number of each market; one that is not valid as printed is not linked, and a general number stands by."""
    contact = book.sources.facts.contact
    general = listed(
        [linked(in_words(one)) for one in (contact.general_phone_freephone, contact.general_phone_us)], "or"
    )
    markets = book.sources.facts.directory
    rows = []
    for market in markets:
        dialled = dial(market.phone, market.iso)
        phone = f'<a href="tel:{dialled}">{escape(market.phone)}</a>' if dialled else escape(market.phone)
        note = f"{escape(market.note)} General numbers: {general}." if market.note else ""
        rows.append((escape(market.name), phone, note))
    made = table(
        "Whom to call, by market",
        ("Market", "Phone, as printed", "Note"),
        rows,
        css="table-scroll--notes",
        filtered="Find a market or a number",
        names=map(market_names, markets),
    )
    return made + downloads(book, "directory")


def linked(text: str) -> str:
    """A number or an address as a link, where it can be reached."""
    leads = address(text)
    return f'<a href="{escape(leads)}">{escape(text)}</a>' if leads else escape(text)


def reduction_criteria(book: Book) -> str:
    """What each reduction asks for."""
    over = in_words(book.sources.facts.indemnity.share_over, unit=True)
    chip = f"more than {over} of {{}} Transactions are processed on Chip-Enabled Devices"
    other = f"{{}} Risk-Mitigating Technology is in use at more than {over} of Merchant locations"
    rows = (
        ("Standard Reduction", f"{chip.format('total')}, <strong>or</strong> {other.format('a')}"),
        ("Enhanced Reduction", f"{chip.format('all')}, <strong>and</strong> {other.format('another')}"),
    )
    made = table("Required criteria of each reduction", ("Indemnity obligation reduction", "Required criteria"), rows)
    return made + downloads(book, "reduction-criteria")


def reduction_examples(book: Book) -> str:
    """The four printed examples, each computed anew when the sources are checked."""
    rows = [
        (
            str(example.number),
            f"{example.chip_percent}%",
            f"{example.other_percent}%",
            "Yes" if example.enhanced else "No",
            f"{example.reduction_percent}%: {example.reduction.capitalize()} Reduction",
        )
        for example in book.sources.facts.reduction_examples
    ]
    columns = (
        "Example",
        "Transactions on Chip-Enabled Devices",
        "Locations with another Risk-Mitigating Technology",
        "Eligible for the Enhanced Reduction?",
        "Reduction",
    )
    return table("Four examples of a reduction", columns, rows) + downloads(book, "reduction-examples")


def privacy_collection(book: Book) -> str:
    """What is collected by which means, when, and for what."""
    rows = []
    for row in book.sources.sheets["privacy_collection"]:
        link = book.link("clause", row["clause"])
        means = f'<a href="{link}">{escape(row["means"])}</a>' if link else escape(row["means"])
        rows.append(
            (means, escape(row["what"]), escape(row["when"]), escape(row["purpose"]) or "The statement does not say.")
        )
    made = table(
        "What is collected, by which means, and for what",
        ("By", "What", "When", "For what"),
        rows,
        css="table-scroll--words",
        filtered="Find a means, a moment or a purpose",
    )
    return made + downloads(book, "privacy-collection")


TABLES: dict[str, Callable[[Book], str]] = {
    "levels": levels,
    "merchant-documents": documents("merchant", "Documents by Merchant Level"),
    "service-provider-documents": documents("service_provider", "Documents by Service Provider Level"),
    "send-methods": send_methods,
    "directory": directory,
    "fee-description": fee_description,
    "fees": fees,
    "reduction-criteria": reduction_criteria,
    "reduction-examples": reduction_examples,
    "privacy-collection": privacy_collection,
}
