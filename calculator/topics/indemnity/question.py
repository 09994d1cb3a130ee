"""What is asked for the indemnity, and what is answered."""

from __future__ import annotations

from ...fields import ENTERED, UNKNOWN, Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case
from ..common import KIND, MERCHANT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal


# What may free from the indemnity is asked of everybody, what may reduce it of merchants with such technologies.
INCIDENT_COUNTED = {"card_numbers": (ENTERED,)}

REDUCIBLE = MERCHANT | INCIDENT_COUNTED | {"mitigation_throughout": ("yes",)}

SHARES = REDUCIBLE | {"report_confirms_mitigation": ("yes", "unknown"), "forbidden_data_stored": ("no", "unknown")}

INDEMNITY = Topic(
    "indemnity",
    "Indemnity after a Data Incident",
    "What can a Data Incident cost me?",
    covers="What you owe for the Card Numbers of a Data Incident, a merchant's reduction, the most that the non-compliance fee can be.",
    leaves="Whether a reduction is granted, how high that fee is, what a PFI costs and who pays it, and American Express's other remedies.",
    fields=(
        KIND,
        Field(
            "card_numbers",
            "whole",
            "American Express numbers in the incident",
            "how many American Express Card Numbers the incident involves",
            question="How many American Express card numbers were in the incident?",
            hint="Each account number counts once.",
            example="12,000",
            unit="card_numbers",
        ),
        Field(
            "numbers_with_data",
            "whole",
            "Numbers with security data or an expiration date",
            "how many of them were exposed with Sensitive Authentication Data or an Expiration Date",
            question="How many of them were exposed with security data or an expiration date?",
            statement="{} numbers were exposed with security data or an expiration date",
            hint="The PCI DSS glossary says what Sensitive Authentication Data is: full stripe or chip data, the card's code, a PIN.",
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
            question="How many of those were in an earlier claim, in the 12 months before the Notification Date?",
            statement="{} of those numbers were claimed before",
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
            question="Did you notify American Express within 24 hours of discovery?",
            statement=("you notified American Express in time", "you did not notify American Express in time"),
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
            changeable="next_time",
        ),
        Field(
            "incident_duties_met",
            "yes_no",
            "You met every duty of Section 2",
            "whether you met every duty about managing a Data Incident",
            question="Did you meet every duty after the incident?",
            statement=("you met every duty after the incident", "you missed a duty after the incident"),
            hint="Notice, investigation, report, numbers, cooperation: the section on what to do after an incident.",
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED | {"notified_in_time": ("yes", "unknown")},
            changeable="next_time",
        ),
        Field(
            "pci_compliant",
            "yes_no",
            "You complied with the PCI DSS at the time, as the PFI found",
            "whether the PFI found that you complied with the PCI DSS at the time",
            question="Did the forensic investigator (PFI) find that you complied with the PCI DSS at the time?",
            statement=(
                "the PFI found that you complied with the PCI DSS",
                "the PFI did not find that you complied with the PCI DSS",
            ),
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
            changeable="next_time",
        ),
        Field(
            "wrongful_conduct",
            "yes_no",
            "Your wrongful conduct, or your Covered Parties', caused it",
            "whether wrongful conduct of yours or of your Covered Parties caused it",
            question="Was it caused by wrongful conduct of you or your Covered Parties?",
            statement=("wrongful conduct caused it", "no wrongful conduct caused it"),
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
            changeable="next_time",
        ),
        Field(
            "mitigation_throughout",
            "yes_no",
            "Risk-Mitigating Technologies were in use before and all through",
            "whether Risk-Mitigating Technologies were in use before it and during the entire Data Incident Event Window",
            question="Were chip, encryption (P2PE) or tokenisation in use before the incident and throughout?",
            statement=("such technologies were in use throughout", "such technologies were not in use throughout"),
            hint="For example EMV, Point-to-Point Encryption, tokenisation.",
            unknown=True,
            default=UNKNOWN,
            when=MERCHANT | INCIDENT_COUNTED,
            changeable="next_time",
        ),
        Field(
            "pfi_investigation_complete",
            "yes_no",
            "A PFI's thorough investigation is complete",
            "whether a thorough investigation under the PFI programme is complete",
            question="Has a forensic investigator (PFI) completed the investigation?",
            statement=("a PFI completed the investigation", "no PFI completed the investigation"),
            unknown=True,
            default=UNKNOWN,
            when=INCIDENT_COUNTED,
            changeable="now",
        ),
        Field(
            "investigation_waived",
            "yes_no",
            "Something else was agreed in writing beforehand",
            "whether something other than a thorough investigation was agreed in writing beforehand",
            question="Has American Express agreed in writing to do otherwise than to investigate?",
            statement=("the investigation was waived in writing", "no investigation was waived in writing"),
            hint="In place of a thorough investigation under the PFI programme.",
            unknown=True,
            default=False,
            when=MERCHANT
            | INCIDENT_COUNTED
            | {"mitigation_throughout": ("yes", "unknown"), "pfi_investigation_complete": ("no",)},
            changeable="next_time",
        ),
        Field(
            "report_confirms_mitigation",
            "yes_no",
            "The forensic report clearly states that they were used",
            "whether the forensic report clearly states that Risk-Mitigating Technologies were used",
            question="Does the forensic report clearly state that they were in use?",
            statement=(
                "the forensic report clearly states that they were in use",
                "the forensic report does not clearly state that they were in use",
            ),
            unknown=True,
            default=UNKNOWN,
            when=REDUCIBLE,
            changeable="now",
        ),
        Field(
            "forbidden_data_stored",
            "yes_no",
            "You store, or stored, forbidden data",
            "whether Sensitive Authentication Data, or Cardholder Data that can be read, is or was stored",
            question="Do you store, or did you, security data or card data that can be read?",
            statement=("forbidden data is or was stored", "no forbidden data is or was stored"),
            hint="Any Sensitive Authentication Data, or any Cardholder Data that can be read, at any time in the window.",
            unknown=True,
            default=UNKNOWN,
            when=REDUCIBLE,
            changeable="next_time",
        ),
        Field(
            "chip_percent",
            "percent",
            "Transactions on Chip-Enabled Devices",
            "the share of all transactions processed on Chip-Enabled Devices",
            question="What share of your transactions runs on chip devices?",
            statement="{} of your transactions run on chip devices",
            hint="In percent of all transactions, as American Express determines.",
            example="80",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
            when=SHARES,
            changeable="next_time",
        ),
        Field(
            "any_technology_locations_percent",
            "percent",
            "Locations with a Risk-Mitigating Technology",
            "the share of your locations with any Risk-Mitigating Technology",
            question="What share of your locations uses any of these technologies?",
            statement="{} of your locations use any of these technologies",
            hint="In percent of your locations, as the PFI determines; chip counts too.",
            example="77",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
            when=SHARES,
            changeable="next_time",
        ),
        Field(
            "other_technology_locations_percent",
            "percent",
            "Locations with one other than chip",
            "the share of your locations with a Risk-Mitigating Technology other than chip",
            question="What share of your locations uses one other than chip?",
            statement="{} of your locations use one other than chip",
            hint="In percent of your locations, as the PFI determines.",
            example="77",
            unit="percent",
            unknown=True,
            default=UNKNOWN,
            when=SHARES,
            changeable="next_time",
        ),
    ),
    has_picture=True,
    results=(
        Result("chargeable_numbers", "count", "indemnity.prior_claims_within", "Numbers that are charged"),
        Result("indemnity_before_reduction", "amount", "indemnity.rate", "Indemnity before a reduction"),
        Result("reduction", ("none", "standard", "enhanced"), "indemnity.reduction"),
        Result("reduction_percent", "percent", "indemnity.share_over", "Reduction in percent"),
        Result("indemnity_after_reduction", "amount", "indemnity.reduction", "Indemnity after it"),
        Result(
            "non_compliance_fee_most",
            "amount",
            "indemnity.non_compliance_fee_most",
            "Non-compliance fee at its highest",
        ),
        Result("payable_least", "amount", "indemnity.reduction", "To pay where it is reduced, without the fee"),
        Result(
            "payable_most",
            "amount",
            "indemnity.non_compliance_fee_most",
            "To pay where it is not, with the highest fee",
        ),
        Result("currency", "text", "fees.amounts", in_words=False),
    ),
    readings={
        "numbers-with-data": ("with-data", "all-numbers"),
        "freed-by-which-count": ("incident", "exposed"),
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


class Inputs(Case):
    kind: str
    card_numbers: int
    numbers_with_data: int
    previously_claimed: int
    notified_in_time: bool
    pci_compliant: bool
    wrongful_conduct: bool
    mitigation_throughout: bool
    pfi_investigation_complete: bool
    investigation_waived: bool
    report_confirms_mitigation: bool
    forbidden_data_stored: bool
    chip_percent: Decimal
    any_technology_locations_percent: Decimal
    other_technology_locations_percent: Decimal
    incident_duties_met: bool
