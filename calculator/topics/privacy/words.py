"""The answer in words."""

from __future__ import annotations

from ...show.text import Row, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answer import Answer


def sentence(answer: Answer) -> str:
    covers = "The privacy statement covers you."
    if not answer.fields["applies"]:
        covers = "The privacy statement does not cover you."
    first, *_ = [action["text"] for action in answer.fields["actions"]] or ["It names no way to stop this."]
    return f"{covers} {first}"


def actions(answer: Answer) -> Iterator[Row]:
    """A row for each thing to do."""
    for action in answer.fields["actions"]:
        yield Row("actions", "What to do", action["text"])
    if not answer.fields["actions"]:
        yield Row("actions", "What to do", shown(answer, "actions"))


def phones(answer: Answer) -> Iterator[Row]:
    """A row for each number to call."""
    for phone in answer.fields["phones"]:
        yield Row("phones", f"Phone, {phone['where']}", phone["number"])


def all_actions(actions: list[dict[str, str]]) -> str:
    return " ".join(action["text"] for action in actions) or "none is named"


def all_phones(phones: list[dict[str, str]]) -> str:
    return ", ".join(f"{phone['number']} ({phone['where']})" for phone in phones) or "none"


ROWS = {"actions": actions, "phones": phones}
VALUES = {"actions": all_actions, "phones": all_phones}
