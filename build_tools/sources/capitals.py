"""Capitalised words that nothing defines: neither an entry of the glossary, nor a name that needs none.

A term of the policy is written with a capital. So a capitalised word inside a sentence is a term, a name, or a slip; the
names that need no entry stand in `docs/sources/EDITION/names.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..text import plain
from . import Sources
from .figures import CURRENCIES
from .toml import Complaint, Place

WORD = re.compile(r"(?<![\w-])[A-Z][\w&-]*")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
# What stands before a word that has its capital from its place: a sentence, an item or a quotation starts.
START = re.compile(r"(?:^|[.!?:]['”\"’)\]*]*\s+|(?:^|[\s(])[“‘\"])[“‘\"(*]*$")


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds each of the names, the longest first; "STEP" in "STEP-eligible" too."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?!\w)")


def undefined(text: str, known: re.Pattern[str]) -> list[str]:
    """The capitalised words of a text that are no part of a known name and start nothing; neighbours as one."""
    # What is known is blotted out, letter by letter, so that places stay the same.
    left = known.sub(lambda match: "-" * len(match[0]), text)
    ends: list[tuple[int, str]] = []
    for word in WORD.finditer(left):
        if START.search(text[: word.start()]):
            continue
        if ends and ends[-1][0] + 1 == word.start():
            ends[-1] = word.end(), f"{ends[-1][1]} {word[0]}"
        else:
            ends.append((word.end(), word[0]))
    return [words for _, words in ends]


def texts(sources: Sources) -> Iterator[tuple[Place, int, str]]:
    """Each text that is looked at: its place, the line where it starts, and the text."""
    for section in sources.sections.values():
        for key in ("asks", "by", "otherwise"):
            yield section.place, section.place.line, getattr(section, key)
        for clause in section.clauses:
            yield clause.place, clause.place.text_line, clause.text
    for reading in sources.readings.values():
        others = (other.text for other in reading.alternatives)
        for text in (reading.open, reading.taken, reading.why, *others):
            yield reading.place, reading.place.line, text


def defined(sources: Sources) -> frozenset[str]:
    """Everything that may stand with a capital: the terms in all their forms, the names, the markets and currencies."""
    terms = {form for term in sources.terms.values() for form in (term.term, term.abbreviation, *term.also) if form}
    facts = sources.facts
    units = {getattr(rule, "unit", "") for rule in facts.figures.values()}
    markets = {name for market in facts.directory for name in (market.name, *market.other_names)}
    currencies = {row.currency for row in facts.fee_rows} | {unit for unit in units if unit.isupper()}
    if not sources.computable:
        currencies |= CURRENCIES
    return frozenset(terms | set(sources.names) | markets | currencies)


def complaints(sources: Sources) -> Iterator[Complaint]:
    """Each capitalised word that nothing defines, and each name that nothing uses or that the glossary has."""
    known = pattern(defined(sources))
    said = []
    for place, line, text in texts(sources):
        several = place.text_line == line and place.line != line
        for offset, row in enumerate(text.split("\n")):
            shown = plain(ITEM.sub("", row), sources.facts)
            said.append(shown)
            for word in undefined(shown, known):
                rule = "must be a term of the glossary, a name of names.toml, or have a small letter"
                yield Complaint(place.file, line + offset if several else line, f'"{word}" {rule}')
    every = "\n".join(said)
    terms = {form for term in sources.terms.values() for form in (term.term, *term.also)}
    for name, place in sources.names.items():
        if name in terms:
            yield Complaint(place.file, place.line, f'"{name}" is a term of the glossary and must not stand here too')
        elif not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", every):
            yield Complaint(place.file, place.line, f'"{name}" must be used by a clause, an opening or a reading')
