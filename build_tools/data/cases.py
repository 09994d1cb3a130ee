"""`data/cases.json` and a CSV for each topic: every case, as the core lays it open (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from calculator.facts.edition import Facts
from calculator.laid_open.table import LAID_OPEN, Table, table_of

from ..tables import cell

ENDS = {"at_least": "at least {}", "above": "above {}", "at_most": "at most {}", "below": "below {}"}


def tables_of(topic: str, facts: Facts) -> dict[str, Table]:
    """The tables of a topic by market; under no name where there is one."""
    markets = facts.fee_markets if topic == "fee" else ("",)
    return {market: made(topic, facts, market) for market in markets}


@lru_cache(maxsize=64)
def made(topic: str, facts: Facts, market: str) -> Table:
    """A table, made once for the data and the pages."""
    return table_of(topic, facts, market=market)


def cases(facts: Facts) -> dict[str, Any]:
    """Every case of each topic; of the fees a list for each market."""
    found: dict[str, Any] = {}
    for topic in LAID_OPEN:
        tables = {market: table.to_json() for market, table in tables_of(topic, facts).items()}
        found[topic] = tables.get("", tables)
    return found


def sheet(topic: str, facts: Facts) -> Iterator[list[str]]:
    """The cases of a topic for a spreadsheet, its columns first; conditions in words, what varies as its formula."""
    rows: list[tuple[str, dict[str, Any]]] = [
        (market, row) for market, table in tables_of(topic, facts).items() for row in table.to_json()
    ]
    asked = list(dict.fromkeys(name for _, row in rows for name in row["when"]))
    fields = list(dict.fromkeys(name for _, row in rows for name in flat(row["outcome"])))
    by_market = topic == "fee"
    yield [*(["market"] if by_market else []), *(f"if {name}" for name in asked), *fields, "clauses"]
    for market, row in rows:
        outcome = flat(row["outcome"]) | row["formulas"]
        yield [
            *([market] if by_market else []),
            *(condition(row["when"], name) for name in asked),
            *(plain(outcome.get(name)) for name in fields),
            " ".join(row["clauses"]),
        ]


def flat(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome with the keys of its objects as fields of their own."""
    found: dict[str, Any] = {}
    for name, value in outcome.items():
        found |= {f"{name}.{key}": part for key, part in value.items()} if isinstance(value, dict) else {name: value}
    return found


def condition(when: dict[str, Any], name: str) -> str:
    """A condition in words; empty where the input may have any value."""
    if name not in when:
        return ""
    asked = when[name]
    if asked is None:
        return "none"
    if not isinstance(asked, dict):
        return cell(asked)
    if "any_of" in asked:
        return " or ".join(map(str, asked["any_of"]))
    return " and ".join(ENDS[word].format(end) for word, end in asked.items())


def plain(value: Any) -> str:
    """A value of an outcome in a cell; of a list of objects, each by what it is."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "; ".join(" ".join(cell(part) for part in item.values() if part is not None) for item in value)
    return cell(value)
