"""The inputs of the topics: their names, kinds, bounds, labels, hints and messages.

The forms of the site, the command line, the JSON Schema and the checks of the rule core all come from these.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from . import money
from .words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class _Mark:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


REQUIRED = _Mark("REQUIRED")
"""The default of an input that has none."""

UNKNOWN = _Mark("UNKNOWN")
"""The value of an input that the reader does not know."""

DIGITS = 12
"""The most digits of a whole number, and of either side of a percentage's point."""

MOST = {"whole": 10**DIGITS - 1, "percent": 100}

# What an entry of another field may have to be, in `Field.when`, beside the words that a form has for its values.
ENTERED, EMPTY = "*", ""

UNKNOWN_TOO = ', or "unknown" if you don\'t know'


class Bad(ValueError):
    """A value that is none of its kind: the contract's code, what to enter instead, and the numbers that it can mean, if several."""

    def __init__(self, code: str, message: str, meanings: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.meanings = meanings


class Field:
    """One input of a topic.

    `kind` is one of "choice", "whole", "percent", "yes_no", "level", "market", "date", "moment", "dates". `unknown`
    says that a reader may not know it; `default` is then UNKNOWN or a value; REQUIRED is no default and None is none.
    `enter` says in a message what to enter, as in "Enter …". `question` is what a form asks, its label where it has
    none; `statement` says in a sentence what an answer to it says: of yes and of no, or of a value that stands for {}.
    `table` is for a market "fees", "directory" or "calendars", the countries of the directory. `group` names the way of
    asking that a field belongs to, where a topic may be asked in several. `when` says for a form which entries of
    fields before it call for this one: the words allowed for each, ENTERED (any) and EMPTY (none) among them. Uncalled
    for, it stands at its default, and cannot narrow the answer before one of those fields does. `changeable` is whether
    what it says is in the reader's hands: "now", "next_time" where it lies in the past, or "no". `former` are
    the names that it had before: questions and links that use them still count.
    """

    __slots__ = (
        *(
            "changeable",
            "choices",
            "default",
            "enter",
            "example",
            "former",
            "group",
            "hint",
            "kind",
            "label",
            "least",
            "most",
            "name",
        ),
        *("question", "statement", "table", "unit", "unknown", "when"),
    )

    def __init__(
        self,
        name: str,
        kind: str,
        label: str,
        enter: str,
        *,
        question: str = "",
        statement: str | tuple[str, str] = "",
        hint: str = "",
        example: str = "",
        choices: tuple[tuple[str, str], ...] = (),
        least: int = 0,
        most: int | None = None,
        unit: str = "",
        table: str = "",
        unknown: bool = False,
        default: object = REQUIRED,
        group: str = "",
        when: Mapping[str, tuple[str, ...]] | None = None,
        changeable: str = "no",
        former: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.kind = kind
        self.label = label
        self.enter = enter
        self.question = question or label
        self.statement = statement
        self.hint = hint
        self.example = example
        self.choices = choices
        self.least = least
        self.most = MOST.get(kind, 0) if most is None else most
        self.unit = unit
        self.table = table
        self.unknown = unknown
        self.default = default
        self.group = group
        self.when = when or {}
        self.changeable = changeable
        self.former = former

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def please(self) -> str:
        """What to do where the field was left empty."""
        if self.kind == "choice":
            return f"Choose {self.enter}: {listed([choice for choice, _ in self.choices])}."
        if self.kind == "yes_no":
            return f'Answer "yes" or "no"{UNKNOWN_TOO if self.unknown else ""}: {self.enter}.'
        return f"Enter {self.enter}, for example {self.example}{UNKNOWN_TOO if self.unknown else ''}."

    def out_of_range(self) -> Bad:
        """What to enter where a number is too small or too large."""
        text = f"Enter {self.enter} from {self.least:,} to {self.most:,}, for example {self.example}."
        return Bad("out_of_range", text)

    def to_json(self, value: object) -> object:
        """The value as the contract writes it, so that it can be given back."""
        if value is UNKNOWN or value is None:
            return None
        if isinstance(value, (str, int)):
            return value
        if isinstance(value, Decimal):
            return money.plain_number(value)
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        days: tuple[date, ...] = value  # type: ignore[assignment]  # the one kind that is left
        return [day.isoformat() for day in days]

    def in_words(self, value: object) -> str:
        """The value as a reader reads it."""
        if value is UNKNOWN:
            return "not known"
        if value is True or value is False:
            return "yes" if value else "no"
        for choice, label in self.choices:
            if value == choice:
                return label
        if self.kind == "level":
            return f"Level {value}"
        if self.kind == "percent":
            return f"{value} %"
        return f"{value:,}" if isinstance(value, int) else str(value)

    def as_statement(self, value: object, shown: str = "") -> str:
        """What that answer says, as a part of a sentence: "you are at Level 1"; `shown` is how the value is told."""
        if isinstance(self.statement, tuple):
            return self.statement[0 if value else 1]
        return (self.statement or f"{self.label} is {{}}").format(shown or self.in_words(value))
