"""The answer in words."""

from __future__ import annotations

from ...show.text import shown
from ..validation.words import sending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    ways = {name: answer.any_of(name) for name in answer.topic.result if name.startswith("documents.")}
    always = [name.partition(".")[2] for name, statuses in ways.items() if list(statuses) == ["mandatory"]]
    perhaps = [name.partition(".")[2] for name, statuses in ways.items() if "mandatory" in statuses]
    return f"You are {shown(answer, 'level')} and {sending([always, perhaps])}."
