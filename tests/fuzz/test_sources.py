"""Whatever stands in a file of facts or words, a publisher is told what must be so and where; nothing else comes of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.sources import COLLECTION, read_list, read_names, read_section, read_sheet
from build_tools.sources.entries import About, Reading, Synonym, Term, entry
from build_tools.sources.toml import Complaint, File
from calculator.errors import FactsError
from calculator.facts.read import read
from tests.helpers.fuzzing import FUZZED, broken
from tests.helpers.sources import ROOT

EDITION = "international-undated"
FACTS = ROOT / "calculator" / "facts" / EDITION
WORDS = ROOT / "docs" / "sources" / EDITION


def texts(folder: Path, ending: str) -> dict[str, str]:
    """Every file of a folder, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob(f"*{ending}"))}


OF_FACTS = texts(FACTS, ".toml") | texts(FACTS, ".csv")
OF_WORDS = texts(WORDS, ".toml")


def changed(files: dict[str, str]) -> st.SearchStrategy[tuple[str, str]]:
    """One of the files, and its text with some of it broken."""
    return st.sampled_from(sorted(files)).flatmap(lambda name: st.tuples(st.just(name), broken(files[name])))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the facts; each example leaves it as it was."""
    copy = tmp_path_factory.mktemp("facts") / EDITION
    shutil.copytree(FACTS, copy)
    return copy


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


@FUZZED
@given(change=changed(OF_FACTS))
def test_facts(folder: Path, change: tuple[str, str]) -> None:
    name, text = change
    written(folder / name, text)
    try:
        assert read(str(folder), EDITION).figures
    except FactsError as error:
        assert all(message for _, _, message in error.complaints)
    finally:
        written(folder / name, OF_FACTS[name])


def told(file: File) -> Iterator[object]:
    """What a file of words has, by its name."""
    if not file.content:
        return
    match Path(file.name):
        case path if path.parent.name in ("clauses", "privacy"):
            yield read_section(file, "dsop" if path.parent.name == "clauses" else "privacy")
        case Path(name="glossary.toml"):
            yield from read_list(file, "term", Term)
        case Path(name="readings.toml"):
            yield from read_list(file, "reading", Reading)
        case Path(name="synonyms.toml"):
            yield from read_list(file, "synonym", Synonym)
        case Path(name="names.toml"):
            yield from read_names(file)
        case _:
            yield entry(file, (), About, file.content)


@FUZZED
@given(change=changed(OF_WORDS))
def test_words(folder: Path, change: tuple[str, str]) -> None:
    name, text = change
    root = folder.parent
    written(root / "words" / name, text)
    complaints: list[Complaint] = []
    list(told(File(root / "words" / name, root, complaints)))
    lines = len(re.split(r"\r\n|\n|\r", text)) + 1
    for complaint in complaints:
        assert complaint.file == f"words/{name}" and 1 <= complaint.line <= lines and complaint.text


SHEET = "privacy_collection.csv"


@FUZZED
@given(text=broken((WORDS / SHEET).read_text("utf-8")))
def test_a_sheet_of_words(folder: Path, text: str) -> None:
    written(folder.parent / SHEET, text)
    complaints: list[Complaint] = []
    for row in read_sheet(folder.parent / SHEET, folder.parent, COLLECTION, complaints):
        assert row.keys() == {*COLLECTION, "line"}
