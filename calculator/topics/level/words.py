"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    return f"You are {shown(answer, 'level')}."
