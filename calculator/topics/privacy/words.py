"""The answer for a person: how to say no."""

from __future__ import annotations

from ...card import Claim, Headline
from ...show.text import Row, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answer import Answer


def headline(answer: Answer) -> Headline:
    """The first thing to do; or that the statement covers somebody else, or names no way."""
    covers = Claim("applies", "is", answer.fields["applies"])
    found = answer.fields["actions"]
    if not answer.fields["applies"]:
        return Headline(f"This privacy statement does not cover you. {found[0]['text']}", covers)
    if not found:
        text = "The privacy statement covers you, and names no way to stop this."
        return Headline(text, covers, Claim("actions", "is", []))
    return Headline(found[0]["text"], covers, Claim("actions", "is", found))


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
