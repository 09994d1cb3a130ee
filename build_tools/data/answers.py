"""What the search answers by itself: a market's fees and phone number under every name of the market, being so many days late,
the level of a number of transactions. All of it is asked of the rule core while the site is made; no script works out a fee.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from babel import Locale

from calculator.facts.edition import Facts

from ..contacts import contacts
from ..sources import Sources
from ..text import number

HORIZON = 180  # days late up to which totals are given; beyond them the calculator answers
MOST_TRANSACTIONS = 10_000_000
LANGUAGES = "en de fr es it pt nl da sv nb fi is pl cs sk sl hr hu ro bg el et lv lt mt ga ca tr ru uk ar hi th ja ko zh zh_Hant"


def answers(sources: Sources) -> dict[str, Any]:
    """What is looked up, by the names of the search's data (`search.py`)."""
    facts = sources.facts
    help_line = facts.contact.general_phone_us.value
    groups = list(dict.fromkeys(row.markets for row in facts.fee_rows))
    return {
        "markets": list(markets(facts, groups)),
        "fees": [fees(sources, group[0]) for group in groups],
        "elsewhere": elsewhere(facts),
        "horizon": HORIZON,
        "phone": [help_line, contacts(facts)[help_line]],
        "levels": {kind: levels(sources, kind) for kind in ("merchant", "service_provider")},
    }


def markets(facts: Facts, groups: list[tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    """Each market of the phone list under every name that people call it by."""
    for market in facts.directory:
        group = next((index for index, group in enumerate(groups) if market.name in group), None)
        names = [
            *market.other_names,
            *territory(market.iso),
            *(currency(facts, groups[group]) if group is not None else []),
        ]
        found = {
            "market": market.name,
            "iso": market.iso,
            "names": sorted(set(names) - {market.name}),
            "phone": market.phone,
            "note": market.note,
        }
        yield {key: value for key, value in found.items() if value} | ({} if group is None else {"fees": group})


def territory(iso: str) -> set[str]:
    """What the languages of Europe and of the markets call a territory (CLDR, through Babel)."""
    if not iso:
        return set()
    names = (Locale.parse(language).territories.get(iso) for language in LANGUAGES.split())
    return {name for name in names if name}


def elsewhere(facts: Facts) -> list[str]:
    """The countries that no table of the policy has, in English and, since a reader types as at home, in German."""
    listed = {market.iso for market in facts.directory}
    names = (Locale.parse(language).territories.items() for language in ("en", "de"))
    return sorted(
        {name for items in names for iso, name in items if re.fullmatch("[A-Z]{2}", iso) and iso not in listed}
    )


def currency(facts: Facts, group: tuple[str, ...]) -> list[str]:
    """The code and the names of a currency that one market alone is charged in."""
    if len(group) > 1:
        return []
    code = next(row.currency for row in facts.fee_rows if row.markets == group)
    shared = [row for row in facts.fee_rows if row.currency == code and row.markets != group]
    name = Locale.parse("en").currencies.get(code, code)
    return [] if shared else [code, name, name.split()[-1]] if name.split()[-1] != "Dollar" else [code, name]


def fees(sources: Sources, market: str) -> dict[str, Any]:
    """By printed level, the amounts of a market's row and what being late comes to."""
    found = {}
    for row in sources.facts.fee_rows:
        if market in row.markets:
            question = {"market": market, "kind": "merchant", "level": row.levels[0], "submission_required": True}
            changes = steps(partial(total, sources, question), 0, HORIZON)
            amounts = [row.monthly] if row.monthly is not None else row.instalments
            found["-".join(map(str, row.levels))] = {
                "row": f"{', '.join(map(number, amounts))} {row.currency}{'' if row.monthly is None else ' a month'}",
                "late": [[days, f"{number(amount)} {row.currency}"] for days, amount in changes],
            }
    return found


def levels(sources: Sources, kind: str) -> list[tuple[int, int]]:
    """From how many transactions on each level counts."""
    return steps(partial(level, sources, kind), 0, MOST_TRANSACTIONS)


def total(sources: Sources, question: dict[str, object], days: int) -> int:
    """What being so many days late comes to, by the rule core."""
    outcome: Any = sources.answer("fee", question | {"days_late": days}).to_dict()["outcome"]
    return int(outcome["total"])


def level(sources: Sources, kind: str, count: int) -> int:
    """The level of so many transactions, by the rule core."""
    outcome: Any = sources.answer("level", {"kind": kind, "transactions": count}).to_dict()["outcome"]
    return int(outcome["level"])


def steps(value: Callable[[int], int], first: int, last: int) -> list[tuple[int, int]]:
    """Where a number that only rises or only falls changes between two whole numbers: [(from, value)], the first one in."""

    def between(low: int, at_low: int, high: int, at_high: int) -> Iterator[tuple[int, int]]:
        if at_low == at_high:
            return
        if high - low == 1:
            yield high, at_high
            return
        middle = (low + high) // 2
        at_middle = value(middle)
        yield from between(low, at_low, middle, at_middle)
        yield from between(middle, at_middle, high, at_high)

    at_first = value(first)
    return [(first, at_first), *between(first, at_first, last, value(last))]
