"""What a rule writes down as it goes: the steps, each with its clause, and the readings that it asked for."""

from __future__ import annotations

from decimal import Decimal

from . import calendar, money
from .words import capital, plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from .facts.sheets import Rule
    from .unknown.path import Path

    Quantity = tuple[int | Decimal, str]


GIVEN = " With these answers: "
"""Between what comes out and the answers that lead there, which stand apart by semicolons."""


class Step:
    """A sentence of the working, the clause that it rests on, and the quantity that it found or that something fell short by.

    A quantity is a number and its unit: an ISO 4217 currency, "transactions", "percent", "days" or "card_numbers". `given`
    are the answers that the sentence `said` supposes; `text` has both.
    """

    __slots__ = ("clause", "given", "quantity", "said", "text")

    def __init__(self, said: str, clause: str, quantity: Quantity | None = None, given: tuple[str, ...] = ()) -> None:
        self.said = said
        self.text = f"{said}{GIVEN}{'; '.join(given)}." if given else said
        self.clause = clause
        self.quantity = quantity
        self.given = given

    def to_dict(self, name: str = "quantity") -> dict[str, object]:
        body: dict[str, object] = {"text": self.text, "clause": self.clause}
        if self.quantity is not None:
            number, unit = self.quantity
            plain = money.plain_amount if unit.isupper() else money.plain_number
            body[name] = {"value": plain(number), "unit": unit}
        return body

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.text, self.clause))

    def __repr__(self) -> str:
        return f"Step({self.text!r}, {self.clause!r}, {self.quantity!r})"


class Due:
    """By when something is to be done: a sentence, its clause, and the day or moment where one is known.

    For a calendar, `what` tells it without the day, and `field` names it among all of its topic: a field of the outcome, with
    a number behind it where it has several.
    """

    __slots__ = ("clause", "field", "said", "what", "when")

    def __init__(self, said: str, clause: str, when: date | None = None, field: str = "", what: str = "") -> None:
        self.said = said
        self.clause = clause
        self.when = when
        self.field = field
        self.what = what

    def to_dict(self) -> dict[str, object]:
        """Its part of the contract's `words`; `field` and `what` stand beside `when`."""
        due: dict[str, object] = {"text": self.said, "clause": self.clause}
        if self.when is not None:
            due |= {"when": self.when.isoformat(), "field": self.field, "what": capital(self.what)}
        return due


class Act:
    """Something to do next: a sentence that begins with a verb, its clause, and the address that it needs, if any.

    That is a website, `mailto:…`, `tel:…`, or `#topic?…` for a calculator that is filled in (contract, section 3).
    """

    __slots__ = ("clause", "link", "said")

    def __init__(self, said: str, clause: str, link: str = "") -> None:
        self.said = said
        self.clause = clause
        self.link = link

    def to_dict(self) -> dict[str, object]:
        """Its part of the contract's `words`."""
        act: dict[str, object] = {"text": self.said, "clause": self.clause}
        return act | {"link": self.link} if self.link else act


class Working:
    """What a topic writes down while it works.

    These are the steps, what was not met, what is discretion, by when and what next, and the readings it asked for.

    `taken` names the readings other than the usual that the question is answered under. Where `silent`, only the readings
    are noted: that is how a topic is asked again for its bare outcome. `asked` are the readings, each with how many forks
    of its path lay behind when it was asked for first. `grounds` are the rules that fields of the outcome rest on here, where
    they are others than usual.
    """

    __slots__ = ("acts", "asked", "discretions", "dues", "grounds", "missed", "path", "silent", "steps", "taken")

    def __init__(self, taken: Mapping[str, str], path: Path, *, silent: bool = False) -> None:
        self.taken = taken
        self.path = path
        self.silent = silent
        self.asked: dict[str, int] = {}
        self.steps: list[Step] = []
        self.missed: list[Step] = []
        self.discretions: list[Step] = []
        self.dues: list[Due] = []
        self.acts: list[Act] = []
        self.grounds: dict[str, Rule] = {}

    def rests(self, source: Rule, *fields: str) -> None:
        """What fields of the outcome rest on, here."""
        if not self.silent:
            self.grounds.update(dict.fromkeys(fields, source))

    def under(self, reading: str, alternative: str) -> bool:
        """Whether the question is answered under that alternative of a reading; notes that this answer depends on it."""
        self.asked.setdefault(reading, self.path.at)
        return self.taken.get(reading) == alternative

    def words_under(self, reading: str, alternative: str) -> bool:
        """The same where no field of the outcome can change by it, only the words."""
        return self.taken.get(reading) == alternative

    def step(self, text: str, source: Rule, quantity: Quantity | None = None, **values: object) -> None:
        """Something that was found; `text` is a format for `values`, dates among them."""
        if not self.silent:
            self.steps.append(Step(sentence(text, values), source.clause, concrete(quantity)))

    def not_met(self, text: str, source: Rule, short_by: Quantity | None = None, **values: object) -> None:
        """What would have led elsewhere and did not."""
        if not self.silent:
            self.missed.append(Step(sentence(text, values), source.clause, concrete(short_by)))

    def may(self, text: str, source: Rule | None, **values: object) -> None:
        """What American Express may decide otherwise; nothing where the edition has no rule that says so."""
        if not self.silent and source:
            self.discretions.append(Step(sentence(text, values), source.clause))

    def due(
        self, text: str, source: Rule, on: date | None = None, field: str = "", what: str = "", **values: object
    ) -> None:
        """By when something is to be done, `on` that day or moment where it is known; or that no date is given.

        What has a day is named by `field`, and is `what` (see `Due`), a format too, which the text may name.
        """
        if not self.silent:
            what = sentence(what, values)
            self.dues.append(Due(sentence(text, {**values, "what": what}), source.clause, on, field, what))

    def act(self, text: str, source: Rule, link: str = "", **values: object) -> None:
        """What to do next: begins with a verb; `link` is an address (see `Act`)."""
        if not self.silent:
            self.acts.append(Act(sentence(text, values), source.clause, link))


def sentence(text: str, values: dict[str, object]) -> str:
    """A text with its values: dates and moments, and so many of something, in words."""
    for name, value in values.items():
        if type(value) in IN_WORDS:
            values[name] = IN_WORDS[type(value)](value)
    return text.format_map(values) if values else text


IN_WORDS: dict[type, Callable[[Any], str]] = {
    **calendar.IN_WORDS,
    tuple: lambda counted: plural(*counted),
    money.Shown: str,
}
"""How a sentence shows a value that is no text and no number, once it is told; what is silent need not be put in words."""


def concrete(quantity: Quantity | None) -> Quantity | None:
    """A quantity, unless its number is still open."""
    return quantity if quantity and isinstance(quantity[0], (int, Decimal)) else None
