"""The ids that were published, which links rest on: none of them may go. `python -m build_tools publish` adds the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import Sources
from .toml import Complaint

HEADER = """\
# Every id that links may rest on: clauses and sections, terms, readings, each with its kind. None of them may go or change.
# From: the words beside this file. Edited by: nobody. `python -m build_tools publish` adds what is new, with each release.
# Checked by: make check.
"""


def file_of(edition: str) -> str:
    """Where the ids of an edition stand, from the project's folder."""
    return f"docs/sources/{edition}/published.txt"


def present(sources: Sources) -> set[str]:
    """Every id of the words, after its kind."""
    kinds = {
        "clause": [*sources.sections, *sources.clauses],
        "term": sources.terms,
        "reading": sources.readings,
        "alternative": [
            f"{reading.id}/{other.id}" for reading in sources.readings.values() for other in reading.alternatives
        ],
    }
    return {f"{kind} {name}" for kind, names in kinds.items() for name in names}


def lines(root: Path, edition: str) -> list[str]:
    """The lines of the file; none where it is not there yet."""
    path = root / file_of(edition)
    return path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []


def complaints(sources: Sources, root: Path) -> Iterator[Complaint]:
    """Each id that was published and is gone."""
    there = present(sources)
    for number, line in enumerate(lines(root, sources.edition), 1):
        if line.strip() and not line.startswith("#") and line.strip() not in there:
            yield Complaint(
                file_of(sources.edition), number, f"{line.strip()} must stay: it was published, and links lead to it"
            )


def publish(sources: Sources, root: Path) -> str:
    """Add the ids that are new; what was done, in a line."""
    before = {line for line in lines(root, sources.edition) if line and not line.startswith("#")}
    every = sorted(before | present(sources))
    (root / file_of(sources.edition)).write_text(HEADER + "".join(f"{name}\n" for name in every), "utf-8")
    return f"{file_of(sources.edition)}: {len(every)} ids, {len(every) - len(before)} of them new"
