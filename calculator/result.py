"""The fields of an outcome: their kinds, what they are called, the facts that they rest on, and their JSON."""

from __future__ import annotations

from datetime import date, datetime

from . import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


Kind = str | tuple[str, ...]
"""What a field of an outcome is: one of the words below, or the choices that it has, in natural order."""

ORDERED = {"amount", "percent", "count", "date", "moment"}
"""The kinds whose open values are bounds; the others are "level", "yes_no", "text" and "list"."""

LABELS = {
    "counted_transactions": "Transactions that count",
    "to_next_level": "To the next higher level",
    "days_late": "Days late",
    "days_counted": "Days that count",
    "in_euro": "In euro",
    "may_terminate": "American Express may end the Agreement",
    "instalments": "Fees",
    "monthly_fee": "Monthly fee",
    "chargeable_numbers": "Numbers that are charged",
    "indemnity_before_reduction": "Indemnity before a reduction",
    "indemnity_after_reduction": "Indemnity after it",
    "reduction_percent": "Reduction in percent",
    "non_compliance_fee_most": "Non-compliance fee at its highest",
    "payable_least": "To pay where it is reduced, without the fee",
    "payable_most": "To pay where it is not, with the highest fee",
    "months": "Monthly fees fallen",
    "notify_by": "Notify American Express by",
    "notify_phone": "Notify by telephone",
    "notify_email": "Notify by e-mail",
    "pfi_required": "A PFI must investigate",
    "engage_pfi_by": "Engage the PFI by",
    "report_due": "The report is due by",
    "event_window_start": "The event window starts on",
    "event_window_end": "The event window ends on",
    "prior_claims_from": "Earlier claims count from",
    "prior_claims_to": "Earlier claims count to",
    "phone": "Phone, as printed",
    "international_toll": "An international toll applies",
    "general_phones": "General numbers",
    "email": "E-mail",
    "applies": "The privacy statement covers you",
    "actions": "What to do",
    "phones": "Phones to call",
    "must_submit": "You must send documents",
    "must_enrol": "You must take part in the programme",
    "documents.roc": "Report on Compliance (ROC)",
    "documents.saq": "Self-Assessment Questionnaire (SAQ)",
    "documents.scan": "Quarterly network scan",
    "documents.step_attestation": "STEP Attestation",
    "also": "Besides",
    "enrol_by": "Enrol by",
    "remediate_by": "Comply by, at the latest",
    "eligible": "Eligible for STEP",
    "unmet": "Not met",
    "fees.fees": "Fees for late documents",
    "fees.monthly_fee": "Monthly fee for late documents",
}
"""What the fields of outcomes are called, where their name in words does not say it."""

SOURCES = {
    "level": "levels.volume",
    "counted_transactions": "levels.volume",
    "to_next_level": "levels.volume",
    "must_submit": "validation.must_submit",
    "must_enrol": "validation.must_enrol",
    "documents": "validation.must_submit",
    "also": "validation.non_compliance_plan",
    "send": "validation.ways_to_send",
    "enrol_by": "validation.enrol_within",
    "remediate_by": "validation.remediation_within",
    "eligible": "step.secured_share",
    "unmet": "step.secured_share",
    "currency": "fees.amounts",
    "instalments": "fees.amounts",
    "monthly_fee": "fees.amounts",
    "months": "fees.monthly_period",
    "days_late": "fees.deadline",
    "days_counted": "validation.plan_holds_fees",
    "total": "fees.amounts",
    "in_euro": "fees.amounts",
    "may_terminate": "fees.terminate_after",
    "fees": "fees.amounts",
    "chargeable_numbers": "indemnity.prior_claims_within",
    "indemnity_before_reduction": "indemnity.rate",
    "reduction": "indemnity.reduction",
    "reduction_percent": "indemnity.share_over",
    "indemnity_after_reduction": "indemnity.reduction",
    "non_compliance_fee_most": "indemnity.non_compliance_fee_most",
    "payable_least": "indemnity.reduction",
    "payable_most": "indemnity.non_compliance_fee_most",
    "notify_by": "incident.notify_within",
    "notify_phone": "incident.notify_phone",
    "notify_email": "incident.notify_email",
    "pfi_required": "incident.pfi_from",
    "engage_pfi_by": "incident.engage_pfi_within",
    "report_due": "incident.report_within",
    "event_window_start": "incident.event_window_before",
    "event_window_end": "incident.event_window_after",
    "prior_claims_from": "indemnity.prior_claims_within",
    "prior_claims_to": "indemnity.prior_claims_within",
    "phone": "contact.by_market",
    "note": "contact.by_market",
    "international_toll": "contact.international_toll",
    "general_phones": "contact.general_phone_us",
    "email": "contact.email",
    "portal": "contact.portal",
    "fax": "contact.fax",
    "applies": "privacy.customers_covered",
    "actions": "privacy.questions",
    "phones": "privacy.phone_united_states",
}
"""The fact, and so the clause, that each field of an outcome rests on."""

ITEMS = {
    "unmet": ("not_a_merchant", "not_pci_compliant", "recent_incident", "secured_share_below_75", "no_contactless"),
    "also": ("franchisee_documents", "non_compliance_plan"),
    "send": ("roc", "saq", "scan", "step_attestation", "franchisee_documents", "non_compliance_plan"),
}
"""The words that a list of an outcome can hold, in natural order; of what is sent, the documents."""


def natural(name: str) -> Callable[[Sequence[Any]], tuple[int, list[int]]]:
    """The natural order of such lists: the shorter first, then by what stands in them."""
    place = {word: at for at, word in enumerate(ITEMS[name])}
    return lambda found: (len(found), [place[each["document"] if name == "send" else each] for each in found])


def label(name: str) -> str:
    """What a field of an outcome is called."""
    return LABELS.get(name) or name.replace("_", " ").replace(".", ": ").capitalize()


WRITTEN: dict[Kind, Callable[[Any], str]] = {
    "amount": money.plain_amount,
    "percent": money.plain_number,
    "date": date.isoformat,
    "moment": datetime.isoformat,
}
"""The kinds that JSON has as text."""


def to_json(kind: Kind, value: object) -> object:
    """A value of an outcome as the contract writes it; `kind` as in a topic's OUTCOME."""
    if value is None or kind not in WRITTEN:
        return value
    return WRITTEN[kind](value)
