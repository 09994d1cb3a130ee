"""What is to be done on one sheet: for each level of merchants and of service providers what is sent, by when, and who certifies
it; then what binds everybody, what lateness costs, and whom to call.

All of it comes from the rule core and the words while the site is made. Where a reader keeps a business in the browser, the page
shows that business's part alone (site_overrides/yours/obligations.mjs).
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from calculator.topics.overview.question import NOT_ASKED

from ..tables.levels import DOCUMENTS
from ..tables.shape import linked, whose
from .page import Page

# Sections whose matter the parts of each level tell, or that ask nothing of anybody.
TOLD = ("validate", "levels", "documents", "step", "plan", "send", "fees", "confidentiality", "notes")


@dataclass(frozen=True)
class Standing:
    """Who is asked alike: the kind, the levels, and whether American Express requires documents where that matters."""

    kind: str
    levels: tuple[int, ...]
    title: str
    asked: bool | None = None


STANDINGS = (
    Standing("merchant", (1,), "Merchant at Level 1"),
    Standing("merchant", (2,), "Merchant at Level 2"),
    Standing("merchant", (3, 4), "Merchant at Level 3 or 4, if American Express requires your documents", True),
    Standing("merchant", (3, 4), "Merchant at Level 3 or 4, if it does not require them", False),
    Standing("service_provider", (1,), "Service Provider at Level 1"),
    Standing("service_provider", (2,), "Service Provider at Level 2"),
)


def obligations(page: Page, parent: etree.Element) -> None:
    """The parts of every standing, and what they share."""
    parts = "\n".join(part(standing, page) for standing in STANDINGS)
    page.html(
        parent,
        '<div class="obligations"><p class="obligations__whose" role="status"></p>'
        '<p class="obligations__print" hidden><button type="button">Print this sheet</button></p>'
        f"{parts}</div>",
    )
    etree.SubElement(parent, "h2", {"id": "whatever-your-level"}).text = "Whatever your level"
    listed = etree.SubElement(parent, "dl", {"class": "obligations__all"})
    for section in page.book.sources.sections.values():
        if section.document == "dsop" and section.id.removeprefix("dsop.") not in TOLD:
            name = etree.SubElement(etree.SubElement(listed, "dt"), "a", {"href": f"clause:{section.id}"})
            name.text = section.title
            page.words(etree.SubElement(listed, "dd"), f"{section.asks} *{section.by}*")
    page.html(parent, shared(page))


def answered(standing: Standing, page: Page, **others: bool) -> dict[str, Any]:
    """The rule core's answer on what a standing sends."""
    inputs: dict[str, object] = {"kind": standing.kind, "level": standing.levels[0], **others}
    if standing.asked is not None:
        inputs["submission_required"] = standing.asked
    return page.book.sources.answer("validation", inputs).to_dict()


def part(standing: Standing, page: Page) -> str:
    """What a standing must send and may send, by when, and who completes it."""
    whole = answered(standing, page)
    complies = answered(standing, page, pci_compliant=True, saq_requires_scan=True)
    must = [paper(row, condition, page) for row, condition in papers(standing, page)]
    if complies["outcome"]["must_enrol"]:
        must += [line(act, page) for act in complies["words"]["next"] if act["clause"] == enrolling(page)]
    may = [escape(DOCUMENTS[name]) for name, status in complies["outcome"]["documents"].items() if status == "optional"]
    by_when = [line(due, page) for due in whole["words"]["by_when"]]
    lists = (("You must", must), ("You may send instead or besides", may), ("By when", by_when))
    inner = "".join(
        f"<h3>{title}</h3><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" for title, items in lists if items
    )
    about = whose(kind=standing.kind, levels=standing.levels)
    about += "" if standing.asked is None else f' data-asked="{"yes" if standing.asked else "no"}"'
    return (
        f'<section class="obligations__part"{about}><h2>{escape(standing.title)}</h2>'
        f'<p class="obligations__told">{escape(whole["words"]["headline"])}</p>{inner}</section>'
    )


def papers(standing: Standing, page: Page) -> Iterator[tuple[Mapping[str, str], str]]:
    """What is sent, each with the condition under which it is; empty where it always is."""

    def sent(**others: bool) -> dict[str, Mapping[str, str]]:
        rows = answered(standing, page, **others)["outcome"]["send"]
        return {row["document"]: row for row in rows}

    every = sent(pci_compliant=True, saq_requires_scan=True)
    without_scan = sent(pci_compliant=True, saq_requires_scan=False)
    not_compliant = sent(pci_compliant=False, saq_requires_scan=True)
    for name, row in every.items():
        conditions = [
            NOT_ASKED["saq_requires_scan"][1] if name not in without_scan else "",
            NOT_ASKED["pci_compliant"][1] if name not in not_compliant else "",
        ]
        yield row, " and ".join(filter(None, conditions))
    for name, row in not_compliant.items():
        if name not in every:
            yield row, NOT_ASKED["pci_compliant"][2]


def paper(row: Mapping[str, str], condition: str, page: Page) -> str:
    """A document: under which condition, how often, who performs it, who certifies it, what follows on request."""
    details = [row["frequency"]]
    for key, words in (
        ("performed_by", "performed by"),
        ("certified_by", "certified by"),
        ("on_request", "on request"),
    ):
        if row[key]:
            details.append(f"{words} {row[key]}")
    opening = f"If {condition}, send" if condition else "Send"
    said = f"<strong>{opening} {escape(row['sent'])}</strong>: {escape('; '.join(details))}."
    return f"{said} {cited(row['clause'], page)}"


def line(told: Mapping[str, str], page: Page) -> str:
    """A sentence of an answer with its clause."""
    return f"{escape(told['text'])} {cited(told['clause'], page)}"


def cited(clause: str, page: Page) -> str:
    return (
        f'<a class="card__clause" href="{page.link("clause", clause)}">{escape(page.book.title("clause", clause))}</a>'
    )


def enrolling(page: Page) -> str:
    """The clause of the contact whom a participant names."""
    return page.book.sources.facts.validation.data_security_contact.clause


def shared(page: Page) -> str:
    """What lateness costs and whom to call; the answers to the business that is kept come into their lists by a script."""
    facts = page.book.sources.facts
    fees, contact, incident = facts.fees, facts.contact, facts.incident
    numbers = f"{linked(contact.general_phone_freephone.value)}, {linked(contact.general_phone_us.value)}"
    calls = (
        f"With questions: SecureTrust, {numbers}, {linked(contact.email.value)}. {cited(contact.email.clause, page)}",
        f"After a Data Incident: American Express (EIRP), {linked(incident.notify_phone.value)}, "
        f"{linked(incident.notify_email.value)}. {cited(incident.notify_phone.clause, page)}",
    )
    return (
        '<div class="obligations__shared"><h2 id="what-lateness-costs">What lateness costs</h2>'
        f'<ul data-steps="{fees.amounts.clause}"><li>The fees of your market and level. {cited(fees.amounts.clause, page)}</li></ul>'
        '<h2 id="whom-to-call">Whom to call</h2>'
        f'<ul data-steps="{contact.by_market.clause}">{"".join(f"<li>{call}</li>" for call in calls)}</ul></div>'
    )
