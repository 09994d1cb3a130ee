"""An answer in words for a person: one sentence with the figure, then a line for each field of the outcome.

What is of one topic stands in its `words`: `headline(answer)`; and where a list is told otherwise than by its items, `ROWS` (the
lines of a field) and `VALUES` (a value of it in words).
"""

from __future__ import annotations

from ..result import Bounds
from ..words import in_words, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ..answer import Answer
    from ..fields import Field


class Row:
    """A line of an answer in words: the field of the outcome that it is of, what it is called, and its values."""

    __slots__ = ("label", "name", "values")

    def __init__(self, name: str, label: str, *values: str) -> None:
        self.name = name
        self.label = label
        self.values = values

    @property
    def value(self) -> str:
        """All values in words; empty where the label says everything."""
        return ", ".join(self.values)


def rows(answer: Answer) -> Iterator[Row]:
    """The fields of the outcome that arise."""
    by_topic = getattr(answer.topic.part("words"), "ROWS", {})
    for name, value in answer.fields.items():
        result = answer.topic.result.get(name)
        if result is None or not result.in_words or (value is None and name not in answer.bounds):
            continue
        if name in by_topic:
            yield from by_topic[name](answer)
        elif result.reaches and isinstance(value, list):
            yield Row(name, result.label, *value)
        else:
            yield Row(name, result.label, shown(answer, name))


def entries(answer: Answer) -> Iterator[tuple[str, str]]:
    """What the question said, each with its label, as a reader reads it; what stands at its default is left out.

    What is not known is among them where it matters.
    """
    for field in answer.topic.fields:
        value = answer.inputs[field.name]
        if value is None:
            if field.name in answer.ask_next:
                yield field.label, "not known"
        elif value != field.default:
            yield field.label, entry_in_words(field, value)


def entry_in_words(field: Field, value: Any) -> str:
    """The value of an input in words."""
    if field.kind in ("date", "moment"):
        return in_words(field.kind, value)
    if field.kind == "dates":
        return ", ".join(in_words("date", day) for day in value)
    return field.in_words(value)


def shown(answer: Answer, name: str) -> str:
    """A field's value as a reader reads it; where it is open, its bounds."""
    return possible_in_words(answer, name, answer.bounds[name] if name in answer.bounds else answer.fields[name])


def possible_in_words(answer: Answer, name: str, possible: Any) -> str:
    """What a field could be, a value or bounds, as a reader reads it."""
    if not isinstance(possible, Bounds):
        return value_in_words(answer, name, possible)
    result = answer.topic.result[name]
    if possible.ordered:
        least, most = value_in_words(answer, name, possible.least), value_in_words(answer, name, possible.most)
        # The unit stands once: "0 to 257,000 HRK".
        number, space, unit = least.rpartition(" ")
        first = number if result.kind in ("amount", "percent") and space and most.endswith(f" {unit}") else least
        said = least if least == most else f"{first} to {most}"
        return f"{said}, or none" if possible.may_be_none else said
    if result.kind == "yes_no":
        return "yes or no"
    if result.words and result.item == "text":
        return together(result.words, possible.any_of)
    return listed(list(dict.fromkeys(value_in_words(answer, name, value) for value in possible.any_of)))


def value_in_words(answer: Answer, name: str, value: Any) -> str:
    """One value in words."""
    result = answer.topic.result[name]
    if value is None:
        return result.none
    if result.kind == "level":
        return f"Level {value}"
    currency = result.currency or answer.currency
    if result.kind != "list":
        return in_words(result.kind, value, currency)
    by_topic = getattr(answer.topic.part("words"), "VALUES", {})
    if name in by_topic:
        return by_topic[name](value)  # type: ignore[no-any-return]
    if isinstance(result.item, str) and result.item != "text":
        return ", ".join(in_words(result.item, item, currency) for item in value)
    return ", ".join(result.words.get(item) or in_words("", item) for item in value) or "none"


def together(words: Mapping[str, str], ways: Sequence[Sequence[str]]) -> str:
    """What stands in all of several lists of words, and what in some."""
    always, perhaps = shared(words, ways)
    said = f"perhaps {listed(perhaps)}"
    return f"{', '.join(always)}, and {said}" if always else said


def shared(words: Mapping[str, str], ways: Sequence[Iterable[str]]) -> tuple[list[str], list[str]]:
    """Of these words, those that stand in each of several lists, and those that stand in some: as a reader reads them."""
    always = [said for word, said in words.items() if all(word in way for way in ways)]
    return always, [said for word, said in words.items() if any(word in way for way in ways) and said not in always]


def escape(words: object) -> str:
    """Text that is safe in HTML and in its attributes."""
    safe = str(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;").replace("'", "&#39;")
