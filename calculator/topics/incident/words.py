"""The answer in words."""

from __future__ import annotations

from ...show.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    notify = f"Notify American Express at once, by {shown(answer, 'notify_by')} at the latest."
    if "pfi_required" in answer.bounds:
        return f"{notify} A PFI may be needed: that depends on the card numbers."
    if answer.fields["pfi_required"]:
        return f"{notify} Engage a PFI by {shown(answer, 'engage_pfi_by')}."
    return notify
