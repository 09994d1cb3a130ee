"""What each topic asks and answers: its inputs, the fields of its outcome, and its readings.

The rules are in `topics`, a module of the same name for each. An outcome's field is of a kind of `answer.Kind`; a reading
has the options that can be computed, the usual one first.
"""

from __future__ import annotations

from .fields import EMPTY, ENTERED, UNKNOWN, Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .answer import Kind


class Question:
    """What a topic asks and answers.

    `covers` and `leaves` say in words what the rules compute and what they leave to a person; `ordered` are pairs of number
    inputs (smaller, larger); `entangled` are inputs of which some values are impossible beside those of others.
    """

    def __init__(
        self,
        name: str,
        title: str,
        question: str,
        *,
        covers: str,
        leaves: str,
        fields: tuple[Field, ...],
        outcome: dict[str, Kind | dict[str, Kind]],
        readings: dict[str, tuple[str, ...]] | None = None,
        ordered: tuple[tuple[str, str], ...] = (),
        entangled: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.title = title
        self.question = question
        self.covers = covers
        self.leaves = leaves
        self.fields = fields
        self.field = {field.name: field for field in fields}
        self.outcome = outcome
        self.readings = readings or {}
        self.ordered = ordered
        self.entangled = frozenset(entangled)
        # For each input, those that it is not above, and those that it is not below.
        self.at_most = {name: [large for small, large in ordered if small == name] for name in self.field}
        self.at_least = {name: [small for small, large in ordered if large == name] for name in self.field}
        # For each input, those whose values bound its own; itself among them.
        self.beside = {name: frozenset(self._beside(name)) for name in self.field}
        self.has_objects = any(isinstance(kind, dict) for kind in outcome.values())
        self.kinds: dict[str, Kind] = {}
        for key, kind in outcome.items():
            if isinstance(kind, dict):
                self.kinds.update({f"{key}.{part}": each for part, each in kind.items()})
            else:
                self.kinds[key] = kind

    def _beside(self, name: str) -> Iterator[str]:
        yield name
        if name in self.entangled:
            yield from self.entangled
        for pair in self.ordered:
            if name in pair:
                yield from pair

    def kind(self, name: str) -> Kind:
        """What a field of the outcome is; an object's keys are fields "documents.scan"."""
        return self.kinds.get(name, "text")


# What several topics ask, and what calls for a field.

MERCHANT = {"kind": ("merchant",)}
COUNTED = {"transactions": (ENTERED,)}
LEVEL_KNOWN = {"level": (ENTERED,)}
# The levels that send documents only when asked, and that service providers do not have.
LEVELS_ASKED = MERCHANT | {"level": ("3", "4", "unknown")}
# What may free from the indemnity is asked of everybody, what may reduce it of merchants with such technologies.
INCIDENT_COUNTED = {"card_numbers": (ENTERED,)}
REDUCIBLE = MERCHANT | INCIDENT_COUNTED | {"mitigation_throughout": ("yes",)}
SHARES = REDUCIBLE | {"report_confirms_mitigation": ("yes", "unknown"), "forbidden_data_stored": ("no", "unknown")}
# The dates count where the days are not given, and a plan where they are counted from dates.
BY_DATES = {"days_late": (EMPTY,)}
WITH_PLAN = {"first_deadline": (ENTERED,), "step_participant": ("no",)}


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
    when=MERCHANT | LEVEL_KNOWN,
)


def submission_required(when: Mapping[str, tuple[str, ...]]) -> Field:
    """The same question in several topics, each of which has something else that calls for it."""
    return Field(
        "submission_required",
        "yes_no",
        "American Express requires your documents",
        "whether American Express requires your documents",
        hint="Matters at Levels 3 and 4 alone, which send documents only when American Express asks for them.",
        unknown=True,
        default=UNKNOWN,
        when=when,
    )


# What validation and overview answer alike.
STATUSES = ("mandatory", "optional", "replaced", "not_applicable")
DOCUMENTS: dict[str, Kind] = {
    "roc": STATUSES,
    "saq": STATUSES,
    "scan": STATUSES,
    "step_attestation": STATUSES,
}
DOCUMENT_READINGS = {
    "scan-by-saq": ("as-the-saq-asks", "always"),
    "scan-parenthesis": ("level-2-with-saq", "none", "all-service-providers"),
    "step-eligible": ("taking-part", "eligible"),
}


LEVEL = Question(
    "level",
    "Your level",
    "Which level do I fall in?",
    covers="Level of a merchant or a service provider, by a year's transactions or by being assigned Level 1.",
    leaves="Whose transactions are yours, and over which twelve months: American Express decides both. Whether it assigns you Level 1.",
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
            "Buyer Initiated Payments (BIP) among them",
            "how many of them are Buyer Initiated Payments",
            hint="Payments that your buyer starts by a payment instruction file. Most merchants have none.",
            example="1,200",
            unit="transactions",
            default=0,
            when=COUNTED,
        ),
        Field(
            "franchisee_transactions",
            "whole",
            "Your franchisees' transactions, on top",
            "your franchisees' American Express Card transactions",
            hint="Only if you are a franchisor.",
            example="20,000",
            unit="transactions",
            default=0,
            when=MERCHANT | COUNTED,
        ),
        Field(
            "designated_level_1",
            "yes_no",
            "American Express has assigned you Level 1",
            "whether American Express has assigned you Level 1",
            hint="It may do so whatever your volume is.",
            unknown=True,
            default=False,
            when=COUNTED,
        ),
    ),
    outcome={"level": "level", "counted_transactions": "count", "to_next_level": "count"},
    readings={
        "level-boundaries": ("lower-included", "upper-included"),
        "bip-service-providers": ("included", "excluded"),
        "service-provider-or": ("volume-or-deemed", "deemed-only"),
    },
)


VALIDATION = Question(
    "validation",
    "Your documents",
    "Which documents must I send?",
    covers="Which documents you send, how often, who performs and certifies them, and by when you enrol and comply.",
    leaves="Which type of SAQ fits you, whether you comply with the PCI DSS, and what American Express asks for besides.",
    fields=(
        KIND,
        LEVEL_FIELD,
        STEP_PARTICIPANT,
        submission_required(LEVELS_ASKED),
        Field(
            "onsite_assessment",
            "yes_no",
            "You validate by onsite assessment",
            "whether you validate by an onsite assessment",
            hint="Where that is a choice. Merchants and service providers of Level 1 do so in any case.",
            default=False,
            when={"level": ("2", "3", "4", "unknown"), "step_participant": ("no",)},
        ),
        Field(
            "saq_requires_scan",
            "yes_no",
            "Your SAQ requires network scans",
            "whether the type of SAQ that you complete requires network scans",
            hint="It depends on how you take and keep card data; the questionnaire says so.",
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
            unknown=True,
            default=UNKNOWN,
            when=LEVEL_KNOWN,
        ),
        Field(
            "franchisor_mandates",
            "yes_no",
            "You mandate a POS System or Service Provider for your franchisees",
            "whether you mandate a POS System or a Service Provider for your franchisees",
            hint="Only if you are a franchisor.",
            default=False,
            when=MERCHANT | LEVEL_KNOWN,
        ),
        Field(
            "designation_notice_received",
            "date",
            "Designation notice received",
            "the day on which you received a notice that designates you for the programme",
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
            hint="Only if you have a plan because you do not comply with the PCI DSS yet.",
            example="2026-04-10",
            default=None,
            when=LEVEL_KNOWN | {"pci_compliant": ("no",)},
        ),
    ),
    outcome={
        "must_submit": "yes_no",
        "must_enrol": "yes_no",
        "documents": DOCUMENTS,
        "also": "list",
        "send": "list",
        "enrol_by": "date",
        "remediate_by": "date",
    },
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


STEP = Question(
    "step",
    "STEP eligibility",
    "Am I eligible for STEP?",
    covers="The four criteria of the Security Technology Enhancement Program (STEP), and which of them are not met.",
    leaves="What counts as a transaction over EMV or P2PE, and what American Express verifies or decides.",
    fields=(
        KIND,
        Field(
            "pci_compliant",
            "yes_no",
            "You comply with the PCI DSS",
            "whether you comply with all of the PCI DSS",
            unknown=True,
            default=UNKNOWN,
        ),
        Field(
            "incident_in_past_12_months",
            "yes_no",
            "You had a Data Incident in the past twelve months",
            "whether you had a Data Incident in the twelve months before you send the STEP Attestation",
            unknown=True,
            default=UNKNOWN,
        ),
        Field(
            "secured_percent",
            "percent",
            "Transactions over EMV, face to face, or P2PE",
            "the share of all your transactions that use EMV, face to face, or P2PE",
            hint="In percent of all transactions; one that is both counts once. EMV on Chip-Enabled Devices alone.",
            example="80",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
        ),
    ),
    outcome={"eligible": "yes_no", "unmet": "list"},
    readings={
        "step-at-least-75": ("at-least-75", "more-than-75"),
        "step-face-to-face": ("face-to-face", "any-emv"),
    },
)


FEE = Question(
    "fee",
    "Non-validation fees",
    "What do late documents cost?",
    covers="Fees for late documents in the markets of the fee table, with a non-compliance plan and in STEP.",
    leaves="When your deadline is: American Express sets it. Whether it charges less, or ends the Agreement.",
    fields=(
        Field(
            "market",
            "market",
            "Market",
            "a market of the fee table",
            hint="Where your agreement with American Express is.",
            example="Australia",
            table="fees",
        ),
        KIND,
        LEVEL_FIELD,
        STEP_PARTICIPANT,
        submission_required(LEVELS_ASKED),
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
            when=BY_DATES,
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
            when=BY_DATES,
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
            when=BY_DATES | {"received": (EMPTY,)},
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
            when=WITH_PLAN,
        ),
        Field(
            "plan_received",
            "date",
            "Plan received",
            "the day on which SecureTrust received the plan",
            example="2026-04-15",
            default=None,
            group="plan",
            when=WITH_PLAN,
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
            when=WITH_PLAN,
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


INDEMNITY = Question(
    "indemnity",
    "Indemnity after a Data Incident",
    "What can a Data Incident cost me?",
    covers="What you owe for the Card Numbers of a Data Incident, a merchant's reduction, the most that the non-compliance fee can be.",
    leaves="Whether a reduction is granted, how high that fee is, what a PFI costs, and American Express's other remedies.",
    fields=(
        KIND,
        Field(
            "card_numbers",
            "whole",
            "American Express numbers in the incident",
            "how many American Express Card Numbers the incident involves",
            hint="Each account number counts once.",
            example="12,000",
            unit="card_numbers",
        ),
        Field(
            "numbers_with_data",
            "whole",
            "Numbers with security data or an expiration date",
            "how many of them were exposed with Sensitive Authentication Data or an Expiration Date",
            hint="Sensitive Authentication Data is the full stripe or chip data, the card's printed code, or a PIN.",
            example="10,000",
            unit="card_numbers",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
        ),
        Field(
            "previously_claimed",
            "whole",
            "Numbers among these that were claimed before",
            "how many of those were in a claim of the twelve months before the Notification Date",
            hint="Numbers in a prior Data Incident indemnity claim, against you or anybody. You may not know.",
            example="500",
            unit="card_numbers",
            unknown=True,
            default=0,
            when={"numbers_with_data": (ENTERED,)},
        ),
        Field(
            "notified_in_time",
            "yes_no",
            "You notified American Express in time",
            "whether you notified American Express within 24 hours of discovery",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
        ),
        Field(
            "pci_compliant",
            "yes_no",
            "You complied with the PCI DSS at the time, as the PFI found",
            "whether the PFI found that you complied with the PCI DSS at the time",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
        ),
        Field(
            "wrongful_conduct",
            "yes_no",
            "Your wrongful conduct, or your Covered Parties', caused it",
            "whether wrongful conduct of yours or of your Covered Parties caused it",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
        ),
        Field(
            "mitigation_throughout",
            "yes_no",
            "Risk-Mitigating Technologies were in use before and all through",
            "whether Risk-Mitigating Technologies were in use before it and during the entire Data Incident Event Window",
            hint="For example EMV, Point-to-Point Encryption, tokenisation.",
            unknown=True,
            default=UNKNOWN,
            when=MERCHANT | INCIDENT_COUNTED,
        ),
        Field(
            "pfi_investigation_complete",
            "yes_no",
            "A PFI's thorough investigation is complete",
            "whether a thorough investigation under the PFI programme is complete",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
        ),
        Field(
            "investigation_waived",
            "yes_no",
            "An investigation was waived in writing",
            "whether it was agreed in writing beforehand that no investigation is needed",
            unknown=True,
            default=False,
            when=MERCHANT
            | INCIDENT_COUNTED
            | {"mitigation_throughout": ("yes", "unknown"), "pfi_investigation_complete": ("no",)},
        ),
        Field(
            "report_confirms_mitigation",
            "yes_no",
            "The forensic report clearly states that they were used",
            "whether the forensic report clearly states that Risk-Mitigating Technologies were used",
            unknown=True,
            default=UNKNOWN,
            when=REDUCIBLE,
        ),
        Field(
            "forbidden_data_stored",
            "yes_no",
            "You store, or stored, forbidden data",
            "whether Sensitive Authentication Data, or Cardholder Data that can be read, is or was stored",
            hint="Any Sensitive Authentication Data, or any Cardholder Data that can be read, at any time in the window.",
            unknown=True,
            default=UNKNOWN,
            when=REDUCIBLE,
        ),
        Field(
            "chip_percent",
            "percent",
            "Transactions on Chip-Enabled Devices",
            "the share of all transactions processed on Chip-Enabled Devices",
            hint="In percent of all transactions, as American Express determines.",
            example="80",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
            when=SHARES,
        ),
        Field(
            "any_technology_locations_percent",
            "percent",
            "Locations with a Risk-Mitigating Technology",
            "the share of your locations with any Risk-Mitigating Technology",
            hint="In percent of your locations, as the PFI determines; chip counts too.",
            example="77",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
            when=SHARES,
        ),
        Field(
            "other_technology_locations_percent",
            "percent",
            "Locations with one other than chip",
            "the share of your locations with a Risk-Mitigating Technology other than chip",
            hint="In percent of your locations, as the PFI determines.",
            example="77",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
            when=SHARES,
        ),
        Field(
            "incident_duties_met",
            "yes_no",
            "You met every duty of Section 2",
            "whether you met every duty about managing a Data Incident",
            hint="Notice, investigation, report, numbers, cooperation: the section on what to do after an incident.",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED | {"notified_in_time": ("yes", "unknown")},
        ),
    ),
    outcome={
        "chargeable_numbers": "count",
        "indemnity_before_reduction": "amount",
        "reduction": ("none", "standard", "enhanced"),
        "reduction_percent": "percent",
        "indemnity_after_reduction": "amount",
        "non_compliance_fee_most": "amount",
        "payable_least": "amount",
        "payable_most": "amount",
        "currency": "text",
    },
    readings={
        "numbers-with-data": ("with-data", "all-numbers"),
        "indemnity-threshold": ("before-exclusion", "after-exclusion"),
        "indemnity-exactly-10000": ("nobody-freed", "conditions-free"),
        "notice-in-time": ("in-time", "at-all"),
        "compliance-by-pfi": ("pfi-only", "own-evidence"),
        "locations-without-pfi": ("investigation-alone", "waived-throughout"),
        "stored-data": ("all-forbidden", "unreadable-allowed"),
        "reduction-above-75": ("more-than-75", "at-least-75"),
        "reduction-any-technology": ("any-technology", "other-only"),
    },
    ordered=(
        ("previously_claimed", "numbers_with_data"),
        ("previously_claimed", "card_numbers"),
        ("numbers_with_data", "card_numbers"),
        ("other_technology_locations_percent", "any_technology_locations_percent"),
    ),
    entangled=("notified_in_time", "incident_duties_met"),
)


INCIDENT = Question(
    "incident",
    "Deadlines after a Data Incident",
    "What must I do by when after a Data Incident?",
    covers="By when to notify American Express, engage a PFI and send its report; the event window, and which earlier claims count.",
    leaves="Whether what you found is a Data Incident, whether a PFI is asked for in any case, and regional holidays, which you name.",
    fields=(
        Field(
            "discovered",
            "moment",
            "Discovered",
            "when you discovered the Data Incident",
            hint="A suspicion counts. With the offset from UTC of that day and place.",
            example="2026-03-28T14:30:00+01:00",
        ),
        Field(
            "card_numbers",
            "whole",
            "American Express numbers in the incident",
            "how many unique American Express Card Numbers the incident involves",
            hint="Each account number counts once.",
            example="12,000",
            unit="card_numbers",
            unknown=True,
            default=UNKNOWN,
        ),
        Field(
            "report_completed",
            "date",
            "Forensic report completed",
            "the day on which the forensic investigation report was completed",
            hint="Leave it empty while it is not.",
            example="2026-04-30",
            default=None,
            when={"discovered": (ENTERED,)},
        ),
        Field(
            "notification_date",
            "date",
            "Notification Date",
            "the Notification Date",
            hint="The date on which American Express gives issuers its final notification. It sets that date.",
            example="2026-06-01",
            default=None,
            group="window",
            when={"discovered": (ENTERED,)},
        ),
        Field(
            "compromised_on",
            "date",
            "Compromised on",
            "the day of compromise",
            hint="Leave it empty if it is not known.",
            example="2026-02-10",
            default=None,
            group="window",
            when={"discovered": (ENTERED,)},
        ),
        Field(
            "calendar",
            "market",
            "Public holidays of",
            "the market whose national public holidays are no business days",
            hint="Regional holidays are not in it: name them below.",
            example="Australia",
            table="calendars",
            default=None,
            when={"report_completed": (ENTERED,)},
        ),
        Field(
            "holidays",
            "dates",
            "More holidays",
            "more days that are no business days",
            hint="Separated by commas.",
            example="2026-12-24, 2026-12-31",
            default=(),
            when={"report_completed": (ENTERED,)},
        ),
    ),
    outcome={
        "notify_by": "moment",
        "notify_phone": "text",
        "notify_email": "text",
        "pfi_required": "yes_no",
        "engage_pfi_by": "date",
        "report_due": "date",
        "event_window_start": "date",
        "event_window_end": "date",
        "prior_claims_from": "date",
        "prior_claims_to": "date",
    },
    readings={
        "pfi-days": ("calendar-days", "business-days"),
        "forensic-below-threshold": ("every-report", "pfi-reports-only"),
        "prior-claim-ends": ("both-belong", "ends-excluded"),
    },
)


CONTACT = Question(
    "contact",
    "Whom to contact",
    "Whom do I call about the programme?",
    covers="The phone number for each market of the phone list, as printed, and the numbers and addresses that are the same for all.",
    leaves="Whether a printed number still answers: the answer warns where it is not a valid one.",
    fields=(
        Field(
            "market",
            "market",
            "Market",
            "a market of the phone list",
            hint="Where your agreement with American Express is.",
            example="Australia",
            table="directory",
        ),
    ),
    outcome={
        "phone": "text",
        "note": "text",
        "international_toll": "yes_no",
        "general_phones": "list",
        "email": "text",
        "portal": "text",
        "fax": "text",
    },
    readings={"toll-plus": ("as-printed", "freephone")},
)


PRIVACY = Question(
    "privacy",
    "Fewer offers",
    "Does the privacy statement cover me, and how do I say no?",
    covers="Whether the privacy statement covers you, and what it names for you to stop each kind of offer or tracking.",
    leaves="Your rights by law, which the statement does not list, and what your account's own terms say.",
    fields=(
        Field(
            "relation",
            "choice",
            "You are",
            "what you are to American Express",
            choices=(
                ("dollar_card_customer", "A customer with an International Dollar Card"),
                ("visitor", "A visitor to the website"),
                ("other_customer", "A customer with another card"),
            ),
        ),
        Field(
            "area",
            "choice",
            "You are in",
            "where you are",
            choices=(
                ("united_states", "United States"),
                ("puerto_rico", "Puerto Rico"),
                ("us_virgin_islands", "US Virgin Islands"),
                ("latin_america_caribbean", "Latin America or the Caribbean"),
                ("elsewhere", "Elsewhere"),
            ),
        ),
        Field(
            "stop",
            "choice",
            "You want to stop",
            "what you want to stop",
            choices=(
                ("email_offers", "E-mail offers of American Express"),
                ("partner_offers", "Offers of business partners"),
                ("direct_mail", "Offers by mail"),
                ("telemarketing", "Offers by telephone"),
                ("third_party_ads", "Tracking by companies that place ads"),
            ),
        ),
    ),
    outcome={"applies": "yes_no", "actions": "list", "phones": "list"},
    readings={
        "privacy-visitor-customer": ("covered", "excluded"),
        "privacy-us-offers": ("the-call", "us-offers-only"),
        "privacy-phone-area": ("either-number", "account-statement-only"),
        "privacy-who-may-decline": ("everybody", "customers-only"),
        "privacy-partner-mail": ("one-reply", "decline-twice"),
    },
)

OVERVIEW = Question(
    "overview",
    "All in one",
    "What does the policy ask of me?",
    covers="Level, documents, fees and phone number of a newcomer, by the rules of those topics.",
    leaves="It supposes no STEP and no onsite assessment by choice, and leaves open whether you comply: ask the topics themselves.",
    fields=(
        *LEVEL.fields,
        Field(
            "market",
            "market",
            "Market",
            "a market of the phone list",
            hint="Where your agreement with American Express is: for the fees and the phone number.",
            example="Australia",
            table="directory",
            default=None,
        ),
        submission_required(MERCHANT | COUNTED),
    ),
    outcome={
        "level": "level",
        "documents": DOCUMENTS,
        "must_submit": "yes_no",
        "must_enrol": "yes_no",
        "fees": {
            "market": "text",
            "iso": "text",
            "levels": "list",
            "currency": "text",
            "fees": "list",
            "monthly_fee": "amount",
            "clause": "text",
        },
        "phone": "text",
    },
    readings={**LEVEL.readings, **DOCUMENT_READINGS},
)


QUESTIONS = (LEVEL, VALIDATION, STEP, FEE, INDEMNITY, INCIDENT, CONTACT, PRIVACY, OVERVIEW)
"""Every topic, in the contract's order."""
