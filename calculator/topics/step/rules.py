"""Whether you are eligible for STEP, the Security Technology Enhancement Programme.

From the clauses on STEP: what all must hold (dsop.step.qualify), which transactions count and where contactless must be
among them (emv, p2pe), that it is for Merchants alone (merchants-only); and that nobody is in STEP who does not comply with
the PCI DSS (dsop.plan.no-step).
"""

from __future__ import annotations

from ... import money
from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...errors import Problem
    from ...facts.edition import Facts
    from ...working import Working


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """None of the inputs can be in conflict with another."""
    yield from ()


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """Whether all criteria are met, and those that are not, in the clause's order."""
    unmet = []
    if not merchant(case, facts, why):
        unmet.append("not_a_merchant")
    if not compliant(case, facts, why):
        unmet.append("not_pci_compliant")
    if not without_incident(case, facts, why):
        unmet.append("recent_incident")
    if not enough_secured(case, facts, why):
        unmet.append("secured_share_below_75")
    if not contactless(case, facts, why):
        unmet.append("no_contactless")
    if unmet:
        why.step("So you are not eligible for STEP.", facts.step.technologies)
        why.due("No date is given: you may attest once all conditions are met.", facts.step.technologies)
        question = f"#validation?kind={case.kind}"
        why.act("See which documents you send without STEP.", facts.validation.must_submit, question)
    else:
        why.step("So you meet what STEP asks, and are eligible for it.", facts.step.technologies)
        text = "American Express decides, at its discretion, whether you qualify: also whether you use these technologies throughout."
        why.may(text, facts.step.at_discretion)
        why.due("Every year: the STEP Attestation.", facts.step.attestation)
        portal = facts.contact.portal.value
        why.act("Send the STEP Attestation; its form is in SecureTrust's portal.", facts.step.attestation, portal)
    return {"eligible": not unmet, "unmet": unmet}


def merchant(case: Inputs, facts: Facts, why: Working) -> bool:
    """STEP is for Merchants (dsop.step: qualify, merchants-only)."""
    if case.kind == "merchant":
        why.step("You are a Merchant.", facts.step.merchants_only)
        return True
    why.step("Service Providers are not eligible for STEP.", facts.step.merchants_only)
    why.not_met("You are not a Merchant.", facts.step.merchants_only)
    return False


def compliant(case: Inputs, facts: Facts, why: Working) -> bool:
    """You comply with the PCI DSS (dsop.step.qualify, dsop.plan.no-step)."""
    if case.pci_compliant:
        why.step("You comply with the PCI DSS.", facts.step.compliant)
        return True
    why.step("Who does not comply with the PCI DSS is not eligible.", facts.step.not_while_non_compliant)
    why.not_met("You would have to comply with the PCI DSS.", facts.step.compliant)
    return False


def without_incident(case: Inputs, facts: Facts, why: Working) -> bool:
    """No Data Incident in the twelve months before the attestation is sent (dsop.step.qualify)."""
    months = facts.step.no_incident_for
    if case.incident_in_past_12_months:
        why.step("You had a Data Incident in the past {months} months.", months, months=months.value)
        text = "{months} months without a Data Incident are needed before you send the STEP Attestation."
        why.not_met(text, months, months=months.value)
        return False
    why.step("You had no Data Incident in the past {months} months.", months, months=months.value)
    return True


def enough_secured(case: Inputs, facts: Facts, why: Working) -> bool:
    """Enough of all transactions use EMV, face to face, or P2PE (dsop.step: qualify, emv, p2pe)."""
    known = case.knows("secured_percent")
    share, needed = case.secured_percent, facts.step.secured_share
    numbers = {"share": money.plain_number(share) if known else share, "needed": needed.value}
    if share > needed.value:
        why.step("{share} % of your transactions count, more than {needed} %.", needed, (share, "percent"), **numbers)
        return True
    exactly = share == needed.value
    if exactly and not why.under("step-at-least-75", "more-than-75"):
        why.step(
            "{share} % of your transactions count: exactly {needed} % is enough.", needed, (share, "percent"), **numbers
        )
        return True
    if why.under("step-face-to-face", "any-emv") and case.either(
        "Enough other transactions use EMV",
        "enough other transactions use EMV",
        "too few other transactions use EMV",
    ):
        # The share given counts EMV face to face alone: with other EMV transactions it may be anything up to the whole.
        return True
    if exactly:
        why.step(
            "{share} % of your transactions count: more than {needed} % is needed.",
            needed,
            (share, "percent"),
            **numbers,
        )
        text = "More than {needed} % of your transactions would have to use EMV or P2PE."
        why.not_met(text, needed, None, **numbers)
        return False
    why.step("{share} % of your transactions count, less than {needed} %.", needed, (share, "percent"), **numbers)
    if known:
        short = needed.value - share
        text = "{share} % + {short} % = {needed} %: so much more of your transactions would have to use EMV or P2PE."
        why.not_met(text, needed, (short, "percent"), short=money.plain_number(short), **numbers)
    else:
        why.not_met("{needed} % of your transactions would have to use EMV or P2PE.", needed, None, **numbers)
    return False


def contactless(case: Inputs, facts: Facts, why: Working) -> bool:
    """Contactless is included, where you are a Merchant in the United States (dsop.step.emv)."""
    asked = facts.step.contactless_market
    there = facts.markets[asked.value.casefold()].in_words
    if not case.unmet({"market": asked.value, "contactless": False}):
        why.step("Merchants in {there} must include contactless, and you do not.", asked, there=there)
        why.not_met("In {there} you would have to include contactless.", asked, there=there)
        return False
    if case.surely("contactless"):
        why.step("You include contactless.", asked)
    elif case.knows("market") and case.market != asked.value:
        why.step("Contactless is asked of Merchants in {there} alone.", asked, there=there)
    else:
        why.step("You include contactless, or are no Merchant in {there}, where it is asked for.", asked, there=there)
    return True
