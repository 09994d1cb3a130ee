"""The answer in words."""

from __future__ import annotations

from ...show.text import value_in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def sentence(answer: Answer) -> str:
    least = value_in_words(answer, "payable_least", answer.ends("payable_least")[0])
    most = value_in_words(answer, "payable_most", answer.ends("payable_most")[1])
    if least == most:
        return f"{most} to pay."
    return f"Between {least} and {most} to pay."
