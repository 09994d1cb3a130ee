"""JSON Schemas of the TOML files of facts and words, so that editors complete and check them while typing.

They are made from the definitions that `make check` reads with: the kinds of entries in `entries.py`, the classes
of `calculator/facts/sheets.py`. `python -m build_tools schemas` writes them to `build_tools/schemas/`; each file names its own in a line
`#:schema`, which the TOML language server of many editors knows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from calculator.facts.sheets import SHEETS, Figure, Rate, Rule, Sheet, Text, keys_of

from .. import ROOT
from . import NAMES
from .editions import Editions
from .entries import DOCUMENTS, About, Clause, Names, Reading, Section, Synonym, Term, keys
from .figures import CURRENCY, UNITS
from .values import ID, Tables, Value

FOLDER = ROOT / "build_tools" / "schemas"
Schema = dict[str, Any]


def of_entry(kind: type[Any]) -> Schema:
    """An entry of the words: its keys, each with what it must be."""
    known = keys(kind)
    properties = {}
    for name, key in known.items():
        about = {"description": key.about} if key.about else {}
        properties[name] = {**of_value(key.value), **about}
    return table(properties, [name for name, key in known.items() if key.needed])


def of_value(value: Value | Tables) -> Schema:
    if isinstance(value, Value):
        return dict(value.schema)
    return many(value.kind) if value.many else of_entry(value.kind)


def table(properties: Schema, required: list[str]) -> Schema:
    """A TOML table that has these keys and no others."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def many(kind: type[Any]) -> Schema:
    """[[kind]] tables."""
    return {"type": "array", "items": of_entry(kind)}


def fact(name: str, kind: type[Rule]) -> Schema:
    """A figure or a rule, as the class says; its unit hangs on its name."""
    unit = "text" if kind is Text else UNITS.get(name, CURRENCY)
    values: dict[type[Rule], Schema] = {
        Text: {"type": "string", "pattern": r"\S"},
        Rate: {"type": "number", "exclusiveMinimum": 0},
        Figure: {"type": "integer", "minimum": 0},
    }
    known: Schema = {
        "value": {**values.get(kind, {}), "description": kind.wanted},
        "unit": {
            **({"type": "string", "pattern": "^[A-Z]{3}$"} if unit == CURRENCY else {"const": unit}),
            "description": "What is counted, or an ISO 4217 currency.",
        },
        "clause": {**ID.schema, "description": "The clause that states it."},
    }
    return table({key: known[key] for key in kind.keys}, list(kind.keys))


def sheet(name: str, kind: type[Sheet]) -> Schema:
    """A file of facts: a key for each annotation of its class."""
    keys = keys_of(kind)
    facts = {key: fact(f"{name}.{key}", of) for key, (of, _) in keys.items()}
    return table(facts, [key for key, (_, needed) in keys.items() if needed])


def schemas() -> dict[str, Schema]:
    """Every schema by the name of its file."""
    by_name = {
        "section": table({"section": of_entry(Section), "clause": many(Clause)}, ["section", "clause"]),
        "glossary": table({"term": many(Term)}, ["term"]),
        "readings": table({"reading": many(Reading)}, ["reading"]),
        "names": table({kind: of_entry(Names) for kind in NAMES}, []),
        "synonyms": table({"synonym": many(Synonym)}, ["synonym"]),
        "edition": of_entry(About),
        "editions": of_entry(Editions),
        **{f"facts-{name}": sheet(name, kind) for name, kind in SHEETS.items()},
    }
    return {
        f"{name}.schema.json": {"$schema": "http://json-schema.org/draft-07/schema#", "title": name, **schema}
        for name, schema in by_name.items()
    }


def written() -> dict[str, str]:
    """Each schema as the text of its file."""
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas().items()}


def write() -> str:
    """Write all schemas; what was done, in a line."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in written().items():
        (FOLDER / name).write_text(text, "utf-8")
    return f"{len(written())} schemas in {FOLDER.relative_to(ROOT)}/"


def schema_of(path: Path) -> str:
    """The name of the schema for a TOML file of facts or words; empty where there is none."""
    if path.parent.name in DOCUMENTS:
        return "section.schema.json"
    name = path.stem
    if "facts" in path.parts and name != "editions":
        name = f"facts-{name}"
    return f"{name}.schema.json" if f"{name}.schema.json" in schemas() else ""
