"""The answer for a person: whom to call, and by when."""

from __future__ import annotations

from ...calendar import by_the_clock
from ...card import Claim, Headline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def headline(answer: Answer) -> Headline:
    """The notice, which everybody owes first."""
    by = answer.fields["notify_by"]
    text = f"Call American Express at once, at the latest by {by_the_clock(by)}."
    return Headline(text, Claim("notify_by", "is", by))
