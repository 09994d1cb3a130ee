"""What a Data Incident can cost: the indemnity, what frees from it or reduces it, and the non-compliance fee.

From the clauses on indemnity (dsop.indemnity): when it is owed and at which rate, what frees from it, which numbers are
left out, when it may be reduced and by how much, and the fee that may fall beside it.
"""

from __future__ import annotations

from .. import money
from ..errors import Problem
from ..fields import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from ..answer import Working
    from ..facts import Facts, Rule


class Inputs(Case):
    kind: str
    card_numbers: int
    numbers_with_data: int
    previously_claimed: int
    notified_in_time: bool
    pci_compliant: bool
    wrongful_conduct: bool
    mitigation_throughout: bool
    pfi_investigation_complete: bool
    investigation_waived: bool
    report_confirms_mitigation: bool
    forbidden_data_stored: bool
    chip_percent: Decimal
    any_technology_locations_percent: Decimal
    other_technology_locations_percent: Decimal
    incident_duties_met: bool


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
            yield Problem(part, "out_of_range", f"Enter at most {given[whole]:,}: {why}.")
    if given.get("incident_duties_met") and given.get("notified_in_time") is False:
        text = "Answer no, or that you notified in time: notice within 24 hours is one of these duties."
        yield Problem("incident_duties_met", "conflict", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The indemnity before and after a reduction, the highest fee, and the least and the most to pay, in US dollars."""
    currency = facts.indemnity.rate.unit
    chargeable, owed = owes(case, facts, why)
    before, kind = 0, "none"
    percent: Decimal | int = 0
    if owed:
        before = facts.indemnity.rate.value * chargeable
        text = "{numbers:,} × {rate} {currency} = {before:,} {currency}."
        amounts = {"numbers": chargeable, "rate": facts.indemnity.rate.value, "currency": currency, "before": before}
        why.step(text, facts.indemnity.rate, (before, currency), **amounts)
        kind, percent = reduction(case, facts, why)
    left = 100 - percent
    after = before * left * money.PERCENT if percent else before
    if percent:
        text = "Reduced by {percent} %: {before:,} × {left} % = {after:,} {currency}, where American Express grants it."
        why.step(
            text,
            facts.indemnity.reduction,
            (after, currency),
            before=before,
            percent=percent,
            left=left,
            after=neat(after),
            currency=currency,
        )
        text = "American Express may grant this reduction or refuse it: {after:,} or {before:,} {currency}."
        why.may(text, facts.indemnity.reduction, before=before, after=neat(after), currency=currency)
    fee = highest_fee(case, facts, why)
    most = before + fee
    why.step(
        "At most {before:,} + {fee:,} = {most:,} {currency}.",
        facts.indemnity.non_compliance_fee_most,
        (most, currency),
        before=before,
        fee=fee,
        most=most,
        currency=currency,
    )
    why.may("American Express's own PFI, at your cost, is not in these amounts.", facts.incident.american_express_pfi)
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


def neat(amount: object) -> object:
    """An amount as a sentence shows it."""
    return money.neat(amount)  # type: ignore[arg-type]  # a number, known or not


def owes(case: Inputs, facts: Facts, why: Working) -> tuple[int, bool]:
    """The numbers that are charged, and whether anything is owed for them (owes, below-threshold, conditions)."""
    least = facts.indemnity.owed_from
    alike = case.knows("numbers_with_data") and case.numbers_with_data == case.card_numbers
    every = not alike and why.under("numbers-with-data", "all-numbers")
    counted = case.card_numbers if every else case.numbers_with_data
    none_claimed = case.knows("previously_claimed") and not case.previously_claimed
    chargeable = counted if none_claimed else counted - case.previously_claimed
    tested = chargeable if not none_claimed and why.under("indemnity-threshold", "after-exclusion") else counted
    if tested < least.value:
        text = "{count:,} numbers are less than {least:,}: no indemnity is owed."
        why.step(text, facts.indemnity.below_threshold, (tested, "card_numbers"), count=tested, least=least.value)
        short = least.value - tested
        why.not_met("{short:,} more numbers, and it would be owed.", least, (short, "card_numbers"), short=short)
        return chargeable, False
    why.step(
        "{count:,} numbers are {least:,} or more.", least, (tested, "card_numbers"), count=tested, least=least.value
    )
    if not none_claimed:
        text = "{counted:,} − {claimed:,} claimed before = {left:,} numbers."
        claimed = case.previously_claimed
        why.step(
            text,
            facts.indemnity.prior_claims_within,
            (chargeable, "card_numbers"),
            counted=counted,
            claimed=claimed,
            left=chargeable,
        )
    if tested == least.value and not why.under("indemnity-exactly-10000", "conditions-free"):
        why.step(
            "The conditions that free you need more than {least:,} numbers.",
            facts.indemnity.conditions,
            least=least.value,
        )
        return chargeable, True
    unmet = conditions(case, facts, why)
    if not unmet:
        why.step("You meet all conditions that free you: no indemnity is owed.", facts.indemnity.conditions)
    return chargeable, bool(unmet)


def conditions(case: Inputs, facts: Facts, why: Working) -> list[str]:
    """The conditions that would free from the indemnity and are not met (condition-notified, -compliant, -no-wrong)."""
    sheet = facts.indemnity
    every = {
        "notified_in_time": (True, sheet.condition_notified, "You did not notify American Express in time."),
        "pci_compliant": (True, sheet.condition_compliant, "You did not comply with the PCI DSS at the time."),
        "pfi_investigation_complete": (
            True,
            sheet.condition_compliant,
            "No PFI's investigation has found that you complied.",
        ),
        "wrongful_conduct": (
            False,
            sheet.condition_no_wrong,
            "Wrongful conduct, yours or your Covered Parties', caused it.",
        ),
    }
    if not met(case, "notified_in_time") and why.under("notice-in-time", "at-all"):
        del every["notified_in_time"]
    if not met(case, "pfi_investigation_complete") and why.under("compliance-by-pfi", "own-evidence"):
        del every["pfi_investigation_complete"]
    return unmet(case, every, why)


def met(case: Inputs, name: str) -> bool:
    """Whether an input is known to be yes."""
    return case.knows(name) and bool(getattr(case, name))


def unmet(case: Inputs, every: dict[str, tuple[bool, Rule, str]], why: Working) -> list[str]:
    """Which of several conditions, all of them needed, are not met; they are written down."""
    names = case.unmet({name: wanted for name, (wanted, _, _) in every.items()})
    for name in names:
        _, rule, text = every[name]
        why.not_met(text, rule)
    return names


def reduction(case: Inputs, facts: Facts, why: Working) -> tuple[str, Decimal | int]:
    """Which reduction may be granted, and its percentage (reduction and the four criteria)."""
    sheet = facts.indemnity
    if case.kind == "service_provider":
        why.not_met("A reduction is for Merchants only.", sheet.reduction)
        return "none", 0
    every = {
        "mitigation_throughout": (
            True,
            sheet.criterion_technology,
            "Risk-Mitigating Technologies were not in use all through.",
        ),
        "report_confirms_mitigation": (
            True,
            sheet.criterion_report,
            "The forensic report does not clearly state their use.",
        ),
        "forbidden_data_stored": (False, sheet.criterion_storage, "You store or stored forbidden data."),
    }
    if (
        not met(case, "report_confirms_mitigation")
        and lifted(case)
        and why.under("locations-without-pfi", "waived-throughout")
        and case.investigation_waived
    ):
        del every["report_confirms_mitigation"]
    stored = not case.knows("forbidden_data_stored") or case.forbidden_data_stored
    unreadable = stored and why.under("stored-data", "unreadable-allowed")
    if unreadable:
        del every["forbidden_data_stored"]
    failed = unmet(case, every, why)
    if (not failed or case.knows("pfi_investigation_complete")) and uninvestigated(case):
        why.not_met(
            "No thorough investigation is complete, nor was it waived in writing.", sheet.criterion_investigation
        )
        failed.append("pfi_investigation_complete")
    # Whether what is stored is Sensitive Authentication Data that cannot be read, no input says.
    if failed or (
        unreadable and not case.either("What is stored is only Sensitive Authentication Data that cannot be read")
    ):
        return "none", 0
    why.step("You meet all four criteria for a reduction.", sheet.reduction)
    return shares(case, facts, why)


def lifted(case: Inputs) -> bool:
    """Whether the investigation was waived, or may have been."""
    return not case.knows("investigation_waived") or case.investigation_waived


def uninvestigated(case: Inputs) -> bool:
    """Whether no investigation is complete and none was waived."""
    return not case.unmet({"pfi_investigation_complete": False, "investigation_waived": False})


def shares(case: Inputs, facts: Facts, why: Working) -> tuple[str, Decimal | int]:
    """Standard by either share, Enhanced by both, and then the lesser of the two (reduction-criteria, enhanced)."""
    sheet = facts.indemnity
    chip = "{share} % of transactions on Chip-Enabled Devices"
    if not above(case, "chip_percent", chip, facts, why):
        others = why.under("reduction-any-technology", "other-only")
        name = "other_technology_locations_percent" if others else "any_technology_locations_percent"
        if not above(case, name, "{share} % of locations with a Risk-Mitigating Technology", facts, why):
            return "none", 0
    elif above(
        case, "other_technology_locations_percent", "{share} % of locations with one other than chip", facts, why
    ):
        percent = money.lesser(case.chip_percent, case.other_technology_locations_percent)
        why.step(
            "Both shares qualify: an Enhanced Reduction by the lesser, {percent} %.",
            sheet.lesser_share,
            (percent, "percent"),
            percent=percent,
        )
        return "enhanced", percent
    percent = sheet.standard_percent.value
    why.step("A Standard Reduction: {percent} %.", sheet.standard_percent, (percent, "percent"), percent=percent)
    return "standard", percent


def above(case: Inputs, name: str, text: str, facts: Facts, why: Working) -> bool:
    """Whether a share is more than 75 percent (reading reduction-above-75)."""
    over = facts.indemnity.share_over
    known = case.knows(name)
    share: Decimal = getattr(case, name)
    enough, needed = share > over.value if known and share != over.value else None, "more than {over} %"
    if enough is None and why.under("reduction-above-75", "at-least-75"):
        enough, needed = share >= over.value, "{over} % or more"
    elif enough is None:
        enough = share > over.value
    if enough:
        why.step(f"{text}: {needed}.", over, (share, "percent"), share=share, over=over.value)
    else:
        short = over.value - share
        why.not_met(f"{text}: {needed} is needed.", over, (short, "percent"), share=share, over=over.value)
    return enough


def highest_fee(case: Inputs, facts: Facts, why: Working) -> int:
    """The most that American Express may charge where a duty of Section 2 was not met (non-compliance-fee)."""
    most = facts.indemnity.non_compliance_fee_most
    fee = case.amount_if("incident_duties_met", 0, most.value)
    if case.knows("incident_duties_met") and case.incident_duties_met:
        why.step("You met every duty of Section 2: no non-compliance fee.", most, (0, most.unit))
        return fee
    text = "If any duty of Section 2 was not met, a non-compliance fee of 0 to {most:,} {currency} may fall, whatever the count."
    why.step(text, most, (most.value, most.unit), most=most.value, currency=most.unit)
    why.may(
        "American Express sets the non-compliance fee: from 0 to {most:,} {currency}.",
        most,
        most=most.value,
        currency=most.unit,
    )
    return fee
