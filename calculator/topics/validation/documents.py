"""What each document is to you: mandatory, optional, replaced by another, or not applicable.

From the tables of documents (dsop.documents: merchant-table, service-provider-table), who scans (scan-who), what American
Express may check (verification), and that nobody is in STEP who does not comply (dsop.plan.no-step).
"""

from __future__ import annotations

from ...words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...facts.edition import DocumentRow, Facts
    from ...working import Working
    from .question import Inputs

NAMES = {
    "roc": "the Report on Compliance (ROC) of an Onsite Assessment",
    "saq": "the Self-Assessment Questionnaire (SAQ)",
    "scan": "the quarterly network scan",
    "step_attestation": "the STEP Attestation",
}


def documents(case: Inputs, asked: bool, facts: Facts, why: Working) -> dict[str, str]:
    """What each document is to you (dsop.documents: merchant-table, service-provider-table, scan-who; dsop.plan.no-step)."""
    row = row_of(case, asked, facts, why)
    why.rests(row, "documents.roc", "documents.saq", "documents.scan", "documents.step_attestation")
    statuses = {**row.documents, "scan": scan(case, row, facts, why)}
    if statuses["step_attestation"] != "not_applicable":
        if case.step_participant or case.pci_compliant:
            why.may(
                "American Express decides, at its discretion, whether you qualify for STEP.", facts.step.at_discretion
            )
        else:
            statuses["step_attestation"] = "not_applicable"
            source = facts.step.not_while_non_compliant
            why.step("You do not comply with the PCI DSS, so STEP is not open to you.", source)
            why.rests(source, "documents.step_attestation")
    mandatory = [NAMES[name] for name, status in statuses.items() if status == "mandatory"]
    if mandatory:
        why.step("Mandatory for you: {documents}.", row, documents=listed(mandatory, "and"))
        text = "American Express may check, at its own expense, whether your documents are accurate and appropriate."
        why.may(text, facts.validation.verification)
    else:
        why.step("No document is mandatory for you.", row)
    return statuses


def row_of(case: Inputs, asked: bool, facts: Facts, why: Working) -> DocumentRow:
    """The row of the tables that holds for you (dsop.documents: merchant-table, service-provider-table)."""
    validation = facts.validation
    due = "always" if case.level < validation.asked_from_level.value else "yes" if asked else "no"
    if case.step_participant:
        if due != "no":
            why.step("You take part in STEP: its attestation replaces the other documents.", validation.step_replaces)
        return facts.document_row(case.kind, case.level, due, "step")
    if case.kind == "merchant" and due != "no" and case.perhaps("pci_compliant"):
        text = "If you took part in STEP, its attestation would replace the other documents."
        why.not_met(text, validation.step_replaces)
    if case.level == 1:
        return facts.document_row(case.kind, case.level, due, "onsite")
    chosen = validation.onsite_replaces_saq if case.kind == "merchant" else validation.onsite_if_preferred
    if case.onsite_assessment and due == "yes" and why.under("onsite-replaces-saq", "saq-still-due"):
        why.step("Your onsite assessment is optional, and replaces nothing.", chosen)
        return facts.document_row(case.kind, case.level, due, "saq")
    if due != "no":
        if case.onsite_assessment:
            why.step("You validate by onsite assessment: its report replaces the SAQ and the network scan.", chosen)
        else:
            text = "If you validated by onsite assessment, its report would replace the SAQ and the network scan."
            why.not_met(text, chosen)
    return facts.document_row(case.kind, case.level, due, "onsite" if case.onsite_assessment else "saq")


def scan(case: Inputs, row: DocumentRow, facts: Facts, why: Working) -> str:
    """What the network scan is to you (dsop.documents: scan, scan-who)."""
    status, source = row.documents["scan"], facts.validation.scan_as_saq_requires
    if case.kind == "service_provider":
        if row.documents["saq"] == "mandatory":
            saq = facts.validation.service_provider_saq
            why.step("The questionnaire of a Service Provider is {saq}.", saq, saq=saq.value)
        if why.under("scan-parenthesis", "none"):
            why.step("Service Providers are excepted from network scans.", source)
            return "not_applicable"
        if why.under("scan-parenthesis", "all-service-providers"):
            why.step("All Service Providers scan.", source)
            return "mandatory"
        return status
    if status != "as_saq_requires":
        return status
    why.rests(source, "documents.scan")
    known = case.surely("saq_requires_scan")
    if not known and why.under("scan-by-saq", "always"):
        why.step("Every Merchant that sends an SAQ scans.", source)
    elif known or case.saq_requires_scan:
        why.step("Your SAQ requires network scans, so they are mandatory.", source)
    else:
        why.step("Your SAQ requires no network scan.", source)
        why.not_met("If your SAQ were of a type that requires network scans, they would be mandatory.", source)
        return "not_applicable"
    return "not_applicable" if may_be_eligible(case, why) else "mandatory"


def may_be_eligible(case: Inputs, why: Working) -> bool:
    """Whether you meet the criteria of STEP without taking part (reading step-eligible).

    No input says so; who does not comply with the PCI DSS never does (dsop.plan.no-step).
    """
    if not (case.perhaps("pci_compliant") and why.under("step-eligible", "eligible")):
        return False
    return case.pci_compliant and case.either(
        "You are eligible for STEP", "you meet the conditions of STEP", "you do not meet the conditions of STEP"
    )
