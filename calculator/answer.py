"""What an answer is: its outcome, the working behind it, and the JSON of the contract."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from . import calendar, money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from .facts import Rule
    from .path import Path

    Quantity = tuple[int | Decimal, str]


class Step:
    """A sentence of the working, the clause that it rests on, and the quantity that it found or that something fell short by.

    A quantity is a number and its unit: an ISO 4217 currency, "transactions", "percent", "days" or "card_numbers".
    """

    __slots__ = ("clause", "quantity", "text")

    def __init__(self, text: str, clause: str, quantity: Quantity | None = None) -> None:
        self.text = text
        self.clause = clause
        self.quantity = quantity

    def to_dict(self, name: str = "quantity") -> dict[str, object]:
        found: dict[str, object] = {"text": self.text, "clause": self.clause}
        if self.quantity is not None:
            number, unit = self.quantity
            plain = money.plain_amount if unit.isupper() else money.plain_number
            found[name] = {"value": plain(number), "unit": unit}
        return found


class Working:
    """What a topic writes down while it works: the steps, what was not met, what is discretion, and the readings it asked for.

    `taken` names the readings other than the usual that the question is answered under. Where `silent`, only the readings
    are noted: that is how a topic is asked again for its bare outcome. `asked` are the readings, each with how many forks
    of its path lay behind when it was asked for first. `grounds` are the rules that fields of the outcome rest on here, where
    they are others than usual.
    """

    __slots__ = ("asked", "discretions", "grounds", "missed", "path", "silent", "steps", "taken")

    def __init__(self, taken: Mapping[str, str], path: Path, *, silent: bool = False) -> None:
        self.taken = taken
        self.path = path
        self.silent = silent
        self.asked: dict[str, int] = {}
        self.steps: list[Step] = []
        self.missed: list[Step] = []
        self.discretions: list[Step] = []
        self.grounds: dict[str, Rule] = {}

    def rests(self, source: Rule, *fields: str) -> None:
        """What fields of the outcome rest on, here."""
        if not self.silent:
            self.grounds.update(dict.fromkeys(fields, source))

    def under(self, reading: str, alternative: str) -> bool:
        """Whether the question is answered under that alternative of a reading; notes that this answer depends on it."""
        self.asked.setdefault(reading, self.path.at)
        return self.taken.get(reading) == alternative

    def words_under(self, reading: str, alternative: str) -> bool:
        """The same where no field of the outcome can change by it, only the words."""
        return self.taken.get(reading) == alternative

    def step(self, text: str, source: Rule, quantity: Quantity | None = None, **values: object) -> None:
        """Something that was found; `text` is a format for `values`, dates among them."""
        if not self.silent:
            self.steps.append(Step(sentence(text, values), source.clause, concrete(quantity)))

    def not_met(self, text: str, source: Rule, short_by: Quantity | None = None, **values: object) -> None:
        """What would have led elsewhere and did not."""
        if not self.silent:
            self.missed.append(Step(sentence(text, values), source.clause, concrete(short_by)))

    def may(self, text: str, source: Rule, **values: object) -> None:
        """What American Express may decide otherwise."""
        if not self.silent:
            self.discretions.append(Step(sentence(text, values), source.clause))


def sentence(text: str, values: dict[str, object]) -> str:
    """A text with its values: dates and moments, and so many of something, in words."""
    for name, value in values.items():
        if type(value) in IN_WORDS:
            values[name] = IN_WORDS[type(value)](value)
    return text.format_map(values) if values else text


def some(counted: tuple[int, str]) -> str:
    """So many of something: "1 transaction", "2,000 transactions"; a number that is not known is as many as it can be."""
    number, what = counted
    return f"{number:,} {what}{'' if type(number) is int and number == 1 else 's'}"


IN_WORDS: dict[type, Callable[[Any], str]] = {**calendar.IN_WORDS, tuple: some, money.Shown: str}
"""How a sentence shows a value that is no text and no number, once it is told; what is silent need not be put in words."""


def concrete(quantity: Quantity | None) -> Quantity | None:
    """A quantity, unless its number is still open."""
    return quantity if quantity and isinstance(quantity[0], (int, Decimal)) else None


class Reading:
    """A reading that an answer rests on: which was taken, and what each other one would change in the outcome."""

    __slots__ = ("id", "otherwise", "taken")

    def __init__(self, id: str, taken: str, otherwise: dict[str, dict[str, object]]) -> None:
        self.id = id
        self.taken = taken
        self.otherwise = otherwise

    def to_dict(self) -> dict[str, object]:
        return {"id": self.id, "taken": self.taken, "otherwise": self.otherwise}


class Answer:
    """The answer to one question, in the contract's terms; values are as its JSON has them.

    Of a brief answer, `ask_next`, `not_met` and `readings` are empty, and its JSON does not have them.
    """

    __slots__ = (
        *("ask_next", "bounds", "brief", "discretion", "edition", "inputs", "not_met", "outcome", "readings"),
        *("readings_asked", "steps", "topic"),
    )

    def __init__(
        self,
        topic: str,
        edition: str,
        inputs: dict[str, object],
        outcome: dict[str, object],
        bounds: dict[str, dict[str, object]],
        ask_next: list[str] | None,
        steps: list[Step],
        not_met: list[Step] | None,
        readings: list[Reading] | None,
        readings_asked: dict[str, str],
        discretion: list[Step],
    ) -> None:
        self.topic = topic
        self.edition = edition
        self.inputs = inputs
        self.outcome = outcome
        self.bounds = bounds
        self.brief = readings is None
        self.ask_next = ask_next or []
        self.steps = steps
        self.not_met = not_met or []
        self.readings = readings or []
        self.readings_asked = readings_asked
        self.discretion = discretion

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        found: dict[str, object] = {
            "contract": 1,
            "topic": self.topic,
            "edition": self.edition,
            "inputs": self.inputs,
            "outcome": self.outcome,
            "bounds": self.bounds,
            "ask_next": self.ask_next,
            "steps": [step.to_dict() for step in self.steps],
            "not_met": [step.to_dict("short_by") for step in self.not_met],
            "readings": [reading.to_dict() for reading in self.readings],
            "readings_asked": self.readings_asked,
            "discretion": [step.to_dict() for step in self.discretion],
        }
        if self.brief:
            del found["ask_next"], found["not_met"], found["readings"]
        return found


GIVEN = " With these answers: "
"""Between what comes out and the answers that lead there, which stand apart by semicolons."""


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
    "unmet": ("not_a_merchant", "not_pci_compliant", "recent_incident", "secured_share_below_75"),
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


def in_words(kind: Kind, value: object, currency: object = None) -> str:
    """A value of an outcome as a reader reads it."""
    if value is None:
        return "none"
    if value is True or value is False:
        return "yes" if value else "no"
    if kind == "amount":
        number = Decimal(money.plain_amount(value))  # type: ignore[arg-type]
        return f"{number:,} {currency}" if currency else f"{number:,}"
    if kind == "percent":
        return f"{money.plain_number(value)} %"  # type: ignore[arg-type]
    if isinstance(value, datetime):
        return f"{calendar.in_words(value)} {value:%H:%M:%S}"
    if isinstance(value, date):
        return calendar.in_words(value)
    return f"{value:,}" if isinstance(value, int) else str(value).replace("_", " ")


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
