"""The glossary as a page."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from .page import Page


def glossary(page: Page, parent: etree.Element) -> None:
    """Every term, by the alphabet, at an address of its own."""
    terms = sorted(page.book.sources.terms.values(), key=lambda term: term.term.casefold())
    firsts = {term.term[0].upper(): term.id for term in reversed(terms)}
    letters = "".join(f'<li><a href="#term.{name}">{letter}</a></li>' for letter, name in sorted(firsts.items()))
    page.html(parent, f'<nav class="jump" aria-label="Terms by letter"><ul>{letters}</ul></nav>')
    page.html(parent, '<div data-entries="Filter the terms"></div>')
    for term in terms:
        section = etree.SubElement(parent, "section", {"class": "term-entry"})
        heading = etree.SubElement(section, "h2", {"id": f"term.{term.id}"})
        heading.text = f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term
        page.words(section, term.text)
