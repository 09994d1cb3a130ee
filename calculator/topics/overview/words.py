"""The answer for a person: the level, and what is sent at it."""

from __future__ import annotations

from ...card import Headline
from ...words import listed
from ..level.words import claim_of_level, you_are
from ..validation.words import claims, only_if

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer

SENT = {
    "roc": "your onsite assessment’s attestation",
    "saq": "your SAQ’s attestation",
    "step_attestation": "the STEP Attestation",
}


def headline(answer: Answer) -> Headline:
    """The level and what it sends each year; whether you comply is not asked, so a plan may stand in its place."""
    text = f"{you_are(answer)}{sends(answer)}."
    # Whether American Express has designated you is not asked.
    if not all(answer.any_of("must_enrol")):
        text += " This supposes that American Express has not designated you."
    return Headline(text, claim_of_level(answer), *claims(answer))


def sends(answer: Answer) -> str:
    """What is sent at the level, as the rest of a sentence."""
    if not any(answer.any_of("must_submit")):
        return ": you need to send nothing unless American Express asks"
    if not all(answer.any_of("must_submit")):
        return f". You must send documents only if {only_if(answer)}"
    sent = listed([said for name, said in SENT.items() if "mandatory" in answer.any_of(f"documents.{name}")])
    return f". Every year send {sent}, or a plan while you do not comply"
