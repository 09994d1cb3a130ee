"""Which fees have fallen after a number of days, and what they come to.

From the clauses on non-validation fees (dsop.fees): the three fees at Levels 1 and 2 (first, second, third), the monthly
fee at Levels 3 and 4 (monthly), and their amounts (table).
"""

from __future__ import annotations

from ... import calendar, money
from ...words import plural
from .ahead import due_later
from .deadline import beyond, late_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...facts.edition import Facts, FeeRow
    from ...facts.sheets import Figure
    from ...working import Working
    from .deadline import Clock, Run
    from .question import Inputs


ORDINALS = ("first", "second", "third")


def by_instalments(
    case: Inputs, row: FeeRow, clock: Clock | None, facts: Facts, why: Working
) -> tuple[list[dict[str, object]], int]:
    """The three fees, each with whether it has fallen, and their sum (dsop.fees: first, second, third, table).

    Without a clock nothing is due, so nothing falls.
    """
    instalments: list[dict[str, object]] = []
    fallen = []
    for number, (after, amount) in enumerate(zip(thresholds(facts), row.instalments, strict=True), 1):
        # Where the count began anew, a fee that fell before is not charged twice.
        assessed = clock is not None and any([beyond(run.days, after, why) for run in clock.runs])
        instalments.append({"number": number, "after_days": after.value, "amount": amount, "assessed": assessed})
        if clock is None:
            continue
        start = late_from(after, why)
        words = {"number": number, "amount": amount, "currency": row.currency, "start": start, "since": clock.since}
        if assessed:
            fallen.append(amount)
            text = "Fee {number}, {amount:,} {currency}, falls from day {start} {since} on."
            why.step(text, after, (amount, row.currency), **words)
        else:
            left = start - clock.runs[-1].days
            text = "Fee {number}, {amount:,} {currency}, falls from day {start} {since} on: {left}."
            why.not_met(text, after, (left, "days"), left=(left, "more day"), **words)
            if number == len(fallen) + 1:
                # What differs from level to level is left out where the level is open.
                of = " of {amount:,} {currency}" if "level" in why.path.known else ""
                what = f"a {ORDINALS[number - 1]} fee{of} is due"
                due_later(what, f"instalments-{number}", left, after, case, clock, why, **words)
    if clock is not None and len(fallen) == len(instalments):
        why.due("All fees for this deadline are due: no further one follows.", facts.fees.amounts)
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


def by_month(case: Inputs, row: FeeRow, clock: Clock, facts: Facts, why: Working) -> tuple[int, int]:
    """How many monthly fees have fallen, and their sum (dsop.fees: monthly, table)."""
    assert row.monthly  # a row has these or the three fees
    months, left = months_begun(case, clock, facts, why)
    total = months * row.monthly
    text = "{months} × {monthly:,} {currency} = {total:,} {currency}."
    words = {"months": months, "monthly": row.monthly, "currency": row.currency, "total": total}
    why.step(text, facts.fees.amounts, (total, row.currency), **words)
    if left:
        text = "The next monthly fee, {monthly:,} {currency}, falls from day {start} {since} on: {left}."
        words |= {"start": clock.runs[-1].days + left, "since": clock.since, "left": (left, "more day")}
        why.not_met(text, facts.fees.monthly, (left, "days"), **words)
        what = "another monthly fee of {monthly:,} {currency} is due"
        again = {"monthly": row.monthly, "currency": row.currency}
        due_later(what, "monthly_fee", left, facts.fees.monthly, case, clock, why, **again)
    else:
        why.due("No further monthly fee is due for this deadline.", facts.fees.monthly)
    return months, total


def months_begun(case: Inputs, clock: Clock, facts: Facts, why: Working) -> tuple[int, int]:
    """The months that are charged: one for each 30 days begun; and in how many days the next begins, 0 where none does or it is open.

    From dsop.fees.monthly, reading fee-months.
    """
    runs = [run for run in clock.runs if run.days]
    if not runs:
        why.step("No monthly fee has fallen.", facts.fees.monthly)
        return 0, 1
    period = facts.fees.monthly_period.value
    last = clock.runs[-1]
    text = "{days}, a fee for each {period} days begun: {months}."
    if why.under("fee-months", "once"):
        months, left, text = 1, 0, "{days}, one fee in all: {months}."
    elif why.under("fee-months", "calendar-months"):
        text = "{days}, a fee for each calendar month begun: {months}."
        months, left = sum(calendar_months(case, run) for run in runs), to_next_month(last)
    else:
        months, left = sum(begun(run.days, period) for run in runs), to_next(last.days, period)
        most = len(thresholds(facts))
        # Where the days are not known, there may be so many.
        enough = hasattr(months, "lesser") or months >= most
        if enough and why.under("fee-months", "three-at-most"):
            months, left = money.lesser(months, most), 0  # type: ignore[assignment]
            text = "{days}, a fee for each {period} days begun, at most {months}: {months}."
    days = " and, anew, ".join(plural(run.days, "day") for run in runs)
    why.step(text, facts.fees.monthly_period, days=days, period=period, months=months)
    return months, left


def begun(days: int, period: int) -> int:
    """How many periods of so many days have begun."""
    if hasattr(days, "mapped"):  # a number that is not known
        return days.mapped(lambda known: begun(known, period), f"ceil({{}} / {period})", whole=True)  # type: ignore[no-any-return]
    return -(-days // period)


def to_next(days: int, period: int) -> int:
    """In how many days the next period begins; 0 where the days are not known."""
    return 0 if hasattr(days, "mapped") else -days % period + 1


def calendar_months(case: Inputs, run: Run) -> int:
    """The calendar months begun in a run; where the day that it begins on is not given, the fewest to the most."""
    if run.first is None:
        days = run.days
        fewest, most = days.ends() if hasattr(days, "ends") else (days, days)  # a number that is not known
        return case.between(calendar.months_begun_in(fewest)[0], calendar.months_begun_in(most)[1])
    return calendar.months_begun(run.first, calendar.add_days(run.first, run.days))


def to_next_month(run: Run) -> int:
    """In how many days the next calendar month of a run begins; 0 where the day that the run begins on is not given."""
    if run.first is None:
        return 0
    begun = calendar.months_begun(run.first, calendar.add_days(run.first, run.days))
    return (calendar.add_months(run.first, begun) - run.first).days + 1 - run.days
