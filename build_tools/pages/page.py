"""A page of a book: what stands on it, and how it leads elsewhere."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field

from markdown import Markdown

from .. import tables
from .book import Book, page_url


@dataclass(frozen=True)
class Page:
    """The page of `path` below docs/, or of the place in the site that a page of that path would have.

    `md` is the Markdown that the page is being made with, where it is made of Markdown.
    """

    book: Book
    path: str
    md: Markdown = field(default_factory=Markdown)

    def to_root(self) -> str:
        """The way to the site's root: "./", "../", "../../"."""
        return "../" * page_url(self.path).count("/") or "./"

    def link(self, kind: str, name: str) -> str:
        """The address of something from here; empty where no page has it."""
        home = self.book.homes.get((kind, name))
        if home is None:
            return ""
        page, _, anchor = home.partition("#")
        return f"#{anchor}" if page == self.path else f"{self.to_root()}{page_url(page)}#{anchor}"

    def markdown_link(self, kind: str, name: str) -> str:
        """The same as a link between files of docs/, which MkDocs resolves and checks."""
        home = self.book.homes.get((kind, name))
        if home is None:
            return ""
        page, _, anchor = home.partition("#")
        if page == self.path:
            return f"#{anchor}"
        return posixpath.relpath(page, posixpath.dirname(self.path) or ".") + f"#{anchor}"

    def has(self, name: str, argument: str) -> bool:
        """Whether a directive stands here."""
        return any((line.name, line.argument) == (name, argument) for line in self.book.pages.get(self.path, ()))

    def words(self, parent: etree.Element, text: str) -> None:
        """Put Markdown of a source into an element, as blocks."""
        self.md.parser.parseChunk(parent, text)

    def table(self, name: str) -> str:
        """A table made from the facts, as HTML."""
        return tables.html(name, self.book.sources, self.link, self.to_root())

    def html(self, parent: etree.Element, text: str) -> None:
        """Put HTML that is ready into an element, past the Markdown parser."""
        etree.SubElement(parent, "p").text = self.md.htmlStash.store(text)
