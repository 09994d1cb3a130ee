"""The answer in a sentence."""

from __future__ import annotations

from ...show.text import shown, value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, object]


def sentence(answer: Json) -> str:
    must = value(answer, "pfi_required")
    pfi = " A PFI may be needed: that depends on the card numbers."
    if must is not None:
        pfi = f" Engage a PFI by {shown(answer, 'engage_pfi_by')}." if must else ""
    return f"Notify American Express at once, by {shown(answer, 'notify_by')} at the latest.{pfi}"
