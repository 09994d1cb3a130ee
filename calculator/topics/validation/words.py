"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import sending, sends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    return f"You {sending([[paper['document'] for paper in papers] for papers in sends(answer)])}."
