"""The tables of cases as the tests ask them."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any

from tests.helpers.sources import ROOT


@cache
def cases() -> list[dict[str, Any]]:
    """Every case of tests/cases/*.toml in the values of JSON, its file's name under "file"; "none!" is null."""
    return [
        as_json(case) | {"file": path.stem}
        for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8")).get("case", [])
    ]


def as_json(value: Any) -> Any:
    """A value of TOML as JSON has it: days and moments as text, and null, which TOML lacks."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "none!" else value


def name(case: dict[str, Any]) -> str:
    """What a test calls a case."""
    return f"{case['file']}-{case['sentence']}"
