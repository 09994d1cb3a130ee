"""Directives, each alone on a line of a page, and what they are replaced by:

    ::: section dsop.fees              the section's title, what it asks, and its clauses
    ::: clauses dsop.fees              its clauses here, where something is to stand before them
    ::: clause dsop.fees.table         one clause here, and not among the others
    ::: table fees                     a table made from the facts
    ::: calculator fee?market=…        the calculator of a topic, with the case after ? as its worked example; without a
                                       case, a second one on a page of its own, with the first one's example
    ::: cases fee                      every case of a topic in one table, folded
    ::: calculators                    the list of them
    ::: reference topics               a part of the reference for programmers
    ::: glossary   ::: readings   ::: coverage
    ::: obligations                    what each level must and may do, on one sheet
    ::: kept                           what the site keeps in a reader's browser
    ::: blank dsop.send.cover          a sheet to fill in and print, its fields the items of a clause
    ::: notice                         what to tell American Express of an incident, to fill in
    ::: deadlines                      the reader's own deadlines, to fill in

A directive is a row of `DIRECTIVES`. What is wrong with one is complained of before (`check.py`); in a page it shows as a
complaint, so that a server goes on.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown.blockprocessors import BlockProcessor

from calculator.laid_open.table import LAID_OPEN
from calculator.topics import TOPICS

from .. import tables
from ..sources import Sources
from ..sources.entries import DOCUMENTS
from . import blank, cases, clause, deadlines, dialog, form, glossary, kept, obligations, reference, register
from .book import Book, calculator_anchor, directive, scan
from .page import Page

Held = Iterable[tuple[str, str, str]]


def alone(book: Book, argument: str) -> str:
    """What is wrong with the argument of a directive that takes none."""
    return "must stand alone" if argument else ""


def nothing(book: Book, argument: str) -> Held:
    """What a directive puts on its page that is linked to: nothing."""
    return ()


@dataclass(frozen=True)
class Directive:
    """A kind of directive.

    `make` writes what it names into an element of a page; `problem` says what is wrong with an argument, empty where nothing
    is; `holds` what it puts on its page that links lead to, each as (kind, id, anchor).
    """

    make: Callable[[Page, etree.Element, str], None]
    problem: Callable[[Book, str], str] = alone
    holds: Callable[[Book, str], Held] = nothing


def known(kind: str, among: Callable[[Book], Iterable[str]]) -> Callable[[Book, str], str]:
    """The argument must be one of the sources."""

    def problem(book: Book, argument: str) -> str:
        return "" if argument in among(book) else f"{kind} {argument} must be one of the sources"

    return problem


def named(kind: str, among: Mapping[str, object]) -> Callable[[Book, str], str]:
    """The argument must be a name of this table."""

    def problem(book: Book, argument: str) -> str:
        return "" if argument in among else f"{kind} {argument} must be one of {', '.join(among)}"

    return problem


def make_section(page: Page, parent: etree.Element, argument: str) -> None:
    section = page.book.sources.sections[argument]
    clause.opening(page, parent, section)
    if not page.has("clauses", argument):
        clause.clauses(page, parent, section)


def make_contents(page: Page, parent: etree.Element, argument: str) -> None:
    etree.SubElement(parent, "p").text = "[TOC]"  # Python-Markdown's toc puts the headings of the page here


def section_holds(book: Book, argument: str) -> Held:
    section = book.sources.sections.get(argument)
    if section:
        yield "section", section.id, section.id
        yield "clause", section.id, section.id
        yield from (("clause", entry.id, entry.id) for entry in section.clauses if entry.id not in book.placed)


def section_elsewhere(book: Book, argument: str) -> str:
    return "" if ("section", argument) in book.homes else f"section {argument} must stand on the page"


def make_calculator(page: Page, parent: etree.Element, argument: str) -> None:
    topic, _, case = argument.partition("?")
    box = etree.SubElement(parent, "div", {"class": "beside"})
    etree.SubElement(box, "h2", {"id": calculator_anchor(topic)}).text = TOPICS[topic].question
    page.html(box, form.calculator_html(topic, case or page.book.cases[topic], page))


def calculator_problem(book: Book, argument: str) -> str:
    # Without a case it has the one of the calculator that stands beside its clauses.
    return "" if argument in book.cases else form.problem(book.sources, argument)


def calculator_holds(book: Book, argument: str) -> Held:
    topic, _, case = argument.partition("?")
    if case:
        yield "topic", topic, calculator_anchor(topic)


DIRECTIVES = {
    "section": Directive(make_section, known("section", lambda book: book.sources.sections), section_holds),
    "contents": Directive(make_contents),
    "sections": Directive(clause.sections, named("document", dict.fromkeys(DOCUMENTS.values()))),
    "clauses": Directive(
        lambda page, parent, argument: clause.clauses(page, parent, page.book.sources.sections[argument]),
        section_elsewhere,
    ),
    "clause": Directive(
        lambda page, parent, argument: clause.clause(page, parent, page.book.sources.clauses[argument]),
        known("clause", lambda book: book.sources.clauses),
        lambda book, argument: [("clause", argument, argument)],
    ),
    "table": Directive(
        lambda page, parent, argument: page.html(parent, page.table(argument)),
        named("table", tables.TABLES),
    ),
    "calculator": Directive(make_calculator, calculator_problem, calculator_holds),
    "cases": Directive(
        lambda page, parent, argument: page.html(parent, cases.cases_html(argument, page)),
        named("topic", dict.fromkeys(LAID_OPEN)),
    ),
    "calculators": Directive(lambda page, parent, _: page.html(parent, dialog.overview(page))),
    "glossary": Directive(
        lambda page, parent, _: glossary.glossary(page, parent),
        holds=lambda book, _: (("term", term, f"term.{term}") for term in book.sources.terms),
    ),
    "readings": Directive(
        lambda page, parent, _: register.readings(page, parent),
        holds=lambda book, _: (("reading", reading, f"reading.{reading}") for reading in book.sources.readings),
    ),
    "coverage": Directive(lambda page, parent, _: page.html(parent, register.coverage(page))),
    "obligations": Directive(lambda page, parent, _: obligations.obligations(page, parent)),
    "kept": Directive(lambda page, parent, _: kept.kept(page, parent)),
    "blank": Directive(blank.blank, named("clause", blank.BLANKS)),
    "notice": Directive(lambda page, parent, _: blank.notice(page, parent)),
    "deadlines": Directive(lambda page, parent, _: deadlines.deadlines(page, parent)),
    "reference": Directive(
        lambda page, parent, argument: reference.PARTS[argument](page, parent), named("part", reference.PARTS)
    ),
}


def problem(book: Book, name: str, argument: str) -> str:
    """What is wrong with a directive; empty where nothing is."""
    row = DIRECTIVES.get(name)
    return row.problem(book, argument) if row else f"must be one of {', '.join(DIRECTIVES)}"


def holds(book: Book, name: str, argument: str) -> Held:
    """What a directive puts on its page: (kind, id, anchor)."""
    row = DIRECTIVES.get(name)
    return row.holds(book, argument) if row else ()


def bind(sources: Sources, docs: Path, report_address: str = "") -> Book:
    """The book of these sources and of the pages in the folder `docs`."""
    book = Book(sources, scan(docs), report_address)
    for path, lines in book.pages.items():
        for line in lines:
            topic, _, case = line.argument.partition("?")
            if line.name == "calculator" and case and not form.problem(sources, line.argument):
                book.cases.setdefault(topic, case)
            for kind, name, anchor in holds(book, line.name, line.argument):
                book.homes.setdefault((kind, name), f"{path}#{anchor}")
    return book


class Directives(BlockProcessor):
    """Turns a directive into the elements of what it names."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.md.parser)
        self.page = page

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith(":::")

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        first, _, rest = blocks.pop(0).partition("\n")
        if rest:
            blocks.insert(0, rest)
        name, argument = directive(first)
        wrong = problem(self.page.book, name, argument) if name else "must be a directive"
        if wrong:
            etree.SubElement(parent, "p", {"class": "complaint"}).text = f"{first}: {wrong}"
        else:
            DIRECTIVES[name].make(self.page, parent, argument)
        return True
