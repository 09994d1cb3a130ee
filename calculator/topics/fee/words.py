"""The answer in words."""

from __future__ import annotations

from ...show.text import Row, shown
from ...words import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...answer import Answer


def sentence(answer: Answer) -> str:
    if answer.fields["days_late"] == 0:
        return f"In time: no fee has fallen (0 {answer.currency})."
    return f"{shown(answer, 'total')} in non-validation fees."


def instalments(answer: Answer) -> Iterator[Row]:
    """A row for each of the three fees."""
    name = "instalments"
    if name in answer.bounds:
        yield Row(name, answer.topic.result[name].label, shown(answer, name))
        return
    for fee in answer.fields[name]:
        amount = in_words("amount", fee["amount"], answer.currency)
        label = f"Fee {fee['number']}, after the first deadline"
        if fee["after_days"]:
            label = f"Fee {fee['number']}, after {fee['after_days']} days"
        yield Row(name, label, f"{amount}: has fallen" if fee["assessed"] else f"{amount}: has not fallen")


def fallen(fees: list[dict[str, Any]]) -> str:
    """How many of the three fees have fallen."""
    return f"{sum(fee['assessed'] for fee in fees)} of {len(fees)} have fallen"


ROWS = {"instalments": instalments}
VALUES = {"instalments": fallen}
