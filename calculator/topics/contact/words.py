"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import value
from ...words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    if value(answer, "note"):
        general = listed([str(phone) for phone in value(answer, "general_phones")])  # type: ignore[attr-defined]
        return f"Call {general}: {value(answer, 'phone')}, printed for this market, cannot be relied on."
    return f"Call {value(answer, 'phone')}."
