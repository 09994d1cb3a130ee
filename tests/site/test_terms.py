"""Terms in the pages: which words are linked to the glossary, where, and what is left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from build_tools.sources.capitals import pattern, undefined

TERM = re.compile(r'<a class="term"[^>]*href="([^"]*)#term\.([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

pytestmark = pytest.mark.browser  # the site is built


def sections(site: Path, part: str) -> list[str]:
    """The HTML of the pages of a document's sections."""
    found = [path.read_text("utf-8") for path in sorted((site / part).glob("*/index.html"))]
    assert found
    return found


def test_you_is_never_linked(site: Path) -> None:
    for page in [*sections(site, "policy"), *sections(site, "privacy")]:
        assert not [words for _, name, words in TERM.findall(page) if name == "you"]


def test_a_document_links_its_own_terms(site: Path) -> None:
    terms = {term["id"]: term for term in json.loads((site / "data" / "glossary.json").read_text("utf-8"))}
    for part, document in (("policy", "dsop"), ("privacy", "privacy")):
        for page in sections(site, part):
            for _, name, words in TERM.findall(page):
                assert terms[name]["origin"]["document"] == document, words


def test_a_term_is_linked_by_itself_once_in_a_section_and_tells_its_meaning(site: Path) -> None:
    page = (site / "policy" / "purpose" / "index.html").read_text("utf-8")
    names = [name for _, name, _ in TERM.findall(page)]
    assert len(names) == len(set(names)) > 5
    # The opening comes before the clauses.
    assert re.search(r'<dl class="opening">.*?#term\.agreement".*?</dl>', page, re.DOTALL)
    assert all('title="' in link for link in re.findall(r'<a class="term"[^>]*>', page))
    assert "data-term" not in page and "data-document" not in page
    assert not re.search(r"<h[1-6][^>]*>(?:(?!</h).)*class=\"term\"", page, re.DOTALL)


def test_a_capital_needs_an_entry_but_where_something_starts() -> None:
    known = pattern(["Card", "Card Number", "American Express"])
    assert undefined("The Card Numbers of a Merchant.", known) == ["Numbers", "Merchant"]
    assert undefined("Cards are things. Merchants take them: Take one. “Some” do.", known) == []
    assert undefined("It is the American Express’ Card-based Third Sunday of 2001.", known) == ["Third Sunday"]
