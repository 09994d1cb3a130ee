"""What a newcomer is asked, and what is answered."""

from __future__ import annotations

from ...fields import Field
from ...result import Result
from ...topic import Topic
from ..common import COUNTED, DOCUMENT_READINGS, DOCUMENTS, MERCHANT, MUST_ENROL, MUST_SUBMIT, submission_required
from ..level.question import LEVEL
from ..level.question import Inputs as LevelInputs
from ..validation.question import Inputs as ValidationInputs

TYPE_CHECKING = False

OVERVIEW = Topic(
    "overview",
    "All in one",
    "What does the policy ask of me?",
    covers="Level, documents, fees and phone number of a newcomer, by the rules of those topics.",
    leaves="It supposes no STEP, no onsite assessment by choice and no designation, and leaves open whether you comply: "
    "ask the topics themselves.",
    fields=(
        *LEVEL.fields[:2],  # who, and how many: with the market what a newcomer can say
        Field(
            "market",
            "market",
            "Market",
            "a market of the phone list",
            question="In which market is your agreement?",
            hint="Where your agreement with American Express is: for the fees and the phone number.",
            example="Australia",
            table="directory",
            default=None,
        ),
        *LEVEL.fields[2:],
        submission_required(MERCHANT | COUNTED),
    ),
    results=(
        LEVEL.result["level"],
        *DOCUMENTS,
        MUST_SUBMIT,
        MUST_ENROL,
        Result("fees.market", "text", "fees.amounts", in_words=False),
        Result("fees.iso", "text", "fees.amounts", in_words=False),
        Result("fees.levels", "list", "fees.amounts", item="level", in_words=False),
        Result("fees.currency", "text", "fees.amounts", in_words=False),
        Result("fees.fees", "list", "fees.amounts", "Fees for late documents", item="amount"),
        Result("fees.monthly_fee", "amount", "fees.amounts", "Monthly fee for late documents"),
        Result("fees.clause", "clause", "fees.amounts", in_words=False),
        Result("phone", "text", "contact.by_market", "Phone, as printed", reaches=True),
    ),
    readings={**LEVEL.readings, **DOCUMENT_READINGS},
)

NOT_ASKED = {
    "pci_compliant": (
        "You comply with the PCI DSS",
        "you comply with the PCI DSS",
        "you do not comply with the PCI DSS",
    ),
    "saq_requires_scan": (
        "Your SAQ requires network scans",
        "your SAQ requires network scans",
        "your SAQ requires no network scan",
    ),
}
"""Inputs of `validation` that are not asked for here, so they are either."""


class Inputs(LevelInputs, ValidationInputs):
    """The inputs of `level` with a market; what `validation` asks besides is as it is by default there."""

    market: str | None
    step_participant = False
    onsite_assessment = False
    designation_notice_received = None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name not in NOT_ASKED:
                return super().__getattr__(name)
            value = self.__dict__[name] = self.either(*NOT_ASKED[name])
            return value
