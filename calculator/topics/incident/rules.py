"""What a Data Incident asks of you, by when.

From the clauses on incidents (dsop.incident): notice (notify, notify-how), the PFI (engage-pfi, pfi-on-demand,
american-express-pfi, own-analysis), and the report (report, repair-validation). The periods that hang on the Notification
Date are in `periods`.
"""

from __future__ import annotations

from ... import calendar
from ...errors import Problem
from ...facts.holidays import holidays
from .ahead import what_next
from .periods import event_window, prior_claims
from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from typing import Any

    from ...facts.edition import Facts
    from ...facts.sheets import Figure
    from ...working import Working


def problems(given: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Dates in their order, and a calendar that knows the years in which business days may be counted."""
    discovered, completed, notified, compromised, market = (
        given.get(name)
        for name in ("discovered", "report_completed", "notification_date", "compromised_on", "calendar")
    )
    day = discovered.date() if discovered else None
    last = min((end for end in (day, notified) if end), default=None)
    if compromised and last and compromised > last:
        text = f"Enter a day up to {last}, for example {last}: the compromise comes before its discovery and before the Notification Date."
        yield Problem("compromised_on", "out_of_range", text)
    for name, later in (("report_completed", completed), ("notification_date", notified)):
        if later and day and later < day:
            yield Problem(
                name, "out_of_range", f"Enter a day from {day} on, for example {day}: the day of discovery comes first."
            )
    first = completed or day
    if market and first:
        # What is counted from the report ends later than what is counted from its incident's discovery.
        within = facts.incident.report_within if completed else facts.incident.engage_pfi_within
        known = holidays(facts.markets[market.casefold()].iso)
        named = frozenset(given.get("holidays", ()))
        last, _ = calendar.business_days_after(first, within.value, known.days, named)
        if not {(day or first).year, last.year} <= known.years:
            years = f"{min(known.years)} to {max(known.years)}"
            text = f"Leave this empty and enter the holidays yourself, for example 2026-12-25: this calendar has {years} alone."
            yield Problem("calendar", "out_of_range", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The deadlines that run from discovery, the report's, and the periods that hang on the Notification Date."""
    incident = facts.incident
    notify_by = notice(case, facts, why)
    must = required(case, facts, why)
    engage_by = engage(case, facts, why) if must else None
    report_due = report(case, must, facts, why)
    what_next(notify_by, engage_by, report_due, facts, why)
    window_start, window_end = event_window(case, facts, why)
    claims_from, claims_to = prior_claims(case, facts, why)
    why.may("American Express may ask that a QSA confirms what has been remediated.", incident.repair_validation)
    why.may(
        "American Express may engage a PFI of its own for any Data Incident, and charge you what it costs.",
        incident.american_express_pfi,
    )
    return {
        "notify_by": notify_by,
        "notify_phone": incident.notify_phone.value,
        "notify_email": incident.notify_email.value,
        "pfi_required": must,
        "engage_pfi_by": engage_by,
        "report_due": report_due,
        "event_window_start": window_start,
        "event_window_end": window_end,
        "prior_claims_from": claims_from,
        "prior_claims_to": claims_to,
    }


def notice(case: Inputs, facts: Facts, why: Working) -> datetime:
    """The last moment to notify American Express: 24 hours after discovery (dsop.incident: notify, notify-how; reading notice-clock)."""
    within = facts.incident.notify_within
    by = calendar.add_hours(case.discovered, within.value)
    text = "Discovered on {discovered}; {hours} hours later is {by}. Notify at once, and no later than that."
    why.step(text, within, discovered=case.discovered, hours=within.value, by=by)
    phone, email = facts.incident.notify_phone, facts.incident.notify_email
    text = "Call the American Express Enterprise Incident Response Programme (EIRP) at {phone}, or write to {email}."
    why.step(text, phone, phone=phone.value, email=email.value)
    return by


def required(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether a PFI must investigate: from 10,000 unique Card Numbers on (dsop.incident: engage-pfi, pfi-on-demand)."""
    start = facts.incident.pfi_from
    if case.card_numbers >= start.value:
        text = "{numbers:,} unique Card Numbers: {start:,} or more, so you must engage a PFI."
        why.step(text, start, (case.card_numbers, "card_numbers"), numbers=case.card_numbers, start=start.value)
        return True
    text = "{numbers}: less than {start:,}, so you need no PFI unless American Express requires one."
    numbers = (case.card_numbers, "unique Card Number")
    why.step(text, start, (case.card_numbers, "card_numbers"), numbers=numbers, start=start.value)
    short = start.value - case.card_numbers
    text = "You must engage a PFI from {start:,} unique Card Numbers on: short by {short:,}."
    why.not_met(text, start, (short, "card_numbers"), start=start.value, short=short)
    text = (
        "American Express may require you to engage a PFI all the same, and say by when the investigation is completed."
    )
    why.may(text, facts.incident.pfi_on_demand)
    text = "American Express may identify Card Numbers by an analysis of its own, and so find more."
    why.may(text, facts.incident.own_analysis)
    return False


def engage(case: Inputs, facts: Facts, why: Working) -> date:
    """The last day to engage the PFI: five calendar days following discovery (dsop.incident.engage-pfi, reading pfi-days)."""
    within = facts.incident.engage_pfi_within
    day = case.discovered.date()
    if why.under("pfi-days", "business-days"):
        return business_days("Engage the PFI", day, within, case, facts, why)
    by = calendar.add_days(day, within.value)
    text = "Engage the PFI within {days} days following {day}, which is not counted: by {by}."
    why.step(text, within, (within.value, "days"), days=within.value, day=day, by=by)
    return by


def report(case: Inputs, must: bool, facts: Facts, why: Working) -> date | None:
    """The last day for the unedited report: ten business days after it is completed (dsop.incident.report)."""
    within = facts.incident.report_within
    if case.report_completed is None:
        why.step("The report is due within {days} business days of its completion.", within, days=within.value)
        return None
    if not must and why.under("forensic-below-threshold", "pfi-reports-only"):
        why.step("Only a PFI's report has a day by which it is due.", within)
        return None
    return business_days("Provide the unedited report", case.report_completed, within, case, facts, why)


def business_days(what: str, day: date, within: Figure, case: Inputs, facts: Facts, why: Working) -> date:
    """The last of that many business days after a day (dsop.incident.report, reading business-days); says whose calendar."""
    national: frozenset[date] = frozenset()
    market = ""
    text = "Business days are Monday to Friday; no market's public holidays were chosen."
    if case.calendar:
        chosen = facts.markets[case.calendar.casefold()]
        national, market = holidays(chosen.iso).days, chosen.in_words
        text = "Business days are Monday to Friday, less the national public holidays of {market}; regional ones are not in this."
    why.step(text, within, market=market)
    by, passed = calendar.business_days_after(day, within.value, national, frozenset(case.holidays))
    text = "{what} within {days} business days of {day}, which is not counted: by {by}."
    if len(passed) == 1:
        text = (
            "{what} within {days} business days of {day}, which is not counted, nor is the holiday {passed}: by {by}."
        )
    if len(passed) > 1:
        text = (
            "{what} within {days} business days of {day}, which is not counted, nor are the holidays {passed}: by {by}."
        )
    why.step(text, within, what=what, days=within.value, day=day, passed=passed, by=by)
    return by
