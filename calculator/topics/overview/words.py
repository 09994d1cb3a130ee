"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import sending, shown, value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    known: Json = value(answer, "documents")  # type: ignore[assignment]
    bounds: Mapping[str, Mapping[str, list[object]]] = answer["bounds"]  # type: ignore[assignment]
    least = [name for name, status in known.items() if status == "mandatory"]
    open_ = [name for name in known if "mandatory" in bounds.get(f"documents.{name}", {}).get("any_of", [])]
    most = least + open_
    return f"You are {shown(answer, 'level')} and {sending([least, most])}."
