"""Formulas of numbers that vary within a case: as a sum of inputs where they are one, and as text that programs can compute.

A formula is the key of a `Quantity`: a number, the name of an input, or a tuple of an operation and the formulas it is
applied to; an operation on one number is a text with {} for it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Linear = dict[str, Any]
    """A sum of inputs, each times a number; under "" a number alone."""


def linear(formula: Any) -> Linear | None:
    """A formula as a sum; None where it is none."""
    if isinstance(formula, str):
        return {formula: 1}
    if not isinstance(formula, tuple):
        return {"": formula} if formula else {}
    if formula[0] not in ("+", "−"):
        return None
    first, second = linear(formula[1]), linear(formula[2])
    if first is None or second is None:
        return None
    sign = 1 if formula[0] == "+" else -1
    total = dict(first)
    for name, times in second.items():
        total[name] = total.get(name, 0) + sign * times
    return {name: times for name, times in total.items() if times}


def without(formula: Any, name: str) -> Any:
    """A formula where an input is 0."""
    if formula == name:
        return 0
    if not isinstance(formula, tuple):
        return formula
    return (formula[0], *(without(part, name) for part in formula[1:]))


def alike(formula: Any) -> Any:
    """What two formulas that always come to the same have in common, as far as sums show it."""
    total = linear(formula)
    if total is not None:
        return frozenset(total.items())
    return (formula[0], *(alike(part) for part in formula[1:]))


SIGNS = {"−": "-", "×": "*"}


def text(formula: Any) -> str:
    """A formula in the names of the inputs: `5 * (numbers_with_data - previously_claimed)`.

    It has + - * / min() ceil() round(), and between() where no input settles a number.
    """
    total = linear(formula)
    if total is not None:
        return sum_text(total)
    if len(formula) == 2:
        return formula[0].format(text(formula[1]))  # type: ignore[no-any-return]
    sign, first, second = formula
    if sign in ("min", "between"):
        return f"{sign}({text(first)}, {text(second)})"
    if sign == "×":
        return f"{factor(first)} * {factor(second)}"
    return f"{text(first)} {SIGNS.get(sign, sign)} {factor(second) if sign == '−' else text(second)}"


def factor(formula: Any) -> str:
    """A formula within a product, in brackets where it needs them."""
    said = text(formula)
    total = linear(formula)
    simple = len(total) <= 1 if total is not None else formula[0] not in ("+", "−")
    return said if simple else f"({said})"


def sum_text(total: Linear) -> str:
    """A sum as text: what is added first."""
    parts = [*((name, times) for name, times in total.items() if name), *((("", total[""]),) if "" in total else ())]
    parts.sort(key=lambda part: part[1] < 0)
    said = ""
    for name, times in parts:
        size = abs(times)
        shown = name if name and size == 1 else f"{size} * {name}" if name else str(size)
        sign = "-" if times < 0 else "+"
        said += f" {sign} {shown}" if said else f"-{shown}" if times < 0 else shown
    return said or "0"
