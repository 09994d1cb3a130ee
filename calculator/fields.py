"""The inputs of the topics: their names, kinds, bounds, labels, hints and messages; and text to value.

The forms of the site, the command line, the JSON Schema and the checks of the rule core all come from these.
"""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

from . import money
from .errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .facts import Facts
    from .path import Path


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

# So that a year can be added to every date, or taken away.
EARLIEST, LATEST = date(2, 1, 1), date(9998, 12, 31)

# What people paste with a number: spaces of every width and apostrophes between its digits, and marks that nobody sees.
SPACES: dict[int, str | None] = dict.fromkeys(
    [*map(ord, " \t\n\r\u00a0\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " "
)
SPACES |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ′＇"), ",")
CURRENCIES = "$¢£¥€₣₦₩₪₫₱₴₸₹₺₽₿฿"
DONT_KNOW = {"unknown", "i don't know", "don't know", "not known"}
YES = {"yes", "y", "true"}
NO = {"no", "n", "false"}


# What an entry of another field may have to be, in `Field.when`, beside the words that a form has for its values.
ENTERED, EMPTY = "*", ""

UNKNOWN_TOO = ', or "unknown" if you don\'t know'


class Exact(float):
    """A number of JSON with the digits that it was written with, of which a float keeps some 16."""

    digits: str

    def __new__(cls, digits: str) -> Exact:
        found = super().__new__(cls, digits)
        found.digits = digits
        return found


class TooLarge(str):
    """A number of JSON that is too large for a float, as the text that it was."""

    __slots__ = ()


class Bad(ValueError):
    """A value that is none of its kind: the contract's code, and what to enter instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Field:
    """One input of a topic.

    `kind` is one of "choice", "whole", "percent", "yes_no", "level", "market", "date", "moment", "dates". `unknown` says
    that a reader may not know it; `default` is then UNKNOWN or a value; REQUIRED is no default and None is none.
    `enter` says in a message what to enter, as in "Enter …". `table` is for a market "fees", "directory" or "calendars",
    the countries of the directory. `group` names the way of asking that a field belongs to, where a topic may be asked in
    several. `when` says for a form which entries of fields before it call for this one: the words allowed for each, ENTERED
    (any) and EMPTY (none) among them. Uncalled for, it stands at its default, and cannot narrow the answer before one of
    those fields does.
    """

    __slots__ = (
        *("choices", "default", "enter", "example", "group", "hint", "kind", "label", "least", "most", "name"),
        *("table", "unit", "unknown", "when"),
    )

    def __init__(
        self,
        name: str,
        kind: str,
        label: str,
        enter: str,
        *,
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
    ) -> None:
        self.name = name
        self.kind = kind
        self.label = label
        self.enter = enter
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

    def parse(self, given: object, facts: Facts) -> object:
        """The value of what was given; UNKNOWN, None for none, or REQUIRED where nothing was. Raises `Bad`."""
        if isinstance(given, TooLarge) and self.kind in MOST:
            raise self.out_of_range()
        if isinstance(given, str):
            if not (given.isascii() and given.isprintable()):
                given = given.translate(SPACES)
            given = given.strip()
            if not given:
                return self.default
            if self.unknown and given.casefold().replace("’", "'") in DONT_KNOW:
                return UNKNOWN
        elif given is None:
            return UNKNOWN if self.unknown else None if self.default is None else REQUIRED
        return PARSERS[self.kind](self, given, facts)

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


class Case:
    """The inputs of one question, by name; a topic says in a class of its own which those are.

    What is not known is asked of `path`, which supposes a value (see unknown.py).
    """

    def __init__(self, known: Mapping[str, object], path: Path) -> None:
        self.__dict__.update(known)
        self.__path = path

    def knows(self, name: str) -> bool:
        """Whether an input is known, or was supposed on this path."""
        return name in self.__dict__

    def surely(self, name: str) -> bool:
        """Whether a yes or no is known to be yes, or a number to be more than 0."""
        return bool(self.__dict__.get(name))

    def perhaps(self, name: str) -> bool:
        """Whether a yes or no is yes, a number is more than 0, or it is not known."""
        return bool(self.__dict__.get(name, True))

    def unmet(self, wanted: Mapping[str, object]) -> list[str]:
        """Which of several inputs do not have the values wanted; none where all have them.

        Where some are known to have others, those; else, where some are not known, any of these.
        """
        known = self.__dict__
        failed = [name for name, value in wanted.items() if name in known and known[name] != value]
        if failed or known.keys() >= wanted.keys():
            return failed
        open_ = {name: value for name, value in wanted.items() if name not in known}
        unmet = self.__path.unmet(open_)
        if not unmet:
            known.update(open_)
        return unmet

    def amount_if(self, name: str, yes: int, no: int) -> int:
        """An amount that hangs on a yes or no."""
        if name in self.__dict__:
            return yes if self.__dict__[name] else no
        return self.__path.amount_if(name, yes, no)  # type: ignore[return-value]

    def between(self, least: int, most: int) -> int:
        """A count that no input settles: somewhere from `least` to `most`, both possible."""
        return least if least == most else self.__path.between(least, most)  # type: ignore[return-value]

    def either(self, words: str) -> bool:
        """Whether something holds that no input settles: both are possible; `words` say what, in the working."""
        return self.__path.either(words)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            value = self.__dict__[name] = self.__path.suppose(name)
            return value


def parse_choice(field: Field, given: object, facts: Facts) -> str:
    """One of the field's choices; case and outer spaces do not matter."""
    word = given.casefold().replace(" ", "_").replace("-", "_") if isinstance(given, str) else None
    for choice, _ in field.choices:
        if word == choice:
            return choice
    raise Bad("not_a_choice", field.please)


def parse_yes_no(field: Field, given: object, facts: Facts) -> bool:
    """JSON's true and false, or the words yes and no."""
    if given is True or given is False:
        return given
    word = given.casefold() if isinstance(given, str) else ""
    if word in YES:
        return True
    if word in NO:
        return False
    raise Bad("not_a_yes_or_no", field.please)


def parse_whole(field: Field, given: object, facts: Facts) -> int:
    """A whole number, of JSON or as a person types it, between the field's least and most."""

    def bad(why: str) -> Bad:
        return Bad("not_a_whole_number", f"{why}Enter {field.enter} as a whole number, for example {field.example}.")

    if isinstance(given, str):
        whole, fraction = number_parts(given, bad)
        if len(fraction) == 3 and int(whole + fraction):
            first = f"{whole}.{fraction}" if fraction.strip("0") else whole
            raise bad(f"{given} can mean {first} or {int(whole + fraction):,}. ")
        if fraction.strip("0"):
            raise bad(f"{given} has decimals. ")
        number = int(whole) if len(whole) <= 2 * DIGITS else 10 ** (2 * DIGITS)
    elif type(given) is int:
        number = given
    elif isinstance(given, (float, Decimal)) and not (exact := as_decimal(given)).is_nan():
        if exact.copy_abs() >= 10 ** (2 * DIGITS):
            exact = Decimal(10 ** (2 * DIGITS))
        if exact % 1:
            raise bad(f"{shown(given)} has decimals. ")
        number = int(exact)
    else:
        raise bad("")
    if not field.least <= number <= field.most:
        raise field.out_of_range()
    return number


def as_decimal(given: float | Decimal) -> Decimal:
    """A number as it was written."""
    if isinstance(given, float):
        return Decimal(given.digits if isinstance(given, Exact) else repr(given))
    return given


def parse_percent(field: Field, given: object, facts: Facts) -> Decimal:
    """A percentage from 0 to 100, exact."""

    def bad(why: str) -> Bad:
        return Bad("not_a_number", f"{why}Enter {field.enter} as a number from 0 to 100, for example {field.example}.")

    if isinstance(given, str):
        text = given.removesuffix("%").removesuffix("percent").rstrip()
        whole, fraction = number_parts(text, bad)
        number = Decimal(f"{whole}.{fraction or 0}")
        if number > field.most and text.count(",") == 1 and not fraction:
            raise bad(f"{text} can mean {text.replace(',', '.')} or {number:,}. ")
    elif type(given) is int:
        number = Decimal(given)
    elif isinstance(given, (float, Decimal)):
        number = as_decimal(given)
    else:
        raise bad("")
    if not number.is_finite():
        raise bad("")
    if not field.least <= number <= field.most:
        raise field.out_of_range()
    # Told by its digits: arithmetic would round where they are many.
    plain = money.plain_number(number.copy_abs())
    if len(plain.partition(".")[2]) > 2 * DIGITS:
        raise Bad(
            "out_of_range", f"Enter {field.enter} with at most {2 * DIGITS} decimals, for example {field.example}."
        )
    return Decimal(plain)


def parse_level(field: Field, given: object, facts: Facts) -> int:
    """A level from 1 to 4: the number, "Level 2" or "L2"."""
    if isinstance(given, str):
        bare = given.casefold().removeprefix("level").removeprefix("l").strip()
        given = bare if bare.isdigit() else given
    return parse_whole(field, given, facts)


def parse_market(field: Field, given: object, facts: Facts) -> str:
    """The name of a market, found by any of its names or its ISO code."""
    found = facts.markets.get(given.casefold()) if isinstance(given, str) else None
    if found is None:
        raise Bad("not_a_choice", f"Choose {field.enter}, {nearest(str(given), facts, field.table)}")
    if field.table == "calendars" and not found.iso:
        raise Bad(
            "not_a_choice",
            f"Choose another than {found.name}, which is no country: {field.enter}, for example {field.example}.",
        )
    if field.table == "fees" and found.name not in facts.fee_markets:
        raise Bad(
            "not_in_table",
            f"The fee table has no fees for {found.name}. It has them for {listed(facts.fee_markets, 'and')}. "
            "Ask American Express which fees apply to you.",
        )
    return found.name


def parse_date(field: Field, given: object, facts: Facts) -> date:
    """A day as YYYY-MM-DD."""
    # fromisoformat knows weeks and compact forms too: the contract knows one.
    if isinstance(given, str) and len(given) == len("YYYY-MM-DD") and given[4] == given[7] == "-":
        try:
            given = date.fromisoformat(given)
        except ValueError:
            given = None
    if not isinstance(given, date) or isinstance(given, datetime):
        raise Bad("not_a_date", f"Enter {field.enter} as year-month-day, for example {field.example}.")
    return within_reach(field, given)


def within_reach(field: Field, day: date) -> date:
    """The same day; out of range at either end of the years that a date can have."""
    if EARLIEST <= day <= LATEST:
        return day
    raise Bad("out_of_range", f"Enter {field.enter} between {EARLIEST} and {LATEST}, for example {field.example}.")


def parse_moment(field: Field, given: object, facts: Facts) -> datetime:
    """A moment of ISO 8601 with its offset from UTC, which it keeps whatever clocks do later."""
    why = ""
    if isinstance(given, str) and len(given) > len("YYYY-MM-DD"):
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            why = f"{shown(given)} is no moment. "
    if not isinstance(given, datetime):
        raise Bad(
            "not_a_moment", f"{why}Enter {field.enter} as date, time and offset from UTC, for example {field.example}."
        )
    offset = given.utcoffset()
    if offset is None:
        raise Bad("no_offset", f"Add the offset from UTC to {field.enter}, for example {field.example}.")
    within_reach(field, given.date())
    return given.replace(tzinfo=timezone(offset))


def parse_dates(field: Field, given: object, facts: Facts) -> tuple[date, ...]:
    """A list of days, in order and each once; a text has them separated by commas."""
    if isinstance(given, str):
        given = [part for part in given.split(",") if part.strip()]
    if not isinstance(given, (list, tuple)):
        raise Bad("not_a_list", f"Enter {field.enter} as a list of days, for example {field.example}.")
    days = (day.strip() if isinstance(day, str) else day for day in given)
    return tuple(sorted({parse_date(field, day, facts) for day in days}))


PARSERS: dict[str, Callable[[Field, object, Facts], object]] = {
    "choice": parse_choice,
    "yes_no": parse_yes_no,
    "whole": parse_whole,
    "percent": parse_percent,
    "level": parse_level,
    "market": parse_market,
    "date": parse_date,
    "moment": parse_moment,
    "dates": parse_dates,
}


def number_parts(text: str, bad: Callable[[str], Bad]) -> tuple[str, str]:
    """The digits before and after the point of a number as people type it: "50,000", "50 000", "50’000", "77.5".

    Raises what `bad` makes of a reason, where a thousands separator could be a decimal one too.
    """
    sign = "-" if text[:1] in ("-", "−") else ""
    whole, point, fraction = (
        text.removeprefix(text[:1] if sign or text[:1] == "+" else "").strip().translate(APOSTROPHES).partition(".")
    )
    separator = next((mark for mark in " ," if mark in whole), "")
    groups = whole.split(separator) if separator else [whole]
    digits = "".join(groups)
    if any(sign in CURRENCIES for sign in text):
        raise bad(f"{shown(text)} has the sign of a currency, and this is no amount of money. ")
    if (
        fraction.replace(".", "").isdigit()
        and all(len(group) == 3 for group in fraction.split("."))
        and "." in fraction
    ):
        raise bad(f"{text} can mean {int(whole + fraction.replace('.', '')):,}. ")
    if not (digits or fraction).isdigit() or not (digits + fraction).isascii() or (point and not fraction.isdigit()):
        raise bad(f"{shown(text)} is no number. ")
    in_thousands = 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    # "0,125" is hardly a hundred and twenty-five; "0,000" is nothing either way.
    if separator and (not in_thousands or (groups[0].startswith("0") and int(digits))):
        if separator == "," and len(groups) == 2 and not point:
            raise bad(f"{text} can mean {groups[0]}.{groups[1]} or {int(digits):,}. ")
        raise bad(f"{text} has its thousands in the wrong places. ")
    return sign + (digits or "0"), fraction


def shown(given: object) -> str:
    """What was given, short enough for a message; what JSON has words for, by these."""
    if given is None:
        return "null"
    if isinstance(given, bool):
        return "true" if given else "false"
    text = str(given)
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}…"'


def nearest(given: str, facts: Facts, table: str) -> str:
    """The names nearest to a market that is not known, of those that the table has, as the end of a sentence."""
    from difflib import get_close_matches

    listing = [market.name for market in facts.directory if market.iso or table != "calendars"]
    there = facts.fee_markets if table == "fees" else listing
    names = {word: market.name for word, market in facts.markets.items() if market.name in listing}
    close = list(dict.fromkeys(names[word] for word in get_close_matches(given.casefold(), names, 3)))
    if close and close[0] not in there:
        return f"one of {listed(there)}: there is no {shown(given)}, and for {close[0]} the table has no fees."
    if close:
        return f"for example {listed([name for name in close if name in there])}: there is no {shown(given)}."
    return f"one of {listed(there)}: there is no {shown(given)}."


def listed(words: list[str] | tuple[str, ...], last: str = "or") -> str:
    """a, b or c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def problems_of_kind(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """A service provider has fewer levels than a merchant, and is never in STEP."""
    if given.get("kind") != "service_provider":
        return
    lowest = facts.levels.service_provider_levels.value
    level = given.get("level")
    if isinstance(level, int) and level > lowest:
        text = f"Enter a level from 1 to {lowest}, for example {lowest}: service providers have no other."
        yield Problem("level", "out_of_range", text)
    if given.get("step_participant"):
        text = "Answer no, or choose that you are a merchant: STEP is for merchants only."
        yield Problem("step_participant", "conflict", text)
