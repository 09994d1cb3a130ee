"""The tables of cases, read once, and what a test calls a case."""

from __future__ import annotations

from functools import cache
from typing import Any

from build_tools.runtime import cases as tables


@cache
def cases() -> list[dict[str, Any]]:
    """Every case of tests/cases, whole, in the values of JSON."""
    return tables.cases()


def name(case: dict[str, Any]) -> str:
    return f"{case['topic']}-{case['sentence']}"
