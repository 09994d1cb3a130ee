"""Who may import whom, type-only imports counted: packages, the rooms in them from below to above, no ring of modules; and
that each file is read in one go.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.imports import imports, modules, ring
from tests.helpers.sources import ROOT

# A package imports from those before it, and of its own.
PACKAGES = ["calculator", "build_tools", "tests"]

# A room of build_tools imports from those before it, and of its own.
ROOMS = [
    "__init__",
    "text",
    "contacts",
    "sources",
    "tables",
    "pages",
    "data",
    "check",
    "runtime",
    "site",
    "release",
    "__main__",
    "bench",
]

# The folders of the core, and which others their modules may import; what stands in none of them is free to all.
FOLDERS: dict[str, set[str]] = {
    "facts": set(),
    "unknown": {"facts"},
    "show": set(),
    "topics": {"facts", "unknown", "show"},
}

MODULES = {name: path for package in PACKAGES for name, path in modules(ROOT / package).items()}
IMPORTS = {name: set(imports(name, MODULES)) - {name} for name in MODULES}

# The most lines of a file, by its ending.
LONGEST = {".py": 350, ".mjs": 300, ".css": 250}
FILES = [
    path
    for folder in ("calculator", "build_tools", "site_overrides")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in LONGEST
]


def of(package: str) -> list[str]:
    return [name for name in MODULES if name.split(".")[0] == package]


def folder(name: str) -> str:
    """The folder, or the module, of its package in which a module stands."""
    return [*name.split("."), "__init__"][1]


@pytest.mark.parametrize("name", MODULES)
def test_a_package_imports_from_those_below(name: str) -> None:
    above = set(PACKAGES[PACKAGES.index(name.split(".")[0]) + 1 :])
    assert not {other.split(".")[0] for other in IMPORTS[name]} & above


def test_no_ring_of_imports() -> None:
    assert len(MODULES) > 150
    assert ring({name: others & MODULES.keys() for name, others in IMPORTS.items()}) == []


@pytest.mark.parametrize("name", of("build_tools"))
def test_a_room_imports_from_those_below(name: str) -> None:
    for other in IMPORTS[name] & set(of("build_tools")):
        assert ROOMS.index(folder(other)) <= ROOMS.index(folder(name)), f"{name} imports {other}"


@pytest.mark.parametrize("name", [name for name in of("calculator") if folder(name) in FOLDERS])
def test_a_folder_of_the_core_imports_from_those_that_it_may(name: str) -> None:
    others = {folder(other) for other in IMPORTS[name] & set(of("calculator"))} & FOLDERS.keys()
    assert others <= {folder(name), *FOLDERS[folder(name)]}


@pytest.mark.parametrize("name", of("tests"))
def test_no_test_depends_on_another_file_of_tests(name: str) -> None:
    for other in IMPORTS[name] & set(of("tests")):
        assert not other.rpartition(".")[2].startswith(("test_", "conftest")), f"{name} imports {other}"


def test_rings_and_imports_for_types_are_seen(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "__init__.py").write_text("")
    (house / "one.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .two import Two\n")
    (house / "two.py").write_text("def late():\n    from . import one\n")
    known = modules(house)
    graph = {name: set(imports(name, known)) & known.keys() for name in known}
    assert graph == {"house": set(), "house.one": {"house.two"}, "house.two": {"house.one"}}
    assert set(ring(graph)) == {"house.one", "house.two"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_read_in_one_go(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LONGEST[path.suffix]
