"""What an answer is: its outcome, typed, the working behind it, and the JSON of the contract."""

from __future__ import annotations

from decimal import localcontext

from .fields import UNKNOWN
from .money import EXACT
from .result import Bounds
from .unknown.leaf import explore
from .unknown.merge import Merged
from .unknown.path import Shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from .card import Better, Card
    from .facts.edition import Facts
    from .topic import Topic
    from .working import Step


class Reading:
    """A reading that an answer rests on: which was taken, and what each other one would change in the outcome.

    `otherwise` maps each other option to the fields that it changes: their values under it, or their `Bounds`.
    """

    __slots__ = ("id", "otherwise", "taken")

    def __init__(self, id: str, taken: str, otherwise: dict[str, dict[str, Any]]) -> None:
        self.id = id
        self.taken = taken
        self.otherwise = otherwise

    def to_dict(self, topic: Topic) -> dict[str, object]:
        """Its part of the contract's JSON, in an answer about a topic."""
        otherwise = {
            option: {name: topic.to_json(name, value) for name, value in changes.items()}
            for option, changes in self.otherwise.items()
        }
        return {"id": self.id, "taken": self.taken, "otherwise": otherwise}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.id, self.taken))

    def __repr__(self) -> str:
        return f"Reading({self.id!r}, {self.taken!r}, {self.otherwise!r})"

    def _key(self) -> tuple[object, ...]:
        return self.id, self.taken, self.otherwise


class Answer:
    """The answer to one question; `to_dict` is its JSON.

    `topic` is what was asked about, `facts` the figures of the edition that answered. `inputs` are the values of all of the
    topic's fields, None for what is not known or is none. `fields` are those of the outcome by name, "documents.scan" the
    key of an object; `outcome` has the objects. Amounts and percentages are `Decimal`, dates `date`, moments `datetime`;
    what is open is None and stands in `bounds`. `against` is the answer that was kept to be compared with it. Of a brief
    answer, `ask_next`, `not_met` and `readings` are empty, and its JSON does not have them.
    """

    __slots__ = (
        *("ask_next", "bounds", "brief", "discretion", "facts", "fields", "inputs", "not_met", "readings"),
        *("_better", "against", "find_better", "readings_asked", "steps", "topic", "words"),
    )

    def __init__(
        self,
        topic: Topic,
        facts: Facts,
        inputs: dict[str, Any],
        fields: dict[str, Any],
        bounds: dict[str, Bounds],
        readings_asked: Mapping[str, str],
        *,
        steps: Sequence[Step] = (),
        discretion: Sequence[Step] = (),
        ask_next: Sequence[str] = (),
        not_met: Sequence[Step] = (),
        readings: Sequence[Reading] = (),
        brief: bool = True,
    ) -> None:
        self.topic = topic
        self.facts = facts
        self.inputs = inputs
        self.fields = fields
        self.bounds = bounds
        self.readings_asked = dict(readings_asked)
        self.steps = list(steps)
        self.discretion = list(discretion)
        self.ask_next = list(ask_next)
        self.not_met = list(not_met)
        self.readings = list(readings)
        self.brief = brief
        self.words: Card | None = None
        self.find_better: Callable[[Answer], list[Better]] | None = None
        self.against: Answer | None = None
        self._better: list[Better] | None = None

    @property
    def edition(self) -> str:
        """The edition of the policy that answered."""
        return self.facts.edition

    @property
    def outcome(self) -> dict[str, Any]:
        """The fields of the outcome, those of an object as a dict of their own."""
        return nested(self.fields) if self.topic.has_objects else self.fields

    @property
    def currency(self) -> str:
        """The currency of the outcome's amounts; empty where there are none."""
        return currency_of(self.fields)

    @property
    def better(self) -> list[Better]:
        """What would lower the bill or the duties; found when it is asked for, and none in a brief answer."""
        if self._better is None:
            self._better = self.find_better(self) if self.find_better else []
        return self._better

    def ends(self, name: str) -> tuple[Any, Any]:
        """The least and the most of an ordered field; the same where it is settled."""
        if name in self.bounds:
            return self.bounds[name].least, self.bounds[name].most
        return (self.fields[name],) * 2

    def any_of(self, name: str) -> Sequence[Any]:
        """Each value that a field can have which is not ordered; one where it is settled."""
        return self.bounds[name].any_of if name in self.bounds else [self.fields[name]]

    def again(self, **inputs: Any) -> Answer:
        """The same question with other inputs, under the same edition and readings: the outcome and its bounds alone.

        The values must be right by themselves and together, and typed; None is not known, or none.
        """
        others = {**self.inputs, **inputs}
        values = {
            field.name: UNKNOWN if others[field.name] is None and field.unknown else others[field.name]
            for field in self.topic.fields
        }
        with localcontext(EXACT):
            merged = Merged(
                self.topic, explore(Shared(self.topic, values, self.facts), self.readings_asked, silent=True)
            )
        return Answer(self.topic, self.facts, others, merged.fields, merged.bounds, self.readings_asked)

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        topic = self.topic
        fields = {name: topic.to_json(name, value) for name, value in self.fields.items()}
        body: dict[str, object] = {
            "contract": 1,
            "topic": topic.name,
            "edition": self.edition,
            "inputs": {field.name: field.to_json(self.inputs[field.name]) for field in topic.fields},
            "outcome": nested(fields) if topic.has_objects else fields,
            "bounds": {name: topic.to_json(name, bounds) for name, bounds in self.bounds.items()},
            "ask_next": self.ask_next,
            "steps": [step.to_dict() for step in self.steps],
            "not_met": [step.to_dict("short_by") for step in self.not_met],
            "readings": [reading.to_dict(topic) for reading in self.readings],
            "readings_asked": self.readings_asked,
            "discretion": [step.to_dict() for step in self.discretion],
        }
        if not self.brief:
            body["better"] = [way.to_dict(topic) for way in self.better]
        if self.words:
            body["words"] = self.words.to_dict(topic)
        if self.brief:
            del body["ask_next"], body["not_met"], body["readings"]
        return body

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]  # its parts can be changed

    def __repr__(self) -> str:
        return f"<Answer {self.topic.name!r}, edition {self.edition!r}: {self.outcome!r}, bounds {self.bounds!r}>"


def nested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of an outcome with its objects as objects."""
    outcome: dict[str, Any] = {}
    for name, value in fields.items():
        outer, point, inner = name.partition(".")
        if point:
            outcome.setdefault(outer, {})[inner] = value
        else:
            outcome[name] = value
    return outcome


def currency_of(fields: Mapping[str, Any]) -> str:
    """The currency of an outcome's amounts."""
    return fields.get("currency") or fields.get("fees.currency") or ""
