"""The answer in words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    if "eligible" in answer.bounds:
        return "Whether you are eligible for STEP depends on what is not known yet."
    if answer.fields["eligible"]:
        return "You are eligible for STEP."
    return "You are not eligible for STEP."
