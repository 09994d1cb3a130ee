"""An answer as plain text, to paste into a mail or to print in a terminal: what is so, from which entries, how it was worked out.

Clauses and readings stand by their ids in square brackets; a page adds their addresses.
"""

from __future__ import annotations

from .text import entries, rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..answer import Answer


def plain(answer: Answer) -> str:
    """The whole of it, its standing last."""
    return "\n".join([*lines(answer), *standing(answer)])


def lines(answer: Answer) -> Iterator[str]:
    """All but the standing."""
    card = answer.words
    assert card  # it was asked in full
    yield card.headline
    yield from section("By when", (f"{due.said} [{due.clause}]" for due in card.by_when))
    yield from section("What to do next", (f"{act.said} [{act.clause}]" for act in card.next))
    if card.least and card.most:
        yield f"\n{card.least.text}\n{card.most.text}"
    yield from section("What was entered", (f"{label}: {value}" for label, value in entries(answer)))
    outcome = (f"{row.label}: {row.value}" if row.values else row.label for row in rows(answer))
    yield from section("What comes out", outcome)
    yield from section("How we worked it out", (f"{step.text} [{step.clause}]" for step in answer.steps))
    assumed = (
        f"Read as {reading.taken}, not as {' or '.join(reading.otherwise)} [{reading.id}]"
        for reading in answer.readings
    )
    yield from section("Assumptions, each of which would change it if it were read otherwise", assumed)
    yield from section("What American Express decides", (f"{may.text} [{may.clause}]" for may in answer.discretion))


def section(title: str, items: Iterable[str]) -> Iterator[str]:
    """A list under its title; none where nothing is in it."""
    listed = [f"  - {item}" for item in items]
    if listed:
        yield f"\n{title}:"
        yield from listed


def standing(answer: Answer) -> Iterator[str]:
    """What the answer is and what it is not."""
    yield f"\nEdition: {answer.edition}. {STANDING}"


STANDING = "An unofficial plain telling: the network’s current policy and your agreement bind."
