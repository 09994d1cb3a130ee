"""What reduces an indemnity: the criteria, and the printed examples."""

from __future__ import annotations

from collections.abc import Iterator

from ..sources import Sources
from ..text import counted
from .shape import Link, Row, table


def reduction_criteria(sources: Sources) -> Iterator[Row]:
    """The shares that each reduction asks for, all of them or any."""
    over = sources.facts.indemnity.share_over
    for reduction, needs, technology in (
        ("standard", "any", "any technology"),
        ("enhanced", "all", "another technology"),
    ):
        yield {
            "reduction": reduction,
            "needs": needs,
            "chip_percent_over": over.value,
            "locations_percent_over": over.value,
            "locations_with": technology,
            "clause": over.clause,
        }


def reduction_criteria_html(rows: list[Row], sources: Sources, link: Link) -> str:
    cells = []
    for row in rows:
        either = row["needs"] == "any"
        chip = counted(row["chip_percent_over"], "percent")
        places = counted(row["locations_percent_over"], "percent")
        cells.append(
            (
                f"{row['reduction'].capitalize()} Reduction",
                f"more than {chip} of {'total' if either else 'all'} Transactions are processed on Chip-Enabled Devices, "
                f"<strong>{'or' if either else 'and'}</strong> {'a' if either else 'another'} Risk-Mitigating Technology "
                f"is in use at more than {places} of Merchant locations",
            )
        )
    return table("Required criteria of each reduction", ("Indemnity obligation reduction", "Required criteria"), cells)


def reduction_examples(sources: Sources) -> Iterator[Row]:
    """The four printed examples, each computed anew when the sources are checked."""
    for example in sources.facts.reduction_examples:
        yield {
            "example": example.number,
            "chip_percent": example.chip_percent,
            "other_technology_locations_percent": example.other_percent,
            "enhanced": example.enhanced,
            "reduction_percent": example.reduction_percent,
            "reduction": example.reduction,
        }


def reduction_examples_html(rows: list[Row], sources: Sources, link: Link) -> str:
    columns = (
        "Example",
        "Transactions on Chip-Enabled Devices",
        "Locations with another Risk-Mitigating Technology",
        "Eligible for the Enhanced Reduction?",
        "Reduction",
    )
    cells = (
        (
            str(row["example"]),
            f"{row['chip_percent']}%",
            f"{row['other_technology_locations_percent']}%",
            "Yes" if row["enhanced"] else "No",
            f"{row['reduction_percent']}%: {row['reduction'].capitalize()} Reduction",
        )
        for row in rows
    )
    return table("Four examples of a reduction", columns, cells)
