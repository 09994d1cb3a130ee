"""The answer for a person: the level, and what follows from it."""

from __future__ import annotations

from ...card import Claim, Headline
from ..common import WHO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def headline(answer: Answer) -> Headline:
    """Which level; where it is open, that is whether American Express has assigned Level 1."""
    return Headline(f"{you_are(answer)}.", claim_of_level(answer))


def you_are(answer: Answer) -> str:
    """The level as the beginning of a sentence."""
    levels, who = answer.any_of("level"), WHO[answer.inputs["kind"]]
    if len(levels) == 1:
        return f"You are a Level {levels[0]} {who}"
    return f"You are a Level {levels[-1]} {who}, or Level {levels[0]} if American Express has assigned you that level"


def claim_of_level(answer: Answer) -> Claim:
    """What a headline says of the level."""
    levels = answer.any_of("level")
    return Claim("level", "is", levels[0]) if len(levels) == 1 else Claim("level", "one_of", levels)
