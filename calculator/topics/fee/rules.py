"""What late validation documents cost, in the money of a market.

From the clauses on non-validation fees (dsop.fees): that they may be imposed (right), in which column a merchant in STEP
stands (description), the amounts (table), and when the Agreement may be ended (termination). How late the documents are is
in `deadline`, which fees have fallen by then in `amounts`.
"""

from __future__ import annotations

from ... import money
from ..common import problems_of_kind
from .ahead import due_later, what_next
from .amounts import by_instalments, by_month
from .deadline import beyond, clock, late_from, problems_of_days, problems_of_plan
from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ...errors import Problem
    from ...facts.edition import Facts
    from ...facts.sheets import Rule
    from ...working import Working
    from .deadline import Clock


def problems(given: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Levels and STEP as they can be; one way of saying how late; a plan whole and in order."""
    yield from problems_of_kind(given, facts)
    yield from problems_of_days(given)
    yield from problems_of_plan(given, facts)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The fees so far (in whole units of the market's currency), what they are made of, and whether the Agreement may end."""
    time = clock(case, facts, why)
    column = column_of(case, facts, why)
    row = facts.fee_row(case.market, column)
    owed = submits(case, facts, why)
    instalments, months, total = None, None, 0
    if row.monthly is None:
        instalments, total = by_instalments(case, row, time if owed else None, facts, why)
    elif owed:
        months, total = by_month(case, row, time, facts, why)
    else:
        months = 0
    if owed and time.late:
        text = "At Level {level}, American Express has the right to impose these fees; it may charge less: from 0 to {total:,} {currency}."
        if case.step_participant:
            text = "In STEP, American Express has the right to impose these fees; it may charge less: from 0 to {total:,} {currency}."
        why.may(text, facts.fees.imposing, level=case.level, total=total, currency=row.currency)
    euro = in_euro(total, row.currency, facts, why)
    may_terminate = bool(owed and terminates(time, case, facts, why))
    what_next(case, time, owed, facts, why)
    return {
        "currency": row.currency,
        "instalments": instalments,
        "monthly_fee": row.monthly,
        "months": months,
        "days_late": time.late,
        "days_counted": time.counted,
        "total": total,
        "in_euro": euro,
        "may_terminate": may_terminate,
    }


def column_of(case: Inputs, facts: Facts, why: Working) -> int:
    """The level whose fees are charged: in STEP, Level 2's, whatever the volume (dsop.fees.description, reading fee-step)."""
    column = facts.fees.step_column
    if case.step_participant and not why.under("fee-step", "own-level"):
        why.step("A merchant in STEP pays the fees of Level {level}.", column, level=column.value)
        return column.value
    return case.level


def submits(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether documents are due: at Levels 3 and 4 only where required (dsop.documents.only-when-asked)."""
    asked = facts.validation.asked_from_level
    if case.level < asked.value:
        return True
    if case.submission_required:
        why.step("American Express requires your documents, so they are due.", asked)
        return True
    why.step(
        "At Level {first} and below, nothing is due unless American Express requires it.", asked, first=asked.value
    )
    why.not_met("If American Express required your documents, fees could fall.", asked)
    why.may("American Express may require documents of you; from then on they can be late.", asked)
    return False


def in_euro(total: int, currency: str, facts: Facts, why: Working) -> object:
    """The total in euro, to the cent, where the euro has replaced the currency printed (dsop.fees.table, reading old-currencies)."""
    rate = facts.euro_rates.get(currency)
    if rate is None:
        return None
    euro = money.divide(total, rate.value)
    text = "{currency} is no longer money. {total:,} ÷ {rate} = {euro:,} EUR, rounded half up to the cent."
    why.step(text, rate, (euro, "EUR"), currency=currency, total=total, rate=rate.value, euro=euro)
    return euro


def terminates(time: Clock, case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether American Express may end the Agreement: after 60 days, whatever a plan holds off (dsop.fees: termination, right)."""
    limit = facts.fees.terminate_after
    suspended = time.held and why.under("waiver-termination", "suspended")
    days = time.counted if suspended else time.late
    source: Rule = limit
    first, since = late_from(limit, why), "that counts" if suspended else "after the first deadline"
    ends = beyond(days, limit, why)
    if not ends and days and why.under("termination-when", "from-deadline"):
        ends, first, source = True, 1, facts.fees.imposing
    if ends:
        text = "{days} late: from day {first} {since} on American Express may end the Agreement."
        why.step(text, source, (days, "days"), days=(days, "day"), first=first, since=since)
        why.may("American Express may end the Agreement, or leave it standing.", source)
        why.due(
            "From day {first} {since} on American Express may end your agreement.", source, first=first, since=since
        )
        return True
    left = first - days
    text = "From day {first} {since} on American Express may end the Agreement: {left}."
    why.not_met(text, limit, (left, "days"), first=first, since=since, left=(left, "more day"))
    due_later("American Express may end your agreement", "may_terminate", left, limit, case, time, why)
    if days:
        text = "A general clause names ending the Agreement beside the fees, from the first deadline on."
        why.may(text, facts.fees.imposing)
    return False
