"""What the search of the site finds: things, not pages. Entries from the book, and answers (`answers.py`).

`search_data` is one JSON object, fetched when somebody is about to search (site_overrides/search/):

- `entries`: {"kind", "title", "line", "url", "names", "words", "text"}: what is found, the line that answers, its address from
  the site's root, its other names, the words of readers, and every other word of it once; `"named": true` where a query must
  name it, as it must a page for programmers
- `markets`: {"market", "names", "phone", "note"?, "fees"?}, `fees` the number of one of
- `fees`: {level: {"row", "late"}}: the printed amounts, and [days, total] for each day at which the total changes
- `levels`: {kind: [[transactions, level]]}: the number from which a level counts
- `elsewhere`: the countries of which there is no market
- `horizon`: the last day late that `late` speaks of
- `phone`: [the number that helps everybody, its address]
- `synonyms`: {"words", "abroad", "means"}, as the publisher wrote them
- `urls`: where each calculator stands, by topic, and what stands for a market without fees, under "unlisted"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from calculator.facts.edition import Facts
from calculator.topics import TOPICS

from ..pages.book import TASKS, Book, page_url
from ..sources.entries import Clause, Term
from ..text import SPACE, in_words, plain
from .answers import answers

LINE = 190  # characters of the line that answers

BY_NAME = "by name"  # `found` of a page that only a query which names it finds

Entry = dict[str, Any]


def search_data(book: Book, docs: Path) -> str:
    """The search's data as JSON text."""
    every = [*pages(book, docs), *calculators(book), *terms(book), *clauses(book), *figures(book), *readings(book)]
    found = {
        "entries": [slim(entry) for entry in every],
        **answers(book.sources),
        "synonyms": [{"words": one.words, "abroad": one.abroad, "means": one.means} for one in book.sources.synonyms],
        "urls": {
            **{topic: book.url("topic", topic).partition("#")[0] for topic in book.cases},
            "unlisted": book.url("reading", "unlisted-market"),
        },
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def pages(book: Book, docs: Path) -> Iterator[Entry]:
    """The pages written by hand, in the order in which the start leads to them: what to do, and the lists."""
    start = "\n".join(line.text for line in book.pages["index.md"])
    for path, lines in sorted(book.pages.items(), key=lambda page: start.find(f"({page[0]})")):
        meta = get_data((docs / path).read_text("utf-8"))[1]
        text = [line.text for line in lines if not line.name and not line.text.startswith("{:")]
        title = next((line.removeprefix("# ") for line in text if line.startswith("# ")), "")
        if not title or path == "index.md":
            continue  # the start leads to the others; a page of a section has the section's entry
        after = text[text.index(f"# {title}") + 1 :]
        opening = " ".join(" ".join(after).split("##")[0].split())
        words = meta.get("search", [])
        entry = {
            "kind": "task" if path.startswith(TASKS) else "page",
            "title": title,
            "line": sentences(plain(opening, book.sources.facts)),
            "url": page_url(path),
            "words": words,
        }
        if meta.get("found") == BY_NAME:
            headings = [line.lstrip("# ") for line in text if line.startswith("##")]
            yield entry | {"named": True, "names": headings}
        else:
            yield entry | {"text": plain("\n".join(after), book.sources.facts) if path.startswith(TASKS) else ""}


def calculators(book: Book) -> Iterator[Entry]:
    """Each calculator, at its page."""
    for name in book.cases:
        yield {
            "kind": "calculator",
            "title": TOPICS[name].title,
            "line": TOPICS[name].question,
            "url": f"calculators/{name}/",
            "words": ["calculator"],
            "text": " ".join(f"{field.label} {field.hint}" for field in TOPICS[name].fields),
        }


def terms(book: Book) -> Iterator[Entry]:
    """Each term with its meaning."""
    for term in book.sources.terms.values():
        meaning = plain(term.text, book.sources.facts)
        yield {
            "kind": "term",
            "title": f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term,
            "line": sentences(meaning.removeprefix("Not defined. ")),
            "url": book.url("term", term.id),
            "names": other_names(term),
            "text": meaning,
        }


def other_names(term: Term) -> list[str]:
    """What a term is also called; a plural is found by its singular."""
    names = [term.term, term.abbreviation, *term.also] if term.abbreviation else list(term.also)
    known = {singular(term.term)} if not term.abbreviation else set()
    return [name for name in names if singular(name) not in known and not known.add(singular(name))]  # type: ignore[func-returns-value]


def singular(name: str) -> str:
    """A name as it is compared here: small letters, no plural."""
    return re.sub(r"(?<=\w{3})(?:y|ies|s)\b", "", name.casefold())


def clauses(book: Book) -> Iterator[Entry]:
    """Each section and each clause; a clause that describes a document is that document's entry."""
    facts = book.sources.facts
    described = documents(facts)
    for section in book.sources.sections.values():
        told = [plain(text, facts) for text in (section.asks, section.by, section.otherwise)]
        yield {
            "kind": "section",
            "title": section.title,
            "line": sentences(told[0]),
            "url": book.url("clause", section.id),
            "text": " ".join(told),
        }
        for clause in section.clauses:
            yield clause_entry(book, clause, described)


def clause_entry(book: Book, clause: Clause, described: dict[str, str]) -> Entry:
    text = plain(clause.text, book.sources.facts)
    return {
        "kind": "document" if clause.id in described else "clause",
        "title": clause.title,
        "line": described.get(clause.id) or sentences(text),
        "url": book.url("clause", clause.id),
        "words": [*clause.search, *(["table"] if clause.kind == "table" else [])],
        "text": text,
    }


def documents(facts: Facts) -> dict[str, str]:
    """What is sent, how often and who performs it, by the clause that describes the document."""
    found = {}
    figures: Mapping[str, Any] = facts.figures
    for name, entry in figures.items():
        if name.startswith("validation.") and name.endswith("_frequency"):
            stem = name.removesuffix("_frequency")
            sent, by = figures[f"{stem}_sent"], figures.get(f"{stem}_performed_by")
            found[sent.clause] = f"You send {sent.value}, {entry.value}{f'; performed by {by.value}' if by else ''}."
    return found


def figures(book: Book) -> Iterator[Entry]:
    """Each figure that has a name, at its clause: "24 hours" is how long to notify."""
    every: Mapping[str, Any] = book.sources.facts.figures
    for entry in every.values():
        if not hasattr(entry, "value") or entry.clause not in book.sources.clauses:
            continue
        words = in_words(entry, unit=True).replace(SPACE, " ").removeprefix("https://")
        if entry.unit == "text" and not re.search(r"\d{4}|@|://|www\.", words):
            continue
        clause = book.sources.clauses[entry.clause]
        yield {
            "kind": "figure",
            "title": f"{words}: {clause.title}",
            "line": sentences(plain(clause.text, book.sources.facts)),
            "url": book.url("clause", clause.id),
            "names": [words],
        }


def readings(book: Book) -> Iterator[Entry]:
    """Each place that the originals leave open, with the reading taken."""
    facts = book.sources.facts
    for reading in book.sources.readings.values():
        taken = plain(reading.taken, facts)
        yield {
            "kind": "reading",
            "title": reading.title,
            "line": sentences(taken),
            "url": book.url("reading", reading.id),
            "text": f"{plain(reading.open, facts)} {taken}",
        }


def slim(entry: Entry) -> Entry:
    """An entry without what is empty, and of its text each word once that neither its title nor its line has."""
    shown = set(words(f"{entry['title']} {entry['line']}"))
    text = " ".join(sorted(set(words(entry.get("text", ""))) - shown))
    return {key: value for key, value in (entry | {"text": text}).items() if value}


def words(text: str) -> list[str]:
    """The words of a text in small letters, those with a hyphen whole."""
    return re.findall(r"[^\W_][\w’'-]*(?:[.,]\d+)*", text.lower().replace(SPACE, " "))


def sentences(text: str) -> str:
    """The first sentences of a text that fit a line; the beginning of the first where it is longer."""
    found = ""
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z“])", text):
        if found and len(found) + len(sentence) >= LINE:
            break
        found = f"{found} {sentence}".strip()
    return found if len(found) <= LINE else f"{found[:LINE].rsplit(' ', 1)[0].rstrip(',;:')} …"


def descriptions(book: Book, docs: Path) -> dict[str, str]:
    """What each page is about, by its address: the line of its first entry."""
    said = {entry["url"]: entry["line"] for entry in pages(book, docs)}
    said |= {entry["url"]: f"{entry['line']} Answered for your case, with the working." for entry in calculators(book)}
    for section in book.sources.sections.values():
        # What the section asks, or where that is nothing, what its first clause says.
        asks = plain(section.asks, book.sources.facts).removeprefix("Nothing of you.").strip()
        told = asks or plain(section.clauses[0].text, book.sources.facts)
        said[book.url("clause", section.id).partition("#")[0]] = f"{section.title}. {sentences(told)}"
    return said
