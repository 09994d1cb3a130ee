"""How many days late documents are, which of these days count, and when a limit of days has passed.

From the clauses on non-validation fees (dsop.fees): the deadlines from which the days run, and the limits that each fee
and the end of the Agreement wait for (first, second, third, termination); and from the plan of who does not comply yet
(dsop.plan): its remediation date, and that no fee falls before it (fees).
"""

from __future__ import annotations

from .. import calendar
from ..errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ..answer import Working
    from ..facts import Facts, Figure
    from .fee import Inputs

DATES = ("first_deadline", "received", "as_of")
PLAN = ("plan_completed", "plan_received", "remediation_date")


def problems_of_days(given: Mapping[str, object]) -> Iterator[Problem]:
    """One way of saying how late: a number of days, or the deadline and one other day."""
    dates = [name for name in (*DATES, *PLAN) if given.get(name) is not None]
    if given.get("days_late") is not None:
        if dates:
            text = "Enter either the days late, for example 61, or the dates, for example 2026-03-31: not both."
            yield Problem("days_late", "conflict", text)
    elif not any(name in DATES for name in dates):
        text = (
            "Enter how many days late, for example 61, or the first deadline and the day on which the documents came."
        )
        yield Problem("days_late", "required", text)
    elif given.get("first_deadline", 0) is None:
        yield Problem("first_deadline", "required", "Enter the first deadline too, for example 2026-03-31.")
    elif given.get("received", 0) is None and given.get("as_of", 0) is None:
        text = "Enter the day on which the documents came or, while they are outstanding, up to which to count: 2026-05-31."
        yield Problem("as_of", "required", text)
    if given.get("received") is not None and given.get("as_of") is not None:
        text = "Leave this empty: the documents have come, so nothing is outstanding after that day."
        yield Problem("as_of", "conflict", text)


def problems_of_plan(given: Mapping[str, date | None], facts: Facts) -> Iterator[Problem]:
    """All three dates of a plan or none, in their order (dsop.plan.remediation-date), and never in STEP (dsop.plan.no-step)."""
    completed, received, remediation = (given.get(name) for name in PLAN)
    if completed is received is remediation is None:
        return
    for name in PLAN:
        if name in given and given[name] is None:
            text = "Enter this date of the plan too, for example 2026-04-15, or leave all three empty."
            yield Problem(name, "required", text)
    if given.get("step_participant"):
        text = "Answer no, or leave the plan's dates empty: who does not comply with the PCI DSS yet is not eligible for STEP."
        yield Problem("step_participant", "conflict", text)
    if completed and received and received < completed:
        text = f"Enter {completed} or later: a plan is received after it is completed."
        yield Problem("plan_received", "out_of_range", text)
    if completed and remediation:
        months = facts.validation.remediation_within.value
        latest = calendar.add_months(completed, months)
        if not completed <= remediation <= latest:
            text = f"Enter a day from {completed} to {latest}: a plan may take at most {months} months."
            yield Problem("remediation_date", "out_of_range", text)


def days(case: Inputs, facts: Facts, why: Working) -> tuple[int, int, int]:
    """The days late, those that count, and those of them before the plan (dsop.fees.deadlines, dsop.plan.fees)."""
    late = days_late(case, facts, why)
    if not late or case.plan_received is None or case.remediation_date is None:
        return late, late, late
    first, last = ends(case)
    since = first if why.under("fee-waiver", "from-first-deadline") else max(first, case.plan_received)
    held = max(0, (min(last, case.remediation_date) - since).days)
    counted = late - held
    text = "The plan holds fees off from {since} to {until}: {late:,} − {held:,} = {counted:,} days count."
    period = {"since": since, "until": case.remediation_date}
    quantity = (counted, "days")
    why.step(text, facts.validation.plan_holds_fees, quantity, late=late, held=held, counted=counted, **period)
    return late, counted, min(late, max(0, (since - first).days))


def days_late(case: Inputs, facts: Facts, why: Working) -> int:
    """The days late; none where the documents came in time (dsop.fees.deadlines)."""
    deadline = facts.fees.deadline
    if case.days_late is None:
        first, last = ends(case)
        late = max(0, (last - first).days)
        text = "From the first deadline, {first}, to {last}: {late} late."
        why.step(text, deadline, (late, "days"), first=first, last=last, late=in_days(late))
        return late
    if case.days_late:
        text = "{days} after the first deadline."
        why.step(text, deadline, (case.days_late, "days"), days=in_days(case.days_late))
    else:
        why.step("The documents came by the first deadline.", deadline)
    return case.days_late


def ends(case: Inputs) -> tuple[date, date]:
    """The first deadline, and the day up to which days are late."""
    first, last = case.first_deadline, case.received or case.as_of
    assert first and last  # `problems_of_days` has seen to it
    return first, last


def beyond(days: int, limit: Figure, why: Working) -> bool:
    """Whether documents that late are not "within" a limit of days (dsop.fees: second, third, termination; reading fee-days)."""
    return days > limit.value or bool(limit.value and days == limit.value and why.under("fee-days", "day-30-late"))


def late_from(limit: Figure, why: Working) -> int:
    """The first day after a deadline on which documents are not "within" a limit (dsop.fees: second, third); for words alone."""
    return limit.value + int(not limit.value or not why.words_under("fee-days", "day-30-late"))


def in_days(days: int, more: str = "") -> str:
    """A number of days in words."""
    return f"{days:,} {more}{'day' if days == 1 else 'days'}"
