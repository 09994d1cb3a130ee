"""The sources, read plainly and not by what is tested."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@cache
def clauses(edition: str = "international-undated") -> list[tuple[Path, dict[str, Any]]]:
    """Every clause of an edition's sources with its file."""
    folder = ROOT / "docs" / "sources" / edition
    return [
        (path, clause)
        for part in ("clauses", "privacy")
        for path in sorted((folder / part).glob("*.toml"))
        for clause in tomllib.loads(path.read_text("utf-8")).get("clause", [])
    ]


@cache
def known_clauses() -> set[str]:
    """The id of every clause."""
    return {clause["id"] for _, clause in clauses()}
