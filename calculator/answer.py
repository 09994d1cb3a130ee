"""What an answer is: its outcome, the working behind it, and the JSON of the contract."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .working import Step


class Reading:
    """A reading that an answer rests on: which was taken, and what each other one would change in the outcome."""

    __slots__ = ("id", "otherwise", "taken")

    def __init__(self, id: str, taken: str, otherwise: dict[str, dict[str, object]]) -> None:
        self.id = id
        self.taken = taken
        self.otherwise = otherwise

    def to_dict(self) -> dict[str, object]:
        return {"id": self.id, "taken": self.taken, "otherwise": self.otherwise}


class Answer:
    """The answer to one question, in the contract's terms; values are as its JSON has them.

    Of a brief answer, `ask_next`, `not_met` and `readings` are empty, and its JSON does not have them.
    """

    __slots__ = (
        *("ask_next", "bounds", "brief", "discretion", "edition", "inputs", "not_met", "outcome", "readings"),
        *("readings_asked", "steps", "topic"),
    )

    def __init__(
        self,
        topic: str,
        edition: str,
        inputs: dict[str, object],
        outcome: dict[str, object],
        bounds: dict[str, dict[str, object]],
        ask_next: list[str] | None,
        steps: list[Step],
        not_met: list[Step] | None,
        readings: list[Reading] | None,
        readings_asked: dict[str, str],
        discretion: list[Step],
    ) -> None:
        self.topic = topic
        self.edition = edition
        self.inputs = inputs
        self.outcome = outcome
        self.bounds = bounds
        self.brief = readings is None
        self.ask_next = ask_next or []
        self.steps = steps
        self.not_met = not_met or []
        self.readings = readings or []
        self.readings_asked = readings_asked
        self.discretion = discretion

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        found: dict[str, object] = {
            "contract": 1,
            "topic": self.topic,
            "edition": self.edition,
            "inputs": self.inputs,
            "outcome": self.outcome,
            "bounds": self.bounds,
            "ask_next": self.ask_next,
            "steps": [step.to_dict() for step in self.steps],
            "not_met": [step.to_dict("short_by") for step in self.not_met],
            "readings": [reading.to_dict() for reading in self.readings],
            "readings_asked": self.readings_asked,
            "discretion": [step.to_dict() for step in self.discretion],
        }
        if self.brief:
            del found["ask_next"], found["not_met"], found["readings"]
        return found
