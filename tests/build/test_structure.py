"""The shape of the rule core: what its rules may import, that figures stand in the facts alone, that every clause cited exists."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator import TOPICS
from calculator.facts import load
from tests.helpers.imports import imports, modules
from tests.helpers.sources import ROOT, clauses

CORE = ROOT / "calculator"
MODULES = modules(CORE)
RULES = {
    name: path
    for name, path in MODULES.items()
    if name.startswith("calculator.topics.")
    and name.count(".") == 3
    and name.split(".")[3] not in ("question", "words", "picture")
}
"""What computes: the rules of each topic, and their parts."""


def topic_of(name: str) -> str:
    """The topic that a module is a part of: calculator.topics.fee.deadline is a part of the topic fee."""
    return name.split(".")[2]


LONGEST = 170
"""The most lines of a module of rules: what a person reads in one go beside its clause."""


@pytest.mark.parametrize("name", MODULES)
def test_nothing_but_the_standard_library_is_needed(name: str) -> None:
    others = {found.split(".")[0] for found in imports(name, MODULES)}
    assert others <= {*sys.stdlib_module_names, "calculator"}


@pytest.mark.parametrize("name", [name for name in RULES if topic_of(name) != "overview"])
def test_topics_import_no_other_topic_but_their_own_parts(name: str) -> None:
    found = {found.removeprefix("calculator.") for found in imports(name, MODULES)}
    assert not found & {"topics", "evaluate", "answer", "calculator"}
    own = f"topics.{topic_of(name)}."
    assert all(other.startswith(own) for other in found if other.startswith("topics.") and other != "topics.common")
    assert f"{own}rules" not in found


def test_nothing_of_the_core_knows_the_site() -> None:
    for path in MODULES.values():
        assert "build_tools" not in path.read_text("utf-8")


def test_the_core_is_found_alone(tmp_path: Path) -> None:
    """It runs without anything that is installed, and importing it loads no other package."""
    script = (
        "import sys; import calculator, calculator.browser, calculator.show.html; "
        "print([m for m in sys.modules if m.split('.')[0] not in {*sys.stdlib_module_names, 'calculator', '__main__'}])"
    )
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {script}"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def prose(tree: ast.AST) -> set[int]:
    """The docstrings of a module."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


CLAUSE = re.compile(r"(?:dsop|privacy)\.[a-z0-9-]+")
SECTIONS = {clause["id"].rpartition(".")[0] for _, clause in clauses()}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_no_figure_and_no_clause(name: str) -> None:
    """Only 0, 1 and 100 are numbers of their own; all else comes from the facts, which say from which clause."""
    tree = ast.parse(RULES[name].read_text("utf-8"))
    docstrings = prose(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        where = f"{name}, line {node.lineno}: {node.value!r}"
        if isinstance(node.value, (int, float, complex)):
            assert node.value in (0, 1, 100), where
        if isinstance(node.value, str):
            assert not CLAUSE.search(node.value), where


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_like_its_clause(name: str) -> None:
    """It is short; it says what it answers, and every function what it computes and, where it gives reasons, from where."""
    text = RULES[name].read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if name == f"topics.{topic_of(name)}.rules":
        assert {"problems", "answer"} <= functions.keys()
    known = {clause["id"] for _, clause in clauses()} | SECTIONS
    for function in functions.values():
        said = ast.get_docstring(function)
        assert said, function.name
        cited = set(named(said))
        assert cited <= known, function.name
        if function.name != "answer" and any(each.arg == "why" for each in function.args.args):
            assert cited, function.name


def named(text: str) -> Iterator[str]:
    """The clauses that a docstring names: "dsop.fees.first", or "dsop.fees: first, second"."""
    for section, slug, slugs in re.findall(
        r"((?:dsop|privacy)\.[a-z-]+)(?:\.([a-z0-9-]+)|: ([a-z0-9-]+(?:, [a-z0-9-]+)*))?", text
    ):
        yield from (f"{section}.{each}" for each in (slug, *slugs.split(", ")) if each)
        if not slug and not slugs:
            yield section


def test_every_topic_has_its_rules() -> None:
    """A module of its own, that is; what is no topic's is a part of one."""
    assert {topic_of(name) for name in RULES} == set(TOPICS)
    assert {f"calculator.topics.{topic}.rules" for topic in TOPICS} <= RULES.keys()


def test_what_is_neither_figure_nor_prose_in_a_rule_is_found() -> None:
    """The check above, on a rule that breaks it."""
    tree = ast.parse('"""dsop.fees.first"""\nx = 30\ny = "dsop.fees.first"\nz = -1')
    docstrings = prose(tree)
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings]
    assert set(constants) == {30, "dsop.fees.first", 1}
    assert CLAUSE.search("see dsop.fees.first")


def test_every_clause_that_a_fact_cites_exists() -> None:
    facts = load()
    known = {clause["id"] for _, clause in clauses()}
    assert len(known) > 100
    missing = [f"{name}: {fact.clause}" for name, fact in facts.figures.items() if fact.clause not in known]
    missing += [row.clause for row in facts.document_rows if row.clause not in known]
    assert missing == []


def test_every_clause_id_stands_once() -> None:
    every = [clause["id"] for _, clause in clauses()]
    assert sorted(every) == sorted(set(every))


def test_every_reading_that_is_computed_is_in_the_register_with_its_alternatives() -> None:
    import tomllib

    register = tomllib.loads((ROOT / "docs/sources/international-undated/readings.toml").read_text("utf-8"))["reading"]
    written = {
        reading["id"]: {each["id"] for each in reading.get("alternative", []) if each["computed"]}
        for reading in register
    }
    computed: dict[str, set[str]] = {}
    for topic in TOPICS.values():
        for name, (_, *others) in topic.readings.items():
            computed.setdefault(name, set()).update(others)
            assert topic.name in next(reading["topics"] for reading in register if reading["id"] == name), (
                name,
                topic.name,
            )
    assert computed == {name: others for name, others in written.items() if others}
