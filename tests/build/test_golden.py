"""Golden pairs: a text as a page has it, and the HTML that it becomes, side by side in golden/."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from build_tools.pages.book import Book
from build_tools.pages.directives import bind
from build_tools.pages.page import Page
from build_tools.site.markdown import ClausebookExtension
from build_tools.sources import read
from tests.helpers.sources import ROOT

EDITION = "international-undated"
GOLDEN = Path(__file__).parent / "golden"
PAIRS = sorted(GOLDEN.glob("*.html"))
BLOCK = re.compile(r"\s*(</?(?:p|h[1-6]|[duo]l|d[dt]|li|div|section|pre|details|summary)\b[^>]*>)\s*")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The golden pages, with the facts as they are, and a section, a glossary and a register of their own."""
    root = tmp_path_factory.mktemp("golden")
    shutil.copytree(ROOT / "calculator" / "facts", root / "calculator" / "facts")
    own = root / "docs" / "sources" / EDITION
    shutil.copytree(ROOT / "docs" / "sources" / EDITION, own)
    for folder in ("clauses", "privacy"):
        shutil.rmtree(own / folder)
    for name, place in (("harbour", "clauses/harbour"), ("terms", "glossary"), ("readings", "readings")):
        path = own / f"{place}.toml"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(GOLDEN / f"{name}.toml", path)
    sources, complaints = read(root=root)
    assert sources and not complaints, complaints
    return bind(sources, GOLDEN, "harbour@example.org")


def lines(html: str) -> list[str]:
    """HTML line by line, as a person would lay it out: each block's tags alone, white space once."""
    return [line for line in BLOCK.sub(r"\n\1\n", re.sub(r"[ \n]+", " ", html)).split("\n") if line.strip()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.stem)
def test_a_text_becomes_its_html(book: Book, pair: Path) -> None:
    page = Page(book, f"{pair.stem}.md")
    made = Markdown(extensions=["fenced_code", "tables", "attr_list", "def_list", ClausebookExtension(page=page)])
    html = made.convert(pair.with_suffix(".md").read_text("utf-8"))
    assert lines(html) == lines(pair.read_text("utf-8").replace("&nbsp;", "\N{NO-BREAK SPACE}"))
