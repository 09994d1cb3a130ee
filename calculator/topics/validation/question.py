"""What is asked for the documents to send, and what is answered."""

from __future__ import annotations

from ...fields import UNKNOWN, Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case
from ..common import (
    ALSO,
    DOCUMENT_READINGS,
    DOCUMENTS,
    KIND,
    LEVEL_FIELD,
    LEVEL_KNOWN,
    LEVELS_ASKED,
    MERCHANT,
    MUST_ENROL,
    MUST_SUBMIT,
    PAPERS,
    step_participant,
    submission_required,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


# How often a document is sent, who completes it, and what follows on request.
DETAILS = ("frequency", "performed_by", "certified_by", "on_request")

VALIDATION = Topic(
    "validation",
    "Your documents",
    "Which documents must I send?",
    covers="Which documents you send, how often, who performs and certifies them, and by when you enrol and comply.",
    leaves="Which type of SAQ fits you, whether you comply with the PCI DSS, and what American Express asks for besides.",
    fields=(
        KIND,
        LEVEL_FIELD,
        step_participant("now"),
        submission_required(LEVELS_ASKED),
        Field(
            "onsite_assessment",
            "yes_no",
            "You validate by onsite assessment",
            "whether you validate by an onsite assessment",
            question="Do you validate by an onsite assessment?",
            statement=("you validate by an onsite assessment", "you do not validate by an onsite assessment"),
            hint="At Level 1 it is no choice.",
            default=False,
            when={"level": ("2", "3", "4", "unknown"), "step_participant": ("no",)},
            changeable="now",
        ),
        Field(
            "saq_requires_scan",
            "yes_no",
            "Your SAQ requires network scans",
            "whether the type of SAQ that you complete requires network scans",
            question="Does your self-assessment questionnaire (SAQ) require network scans?",
            statement=("your SAQ requires network scans", "your SAQ requires no network scan"),
            hint="Certain types of SAQ do: the one that applies to you says so.",
            unknown=True,
            default=UNKNOWN,
            when=MERCHANT
            | {"level": ("2", "3", "4", "unknown"), "step_participant": ("no",), "onsite_assessment": ("no",)},
        ),
        Field(
            "pci_compliant",
            "yes_no",
            "You comply with the PCI DSS",
            "whether you comply with all of the PCI DSS",
            question="Do you comply with all of the PCI DSS?",
            statement=("you comply with the PCI DSS", "you do not comply with the PCI DSS"),
            unknown=True,
            default=UNKNOWN,
            when=LEVEL_KNOWN,
            changeable="now",
        ),
        Field(
            "franchisor_mandates",
            "yes_no",
            "You mandate a POS System or Service Provider for your franchisees",
            "whether you mandate a POS System or a Service Provider for your franchisees",
            question="Do you mandate a POS System or Service Provider for your franchisees?",
            statement=("you mandate a POS System or Service Provider", "you mandate no POS System or Service Provider"),
            hint="Only if you are a franchisor.",
            default=False,
            when=MERCHANT | LEVEL_KNOWN,
        ),
        Field(
            "designation_notice_received",
            "date",
            "Designation notice received",
            "the day on which you received a notice that designates you for the programme",
            question="When did you receive the notice that designates you?",
            hint="Only if American Express has designated you, as it may at Levels 3 and 4.",
            example="2026-02-10",
            default=None,
            when=LEVELS_ASKED,
        ),
        Field(
            "plan_completed",
            "date",
            "Non-compliance plan completed",
            "the date of the plan document",
            question="When was your non-compliance plan completed?",
            hint="Only if you have a plan because you do not comply with the PCI DSS yet.",
            example="2026-04-10",
            default=None,
            when=LEVEL_KNOWN | {"pci_compliant": ("no",)},
        ),
    ),
    results=(
        MUST_SUBMIT,
        MUST_ENROL,
        *DOCUMENTS,
        Result("also", "list", "validation.non_compliance_plan", "Besides", item="text", words=ALSO),
        Result(
            "send",
            "list",
            "validation.ways_to_send",
            item={
                "document": tuple(PAPERS),
                "sent": "text",
                **dict.fromkeys(DETAILS, "optional_text"),
                "clause": "clause",
            },
            words=PAPERS,
        ),
        Result("enrol_by", "date", "validation.enrol_within", "Enrol by"),
        Result("remediate_by", "date", "validation.remediation_within", "Comply by, at the latest"),
    ),
    readings={
        "designation-and-demand": ("demand", "separate"),
        **DOCUMENT_READINGS,
        "onsite-replaces-saq": ("replaced", "saq-still-due"),
        "scan-either": ("either", "both"),
        "plan-replaces": ("instead", "beside"),
        "plan-level-3-4": ("not-owed", "owed"),
        "franchisee-documents": ("with-own", "always-due"),
    },
    entangled=("level",),
)


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
