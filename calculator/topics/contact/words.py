"""The answer in words."""

from __future__ import annotations

from ...words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    phone = answer.fields["phone"]
    if answer.fields["note"]:
        general = listed(answer.fields["general_phones"])
        return f"Call {general}: {phone}, printed for this market, cannot be relied on."
    return f"Call {phone}."
