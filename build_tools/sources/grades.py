"""How hard the words are to read: the US school grade of each section (Flesch-Kincaid, by textstat).

What is measured is the section's opening and the text of its clauses: prose as sentences, an item of a list as a sentence of
its own, which is how it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

import textstat  # type: ignore[import-untyped]

from ..text import plain
from . import Sources
from .entries import Section

MEDIAN_MOST = 10.0
MOST = 14.0
ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")


def sentences(text: str, sources: Sources) -> Iterator[str]:
    """The Markdown of a source as lines that each end as a sentence does."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)", text.strip()):
        words = plain(ITEM.sub("", paragraph.strip()), sources.facts).rstrip(":;, ")
        if words:
            yield words if words[-1] in ".!?" else f"{words}."


def text_of(section: Section, sources: Sources) -> str:
    """All words of a section, a line for each sentence or item."""
    texts = (section.asks, section.by, section.otherwise, *(clause.text for clause in section.clauses))
    return "\n".join(line for text in texts for line in sentences(text, sources))


def grades(sources: Sources) -> dict[str, float]:
    """The grade of each section by its id."""
    return {
        section.id: float(textstat.flesch_kincaid_grade(text_of(section, sources)))
        for section in sources.sections.values()
    }


def report(grades: dict[str, float]) -> str:
    """The grades as a table, the hardest first, with their median."""
    rows = [f"{grade:5.1f}  {name}" for name, grade in sorted(grades.items(), key=lambda row: -row[1])]
    limits = f"{median(grades.values()):5.1f}  median, at most {MEDIAN_MOST:.0f}; none above {MOST:.0f}"
    return "\n".join([*rows, limits])
