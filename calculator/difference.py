"""What two answers to the same topic say otherwise: one is kept, and entries were changed beside it."""

from __future__ import annotations

from datetime import date

from .fields import UNKNOWN
from .show.text import shown
from .words import in_words, plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .answer import Answer
    from .working import Step

LONGEST = 30
"""The most words of the sentence."""


class Difference:
    """The difference between the answer that was kept, `before`, and the present one, `after`.

    `changes` are the inputs that differ, `fields` the fields of the outcome, the most telling first: what the headline is
    about, money before all, and last what echoes an input. `text` is one sentence.
    """

    __slots__ = ("after", "before", "changes", "fields")

    def __init__(self, before: Answer, after: Answer) -> None:
        self.before = before
        self.after = after
        self.changes = [name for name, value in after.inputs.items() if before.inputs[name] != value]
        told = [name for name, result in after.topic.result.items() if result.in_words]
        self.fields = sorted((name for name in told if said(before, name) != said(after, name)), key=self._rank)

    def _rank(self, name: str) -> tuple[bool, bool, bool]:
        claims = {claim.field for answer in (self.before, self.after) if answer.words for claim in answer.words.claims}
        return name in self.changes, name not in claims, self.after.topic.result[name].kind != "amount"

    @property
    def text(self) -> str:
        """What the changes make of it, in one sentence: as many lines as it has room for, and how many there are beside."""
        # What echoes an entry is no news; and of some things that differ, such as amounts in a list, the words are the same.
        fields = [name for name in self.fields if name not in self.changes]
        told = [self._outcome(name) for name in fields if line(self.after, name) != line(self.before, name)]
        causes = [cause for cause in (self._cause(), "Now") if len(cause.split()) <= LONGEST * 2 / 3]
        if not fields:
            return f"{causes[0]} the same comes out."
        for cause in causes:
            fitting = [said for said in sentences(cause, told, len(fields)) if len(said.split()) <= LONGEST]
            if fitting:
                return fitting[-1]
        return f"{causes[0]} the answer differs in {plural(len(fields), 'line')}."

    def _cause(self) -> str:
        field = self.after.topic.field
        said = [
            f"“{field[name].label}” is {entry(self.after, name)}, not {entry(self.before, name)}"
            for name in self.changes
        ]
        return f"If {' and '.join(said)},"

    def _outcome(self, name: str) -> str:
        said = f"“{self.after.topic.result[name].label}” is {line(self.after, name)}, not {line(self.before, name)}"
        by = self._by(name)
        return f"{said}: {by}" if by else said

    def _by(self, name: str) -> str:
        """By how much a settled field differs; empty where that is no number, or nothing to add."""
        kind = self.after.topic.result[name].kind
        before, after = self.before.fields.get(name), self.after.fields.get(name)
        if before is None or after is None:
            return ""
        if kind == "amount" and before and after and self.before.currency == self.after.currency:
            return f"{in_words(kind, abs(after - before), self.after.currency)} {'more' if after > before else 'less'}"
        if kind == "count":
            return f"{abs(after - before):,} {'more' if after > before else 'fewer'}"
        if kind == "date" and isinstance(after, date):
            return f"{plural(abs((after - before).days), 'day')} {'later' if after > before else 'earlier'}"
        return ""

    def only_in(self, answer: Answer) -> Iterator[Step]:
        """The steps of the working of one of both that the other one does not have."""
        other = self.after if answer is self.before else self.before
        known = {(step.text, step.clause) for step in other.steps}
        return (step for step in answer.steps if (step.text, step.clause) not in known)

    def to_dict(self) -> dict[str, object]:
        """The difference as JSON: the sentence, the inputs and the fields, each with what it was and what it is."""
        topic = self.after.topic
        return {
            "text": self.text,
            "changes": {
                name: [topic.field[name].to_json(answer.inputs[name]) for answer in (self.before, self.after)]
                for name in self.changes
            },
            "outcome": {
                name: [topic.to_json(name, said(answer, name)) for answer in (self.before, self.after)]
                for name in self.fields
            },
        }


def sentences(cause: str, told: list[str], count: int) -> Iterator[str]:
    """The cause with the first of what there is to tell, with two, and so on; and how many of all there are beside."""
    for number in range(1, len(told) + 1):
        left = count - number
        more = [f"{plural(left, 'more line', 'more lines')} {'differs' if left == 1 else 'differ'}"] if left else []
        yield f"{cause} {'; '.join([*told[:number], *more])}."


def said(answer: Answer, name: str) -> Any:
    """A field of the outcome: its value, or its bounds where it is open."""
    return answer.bounds.get(name, answer.fields.get(name))


def line(answer: Answer, name: str) -> str:
    """The same as a reader reads it; a field of an object that does not arise is none."""
    return shown(answer, name) if name in answer.fields else "none"


def entry(answer: Answer, name: str) -> str:
    """An input as a reader reads it."""
    field, value = answer.topic.field[name], answer.inputs[name]
    if value is None:
        return field.in_words(UNKNOWN) if field.unknown else "left out"
    return in_words(field.kind, value) if field.kind in ("date", "moment") else field.in_words(value)
