"""What an answer says to a person: its headline, by when, what to do next, and both ends of what is open (contract: `words`).

A headline is made of claims about the outcome, so that what it says can be held against it. By when and what next, the rules
write down as they go (`Working.due`, `Working.act`): over several cases, what holds in all of them stands as it is, and what
holds in some is told with its condition.
"""

from __future__ import annotations

from .unknown.ends import corner, supposed_by
from .unknown.path import NOTHING
from .unknown.statement import inputs_leading, statements
from .words import capital, in_words, listed, uncapital
from .working import Act, Due

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .answer import Answer
    from .result import Result
    from .topic import Topic
    from .unknown.ends import Ways
    from .unknown.leaf import Leaf

LONGEST = 30
"""The most words of a sentence that a person is to read in a hurry."""

MOST_CONDITIONAL = 4
"""The most lines of by-when that hold in some cases only: more say less."""

MOST_ACTS = 3


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


def card(answer: Answer, leaves: list[Leaf], ways: Ways | None, ask_next: list[str]) -> Card:
    """The card of an answer; `ways` are those of its leaves where something is open, `ask_next` what to ask then."""
    words = answer.topic.part("words")
    headline: Headline = words.headline(answer)
    least = most = None
    if headline.about and ways:
        least, most = (end(answer, leaves, ways, name, which) for which, name in enumerate(headline.about))
    acts = [*words.acts(answer)] if hasattr(words, "acts") else []
    if ask_next and not acts and (least or not common_acts(leaves)):
        acts.append(to_answer(answer, headline, ask_next))
    acts += common_acts(leaves)
    return Card(headline, dues(leaves, ways), acts[:MOST_ACTS], least, most)


def to_answer(answer: Answer, headline: Headline, ask_next: list[str]) -> Act:
    """To answer what narrows the answer most."""
    source = answer.topic.result[headline.claims[0].field].source
    field = answer.topic.field[ask_next[0]]
    verb = "Answer" if field.kind == "yes_no" else "Enter"
    return Act(f"{verb} first {field.enter}.", answer.facts.figures[source].clause)


def common_acts(leaves: list[Leaf]) -> list[Act]:
    """What to do next whatever turns out."""
    others = [{act.said for act in leaf.working.acts} for leaf in leaves[1:]]
    return [act for act in leaves[0].working.acts if all(act.said in there for there in others)]


def dues(leaves: list[Leaf], ways: Ways | None) -> list[Due]:
    """By when: what holds in all leaves; then what holds in some, each with what leads there, if these are few."""
    kept = [{due.said for due in leaf.working.dues} for leaf in leaves]
    common = set.intersection(*kept)
    by_words = in_order([leaf.working.dues for leaf in leaves])
    some = {said: conditional(due, leaves, kept, ways) for said, due in by_words.items() if said not in common}
    if len(some) <= MOST_CONDITIONAL and all(is_short(due.said) for due in some.values()):
        return [some.get(said) or due for said, due in by_words.items()]
    always = [due for said, due in by_words.items() if said in common]
    return [*always, Due("More depends on what is not known yet.", next(iter(some.values())).clause)]


def in_order(lists: list[list[Due]]) -> dict[str, Due]:
    """All that several lists hold, each once, so that what comes before something in one of them does so here too."""
    order: list[Due] = []
    for dues in lists:
        for place, due in enumerate(dues):
            said = [other.said for other in order]
            if due.said not in said:
                later = [said.index(other.said) for other in dues[place + 1 :] if other.said in said]
                order.insert(min(later, default=len(order)), due)
    return {due.said: due for due in order}


def conditional(due: Due, leaves: list[Leaf], kept: list[set[str]], ways: Ways | None) -> Due:
    """Something that is due in some leaves, with the fewest answers that lead there."""
    assert ways  # where leaves differ something is open
    good = sum(1 << place for place, own in enumerate(kept) if due.said in own)
    leaf = min((leaf for place, leaf in enumerate(leaves) if good >> place & 1), key=supposed_by)
    when = statements(ways, leaf, ways.fewest(leaf, good), good)
    return Due(f"If {listed(when, 'and')}, {uncapital(due.said)}", due.clause, due.when) if when else due


def end(answer: Answer, leaves: list[Leaf], ways: Ways, name: str, which: int) -> End:
    """The lowest (0) or the highest (1) of a field over all leaves."""
    result = answer.topic.result[name]
    values: list[Any] = [leaf.end_of(name, which) for leaf in leaves if leaf.end_of(name, which) is not None]
    wanted = (min, max)[which](values)
    leaf = min((leaf for leaf in leaves if leaf.end_of(name, which) == wanted), key=supposed_by)
    fixed = corner(leaf.open[name][2], which) if name in leaf.open else NOTHING
    good = ways.having(name, wanted, fixed)
    when = statements(ways, leaf, ways.fewest(leaf, good, fixed), good)
    value = result.typed(wanted)
    said = f"{('Lowest', 'Highest')[which]}: {in_words(result.kind, value, result.currency or answer.currency)}"
    text = f"{said}, if {listed(when, 'and')}." if when else f"{said}."
    if not is_short(text):
        text = " ".join([f"{said}, if all of this holds.", *(f"{capital(statement)}." for statement in when)])
    return End(text, result, value, inputs_leading(leaf, fixed))


def is_short(text: str) -> bool:
    """Whether no sentence of a text is too long to be read in a hurry."""
    return all(len(sentence.split()) <= LONGEST for sentence in text.split(". "))
