"""Bad facts, sources and pages: each stops the build with `file:line: what must be so`, and the old site stays.

A file of broken_sources/ is one bad source. Its comments say where it belongs and what is complained of:

    #> PATH          it is that file
    #>> PATH         it is appended to that file; a line +1 is the first one appended
    #= PATH START    it takes the place of that file's line that opens with START
    #! LINE: TEXT    the complaint, as it opens; without a line it is the line replaced, or 1 where it is gone
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.check import check
from build_tools.sources.toml import Complaint, positions
from tests.helpers.sources import ROOT

BROKEN = sorted((ROOT / "tests" / "broken_sources").iterdir())
EDITION = "docs/sources/international-undated"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the sources are made of, to break."""
    for folder in ("docs", "calculator/facts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def lay(bad: Path, project: Path) -> tuple[str, int, str]:
    """Put a bad source into its place; the complaint that must come: file, line, and how its text opens."""
    text = bad.read_text("utf-8")
    verb, target, start = re.search(r"^#(>>|>|=) (\S+) ?(.*)$", text, re.MULTILINE).groups()  # type: ignore[union-attr]
    number, told = re.search(r"^#! (?:(\+?\d+): )?(.*)$", text, re.MULTILINE).groups()  # type: ignore[union-attr]
    path = project / target
    body = "".join(line for line in text.splitlines(keepends=True) if not re.match(r"#(>>|>|=|!| )", line))
    before = path.read_text("utf-8") if path.exists() else ""
    if verb == ">":
        path.write_text(text, "utf-8")
        return target, int(number), told
    if verb == ">>":
        end = before.count("\n")
        path.write_text(before + body, "utf-8")
        return target, end + int(number), re.sub(r":\+(\d+)", lambda found: f":{end + int(found[1])}", told)
    lines = before.splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if line.startswith(start))
    lines[at] = body
    path.write_text("".join(lines), "utf-8")
    return target, at + 1 if body else 1, told


@pytest.mark.parametrize("bad", BROKEN, ids=lambda path: path.stem)
def test_a_bad_source_is_complained_of(bad: Path, project: Path) -> None:
    file, line, told = lay(bad, project)
    found = check(project)[1]
    assert any((one.file, one.line) == (file, line) and one.text.startswith(told) for one in found), "\n".join(
        [f"wanted {file}:{line}: {told}", "got:", *map(str, found)]
    )


def test_good_sources_have_no_complaint() -> None:
    assert check(ROOT)[1] == []


def test_a_file_that_is_not_utf_8(project: Path) -> None:
    path = project / EDITION / "clauses" / "fees.toml"
    path.write_bytes(path.read_bytes() + "\n# caf\u00e9\n".encode("latin-1"))
    line = path.read_bytes().count(b"\n")
    assert Complaint(f"{EDITION}/clauses/fees.toml", line, "the file must be UTF-8") in check(project)[1]


def test_all_complaints_in_one_run(project: Path) -> None:
    bad = [
        path for path in BROKEN if path.stem in ("unknown_key", "fact_unknown", "market_twice", "term_defined_twice")
    ]
    wanted = {lay(path, project)[:2] for path in bad}
    assert wanted <= {(one.file, one.line) for one in check(project)[1]}


def test_lines_of_nested_keys() -> None:
    found = positions('a = 1\n[b]\nc = { d = 2 }\n[[e]]\nf = """\ntext"""\n[[e.g]]\nh = 1\n[[e]]\n')
    assert found["a",] == (1, 1)
    assert found["b", "c", "d"] == (3, 3)
    assert found["e", 0, "f"] == (5, 6)
    assert found["e", 0, "g", 0, "h"] == (8, 8)
    assert found["e", 1] == (9, 9)


def test_a_bad_source_stops_the_build_and_the_old_site_stays(project: Path) -> None:
    for name in ("build_tools", "calculator", "site_overrides", "mkdocs.yml", "pyproject.toml", "LICENSE"):
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, project / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, project / name)
    lay(ROOT / "tests" / "broken_sources" / "unknown_key.toml", project)
    old = project / "site" / "index.html"
    old.parent.mkdir()
    old.write_text("the old site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=project, capture_output=True, text=True
    )
    assert built.returncode != 0
    assert re.search(rf"{EDITION}/clauses/test\.toml:\d+: colour is no key of a clause", built.stdout + built.stderr)
    assert old.read_text() == "the old site"
