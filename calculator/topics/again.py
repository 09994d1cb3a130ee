"""The question of an answer asked again: a picture's curve is the topic itself with other inputs, there is no second rule."""

from __future__ import annotations

from decimal import Decimal, localcontext

from .. import facts
from ..money import EXACT
from ..parse import parse
from ..unknown.leaf import explore
from ..unknown.merge import Merged
from ..unknown.path import Shared
from . import TOPICS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Json = Mapping[str, Any]
    Ends = tuple[Decimal, Decimal]


class Question:
    """The question of an answer, to be asked again with other inputs, under the same edition and readings."""

    def __init__(self, answer: Json) -> None:
        self.topic = TOPICS[answer["topic"]]
        self.facts = facts.load(answer["edition"])
        self.readings = answer["readings_asked"]
        self.values = {
            field.name: parse(field, answer["inputs"][field.name], self.facts) for field in self.topic.fields
        }

    def ask(self, others: Mapping[str, object]) -> Json:
        """Outcome and bounds, with values for other inputs that are right by themselves and together."""
        with localcontext(EXACT):
            shared = Shared(self.topic, {**self.values, **others}, self.facts)
            found = Merged(self.topic, explore(shared, self.readings, silent=True))
        return {"outcome": found.outcome, "bounds": found.bounds}


def ends(answer: Json, name: str) -> Ends:
    """The least and the most of a number of the outcome; the same where it is settled."""
    bounds = answer["bounds"].get(name)
    if bounds is None:
        return (Decimal(answer["outcome"][name]),) * 2
    return Decimal(bounds["least"]), Decimal(bounds["most"])


_kept: dict[str, tuple[object, Any]] = {}


def kept[Made](topic: str, answer: Json, besides: object, make: Callable[[Question], Made]) -> Made:
    """What was made for a topic's last picture where the next one can use it, so that typing on costs little."""
    key = (answer["edition"], answer["readings_asked"], besides)
    if topic not in _kept or _kept[topic][0] != key:
        _kept[topic] = key, make(Question(answer))
    return _kept[topic][1]  # type: ignore[no-any-return]
