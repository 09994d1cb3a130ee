"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import currency, shown, value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    if value(answer, "days_late") == 0:
        return f"In time: no fee has fallen (0 {currency(answer)})."
    return f"{shown(answer, 'total')} in non-validation fees."
