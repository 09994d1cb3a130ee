"""Every case of a topic as a table for people, folded: what is asked in columns, then what comes out; and what readings change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from calculator.fields import Field
from calculator.laid_open.compare import Change, differences
from calculator.laid_open.table import Table, table_of
from calculator.result import Result
from calculator.topics import TOPICS
from calculator.words import capital, in_words, listed

from ..tables import shape
from ..tables.cases import flat, made
from ..text import SPACE
from .book import Book
from .form import read_case
from .page import Page

FOLDER = "calculator/cases"
ANY = "–"
SHOWN_LISTS = ("text", "level")
INPUTS = {field.name for topic in TOPICS.values() for field in topic.fields} - {"transactions"}
MOST_CHANGES = 24
"""More cases than that are not laid beside each other."""
WIDE = 9
"""More columns than that fit no paper."""
FEW = 6
"""More values than that of an input are told by those that it may not be."""


def cases_html(topic: str, page: Page) -> str:
    """The folded table of a topic; of the fees that of the worked example's market, which the page may put another in place of."""
    return folded(topic, read_case(page.book.cases[topic])[0]["market"] if topic == "fee" else "", page)


def fragments(book: Book) -> dict[str, str]:
    """The table of each market as a file for the page to fetch, by its path in the site; links in them start at their folder."""
    page = Page(book, f"{FOLDER}/index.md")
    by_market = ["fee"] if "fee" in book.cases else []
    return {
        f"{FOLDER}/{file_of(topic, market, book)}": folded(topic, market, page)
        for topic in by_market
        for market in book.sources.facts.fee_markets
    }


def file_of(topic: str, market: str, book: Book) -> str:
    return f"{topic}-{book.sources.facts.markets[market.casefold()].iso.lower()}.html"


def folded(topic: str, market: str, page: Page) -> str:
    """The folded table of a topic, of the fees in one market."""
    facts = page.book.sources.facts
    table = made(topic, facts, market)
    rows = table.to_json()
    when = escape(json.dumps([row["when"] for row in rows], ensure_ascii=False, separators=(",", ":")))
    place = f" in {escape(facts.markets[market.casefold()].in_words)}" if market else ""
    known = f' data-market="{escape(market)}"' if market else ""
    lines = [
        f'<details class="cases" data-cases="{topic}" data-when="{when}"{known}>',
        f'<summary>All cases{place} <span class="cases__count">({len(rows)})</span></summary>',
        *(market_choice(topic, market, page) if market else ()),
        f"<p>{about(topic, market)}</p>",
        case_table(f"{TOPICS[topic].title}: every case", table, rows),
        f'<p class="downloads">To download: <a href="{page.to_root()}data/cases-{topic}.csv" download>CSV</a>, '
        f'<a href="{page.to_root()}data/cases.json" download>JSON</a> (all topics)</p>',
        *readings(topic, market, table, page),
        "</details>",
    ]
    return "\n".join(lines)


def market_choice(topic: str, market: str, page: Page) -> Iterator[str]:
    """The markets to choose from, each with the file of its table; the page shows it where scripts run."""
    options = "".join(
        f'<option value="{page.to_root()}{FOLDER}/{file_of(topic, other, page.book)}"{" selected" * (other == market)}'
        f' data-market="{escape(other)}">{escape(other)}</option>'
        for other in page.book.sources.facts.fee_markets
    )
    yield f'<p class="cases__market"><label>Market <select autocomplete="off">{options}</select></label> <span role="status"></span></p>'


def about(topic: str, market: str) -> str:
    """How the table is read."""
    said = f"Made by the code that answers. Exactly one row fits each question of which everything is known; {ANY} is any answer."
    if market:
        said += " The downloads have every market."
    if any(field.kind in ("date", "moment") for field in TOPICS[topic].fields):
        said += " What hangs on a day is left out."
    return said


def case_table(caption: str, table: Table, rows: list[dict[str, Any]]) -> str:
    """The rows as a table: conditions first, then the fields of the outcome that differ between rows."""
    topic = table.topic
    asked = [field for field in topic.fields if any(row["when"].get(field.name) is not None for row in rows)]
    results = [result for result in topic.results if tells(result, rows)]
    columns = [*(escape(field.label) for field in asked), *(escape(result.label) for result in results)]
    cells = (
        [
            *(escape(condition(field, row["when"], table)) for field in asked),
            *(escape(value(result, row)) for result in results),
        ]
        for row in rows
    )
    # An empty cell shows as a dash; on a phone it is left out.
    bare = (["" if cell == ANY else cell for cell in row] for row in cells)
    return shape.table(
        caption, columns, bare, css="cases__table cases__table--wide" if len(columns) > WIDE else "cases__table"
    )


def tells(result: Result, rows: list[dict[str, Any]]) -> bool:
    """Whether a field belongs in the table: it differs between rows, and is short."""
    if (
        result.kind == "list"
        and not (isinstance(result.item, str) and result.item in SHOWN_LISTS)
        and result.name != "actions"
    ):
        return False
    if any(row["formulas"].get(result.name) in INPUTS for row in rows):
        return False  # an input, told again
    values = {value(result, row) for row in rows if result.name in flat(row["outcome"])}
    return len(values) > 1


def condition(field: Field, when: Mapping[str, Any], table: Table) -> str:
    """What a row asks of an input, in words."""
    if field.name not in when or when[field.name] is None:
        return ANY
    asked = when[field.name]
    if not isinstance(asked, dict):
        return word(field, asked)
    if "any_of" in asked:
        values = asked["any_of"]
        if field.kind == "market" and len(values) > FEW:
            others = [market.name for market in table.facts.directory if market.name not in values]
            return f"any but {listed(others)}" if len(others) <= FEW else listed(values)
        return listed([word(field, each) for each in values])
    return between(field, asked)


def word(field: Field, value: object) -> str:
    """One value of an input as a cell has it."""
    return str(value) if field.kind == "level" else field.in_words(value)


def between(field: Field, asked: Mapping[str, Any]) -> str:
    """Where a number lies."""
    low, high = asked.get("at_least"), asked.get("below")
    if type(low) is int and type(high) is int:
        return f"{low:,} to {high - 1:,}"
    words = {"at_least": "{} or more", "above": "more than {}", "at_most": "at most {}", "below": "less than {}"}
    if field.kind == "whole":
        words["below"] = "fewer than {}"
    return capital(" and ".join(words[end].format(number(field, place)) for end, place in asked.items()))


def number(field: Field, place: object) -> str:
    """A bound as a cell has it: a number, or other inputs."""
    if isinstance(place, int):
        return f"{place:,}"
    if isinstance(place, str) and place.replace(".", "", 1).isdigit():
        return f"{place}{SPACE}%" if field.kind == "percent" else place
    return formula(str(place))


def formula(text: str) -> str:
    """A formula as a reader reads it."""
    signs = {" * ": " × ", " - ": " − ", "_": " ", "ceil(": "rounded up ("}
    for plain, shown in signs.items():
        text = text.replace(plain, shown)
    return " ".join(f"{int(part):,}" if part.isdigit() else part for part in text.split())


def value(result: Result, row: Mapping[str, Any]) -> str:
    """A field of the outcome as a cell has it; what varies by its formula."""
    outcome = flat(row["outcome"])
    if result.name in row["formulas"]:
        return formula(row["formulas"][result.name])
    found = outcome.get(result.name)
    if found is None:
        return ANY
    if isinstance(found, list):
        return (
            ", ".join(
                result.words.get(item, str(item)) if isinstance(item, str) else str(item.get("text", ""))
                for item in found
            )
            or "none"
        )
    if result.kind == "amount":
        return f"{int(found):,}" if found.isdigit() else found
    return f"{found}{SPACE}%" if result.kind == "percent" else in_words(result.kind, found)


def readings(topic: str, market: str, usual: Table, page: Page) -> Iterator[str]:
    """For each other reading that changes the table: the cases that change, as they are and as they would be."""
    facts = page.book.sources.facts
    for name, options in usual.topic.readings.items():
        for option in options[1:]:
            other = table_of(topic, facts, market=market, readings={name: option})
            changes = differences(usual, other)
            if not changes:
                continue
            title = escape(page.book.title("option", f"{name}/{option}"))
            link = page.link("reading", name)
            count = f'<span class="cases__count">({len(changes)})</span>'
            yield f'<details class="cases__reading"><summary>Read otherwise: {title} {count}</summary>'
            if len(changes) > MOST_CHANGES:
                yield "<p>Too many to lay beside each other: take this reading in the calculator to see your case.</p></details>"
                continue
            rows = [list(change_row(usual, other, change)) for change in changes]
            yield shape.table(
                "The cases that change", ("If", "As it is read here", "Read otherwise"), rows, css="cases__table"
            )
            if link:
                yield f'<p><a href="{link}">Why it is read as it is</a></p>'
            yield "</details>"


def change_row(usual: Table, other: Table, change: Change) -> Iterator[str]:
    """A case that another reading changes: what it asks, then the fields that differ."""
    topic, when = usual.topic, usual.conditions(change.before)
    asked = [
        f"{field.label}: {condition(field, when, usual)}" for field in topic.fields if when.get(field.name) is not None
    ]
    yield escape("; ".join(asked) or "Always")
    for table, row in ((usual, change.before), (other, change.after)):
        said = table.row_json(row)
        results = [topic.result[name] for name in change.fields]
        yield escape("; ".join(f"{result.label}: {value(result, said)}" for result in results if shown(result))) or ANY


def shown(result: Result) -> bool:
    """Whether a field is short enough to be told beside others."""
    return result.kind != "list" or result.item in SHOWN_LISTS
