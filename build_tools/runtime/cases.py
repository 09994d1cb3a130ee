"""The tables of cases, tests/cases/TOPIC.toml, read: the tests ask them, and the profile of the image is taken over them.

A case may say what it is like, and then states only what differs:

    [base.owed]
    inputs = { kind = "merchant", chip_percent = 0 }

    [[case]]
    like = "owed"
    inputs = { chip_percent = 80 }        # the rest of the inputs is the base's

Tables are merged key by key, lists of as many entries entry by entry; anything else takes the place of what was there. Any
table may be like a base, an entry of a list too, and a base like another. "none!" stands for null, which TOML lacks.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "cases"


def cases() -> list[dict[str, Any]]:
    """Every case, whole, in the values of JSON; its topic is its file's name. Raises `KeyError` for a base that is not there."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        read = tomllib.loads(path.read_text("utf-8"))
        bases = read.get("base", {})
        found += [{"topic": path.stem, **plain(whole(case, {}, bases))} for case in read.get("case", [])]
    return found


def whole(value: Any, base: Any, bases: dict[str, Any]) -> Any:
    """A value with what it leaves to the base that it varies; `base` is that of what it stands in."""
    if isinstance(value, dict):
        if "like" in value:
            base = whole(bases[value["like"]], {}, bases)
        inherited = base if isinstance(base, dict) else {}
        own = {key: whole(each, inherited.get(key), bases) for key, each in value.items() if key != "like"}
        return {**inherited, **own}
    if isinstance(value, list):
        alike = isinstance(base, list) and len(base) == len(value)
        return [whole(each, base[at] if alike else None, bases) for at, each in enumerate(value)]
    return value


def plain(value: Any) -> Any:
    """A value of TOML as JSON has it: days and moments as text, null for "none!"."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "none!" else value
