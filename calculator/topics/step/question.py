"""What is asked for STEP, and what is answered."""

from __future__ import annotations

from ...fields import EMPTY, UNKNOWN, Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case
from ..common import KIND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal


STEP = Topic(
    "step",
    "STEP eligibility",
    "Am I eligible for STEP?",
    covers="The criteria of the Security Technology Enhancement Programme (STEP), and which of them are not met.",
    leaves="What counts as a transaction over EMV or P2PE, whether these are in use throughout, and what American Express decides.",
    fields=(
        KIND,
        Field(
            "market",
            "market",
            "Market",
            "a market of the phone list",
            question="In which market is your agreement?",
            statement="your agreement is in {}",
            hint="Where your agreement with American Express is. In the United States contactless is asked for.",
            example="United States",
            table="directory",
            unknown=True,
            default=UNKNOWN,
        ),
        Field(
            "contactless",
            "yes_no",
            "You include contactless",
            "whether you include contactless",
            question="Do your devices take contactless payments?",
            statement=("your devices take contactless payments", "your devices do not take contactless payments"),
            hint="Asked of merchants in the United States alone. It is read as: your devices can take contactless payments.",
            unknown=True,
            default=UNKNOWN,
            when={"market": (EMPTY, "unknown", "United States", "US", "USA")},
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
        ),
        Field(
            "incident_in_past_12_months",
            "yes_no",
            "You had a Data Incident in the past twelve months",
            "whether you had a Data Incident in the twelve months before you send the STEP Attestation",
            question="Did you have a Data Incident in the past twelve months?",
            statement=(
                "you had a Data Incident in the past twelve months",
                "you had no Data Incident in the past twelve months",
            ),
            unknown=True,
            default=UNKNOWN,
        ),
        Field(
            "secured_percent",
            "percent",
            "Transactions over EMV, face to face, or P2PE",
            "the share of all your transactions that use EMV, face to face, or P2PE",
            question="What share of your transactions uses EMV, face to face, or P2PE?",
            statement="{} of your transactions use EMV or P2PE",
            hint="In percent of all transactions; one that is both counts once. EMV on Chip-Enabled Devices alone.",
            example="80",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
        ),
    ),
    results=(
        Result("eligible", "yes_no", "step.secured_share", "Eligible for STEP"),
        Result(
            "unmet",
            "list",
            "step.secured_share",
            "Not met",
            item="text",
            words={
                "not_a_merchant": "not a Merchant",
                "not_pci_compliant": "not compliant with the PCI DSS",
                "recent_incident": "a recent Data Incident",
                "secured_share_below_75": "secured share below 75 %",
                "no_contactless": "no contactless",
            },
        ),
    ),
    readings={
        "step-at-least-75": ("at-least-75", "more-than-75"),
        "step-face-to-face": ("face-to-face", "any-emv"),
    },
)


class Inputs(Case):
    kind: str
    market: str
    contactless: bool
    pci_compliant: bool
    incident_in_past_12_months: bool
    secured_percent: Decimal
