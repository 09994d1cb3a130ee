"""What stands on which page, and the sections, clauses, terms and readings as a reader sees them.

The pages of `docs/` are Markdown; their directives (see `markdown.py`) say which page holds what. `scan` reads them once
a build, so that every link and every complaint knows its page and line before anything is written.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from calculator.topics import TOPICS

from . import capitals, forms, reference, tables
from .glossary import Glossary, unused
from .sources import AUDIENCE, DOCUMENTS, Clause, Complaint, Section, Sources
from .words import listed, plain

if TYPE_CHECKING:
    from .markdown import Directives

KINDS = ("clause", "term", "reading")
MARK = re.compile(r"^\s*:::")
DIRECTIVE = re.compile(r"^::: (?P<name>[a-z]+)(?: +(?P<argument>\S+))? *$")
FENCE = re.compile(r"^\s*(```|~~~)")
CODE = re.compile(r"`[^`]*`")
NAMES = (
    "section",
    "clauses",
    "clause",
    "table",
    "calculator",
    "calculators",
    "glossary",
    "readings",
    "coverage",
    "reference",
)


@dataclass(frozen=True)
class Line:
    """One line of a page outside code: its number, its text, and the directive that it is, if one."""

    number: int
    text: str
    name: str = ""
    argument: str = ""


@dataclass
class Book:
    """The sources of an edition and the pages that show them.

    `homes` leads from ("clause" | "section" | "term" | "reading" | "topic", id) to "page.md#anchor"; `page` is the page
    being made, set by the plugin.
    """

    sources: Sources
    pages: dict[str, list[Line]]
    report_address: str = ""
    page: str = ""
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)  # the worked example of each topic that a page has
    glossaries: dict[str, Glossary] = field(init=False)  # by document

    def __post_init__(self) -> None:
        terms = self.sources.terms.items()
        self.glossaries = {
            document: Glossary({name: term for name, term in terms if term.document == document})
            for document in DOCUMENTS.values()
        }
        for page, lines in self.pages.items():
            for line in lines:
                topic, _, case = line.argument.partition("?")
                if line.name == "calculator" and case and not directive_problem(self, line.name, line.argument):
                    self.cases.setdefault(topic, case)
                for kind, name, anchor in self._held(page, line):
                    self.homes.setdefault((kind, name), f"{page}#{anchor}")

    def _held(self, page: str, line: Line) -> Iterator[tuple[str, str, str]]:
        """What a directive puts on its page: (kind, id, anchor)."""
        match line.name:
            case "section" if section := self.sources.sections.get(line.argument):
                yield "section", section.id, section.id
                yield "clause", section.id, section.id
                for clause in section.clauses:
                    if not any(clause.id in self.placed(other) for other in self.pages):
                        yield "clause", clause.id, clause.id
            case "clause":
                yield "clause", line.argument, line.argument
            case "calculator":
                topic, _, case = line.argument.partition("?")
                if case:
                    yield "topic", topic, calculator_anchor(topic)
            case "glossary":
                for term in self.sources.terms:
                    yield "term", term, f"term.{term}"
            case "readings":
                for reading in self.sources.readings:
                    yield "reading", reading, f"reading.{reading}"

    def placed(self, page: str) -> set[str]:
        """The clauses that a page places by themselves."""
        return {line.argument for line in self.pages.get(page, ()) if line.name == "clause"}

    def has(self, name: str, argument: str) -> bool:
        """Whether the page being made has that directive."""
        return any((line.name, line.argument) == (name, argument) for line in self.pages.get(self.page, ()))

    def markdown_link(self, home: str) -> str:
        """A home as a link from the page being made, which MkDocs resolves and checks."""
        page, _, anchor = home.partition("#")
        if page == self.page:
            return f"#{anchor}"
        return posixpath.relpath(page, posixpath.dirname(self.page) or ".") + f"#{anchor}"

    def meaning(self, term: str) -> str:
        """What a term means, in plain words."""
        return plain(self.sources.terms[term].text, self.sources.facts)

    def terms_of(self, clause: Clause) -> list[str]:
        """The terms that a clause uses, by link or by name."""
        linked = re.findall(r"\]\(term:([^)]+)\)", clause.text)
        mentioned = self.glossaries[clause.document].mentioned(plain(clause.text, self.sources.facts))
        return list(dict.fromkeys([*mentioned, *linked]))

    def url(self, kind: str, name: str) -> str:
        """The address of something, relative to the site's root."""
        home = self.homes.get((kind, name), "")
        page, _, anchor = home.partition("#")
        return page_url(page) + (f"#{anchor}" if anchor else "")

    def link(self, kind: str, name: str) -> str:
        """The address of something, relative to the page being made; empty where no page has it."""
        if (kind, name) not in self.homes:
            return ""
        page, _, anchor = self.homes[kind, name].partition("#")
        return f"#{anchor}" if page == self.page else f"{self.to_root()}{page_url(page)}#{anchor}"

    def title(self, kind: str, name: str) -> str:
        """What a clause, a reading, or an option of a reading ("fee-days/day-30-late") is called, in plain text."""
        if kind == "clause":
            return self.sources.clauses[name].title
        reading, _, option = name.partition("/")
        entry = self.sources.readings.get(reading)
        if kind == "reading" or entry is None:
            return entry.title if entry else name
        # The rule core names the reading taken too; the register tells it in its own key.
        words = {alternative.id: alternative.text for alternative in entry.alternatives}.get(option, entry.taken)
        return plain(words, self.sources.facts)

    def to_root(self) -> str:
        """The way from the page being made to the site's root: "", "../", "../../"."""
        return "../" * page_url(self.page).count("/") or "./"


def page_url(page: str) -> str:
    """policy/fees.md → policy/fees/, index.md → empty: MkDocs' directory addresses."""
    path = page.removesuffix(".md")
    if posixpath.basename(path) == "index":
        path = posixpath.dirname(path)
    return f"{path}/" if path else ""


def calculator_anchor(topic: str) -> str:
    """The id of a calculator's heading; never a topic's name, since cases stand there in the address."""
    return f"calculator-{topic}"


# ---- Reading the pages -----------------------------------------------------------------------------------------------


def scan(docs: Path) -> dict[str, list[Line]]:
    """The lines of every page outside code and front matter, by the page's path below `docs`."""
    return {
        path.relative_to(docs).as_posix(): list(_lines(path.read_text("utf-8"))) for path in sorted(docs.rglob("*.md"))
    }


def _lines(text: str) -> Iterator[Line]:
    lines = text.split("\n")
    start = lines.index("---", 1) + 1 if lines[0] == "---" and "---" in lines[1:] else 0
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
        elif not fence and not line.startswith("    "):
            found = DIRECTIVE.fullmatch(line)
            if found:
                yield Line(number, line, found["name"], found["argument"] or "")
            else:
                yield Line(number, CODE.sub("", line))


def directive_problem(book: Book, name: str, argument: str) -> str:
    """What is wrong with a directive; empty where nothing is."""
    sources = book.sources
    if name not in NAMES:
        return f"must be one of {', '.join(NAMES)}"
    if name == "section" and argument not in sources.sections:
        return f"section {argument} must be one of the sources"
    if name == "clauses" and ("section", argument) not in book.homes:
        return f"section {argument} must stand on the page"
    if name == "clause" and argument not in sources.clauses:
        return f"clause {argument} must be one of the sources"
    if name == "table" and argument not in tables.TABLES:
        return f"table {argument} must be one of {', '.join(tables.TABLES)}"
    if name == "reference" and argument not in reference.PARTS:
        return f"part {argument} must be one of {', '.join(reference.PARTS)}"
    if name == "calculator":
        # Without a case it has the one of the calculator that stands beside its clauses.
        return "" if argument in book.cases else forms.problem(argument)
    if name in ("calculators", "glossary", "readings", "coverage") and argument:
        return f"{name} must stand alone"
    return ""


def complaints(book: Book, docs: str = "docs") -> Iterator[Complaint]:
    """What does not hold in the pages and between them and the sources."""
    homes: dict[tuple[str, str], str] = {}
    for page, lines in book.pages.items():
        file = f"{docs}/{page}"
        for line in lines:
            if line.name:
                if problem := directive_problem(book, line.name, line.argument):
                    yield Complaint(file, line.number, f"{line.text}: {problem}")
                for kind, name, _ in book._held(page, line):
                    first = homes.setdefault((kind, name), f"{file}:{line.number}")
                    if first != f"{file}:{line.number}":
                        yield Complaint(
                            file, line.number, f"{kind} {name} stands already at {first}: each must have one place"
                        )
            elif MARK.match(line.text):
                yield Complaint(
                    file,
                    line.number,
                    f"{line.text.strip()} must be a directive alone on its line, as ::: NAME ARGUMENT",
                )
            for _, problem in book.sources.references(line.text):
                yield Complaint(file, line.number, problem)
    yield from capitals.complaints(book.sources)
    facts = book.sources.facts
    every = "\n".join(f"{clause.title} {plain(clause.text, facts)}" for clause in book.sources.clauses.values())
    used = set().union(*(glossary.used(every) for glossary in book.glossaries.values()))
    used |= {term for clause in book.sources.clauses.values() for term in book.terms_of(clause)}
    for term in unused(book.sources.terms.values(), used):
        place = term.place
        yield Complaint(
            place.file, place.line, f"term {term.term} must be used by a clause, or say in `unused` why it is there"
        )
    for section in book.sources.sections.values():
        for clause in section.clauses:
            if ("clause", clause.id) not in homes:
                place = clause.place
                yield Complaint(
                    place.file, place.line, f"clause {clause.id} must stand on a page: ::: section {section.id}"
                )
            if clause.table and clause.table not in tables.TABLES:
                text = f"table {clause.table} must be one of {', '.join(tables.TABLES)}"
                yield Complaint(clause.place.file, clause.place.line, text)


def leftover(html: str) -> str:
    """What of our syntax is still in a finished page, as a complaint; code is left alone."""
    text = re.sub(r"<(code|pre|script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    found = re.search(
        r":::.{0,40}|\{\{.{0,40}|href=\"(?:clause|term|reading):[^\"]*|class=\"complaint\"[^<]{0,80}", text
    )
    return f"{found[0]} must be a directive, a figure or a link that is known" if found else ""


def taken_anchor(html: str, topics: Iterable[str]) -> str:
    """An anchor that is a topic's name, as a complaint: in the address it would open the calculator instead."""
    taken = set(re.findall(r'\bid="([^"]*)"', html)) & set(topics)
    return f"no heading may have a topic's name as its anchor: {', '.join(sorted(taken))}" if taken else ""


# ---- Showing the sources ---------------------------------------------------------------------------------------------


def opening(page: Directives, parent: etree.Element, section: Section) -> None:
    """The title of a section, and what it asks, by when, and what happens otherwise."""
    etree.SubElement(parent, "h1", {"id": section.id}).text = section.title
    box = etree.SubElement(parent, "dl", {"class": "opening", "data-document": section.document})
    told = (
        ("What this asks of you", section.asks),
        ("By when", section.by),
        ("What happens otherwise", section.otherwise),
    )
    for name, text in told:
        row = etree.SubElement(box, "div")
        etree.SubElement(row, "dt").text = name
        page.words(etree.SubElement(row, "dd"), text.strip())


def clauses(page: Directives, parent: etree.Element, section: Section) -> None:
    """The clauses of a section, but those that the page places by themselves."""
    for entry in section.clauses:
        if entry.id not in page.book.placed(page.book.page):
            clause(page, parent, entry)


def clause(page: Directives, parent: etree.Element, entry: Clause) -> None:
    """A clause: heading at its address, whom it is for, the text, and what rests on it."""
    book = page.book
    section = etree.SubElement(
        parent, "section", {"class": f"clause clause--{entry.kind}", "data-document": entry.document}
    )
    etree.SubElement(section, "h2", {"id": entry.id}).text = entry.title
    etree.SubElement(section, "p", {"class": "clause__for"}).text = applies(entry)
    page.words(section, entry.text)
    if entry.table in tables.TABLES:
        page.html(section, tables.TABLES[entry.table](book))
    computed = [
        f'<a href="{link}">{escape(forms.title(topic))}</a>'
        for topic in entry.topics
        if topic in TOPICS and (link := book.link("topic", topic))
    ]
    readings = [
        f'<a href="{link}">{escape(reading.title)}</a>'
        for reading in book.sources.readings_of(entry.id)
        if (link := book.link("reading", reading.id))
    ]
    rows = []
    if computed:
        rows.append(f"<div data-search-exclude><dt>Computed from this</dt><dd>{listed(computed)}</dd></div>")
    elif entry.judged:
        rows.append("<div data-search-exclude><dt>Computed from this</dt><dd>nothing: a person has to judge</dd></div>")
    if readings:
        rows.append(f"<div data-search-exclude><dt>How it is read</dt><dd>{'; '.join(readings)}</dd></div>")
    links = f'<a href="#{entry.id}" class="clause__copy">Link to this clause</a>'
    if book.report_address:
        links += f' <a href="{escape(report_url(book.report_address, entry))}">Report a mistake</a>'
    if entry.search:
        # Words that readers use and the policy does not: here the search finds them.
        rows.append(f"<div><dt>Also called</dt><dd>{escape(', '.join(entry.search))}</dd></div>")
    rows.append(f"<div data-search-exclude><dt>Clause</dt><dd><code>{entry.id}</code> {links}</dd></div>")
    page.html(section, f'<dl class="clause__foot">{"".join(rows)}</dl>')


def applies(entry: Clause) -> str:
    """For merchants and service providers, Levels 1 and 2."""
    text = f"For {listed([AUDIENCE[who] for who in entry.applies_to])}"
    if entry.levels:
        text += f", Level{'s' * (len(entry.levels) > 1)} {listed([str(level) for level in entry.levels])}"
    return text


def report_url(address: str, entry: Clause) -> str:
    """The address to report a mistake at, with the clause named."""
    subject = f"Mistake in {entry.id}"
    if "@" in address and "/" not in address:
        return f"mailto:{address}?subject={quote(subject)}"
    return f"{address}{'&' if '?' in address else '?'}title={quote(subject)}"


def glossary(page: Directives, parent: etree.Element) -> None:
    """Every term, by the alphabet, at an address of its own."""
    for term in sorted(page.book.sources.terms.values(), key=lambda one: one.term.casefold()):
        section = etree.SubElement(parent, "section", {"class": "term-entry"})
        heading = etree.SubElement(section, "h2", {"id": f"term.{term.id}"})
        heading.text = f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term
        page.words(section, term.text)
