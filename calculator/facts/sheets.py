"""What the files of facts hold: a class below is the schema of the file of its name.

Each annotation is a key that the file must have, or may lack where it says `| None`, and no other may be there. What rules can do
without is None where an edition lacks it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


UNITS = {
    "transactions",
    "percent",
    "card_numbers",
    "hours",
    "days",
    "business_days",
    "months",
    "years",
    "level",
    "text",
}


class Rule:
    """A rule that has no figure: the clause that states it."""

    __slots__ = ("clause", "name")
    keys: tuple[str, ...] = ("clause",)
    wanted = ""

    @staticmethod
    def holds(value: object) -> bool:
        """Whether a value of the file is one of this kind; a rule has none, and is told so elsewhere."""
        return True

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        self.name = name
        self.clause = str(entry["clause"])


class Figure(Rule):
    """A whole number that the policy states, its unit, and the clause that states it."""

    __slots__ = ("unit", "value")
    keys = ("value", "unit", "clause")
    wanted = "a whole number, 0 or more, such as 2_500_000"

    @staticmethod
    def holds(value: object) -> bool:
        return type(value) is int and value >= 0

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        super().__init__(name, entry)
        self.value: int = entry["value"]  # type: ignore[assignment]  # `holds` has looked
        self.unit = str(entry["unit"])


class Rate(Figure):
    """A figure with decimals, exact."""

    __slots__ = ()
    wanted = "a number with decimals above 0, such as 1.95583"

    @staticmethod
    def holds(value: object) -> bool:
        # TOML's decimals arrive as Decimal: naming the class would import it before it is wanted.
        return type(value).__name__ == "Decimal" and value > 0  # type: ignore[operator]

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        super().__init__(name, entry)
        self.value: Decimal = entry["value"]  # type: ignore[assignment]


class Text(Figure):
    """A phone number, an address: printed as the policy prints it."""

    __slots__ = ()
    wanted = "a text in quotes, not empty"

    @staticmethod
    def holds(value: object) -> bool:
        return type(value) is str and bool(value.strip())

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        super().__init__(name, entry)
        self.value: str = entry["value"]  # type: ignore[assignment]


class Sheet:
    """One file of facts."""

    def __init__(self, entries: dict[str, Rule | None]) -> None:
        self.__dict__.update(entries)

    def __iter__(self) -> Iterator[Rule]:
        return (entry for entry in self.__dict__.values() if entry is not None)

    def text(self, name: str) -> str | None:
        """The text of that name, None where the file has none."""
        entry = self.__dict__.get(name)
        return entry.value if entry else None


class Levels(Sheet):
    """Where the levels begin, and what is counted for them."""

    level_1: Figure
    level_2: Figure
    level_3: Figure
    level_4: Rule
    assigned_level_1: Rule
    service_provider_level_1: Figure
    service_provider_level_2: Rule
    service_provider_deemed_level_1: Rule
    merchant_levels: Figure
    service_provider_levels: Figure
    volume: Rule
    bip_left_out: Rule
    franchisees_added: Rule


class Fees(Sheet):
    """When the non-validation fees fall; the amounts are the rows of `FeeRow`."""

    first_after: Figure
    second_after: Figure
    third_after: Figure
    monthly: Rule
    monthly_period: Figure
    terminate_after: Figure
    imposing: Rule
    deadline: Rule
    amounts: Rule
    step_column: Figure
    hrk_per_euro: Rate | None
    bgn_per_euro: Rate | None


class Validation(Sheet):
    """Who takes part and submits, and for each document: how often, by whom, what on request; which is due stands in documents.csv."""

    must_enrol: Rule
    data_security_contact: Rule
    designation: Rule
    enrol_within: Figure
    must_submit: Rule
    asked_from_level: Figure
    verification: Rule | None
    ways_to_send: Rule
    step_replaces: Rule
    onsite_replaces_saq: Rule
    scan_as_saq_requires: Rule
    onsite_if_preferred: Rule
    officers: Text
    roc_sent: Text
    roc_frequency: Text | None
    roc_performed_by: Text | None
    roc_attested_when_yours: Rule
    roc_on_request: Text | None
    service_provider_saq: Text
    saq_sent: Text
    saq_frequency: Text | None
    saq_performed_by: Text | None
    saq_on_request: Text | None
    scan_sent: Text
    scan_sent_both: Text
    scan_frequency: Text | None
    scan_performed_by: Text | None
    scan_on_request: Text | None
    step_attestation_sent: Text
    step_attestation_frequency: Text | None
    step_attestation_performed_by: Text | None
    franchisee_documents: Rule
    franchisee_documents_sent: Text
    summary_of_compliance: Rule
    non_compliance_plan: Rule
    non_compliance_plan_sent: Text
    non_compliance_plan_frequency: Text | None
    remediation_within: Figure
    plan_updates: Rule
    plan_holds_fees: Rule
    plan_leaves_liability: Rule


class Step(Sheet):
    """Who qualifies for STEP."""

    secured_share: Figure
    no_incident_for: Figure
    compliant: Rule
    technologies: Rule
    at_discretion: Rule | None
    merchants_only: Rule
    emv: Rule
    emvco_site: Text
    contactless_market: Text
    p2pe: Rule
    fewer_documents: Rule
    attestation: Rule
    not_while_non_compliant: Rule


class Indemnity(Sheet):
    """When an indemnity is owed, what it comes to, and what frees from it or reduces it."""

    other_remedies: Rule | None
    owed_from: Figure
    rate: Figure
    below_threshold: Rule
    conditions: Rule
    condition_notified: Rule
    condition_compliant: Rule
    condition_no_wrong: Rule
    non_compliance_fee_most: Figure
    prior_claims_within: Figure
    calculations_final: Rule | None
    collection: Rule
    reduction: Rule
    criterion_technology: Rule
    criterion_investigation: Rule
    criterion_report: Rule
    criterion_storage: Rule
    share_over: Figure
    standard_percent: Figure
    lesser_share: Rule
    enhanced_most: Figure
    measured_by: Rule
    effective_use: Rule
    reduction_not_fee: Rule
    example_numbers: Figure
    example_before: Figure
    example_percent: Figure
    example_after: Figure


class Incident(Sheet):
    """What a Data Incident asks for, by when."""

    suspicion_counts: Rule
    notify_within: Figure
    notify_phone: Text
    notify_email: Text
    contact_person: Rule
    investigate: Rule
    pfi_from: Figure
    engage_pfi_within: Figure
    pfi_on_demand: Rule
    american_express_pfi: Rule | None
    report_within: Figure
    report_template: Rule
    report_contents: Rule
    repair_validation: Rule | None
    compromised_card_numbers: Rule
    own_analysis: Rule | None
    cooperation: Rule
    disclosure: Rule
    notification_date: Rule
    event_window_before: Figure
    event_window_after: Figure


class Confidentiality(Sheet):
    """How long documents are kept in confidence: no topic computes with it, the words name it."""

    kept_for: Figure


class Contact(Sheet):
    """How to reach SecureTrust; the numbers by market are the rows of `Market`."""

    general_phone_freephone: Text
    general_phone_us: Text
    email: Text
    portal: Text
    fax: Text
    merchant_number_digits: Text
    by_market: Rule
    international_toll: Rule
    data_security_site: Text
    pci_ssc_site: Text


class Privacy(Sheet):
    """What the privacy statement covers, and how to say no."""

    customers_covered: Rule
    visitors_covered: Rule
    other_sites: Rule
    children_under: Figure
    phone_united_states: Text
    phone_mexico_city: Text
    phone_on_account_statement: Rule
    questions: Rule
    email_offers: Rule
    email_reply: Rule
    email_says_how: Rule
    email_preferences: Rule
    partner_told_separately: Rule
    partner_offers_on_behalf: Rule
    direct_mail: Rule
    telemarketing: Rule
    third_party_ads: Rule
    third_party_opt_out: Rule
    leaving_the_site: Rule
    copyright_years: Text


SHEETS: dict[str, type[Sheet]] = {
    "levels": Levels,
    "validation": Validation,
    "step": Step,
    "fees": Fees,
    "indemnity": Indemnity,
    "incident": Incident,
    "confidentiality": Confidentiality,
    "contact": Contact,
    "privacy": Privacy,
}

KINDS: dict[str, type[Rule]] = {kind.__name__: kind for kind in (Rule, Figure, Rate, Text)}


def keys_of(sheet: type[Sheet]) -> dict[str, tuple[type[Rule], bool]]:
    """The keys of a file of facts: what each is, and whether every edition must have it."""
    annotated = {key: annotation.partition(" | ") for key, annotation in sheet.__annotations__.items()}
    return {key: (KINDS[kind], not rest) for key, (kind, _, rest) in annotated.items()}
