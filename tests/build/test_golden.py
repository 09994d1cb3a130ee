"""Golden pairs: a text as a page has it, and the HTML that it becomes, side by side in golden/."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown

from build_tools.pages.book import Book
from build_tools.pages.directives import bind
from build_tools.pages.page import Page
from build_tools.site.markdown import ClausebookExtension
from build_tools.sources import read
from build_tools.sources.entries import read_readings, read_section, read_terms
from build_tools.sources.toml import Complaint
from tests.helpers.sources import ROOT

GOLDEN = Path(__file__).parent / "golden"
PAIRS = sorted(GOLDEN.glob("*.html"))
BLOCK = re.compile(r"\s*(</?(?:p|h[1-6]|[duo]l|d[dt]|li|div|section|pre)\b[^>]*>)\s*")


@pytest.fixture(scope="module")
def book() -> Book:
    """The golden pages, with the facts and a section, a glossary and a register of their own."""
    sources, _ = read()
    assert sources
    complaints: list[Complaint] = []
    section = read_section(GOLDEN / "harbour.toml", ROOT, "dsop", complaints)
    terms = read_terms(GOLDEN / "terms.toml", ROOT, complaints)
    readings = read_readings(GOLDEN / "readings.toml", ROOT, complaints)
    assert section
    own = replace(
        sources,
        sections={section.id: section},
        terms={term.id: term for term in terms},
        readings={reading.id: reading for reading in readings},
    )
    assert not complaints
    return bind(own, GOLDEN, "harbour@example.org")


def lines(html: str) -> list[str]:
    """HTML line by line, as a person would lay it out: each block's tags alone, white space once."""
    return [line for line in BLOCK.sub(r"\n\1\n", re.sub(r"[ \n]+", " ", html)).split("\n") if line.strip()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.stem)
def test_a_text_becomes_its_html(book: Book, pair: Path) -> None:
    page = Page(book, f"{pair.stem}.md")
    made = Markdown(extensions=["fenced_code", "tables", "attr_list", "def_list", ClausebookExtension(page=page)])
    html = made.convert(pair.with_suffix(".md").read_text("utf-8"))
    assert lines(html) == lines(pair.read_text("utf-8").replace("&nbsp;", "\N{NO-BREAK SPACE}"))
