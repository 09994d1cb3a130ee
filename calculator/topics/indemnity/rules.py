"""What a Data Incident can cost: the indemnity before and after a reduction, and the non-compliance fee.

From the clauses on indemnity (dsop.indemnity): the rate for each number (rate), what a reduction does (reduction), the fee
that may fall beside it (non-compliance-fee), and what American Express may ask besides (other-remedies). Whether it is owed,
and for which numbers, is in `owed`; which reduction may be granted, in `reduction`.
"""

from __future__ import annotations

from ... import money
from ...errors import Problem
from .owed import owes
from .question import Inputs
from .reduction import reduction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from ...facts.edition import Facts
    from ...working import Working


PARTS = (
    ("numbers_with_data", "card_numbers", "the numbers with data are among all numbers of the incident"),
    ("previously_claimed", "card_numbers", "the numbers claimed before are among all numbers of the incident"),
    ("previously_claimed", "numbers_with_data", "the numbers claimed before are among those with data"),
    (
        "other_technology_locations_percent",
        "any_technology_locations_percent",
        "these locations are among those with any technology",
    ),
)


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """A part is not more than the whole; late notice is a duty not met."""
    named = set()
    for part, whole, why in PARTS:
        if part in given and whole in given and given[part] > given[whole] and part not in named:  # type: ignore[operator]
            named.add(part)
            yield Problem(part, "out_of_range", f"Enter at most {given[whole]:,}, for example 0: {why}.")
    if given.get("incident_duties_met") and given.get("notified_in_time") is False:
        text = "Answer no, or that you notified in time: notice within 24 hours is one of these duties."
        yield Problem("incident_duties_met", "conflict", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The indemnity before and after a reduction, the highest fee, and the least and the most to pay, in US dollars."""
    rate, currency = facts.indemnity.rate.value, facts.indemnity.rate.unit
    chargeable, owed = owes(case, facts, why)
    before, kind = 0, "none"
    percent: Decimal | int = 0
    if owed:
        before = rate * chargeable
        text = "{numbers:,} × {rate} {currency} = {before:,} {currency}."
        words = {"numbers": chargeable, "rate": rate, "currency": currency, "before": before}
        why.step(text, facts.indemnity.rate, (before, currency), **words)
        kind, percent = reduction(case, facts, why)
    after = before if kind == "none" else reduced(before, percent, currency, facts, why)
    fee = highest_fee(case, facts, why)
    most = before + fee
    text = "At most {before:,} + {fee:,} = {most:,} {currency}."
    words = {"before": before, "fee": fee, "most": most, "currency": currency}
    why.step(text, facts.indemnity.non_compliance_fee_most, (most, currency), **words)
    incident = facts.incident
    if case.card_numbers < incident.pfi_from.value:
        text = "American Express may require you to engage a PFI all the same: what it costs is not in these amounts."
        why.may(text, incident.pfi_on_demand)
    what_next(case, owed or not case.surely("incident_duties_met"), facts, why)
    why.may("American Express may find more Card Numbers by an analysis of its own.", incident.own_analysis)
    text = "American Express may engage a PFI of its own and charge you what it costs: not in these amounts."
    why.may(text, incident.american_express_pfi)
    why.may("American Express makes these calculations, and they are final.", facts.indemnity.calculations_final)
    why.may("Its other rights and remedies are not in these amounts.", facts.indemnity.other_remedies)
    return {
        "chargeable_numbers": chargeable,
        "indemnity_before_reduction": before,
        "reduction": kind,
        "reduction_percent": percent,
        "indemnity_after_reduction": after,
        "non_compliance_fee_most": fee,
        "payable_least": after,
        "payable_most": most,
        "currency": currency,
    }


def what_next(case: Inputs, pays: bool, facts: Facts, why: Working) -> None:
    """How it is collected, for which no day is given, and what keeps the cost down (dsop.indemnity.collection, dsop.incident)."""
    text = "No date is given."
    if pays:
        text = "No date is given. American Express may bill you, or deduct it from its payments to you."
    why.due(text, facts.indemnity.collection)
    incident = facts.incident
    if not case.surely("notified_in_time") and not case.surely("incident_duties_met"):
        why.act(
            "Notify American Express within {hours} hours of discovery.",
            incident.notify_within,
            "#incident",
            hours=incident.notify_within.value,
        )
    text = "Send the forensic report within {days} business days of its completion."
    why.act(text, incident.report_within, days=incident.report_within.value)


def reduced(before: int, percent: Decimal | int, currency: str, facts: Facts, why: Working) -> Decimal:
    """What is left after a reduction, which American Express may grant or refuse (dsop.indemnity.reduction)."""
    source, left = facts.indemnity.reduction, 100 - percent
    after = before * (left * money.PERCENT)
    shown = money.Shown(after, currency)
    text = "Reduced by {percent} %: {before:,} × {left} % = {after}, where American Express grants it."
    why.step(text, source, (after, currency), percent=percent, before=before, left=left, after=shown)
    text = "American Express may grant this reduction or refuse it: {before:,} {currency} would be {after}."
    why.may(text, source, before=before, after=shown, currency=currency)
    return after


def highest_fee(case: Inputs, facts: Facts, why: Working) -> int:
    """The most that American Express may charge where a duty of Section 2 was not met (dsop.indemnity.non-compliance-fee)."""
    most = facts.indemnity.non_compliance_fee_most
    fee = case.amount_if("incident_duties_met", 0, most.value)
    if case.surely("incident_duties_met"):
        why.step("You met every duty of Section 2: no non-compliance fee.", most, (0, most.unit))
        return fee
    words = {"most": most.value, "currency": most.unit}
    text = "Not every duty of Section 2 was met: a non-compliance fee of 0 to {most:,} {currency} may fall, whatever the count."
    if case.perhaps("incident_duties_met"):
        text = "If any duty of Section 2 was not met: a non-compliance fee of 0 to {most:,} {currency} may fall, whatever the count."
    why.step(text, most, (most.value, most.unit), **words)
    why.not_met("With every duty of Section 2 met, no non-compliance fee could fall.", most)
    why.may("American Express sets the non-compliance fee: from 0 to {most:,} {currency}.", most, **words)
    return fee
