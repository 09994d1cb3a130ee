"""What `make bench` builds is a site with so many times the clauses, and one without complaints."""

from __future__ import annotations

from pathlib import Path

from build_tools.bench import build
from build_tools.sources import read
from calculator.facts import editions
from tests.helpers.sources import clauses


def test_the_clauses_are_so_many_and_good(tmp_path: Path) -> None:
    build.copied(tmp_path)
    count = build.multiplied(tmp_path, editions()[0], 3)
    sources, complaints = read(root=tmp_path)
    assert complaints == []
    assert sources and len(sources.clauses) == count == 3 * len(clauses())
    assert len(list((tmp_path / "docs" / "again").iterdir())) == 2 * len(sources.sections) / 3
