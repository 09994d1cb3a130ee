"""Which fees have fallen after a number of days, and what they come to.

From the clauses on non-validation fees (dsop.fees): the three fees at Levels 1 and 2 (first, second, third), the monthly
fee at Levels 3 and 4 (monthly), and their amounts (table).
"""

from __future__ import annotations

from .. import calendar, money
from .fee_deadline import beyond, in_days, late_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..answer import Working
    from ..facts import Facts, FeeRow, Figure
    from .fee import Inputs


def by_instalments(row: FeeRow, days: int, facts: Facts, why: Working) -> tuple[list[dict[str, object]], int]:
    """The three fees, each with whether it has fallen after that many days, and their sum (dsop.fees: first, second, third, table)."""
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
    """The days after the first deadline that each fee waits for (dsop.fees: first, second, third)."""
    return facts.fees.first_after, facts.fees.second_after, facts.fees.third_after


def by_month(case: Inputs, row: FeeRow, counted: int, before: int, facts: Facts, why: Working) -> tuple[int, int]:
    """How many monthly fees have fallen, and their sum (dsop.fees: monthly, table)."""
    assert row.monthly  # a row has these or the three fees
    months = months_begun(case, counted, before, facts, why)
    total = months * row.monthly
    text = "{months} × {monthly:,} {currency} = {total:,} {currency}."
    words = {"months": months, "monthly": row.monthly, "currency": row.currency, "total": total}
    why.step(text, facts.fees.amounts, (total, row.currency), **words)
    return months, total


def months_begun(case: Inputs, counted: int, before: int, facts: Facts, why: Working) -> int:
    """The months that are charged: one for each 30 days begun (dsop.fees.monthly, reading fee-months)."""
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
        most = len(thresholds(facts))
        if months > most and why.under("fee-months", "three-at-most"):
            months, text = most, "{days}, a fee for each {period} days begun, at most {months}: {months}."
    days = " and, anew, ".join(map(in_days, parts))
    why.step(text, facts.fees.monthly_period, days=days, period=period, months=months)
    return months


def calendar_months(case: Inputs, days: int) -> int:
    """The calendar months begun since the first deadline; where that is not given, the fewest to the most."""
    if case.first_deadline is None:
        return case.between(*calendar.months_begun_in(days))
    return calendar.months_begun(case.first_deadline, calendar.add_days(case.first_deadline, days))
