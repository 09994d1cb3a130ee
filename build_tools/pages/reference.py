"""The reference for programmers, from the docstrings and the topics' own definitions; `docs/reference.md` says where.

Each part is a function of the page and the element to write into. The examples are run while the page is made.
"""

from __future__ import annotations

import inspect
import io
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from itertools import chain
from textwrap import indent

import calculator
from calculator import TOPICS, Field, Topic
from calculator.__main__ import batch, main
from calculator.errors import CODES
from calculator.fields import UNKNOWN
from calculator.result import Result

from ..tables import shape
from .page import Page

COMMANDS = (
    "fee --market Australia --kind merchant --level 1 --days-late 61",
    "level --kind merchant --transactions '50 000' --designated-level-1 unknown --reading level-boundaries=upper-included",
    "contact --market Austrlia",
)
LINES = (
    '{"id": 1, "topic": "contact", "inputs": {"market": "UK"}}',
    '{"id": 2, "topic": "contact", "inputs": {}}',
)
MARKETS = {
    "fees": "a market of the fee table",
    "directory": "a market of the phone list",
    "calendars": "a country of the phone list",
}
KINDS = {
    "amount": "amount, a string",
    "percent": "percentage, a string",
    "count": "whole number",
    "date": "date",
    "moment": "moment",
    "level": "level, 1 to 4",
    "yes_no": "true or false",
    "text": "text",
    "clause": "text",
    "list": "list",
}


def module(page: Page, parent: etree.Element) -> None:
    """What the package says of itself, with its example."""
    page.words(parent, inspect.getdoc(calculator) or "")


def function(name: str) -> Callable[[Page, etree.Element], None]:
    """A function's signature and docstring."""

    def part(page: Page, parent: etree.Element) -> None:
        documented = getattr(calculator, name)
        page.words(
            parent, indent(f"{name}{inspect.signature(documented).format(max_width=80)}".replace("'", ""), "    ")
        )
        page.words(parent, inspect.getdoc(documented) or "")

    return part


def errors(page: Page, parent: etree.Element) -> None:
    """The codes, and when each is given."""
    page.html(
        parent,
        table("Codes of errors", ("Code", "Given where"), ((code(name), escape(text)) for name, text in CODES.items())),
    )


def command_line(page: Page, parent: etree.Element) -> None:
    """Examples of the command line with what they print."""
    for command in COMMANDS:
        page.words(parent, indent(f"$ python -m calculator {command}\n{printed(command)}", "    "))


def printed(command: str) -> str:
    """What a command prints, and its exit code where it failed."""
    arguments = [quoted or plain for quoted, plain in re.findall(r"'([^']*)'|(\S+)", command)]
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        failed = main(arguments)
    return written.getvalue() + (f"(exit code {failed})\n" if failed else "")


def json_lines(page: Page, parent: etree.Element) -> None:
    """Questions and answers of batch, a line each."""
    answers = io.BytesIO()
    batch(io.BytesIO("\n".join(LINES).encode()), answers, brief=True)
    text = "$ python -m calculator batch --brief <questions.jsonl"
    shown = chain.from_iterable(zip(LINES, answers.getvalue().decode().splitlines(), strict=True))
    page.words(parent, indent("\n".join([text, *shown]), "    "))


def topics(page: Page, parent: etree.Element) -> None:
    """Every topic: what it covers, its inputs, its outcome and its readings."""
    for topic in TOPICS.values():
        etree.SubElement(parent, "h3", {"id": f"topic-{topic.name}"}).text = f"{topic.name}: {topic.question}"
        about = (("Covers", topic.covers), ("Leaves to a person", topic.leaves))
        rows = "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in about)
        page.html(parent, f'<dl class="opening">{rows}</dl>')
        page.html(
            parent,
            table(f"Inputs of {topic.name}", ("Input", "Value", "Default", "Meaning"), map(input_row, topic.fields)),
        )
        page.html(parent, table(f"Outcome of {topic.name}", ("Field", "Value", "Meaning"), outcome_rows(topic)))
        if topic.readings:
            columns = ("Reading", "Taken", "Otherwise")
            page.html(parent, table(f"Readings of {topic.name}", columns, reading_rows(page, topic)))


def input_row(field: Field) -> tuple[str, ...]:
    """One input: its name, what it may be, its default, and what a form calls it."""
    value = value_of(field) + (", or null: not known" if field.unknown else "")
    meaning = f"{escape(field.label)}. {escape(field.hint)}".strip()
    return code(field.name), value, default(field), meaning


def value_of(field: Field) -> str:
    """What an input may be, as HTML."""
    match field.kind:
        case "choice":
            return ", ".join(code(choice) for choice, _ in field.choices)
        case "yes_no":
            return "true or false"
        case "level":
            return f"{field.least} to {field.most}"
        case "whole":
            return f"whole number of {field.unit.replace('_', ' ')}"
        case "percent":
            return f"percentage, {field.least} to {field.most}"
        case "market":
            return MARKETS[field.table]
        case "dates":
            return "list of dates"
        case _:
            return f"{field.kind}, as {code(field.example)}"


def default(field: Field) -> str:
    """An input's default, as HTML."""
    if field.required:
        return "required"
    if field.default is UNKNOWN:
        return "not known"
    if field.default is None:
        return "none"
    return code(str(field.to_json(field.default)).lower())


def outcome_rows(topic: Topic) -> Iterator[tuple[str, ...]]:
    """The fields of an outcome: name, what it is, what it is called."""
    yield from ((code(result.name), kind_words(result), escape(result.label)) for result in topic.results)


def kind_words(result: Result) -> str:
    """What a field of an outcome is, as HTML; what it is when open hangs on it."""
    if isinstance(result.kind, tuple):
        return listed(result.kind)
    return KINDS[result.kind] + (" (open: least and most)" if result.ordered else "")


def reading_rows(page: Page, topic: Topic) -> Iterator[tuple[str, ...]]:
    """The readings of a topic: id, linked to the register, the option taken, and the others."""
    for name, (usual, *others) in topic.readings.items():
        link = page.link("reading", name)
        yield (f'<a href="{link}">{code(name)}</a>' if link else code(name)), code(usual), listed(others)


def table(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose names are left whole."""
    return shape.table(caption, columns, rows, css="table-scroll--names")


def listed(words: Iterable[str]) -> str:
    return ", ".join(code(word) for word in words)


def code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


PARTS: dict[str, Callable[[Page, etree.Element], None]] = {
    "package": module,
    "evaluate": function("evaluate"),
    "edition_on": function("edition_on"),
    "errors": errors,
    "command-line": command_line,
    "batch": json_lines,
    "topics": topics,
}
