"""The calculators as HTML: a form with the fields of a topic, and a worked example answered by the rule core.

All of it is there without scripts. What only works with them, buttons and states, is hidden until the element
`policy-calculator` (site_overrides/calculator/element.mjs) takes the form over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from urllib.parse import parse_qsl

from calculator.answer import Answer
from calculator.errors import InputErrors
from calculator.facts.edition import Facts
from calculator.fields import EMPTY, ENTERED, UNKNOWN, Field
from calculator.parse import EARLIEST, LATEST, parse
from calculator.show.html import answer_html
from calculator.topics import TOPICS

from ..contacts import contacts
from ..sources import Sources
from .page import Page

UNKNOWN_WORD = "unknown"  # in a form and in an address
# The ways of asking that start folded: what a reader opens them for.
FOLDED = {
    "dates": "Or count from dates",
    "plan": "If you sent a non-compliance plan",
    "window": "For the event window and earlier claims",
}
SHARED = ("kind", "market", "level", "transactions", "card_numbers", "days_late")
"""The fields that several topics ask alike: what is entered in one form stands in the others too."""
ACRONYMS_IN = re.compile(r'(<(?:legend|label for="[^"]*"|p class="ask__hint"[^>]*)>)([^<]*)')
UNITS = {"percent": "%", "transactions": "a year", "days": "days"}


def problem(sources: Sources, argument: str) -> str:
    """What is wrong with the argument of a calculator directive; empty where nothing is."""
    topic, _, case = argument.partition("?")
    if topic not in TOPICS:
        return f"topic {topic} must be one of {', '.join(TOPICS)}"
    if not case:
        return "must have a case as its worked example, such as ?kind=merchant"
    inputs, edition, readings = read_case(case)
    if edition not in ("", sources.edition):
        return f"the worked example must be of the edition {sources.edition}, not {edition}"
    if not sources.computable:
        return ""  # the facts are complained of
    try:
        sources.answer(topic, inputs, readings)
    except InputErrors as error:
        return "the worked example must be answered: " + "; ".join(
            f"{wrong.field}: {wrong.message}" for wrong in error.problems
        )
    return ""


def read_case(case: str) -> tuple[dict[str, str], str, dict[str, str]]:
    """A case of an address (contract, section 3): the inputs, the edition, empty where none is named, and the readings."""
    inputs = dict(parse_qsl(case, keep_blank_values=True))
    edition = inputs.pop("edition", "")
    named = [name for name in inputs if name.startswith("reading.")]
    readings = {name.removeprefix("reading."): inputs.pop(name) for name in named}
    return inputs, edition, readings


def calculator_form(topic: str, facts: Facts, prefix: str = "") -> str:
    """The form of a topic: its fields in order; a way of asking that few need is folded. `prefix` starts every id."""
    parts = []
    for group, fields in groupby(TOPICS[topic].fields, key=lambda field: field.group):
        held = list(fields)
        inner = "".join(control(topic, field, facts, prefix) for field in held)
        if group in FOLDED:
            hides = "" if any(called(TOPICS[topic].fields, {})[field.name] for field in held) else " data-uncalled"
            inner = f'<details class="ask__more"{hides}><summary class="ask__fold">{FOLDED[group]}</summary><div>{inner}</div></details>'
        parts.append(inner)
    return "".join(parts)


def explained(form: str, page: Page) -> str:
    """A form in whose questions and hints each acronym of the policy is a link to its meaning where it stands first."""
    seen: set[str] = set()
    acronyms = page.book.acronyms

    def link(found: re.Match[str]) -> str:
        name = acronyms.forms[found[0]]
        if name in seen:
            return found[0]
        seen.add(name)
        return (
            f'<a class="term" href="{page.link("term", name)}" title="{escape(page.book.meaning(name))}">{found[0]}</a>'
        )

    return ACRONYMS_IN.sub(lambda part: part[1] + acronyms.pattern.sub(link, part[2]), form)


def called(fields: Iterable[Field], entries: Mapping[str, str]) -> dict[str, bool]:
    """Which fields the entries of a form call for (`Field.when`); one that is not called for counts as it starts.

    The element does the same in the page (site_overrides/calculator/calling.mjs).
    """
    called_for: dict[str, bool] = {}
    counted: dict[str, str] = {}
    for field in fields:
        called_for[field.name] = all(allows(words, counted[name]) for name, words in field.when.items())
        # A choice starts as its default; what is typed starts empty.
        start = (started(field) if options(field) else None) or EMPTY
        counted[field.name] = entries.get(field.name, start) if called_for[field.name] else start
    return called_for


def allows(words: tuple[str, ...], entry: str) -> bool:
    """Whether an entry is among the words that call for a field."""
    return entry in words or (ENTERED in words and entry != EMPTY)


def control(topic: str, field: Field, facts: Facts, prefix: str = "") -> str:
    """One field: label, hint, control, and the place for what is wrong with it."""
    base = f"{prefix}ask-{topic}-{field.name}"
    shows = escape(_example(field))
    if field.kind == "moment":  # with scripts it is picked, not typed
        shows = f'<span class="ask__typed">{shows}</span>'
    hint = " ".join(part for part in (escape(field.hint), shows) if part)
    described = [f"{base}-hint"] if hint else []
    # Of several ways of asking one is needed, and what starts with an answer or may be left empty says so already.
    says_so = field.required or field.group or options(field) or field.default is UNKNOWN
    optional = "" if says_so else ' <span class="ask__optional">(optional)</span>'
    about = f'<p class="ask__hint" id="{base}-hint">{hint}</p>' if hint else ""
    slot = f'<p class="ask__error" id="{base}-error" hidden></p>'
    attributes = f' aria-describedby="{" ".join(described)}"' if described else ""
    named = f'data-field="{field.name}" data-enter="{escape(field.enter)}"'
    if field.unknown and field.default is UNKNOWN:
        named += " data-open"  # where it cannot matter to an answer it is not asked any longer
    if field.name in SHARED:
        named += " data-shared"
    if field.former:
        named += f' data-former="{" ".join(field.former)}"'
    if field.when:
        named += f' data-when="{escape(json.dumps(field.when))}"'
        named += "" if called(TOPICS[topic].fields, {})[field.name] else " data-uncalled"
    choices = options(field)
    if choices:
        start = started(field)
        radios = "".join(
            f'<label class="ask__choice"><input type="radio" name="{field.name}" value="{escape(value)}"'
            f"{' checked' if value == start else ''}> <span>{escape(label)}</span></label>"
            for value, label in choices
        )
        return (
            f'<fieldset class="ask ask--{field.kind}" id="{base}" {named}{attributes}>'
            f"<legend>{escape(field.question)}{optional}</legend>{about}{slot}"
            f'<div class="ask__choices">{radios}</div></fieldset>'
        )
    return (
        f'<div class="ask ask--{field.kind}" {named}>'
        f'<label for="{base}">{escape(field.question)}{optional}</label>{about}{slot}'
        f"{_input(base, field, attributes, facts)}</div>"
    )


def _example(field: Field) -> str:
    """What a typed field looks like filled in, and what to do where it is not known."""
    parts = []
    if field.example and field.kind in ("whole", "percent", "moment", "dates"):
        parts.append(f"For example {field.example}.")
    if field.unknown and field.default is UNKNOWN and not options(field):
        parts.append("Leave it empty if you don’t know.")
    return " ".join(parts)


def options(field: Field) -> list[tuple[str, str]]:
    """The choices of a field as (value, label), "I don't know" among them; empty for a field that is typed."""
    match field.kind:
        case "choice":
            choices = list(field.choices)
        case "yes_no":
            choices = [("yes", "Yes"), ("no", "No")]
        case "level":
            choices = [(str(level), str(level)) for level in range(field.least, (field.most or field.least) + 1)]
        case _:
            return []
    return [*choices, (UNKNOWN_WORD, "I don’t know")] if field.unknown else choices


def started(field: Field) -> str | None:
    """The choice that a form starts with: the field's default."""
    if field.default is UNKNOWN:
        return UNKNOWN_WORD
    if field.default is True or field.default is False:
        return "yes" if field.default else "no"
    return str(field.default) if isinstance(field.default, (str, int)) else None


def _input(base: str, field: Field, attributes: str, facts: Facts) -> str:
    common = f'id="{base}" name="{field.name}" autocomplete="off"{attributes}'
    unit = UNITS.get(field.unit, "")
    match field.kind:
        case "whole" | "percent":
            mode = "numeric" if field.kind == "whole" else "decimal"
            entry = f'<input type="text" inputmode="{mode}" spellcheck="false" {common}>'
            shown = f'<span class="ask__unit" aria-hidden="true">{escape(unit)}</span>' if unit else ""
            entry = f'<div class="ask__line">{entry}{shown}</div>'
            if field.unknown and field.default is not UNKNOWN:
                entry += (
                    f'<label class="ask__choice"><input type="checkbox" name="{field.name}" value="{UNKNOWN_WORD}">'
                    " <span>I don’t know</span></label>"
                )
            return entry
        case "market":
            listed = f"{base}-list"
            rows = "".join(
                f'<option value="{escape(market.name)}">{escape(", ".join([market.iso, *market.other_names]).strip(", "))}</option>'
                for market in facts.directory
                if (
                    market.name in facts.fee_markets
                    if field.table == "fees"
                    else market.iso or field.table == "directory"
                )
            )
            return f'<input type="text" spellcheck="false" list="{listed}" {common}><datalist id="{listed}">{rows}</datalist>'
        case "date":
            # A browser gives a year six digits where nothing says when it ends.
            return f'<input type="date" min="{EARLIEST}" max="{LATEST}" {common}>'
        case "moment":
            return f'<input type="text" spellcheck="false" data-from="{EARLIEST}" data-to="{LATEST}" {common}>'
        case _:
            return f'<input type="text" spellcheck="false" {common}>'


def example(topic: str, case: str, page: Page) -> tuple[str, tuple[str, str]]:
    """A case told by its inputs, and the core's answer to it."""
    inputs, _, readings = read_case(case)
    known = TOPICS[topic]
    answer = page.book.sources.answer(topic, inputs, readings)
    rows = "".join(
        f"<div><dt>{escape(field.label)}</dt><dd>{escape(_told(field, inputs[field.name], page.book.sources.facts))}</dd></div>"
        for field in known.fields
        if field.name in inputs
    )
    return f'<dl class="case">{rows}</dl>', shown(answer, page)


def _told(field: Field, given: str, facts: Facts) -> str:
    """An input of a case as a reader reads it."""
    return field.in_words(parse(field, given, facts))


SENTENCE = re.compile(r'<p class="answer-sentence">(.*?)</p>', re.DOTALL)


def shown(answer: Answer, page: Page) -> tuple[str, str]:
    """An answer as HTML, what it cites linked from the page being made: its one sentence, and the rest."""

    def link(kind: str, id: str) -> tuple[str, str]:
        if kind == "contact":
            return contacts(page.book.sources.facts).get(id, ""), id
        return (page.link(kind, id) or "#") if kind != "option" else "", page.book.title(kind, id)

    text = answer_html(answer, link)
    sentence = SENTENCE.search(text)
    return (sentence[1] if sentence else "", SENTENCE.sub("", text))


def calculator_html(topic: str, case: str, page: Page, prefix: str = "") -> str:
    """The element of a topic: question, form, and a folded worked example where the answers will be. `prefix` starts every id."""
    told, (sentence, working) = example(topic, case, page)
    return (
        f'<policy-calculator topic="{topic}" data-state="idle">'
        '<p class="calculator__note calculator__note--unscripted">With scripts off this form gives no answers. '
        "The worked example below was computed by the same rules.</p>"
        '<div class="calculator__body"><div class="calculator__asking">'
        f'<form method="dialog" autocomplete="off" novalidate aria-labelledby="{prefix}calculator-{topic}">'
        '<div class="calculator__summary" tabindex="-1" hidden></div>'
        f"{explained(calculator_form(topic, page.book.sources.facts, prefix), page)}"
        '<p class="calculator__buttons"><button type="submit">Work it out</button> '
        '<button type="reset" class="quiet">Clear all entries</button></p></form></div>'
        '<div class="calculator__result">'
        '<p class="calculator__idle">Answers come as you type.</p>'
        '<div class="calculator__status" hidden><p role="status"></p>'
        '<progress max="1" value="0" aria-label="Loading the calculator" hidden></progress>'
        '<button type="button" hidden>Try again</button></div>'
        '<div class="calculator__answer">'
        '<details class="calculator__case"><summary><h3 class="calculator__heading">A worked example</h3></summary>'
        f'{told}<p class="calculator__sentence">{sentence}</p>{working}</details>'
        '<output aria-live="polite"></output><div class="calculator__working"></div></div></div></div>'
        "</policy-calculator>"
    )
