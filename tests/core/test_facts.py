"""The facts of an edition: read whole or not at all, and every complaint says where and what must be so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calculator import TOPICS, FactsError, NoEdition, edition_on, evaluate, facts
from calculator.__main__ import lines
from calculator.facts import load
from calculator.facts.edition import Edition
from calculator.facts.read import read
from calculator.facts.sheets import SHEETS, keys_of
from tests.helpers.cases import cases

FOLDER = Path(facts.FOLDER) / "international-undated"
Where = int | str | None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "edition"))


def complaints(folder: Path) -> list[tuple[str, Where, str]]:
    try:
        read(str(folder), "edition")
    except FactsError as error:
        assert len(str(error).splitlines()) >= len(error.complaints)
        return list(error.complaints)
    return []


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace a text that stands once in a file."""

    def make(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return make


def add(file: str, line: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / file).write_text((folder / file).read_text("utf-8").rstrip("\n") + f"\n{line}\n", "utf-8")

    return make


def line_of(file: str, start: str) -> int:
    """The line of the project's own file that starts so, by this plain reading."""
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def last(file: str) -> int:
    return len((FOLDER / file).read_text("utf-8").rstrip("\n").splitlines()) + 1


LEVEL_3 = 'level_3 = { value = 10_000, unit = "transactions", clause = "dsop.levels.merchant-3" }'
FRANCE = "Cyprus; Estonia; France"
BAD: dict[str, tuple[Callable[[Path], None], str, Where, str]] = {
    "no file": (lambda folder: (folder / "levels.toml").unlink(), "levels.toml", None, "the file must be there"),
    "no table": (lambda folder: (folder / "fees.csv").unlink(), "fees.csv", None, "the file must be there"),
    "not UTF-8": (lambda folder: (folder / "fees.toml").write_bytes(b"\xff"), "fees.toml", None, "must be UTF-8"),
    "a table not UTF-8": (
        lambda folder: (folder / "directory.csv").write_bytes(b"\xff"),
        "directory.csv",
        None,
        "must be UTF-8",
    ),
    "a file without facts": (
        lambda folder: (folder / "fees.toml").write_text("# none yet\n"),
        "fees.toml",
        None,
        "the file must have facts: ",
    ),
    "a table without rows": (
        lambda folder: (folder / "fees.csv").write_text("# none yet\n\n"),
        "fees.csv",
        None,
        "the file must have rows, the first of them markets,levels,",
    ),
    "no TOML": (
        change("levels.toml", LEVEL_3, "level_3 = {"),
        "levels.toml",
        line_of("levels.toml", "level_3"),
        "must be TOML",
    ),
    "a key twice": (add("levels.toml", LEVEL_3), "levels.toml", None, "must be TOML"),
    "an unknown key": (
        add("levels.toml", "level_5 = { clause = 'x' }"),
        "levels.toml",
        "level_5",
        "is no fact of this file",
    ),
    "a missing key": (change("levels.toml", LEVEL_3, ""), "levels.toml", None, "level_3 must be there"),
    "no entry": (
        change("levels.toml", LEVEL_3, "level_3 = 10_000"),
        "levels.toml",
        "level_3",
        "level_3 must be { value",
    ),
    "an unknown part": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace(" }", ", about = 1 }")),
        "levels.toml",
        "level_3",
        "must not have about",
    ),
    "a figure for a rule": (
        change("levels.toml", "level_4 = {", "level_4 = { value = 5,"),
        "levels.toml",
        "level_4",
        "must not have value",
    ),
    "no unit": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace('unit = "transactions", ', "")),
        "levels.toml",
        "level_3",
        "have unit",
    ),
    "a unit that is none": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace('"transactions"', '"cards"')),
        "levels.toml",
        "level_3",
        "unit",
    ),
    "no clause": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace("dsop.levels.merchant-3", " ")),
        "levels.toml",
        "level_3",
        "name the clause",
    ),
    "a text for a figure": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace("10_000", '"10,000"')),
        "levels.toml",
        "level_3",
        "a whole number",
    ),
    "below 0": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace("10_000", "-1")),
        "levels.toml",
        "level_3",
        "a whole number",
    ),
    "true": (
        change("levels.toml", LEVEL_3, LEVEL_3.replace("10_000", "true")),
        "levels.toml",
        "level_3",
        "a whole number",
    ),
    "a rate that is whole": (
        change("fees.toml", "1.95583", "2"),
        "fees.toml",
        "bgn_per_euro",
        "a number with decimals",
    ),
    "a text that is empty": (
        change("contact.toml", "https://portal.securetrust.com", " "),
        "contact.toml",
        "portal",
        "a text in quotes, not empty",
    ),
    "other columns": (
        change("fees.csv", "markets,levels", "market,levels"),
        "fees.csv",
        line_of("fees.csv", "markets,"),
        "the first row",
    ),
    "a cell too many": (
        add("fees.csv", "Greece,1,EUR,1,2,3,,"),
        "fees.csv",
        last("fees.csv"),
        "must have 7 cells, not 8",
    ),
    "no market": (
        add("fees.csv", "Atlantis,1,EUR,1,2,3,"),
        "fees.csv",
        last("fees.csv"),
        "must be one of directory.csv",
    ),
    "a market twice": (
        add("fees.csv", "Sweden,2,SEK,1,2,3,"),
        "fees.csv",
        last("fees.csv"),
        "Sweden, level 2, stands already in line",
    ),
    "a level that is none": (
        change("fees.csv", "Sweden,2,", "Sweden,5,"),
        "fees.csv",
        line_of("fees.csv", "Sweden,2"),
        "levels must be one of",
    ),
    "a currency that is none": (
        change("fees.csv", "Sweden,2,SEK", "Sweden,2,kr"),
        "fees.csv",
        line_of("fees.csv", "Sweden,2"),
        "currency must be",
    ),
    "a fee that is no number": (
        change("fees.csv", "35000,70000", "35'000,70000"),
        "fees.csv",
        line_of("fees.csv", "Sweden,2"),
        "first must be a whole",
    ),
    "a fee of 0": (
        change("fees.csv", "35000,70000", "0,70000"),
        "fees.csv",
        line_of("fees.csv", "Sweden,2"),
        "first must be a whole amount above 0",
    ),
    "a fee that is missing": (
        change("fees.csv", "35000,70000", "35000,"),
        "fees.csv",
        line_of("fees.csv", "Sweden,2"),
        "second must be there",
    ),
    "a fee too many": (
        change("fees.csv", "105000,\n", "105000,5\n"),
        "fees.csv",
        line_of("fees.csv", "Sweden,2"),
        "monthly must be empty",
    ),
    "a market without a level": (
        add("fees.csv", "Greece,1,EUR,1,2,3,"),
        "fees.csv",
        last("fees.csv"),
        "Greece must have a row for level 2 too",
    ),
    "a name twice": (
        add("directory.csv", "Eire,EI,,1,"),
        "directory.csv",
        last("directory.csv"),
        "'Eire' stands already in line",
    ),
    "no name": (add("directory.csv", ",,,+ 1,"), "directory.csv", last("directory.csv"), "market must be there"),
    "no phone": (add("directory.csv", "Chile,CL,,,"), "directory.csv", last("directory.csv"), "phone must be there"),
    "no code": (
        add("directory.csv", "Chile,CHL,,1,"),
        "directory.csv",
        last("directory.csv"),
        "iso must be two capital letters",
    ),
    "a document word": (
        change("documents.csv", "merchant,1,always,step,replaced", "merchant,1,always,step,gone"),
        "documents.csv",
        line_of("documents.csv", "merchant,1,always,step"),
        "roc must be one of mandatory",
    ),
    "a document case twice": (
        lambda folder: add("documents.csv", (folder / "documents.csv").read_text("utf-8").rstrip().splitlines()[-1])(
            folder
        ),
        "documents.csv",
        last("documents.csv"),
        "the case stands already in line",
    ),
    "a document without a clause": (
        lambda folder: add("documents.csv", "merchant,1,no,saq," + "optional," * 4)(folder),
        "documents.csv",
        last("documents.csv"),
        "clause must name the clause",
    ),
    "an example that is no number": (
        add("reduction_examples.csv", "five,80,0,no,50,standard"),
        "reduction_examples.csv",
        last("reduction_examples.csv"),
        "whole numbers",
    ),
    "an example neither yes nor no": (
        add("reduction_examples.csv", "5,80,0,perhaps,50,standard"),
        "reduction_examples.csv",
        last("reduction_examples.csv"),
        "yes or no",
    ),
    "an example of no reduction": (
        add("reduction_examples.csv", "5,80,0,no,50,large"),
        "reduction_examples.csv",
        last("reduction_examples.csv"),
        "none, standard",
    ),
}


def test_the_facts_as_they_are_have_no_complaint(folder: Path) -> None:
    assert complaints(folder) == []


@pytest.mark.parametrize("name", BAD)
def test_bad_facts_are_told_with_their_place(folder: Path, name: str) -> None:
    spoil, file, where, text = BAD[name]
    spoil(folder)
    found = complaints(folder)
    assert [each for each in found if each[0] == file and (where is None or each[1] == where) and text in each[2]], (
        found
    )
    assert {each[0] for each in found} <= {file, "fees.csv"}


def test_all_complaints_come_at_once(folder: Path) -> None:
    for name in ("no TOML", "a rate that is whole", "a fee of 0", "no phone"):
        BAD[name][0](folder)
    assert {file for file, _, _ in complaints(folder)} == {"levels.toml", "fees.toml", "fees.csv", "directory.csv"}


def test_comments_and_empty_lines_of_a_table_are_passed_over(folder: Path) -> None:
    add("fees.csv", "\n# a comment\n   \n")(folder)
    assert complaints(folder) == []


def test_facts_are_read_once_and_by_edition() -> None:
    assert load() is load(None) is load("international-undated")
    assert load().edition == "international-undated"
    with pytest.raises(KeyError):
        load("1999")


def test_facts_that_were_forgotten_are_read_anew() -> None:
    before, (current, _) = load(), facts.editions()
    facts.forget()
    assert load() is not before
    assert load().edition == before.edition == facts.editions()[0] == current


def test_no_edition_is_dated_so_none_is_in_force() -> None:
    with pytest.raises(NoEdition, match="no edition has a date"):
        edition_on(date(2026, 1, 1))


def test_the_edition_in_force_on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    dates = {"undated": None, "first": date(2024, 4, 1), "second": date(2025, 4, 1)}
    every = {name: Edition(name, name.title(), since) for name, since in dates.items()}
    monkeypatch.setattr(facts, "_editions", ("undated", every))
    assert edition_on(date(2024, 4, 1)) == edition_on(date(2025, 3, 31)) == "first"
    assert edition_on(date(2025, 4, 1)) == edition_on(date(2030, 1, 1)) == "second"
    with pytest.raises(NoEdition, match="the first is in force from 2024-04-01"):
        edition_on(date(2024, 3, 31))


def test_an_edition_may_lack_what_rules_can_do_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answers are the same but for what those facts say; what rules cannot do without is a complaint (above)."""
    whole = load()
    lacking = set()
    for name, sheet in SHEETS.items():
        file = folder / f"{name}.toml"
        keys = {key for key, (_, needed) in keys_of(sheet).items() if not needed}
        kept = [line for line in file.read_text("utf-8").splitlines() if line.partition(" ")[0] not in keys]
        file.write_text("\n".join(kept), "utf-8")
        lacking |= {f"{name}.{key}" for key in keys}
    lean = read(str(folder), whole.edition)
    assert lacking and lean.figures.keys() == whole.figures.keys() - lacking
    asked = [case for case in cases() if "errors" not in case]
    before = [evaluate(case["topic"], case["inputs"], readings=case.get("readings")) for case in asked]
    monkeypatch.setitem(facts._loaded, whole.edition, lean)
    for case, answer in zip(asked, before, strict=True):
        without = evaluate(case["topic"], case["inputs"], readings=case.get("readings"))
        told = without.fields.keys() - {"in_euro", "send"}
        assert {name: without.fields[name] for name in told} == {name: answer.fields[name] for name in told}
        assert without.to_dict() and "\n".join(lines(without))
    croatia = {"market": "Croatia", "kind": "merchant", "level": 1, "days_late": 1}
    assert evaluate("fee", croatia).outcome["in_euro"] is None


def test_every_field_of_an_outcome_rests_on_a_fact_that_no_edition_may_lack() -> None:
    for topic in TOPICS.values():
        for result in topic.results:
            sheet, _, key = result.source.partition(".")
            assert keys_of(SHEETS[sheet])[key][1], result.name
