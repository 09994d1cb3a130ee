"""The periods that hang on the Notification Date of a Data Incident.

From the clauses on incidents (dsop.incident): the event window and who sets the date (event-window, notification-date); and
from the indemnity the months in which earlier claims count (dsop.indemnity.prior-claims).
"""

from __future__ import annotations

from ... import calendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from ...facts.edition import Facts
    from ...working import Working
    from .question import Inputs


def event_window(case: Inputs, facts: Facts, why: Working) -> tuple[date | None, date | None]:
    """From the compromise, or 365 days before the Notification Date, to 30 days after it (dsop.incident.event-window)."""
    before, after = facts.incident.event_window_before, facts.incident.event_window_after
    start, end, notified = case.compromised_on, None, case.notification_date
    if start:
        why.step("The event window starts on the day of compromise, {start}.", before, start=start)
    if notified:
        if not start:
            start = calendar.add_days(notified, -before.value)
            text = "The day of compromise is not known: the event window starts {days} days before {day}, on {start}."
            why.step(text, before, (before.value, "days"), days=before.value, day=notified, start=start)
        end = calendar.add_days(notified, after.value)
        text = "The event window ends {days} days after {day}, on {end}."
        why.step(text, after, (after.value, "days"), days=after.value, day=notified, end=end)
    why.may("American Express sets the Notification Date, in its sole discretion.", facts.incident.notification_date)
    return start, end


def prior_claims(case: Inputs, facts: Facts, why: Working) -> tuple[date | None, date | None]:
    """The twelve months before the Notification Date, both ends belonging (dsop.indemnity.prior-claims, reading prior-claim-ends)."""
    notified, within = case.notification_date, facts.indemnity.prior_claims_within
    if not notified:
        return None, None
    first, last = calendar.add_months(notified, -within.value), notified
    text = "Numbers claimed in the {months} months before {day} are not charged again: {first} to {last}, both days included."
    if why.under("prior-claim-ends", "ends-excluded"):
        first, last = calendar.add_days(first, 1), calendar.add_days(last, -1)
        text = "Numbers claimed between the same day {months} months before and {day} are not charged again: {first} to {last}."
    why.step(text, within, months=within.value, day=notified, first=first, last=last)
    return first, last
