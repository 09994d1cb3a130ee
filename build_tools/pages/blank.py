"""Sheets to fill in and print: the cover of a fax, the registration of a contact, the notice of a Data Incident.

The fields of a cover and of a registration are the items of the list in their clause. With scripts off a sheet prints blank, with
lines to write on; with them it is filled in, mailed, copied (site_overrides/yours/blank.mjs).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from html import escape

from calculator.topics.incident.question import INCIDENT

from ..tables.shape import linked
from ..text import plain
from .page import Page

ITEM = re.compile(r"^- (.+)$", re.MULTILINE)

# What the notice says besides what the calculator is asked: the field's name, its label, and the line that it stands in.
OF_NOTICE = (
    ("business", "Your business", "Business: {}"),
    (
        "merchant-number",
        "Your American Express Merchant number, if you have one",
        "American Express Merchant number: {}",
    ),
    ("contact", "Your contact for this incident", "Our contact for this Data Incident: {}"),
    ("contact-phone", "The contact’s phone number", "Telephone: {}"),
    ("contact-mail", "The contact’s e-mail address", "E-mail: {}"),
)
OPENING = "We notify American Express of a Data Incident."
CLOSING = "Please confirm when you received this notice, and tell us what you need from us next."
ASKED = ("discovered", "card_numbers")  # of the calculator


BLANKS = {
    "dsop.send.cover": "The cover of a fax to SecureTrust",
    "dsop.validate.contact": "Registering your data security contact",
}
"""The clauses whose list makes a sheet, and the sheet's title."""


def items(page: Page, clause: str) -> list[str]:
    """The items of the list in a clause, as plain text."""
    text = page.book.sources.clauses[clause].text
    return [plain(item, page.book.sources.facts).strip() for item in ITEM.findall(text)]


def blank(page: Page, parent: etree.Element, clause: str) -> None:
    """A sheet to SecureTrust whose fields are the items of a clause's list."""
    facts = page.book.sources.facts
    contact = facts.contact
    fields = [(slug(item), capital(item)) for item in items(page, clause)]
    to = (
        f'<p class="blank__to">To SecureTrust. Fax: {escape(str(contact.fax.value))}. '
        f"Secure Portal: {linked(str(contact.portal.value))}.</p>"
    )
    page.html(parent, frame(clause, BLANKS[clause], to, rows(clause, fields), page))


def notice(page: Page, parent: etree.Element) -> None:
    """What to tell American Express of an incident, by telephone or by e-mail."""
    incident = page.book.sources.facts.incident
    asked = [(field.name, field.label) for field in INCIDENT.fields if field.name in ASKED]
    clause = incident.notify_phone.clause
    to = (
        f'<p class="blank__to">To the American Express Enterprise Incident Response Programme (EIRP): '
        f"{linked(str(incident.notify_phone.value))}, {linked(str(incident.notify_email.value))}.</p>"
    )
    told = "".join(
        f'<li data-line="{escape(line)}" data-of="{name}">{escape(line.format("________"))}</li>'
        for name, line in [
            *((name, f"{label}: {{}}") for name, label in asked),
            *((name, line) for name, _, line in OF_NOTICE),
        ]
    )
    mail = escape(str(incident.notify_email.value))
    text = f'<div class="notice" data-mail="{mail}"><p>{OPENING}</p><ul>{told}</ul><p>{CLOSING}</p></div>'
    fields = [(name, label) for name, label, _ in OF_NOTICE]
    buttons = (
        f'<a class="notice__mail" href="mailto:{mail}">Write the e-mail</a> '
        '<button type="button" class="notice__copy">Copy the text</button> '
    )
    body = rows("notice", fields) + text
    page.html(parent, frame("notice", "What to say, by telephone or e-mail", to, body, page, clause, buttons))


def frame(name: str, title: str, to: str, body: str, page: Page, clause: str = "", buttons: str = "") -> str:
    about = clause or name
    return (
        f'<section class="blank" data-blank="{escape(name)}"><h3>{escape(title)}</h3>{to}{body}'
        f'<p class="blank__buttons">{buttons}<button type="button" class="blank__print">Print this sheet</button> '
        '<span class="blank__told" role="status"></span></p>'
        f'<p class="blank__clause"><a class="card__clause" href="{page.link("clause", about)}">'
        f"{escape(page.book.title('clause', about))}</a></p></section>"
    )


def rows(name: str, fields: Iterable[tuple[str, str]]) -> str:
    """The fields of a sheet, each with a line to write on."""
    inner = "".join(
        f'<div class="blank__field"><label for="{escape(f"{name}-{field}")}">{escape(label)}</label>'
        f'<input type="text" id="{escape(f"{name}-{field}")}" name="{escape(field)}" autocomplete="off"></div>'
        for field, label in fields
    )
    return f'<div class="blank__fields">{inner}</div>'


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def slug(text: str) -> str:
    """A name for a field, the same wherever the same is asked."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
