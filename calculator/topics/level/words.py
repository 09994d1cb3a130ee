"""The answer in words."""

from __future__ import annotations

from ...show.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    return f"You are {shown(answer, 'level')}."
