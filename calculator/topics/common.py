"""What several topics ask, and what calls for a field."""

from __future__ import annotations

from ..errors import Problem
from ..fields import ENTERED, UNKNOWN, Field
from ..result import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..facts.edition import Facts


WHO = {"merchant": "merchant", "service_provider": "service provider"}
"""What somebody is, as a sentence says it."""

MERCHANT = {"kind": ("merchant",)}

COUNTED = {"transactions": (ENTERED,)}

LEVEL_KNOWN = {"level": (ENTERED,)}

# The levels that send documents only when asked, and that service providers do not have.
LEVELS_ASKED = MERCHANT | {"level": ("3", "4", "unknown")}

KIND = Field(
    "kind",
    "choice",
    "You are a",
    "what you are",
    question="Are you a merchant or a service provider?",
    hint="Service providers are processors, gateways and all others who provide merchants with POS systems or payment "
    "services. If you are both, ask for each.",
    choices=(("merchant", "Merchant"), ("service_provider", "Service provider")),
)

LEVEL_FIELD = Field(
    "level",
    "level",
    "Your level",
    "your level",
    question="Which level are you at?",
    statement="you are at Level {}",
    hint="If you don't know it, the answer covers all that are possible. The level calculator finds it.",
    example="2",
    least=1,
    most=4,
    unknown=True,
)


def step_participant(changeable: str) -> Field:
    """The same question in several topics: of documents still to be sent it can be changed, of a deadline that has passed not."""
    return Field(
        "step_participant",
        "yes_no",
        "You take part in STEP",
        "whether you take part in STEP",
        question="Do you take part in STEP, the Security Technology Enhancement Program?",
        statement=("you take part in STEP", "you do not take part in STEP"),
        hint="You do if you send the annual STEP Attestation. Merchants only.",
        default=False,
        when=MERCHANT | LEVEL_KNOWN,
        changeable=changeable,
    )


def submission_required(when: Mapping[str, tuple[str, ...]]) -> Field:
    """The same question in several topics, each of which has something else that calls for it."""
    return Field(
        "submission_required",
        "yes_no",
        "American Express requires your documents",
        "whether American Express requires your documents",
        question="Does American Express require your documents?",
        statement=("American Express requires your documents", "American Express does not require your documents"),
        hint="Matters at Levels 3 and 4 alone, which send documents only when American Express asks for them.",
        unknown=True,
        default=UNKNOWN,
        when=when,
    )


# What validation and overview answer alike.
STATUSES = ("mandatory", "optional", "replaced", "not_applicable")
DOCUMENTS = (
    Result("documents.roc", STATUSES, "validation.must_submit", "Report on Compliance (ROC)"),
    Result("documents.saq", STATUSES, "validation.must_submit", "Self-Assessment Questionnaire (SAQ)"),
    Result("documents.scan", STATUSES, "validation.must_submit", "Quarterly network scan"),
    Result("documents.step_attestation", STATUSES, "validation.must_submit", "STEP Attestation"),
)
MUST_SUBMIT = Result("must_submit", "yes_no", "validation.must_submit", "You must send documents")
MUST_ENROL = Result("must_enrol", "yes_no", "validation.must_enrol", "You must take part in the programme")
ALSO = {
    "franchisee_documents": "documents for your franchisees",
    "non_compliance_plan": "a non-compliance plan",
}
PAPERS = {
    "roc": "the ROC of an onsite assessment",
    "saq": "the SAQ",
    "scan": "network scans",
    "step_attestation": "the STEP Attestation",
    **ALSO,
}
"""The documents as a sentence names them, in natural order."""
DOCUMENT_READINGS = {
    "scan-by-saq": ("as-the-saq-asks", "always"),
    "scan-parenthesis": ("level-2-with-saq", "none", "all-service-providers"),
    "step-eligible": ("taking-part", "eligible"),
}


def problems_of_kind(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """A service provider has fewer levels than a merchant, and is never in STEP."""
    if given.get("kind") != "service_provider":
        return
    lowest = facts.levels.service_provider_levels.value
    level = given.get("level")
    if isinstance(level, int) and level > lowest:
        text = f"Enter a level from 1 to {lowest}, for example {lowest}: service providers have no other."
        yield Problem("level", "out_of_range", text)
    if given.get("step_participant"):
        text = "Answer no, or choose that you are a merchant: STEP is for merchants only."
        yield Problem("step_participant", "conflict", text)
