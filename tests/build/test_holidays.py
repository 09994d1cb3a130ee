"""The file of the national public holidays is what the locked package gives; the rule core reads the file alone."""

from __future__ import annotations

from pathlib import Path

from build_tools.sources import holidays
from calculator.facts import load

DIRECTORY = load().directory


def test_the_file_is_what_the_locked_package_gives() -> None:
    assert holidays.complaints(DIRECTORY) == []


def test_a_file_out_of_date_is_a_complaint_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / holidays.FILE
    file.parent.mkdir(parents=True)
    lines = holidays.text(DIRECTORY).split("\n")
    for number, text in ((9, "AR,2022,0101"), (len(lines) - 1, ""), (1, "# By hand.")):
        file.write_text("\n".join([*lines[: number - 1], text, *lines[number:]]), "utf-8")
        [complaint] = holidays.complaints(DIRECTORY, tmp_path)
        assert str(complaint).startswith(f"calculator/facts/holidays.csv:{number}: must be what holidays ")
        assert complaint.text.endswith("run `python -m build_tools holidays`")
    file.unlink()
    assert str(holidays.complaints(DIRECTORY, tmp_path)[0]).startswith("calculator/facts/holidays.csv:1: ")
    holidays.write(DIRECTORY, tmp_path)
    assert holidays.complaints(DIRECTORY, tmp_path) == []
