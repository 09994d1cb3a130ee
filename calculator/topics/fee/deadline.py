"""How many days late documents are, which of these days count, and when a limit of days has passed.

From the clauses on non-validation fees (dsop.fees): the deadlines from which the days run, and the limits that each fee
and the end of the Agreement wait for (first, second, third, termination); and from the plan of who does not comply yet
(dsop.plan): its remediation date, and that no fee falls before it (fees).
"""

from __future__ import annotations

from ... import calendar
from ...errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ...facts.edition import Facts
    from ...facts.sheets import Figure
    from ...working import Working
    from .question import Inputs

DATES = ("first_deadline", "received", "as_of")
PLAN = ("plan_completed", "plan_received", "remediation_date")


def problems_of_days(given: Mapping[str, object]) -> Iterator[Problem]:
    """One way of saying how late: a number of days, or the deadline and one other day; `given` leaves out what is wrong by itself."""
    dates = [name for name in (*DATES, *PLAN) if given.get(name) is not None]
    if given.get("days_late") is not None:
        if dates:
            text = "Enter either the days late, for example 61, or the dates, for example 2026-03-31: not both."
            yield Problem("days_late", "conflict", text)
    elif "days_late" in given:
        # A date that is wrong by itself is a way of saying it all the same.
        empty = [name for name in DATES if name in given and given[name] is None]
        if len(empty) == len(DATES):
            text = "Enter how many days late, for example 61, or the first deadline and the day on which the documents came."
            yield Problem("days_late", "required", text)
        elif "first_deadline" in empty:
            yield Problem("first_deadline", "required", "Enter the first deadline too, for example 2026-03-31.")
        elif {"received", "as_of"} <= set(empty):
            text = "Enter the day on which the documents came, for example 2026-05-31, or up to which to count while they are outstanding."
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
        text = (
            f"Enter a day from {completed} on, for example {completed}: a plan is not received before it is completed."
        )
        yield Problem("plan_received", "out_of_range", text)
    if completed and remediation:
        months = facts.validation.remediation_within.value
        latest = calendar.add_months(completed, months)
        if not completed <= remediation <= latest:
            text = f"Enter a day from {completed} to {latest}, for example {latest}: a plan may take at most {months} months."
            yield Problem("remediation_date", "out_of_range", text)


class Run:
    """Days that count towards the fees, one after another; `first` is the day that they are counted from, None where not given."""

    __slots__ = ("days", "first")

    def __init__(self, first: date | None, days: int) -> None:
        self.first = first
        self.days = days


class Clock:
    """How late documents are: the days late, those that count, and these in runs of which the last goes on.

    There is one run, unless the count begins anew at a plan's remediation date (reading fee-waiver). `held` is whether a plan
    holds off some of the days.
    """

    __slots__ = ("counted", "held", "late", "runs")

    def __init__(self, late: int, runs: list[Run], *, held: bool = False) -> None:
        self.late = late
        self.runs = runs
        self.held = held
        self.counted = sum(run.days for run in runs)

    @property
    def since(self) -> str:
        """What a limit of days is counted from, in words."""
        return "that counts" if self.held else "after the first deadline"


def clock(case: Inputs, facts: Facts, why: Working) -> Clock:
    """The days late and those that count: none that a plan holds off (dsop.fees.deadlines, dsop.plan.fees, reading fee-waiver)."""
    late = days_late(case, facts, why)
    plan, until = case.plan_received, case.remediation_date
    if not late or plan is None or until is None:
        return Clock(late, [Run(case.first_deadline, late)])
    source = facts.validation.plan_holds_fees
    first, last = ends(case)
    held, since = 0, max(first, plan)
    if plan <= last:
        if why.under("fee-waiver", "from-first-deadline"):
            since = first
        held = (min(last, until) - since).days
    if held <= 0:
        text = "The plan came on {plan} and its remediation date is {until}: it holds off none of these days."
        why.step(text, source, plan=plan, until=until)
        return Clock(late, [Run(first, late)])
    counted = late - held
    text = "The plan holds fees off from {since} to {until}: {late:,} − {held:,} = {counted:,} days count."
    why.step(text, source, (counted, "days"), late=late, held=held, counted=counted, since=since, until=until)
    if not why.under("fee-waiver", "fresh-start"):
        return Clock(late, [Run(first, counted)], held=True)
    before = (since - first).days
    text = "The count begins anew at the remediation date, {until}: {before} before the plan, {after} after that date."
    why.step(text, source, until=until, before=(before, "day"), after=(counted - before, "day"))
    return Clock(late, [Run(first, before), Run(until, counted - before)], held=True)


def days_late(case: Inputs, facts: Facts, why: Working) -> int:
    """The days late; none where the documents came in time (dsop.fees.deadlines)."""
    deadline = facts.fees.deadline
    if case.days_late is None:
        first, last = ends(case)
        late = max(0, (last - first).days)
        text = "From the first deadline, {first}, to {last}: {late} late."
        if not late:
            text = "{last} is not after the first deadline, {first}: {late} late."
        why.step(text, deadline, (late, "days"), first=first, last=last, late=(late, "day"))
        return late
    if case.days_late:
        text = "{days} after the first deadline."
        why.step(text, deadline, (case.days_late, "days"), days=(case.days_late, "day"))
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
