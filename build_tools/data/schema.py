"""The JSON Schema of questions and answers (contract, section 1), made from the topics' own definitions.

The schema is of a reply: an answer, or errors. Under `$defs` stand a question, one line of `batch`, and for each topic
`TOPIC_inputs` and `TOPIC_answer`. Questions are closed, since an input that does not exist is an error; answers are open,
since version 1 may bring new keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import calculator.facts
from calculator import TOPICS, Field, Topic
from calculator.errors import CODES
from calculator.fields import DIGITS
from calculator.laid_open.better import MOST

if TYPE_CHECKING:
    from calculator.facts.edition import Facts
    from calculator.result import Kind, Result

    Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE = r"^\d{4}-\d{2}-\d{2}$"
MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?[+-]\d{2}:\d{2}(:\d{2}(\.\d{6})?)?$"
WHOLE_PART = r"(0|[1-9]\d*)"
AMOUNT = rf"^{WHOLE_PART}(\.(?!00)\d\d)?$"  # whole ones without a point, others to the cent
DECIMAL = rf"^{WHOLE_PART}(\.\d+)?$"
PERCENT = rf"^(100|[1-9]?\d(\.\d{{0,{2 * DIGITS - 1}}}[1-9])?)$"  # as exact as they came
UNITS = sorted({field.unit for topic in TOPICS.values() for field in topic.fields if field.unit})  # beside currencies
TEXT: Schema = {"type": "string"}
NULL: Schema = {"type": "null"}
LEFT_OUT = ("ask_next", "not_met", "readings", "better")
"""What a brief answer does not have."""
CLAUSE: Schema = {"type": "string", "pattern": r"^(dsop|privacy)(\.[a-z0-9-]+)+$"}


def object_of(properties: Mapping[str, Schema], *optional: str, closed: bool = False) -> Schema:
    """An object with these properties, all of them required but the optional ones."""
    schema: Schema = {"type": "object", "properties": dict(properties)}
    schema["required"] = [name for name in properties if name not in optional]
    return schema | {"additionalProperties": False} if closed else schema


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def one_of(words: Iterable[object]) -> Schema:
    return {"enum": list(words)}


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def kinds(facts: Facts) -> Schema:
    """The kinds of values that stand in several places, by name."""
    return {
        "amount": {"type": "string", "pattern": AMOUNT},
        "percent": {"type": "string", "pattern": PERCENT},
        "date": {"type": "string", "format": "date", "pattern": DATE},
        "moment": {"type": "string", "format": "date-time", "pattern": MOMENT},
        "market_of_fees": one_of(facts.fee_markets),
        "market_of_directory": one_of(market.name for market in facts.directory),
        "market_of_calendars": one_of(market.name for market in facts.directory if market.iso),
    }


def reply(facts: Facts) -> Schema:
    """The whole schema, for an edition's facts."""
    shared = kinds(facts) | {
        "quantity": object_of(
            {"value": {"type": "string", "pattern": DECIMAL}, "unit": either(one_of(UNITS), {"pattern": "^[A-Z]{3}$"})}
        ),
        "step": object_of({"text": TEXT, "clause": CLAUSE, "quantity": ref("quantity")}, "quantity"),
        "not_met": object_of({"text": TEXT, "clause": CLAUSE, "short_by": ref("quantity")}, "short_by"),
        "edition": one_of(calculator.facts.editions()[1]),
        "readings_asked": readings_asked(),
        "question": question(),
        "errors": errors(),
        "answer": by_topic("answer"),
    }
    topics: Schema = {}
    for topic in TOPICS.values():
        topics[f"{topic.name}_inputs"] = inputs(topic)
        topics[f"{topic.name}_answer"] = answer(topic)
        topics[f"{topic.name}_changes"] = changes(topic)
    return {
        "$schema": DIALECT,
        "title": "A reply of the rule core: an answer, or errors",
        "type": "object",
        "if": {"required": ["errors"]},
        "then": ref("errors"),
        "else": ref("answer"),
        "$defs": shared | topics,
    }


def question() -> Schema:
    """A question as `batch` reads it, a line each."""
    line = by_topic("inputs")
    line["title"] = "A question: a line of batch"
    line["properties"] |= {
        "id": {"description": "any value; it is echoed"},
        "inputs": {"type": "object"},
        "edition": either(ref("edition"), NULL),
        "readings": either(ref("readings_asked"), NULL),
        "against": {
            "description": "inputs that another case has otherwise, to be compared with; an empty text leaves one out"
        }
        | either({"type": "object"}, NULL),
    }
    return line | {"required": ["topic", "inputs"], "additionalProperties": False}


def by_topic(part: str) -> Schema:
    """What is a question's inputs or a whole answer, by the topic that it names."""
    rules = [
        {
            "if": {"properties": {"topic": {"const": name}}},
            "then": {"properties": {"inputs": ref(f"{name}_inputs")}} if part == "inputs" else ref(f"{name}_{part}"),
        }
        for name in TOPICS
    ]
    return {"type": "object", "properties": {"topic": one_of(TOPICS)}, "required": ["topic"], "allOf": rules}


def readings_asked() -> Schema:
    """The readings that a question may name, those of other topics too."""
    every = {name: one_of(options) for topic in TOPICS.values() for name, options in topic.readings.items()}
    return object_of(every, *every, closed=True)


def errors() -> Schema:
    """The object under "Bad input"."""
    message: Schema = {"type": "string", "minLength": 1}
    meanings = array({"type": "integer"}) | {"minItems": 1}
    problem = object_of({"field": TEXT, "code": one_of(CODES), "message": message, "meanings": meanings}, "meanings")
    properties: Schema = {"contract": {"const": 1}, "id": {}, "topic": {}, "inputs": {}}
    return object_of(properties | {"errors": array(problem) | {"minItems": 1}}, "id")


# ---- Inputs ----------------------------------------------------------------------------------------------------------


def inputs(topic: Topic) -> Schema:
    """What may be asked: each input as an answer echoes it, or as text that a person typed."""
    properties = {field.name: described(field, either(*value_of(field), TEXT)) for field in topic.fields}
    return object_of(properties, *(field.name for field in topic.fields if not field.required), closed=True)


def echoed(topic: Topic) -> Schema:
    """The inputs of an answer: each in its one spelling."""
    return object_of({field.name: either(*value_of(field, echo=True)) for field in topic.fields})


def described(field: Field, schema: Schema) -> Schema:
    """With what a form shows of the field, and its default."""
    shown = {"title": field.label} | ({"description": field.hint} if field.hint else {})
    return shown | schema | ({} if field.required else {"default": field.to_json(field.default)})


def value_of(field: Field, *, echo: bool = False) -> Iterator[Schema]:
    """A value of a field, and null where that is an answer."""
    match field.kind:
        case "choice":
            yield one_of(choice for choice, _ in field.choices)
        case "yes_no":
            yield {"type": "boolean"}
        case "whole" | "level":
            yield {"type": "integer", "minimum": field.least, "maximum": field.most}
        case "percent":
            yield ref("percent") if echo else {"type": "number", "minimum": field.least, "maximum": field.most}
        case "market":
            yield ref(f"market_of_{field.table}")
        case "dates":
            yield array(ref("date"))
        case _:
            yield ref(field.kind)
    if field.unknown or field.default is None:
        yield NULL


# ---- Answers ---------------------------------------------------------------------------------------------------------


def answer(topic: Topic) -> Schema:
    """An answer about a topic: what is open has bounds and no value."""
    properties: Schema = {
        "contract": {"const": 1},
        "id": {},
        "topic": {"const": topic.name},
        "edition": ref("edition"),
        "inputs": echoed(topic),
        "outcome": outcome(topic),
        "bounds": {"type": "object", "properties": {result.name: bounds(result) for result in topic.results}},
        "ask_next": array(one_of(field.name for field in topic.fields if field.unknown)) | {"uniqueItems": True},
        "steps": array(ref("step")),
        "not_met": array(ref("not_met")),
        "readings": array(either(*(reading(topic, name) for name in topic.readings)))
        if topic.readings
        else {"const": []},
        "readings_asked": ref("readings_asked"),
        "discretion": array(ref("step")),
        "better": array(better(topic)) | {"maxItems": MOST},
        "difference": difference(topic),
    }
    schema = object_of(properties, "id", "difference", *LEFT_OUT) | {
        "title": topic.title,
        "description": topic.question,
    }
    schema["dependentRequired"] = {name: list(LEFT_OUT) for name in LEFT_OUT}
    schema["allOf"] = [is_open(name) for name in topic.result]
    return schema


def better(topic: Topic) -> Schema:
    """A way to lower the bill or the duties."""
    return object_of(
        {
            "changes": {"type": "object", "properties": inputs(topic)["properties"], "minProperties": 1},
            "text": TEXT,
            "outcome": ref(f"{topic.name}_changes"),
            "saves": either(ref("quantity"), NULL),
            "clause": CLAUSE,
            "when": one_of(("now", "next_time")),
        }
    )


def difference(topic: Topic) -> Schema:
    """What differs from the case that the question named beside: of each input and field what it was there, and what it is."""
    sides = {
        "changes": {field.name: either(*value_of(field, echo=True)) for field in topic.fields},
        "outcome": {result.name: either(settled(result), NULL, bounds(result)) for result in topic.results},
    }
    both = {
        part: {name: array(value) | {"minItems": 2, "maxItems": 2} for name, value in values.items()}
        for part, values in sides.items()
    }
    return object_of({"text": TEXT} | {part: object_of(values, *values, closed=True) for part, values in both.items()})


def outcome(topic: Topic) -> Schema:
    """The outcome: each field a value, or null where it is open or does not arise."""
    properties: Schema = {}
    for name, result in topic.outcome.items():
        if isinstance(result, dict):
            properties[name] = either(object_of({part: value(of) for part, of in result.items()}), NULL)
        else:
            properties[name] = value(result)
    return object_of(properties)


def value(result: Result) -> Schema:
    return {"title": result.label} | either(settled(result), NULL)


def settled(result: Result) -> Schema:
    """A value of a field that is not open."""
    if result.kind != "list":
        return of_kind(result.kind)
    if isinstance(result.item, (str, tuple)):
        return array(of_kind(result.item))
    return array(object_of({key: of_kind(kind) for key, kind in result.item.items()}))


def of_kind(kind: Kind) -> Schema:
    """A value of a kind."""
    if isinstance(kind, tuple):
        return one_of(kind)
    match kind:
        case "count":
            return {"type": "integer", "minimum": 0}
        case "level":
            return {"type": "integer", "minimum": 1, "maximum": 4}
        case "yes_no":
            return {"type": "boolean"}
        case "text":
            return TEXT
        case "optional_text":
            return either(TEXT, NULL)
        case "clause":
            return CLAUSE
        case _:
            return ref(kind)


def bounds(result: Result) -> Schema:
    """What an open field can be: least and most of what has an order by size, else all that it can be."""
    known = settled(result)
    if result.ordered:
        return object_of({"least": known, "most": known, "may_be_none": {"const": True}}, "may_be_none")
    return object_of({"any_of": array(either(known, NULL)) | {"minItems": 2, "uniqueItems": True}})


def is_open(name: str) -> Schema:
    """A field with bounds is null in the outcome."""
    null = NULL
    for part in reversed(name.split(".")):
        null = {"properties": {part: null}}
    return {
        "if": {"properties": {"bounds": {"required": [name]}}},
        "then": {"properties": {"outcome": null}},
    }


def reading(topic: Topic, name: str) -> Schema:
    """A reading that an answer rests on: which was taken, and what each other one would change."""
    options = topic.readings[name]
    others = dict.fromkeys(options, ref(f"{topic.name}_changes"))
    otherwise = object_of(others, *others, closed=True) | {"minProperties": 1}
    return object_of({"id": {"const": name}, "taken": one_of(options), "otherwise": otherwise})


def changes(topic: Topic) -> Schema:
    """What another reading would change: fields by name, an open one by its bounds."""
    properties = {result.name: either(settled(result), NULL, bounds(result)) for result in topic.results}
    return object_of(properties, *properties) | {"minProperties": 1}
