"""The register of readings as a page: by section of the originals, with contents; and what becomes of every clause."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter
from html import escape

from calculator.topics import TOPICS

from ..sources.entries import DOCUMENTS, Clause, Reading, Section
from ..text import listed
from .book import Book
from .page import Page


def by_section(book: Book) -> list[tuple[Section, list[Reading]]]:
    """Each section that has readings, in order, with those whose place is one of its clauses."""
    sources = book.sources
    groups: dict[str, list[Reading]] = {}
    for reading in sources.readings.values():
        groups.setdefault(sources.clauses[reading.clauses[0]].section, []).append(reading)
    return [(section, groups[name]) for name, section in sources.sections.items() if name in groups]


def anchor(section: Section) -> str:
    """The id of a section's heading in the register."""
    return f"readings-{section.id.replace('.', '-')}"


def readings(page: Page, parent: etree.Element) -> None:
    """Every reading: what is left open, the reading taken and why, how else it could be read, and what rests on it."""
    groups = by_section(page.book)
    contents = "".join(
        f'<li><a href="#{anchor(section)}">{escape(section.title)}</a> ({len(entries)})</li>'
        for section, entries in groups
    )
    page.html(parent, f'<nav aria-label="Readings by section"><ul class="readings-contents">{contents}</ul></nav>')
    page.html(parent, '<div data-entries="Filter the readings"></div>')
    for section, entries in groups:
        etree.SubElement(parent, "h2", {"id": anchor(section)}).text = section.title
        for reading in entries:
            entry(page, etree.SubElement(parent, "section", {"class": "reading-entry"}), reading)


def entry(page: Page, parent: etree.Element, reading: Reading) -> None:
    """A reading."""
    etree.SubElement(parent, "h3", {"id": f"reading.{reading.id}"}).text = reading.title
    page.words(parent, f"**Open.** {reading.open.strip()}")
    taken = etree.SubElement(parent, "div", {"class": "reading-entry__taken"})
    page.words(taken, f"**Read here as.** {reading.taken.strip()}")
    page.words(parent, f"**Why.** {reading.why.strip()}")
    for other in reading.alternatives:
        page.words(parent, f"**Or else.** {other.text.strip()}")
        if other.computed:
            mark = etree.SubElement(parent, "p", {"class": "reading-entry__computed"})
            mark.text = "The calculators can answer under it: "
            etree.SubElement(mark, "code").text = f"{reading.id} = {other.id}"
    book = page.book
    clauses = [
        f'<a href="{page.link("clause", name)}">{escape(book.sources.clauses[name].title)}</a>'
        for name in reading.clauses
    ]
    topics = topic_links(page, reading.topics)
    rows = [("Concerns", "; ".join(clauses)), ("Answers that rest on it", listed(topics) or "none")]
    foot = "".join(f"<div><dt>{name}</dt><dd>{links}</dd></div>" for name, links in rows)
    page.html(parent, f'<dl class="reading-entry__foot">{foot}</dl>')


def topic_links(page: Page, topics: tuple[str, ...]) -> list[str]:
    """Links to the calculators of topics, in order; the name alone where no page has one."""
    return [
        f'<a href="{link}">{escape(TOPICS[topic].title)}</a>' if (link := page.link("topic", topic)) else escape(topic)
        for topic in topics
    ]


def standing(entry: Clause) -> str:
    """Whether a topic computes a clause, a person must judge it, or it is information."""
    if entry.topics:
        return "computed"
    return "judged" if entry.judged else "information"


def coverage(page: Page) -> str:
    """A table of every clause, and what becomes of it, under a line that counts them."""
    book = page.book
    words = {"judged": "A person must judge.", "information": "Information."}
    rows = []
    for document in DOCUMENTS.values():
        for section in book.sources.sections.values():
            if section.document != document:
                continue
            rows.append(f'<tr><th colspan="2" scope="rowgroup">{escape(section.title)}</th></tr>')
            for clause in section.clauses:
                becomes = words.get(standing(clause)) or f"Computed: {listed(topic_links(page, clause.topics))}"
                rows.append(
                    f'<tr><th scope="row"><a href="{page.link("clause", clause.id)}">{escape(clause.title)}</a></th>'
                    f"\n<td>{becomes}</td></tr>"
                )
    count = Counter(standing(clause) for clause in book.sources.clauses.values())
    return (
        f"<p>Of {count.total()} clauses {count['computed']} are computed, {count['judged']} are for a person to judge, "
        f"and {count['information']} are information.</p>"
        '<div class="table-scroll" tabindex="0" role="region" aria-labelledby="coverage-caption">'
        '<table class="facts coverage"><caption id="coverage-caption">Every clause, and what becomes of it</caption>'
        '<thead><tr><th scope="col">Clause</th><th scope="col">What becomes of it</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
