"""The levels, and the documents that each must send."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..sources import Sources
from ..text import number
from .shape import Link, Row, level_words, table, whose

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


def levels(sources: Sources) -> Iterator[Row]:
    """The levels of merchants: from `least` transactions a year, to below `below`; none where there is no such end."""
    sheet = sources.facts.levels
    first, second, third = (figure.value for figure in (sheet.level_1, sheet.level_2, sheet.level_3))
    for level, least, below, rule in (
        (1, first, None, sheet.level_1),
        (2, second, first, sheet.level_2),
        (3, third, second, sheet.level_3),
        (4, None, third, sheet.level_4),
    ):
        yield {"level": level, "least": least, "below": below, "clause": rule.clause}


def levels_html(rows: list[Row], sources: Sources, link: Link) -> str:
    cells = []
    for row in rows:
        least, below = row["least"], row["below"]
        if below is None:
            share = f"{number(least)} or more; or assigned by American Express at its discretion"
        elif least is None:
            share = f"less than {number(below)}"
        else:
            share = f"{number(least)} to {number(below)}"
        cells.append((f"Level {row['level']}", share))
    about = [whose(kind="merchant", levels=[row["level"]]) for row in rows]
    return table(
        "Levels of Merchants", ("Merchant Level", "American Express Card Transactions a year"), cells, about=about
    )


def documents(kind: str) -> Callable[[Sources], Iterator[Row]]:
    """Which documents the levels of merchants, or of service providers, send, by the way in which they validate."""

    def rows(sources: Sources) -> Iterator[Row]:
        for row in sources.facts.document_rows:
            if row.kind == kind:
                about = {"levels": list(row.levels), "asked": row.asked, "way": row.way}
                yield {**about, **row.documents, "clause": row.clause}

    return rows


def documents_html(caption: str, kind: str) -> Callable[[list[Row], Sources, Link], str]:
    def html(rows: list[Row], sources: Sources, link: Link) -> str:
        # A column that applies to nobody in the table is left out.
        names = [name for name in DOCUMENTS if any(row[name] != "not_applicable" for row in rows)]
        cells = (
            (
                f"{level_words(row['levels'])}, {ASKED[row['asked']]}{WAYS[row['way']]}",
                *(STANDINGS[row[name]] for name in names),
            )
            for row in rows
        )
        about = [whose(kind=kind, levels=row["levels"]) for row in rows]
        return table(caption, ("Level and way of validating", *(DOCUMENTS[name] for name in names)), cells, about=about)

    return html
