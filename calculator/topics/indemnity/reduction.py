"""Which reduction of an indemnity American Express may grant, and by how much.

From the clauses on indemnity (dsop.indemnity): whom a reduction is for (reduction), its four criteria
(criterion-technology, criterion-investigation, criterion-report, criterion-storage), the shares that each kind needs
(reduction-criteria), and the percentage of each (reduction-examples, enhanced).
"""

from __future__ import annotations

from ... import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

    from ...facts.edition import Facts
    from ...working import Working
    from .question import Inputs


def reduction(case: Inputs, facts: Facts, why: Working) -> tuple[str, Decimal | int]:
    """The kind of reduction and its percentage, "none" and 0 where there is none (dsop.indemnity.reduction)."""
    if case.kind == "service_provider":
        why.not_met("A reduction is for Merchants only.", facts.indemnity.reduction)
        return "none", 0
    if not criteria_met(case, facts, why):
        return "none", 0
    why.step("You meet all four criteria for a reduction.", facts.indemnity.reduction)
    return by_shares(case, facts, why)


CRITERIA = {
    "mitigation_throughout": (
        True,
        "Risk-Mitigating Technologies must have been in use all through",
        "criterion_technology",
    ),
    "report_confirms_mitigation": (True, "the forensic report must clearly state their use", "criterion_report"),
    "forbidden_data_stored": (False, "you must not store, nor have stored, forbidden data", "criterion_storage"),
}
"""What must be so for a reduction beside an investigation, in words, and the rule that says so."""


def criteria_met(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether all four criteria are met.

    From dsop.indemnity: criterion-technology, criterion-investigation, criterion-report, criterion-storage.
    """
    sheet = facts.indemnity
    wanted = {name: value for name, (value, _, _) in CRITERIA.items()}
    if no_report_needed(case, why):
        del wanted["report_confirms_mitigation"]
    unreadable = case.perhaps("forbidden_data_stored") and why.under("stored-data", "unreadable-allowed")
    if unreadable:
        del wanted["forbidden_data_stored"]
    unmet = case.unmet(wanted)
    for name in unmet:
        _, needed, source = CRITERIA[name]
        why.not_met("For a reduction, {needed}.", getattr(sheet, source), needed=needed)
    if (not unmet or case.knows("pfi_investigation_complete")) and uninvestigated(case):
        text = "For a reduction, a thorough investigation must be complete, or something else agreed in writing beforehand."
        why.not_met(text, sheet.criterion_investigation)
        return False
    if unmet or not (unreadable and case.forbidden_data_stored):
        return not unmet
    # Whether what is stored is Sensitive Authentication Data that cannot be read, no input says.
    return case.either(
        "What is stored is only Sensitive Authentication Data that cannot be read",
        "only Sensitive Authentication Data that cannot be read is stored",
        "more is stored than Sensitive Authentication Data that cannot be read",
    )


def no_report_needed(case: Inputs, why: Working) -> bool:
    """Whether a waived investigation needs no report (dsop.indemnity.criterion-report, reading locations-without-pfi)."""
    if case.surely("report_confirms_mitigation") or not case.perhaps("investigation_waived"):
        return False
    return why.under("locations-without-pfi", "waived-throughout") and case.investigation_waived


def uninvestigated(case: Inputs) -> bool:
    """Whether no investigation is complete and none was waived (dsop.indemnity.criterion-investigation)."""
    return not case.unmet({"pfi_investigation_complete": False, "investigation_waived": False})


def by_shares(case: Inputs, facts: Facts, why: Working) -> tuple[str, Decimal | int]:
    """Standard by either share, Enhanced by the lesser where both qualify (dsop.indemnity: reduction-criteria, enhanced)."""
    sheet = facts.indemnity
    text = "American Express determines the share of transactions by its own analysis, a PFI that of locations."
    why.may(text, sheet.measured_by)
    chip = "{share} % of transactions on Chip-Enabled Devices"
    if above(case, "chip_percent", chip, facts, why):
        other = "{share} % of locations with one other than chip"
        if above(case, "other_technology_locations_percent", other, facts, why):
            percent = money.lesser(case.chip_percent, case.other_technology_locations_percent)
            text = "Both shares qualify: an Enhanced Reduction by the lesser, {percent} %."
            why.step(text, sheet.lesser_share, (percent, "percent"), percent=percent)
            return "enhanced", percent
    else:
        others = why.under("reduction-any-technology", "other-only")
        name, text = "any_technology_locations_percent", "{share} % of locations with a Risk-Mitigating Technology"
        if others:
            name, text = "other_technology_locations_percent", "{share} % of locations with one other than chip"
        if not above(case, name, text, facts, why):
            return "none", 0
    percent = sheet.standard_percent.value
    why.step("A Standard Reduction: {percent} %.", sheet.standard_percent, (percent, "percent"), percent=percent)
    return "standard", percent


def above(case: Inputs, name: str, text: str, facts: Facts, why: Working) -> bool:
    """Whether a share is more than 75 percent (dsop.indemnity.reduction-criteria, reading reduction-above-75)."""
    over = facts.indemnity.share_over
    known = case.knows(name)
    share: Decimal = getattr(case, name)
    at_the_figure = known and share == over.value
    if (at_the_figure or not known) and why.under("reduction-above-75", "at-least-75"):
        enough, needed = share >= over.value, "{over} % or more"
    else:
        enough, needed = share > over.value, "more than {over} %"
    if enough:
        why.step(f"{text}: {needed}.", over, (share, "percent"), share=share, over=over.value)
    else:
        # Exactly at the figure nothing can be named that it lacks: any more is enough.
        short = None if at_the_figure else (over.value - share, "percent")
        why.not_met(f"{text}: {needed} is needed.", over, short, share=share, over=over.value)
    return enough
