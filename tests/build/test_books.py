"""A page is a thing: two books at once, each with its own words, figures and pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from build_tools.check import check
from build_tools.data.files import data_files
from build_tools.pages.book import Book
from build_tools.pages.page import Page
from build_tools.site.markdown import ClausebookExtension
from tests.helpers.sources import ROOT

EDITION = "international-undated"


def changed(folder: Path) -> Path:
    """The project's words and facts with another figure, another title, and the fees on another page."""
    for name in ("docs", "calculator/facts"):
        shutil.copytree(ROOT / name, folder / name)
    levels = folder / "calculator/facts" / EDITION / "levels.toml"
    levels.write_text(
        levels.read_text("utf-8").replace("level_1 = { value = 2_500_000", "level_1 = { value = 2_600_000", 1)
    )
    fees = folder / "docs/sources" / EDITION / "clauses/fees.toml"
    fees.write_text(re.sub(r'(?m)^title = ".*"$', 'title = "What lateness costs"', fees.read_text("utf-8"), count=1))
    (folder / "docs/policy/fees.md").rename(folder / "docs/policy/lateness.md")
    return folder


def book_of(root: Path) -> Book:
    book, complaints = check(root)
    assert book
    # A page that moved is linked to by pages that are written by hand; what the words say is complete all the same.
    assert [complaint for complaint in complaints if not complaint.file.endswith(".md")] == []
    return book


def html(book: Book, path: str, text: str) -> str:
    """Markdown as a page of a book."""
    return Markdown(extensions=[ClausebookExtension(page=Page(book, path))]).convert(text)


def test_two_books_do_not_know_of_each_other(tmp_path: Path) -> None:
    ours, theirs = book_of(ROOT), book_of(changed(tmp_path))
    text = "From {{levels.level_1}}: [it](clause:dsop.fees.first)\n\n::: table levels\n\n::: calculator level"
    first, second, again = (html(book, "policy/levels.md", text) for book in (ours, theirs, ours))
    assert first == again
    for shown, figure, other, page in (
        (first, "2,500,000", "2,600,000", "fees.md"),
        (second, "2,600,000", "2,500,000", "lateness.md"),
    ):
        # In prose, in the table, and in the worked example with its picture, which the rule core answers.
        assert shown.count(figure) >= 3
        assert other not in shown
        assert f'href="{page}#dsop.fees.first"' in shown


@pytest.mark.prove
def test_what_is_beside_the_pages_is_of_the_book_too(tmp_path: Path) -> None:
    ours, theirs = book_of(ROOT), book_of(changed(tmp_path))
    first, second, again = data_files(ours), data_files(theirs), data_files(ours)
    assert first == again
    assert "policy/fees/#dsop.fees.first" in first["clauses.json"]
    assert "policy/lateness/#dsop.fees.first" in second["clauses.json"]
    assert '"least": 2600000' in second["levels.json"]


def test_a_page_leads_from_where_it_stands() -> None:
    book = book_of(ROOT)
    for path, link, between, root in (
        ("index.md", "./policy/fees/#dsop.fees.first", "policy/fees.md#dsop.fees.first", "./"),
        ("do/late.md", "../../policy/fees/#dsop.fees.first", "../policy/fees.md#dsop.fees.first", "../../"),
        ("policy/fees.md", "#dsop.fees.first", "#dsop.fees.first", "../../"),
    ):
        page = Page(book, path)
        assert page.link("clause", "dsop.fees.first") == link
        assert page.markdown_link("clause", "dsop.fees.first") == between
        assert page.to_root() == root
        assert page.link("clause", "dsop.nowhere") == page.markdown_link("clause", "dsop.nowhere") == ""
