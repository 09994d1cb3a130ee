"""The calculators within reach of every page: what the dialog is made of, which topic a page is about, and a page for each topic.

The dialog's markup is fetched when it is wanted (site_overrides/scripts/dialog.mjs), so that a page carries none of it:
`calculator/dialog/dialog.html` is the frame, and a file for each topic the calculator as it stands in a page, its ids with
`PREFIX` before them, since both may be in one document.
"""

from __future__ import annotations

from collections import Counter
from html import escape

from calculator.laid_open.table import LAID_OPEN
from calculator.topics import TOPICS

from . import form
from .book import Book
from .page import Page

FOLDER = "calculator/dialog"
PREFIX = "dialog-"
USUAL = "overview"  # the topic of a page that is about none


def fragments(book: Book) -> dict[str, str]:
    """Every file of the dialog, its text by its path in the site. Links in them start at their own folder."""
    page = Page(book, f"{FOLDER}/index.md")
    calculators = {
        f"{FOLDER}/{name}.html": (
            f'<h2 id="{PREFIX}calculator-{name}">{escape(topic.question)}</h2>\n'
            f"{form.calculator_html(name, book.cases[name], page, PREFIX)}\n"
        )
        for name, topic in TOPICS.items()
        if name in book.cases
    }
    return {f"{FOLDER}/dialog.html": frame(list(book.cases)), **calculators}


def frame(topics: list[str]) -> str:
    """The dialog without any calculator: its name, its topics as tabs in the core's order, a panel for each, a way out."""
    names = [name for name in TOPICS if name in topics]
    tabs = "\n".join(
        f'<button type="button" role="tab" id="{PREFIX}tab-{name}" aria-controls="{PREFIX}panel-{name}" aria-selected="false"'
        f' tabindex="-1" data-topic="{name}">{escape(TOPICS[name].title)}</button>'
        for name in names
    )
    panels = "\n".join(
        f'<div role="tabpanel" id="{PREFIX}panel-{name}" aria-labelledby="{PREFIX}tab-{name}" data-topic="{name}" hidden></div>'
        for name in names
    )
    return (
        f'<dialog class="reach md-typeset" aria-labelledby="{PREFIX}title" closedby="any">\n'
        f'<header class="reach__head"><h2 id="{PREFIX}title">Calculate</h2>'
        '<p class="reach__help"><kbd>Alt+C</kbd> opens this on any page, <kbd>Esc</kbd> closes it.</p>'
        '<button type="button" class="reach__close">Close</button></header>\n'
        '<p class="reach__note" role="status"></p>\n'
        f'<div class="reach__topics" role="tablist" aria-label="What to calculate">\n{tabs}\n</div>\n'
        f'<div class="reach__panels">\n{panels}\n</div>\n'
        "</dialog>\n"
    )


def topic_of(book: Book, page: str) -> str:
    """The topic that a page is about: that of its calculator, else the one that most of its clauses are computed in."""
    lines = book.pages.get(page, [])
    for line in lines:
        if line.name == "calculator":
            return line.argument.partition("?")[0]
    held = [name for (kind, name), home in book.homes.items() if kind == "clause" and home.partition("#")[0] == page]
    clauses = [book.sources.clauses[name] for name in held if name in book.sources.clauses]
    count = Counter(topic for clause in clauses for topic in clause.topics)
    if count:
        return count.most_common(1)[0][0]
    if any(clause.id.startswith("privacy.") for clause in clauses):
        return "privacy"
    return USUAL


def own_pages(book: Book) -> dict[str, str]:
    """A page for each calculator alone, as Markdown by its path in docs; its worked example is the one beside the clauses."""
    return {f"calculators/{name}.md": own_page(book, name) for name in book.cases}


def own_page(book: Book, topic: str) -> str:
    """The calculator of a topic, and where the rules that it computes are told."""
    sections = {
        section.id: section.title
        for section in book.sources.sections.values()
        if ("section", section.id) in book.homes and any(topic in clause.topics for clause in section.clauses)
    }
    links = "; ".join(f"[{title}](../{book.homes['section', name]})" for name, title in sections.items())
    front = f'---\ntopic: {topic}\nhead: "{TOPICS[topic].question} Work it out"\nhide: [toc]\n---\n'
    every = f"::: cases {topic}\n\n" if topic in LAID_OPEN else ""
    told = f"The rules are told in: {links}.\n\n" if links else ""
    return f"{front}# {TOPICS[topic].title}\n\n::: calculator {topic}\n\n{every}{told}[All calculators](index.md)\n"


def overview(page: Page) -> str:
    """The topics as a list of links to their own pages, each with the question that it answers."""
    rows = "".join(
        f'<li><a href="{page.to_root()}calculators/{name}/">{escape(TOPICS[name].title)}</a> {escape(TOPICS[name].question)}</li>'
        for name in TOPICS
        if name in page.book.cases
    )
    return f"<ul>{rows}</ul>"
