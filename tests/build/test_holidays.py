"""The file of the national public holidays is what the locked package gives; the rule core reads the file alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.sources import holidays


def test_the_file_is_what_the_locked_package_gives() -> None:
    assert holidays.complaints() == []


def test_a_file_out_of_date_is_a_complaint_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = holidays.text().split("\n")
    for number, text in ((9, "AR,2022,0101"), (len(lines) - 1, ""), (1, "# By hand.")):
        changed = tmp_path / "holidays.csv"
        changed.write_text("\n".join([*lines[: number - 1], text, *lines[number:]]), "utf-8")
        monkeypatch.setattr(holidays, "FILE", str(changed))
        [complaint] = holidays.complaints()
        assert str(complaint).startswith(f"calculator/facts/holidays.csv:{number}: must be what holidays ")
        assert complaint.text.endswith("run `python -m build_tools holidays`")
    monkeypatch.setattr(holidays, "FILE", str(tmp_path / "gone.csv"))
    assert str(holidays.complaints()[0]).startswith("calculator/facts/holidays.csv:1: ")
    holidays.write()
    assert holidays.complaints() == []
