"""The answer in words."""

from __future__ import annotations

from ...show.text import shared, shown
from ...words import listed
from ..common import DOCUMENTS, PAPERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    due = {result.name.partition(".")[2]: answer.any_of(result.name) for result in DOCUMENTS}
    always, perhaps = shared(
        PAPERS,
        [
            [document for document, statuses in due.items() if list(statuses) == ["mandatory"]],
            [document for document, statuses in due.items() if "mandatory" in statuses],
        ],
    )
    level = shown(answer, "level")
    if always and perhaps:
        return f"You are {level} and must send {listed(always, 'and')}, and perhaps {listed(perhaps)}."
    if always:
        return f"You are {level} and must send {listed(always, 'and')}."
    if perhaps:
        return f"You are {level} and may have to send {listed(perhaps)}."
    return f"You are {level} and need not send any document."
