"""The tables of the words as data, a row as an object: what their downloads hold beside those that the contract names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .sources import Sources
from .text import html_text, in_words

Row = dict[str, Any]


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


def documents(kind: str) -> Callable[[Sources], Iterator[Row]]:
    """Which documents the levels of merchants, or of service providers, send, by the way in which they validate."""

    def made(sources: Sources) -> Iterator[Row]:
        for row in sources.facts.document_rows:
            if row.kind == kind:
                yield {
                    "levels": list(row.levels),
                    "asked": row.asked,
                    "way": row.way,
                    **row.documents,
                    "clause": row.clause,
                }

    return made


def send_methods(sources: Sources) -> Iterator[Row]:
    """The two ways by which documents reach SecureTrust."""
    contact = sources.facts.contact
    for way, figure in (("Secure Portal", contact.portal), ("Secure Fax", contact.fax)):
        yield {"way": way, "address": in_words(figure), "clause": figure.clause}


def fee_description(sources: Sources) -> Iterator[Row]:
    """Which fee falls when so many days have passed since the first deadline."""
    sheet = sources.facts.fees
    for number, after in enumerate((sheet.first_after, sheet.second_after, sheet.third_after), 1):
        yield {
            "after_days": after.value,
            "level_1": f"fee {number} of Level 1",
            "level_2_and_step": f"fee {number} of Level {sheet.step_column.value}",
            "levels_3_and_4": "" if number > 1 else "monthly fee",
            "clause": after.clause,
        }


def reduction_criteria(sources: Sources) -> Iterator[Row]:
    """The shares that each reduction asks for, all of them or any."""
    sheet = sources.facts.indemnity
    for reduction, needs, technology in (
        ("standard", "any", "any technology"),
        ("enhanced", "all", "another technology"),
    ):
        yield {
            "reduction": reduction,
            "needs": needs,
            "chip_percent_over": sheet.share_over.value,
            "locations_percent_over": sheet.share_over.value,
            "locations_with": technology,
            "clause": sheet.share_over.clause,
        }


def reduction_examples(sources: Sources) -> Iterator[Row]:
    """The four printed examples."""
    for example in sources.facts.reduction_examples:
        yield {
            "example": example.number,
            "chip_percent": example.chip_percent,
            "other_technology_locations_percent": example.other_percent,
            "enhanced": example.enhanced,
            "reduction_percent": example.reduction_percent,
            "reduction": example.reduction,
        }


def privacy_collection(sources: Sources) -> Iterator[Row]:
    """What is collected by which means, when, and for what."""
    for row in sources.sheets["privacy_collection"]:
        yield {key: html_text(value) for key, value in row.items() if key != "line"}


ROWS: dict[str, Callable[[Sources], Iterator[Row]]] = {
    "levels": levels,
    "merchant-documents": documents("merchant"),
    "service-provider-documents": documents("service_provider"),
    "send-methods": send_methods,
    "fee-description": fee_description,
    "reduction-criteria": reduction_criteria,
    "reduction-examples": reduction_examples,
    "privacy-collection": privacy_collection,
}


def cells(row: Row) -> list[str]:
    """A row for a spreadsheet: lists with spaces, yes and no in words, what is not there empty."""
    return [_cell(value) for value in row.values()]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
