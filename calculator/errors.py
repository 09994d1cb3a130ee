"""What the rule core raises, each with its cause and its remedy."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CODES = {
    "not_json": "The line or text is not JSON.",
    "not_an_object": "The question, its inputs or its readings are not an object.",
    "unknown_topic": "There is no such topic.",
    "unknown_field": "The topic, or the question, has no such key.",
    "required": "The input has no default and was left out, or was null where it cannot be unknown or none.",
    "not_a_choice": "Not one of the choices; a market, an edition or a reading that does not exist.",
    "not_a_yes_or_no": "Neither true or false nor the words yes or no.",
    "not_a_whole_number": "Not a whole number, or one that can be read in two ways.",
    "not_a_number": "Not a number, or one that can be read in two ways.",
    "not_a_date": "Not a day as YYYY-MM-DD.",
    "not_a_moment": "Not a moment of ISO 8601.",
    "no_offset": "A moment without its offset from UTC.",
    "not_a_list": "Not a list.",
    "out_of_range": "Outside what the input can be, by itself or beside the others.",
    "conflict": "Cannot be so beside the other inputs.",
    "not_in_table": "A market of the phone list that has no fees.",
    "too_long": "A line of more than a million characters, an entry of more than a thousand, or more than a thousand entries in one.",
}
"""The contract's codes, and when each is given."""


class Problem:
    """One thing wrong with a question: the field, the contract's code, and what to enter instead.

    `meanings` are the numbers that what was typed can mean, where it is refused for having several.
    """

    __slots__ = ("code", "field", "meanings", "message")

    def __init__(self, field: str, code: str, message: str, meanings: tuple[int, ...] = ()) -> None:
        self.field = field
        self.code = code
        self.message = message
        self.meanings = meanings

    def to_dict(self) -> dict[str, object]:
        body: dict[str, object] = {"field": self.field, "code": self.code, "message": self.message}
        return body | {"meanings": list(self.meanings)} if self.meanings else body


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
