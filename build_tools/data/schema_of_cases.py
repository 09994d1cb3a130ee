"""The JSON Schema of `data/cases.json`, every case of each topic (contract, section 2), made from the topics' own definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculator import TOPICS, Field, Topic
from calculator.laid_open.table import DATES, LAID_OPEN, NUMBERS

from .schema import CLAUSE, DIALECT, NULL, TEXT, array, bounds, either, kinds, object_of, ref, settled, value_of

if TYPE_CHECKING:
    from calculator.facts.edition import Facts

    from .schema import Schema

ENDS = ("at_least", "above", "at_most", "below")
# An end of a range is a number, or what another input or a sum of inputs comes to.
SUM = {"type": "string", "pattern": r"^(- )?[a-z0-9_.]+( [+-] [a-z0-9_.]+)*$"}


def of_cases(facts: Facts) -> Schema:
    """The whole schema, for an edition's facts; of the fees there is a list for each market."""
    cases = {f"{name}_case": row(TOPICS[name]) for name in LAID_OPEN}
    rows = {name: array(ref(f"{name}_case")) | {"minItems": 1} for name in LAID_OPEN}
    rows["fee"] = object_of(dict.fromkeys(facts.fee_markets, rows["fee"]), closed=True)
    about = {"$schema": DIALECT, "title": "Every case of each topic", "$defs": kinds(facts) | cases}
    return about | object_of(rows, closed=True)


def row(topic: Topic) -> Schema:
    """A case: what it asks of the inputs, what comes out, and the clauses that decide it."""
    when = {field.name: condition(field) for field in topic.fields}
    # What hangs on a day is in no table.
    results = [result for result in topic.results if result.kind not in DATES]
    parts: dict[str, Schema] = {}
    for result in results:
        outer, _, inner = result.name.partition(".")
        value = either(settled(result), NULL)
        if inner:
            parts.setdefault(outer, object_of({}, closed=True))["properties"][inner] = value
            parts[outer]["required"].append(inner)
        else:
            parts[outer] = value
    varying = [result.name for result in results if result.ordered]
    return object_of(
        {
            "when": object_of(when, *when, closed=True),
            "outcome": object_of(parts, closed=True),
            "bounds": object_of({name: bounds(topic.result[name]) for name in varying}, *varying, closed=True),
            "formulas": object_of(dict.fromkeys(varying, TEXT), *varying, closed=True),
            "clauses": array(CLAUSE) | {"minItems": 1, "uniqueItems": True},
        },
        closed=True,
    )


def condition(field: Field) -> Schema:
    """What a case may ask of an input: a value, one of several, or of a number where it lies."""
    if field.kind in DATES:
        return NULL
    value = either(*value_of(field, echo=True))
    if field.kind not in NUMBERS:
        return either(value, object_of({"any_of": array(value) | {"minItems": 2, "uniqueItems": True}}, closed=True))
    end = either({"type": "integer"}, SUM)
    return either(value, object_of(dict.fromkeys(ENDS, end), *ENDS, closed=True) | {"minProperties": 1})
