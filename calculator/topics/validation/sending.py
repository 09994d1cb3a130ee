"""What you send: the documents that are mandatory, those of franchisees, a plan; and who completes each of them.

From the clauses on what each document is (dsop.documents: onsite, saq, scan, step-attestation), documents for franchisees
(dsop.levels.franchisors), the plan of who does not comply with the PCI DSS yet (dsop.plan: documents, updates, fees,
liability), and how to send them (dsop.send.methods).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...facts.edition import Facts
    from ...facts.sheets import Rule
    from ...working import Working
    from .question import Inputs

# What attests that you comply with all of the PCI DSS: a scan attests to itself alone.
ATTESTS_ALL = ("roc", "saq")
# What is sent of oneself each year, in the order of the tables.
ATTESTING = ("roc", "saq", "step_attestation")


def besides(case: Inputs, asked: bool, facts: Facts, why: Working) -> list[str]:
    """What is owed beside the table's documents: for franchisees, and a plan.

    From dsop.levels.franchisors (reading franchisee-documents) and dsop.plan.documents.
    """
    owed, validation = [], facts.validation
    if case.franchisor_mandates:
        if case.kind == "service_provider":
            why.not_met(
                "You are a Service Provider: documents for franchisees are for Merchants.",
                validation.franchisee_documents,
            )
        elif asked or why.under("franchisee-documents", "always-due"):
            owed.append("franchisee_documents")
            text = (
                "You mandate a POS System or Service Provider, so you must send documents for the franchisees affected."
            )
            why.step(text, validation.franchisee_documents)
            why.step("A Summary of Compliance is one form for them.", validation.summary_of_compliance)
        else:
            text = "If you had to send documents of your own, you would send those of the franchisees affected too."
            why.not_met(text, validation.franchisee_documents)
    if owes_plan(case, asked, facts, why):
        owed.append("non_compliance_plan")
    return owed


def owes_plan(case: Inputs, asked: bool, facts: Facts, why: Working) -> bool:
    """Whether you owe a plan because you do not comply with the PCI DSS (dsop.plan: documents, updates, fees, liability)."""
    validation = facts.validation
    source = validation.non_compliance_plan
    if case.step_participant or case.pci_compliant:
        return False
    if not asked and not why.under("plan-level-3-4", "owed"):
        why.not_met(
            "If you had to send documents, you would owe a plan while you do not comply with the PCI DSS.", source
        )
        return False
    why.step("You do not comply with the PCI DSS, so you must send a plan, and report your progress.", source)
    why.not_met("If you complied with the PCI DSS, you would owe no plan.", source)
    text = "Its remediation date is at most {months} months after it was completed."
    why.step(text, validation.remediation_within, months=validation.remediation_within.value)
    why.step("Before that date no non-validation fee is charged for non-compliance.", validation.plan_holds_fees)
    why.step(
        "You are still liable for all indemnity obligations for a Data Incident.", validation.plan_leaves_liability
    )
    return True


def send(due: dict[str, str], also: list[str], enrol: bool, facts: Facts, why: Working) -> list[dict[str, str | None]]:
    """What to send: how often, who performs and certifies it, what follows on request (dsop.documents.described, dsop.send.methods)."""
    names = [name for name, status in due.items() if status == "mandatory"]
    if (
        "non_compliance_plan" in also
        and any(name in ATTESTS_ALL for name in names)
        and not why.under("plan-replaces", "beside")
    ):
        text = (
            "Until you comply, the plan takes the place of what would attest that you comply with all of the PCI DSS."
        )
        why.step(text, facts.validation.non_compliance_plan)
        names = [name for name in names if name not in ATTESTS_ALL]
    names += also
    if names:
        why.step("Send it to SecureTrust, through its secure portal or by secure fax.", facts.validation.ways_to_send)
    what_next(names, enrol, facts, why)
    return [paper(name, facts, why) for name in names]


DUE = {
    "roc": "Every year: the attestation of the onsite assessment.",
    "saq": "Every year: the attestation of your self-assessment.",
    "step_attestation": "Every year: the STEP Attestation.",
    "scan": "Every quarter: the attestation or summary of the network scan.",
    "non_compliance_plan": "The plan once, then updates on your progress.",
}
ACTS = {
    "roc": "Have a QSA assess you on site, or assess yourselves and have an officer attest to it.",
    "saq": "Complete the SAQ, and have your principal or your chief executive, financial or information security officer certify it.",
    "step_attestation": "Complete the STEP Attestation: its form is in SecureTrust's portal.",
    "non_compliance_plan": "Complete one of the three plan forms, with the date by which you will comply.",
    "scan": "Have an Approved Scanning Vendor (ASV) scan your network every quarter.",
}


def due_source(name: str, facts: Facts) -> Rule:
    """The clause that says when a document is sent."""
    plan = name == "non_compliance_plan"
    source: Rule = facts.validation.plan_updates if plan else getattr(facts.validation, f"{name}_sent")
    return source


def what_next(names: list[str], enrol: bool, facts: Facts, why: Working) -> None:
    """By when, and what to do first, for what is sent (dsop.documents.described, dsop.plan.updates, dsop.send: methods, portal)."""
    validation, portal, fax = facts.validation, facts.contact.portal, facts.contact.fax
    if not names:
        why.due("No date is given.", validation.asked_from_level)
        why.act("See what binds you all the same.", validation.asked_from_level)
        return
    for name, text in DUE.items():
        if name in names:
            why.due(text, due_source(name, facts))
    why.due("American Express tells you each deadline.", facts.fees.deadline)
    first, *others = [name for name in ACTS if name in names] or [""]
    if first:
        why.act(ACTS[first], getattr(validation, f"{first}_sent"))
    text = "Upload it at {portal}, or fax it to {fax}."
    why.act(text, portal, portal.value, portal=portal.value.removeprefix("https://"), fax=fax.value)
    if enrol:
        why.act("Name a data security contact to SecureTrust.", validation.data_security_contact)
    for name in others:
        why.act(ACTS[name], getattr(validation, f"{name}_sent"))


def paper(name: str, facts: Facts, why: Working) -> dict[str, str | None]:
    """A document as it is sent, with None where nothing is said (dsop.documents: onsite, saq, scan, step-attestation)."""
    validation = facts.validation
    both = name == "scan" and why.under("scan-either", "both")
    sent = validation.scan_sent_both if both else getattr(validation, f"{name}_sent")
    return {
        "document": name,
        "sent": sent.value,
        "frequency": validation.text(f"{name}_frequency"),
        "performed_by": validation.text(f"{name}_performed_by"),
        "certified_by": certified_by(name, validation.officers.value),
        "on_request": validation.text(f"{name}_on_request"),
        "clause": sent.clause,
    }


def certified_by(name: str, officers: str) -> str | None:
    """Who certifies a document, None where nobody must (dsop.documents: onsite, saq, step-attestation)."""
    if name == "roc":
        return f"{officers}, if you perform it yourself"
    return officers if name in ("saq", "step_attestation") else None
