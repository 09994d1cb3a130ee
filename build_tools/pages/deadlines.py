"""The reader's own deadlines: American Express tells each of them separately, so each is entered once.

With scripts off it is a form to print and to fill in by hand; with them the dates are kept in the browser, if the reader enters
any, and counted from (site_overrides/yours/deadlines.mjs).
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from html import escape
from typing import NamedTuple

from calculator.parse import EARLIEST, LATEST
from calculator.topics import TOPICS

from .page import Page


class Entry(NamedTuple):
    """A date that is entered: its name, its label, and what is due then.

    Where something is due on another day that the rule core finds from it, `found` is that day's name in the outcome of
    `validation`; where that day is only told, `told` is how.
    """

    name: str
    label: str
    due: str = ""
    found: str = ""
    told: str = ""


def asked(topic: str, name: str, **more: str) -> Entry:
    """A date that a topic asks for."""
    field = next(field for field in TOPICS[topic].fields if field.name == name)
    return Entry(name, field.question, **more)


GROUPS = (
    ("Deadlines that American Express told you", "fees", "deadline", (
        Entry("annual", "Your yearly documents", "Your yearly documents"),
        Entry("scan-1", "The first network scan", "The first network scan"),
        Entry("scan-2", "The second network scan", "The second network scan"),
        Entry("scan-3", "The third network scan", "The third network scan"),
        Entry("scan-4", "The fourth network scan", "The fourth network scan"),
    )),
    ("If you sent a non-compliance plan", "validation", "plan_updates", (
        asked("fee", "plan_completed", found="remediate_by", told="The latest day that your plan may name"),
        asked("fee", "plan_received"),
        asked("fee", "remediation_date", due="Your compliance, as your plan says"),
        Entry("update", "When will you next report your progress?", "The report on your plan’s progress"),
    )),
    ("If American Express designated you", "validation", "designation", (
        asked("validation", "designation_notice_received", due="Your enrolment", found="enrol_by"),
    )),
)  # fmt: skip


def deadlines(page: Page, parent: etree.Element) -> None:
    """The fields, and the places for what comes next."""
    facts = page.book.sources.facts
    parts = []
    for title, sheet, rule, entries in GROUPS:
        clause = getattr(getattr(facts, sheet), rule).clause
        fields = "".join(field(entry) for entry in entries)
        parts.append(
            f"<fieldset><legend>{escape(title)}</legend>{fields}"
            f'<p><a class="card__clause" href="{page.link("clause", clause)}">'
            f"{escape(page.book.title('clause', clause))}</a></p></fieldset>"
        )
    page.html(
        parent,
        f'<div class="deadlines" data-clause="{facts.fees.deadline.clause}"><div class="deadlines__next" role="status"></div>'
        f'<form autocomplete="off" novalidate>{"".join(parts)}</form>'
        '<p class="deadlines__buttons"><button type="button" class="blank__print">Print</button> '
        '<button type="button" class="deadlines__calendar" hidden>Calendar file</button> '
        '<span class="deadlines__saved" role="status"></span></p>'
        '<p class="deadlines__told"></p></div>',
    )


def field(entry: Entry) -> str:
    """A date; a deadline can be ticked once the documents were received."""
    base = f"deadline-{entry.name}"
    attributes = {"due": entry.due, "found": entry.found, "told": entry.told}
    about = "".join(f' data-{name}="{escape(value)}"' for name, value in attributes.items() if value)
    ticked = entry.found or entry.name
    done = (
        f'<label class="ask__choice"><input type="checkbox" name="{ticked}-done" aria-describedby="{base}-label">'
        " <span>Done</span></label>"
        if entry.due
        else ""
    )
    return (
        f'<div class="deadlines__row"{about} data-name="{entry.name}"><label for="{base}" id="{base}-label">{escape(entry.label)}</label>'
        f'<input type="date" id="{base}" name="{entry.name}" min="{EARLIEST}" max="{LATEST}"> {done}'
        '<p class="deadlines__counted"></p></div>'
    )
