"""Our Markdown syntax, as an extension of Python-Markdown.

Directives (`pages/directives.py`) are replaced by what they name. Figures stand by name, `{{levels.level_1}}` or with their
unit `{{incident.notify_within|unit}}`; a phone number, an e-mail address or a website as a link, `{{contact.email|link}}`,
where it is one that can be reached. Links lead to `clause:ID`, `term:ID` and `reading:ID`. What does not exist was complained
of before (`check.py`); here it shows as a complaint in the page, so that a server goes on.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import replace
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from ..contacts import address
from ..pages.book import KINDS, TASKS
from ..pages.directives import Directives
from ..pages.page import Page
from ..text import FIGURE, in_words


class Figures(InlineProcessor):
    """Puts a figure where its name stands."""

    def __init__(self, page: Page) -> None:
        super().__init__(FIGURE.pattern, page.md)
        self.figures = page.book.sources.facts.figures

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str | etree.Element, int, int]:
        figure = self.figures.get(m["name"])
        if not hasattr(figure, "value"):
            element = etree.Element("span", {"class": "complaint"})
            element.text = f"no figure {m['name']}"
            return element, m.start(0), m.end(0)
        words = in_words(figure, unit=m["how"] == "unit")
        leads = address(words) if m["how"] == "link" else ""
        if not leads and words.startswith("+"):
            number = etree.Element("span", {"class": "whole"})
            number.text = AtomicString(words)
            return number, m.start(0), m.end(0)
        if not leads:
            return words, m.start(0), m.end(0)
        link = etree.Element("a", {"class": "contact", "href": leads})
        link.text = AtomicString(words)
        return link, m.start(0), m.end(0)


class Links(Treeprocessor):
    """Leads `clause:`, `term:` and `reading:` to the pages that hold them, as links that MkDocs checks; links each term once."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        book = self.page.book
        for block in root.iterfind(".//pre/code"):
            block.set("tabindex", "0")  # it scrolls sideways, by keyboard too
        for link in root.iter("a"):
            kind, colon, name = (link.get("href") or "").partition(":")
            if not colon or kind not in KINDS:
                continue
            place = self.page.markdown_link(kind, name)
            if not place:
                link.set("class", "complaint")
                link.set("href", "#")
                link.text = f"no page has {kind}:{name}"
                continue
            link.set("href", place)
            link.set("class", kind)
            if kind == "term":
                link.set("title", book.meaning(name))
                link.set("data-term", name)
        linked: set[str] = set()
        for part in list(root.iter()):
            # What opens a section, and its clauses, in order.
            document = part.attrib.pop("data-document", "")
            if document:
                book.glossaries[document].link_first(part, linked, self.term)
        if self.page.path.startswith(TASKS):
            book.acronyms.link_first(root, linked, self.term)
        for link in root.iter("a"):
            link.attrib.pop("data-term", None)

    def term(self, name: str, words: str) -> etree.Element:
        """A link to a term's entry, its meaning on hover and on focus."""
        link = etree.Element("a", {"class": "term", "title": self.page.book.meaning(name)})
        link.set("href", self.page.markdown_link("term", name))
        link.text = words
        return link


class ClausebookExtension(Extension):
    """The extension; `page` is given by the plugin, for each page anew."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": ["", "the Page that is made"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        given = self.getConfig("page")
        if not isinstance(given, Page):
            return  # MkDocs tries its extensions before there is a page
        page = replace(given, md=md)
        md.parser.blockprocessors.register(Directives(page), "clausebook_directives", 95)
        md.block_level_elements.append("policy-calculator")  # never inside a paragraph
        # Before links (160), so that an address may be a figure; after code (190), where names are left alone.
        md.inlinePatterns.register(Figures(page), "clausebook_figures", 175)
        # After inline patterns (20), before MkDocs turns links to pages into addresses (0).
        md.treeprocessors.register(Links(page), "clausebook_links", 15)
