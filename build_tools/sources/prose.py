"""What must be so of a text, a source's or a page's: braces are figures, links are whole and lead somewhere, and a figure that has
a name is not typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from calculator.facts.edition import Facts
from calculator.facts.sheets import Figure, Text

from ..text import FIGURE
from . import Sources

BRACES = re.compile(r"\{+[^{}\n]*\}*|\}+")
ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")  # of an element, in a page's Markdown
CONTENTS = re.compile(r"^\[TOC\]$", re.MULTILINE)  # where a page has its contents
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<to>[^()\s]*)(?:\s+\"[^\"]*\")?\)")
REFERENCE = re.compile(r"(?P<kind>clause|term|reading):(?P<name>.*)")
OPEN_LINK = re.compile(r"\[.{0,60}|\((?:clause|term|reading):.{0,60}")
CLOSED_LINK = re.compile(r".{0,30}\].{0,30}")
WAYS = "{{levels.level_1}}, {{levels.level_1|unit}} or {{contact.email|link}}"
COUNTED = re.compile(
    r"(?<![\w.,])(?P<number>\d[\d,]*(?:\.\d+)?)(?:[\s\N{NO-BREAK SPACE}-]*(?P<unit>%|percent|per cent|business days?|days?|"
    r"hours?|months?|years?|transactions|(?:unique )?card numbers|[A-Z]{3}\b)|(?![\w.,]*\d))",
    re.IGNORECASE,
)
SMALLEST_BARE = 1000  # a number without its unit is no figure that is smaller


def problems(sources: Sources, text: str, *, page: bool = False) -> Iterator[tuple[int, str]]:
    """What is wrong with a text: (its line from 0, what must be so). In a page, attributes stand in braces too."""
    text = CODE.sub(blank, text)
    if page:
        text = CONTENTS.sub(blank, ATTRIBUTES.sub(blank, text))
    by_place = sorted([*braces(sources, text), *links(sources, text), *typed(sources, text)])
    yield from ((text.count("\n", 0, place), problem) for place, problem in by_place)


def blank(match: re.Match[str]) -> str:
    """As much of nothing, so that places stay the same."""
    return re.sub(r"[^\n]", " ", match[0])


def braces(sources: Sources, text: str) -> Iterator[tuple[int, str]]:
    for figure in FIGURE.finditer(text):
        if not hasattr(sources.facts.figures.get(figure["name"]), "value"):
            yield figure.start(), f"figure {figure['name']} must be one of the facts of {sources.edition}"
    for left in BRACES.finditer(FIGURE.sub(blank, text)):
        yield left.start(), f"{left[0].strip()} must be a figure by name, such as {WAYS}"


def links(sources: Sources, text: str) -> Iterator[tuple[int, str]]:
    known: Mapping[str, Mapping[str, Any]] = {
        "clause": sources.clauses,
        "term": sources.terms,
        "reading": sources.readings,
    }
    for link in LINK.finditer(text):
        if reference := REFERENCE.fullmatch(link["to"]):
            kind, name = reference["kind"], reference["name"]
            if name not in known[kind] and not (kind == "clause" and name in sources.sections):
                yield link.start("to"), f"{kind}:{name} must lead to a {kind} that exists"
    for line in re.finditer(r"[^\n]+", LINK.sub(blank, text)):
        if part := OPEN_LINK.search(line[0]) or CLOSED_LINK.search(line[0]):
            whole = "must be a link that is whole, such as [words](clause:dsop.fees.first)"
            yield line.start() + part.start(), f"{part[0].strip()} {whole}"


@lru_cache(maxsize=1)  # of the texts of one edition
def names_of(facts: Facts) -> dict[tuple[str, str], list[str]]:
    """The names of the figures by value and unit."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, figure in facts.figures.items():
        if isinstance(figure, Figure) and not isinstance(figure, Text):
            names.setdefault((str(figure.value), figure.unit), []).append(name)
    return names


def typed(sources: Sources, text: str) -> Iterator[tuple[int, str]]:
    """Figures that are typed where the facts have a name for them."""
    names = names_of(sources.facts)
    bare = LINK.sub(
        lambda link: link[0][: link.start("to") - link.start()] + blank_text(link["to"]), FIGURE.sub(blank, text)
    )
    for number in COUNTED.finditer(bare):
        value, unit = number["number"].replace(",", "").rstrip("."), number["unit"] or ""
        known = [
            name
            for (figure, of), some in names.items()
            for name in some
            if figure == value and (unit_of(unit) == of if unit else len(value) >= len(str(SMALLEST_BARE)))
        ]
        if known:
            ways = " or ".join(f"{{{{{name}}}}}" for name in known[:2])
            yield number.start(), f"{number[0].strip()} must be named, not typed: {ways}"


def blank_text(text: str) -> str:
    return " " * len(text)


def unit_of(word: str) -> str:
    """The unit that a word stands for, as facts name it."""
    word = word.lower().removeprefix("unique ")
    if word in ("%", "percent", "per cent"):
        return "percent"
    plural = word if word.endswith("s") else f"{word}s"
    return word.upper() if len(word) == len("USD") else plural.replace(" ", "_")
