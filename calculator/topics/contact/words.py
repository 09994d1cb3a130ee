"""The answer for a person: whom to call."""

from __future__ import annotations

from ...card import Claim, Headline
from ...words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def headline(answer: Answer) -> Headline:
    """The market's number, or the general ones where it cannot be relied on."""
    market = answer.facts.markets[answer.inputs["market"].casefold()].in_words
    phone, general = answer.fields["phone"], answer.fields["general_phones"]
    if answer.fields["note"]:
        text = f"Call SecureTrust at {listed(general)}. The number printed for {market}, {phone}, cannot be relied on."
        return Headline(text, Claim("general_phones", "is", general), Claim("phone", "is", phone))
    return Headline(f"Call SecureTrust for {market} at {phone}.", Claim("phone", "is", phone))
