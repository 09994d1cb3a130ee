"""JSON Schemas of the TOML files of facts and words, so that editors complete and check them while typing.

They are made from the definitions that `make check` reads with: the keys of each kind of entry in `entries.py`, the classes
of `calculator/facts/sheets.py`. `python -m build_tools schemas` writes them to `build_tools/schemas/`; each file names its own in a line
`#:schema`, which the TOML language server of many editors knows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

import calculator.facts.sheets
from calculator.facts.sheets import SHEETS, Figure, Rate, Rule, Sheet, Text

from .. import ROOT
from .entries import ALLOWED, DOCUMENTS, NAMES, NEEDED, SCHEMAS

FOLDER = ROOT / "build_tools" / "schemas"
Schema = dict[str, Any]

# What an editor shows beside a key.
ABOUT = {
    "id": "Never changes: other places link to it.",
    "title": "Ours, in plain words.",
    "asks": "What this asks of you. Markdown, one or two short sentences.",
    "by": "By when. Markdown.",
    "otherwise": "What happens otherwise. Markdown.",
    "kind": "prose, or table: then `table` names which one, and `text` is a short introduction.",
    "applies_to": "Whom the clause is for.",
    "levels": "Only where it is for some levels.",
    "topics": "What is computed from it.",
    "judged": "Only where no topic computes it and a person must judge.",
    "search": "At most five words that readers use and the policy does not.",
    "lines": "The place in the original: ranges of lines, both ends included.",
    "text": "Markdown. Figures by name: {{levels.level_1}}, {{levels.level_1|unit}}, {{contact.email|link}}. "
    "Links: [words](clause:ID), [words](term:ID), [words](reading:ID).",
    "also": "Plurals and other forms, as they are written.",
    "defined": "false: the originals use the word and do not define it.",
    "unused": "Why no clause uses the term.",
    "linked": "false: not linked by itself where a section uses it first.",
    "open": "What the originals leave open.",
    "taken": "The reading taken.",
    "why": "Why.",
    "clauses": "The clauses that it concerns; the first is its place.",
    "computed": "Whether the rule core can answer under it.",
    "words": "What readers say; plurals, endings and other spellings are found by themselves.",
    "abroad": "The same in other languages, compared as it is written.",
    "means": "What the policy or the pages call it: the words of one of these are looked for.",
    "clause": "The clause that states it.",
    "unit": "What is counted, or an ISO 4217 currency.",
}


def entry(kind: str) -> Schema:
    """An entry of the words: its keys, each with what it must be."""
    keys = NEEDED[kind] | ALLOWED[kind]
    properties = {
        key: {**SCHEMAS.get(check, {}), **({"description": ABOUT[key]} if key in ABOUT else {})}
        for key, check in keys.items()
    }
    if kind == "reading":
        properties["alternative"] = {"type": "array", "items": entry("alternative")}
    return table(properties, list(NEEDED[kind]))


def table(properties: Schema, required: list[str]) -> Schema:
    """A TOML table that has these keys and no others."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def many(kind: str) -> Schema:
    """[[kind]] tables."""
    return {"type": "array", "items": entry(kind)}


def fact(kind: type[Rule]) -> Schema:
    """A figure or a rule, as the class says."""
    values: dict[type[Rule], Schema] = {
        Text: {"type": "string", "pattern": r"\S"},
        Rate: {"type": "number", "exclusiveMinimum": 0},
        Figure: {"type": "integer", "minimum": 0},
    }
    known: Schema = {
        "value": {**values.get(kind, {}), "description": kind.wanted},
        "unit": {
            "anyOf": [{"enum": sorted(calculator.facts.sheets.UNITS)}, {"type": "string", "pattern": "^[A-Z]{3}$"}],
            "description": ABOUT["unit"],
        },
        "clause": {**SCHEMAS[NEEDED["clause"]["id"]], "description": ABOUT["clause"]},
    }
    return table({key: known[key] for key in kind.keys}, list(kind.keys))


def sheet(kind: type[Sheet]) -> Schema:
    """A file of facts: a key for each annotation of its class."""
    keys = get_type_hints(kind, vars(calculator.facts.sheets) | {"Decimal": object})
    return table({key: fact(of) for key, of in keys.items()}, list(keys))


def edition() -> Schema:
    """edition.toml: what the edition is called and how it stands."""
    text = SCHEMAS[NEEDED["section"]["title"]]
    about = table({"title": text, "about": text}, ["title", "about"])
    documents = table({name: about for name in DOCUMENTS.values()}, list(DOCUMENTS.values()))
    return table({"title": text, "name": text, "standing": text, "documents": documents}, ["title", "name", "standing"])


def made() -> dict[str, Schema]:
    """Every schema by the name of its file."""
    schemas = {
        "section": table({"section": entry("section"), "clause": many("clause")}, ["section", "clause"]),
        "glossary": table({"term": many("term")}, ["term"]),
        "readings": table({"reading": many("reading")}, ["reading"]),
        "names": table({kind: entry("names") for kind in NAMES}, []),
        "synonyms": table({"synonym": many("synonym")}, ["synonym"]),
        "edition": edition(),
        **{f"facts-{name}": sheet(kind) for name, kind in SHEETS.items()},
    }
    return {
        f"{name}.schema.json": {"$schema": "http://json-schema.org/draft-07/schema#", "title": name, **schema}
        for name, schema in schemas.items()
    }


def written() -> dict[str, str]:
    """Each schema as the text of its file."""
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made().items()}


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
    if "facts" in path.parts:
        name = f"facts-{name}"
    return f"{name}.schema.json" if f"{name}.schema.json" in made() else ""
