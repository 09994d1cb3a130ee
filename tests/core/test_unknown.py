"""How much a field leaves open: the measure by which `ask_next` ranks the inputs, worked out on fields made for it."""

from __future__ import annotations

import doctest
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import calculator
import calculator.unknown
from calculator.result import Result
from calculator.unknown.merge import Span


def span(kind: Any, *values: Any) -> Span:
    """A field that has these values on as many ways."""
    leaves: Any = [SimpleNamespace(open={}, outcome={"field": value}) for value in values]
    return Span(Result("field", kind, ""), leaves)


@pytest.mark.parametrize(
    ("sentence", "kind", "values", "places", "left"),
    [
        ("all of a number's range is all", "amount", (5, 15, 10), (0, 1, 2), 1),
        ("half of its range is a half", "amount", (5, 15, 10), (0, 2), 1 / 2),
        ("one value is nothing", "amount", (5, 15, 10), (1,), 0),
        ("of a number that may be none, its range is one half", "amount", (5, 15, None), (0, 1), 1 / 2),
        ("and that it may be none the other", "amount", (5, 15, None), (0, 2), 1 / 2),
        ("both are all", "amount", (5, 15, None), (0, 1, 2), 1),
        ("half of its range or none is three quarters", "amount", (5, 15, 10, None), (0, 2, 3), 3 / 4),
        ("none alone is nothing", "amount", (5, 15, None), (2,), 0),
        ("one number or none: that alone is open, and is a half", "amount", (5, None), (0, 1), 1 / 2),
        ("the number alone is nothing", "amount", (5, None), (0,), 0),
        ("of four values two are a third of what is open", "level", (1, 2, 3, 4), (0, 3), 1 / 3),
        ("none is a value as the others", "level", (1, 2, 3, None), (0, 3), 1 / 3),
        ("all of them are all", "level", (1, 2, 3, None), (0, 1, 2, 3), 1),
        ("one of them is nothing", "level", (1, 2, 3, None), (2,), 0),
        ("none alone is nothing, among values too", "level", (1, 2, 3, None), (3,), 0),
    ],
)
def test_what_stays_open(
    sentence: str, kind: Any, values: tuple[Any, ...], places: tuple[int, ...], left: float
) -> None:
    found = span(kind, *values)
    assert found.left_open(places, "input", {}) == pytest.approx(left), sentence
    # Asked again, and of another input, it is the same.
    assert found.left_open(places, "input", {}) == found.left_open(places, "other", {}) == pytest.approx(left), sentence


@pytest.mark.parametrize("module", [calculator, calculator.unknown], ids=lambda module: module.__name__)
def test_what_docstrings_show_comes_out(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted and not found.failed
