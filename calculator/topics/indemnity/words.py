"""The answer for a person: what a Data Incident costs, or can cost."""

from __future__ import annotations

from ...card import Claim, Headline
from ...words import amounts, in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

    from ...answer import Answer


def headline(answer: Answer) -> Headline:
    """What is owed, in every case between which the answers given leave open."""
    least, most = answer.ends("payable_least")[0], answer.ends("payable_most")[1]
    if "payable_least" in answer.bounds or "payable_most" in answer.bounds:
        return Headline(
            f"This can cost you from {amounts(least, most, answer.currency)}.",
            Claim("payable_least", "at_least", least),
            Claim("payable_most", "at_most", most),
            about=("payable_least", "payable_most"),
        )
    return Headline(settled(answer), Claim("payable_least", "is", least), Claim("payable_most", "is", most))


def settled(answer: Answer) -> str:
    """What is owed, and what a reduction and a fee can make of it."""

    def amount(name: str) -> str:
        return in_words("amount", answer.fields[name], answer.currency)

    before, fee = answer.fields["indemnity_before_reduction"], answer.fields["non_compliance_fee_most"]
    owed = "You owe no indemnity"
    if before:
        owed = f"You owe an indemnity of {amount('indemnity_before_reduction')}"
    if answer.fields["reduction"] != "none":
        owed += f", or {amount('indemnity_after_reduction')} if American Express grants the reduction"
    if fee:
        return f"{owed}. A fee for a duty missed comes to at most {amount('non_compliance_fee_most')}."
    return f"{owed}, and no fee." if not before else f"{owed}."


TO_CHANGE = {
    "notified_in_time": ("Notify American Express within 24 hours of discovery", "indemnity.condition_notified", True),
    "pci_compliant": (
        "Comply with the PCI DSS all the time, so that a PFI finds it",
        "indemnity.condition_compliant",
        True,
    ),
    "wrongful_conduct": (
        "Keep yourself and your covered parties from wrongful conduct",
        "indemnity.condition_no_wrong",
        False,
    ),
    "mitigation_throughout": (
        "Use chip, encryption or tokenisation at all times",
        "indemnity.criterion_technology",
        True,
    ),
    "pfi_investigation_complete": (
        "Have a forensic investigator (PFI) complete the investigation",
        "indemnity.criterion_investigation",
        True,
    ),
    "investigation_waived": (
        "Agree with American Express in writing beforehand on something other than an investigation",
        "indemnity.criterion_investigation",
        True,
    ),
    "report_confirms_mitigation": (
        "Have the forensic report clearly state that these technologies were in use",
        "indemnity.criterion_report",
        True,
    ),
    "forbidden_data_stored": (
        "Store no security data, and no card data that can be read",
        "indemnity.criterion_storage",
        False,
    ),
    "chip_percent": ("Process {} of your transactions on chip devices", "indemnity.share_over", None),
    "any_technology_locations_percent": ("Use such technologies at {} of your locations", "indemnity.share_over", None),
    "other_technology_locations_percent": (
        "Use one other than chip at {} of your locations",
        "indemnity.share_over",
        None,
    ),
    "incident_duties_met": ("Meet every duty after an incident", "indemnity.non_compliance_fee_most", True),
}
"""What to do so that an input is another, the rule that makes it tell, and what a yes or no is then."""


def measure(answer: Answer) -> tuple[Decimal, Decimal]:
    """What is lower where an incident costs less: the most to pay, and what it is where American Express reduces it."""
    return answer.ends("payable_most")[1], answer.ends("payable_least")[1]


def comes_of_it(answer: Answer, there: Answer, saved: tuple[Decimal, Decimal], when: str) -> str:
    """What changes save; what American Express may take off is told as that."""
    less, off = (in_words("amount", value, answer.currency) for value in saved)
    up_to = "up to " if {"payable_most", "payable_least"} & answer.bounds.keys() else ""
    if saved[0]:
        return f"{'That is' if when == 'now' else 'Next time that is'} {up_to}{less} less at most."
    percents = [each.fields["reduction_percent"] for each in (answer, there)]
    then = "American Express may then" if when == "now" else "Next time American Express may"
    if None in percents:
        return f"{then} take off {up_to}{off} more."
    before, after = (in_words("percent", percent) for percent in percents)
    instead = f" in place of {before}" if percents[0] else ""
    return f"{then} take off {after}{instead}: {off} more."
