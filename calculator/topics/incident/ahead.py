"""What lies ahead after a Data Incident: by when, and what to do first.

From the clauses on incidents (dsop.incident): notice (notify, notify-how, contact-person), the PFI (engage-pfi), the report.
"""

from __future__ import annotations

from ... import calendar
from ...words import dialled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from ...facts.edition import Facts
    from ...working import Working


def what_next(notify_by: datetime, engage_by: date | None, report_due: date | None, facts: Facts, why: Working) -> None:
    """The deadlines by their days, and the first acts (dsop.incident: notify, notify-how, contact-person, engage-pfi, report)."""
    incident = facts.incident
    text = "By {by}: {what}."
    by, what = calendar.by_the_clock(notify_by), "notify American Express"
    why.due(text, incident.notify_within, notify_by, "notify_by", what, by=by)
    phone, email = incident.notify_phone, incident.notify_email
    why.act("Call {phone}, or write to {email}.", phone, dialled(phone.value), phone=phone.value, email=email.value)
    why.act("Name one person as your contact for this incident.", incident.contact_person)
    if engage_by:
        by = calendar.day_in_words(engage_by)
        why.due(text, incident.engage_pfi_within, engage_by, "engage_pfi_by", "engage a PFI", by=by)
        why.act("Engage a PCI Forensic Investigator (PFI).", incident.engage_pfi_within)
    if report_due:
        by = calendar.day_in_words(report_due)
        why.due(text, incident.report_within, report_due, "report_due", "send the unedited report", by=by)
    else:
        text = "Within {days} business days of its completion: send the report."
        why.due(text, incident.report_within, days=incident.report_within.value)
