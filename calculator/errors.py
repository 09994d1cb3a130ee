"""What the rule core raises, each with its cause and its remedy."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Problem:
    """One thing wrong with a question: the field, the contract's code, and what to enter instead."""

    __slots__ = ("code", "field", "message")

    def __init__(self, field: str, code: str, message: str) -> None:
        self.field = field
        self.code = code
        self.message = message

    def to_dict(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "message": self.message}


class InputErrors(ValueError):
    """A question that cannot be answered as it stands; `problems` holds all that is wrong with it."""

    def __init__(self, topic: object, inputs: object, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.topic = topic
        self.inputs = inputs
        self.problems = tuple(problems)

    def to_dict(self) -> dict[str, object]:
        """The contract's object under "Bad input"."""
        return {
            "contract": 1,
            "topic": self.topic,
            "inputs": self.inputs,
            "errors": [problem.to_dict() for problem in self.problems],
        }


class FactsError(ValueError):
    """Facts that do not say what they must.

    `complaints` holds all of them as (file, where, message): `file` relative to the facts folder, `where` a line number
    or the name of a key (None for the file as a whole).
    """

    def __init__(self, complaints: Iterable[tuple[str, int | str | None, str]]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(f"{file}: {where or 'whole file'}: {text}" for file, where, text in self.complaints))


class NoEdition(LookupError):
    """No edition of the policy is in force on the day asked for, or none says since when it is."""
