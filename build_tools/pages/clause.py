"""The sections and clauses as a reader sees them."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from html import escape
from urllib.parse import quote

from calculator.topics import TOPICS

from .. import tables
from ..sources.entries import AUDIENCE, Clause, Section
from ..text import listed
from .page import Page


def opening(page: Page, parent: etree.Element, section: Section) -> None:
    """The title of a section, and what it asks, by when, and what happens otherwise."""
    etree.SubElement(parent, "h1", {"id": section.id}).text = section.title
    if section.document == "privacy":
        # Its pages are reached from the one that lists them.
        part = etree.SubElement(parent, "p", {"class": "part"})
        part.text = "A section of "
        etree.SubElement(part, "a", {"href": "index.md"}).text = "the privacy statement"
    box = etree.SubElement(parent, "dl", {"class": "opening", "data-document": section.document})
    rows = (
        ("What this asks of you", section.asks),
        ("By when", section.by),
        ("What happens otherwise", section.otherwise),
    )
    for name, text in rows:
        row = etree.SubElement(box, "div")
        etree.SubElement(row, "dt").text = name
        page.words(etree.SubElement(row, "dd"), text.strip())


def sections(page: Page, parent: etree.Element, document: str) -> None:
    """The sections of a document, each with its clauses."""
    described = etree.SubElement(parent, "dl", {"class": "sections"})
    for section in page.book.sources.sections.values():
        if section.document == document:
            link = etree.SubElement(etree.SubElement(described, "dt"), "a", {"href": f"clause:{section.id}"})
            link.text = section.title
            etree.SubElement(described, "dd").text = "; ".join(clause.title for clause in section.clauses)


def clauses(page: Page, parent: etree.Element, section: Section) -> None:
    """The clauses of a section, but those that the page places by themselves."""
    for entry in section.clauses:
        if entry.id not in page.book.placed:
            clause(page, parent, entry)


def clause(page: Page, parent: etree.Element, entry: Clause) -> None:
    """A clause: heading at its address, whom it is for, the text, and what rests on it."""
    book = page.book
    section = etree.SubElement(
        parent, "section", {"class": f"clause clause--{entry.kind}", "data-document": entry.document}
    )
    etree.SubElement(section, "h2", {"id": entry.id}).text = entry.title
    whose = {"data-for": " ".join(entry.applies_to)}
    if entry.levels:
        whose["data-levels"] = " ".join(map(str, entry.levels))
    etree.SubElement(section, "p", {"class": "clause__for", **whose}).text = applies(entry)
    page.words(section, entry.text)
    if entry.table in tables.TABLES:
        page.html(section, page.table(entry.table))
    computed = [
        f'<a href="{link}">{escape(TOPICS[topic].title)}</a>'
        for topic in entry.topics
        if (link := page.link("topic", topic))
    ]
    readings = [
        f'<a href="{link}">{escape(reading.title)}</a>'
        for reading in book.sources.readings_of(entry.id)
        if (link := page.link("reading", reading.id))
    ]
    rows = []
    if computed:
        rows.append(f"<div><dt>Computed from this</dt><dd>{listed(computed)}</dd></div>")
    elif entry.judged:
        rows.append("<div><dt>Computed from this</dt><dd>nothing: a person has to judge</dd></div>")
    if readings:
        rows.append(f"<div><dt>How it is read</dt><dd>{'; '.join(readings)}</dd></div>")
    links = f'<a href="#{entry.id}" class="clause__copy">Link to this clause</a>'
    if book.report_address:
        links += f' <a href="{escape(report_url(book.report_address, entry))}">Report a mistake</a>'
    rows.append(f"<div><dt>Clause</dt><dd><code>{entry.id}</code> {links}</dd></div>")
    foot = f'<dl class="clause__foot">{"".join(rows)}</dl>'
    page.html(section, f'<details class="clause__about"><summary>About this clause</summary>{foot}</details>')


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
