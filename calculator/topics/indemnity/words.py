"""The answer for a person: what a Data Incident costs, or can cost."""

from __future__ import annotations

from ...card import Claim, Headline
from ...words import amounts, in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
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
