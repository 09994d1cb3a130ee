"""Which documents you must send, who completes each of them, and by when you enrol and comply.

From the clauses on taking part (dsop.validate: take-part, designated), on who sends what (dsop.send.mandatory,
dsop.documents.only-when-asked), the tables of documents (dsop.documents: merchant-table, service-provider-table) and
what each document is (onsite, saq, scan, scan-who, step-attestation); documents for franchisees (dsop.levels.franchisors);
and the plan of who does not comply with the PCI DSS yet (dsop.plan).
"""

from __future__ import annotations

from .. import calendar
from ..errors import Problem
from ..fields import Case, listed, problems_of_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ..answer import Working
    from ..facts import DocumentRow, Facts

NAMES = {
    "roc": "the Report on Compliance (ROC) of an Onsite Assessment",
    "saq": "the Self-Assessment Questionnaire (SAQ)",
    "scan": "the quarterly network scan",
    "step_attestation": "the STEP Attestation",
}
# What attests that you comply with all of the PCI DSS: a scan attests to itself alone.
ATTESTS_ALL = ("roc", "saq")


class Inputs(Case):
    kind: str
    level: int
    step_participant: bool
    submission_required: bool
    onsite_assessment: bool
    saq_requires_scan: bool
    pci_compliant: bool
    franchisor_mandates: bool
    designation_notice_received: date | None
    plan_completed: date | None


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """Levels and STEP as they can be; nobody is in STEP who does not comply (dsop.plan.no-step)."""
    yield from problems_of_kind(given, facts)
    if (
        given.get("kind") != "service_provider"
        and given.get("step_participant")
        and given.get("pci_compliant") is False
    ):
        text = "Answer no, or that you comply: who does not comply with the PCI DSS is not eligible for STEP."
        yield Problem("step_participant", "conflict", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """What is due, from whom and by when; dates are days."""
    asked = must_submit(case, facts, why)
    enrol = must_enrol(case, facts, why)
    due = documents(case, asked, facts, why)
    also = besides(case, asked, facts, why)
    return {
        "must_submit": asked,
        "must_enrol": enrol,
        "documents": due,
        "also": also,
        "send": send(due, also, facts, why),
        "enrol_by": enrol_by(case, facts, why),
        "remediate_by": remediate_by(case, facts, why),
    }


def must_submit(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether documents are due: at Levels 3 and 4 only when asked (dsop.documents.only-when-asked, dsop.send.mandatory)."""
    validation, first = facts.validation, facts.validation.asked_from_level
    if case.level < first.value:
        why.step("You must take part, so you must send the documents that are mandatory.", validation.must_submit)
        return True
    known = case.knows("submission_required") and case.submission_required
    designated = not known and case.designation_notice_received is not None
    if designated and not why.under("designation-and-demand", "separate"):
        why.step("You are designated, so you must send the documents that are mandatory.", validation.must_submit)
        return True
    if known or case.submission_required:
        why.step("American Express requires your documents.", first)
        return True
    text = "From Level {level} down you need not send documents unless American Express requires it."
    why.step(text, first, level=first.value)
    why.not_met("American Express has not required your documents: then some would be mandatory.", first)
    why.may("American Express may require documents of you.", first)
    return False


def must_enrol(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether you must take part in the programme (dsop.validate: take-part, designated)."""
    validation = facts.validation
    designated = case.designation_notice_received is not None
    if case.level < validation.asked_from_level.value:
        text = "You must take part in the programme: name your data security contact to SecureTrust."
        why.step(text if designated else f"{text} The policy gives no date for it.", validation.must_enrol)
        return True
    if designated:
        why.step("American Express has designated you, so you must enrol.", validation.designation)
        return True
    text = "American Express has not designated you: within {days} days of its notice you would have to enrol."
    why.not_met(text, validation.designation, days=validation.enrol_within.value)
    why.may("American Express may designate you, by written notice: then you must take part.", validation.designation)
    return False


def documents(case: Inputs, asked: bool, facts: Facts, why: Working) -> dict[str, str]:
    """What each document is to you (dsop.documents: merchant-table, service-provider-table, scan-who; dsop.plan.no-step)."""
    row = row_of(case, asked, facts, why)
    found = {**row.documents, "scan": scan(case, row, facts, why)}
    if found["step_attestation"] != "not_applicable":
        if case.step_participant or case.pci_compliant:
            why.may(
                "American Express decides, at its discretion, whether you qualify for STEP.", facts.step.at_discretion
            )
        else:
            found["step_attestation"] = "not_applicable"
            why.step(
                "You do not comply with the PCI DSS, so STEP is not open to you.", facts.step.not_while_non_compliant
            )
    mandatory = [NAMES[name] for name, status in found.items() if status == "mandatory"]
    if mandatory:
        why.step("Mandatory for you: {documents}.", row, documents=listed(mandatory, "and"))
        text = "American Express may check, at its own expense, whether your documents are accurate and appropriate."
        why.may(text, facts.validation.verification)
    else:
        why.step("No document is mandatory for you.", row)
    return found


def row_of(case: Inputs, asked: bool, facts: Facts, why: Working) -> DocumentRow:
    """The row of the tables that holds for you: by kind, level, whether you are asked, and how you validate."""
    validation = facts.validation
    due = "always" if case.level < validation.asked_from_level.value else "yes" if asked else "no"
    if case.step_participant:
        if due != "no":
            why.step("You take part in STEP: its attestation replaces the other documents.", validation.step_replaces)
        return facts.document_row(case.kind, case.level, due, "step")
    if case.kind == "merchant" and due != "no":
        why.not_met(
            "You do not take part in STEP: its attestation would replace the other documents.", validation.step_replaces
        )
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
            why.not_met(
                "You do not validate by onsite assessment: it would replace the SAQ and the network scan.", chosen
            )
    return facts.document_row(case.kind, case.level, due, "onsite" if case.onsite_assessment else "saq")


def scan(case: Inputs, row: DocumentRow, facts: Facts, why: Working) -> str:
    """What the network scan is to you (dsop.documents: scan-who, the tables)."""
    status, source = row.documents["scan"], facts.validation.scan_as_saq_requires
    if case.kind == "service_provider":
        if why.under("scan-parenthesis", "none"):
            why.step("Service Providers are excepted from network scans.", source)
            return "not_applicable"
        if why.under("scan-parenthesis", "all-service-providers"):
            why.step("All Service Providers scan.", source)
            return "mandatory"
        return status
    if status != "as_saq_requires":
        return status
    known = case.knows("saq_requires_scan") and case.saq_requires_scan
    if not known and why.under("scan-by-saq", "always"):
        why.step("Every Merchant that sends an SAQ scans.", source)
    elif known or case.saq_requires_scan:
        why.step("Your SAQ requires network scans, so they are mandatory.", source)
    else:
        why.step("Your SAQ requires no network scan.", source)
        why.not_met("Your SAQ is not of a type that requires a network scan: then it would be mandatory.", source)
        return "not_applicable"
    # No input says whether you meet the criteria of STEP without taking part; who does not comply never does.
    compliant = not case.knows("pci_compliant") or case.pci_compliant
    if (
        compliant
        and why.under("step-eligible", "eligible")
        and case.pci_compliant
        and case.either("You are eligible for STEP")
    ):
        why.step("You are eligible for STEP, so you need not scan.", source)
        return "not_applicable"
    return "mandatory"


def besides(case: Inputs, asked: bool, facts: Facts, why: Working) -> list[str]:
    """What is owed beside the table's documents: for franchisees (dsop.levels.franchisors), and a plan (dsop.plan.documents)."""
    found, validation = [], facts.validation
    if case.franchisor_mandates:
        if case.kind == "service_provider":
            why.not_met(
                "You are a Service Provider: documents for franchisees are for Merchants.",
                validation.franchisee_documents,
            )
        elif asked:
            found.append("franchisee_documents")
            text = (
                "You mandate a POS System or Service Provider, so you must send documents for the franchisees affected."
            )
            why.step(text, validation.franchisee_documents)
            why.step("A Summary of Compliance is one form for them.", validation.summary_of_compliance)
        else:
            text = "You need not send your own documents now: if you had to, you would send your franchisees' too."
            why.not_met(text, validation.franchisee_documents)
    if owes_plan(case, asked, facts, why):
        found.append("non_compliance_plan")
    return found


def owes_plan(case: Inputs, asked: bool, facts: Facts, why: Working) -> bool:
    """Whether you owe a plan because you do not comply with the PCI DSS (dsop.plan: documents, updates, fees, liability)."""
    validation = facts.validation
    source = validation.non_compliance_plan
    if case.step_participant or case.pci_compliant:
        return False
    if not asked and not why.under("plan-level-3-4", "owed"):
        why.not_met("You are not asked for documents, so you owe no plan either.", source)
        return False
    why.step("You do not comply with the PCI DSS, so you must send a plan, and report your progress.", source)
    why.not_met("You do not comply with the PCI DSS: if you did, you would owe no plan.", source)
    text = "Its remediation date is at most {months} months after it was completed."
    why.step(text, validation.remediation_within, months=validation.remediation_within.value)
    why.step("Before that date no non-validation fee is charged for non-compliance.", validation.plan_holds_fees)
    why.step(
        "You are still liable for all indemnity obligations for a Data Incident.", validation.plan_leaves_liability
    )
    return True


def send(due: dict[str, str], also: list[str], facts: Facts, why: Working) -> list[dict[str, str | None]]:
    """What to send: how often, who performs and certifies it, what follows on request (dsop.documents, dsop.send.methods)."""
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
    return [paper(name, facts, why) for name in names]


def paper(name: str, facts: Facts, why: Working) -> dict[str, str | None]:
    """A document as it is sent; None where the policy names nobody, or nothing."""
    validation = facts.validation
    both = name == "scan" and why.under("scan-either", "both")
    sent = validation.scan_sent_both if both else getattr(validation, f"{name}_sent")

    def said(what: str) -> str | None:
        found = getattr(validation, f"{name}_{what}", None)
        return found.value if found else None

    officers = validation.officers.value
    certified = {"roc": f"{officers}, if you perform it yourself", "saq": officers, "step_attestation": officers}
    return {
        "document": name,
        "sent": sent.value,
        "frequency": said("frequency"),
        "performed_by": said("performed_by"),
        "certified_by": certified.get(name),
        "on_request": said("on_request"),
        "clause": sent.clause,
    }


def enrol_by(case: Inputs, facts: Facts, why: Working) -> date | None:
    """The last day to enrol after a designation notice (dsop.validate.designated)."""
    notice, within = case.designation_notice_received, facts.validation.enrol_within
    if notice is None:
        return None
    last = calendar.add_days(notice, within.value)
    text = "{notice} + {days} days = {last}: the last day to enrol."
    why.step(
        text,
        within,
        (within.value, "days"),
        notice=calendar.in_words(notice),
        days=within.value,
        last=calendar.in_words(last),
    )
    return last


def remediate_by(case: Inputs, facts: Facts, why: Working) -> date | None:
    """The latest remediation date that a plan completed on that day can name (dsop.plan.remediation-date)."""
    plan, within = case.plan_completed, facts.validation.remediation_within
    if plan is None:
        return None
    last = calendar.add_months(plan, within.value)
    text = "{plan} + {months} months = {last}: the latest remediation date."
    why.step(text, within, plan=calendar.in_words(plan), months=within.value, last=calendar.in_words(last))
    return last
