"""What an answer says to a person: its headline, by when, what to do next, and both ends of what is open (contract: `words`).

A headline is made of claims about the outcome, so that what it says can be held against it. How a card is put together is in
`compose`.
"""

from __future__ import annotations

from . import money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .result import Result
    from .topic import Topic
    from .working import Act, Due


class Claim:
    """What the headline says of a field of the outcome: `relation` is "is", "at_least", "at_most", or "one_of" several values."""

    __slots__ = ("field", "relation", "value")

    def __init__(self, field: str, relation: str, value: Any) -> None:
        self.field = field
        self.relation = relation
        self.value = value

    def to_dict(self, topic: Topic) -> dict[str, object]:
        """The claim as the contract writes it."""
        result = topic.result[self.field]
        if self.relation == "one_of":
            return {"field": self.field, "one_of": [result.to_json(value) for value in self.value]}
        return {"field": self.field, self.relation: result.to_json(self.value)}


class Headline:
    """What is so in every case that is open, and what it claims.

    `about` are the two fields whose lowest and highest it tells, where one of them is open; it may be one field twice.
    """

    __slots__ = ("about", "claims", "text")

    def __init__(self, text: str, *claims: Claim, about: tuple[str, str] | None = None) -> None:
        self.text = text
        self.claims = claims
        self.about = about


class End:
    """The lowest or the highest of what the headline is about: in words with what leads there, its value, and such inputs."""

    __slots__ = ("inputs", "result", "text", "value")

    def __init__(self, text: str, result: Result, value: Any, inputs: dict[str, Any]) -> None:
        self.text = text
        self.result = result
        self.value = value
        self.inputs = inputs

    def to_dict(self, topic: Topic) -> dict[str, object]:
        """The end as the contract writes it."""
        inputs = {name: topic.field[name].to_json(value) for name, value in self.inputs.items()}
        return {"text": self.text, "value": self.result.to_json(self.value), "inputs": inputs}


class Better:
    """Answers that would lower the bill or the duties: `changes` by input, what comes of them, and what they save.

    `outcome` are the fields that would be others, with their values or `Bounds`; `saves` an amount of the answer's currency,
    None where it is no money; `when` is "now" or "next_time".
    """

    __slots__ = ("changes", "clause", "outcome", "saves", "text", "when")

    def __init__(
        self,
        changes: dict[str, Any],
        text: str,
        outcome: dict[str, Any],
        saves: tuple[Any, str] | None,
        clause: str,
        when: str,
    ) -> None:
        self.changes = changes
        self.text = text
        self.outcome = outcome
        self.saves = saves
        self.clause = clause
        self.when = when

    def to_dict(self, topic: Topic) -> dict[str, object]:
        """The change as the contract writes it."""
        saves = self.saves and {"value": money.plain_amount(self.saves[0]), "unit": self.saves[1]}
        return {
            "changes": {name: topic.field[name].to_json(value) for name, value in self.changes.items()},
            "text": self.text,
            "outcome": {name: topic.to_json(name, value) for name, value in self.outcome.items()},
            "saves": saves,
            "clause": self.clause,
            "when": self.when,
        }


class Card:
    """The answer for a person; `to_dict` is the contract's `words`.

    `headline` is one sentence or two, `claims` what it claims; `by_when` is never empty; `next` are one to three acts;
    `least` and `most` are None unless the headline is about an amount, a count or a day that is open.
    """

    __slots__ = ("by_when", "claims", "headline", "least", "most", "next")

    def __init__(
        self, headline: Headline, by_when: list[Due], acts: list[Act], least: End | None, most: End | None
    ) -> None:
        self.headline = headline.text
        self.claims = headline.claims
        self.by_when = by_when
        self.next = acts
        self.least = least
        self.most = most

    def to_dict(self, topic: Topic) -> dict[str, object]:
        """The card as the contract writes it."""
        return {
            "headline": self.headline,
            "claims": [claim.to_dict(topic) for claim in self.claims],
            "by_when": [due.to_dict() for due in self.by_when],
            "next": [act.to_dict() for act in self.next],
            "least": self.least and self.least.to_dict(topic),
            "most": self.most and self.most.to_dict(topic),
        }
