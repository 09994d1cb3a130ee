"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    if "eligible" in answer["bounds"]:  # type: ignore[operator]
        return "Whether you are eligible for STEP depends on what is not known yet."
    return f"You are {'' if value(answer, 'eligible') else 'not '}eligible for STEP."
