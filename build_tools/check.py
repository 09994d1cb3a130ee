"""Every complaint about facts, words and pages, above all that is looked at: `make check`, and before each build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from calculator.topics import TOPICS

from . import ROOT, tables
from .data.search import BY_NAME
from .pages.book import Book, Line
from .pages.directives import bind, holds, problem
from .pages.terms import unused
from .sources import Sources, capitals, holidays, prose, published, read
from .sources.entries import MOST_SEARCH_WORDS, Clause, Term
from .sources.facts import folder_of
from .sources.toml import Complaint, KeyPath, positions
from .text import plain

MARK = re.compile(r"^\s*:::")
# In what a reader does, what must come from somewhere: a figure, a deadline, a duty.
DO = "do/"
STATED = re.compile(
    r"\{\{|\d|\bmust\b|\b(?:at once|immediately|deadlines?|no later than|within|hours?|days?|months?|years?)\b",
    re.IGNORECASE,
)
ORIGIN = re.compile(r"\]\((?:clause|reading):")
BLOCK = re.compile(r"\s*(?:[-*+]|\d+\.)\s+")  # an item of a list begins


def check(
    root: Path = ROOT, *, edition: str | None = None, report_address: str = ""
) -> tuple[Book | None, list[Complaint]]:
    """The book of an edition (None: the current one), and everything that is wrong with it, in order.

    `root` holds the folders of the project. There is no book where the words cannot be read.
    """
    sources, complaints = read(edition, root=root)
    if sources is None:
        return None, sorted(set(complaints))
    book = bind(sources, root / "docs", report_address)
    parts = [
        words(sources),
        core_readings(sources),
        collection(sources),
        published.complaints(sources, root),
        pages(book),
        origins(book),
        synonyms(book),
        fronts(book, root),
    ]
    if sources.computable:
        parts += [examples(sources, root), cited(sources, root)]
        complaints.extend(holidays.complaints(sources.facts.directory, root))
    for part in parts:
        complaints.extend(part)
    return book, sorted(set(complaints))


def words(sources: Sources) -> Iterator[Complaint]:
    """The texts are right, each place in the originals is there, a capital is a term or a name."""
    for section in sources.sections.values():
        for text in (section.asks, section.by, section.otherwise):
            for _, wrong in prose.problems(sources, text):
                yield section.place.complaint(wrong)
        for clause in section.clauses:
            for offset, wrong in prose.problems(sources, clause.text):
                yield clause.place.complaint(wrong, offset)
            if clause.table and clause.table not in tables.TABLES:
                yield clause.place.complaint(f"table {clause.table} must be one of {', '.join(tables.TABLES)}")
    for term in sources.terms.values():
        for offset, wrong in prose.problems(sources, term.text):
            yield term.place.complaint(wrong, offset)
    for reading in sources.readings.values():
        for name in reading.clauses:
            if name not in sources.clauses:
                yield reading.place.complaint(f"clause {name} of reading {reading.id} must exist")
        for text in (reading.open, reading.taken, reading.why, *(other.text for other in reading.alternatives)):
            for _, wrong in prose.problems(sources, text):
                yield reading.place.complaint(wrong)
    placed: list[Clause | Term] = [*sources.clauses.values(), *sources.terms.values()]
    for entry in placed:
        end = getattr(sources.about.documents, entry.document).lines
        for first, last in entry.lines:
            if last > end:
                text = f"lines must be in the original, which has {end}: [{first}, {last}] goes beyond"
                yield entry.place.complaint(text)
    if sources.facts.directory:  # else its markets are not known
        yield from capitals.complaints(sources)


def core_readings(sources: Sources) -> Iterator[Complaint]:
    """The register's computed alternatives and those that the rule core computes are the same."""
    computed: dict[str, set[str]] = {}
    for topic in TOPICS.values():
        for name, options in topic.readings.items():
            computed.setdefault(name, set()).update(options[1:])  # the first option is the usual one
    file = f"docs/sources/{sources.edition}/readings.toml"
    for name in computed.keys() - sources.readings.keys():
        yield Complaint(file, 1, f"reading {name}, which the rule core computes, must stand in the register")
    for name, reading in sources.readings.items():
        others = computed.get(name, set())
        registered = {other.id: other for other in reading.alternatives if other.computed}
        for other in sorted(others - registered.keys()):
            yield reading.place.complaint(f"reading {name} must have {other} as computed, as the rule core has")
        for other in sorted(registered.keys() - others):
            text = f"alternative {other} of {name} must not be computed: the rule core does not have it"
            yield registered[other].place.complaint(text)


def collection(sources: Sources) -> Iterator[Complaint]:
    """The clauses of the collection table exist."""
    for row in sources.collection:
        if row["clause"] not in sources.clauses:
            file = f"docs/sources/{sources.edition}/privacy_collection.csv"
            yield Complaint(file, int(row["line"]), f"clause {row['clause']} must exist")


def examples(sources: Sources, root: Path) -> Iterator[Complaint]:
    """The printed examples of a reduction come out as printed."""
    file = f"{folder_of(sources.edition)}/reduction_examples.csv"
    lines = (root / file).read_text("utf-8").split("\n")
    for example in sources.facts.reduction_examples:
        numbers = sources.facts.indemnity.example_numbers.value
        inputs = {
            "kind": "merchant",
            "card_numbers": numbers,
            "numbers_with_data": numbers,
            "mitigation_throughout": True,
            "pfi_investigation_complete": True,
            "report_confirms_mitigation": True,
            "forbidden_data_stored": False,
            "notified_in_time": False,
            "incident_duties_met": False,
            "chip_percent": example.chip_percent,
            "any_technology_locations_percent": example.other_percent,
            "other_technology_locations_percent": example.other_percent,
        }
        outcome: Any = sources.answer("indemnity", inputs).to_dict()["outcome"]
        printed = f"{example.reduction} {example.reduction_percent}"
        computed = f"{outcome['reduction']} {outcome['reduction_percent']}"
        if computed != printed:
            start = re.compile(rf'"?{example.number}"?[,;]')
            line = next((at for at, text in enumerate(lines, 1) if start.match(text)), 1)
            text = f"example {example.number} must come out as printed, {printed}: the rule core has {computed}"
            yield Complaint(file, line, text)


def cited(sources: Sources, root: Path) -> Iterator[Complaint]:
    """The clauses that facts name exist."""
    folder = folder_of(sources.edition)
    lines: dict[str, dict[KeyPath, tuple[int, int]]] = {}
    for name, rule in sources.facts.figures.items():
        if rule.clause not in sources.clauses:
            file, _, key = name.partition(".")
            path = root / folder / f"{file}.toml"
            if file not in lines:
                lines[file] = positions(path.read_text("utf-8")) if path.is_file() else {}
            line = lines[file].get((key,), (1, 1))[0]
            yield Complaint(f"{folder}/{file}.toml", line, f"clause {rule.clause} of {key} must exist")


def pages(book: Book) -> Iterator[Complaint]:
    """Directives, figures and links of the pages are right; every clause stands on one page, every term is used."""
    homes: dict[tuple[str, str], str] = {}
    for page, lines in book.pages.items():
        file = f"docs/{page}"
        for line in lines:
            if line.name:
                if wrong := problem(book, line.name, line.argument):
                    yield Complaint(file, line.number, f"{line.text}: {wrong}")
                for kind, name, _ in holds(book, line.name, line.argument):
                    here = f"{file}:{line.number}"
                    first = homes.setdefault((kind, name), here)
                    if first != here:
                        text = f"{kind} {name} stands already at {first}: each must have one place"
                        yield Complaint(file, line.number, text)
            elif MARK.match(line.text):
                text = f"{line.text.strip()} must be a directive alone on its line, as ::: NAME ARGUMENT"
                yield Complaint(file, line.number, text)
        for offset, wrong in prose.problems(book.sources, text_of(lines), page=True):
            yield Complaint(file, offset + 1, wrong)
    for page in book.unreadable:
        yield Complaint(f"docs/{page}", 1, "the file must be UTF-8")
    facts = book.sources.facts
    every = "\n".join(f"{clause.title} {plain(clause.text, facts)}" for clause in book.sources.clauses.values())
    used = set().union(*(glossary.used(every) for glossary in book.glossaries.values()))
    used |= {term for clause in book.sources.clauses.values() for term in book.terms_of(clause)}
    for term in unused(book.sources.terms.values(), used):
        yield term.place.complaint(f"term {term.term} must be used by a clause, or say in `unused` why it is there")
    for section in book.sources.sections.values():
        for clause in section.clauses:
            if ("clause", clause.id) not in homes:
                yield clause.place.complaint(f"clause {clause.id} must stand on a page: ::: section {section.id}")


def text_of(lines: Iterable[Line]) -> str:
    """The prose of a page, each line at its place; directives and code are left out."""
    text: list[str] = []
    for line in lines:
        text += [""] * (line.number - 1 - len(text))
        text.append("" if line.name else line.text)
    return "\n".join(text)


def origins(book: Book) -> Iterator[Complaint]:
    """What a reader is to do comes from somewhere: a paragraph or an item that states something links to its origin."""
    for page, lines in book.pages.items():
        if not page.startswith(DO):
            continue
        for number, block in blocks(lines):
            stated = STATED.search(BLOCK.sub("", block, count=1))
            if stated and not ORIGIN.search(block):
                text = f"what is stated here ({stated[0]}) must link to the clause or the reading that it comes from"
                yield Complaint(f"docs/{page}", number, text)


def blocks(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """The paragraphs and items of a page with the number of their first line; headings and directives are none."""
    first, block = 0, ""
    for line in (*lines, Line(0, "")):
        ends = line.name or not line.text.strip() or line.text.startswith("#")
        if block and (ends or BLOCK.match(line.text)):
            yield first, block
            block = ""
        if not ends:
            first, block = (first, f"{block}\n{line.text}") if block else (line.number, line.text)


def synonyms(book: Book) -> Iterator[Complaint]:
    """What a reader's word stands for has its words on the site, and no word stands for two things in one way."""
    sources = book.sources
    texts = [section.title for section in sources.sections.values()]
    texts += [reading.title for reading in sources.readings.values()]
    for clause in sources.clauses.values():
        texts += [clause.title, *clause.search, plain(clause.text, sources.facts)]
    for term in sources.terms.values():
        texts += [term.term, plain(term.text, sources.facts)]
    texts += [line.text for lines in book.pages.values() for line in lines]
    known = set(re.findall(r"[a-z]+", " ".join(texts).lower()))
    first: dict[str, int] = {}
    for synonym in sources.synonyms:
        for text in synonym.means:
            for word in re.findall(r"[a-z]+", text):
                if word not in known:
                    yield synonym.place.complaint(f"{text}, which is meant, must stand on these pages: {word} does not")
        for text in (*synonym.words, *synonym.abroad):
            if text != text.lower():
                yield synonym.place.complaint(f"{text} must be in small letters")
            line = first.setdefault(text, synonym.place.line)
            if line != synonym.place.line:
                yield synonym.place.complaint(f"{text} stands already in line {line}: each must stand once")


def fronts(book: Book, root: Path) -> Iterator[Complaint]:
    """What a page says of itself to the search: words of readers, as many as a clause has, and whether only its name finds it."""
    for page in book.pages:
        front = get_data((root / "docs" / page).read_text("utf-8", errors="replace"))[1]
        said = front.get("search", [])
        good = isinstance(said, list) and all(isinstance(word, str) for word in said) and len(said) <= MOST_SEARCH_WORDS
        if not good:
            text = f"search must be a list of at most {MOST_SEARCH_WORDS} texts, such as [fine, overdue]"
            yield Complaint(f"docs/{page}", 1, text)
        if front.get("found", BY_NAME) != BY_NAME:
            yield Complaint(f"docs/{page}", 1, f"found must be: {BY_NAME}")


def leftover(html: str) -> str:
    """What of our syntax is still in a finished page, as a complaint; code is left alone."""
    text = re.sub(r"<(code|pre|script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    syntax = r":::.{0,40}|\{\{.{0,40}|href=\"(?:clause|term|reading):[^\"]*|class=\"complaint\"[^<]{0,80}"
    left = re.search(syntax, text)
    return f"{left[0]} must be a directive, a figure or a link that is known" if left else ""


def taken_anchor(html: str, topics: Iterable[str]) -> str:
    """An anchor that is a topic's name, as a complaint: in the address it would open the calculator instead."""
    taken = set(re.findall(r'\bid="([^"]*)"', html)) & set(topics)
    return f"no heading may have a topic's name as its anchor: {', '.join(sorted(taken))}" if taken else ""
