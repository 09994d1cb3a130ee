"""The glossary as a page."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from .page import Page


def glossary(page: Page, parent: etree.Element) -> None:
    """Every term, by the alphabet, at an address of its own."""
    for term in sorted(page.book.sources.terms.values(), key=lambda term: term.term.casefold()):
        section = etree.SubElement(parent, "section", {"class": "term-entry"})
        heading = etree.SubElement(section, "h2", {"id": f"term.{term.id}"})
        heading.text = f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term
        page.words(section, term.text)
