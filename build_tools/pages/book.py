"""Which page holds what, read from the directives of `docs/` once a build.

So every link and every complaint knows its page and line before anything is written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..sources import Sources
from ..sources.entries import DOCUMENTS, Clause
from ..text import plain
from .terms import Glossary

KINDS = ("clause", "term", "reading")
TASKS = "do/"  # the folder of the pages that say what to do

DIRECTIVE = re.compile(r"^::: (?P<name>[a-z]+)(?: +(?P<argument>\S+))? *$")

FENCE = re.compile(r"^\s*(```|~~~)")

CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class Line:
    """One line of a page outside code: its number, its text, and the directive that it is, if one."""

    number: int
    text: str
    name: str = ""
    argument: str = ""


@dataclass(frozen=True)
class Book:
    """The sources of an edition and the pages that show them.

    `homes` leads from ("clause" | "section" | "term" | "reading" | "topic", id) to "page.md#anchor"; `cases` has the worked
    example of each topic that a page has. `directives.bind` fills both.
    """

    sources: Sources
    pages: Mapping[str, list[Line]]
    report_address: str = ""
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)

    @cached_property
    def acronyms(self) -> Glossary:
        """The terms of the policy by what is written in capitals, which a page written by hand explains too."""
        terms = {name: term for name, term in self.sources.terms.items() if term.document == "dsop"}
        return Glossary(terms, r"(?:[A-Z0-9]+\b[ -]?){2,}$|[A-Z0-9]{3,}s?$")

    @cached_property
    def glossaries(self) -> dict[str, Glossary]:
        """The terms of each document."""
        terms = self.sources.terms.items()
        return {
            document: Glossary({name: term for name, term in terms if term.document == document})
            for document in DOCUMENTS.values()
        }

    @cached_property
    def unreadable(self) -> list[str]:
        """The pages that are no UTF-8."""
        return [
            path
            for path, lines in self.pages.items()
            if any("\N{REPLACEMENT CHARACTER}" in line.text for line in lines)
        ]

    @cached_property
    def placed(self) -> frozenset[str]:
        """The clauses that a page places by themselves, and not among the others of their section."""
        return frozenset(line.argument for lines in self.pages.values() for line in lines if line.name == "clause")

    def meaning(self, term: str) -> str:
        """What a term means, in plain words."""
        return plain(self.sources.terms[term].text, self.sources.facts)

    def terms_of(self, clause: Clause) -> list[str]:
        """The terms that a clause uses, by link or by name."""
        linked = re.findall(r"\]\(term:([^)]+)\)", clause.text)
        mentioned = self.glossaries[clause.document].mentioned(plain(clause.text, self.sources.facts))
        return list(dict.fromkeys([*mentioned, *linked]))

    def url(self, kind: str, name: str) -> str:
        """The address of something, relative to the site's root; empty where no page has it."""
        page, _, anchor = self.homes.get((kind, name), "").partition("#")
        return page_url(page) + (f"#{anchor}" if anchor else "")

    def title(self, kind: str, name: str) -> str:
        """What a clause, a reading, or an option of a reading ("fee-days/day-30-late") is called, in plain text."""
        if kind == "clause":
            return self.sources.clauses[name].title
        reading, _, option = name.partition("/")
        entry = self.sources.readings[reading]
        if kind == "reading":
            return entry.title
        # The rule core names the reading taken too; the register tells it in its own key.
        words = {alternative.id: alternative.text for alternative in entry.alternatives}.get(option, entry.taken)
        return plain(words, self.sources.facts)


def page_url(page: str) -> str:
    """policy/fees.md → policy/fees/, index.md → empty: MkDocs' directory addresses."""
    path = page.removesuffix(".md")
    if posixpath.basename(path) == "index":
        path = posixpath.dirname(path)
    return f"{path}/" if path else ""


def calculator_anchor(topic: str) -> str:
    """The id of a calculator's heading; never a topic's name, since cases stand there in the address."""
    return f"calculator-{topic}"


def directive(line: str) -> tuple[str, str]:
    """The name and the argument of the directive that a line is; both empty where it is none."""
    match = DIRECTIVE.fullmatch(line)
    return (match["name"], match["argument"] or "") if match else ("", "")


def scan(docs: Path) -> dict[str, list[Line]]:
    """The lines of every page outside code and front matter, by the page's path below `docs`.

    Of what is no UTF-8 only the rest is read; `unreadable` says which pages those are.
    """
    return {
        path.relative_to(docs).as_posix(): list(_lines(path.read_text("utf-8", errors="replace")))
        for path in sorted(docs.rglob("*.md"))
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
            name, argument = directive(line)
            yield Line(number, line if name else CODE.sub("", line), name, argument)
