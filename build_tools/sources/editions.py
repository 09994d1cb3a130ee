"""Which editions there are, and which one is current: `calculator/facts/editions.toml`, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from .entries import Title, entry
from .facts import folder_of
from .toml import Complaint, File, Place
from .values import DAY, SLUG, Tables

FILE = "calculator/facts/editions.toml"


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition: the name of its folders, what it is called, and since when it is in force, where it is dated."""

    name: Annotated[str, SLUG, "The name of its folders."]
    title: Title
    in_force_from: Annotated[date | None, DAY, "The first day on which it is in force."] = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Editions:
    """All editions, and the name of the one that answers where a question names none."""

    current: Annotated[str, SLUG, "The edition that answers where a question names none."]
    editions: Annotated[tuple[Edition, ...], Tables(Edition, many=True, key="edition")]
    place: Place


def current(root: Path, complaints: list[Complaint]) -> str:
    """The name of the current edition, empty where the file does not say; what is wrong is added to `complaints`."""
    file = File(root / FILE, root, complaints)
    listed = entry(file, (), Editions, file.content) if file.content else None
    if listed is None:
        return ""
    known: dict[str, int] = {}
    days: dict[date, str] = {}
    for edition in listed.editions:
        first = known.setdefault(edition.name, edition.place.line)
        if first != edition.place.line:
            complaints.append(
                edition.place.complaint(f"edition {edition.name} stands already in line {first}: each must stand once")
            )
        day = edition.in_force_from
        if day and days.setdefault(day, edition.name) != edition.name:
            complaints.append(
                edition.place.complaint(f"edition {days[day]} is in force from {day} too: each day must begin one")
            )
        for folder in (folder_of(edition.name), f"docs/sources/{edition.name}"):
            if not (root / folder).is_dir():
                complaints.append(edition.place.complaint(f"edition {edition.name} must have the folder {folder}/"))
    if listed.current not in known:
        file.complain(("current",), f"current must be one of {', '.join(known)}, not {listed.current!r}")
        return ""
    return listed.current
