"""Our Markdown syntax, as an extension of Python-Markdown.

Directives, each alone on a line, are replaced by what they name:

    ::: section dsop.fees              the section's title, what it asks, and its clauses
    ::: clauses dsop.fees              its clauses here, where something is to stand before them
    ::: clause dsop.fees.table         one clause here, and not among the others
    ::: table fees                     a table made from the facts
    ::: calculator fee?market=…        the calculator of a topic, with the case after ? as its worked example; without a
                                       case, a second one on a page of its own, with the first one's example
    ::: calculators                    the list of them
    ::: reference topics               a part of the reference for programmers
    ::: glossary   ::: readings   ::: coverage

Figures stand by name, `{{levels.level_1}}` or with their unit `{{incident.notify_within|unit}}`; a phone
number, an e-mail address or a website as a link, `{{contact.email|link}}`, where it is one that can be reached. Links lead to
`clause:ID`, `term:ID` and `reading:ID`. What does not exist was complained of before (`pages.complaints`); here it shows
as a complaint in the page, so that a server goes on.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from calculator.topics import TOPICS

from . import dialog, forms, pages, reference, register, tables
from .sources import FIGURE
from .words import address, in_words

DIRECTIVE = re.compile(r"^::: (?P<name>[a-z]+)(?: +(?P<argument>\S+))? *$")


class Directives(BlockProcessor):
    """Turns a directive into the elements of what it names."""

    def __init__(self, md: Markdown, book: pages.Book) -> None:
        super().__init__(md.parser)
        self.md = md
        self.book = book

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith(":::")

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        first, _, rest = blocks.pop(0).partition("\n")
        if rest:
            blocks.insert(0, rest)
        found = DIRECTIVE.fullmatch(first)
        name, argument = (found["name"], found["argument"] or "") if found else ("", "")
        problem = pages.directive_problem(self.book, name, argument) if found else "must be a directive"
        if problem:
            self.complain(parent, f"{first}: {problem}")
            return True
        match name:
            case "section":
                section = self.book.sources.sections[argument]
                pages.opening(self, parent, section)
                if not self.book.has("clauses", argument):
                    pages.clauses(self, parent, section)
            case "clauses":
                pages.clauses(self, parent, self.book.sources.sections[argument])
            case "clause":
                pages.clause(self, parent, self.book.sources.clauses[argument])
            case "table":
                self.html(parent, tables.TABLES[argument](self.book))
            case "calculator":
                topic, _, case = argument.partition("?")
                # The search is for what is told; the calculators are never more than a step from it.
                about = {"id": pages.calculator_anchor(topic), "data-search-exclude": ""}
                box = etree.SubElement(parent, "div", {"class": "beside"})
                heading = etree.SubElement(box, "h2", about)
                heading.text = TOPICS[topic].question
                self.html(box, forms.calculator_html(topic, case or self.book.cases[topic], self.book))
            case "calculators":
                self.html(parent, dialog.overview(self.book))
            case "glossary":
                pages.glossary(self, parent)
            case "readings":
                register.readings(self, parent)
            case "coverage":
                self.html(parent, register.coverage(self.book))
            case "reference":
                reference.PARTS[argument](self, parent)
        return True

    def complain(self, parent: etree.Element, text: str) -> None:
        """A complaint in the page; a build has stopped before it comes to this, a server shows it."""
        etree.SubElement(parent, "p", {"class": "complaint"}).text = text

    def html(self, parent: etree.Element, text: str) -> None:
        """HTML that is ready, past the Markdown parser."""
        etree.SubElement(parent, "p").text = self.md.htmlStash.store(text)

    def words(self, parent: etree.Element, text: str) -> None:
        """Markdown of a source, as blocks of the parent."""
        self.parser.parseChunk(parent, text)


class Figures(InlineProcessor):
    """Puts a figure where its name stands."""

    def __init__(self, md: Markdown, book: pages.Book) -> None:
        super().__init__(FIGURE.pattern, md)
        self.book = book

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str | etree.Element, int, int]:
        figure = self.book.sources.facts.figures.get(m["name"])
        if not hasattr(figure, "value"):
            element = etree.Element("span", {"class": "complaint"})
            element.text = f"no figure {m['name']}"
            return element, m.start(0), m.end(0)
        words = in_words(figure, unit=m["how"] == "unit")
        leads = address(words) if m["how"] == "link" else ""
        if not leads:
            return words, m.start(0), m.end(0)
        link = etree.Element("a", {"class": "contact", "href": leads})
        link.text = AtomicString(words)
        return link, m.start(0), m.end(0)


class Links(Treeprocessor):
    """Leads `clause:`, `term:` and `reading:` to the pages that hold them, as links that MkDocs checks; links each term once."""

    def __init__(self, md: Markdown, book: pages.Book) -> None:
        super().__init__(md)
        self.book = book

    def run(self, root: etree.Element) -> None:
        for block in root.iterfind(".//pre/code"):
            block.set("tabindex", "0")  # it scrolls sideways, by keyboard too
        for link in root.iter("a"):
            kind, colon, name = (link.get("href") or "").partition(":")
            if not colon or kind not in pages.KINDS:
                continue
            home = self.book.homes.get((kind, name))
            if home is None:
                link.set("class", "complaint")
                link.set("href", "#")
                link.text = f"no page has {kind}:{name}"
                continue
            link.set("href", self.book.markdown_link(home))
            link.set("class", kind)
            if kind == "term":
                link.set("title", self.book.meaning(name))
                link.set("data-term", name)
        linked: set[str] = set()
        for part in list(root.iter()):
            # What opens a section, and its clauses, in order.
            document = part.attrib.pop("data-document", "")
            if document:
                self.book.glossaries[document].link_first(part, linked, self.term)
        for link in root.iter("a"):
            link.attrib.pop("data-term", None)

    def term(self, name: str, words: str) -> etree.Element:
        """A link to a term's entry, its meaning on hover and on focus."""
        link = etree.Element("a", {"class": "term", "title": self.book.meaning(name)})
        link.set("href", self.book.markdown_link(self.book.homes["term", name]))
        link.text = words
        return link


class ClausebookExtension(Extension):
    """The extension; `book` is given by the plugin."""

    def __init__(self, **options: Any) -> None:
        self.config = {"book": ["", "the pages.Book of the edition"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        book = self.getConfig("book")
        if not isinstance(book, pages.Book):
            return  # MkDocs tries its extensions before the plugin has made the book
        md.parser.blockprocessors.register(Directives(md, book), "clausebook_directives", 95)
        md.block_level_elements.append("policy-calculator")  # never inside a paragraph
        # Before links (160), so that an address may be a figure; after code (190), where names are left alone.
        md.inlinePatterns.register(Figures(md, book), "clausebook_figures", 175)
        # After inline patterns (20), before MkDocs turns links to pages into addresses (0).
        md.treeprocessors.register(Links(md, book), "clausebook_links", 15)
