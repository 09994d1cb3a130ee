"""What the values of an entry must be: each once, for those who check it and for editors.

A key of an entry is annotated with one: `title: Annotated[str, TEXT]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

ID_PATTERN = re.compile(r"[a-z]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
SLUG_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Schema = Mapping[str, Any]


def same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Value:
    """What a value must be.

    `problem` says what is wrong with one, empty where nothing is; `schema` says the same as JSON Schema; `read` makes of a
    good one what the entry keeps.
    """

    problem: Callable[[Any], str]
    schema: Schema
    read: Callable[[Any], Any] = same


@dataclass(frozen=True)
class Tables:
    """The key holds tables of another kind of entry: one, or with `many` a list of them under the name `key`."""

    kind: type[Any]
    many: bool = False
    key: str = ""


def must(holds: Callable[[Any], bool], words: str) -> Callable[[Any], str]:
    """A problem in these words where a value does not hold."""
    return lambda value: "" if holds(value) else f"must {words}"


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def are_ranges(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_range, value))


def is_range(value: object) -> bool:
    if not isinstance(value, list) or len(value) != len(("first", "last")):
        return False
    first, last = value
    return type(first) is int and type(last) is int and 1 <= first <= last


def is_count(value: object) -> bool:
    return type(value) is int and value >= 1


def are_levels(value: object) -> bool:
    return isinstance(value, list) and all(type(level) is int and level in LEVELS for level in value)


LEVELS = (1, 2, 3, 4)
TEXT_SCHEMA: Schema = {"type": "string", "pattern": r"\S"}
COUNT_SCHEMA: Schema = {"type": "integer", "minimum": 1}
RANGE_SCHEMA: Schema = {"type": "array", "items": COUNT_SCHEMA, "minItems": 2, "maxItems": 2}
texts_problem = must(are_texts, 'be a list of texts, such as ["one", "two"]')
text_problem = must(is_text, "be a text in quotes, not empty")

TEXT = Value(text_problem, TEXT_SCHEMA)
PROSE = Value(text_problem, TEXT_SCHEMA, lambda text: text.strip("\n"))
FLAG = Value(must(lambda value: isinstance(value, bool), "be true or false"), {"type": "boolean"})
TEXTS = Value(texts_problem, {"type": "array", "items": TEXT_SCHEMA}, tuple)
COUNT = Value(must(is_count, "be a whole number from 1"), COUNT_SCHEMA)
RANGES = Value(
    must(are_ranges, "be ranges of the original's lines, such as [[282, 284]]"),
    {"type": "array", "minItems": 1, "items": RANGE_SCHEMA},
    lambda ranges: tuple(map(tuple, ranges)),
)
LEVEL_LIST = Value(
    must(are_levels, "be a list of levels, such as [1, 2]"),
    {"type": "array", "items": {"enum": list(LEVELS)}},
    tuple,
)
DAY = Value(
    must(
        lambda value: isinstance(value, date) and not isinstance(value, datetime),
        "be a day without quotes and without a time, such as 2027-04-01",
    ),
    {"type": "string", "format": "date"},
)


def of_pattern(pattern: re.Pattern[str], example: str) -> Value:
    """A name of that pattern."""
    return Value(
        must(
            lambda value: isinstance(value, str) and bool(pattern.fullmatch(value)),
            f"be such as {example}: small letters, digits, hyphens",
        ),
        {"type": "string", "pattern": f"^{pattern.pattern}$"},
    )


ID = of_pattern(ID_PATTERN, "dsop.fees.first")
SLUG = of_pattern(SLUG_PATTERN, "fee-days")


def few_texts(most: int) -> Value:
    """A list of so many texts or fewer."""

    def problem(value: Any) -> str:
        return texts_problem(value) or ("" if len(value) <= most else f"must hold at most {most} words")

    return Value(problem, {**TEXTS.schema, "maxItems": most}, tuple)


def one_of(*choices: str) -> Value:
    """One of these words."""
    return Value(
        lambda value: "" if value in choices else f"must be one of {', '.join(choices)}, not {value!r}",
        {"enum": list(choices)},
    )


def some_of(*choices: str) -> Value:
    """A list of these words."""

    def problem(value: Any) -> str:
        odd = [repr(word) for word in value if word not in choices] if are_texts(value) else []
        return texts_problem(value) or (f"{', '.join(odd)} must be one of {', '.join(choices)}" if odd else "")

    return Value(problem, {"type": "array", "items": {"enum": list(choices)}}, tuple)
