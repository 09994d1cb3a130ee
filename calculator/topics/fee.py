"""What late validation documents cost, in the money of a market.

From the clauses on non-validation fees (dsop.fees): when each fee falls (first, second, third, monthly), the amounts
(table), which column a merchant in STEP stands in (description), when the Agreement may be ended (termination); and from
the plan for those who do not comply yet, which holds fees off until its remediation date.
"""

from __future__ import annotations

from .. import calendar, money
from ..errors import Problem
from ..fields import Case, problems_of_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ..answer import Working
    from ..facts import Facts, FeeRow, Figure, Rule

DATES = ("first_deadline", "received", "as_of")
PLAN = ("plan_completed", "plan_received", "remediation_date")


class Inputs(Case):
    market: str
    kind: str
    level: int
    step_participant: bool
    submission_required: bool
    days_late: int | None
    first_deadline: date | None
    received: date | None
    as_of: date | None
    plan_completed: date | None
    plan_received: date | None
    remediation_date: date | None


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """Levels and STEP as they can be; one way of saying how late; a plan whole and in order."""
    yield from problems_of_kind(given, facts)
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
    yield from plan(given, facts)


def plan(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """All three dates of a plan or none, in their order, and never in STEP."""
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
    if not completed:
        return
    if received and received < completed:  # type: ignore[operator]
        text = f"Enter {completed} or later: a plan is received after it is completed."
        yield Problem("plan_received", "out_of_range", text)
    if remediation:
        latest = calendar.add_months(completed, facts.validation.remediation_within.value)  # type: ignore[arg-type]
        if not completed <= remediation <= latest:  # type: ignore[operator]
            text = f"Enter a day from {completed} to {latest}: a plan may take at most {facts.validation.remediation_within.value} months."
            yield Problem("remediation_date", "out_of_range", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The fees so far (in whole units of the market's currency), what they are made of, and whether the Agreement may end."""
    late, counted, before = days(case, facts, why)
    column = column_of(case, facts, why)
    row = facts.fee_row(case.market, column)
    owed = submits(case, facts, why)
    if row.monthly is None:
        run = counted
        if owed and before < counted and why.under("fee-waiver", "fresh-start"):
            # The count begins anew at the remediation date; a fee that fell before it is not charged twice.
            run = max(before, counted - before)
            why.step("The longer run, before the plan or after it, is {run}.", facts.fees.amounts, run=in_days(run))
        instalments, total = by_instalments(row, run if owed else 0, facts, why)
        monthly, months = None, None
    else:
        instalments, monthly = None, row.monthly
        months = begun(case, counted, before, facts, why) if owed else 0
        total = months * monthly
        if owed:
            text = "{months} × {monthly:,} {currency} = {total:,} {currency}."
            sum_up = {"months": months, "monthly": monthly, "currency": row.currency, "total": total}
            why.step(text, facts.fees.amounts, (total, row.currency), **sum_up)
    if owed and late:
        text = (
            "American Express has the right to impose these fees; it may charge less: from 0 to {total:,} {currency}."
        )
        why.may(text, facts.fees.imposing, total=total, currency=row.currency)
    return {
        "currency": row.currency,
        "instalments": instalments,
        "monthly_fee": monthly,
        "months": months,
        "days_late": late,
        "days_counted": counted,
        "total": total,
        "in_euro": in_euro(total, row.currency, facts, why),
        "may_terminate": bool(owed and terminates(case, late, counted, facts, why)),
    }


def days(case: Inputs, facts: Facts, why: Working) -> tuple[int, int, int]:
    """The days late, those that count, and those of them before the plan; none where the documents came in time."""
    if case.days_late is not None:
        if case.days_late:
            text = "{days} after the first deadline."
            why.step(text, facts.fees.deadline, (case.days_late, "days"), days=in_days(case.days_late))
        else:
            why.step("The documents came by the first deadline.", facts.fees.deadline)
        return case.days_late, case.days_late, case.days_late
    first, last = case.first_deadline, case.received or case.as_of
    assert first and last  # `problems` has seen to it
    late = max(0, (last - first).days)
    why.step(
        "From the first deadline, {first}, to {last}: {late} late.",
        facts.fees.deadline,
        (late, "days"),
        first=calendar.in_words(first),
        last=calendar.in_words(last),
        late=in_days(late),
    )
    if not late or case.plan_received is None or case.remediation_date is None:
        return late, late, late
    holds = facts.validation.plan_holds_fees
    since = first if why.under("fee-waiver", "from-first-deadline") else max(first, case.plan_received)
    held = max(0, (min(last, case.remediation_date) - since).days)
    why.step(
        "The plan holds fees off from {since} to {until}: {late:,} − {held:,} = {counted:,} days count.",
        holds,
        (late - held, "days"),
        since=calendar.in_words(since),
        until=calendar.in_words(case.remediation_date),
        late=late,
        held=held,
        counted=late - held,
    )
    return late, late - held, min(late, max(0, (since - first).days))


def column_of(case: Inputs, facts: Facts, why: Working) -> int:
    """The level whose fees are charged: a merchant in STEP stands in Level 2's column, whatever its volume."""
    column = facts.fees.step_column
    if case.step_participant and not why.under("fee-step", "own-level"):
        why.step("A merchant in STEP pays the fees of Level {level}.", column, level=column.value)
        return column.value
    return case.level


def submits(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether documents are due at all: at Levels 3 and 4 only where American Express requires them."""
    asked = facts.validation.asked_from_level
    if case.level < asked.value:
        return True
    if case.submission_required:
        why.step("American Express requires your documents, so they are due.", asked)
        return True
    why.step(
        "At Level {first} and below, nothing is due unless American Express requires it.", asked, first=asked.value
    )
    why.not_met("American Express has not required your documents: then fees would fall.", asked)
    why.may("American Express may require documents of you; from then on they can be late.", asked)
    return False


def by_instalments(row: FeeRow, days: int, facts: Facts, why: Working) -> tuple[list[dict[str, object]], int]:
    """The three fees, each with whether it has fallen after that many days, and their sum."""
    instalments, fallen = [], []
    for number, (after, amount) in enumerate(zip(thresholds(facts), row.instalments, strict=True), 1):
        assessed = beyond(days, after, why)
        instalments.append(
            {"number": number, "after_days": after.value, "amount": money.plain_amount(amount), "assessed": assessed}
        )
        words = {"number": number, "amount": amount, "currency": row.currency, "late_from": late_from(after, why)}
        if assessed:
            fallen.append(amount)
            text = "Fee {number}, {amount:,} {currency}, falls from day {late_from} after the first deadline on."
            why.step(text, after, (amount, row.currency), **words)
        else:
            left = late_from(after, why) - days
            text = "Fee {number}, {amount:,} {currency}, falls in {left}."
            why.not_met(text, after, (left, "days"), left=in_days(left, "more "), **words)
    total = sum(fallen)
    if fallen:
        text = "{sum} = {total:,} {currency}." if len(fallen) > 1 else "{total:,} {currency} in all."
        shown = " + ".join(f"{amount:,}" for amount in fallen)
        why.step(text, facts.fees.amounts, (total, row.currency), sum=shown, total=total, currency=row.currency)
    else:
        why.step("No fee has fallen: 0 {currency}.", facts.fees.amounts, (0, row.currency), currency=row.currency)
    return instalments, total


def thresholds(facts: Facts) -> tuple[Figure, ...]:
    """The days after the first deadline that each fee waits for."""
    return facts.fees.first_after, facts.fees.second_after, facts.fees.third_after


def beyond(days: int, limit: Figure, why: Working) -> bool:
    """Whether documents that late are not "within" a limit of days: its last day is in time (reading fee-days)."""
    return days > limit.value or bool(limit.value and days == limit.value and why.under("fee-days", "day-30-late"))


def late_from(limit: Figure, why: Working) -> int:
    """The first day after a deadline on which documents are not "within" a limit of days; for words and differences alone."""
    return limit.value + int(not limit.value or not why.words_under("fee-days", "day-30-late"))


def in_days(days: int, more: str = "") -> str:
    """A number of days in words."""
    return f"{days:,} {more}{'day' if days == 1 else 'days'}"


def begun(case: Inputs, counted: int, before: int, facts: Facts, why: Working) -> int:
    """How many monthly fees have fallen: one for each 30 days begun (reading fee-months)."""
    if not counted:
        why.step("No monthly fee has fallen.", facts.fees.monthly)
        return 0
    period = facts.fees.monthly_period.value
    parts = [counted]
    if before < counted and why.under("fee-waiver", "fresh-start"):
        parts = [part for part in (before, counted - before) if part]
    text = "{days}, a fee for each {period} days begun: {months}."
    if why.under("fee-months", "once"):
        months, text = 1, "{days}, one fee in all: {months}."
    elif why.under("fee-months", "calendar-months"):
        text = "{days}, a fee for each calendar month begun: {months}."
        months = sum(calendar_months(case, part) for part in parts)
    else:
        months = sum(-(-part // period) for part in parts)
        if months > len(thresholds(facts)) and why.under("fee-months", "three-at-most"):
            months, text = (
                len(thresholds(facts)),
                "{days}, a fee for each {period} days begun, at most {months}: {months}.",
            )
    days = " and, anew, ".join(map(in_days, parts))
    why.step(text, facts.fees.monthly_period, days=days, period=period, months=months)
    return months


def calendar_months(case: Inputs, days: int) -> int:
    """The calendar months begun in that many days from the first deadline, or the fewest and most where it is not given."""
    if case.first_deadline is None:
        return case.between(*calendar.months_begun_in(days))
    return calendar.months_begun(case.first_deadline, calendar.add_days(case.first_deadline, days))


def in_euro(total: int, currency: str, facts: Facts, why: Working) -> object:
    """The total in euro, to the cent, where the euro has replaced the currency that is printed; else none."""
    rate = facts.euro_rates.get(currency)
    if rate is None:
        return None
    euro = money.divide(total, rate.value)
    text = "{currency} is no longer money. {total:,} ÷ {rate} = {euro:,} EUR, rounded half up to the cent."
    why.step(text, rate, (euro, "EUR"), currency=currency, total=total, rate=rate.value, euro=euro)
    return euro


def terminates(case: Inputs, late: int, counted: int, facts: Facts, why: Working) -> bool:
    """Whether American Express may end the Agreement: after 60 days, whatever a plan holds off."""
    limit = facts.fees.terminate_after
    days = counted if counted < late and why.under("waiver-termination", "suspended") else late
    source: Rule = limit
    first = late_from(limit, why)
    ends = beyond(days, limit, why)
    if not ends and days and why.under("termination-when", "from-deadline"):
        ends, first, source = True, 1, facts.fees.imposing
    if ends:
        text = "{days} late: from day {first} after the first deadline on American Express may end the Agreement."
        why.step(text, source, (days, "days"), days=in_days(days), first=first)
        why.may("American Express may end the Agreement, or leave it standing.", source)
        return True
    if days:
        left = first - days
        text = "In {left} American Express may end the Agreement."
        why.not_met(text, limit, (left, "days"), left=in_days(left, "more "))
        text = "A general clause names ending the Agreement beside the fees, from the first deadline on."
        why.may(text, facts.fees.imposing)
    return False
