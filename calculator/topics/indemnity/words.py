"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import one, shown, value
from .question import INDEMNITY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    if "payable_least" in answer["bounds"] or "payable_most" in answer["bounds"]:  # type: ignore[operator]
        least, most = (
            end(answer, name, which) for name, which in (("payable_least", "least"), ("payable_most", "most"))
        )
    else:
        least, most = (shown(answer, name) for name in ("payable_least", "payable_most"))
    if least == most:
        return f"{most} to pay."
    return f"Between {least} and {most} to pay."


def end(answer: Json, name: str, which: str) -> str:
    """One end of what a field can be, in words."""
    bounds: Json = answer["bounds"].get(name, {})  # type: ignore[attr-defined]
    return one(answer, name, INDEMNITY.kind(name), bounds.get(which, value(answer, name)))
