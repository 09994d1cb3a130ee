"""The JSON Schemas of the TOML files: up to date, named by each file, and fitting them; a bad file does not fit."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from build_tools.sources import schemas as toml_schema
from tests.helpers.sources import ROOT

FILES = sorted(path for base in ("docs/sources", "calculator/facts") for path in (ROOT / base).rglob("*.toml"))


def complaints(name: str, content: dict[str, Any]) -> list[str]:
    """What a schema says about the content of a file."""
    schema = toml_schema.schemas()[name]
    jsonschema.Draft7Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(content)]


def test_what_is_written_is_what_the_definitions_make() -> None:
    assert {path.name: path.read_text("utf-8") for path in toml_schema.FOLDER.iterdir()} == toml_schema.written(), (
        "python -m build_tools schemas"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_names_its_schema_and_fits_it(path: Path) -> None:
    text = path.read_text("utf-8")
    name = toml_schema.schema_of(path.relative_to(ROOT))
    assert text.splitlines()[0] == f"#:schema {os.path.relpath(toml_schema.FOLDER / name, path.parent)}"
    assert complaints(name, tomllib.loads(text)) == []


@pytest.mark.parametrize(
    ("name", "bad"),
    (
        ("section.schema.json", {"section": {"id": "dsop.x"}, "clause": []}),
        (
            "glossary.schema.json",
            {"term": [{"id": "x", "term": "X", "lines": [[1, 1]], "text": "It.", "colour": "red"}]},
        ),
        ("glossary.schema.json", {"term": [{"id": "No Slug", "term": "X", "lines": [[1, 1]], "text": "It."}]}),
        ("names.schema.json", {"river": {"names": ["Thames"]}}),
        ("facts-levels.schema.json", {"level_1": {"value": "many", "unit": "transactions", "clause": "dsop.levels.x"}}),
    ),
)
def test_what_is_wrong_is_seen(name: str, bad: dict[str, Any]) -> None:
    assert complaints(name, bad)
