"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    actions: list[Json] = value(answer, "actions")  # type: ignore[assignment]
    covers = (
        "The privacy statement covers you." if value(answer, "applies") else "The privacy statement does not cover you."
    )
    return f"{covers} {actions[0]['text']}" if actions else f"{covers} It names no way to stop this."
