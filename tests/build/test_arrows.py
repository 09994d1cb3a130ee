"""Who may import whom in build_tools: rooms from below to above, no ring of modules, type-only imports counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.helpers.sources import ROOT

PACKAGE = ROOT / "build_tools"

# A room imports from those before it, and of its own.
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
    "__main__",
    "bench",
]


def modules(package: Path) -> dict[str, Path]:
    """Every module by its dotted name from the package's folder; a folder's own is named as the folder."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, known: dict[str, Path]) -> Iterator[str]:
    """The modules of the same package that a module imports, wherever in it, for types alone too."""
    path = known[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            where = ".".join([*base, *(node.module.split(".") if node.module else [])])
            for alias in node.names:
                inner = f"{where}.{alias.name}"
                if inner in known or where in known:
                    yield inner if inner in known else where


def ring(graph: dict[str, set[str]]) -> list[str]:
    """A ring of modules; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def room(name: str) -> str:
    return [*name.split("."), "__init__"][1]


MODULES = modules(PACKAGE)


def test_no_ring_of_imports() -> None:
    assert len(MODULES) > 40
    assert ring({name: set(imports(name, MODULES)) - {name} for name in MODULES}) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_room_imports_from_those_below(name: str) -> None:
    for other in imports(name, MODULES):
        assert ROOMS.index(room(other)) <= ROOMS.index(room(name)), f"{name} imports {other}"


def test_rings_and_imports_for_types_are_seen(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "__init__.py").write_text("")
    (house / "one.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .two import Two\n")
    (house / "two.py").write_text("def late():\n    from . import one\n")
    known = modules(house)
    graph = {name: set(imports(name, known)) for name in known}
    assert graph == {"house": set(), "house.one": {"house.two"}, "house.two": {"house.one"}}
    assert set(ring(graph)) == {"house.one", "house.two"}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_read_in_one_go(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 350
