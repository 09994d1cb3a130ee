"""What people type, and what JSON holds, to the values of a field."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

from . import money
from .errors import Problem
from .fields import DIGITS, MOST, REQUIRED, UNKNOWN, Bad, Field
from .typed import SPACES, meanings, western
from .words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .facts.edition import Facts


# So that a year can be added to every date, or taken away.
EARLIEST, LATEST = date(2, 1, 1), date(9998, 12, 31)

LONGEST = 1_000
"""The most characters of an entry, and the most entries of a list or of an object."""

DONT_KNOW = {"unknown", "i don't know", "don't know", "not known"}

YES = {"yes", "y", "true"}

NO = {"no", "n", "false"}


class Exact(float):
    """A number of JSON with the digits that it was written with, of which a float keeps some 16."""

    digits: str

    def __new__(cls, digits: str) -> Exact:
        number = super().__new__(cls, digits)
        number.digits = digits
        return number


class TooLarge(str):
    """A number of JSON that is too large for a float, or has too many digits, as the text that it was."""

    __slots__ = ()


def too_many(name: str, what: str, example: str) -> Problem:
    """What is wrong with an object that has more entries than any needs."""
    return Problem(name, "too_long", f"Give {what} as an object of at most {LONGEST:,} entries, for example {example}.")


def parse(field: Field, given: object, facts: Facts) -> object:
    """The value of what was given; UNKNOWN, None for none, or REQUIRED where nothing was. Raises `Bad`."""
    if isinstance(given, TooLarge) and field.kind in MOST:
        raise field.out_of_range()
    if isinstance(given, str):
        if len(given) > LONGEST:
            text = f"Enter {field.enter} in at most {LONGEST:,} characters, for example {field.example or 'yes'}."
            raise Bad("too_long", text)
        if not (given.isascii() and given.isprintable()):
            given = given.translate(SPACES)
        given = given.strip()
        if not given:
            return field.default
        if field.unknown and given.casefold().replace("’", "'") in DONT_KNOW:
            return UNKNOWN
    elif given is None:
        return UNKNOWN if field.unknown else None if field.default is None else REQUIRED
    return PARSERS[field.kind](field, given, facts)


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

    def bad(why: str, meant: Sequence[Decimal] = ()) -> Bad:
        meanings = tuple(int(number) for number in meant if not number % 1 and field.least <= number <= field.most)
        text = f"{why}Enter {field.enter} as a whole number, for example {field.example}."
        return Bad("not_a_whole_number", text, meanings)

    if isinstance(given, str):
        return typed_whole(field, given, bad)
    if type(given) is int:
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


def typed_whole(field: Field, text: str, bad: Callable[..., Bad]) -> int:
    """A whole number as a person types it: refused with both meanings where two are in range, unless a comma parts thousands."""
    numbers, text = meanings(text, bad), western(text)
    for mark in ",.":
        first, found, rest = text.strip().partition(mark)
        unfinished = mark == "," and len(rest) != 3
        if found and (first + rest).isdigit() and (unfinished or (first == "0" and len(rest) == 3 and int(rest))):
            # Thousands that are not typed whole yet, or a decimal sign: either would be a guess.
            meant = [Decimal(f"{first}.{rest or 0}"), Decimal(first + rest)]
            raise bad(f"{text} can mean {meant[0]} or {int(meant[1]):,}. ", meant)
    whole = [number for number in numbers if not number % 1]
    fitting = [number for number in whole if field.least <= number <= field.most]
    if len(fitting) == 1 or (fitting and "," in text):
        return int(fitting[0])
    if fitting:
        raise bad(f"{text} can mean {listed([f'{int(number):,}' for number in fitting])}. ", fitting)
    if whole:
        raise field.out_of_range()
    raise bad(f"{text} has decimals. ")


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
        text = given.removesuffix("%").removesuffix("％").removesuffix("percent").rstrip()
        numbers = meanings(text, bad)
        # A comma is the decimal sign where it cannot part thousands.
        number = next((number for number in numbers if field.least <= number <= field.most), numbers[0])
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
    # Told by its digits: arithmetic would round where they are many. Not written out where they would be millions.
    is_tiny = bool(number) and number.adjusted() < -2 * DIGITS
    plain = "" if is_tiny else money.plain_number(number.copy_abs() if number else Decimal(0))
    if is_tiny or len(plain.partition(".")[2]) > 2 * DIGITS:
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
    market = facts.markets.get(given.casefold()) if isinstance(given, str) else None
    if market is None:
        raise Bad("not_a_choice", f"Choose {field.enter}, {nearest(str(given)[:LONGEST], facts, field.table)}")
    if field.table == "calendars" and not market.iso:
        raise Bad(
            "not_a_choice",
            f"Choose another than {market.name}, which is no country: {field.enter}, for example {field.example}.",
        )
    if field.table == "fees" and market.name not in facts.fee_markets:
        raise Bad(
            "not_in_table",
            f"The fee table has no fees for {market.name}. It has them for {listed(facts.fee_markets, 'and')}. "
            "Ask American Express which fees apply to you.",
        )
    return market.name


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
            # fromisoformat takes more than the contract: a point for a colon as well, and then reads seconds.
            given = datetime.fromisoformat(given if has_shape(given) else "")
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


def has_shape(text: str) -> bool:
    """Whether a text has the shape of a moment: a day, a time with or without seconds and their fraction, and an offset or none."""
    shape = "".join(["0" if letter in "0123456789" else letter for letter in text])
    day, time = shape[:10], shape[11:]
    offset = next((place for place, letter in enumerate(time) if letter in "Zz+-−"), len(time))
    clock, fraction = time[:offset][:8], time[:offset][8:]
    return (
        day == "0000-00-00"
        and shape[10] in "Tt "
        and clock in ("00:00", "00:00:00")
        and (not fraction or (fraction[0] in ".," and set(fraction[1:]) == {"0"}))
        and time[offset:].translate({ord("−"): "-"}).lstrip("+-") in ("", "Z", "z", "00", "0000", "00:00")
    )


def parse_dates(field: Field, given: object, facts: Facts) -> tuple[date, ...]:
    """A list of days, in order and each once; a text has them separated by commas."""
    if isinstance(given, str):
        given = [part for part in given.split(",") if part.strip()]
    if not isinstance(given, (list, tuple)):
        raise Bad("not_a_list", f"Enter {field.enter} as a list of days, for example {field.example}.")
    if len(given) > LONGEST:
        raise Bad(
            "too_long", f"Enter {field.enter} as a list of at most {LONGEST:,} days, for example {field.example}."
        )
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
