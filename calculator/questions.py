"""What each topic asks and answers: its inputs, the fields of its outcome, and its readings.

The rules are in `topics`, a module of the same name for each. An outcome's field is of a kind of `answer.Kind`; a reading
has the options that can be computed, the usual one first.
"""

from __future__ import annotations

from .fields import UNKNOWN, Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .answer import Kind


class Question:
    """What a topic asks and answers.

    `ordered` are pairs of number inputs (smaller, larger); `entangled` are inputs of which some values are impossible
    beside those of others.
    """

    def __init__(
        self,
        name: str,
        title: str,
        question: str,
        *,
        fields: tuple[Field, ...],
        outcome: dict[str, Kind | dict[str, Kind]],
        readings: dict[str, tuple[str, ...]] | None = None,
        ordered: tuple[tuple[str, str], ...] = (),
        entangled: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.title = title
        self.question = question
        self.fields = fields
        self.field = {field.name: field for field in fields}
        self.outcome = outcome
        self.readings = readings or {}
        self.ordered = ordered
        self.entangled = frozenset(entangled)
        self.has_objects = any(isinstance(kind, dict) for kind in outcome.values())
        self._kinds: dict[str, Kind] = {}
        for key, kind in outcome.items():
            if isinstance(kind, dict):
                self._kinds.update({f"{key}.{part}": each for part, each in kind.items()})
            else:
                self._kinds[key] = kind

    def kind(self, name: str) -> Kind:
        """What a field of the outcome is; an object's keys are fields "documents.scan"."""
        return self._kinds.get(name, "text")


# What several topics ask.


KIND = Field(
    "kind",
    "choice",
    "You are a",
    "what you are",
    hint="A service provider processes, stores or transmits card data for merchants. If you are both, ask for each by itself.",
    choices=(("merchant", "Merchant"), ("service_provider", "Service provider")),
)
LEVEL_FIELD = Field(
    "level",
    "level",
    "Your level",
    "your level",
    hint="If you don't know it, the answer covers all that are possible. The level calculator finds it.",
    example="2",
    least=1,
    most=4,
    unknown=True,
)
STEP_PARTICIPANT = Field(
    "step_participant",
    "yes_no",
    "You take part in STEP",
    "whether you take part in STEP",
    hint="You do if you send the annual STEP Attestation. Merchants only.",
    default=False,
)
SUBMISSION_REQUIRED = Field(
    "submission_required",
    "yes_no",
    "American Express requires your documents",
    "whether American Express requires your documents",
    hint="Matters at Levels 3 and 4 alone, which send documents only when American Express asks for them.",
    unknown=True,
    default=UNKNOWN,
)


LEVEL = Question(
    "level",
    "Your level",
    "Which level do I fall in?",
    fields=(
    KIND,
    Field(
        "transactions",
        "whole",
        "American Express Card transactions in a year",
        "the year's American Express Card transactions",
        hint="Charges and credits of the last twelve months, over all your establishments.",
        example="50,000",
        unit="transactions",
    ),
    Field(
        "bip_transactions",
        "whole",
        "of these, Buyer Initiated Payments (BIP)",
        "how many of them are Buyer Initiated Payments",
        hint="Payments that your buyer starts by a payment instruction file. Most merchants have none.",
        example="1,200",
        unit="transactions",
        default=0,
    ),
    Field(
        "franchisee_transactions",
        "whole",
        "your franchisees' transactions, on top",
        "your franchisees' American Express Card transactions",
        hint="Only if you are a franchisor.",
        example="20,000",
        unit="transactions",
        default=0,
    ),
    Field(
        "designated_level_1",
        "yes_no",
        "American Express has assigned you Level 1",
        "whether American Express has assigned you Level 1",
        hint="It may do so whatever your volume is.",
        unknown=True,
        default=False,
    ),
),
    outcome={"level": "level", "counted_transactions": "count", "to_next_level": "count"},
    readings={
    "level-boundaries": ("lower-included", "upper-included"),
    "bip-service-providers": ("included", "excluded"),
    "service-provider-or": ("volume-or-deemed", "deemed-only"),
},
)


FEE = Question(
    "fee",
    "Non-validation fees",
    "What do late documents cost?",
    fields=(
    Field(
        "market",
        "market",
        "Market",
        "a market of the fee table",
        hint="Where your agreement with American Express is. 24 markets have fees here.",
        example="Australia",
        table="fees",
    ),
    KIND,
    LEVEL_FIELD,
    STEP_PARTICIPANT,
    SUBMISSION_REQUIRED,
    Field(
        "days_late",
        "whole",
        "Days late",
        "how many days after the first deadline the documents came",
        hint="Counted from the first deadline: the day after it is 1. In time is 0.",
        example="61",
        unit="days",
        default=None,
        group="days",
    ),
    Field(
        "first_deadline",
        "date",
        "First deadline",
        "the first deadline",
        hint="American Express tells you the deadline of each reporting period.",
        example="2026-03-31",
        default=None,
        group="dates",
    ),
    Field(
        "received",
        "date",
        "Documents received",
        "the day on which SecureTrust received the documents",
        hint="Leave it empty while they are outstanding.",
        example="2026-05-31",
        default=None,
        group="dates",
    ),
    Field(
        "as_of",
        "date",
        "Still outstanding on",
        "the day up to which to count",
        hint="While the documents are outstanding: the day up to which to count.",
        example="2026-05-31",
        default=None,
        group="dates",
    ),
    Field(
        "plan_completed",
        "date",
        "Non-compliance plan completed",
        "the date of the plan document",
        hint="Only if you sent a plan because you do not comply with the PCI DSS yet.",
        example="2026-04-10",
        default=None,
        group="plan",
    ),
    Field(
        "plan_received",
        "date",
        "Plan received",
        "the day on which SecureTrust received the plan",
        example="2026-04-15",
        default=None,
        group="plan",
    ),
    Field(
        "remediation_date",
        "date",
        "Remediation date in the plan",
        "the remediation date that the plan names",
        hint="At most twelve months after the plan was completed.",
        example="2026-10-01",
        default=None,
        group="plan",
    ),
),
    outcome={
    "currency": "text",
    "instalments": "list",
    "monthly_fee": "amount",
    "months": "count",
    "days_late": "count",
    "days_counted": "count",
    "total": "amount",
    "in_euro": "amount",
    "may_terminate": "yes_no",
},
    readings={
    "fee-days": ("day-30-in-time", "day-30-late"),
    "fee-step": ("level-2", "own-level"),
    "fee-months": ("each-30-days-begun", "once", "three-at-most", "calendar-months"),
    "fee-waiver": ("from-receipt", "from-first-deadline", "fresh-start"),
    "waiver-termination": ("not-held", "suspended"),
    "termination-when": ("after-60-days", "from-deadline"),
},
    entangled=("level",),
)

QUESTIONS = (LEVEL, FEE)
"""Every topic, in the contract's order."""
