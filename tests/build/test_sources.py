"""Bad facts, sources and pages: each stops the build with `file:line: what must be so`, and the old site stays.

A file of broken_sources/ is one bad source. Its comments say where it belongs and what is complained of:

    #> PATH          it is that file
    #>> PATH         it is appended to that file; a line +1 is the first one appended
    #= PATH START    it takes the place of that file's line that opens with START
    #! LINE: TEXT    the complaint, as it opens; without a line it is the line replaced, or 1 where it is gone
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.check import check
from build_tools.data.files import data_files
from build_tools.sources.toml import positions
from tests.helpers.proving import at_once
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
def test_a_bad_source_is_complained_of(bad: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command: each complaint is a line, and nothing else is printed."""
    file, line, told = lay(bad, project)
    assert main(["check"], project) == 1
    written, counted = capsys.readouterr()
    complaints = written.splitlines()
    assert any(complaint.startswith(f"{file}:{line}: {told}") for complaint in complaints), "\n".join(
        [f"wanted {file}:{line}: {told}", "got:", *complaints]
    )
    assert [
        complaint
        for complaint in complaints
        if not re.match(r"[\w./-]+:[1-9]\d*: .*\bmust\b|.*:\d+: .* is no ", complaint)
    ] == []
    assert counted == f"{len(complaints)} complaint{'s' * (len(complaints) != 1)} about facts, sources and pages\n"


def test_good_sources_have_no_complaint() -> None:
    assert check(ROOT)[1] == []
    assert main(["check"]) == 0


FACTS = "calculator/facts/international-undated"
FILES = [
    "calculator/facts/editions.toml",
    *(f"{FACTS}/{name}" for name in ("levels.toml", "privacy.toml", "fees.csv", "directory.csv", "documents.csv")),
    *(f"{EDITION}/{name}.toml" for name in ("clauses/fees", "glossary", "readings", "names", "edition")),
    f"{EDITION}/privacy_collection.csv",
]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("how", at_once(["gone", "empty", "comments alone", "no UTF-8"], {"gone", "no UTF-8"}))
def test_a_file_that_cannot_be_read_is_one_line(
    file: str, how: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / file
    if how == "gone":
        path.unlink()
    else:
        latin = path.read_bytes() + "\n# caf\u00e9\n".encode("latin-1")
        path.write_bytes({"empty": b"", "comments alone": b"# Nothing.\n", "no UTF-8": latin}[how])
    code = main(["check"], project)
    complaints = capsys.readouterr().out.splitlines()
    if (file, how) == (f"{EDITION}/clauses/fees.toml", "gone"):
        # Nothing says that there must be such a file: what leads to its clauses is complained of.
        assert code == 1
        return
    assert len(complaints) == code == 1, complaints
    wanted = (
        "the first row must be" if file.endswith(".csv") and how in ("empty", "comments alone") else "the file must "
    )
    assert re.match(rf"{re.escape(file)}:[1-9]\d*: {wanted}|.*: the file must have rows", complaints[0])


NUMBERED = [file for file in FILES if file.endswith(".toml") or file.startswith(FACTS)]


@pytest.mark.parametrize("file", at_once(NUMBERED, NUMBERED[:1] + NUMBERED[-1:]))
def test_a_number_that_is_too_long_to_be_read_is_one_line(
    file: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / file
    lines = path.read_text("utf-8").rstrip("\n").split("\n")
    number = "9" * 5_000
    path.write_text("\n".join([*lines, f"long = {number}" if file.endswith(".toml") else number, ""]), "utf-8")
    assert main(["check"], project) == 1
    assert capsys.readouterr().out == f"{file}:{len(lines) + 1}: a number must have at most 4,300 digits\n"


def test_a_page_that_is_no_utf_8(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "docs/policy/fees.md"
    path.write_bytes(path.read_bytes() + "caf\u00e9\n".encode("latin-1"))
    assert main(["check"], project) == 1
    assert capsys.readouterr().out == "docs/policy/fees.md:1: the file must be UTF-8\n"


def test_facts_that_fail_do_not_silence_the_words(project: Path) -> None:
    lay(ROOT / "tests/broken_sources/fact_that_is_no_number.toml", project)
    for name in ("figure_that_does_not_exist.toml", "page_figure_that_does_not_exist.md", "term_defined_twice.toml"):
        lay(ROOT / "tests/broken_sources" / name, project)
    complaints = [str(complaint) for complaint in check(project)[1]]
    assert len(complaints) == 6, complaints
    for text in (
        "level_2 must have as value a whole number",
        "test.toml:19: figure levels.level_9 must be one of the facts",
        "test.md:4: figure levels.level_9 must be one of the facts",
        "term zebra stands already",
        "term Zebras must be used",
        "must stand on a page",
    ):
        assert any(text in complaint for complaint in complaints), (text, complaints)


SHEETS = [f"{FACTS}/fees.csv", f"{FACTS}/directory.csv", f"{EDITION}/privacy_collection.csv"]


@pytest.mark.parametrize("file", at_once(SHEETS, SHEETS[:1]))
def test_a_sheet_as_spreadsheets_write_it(file: str, project: Path) -> None:
    """With the mark of its encoding, with semicolons, every cell in quotes, with other ends of lines."""
    path = project / file
    lines = path.read_text("utf-8").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    before = check(project)[0]
    for delimiter in ",;":
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
        path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*notes, text.getvalue()]).encode())
        after, complaints = check(project)
        assert complaints == []
        assert before and after
        assert data_files(before) == data_files(after)


def test_a_cell_that_goes_on_in_the_next_line_is_one_cell(project: Path) -> None:
    path = project / FACTS / "directory.csv"
    text = path.read_text("utf-8").replace("Sweden,SE,", '"Swe\nden",SE,')
    path.write_text(text, "utf-8")
    assert check(project)[1] == []


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
