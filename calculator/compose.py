"""The card of an answer, put together from what its cases have in common.

By when and what next, the rules write down as they go (`Working.due`, `Working.act`): over several cases, what holds in all of
them stands as it is, and what holds in some is told with its condition.
"""

from __future__ import annotations

from .card import Card, End
from .unknown.ends import corner, supposed_by
from .unknown.path import NOTHING
from .unknown.statement import inputs_leading, statements
from .words import capital, in_words, listed, uncapital
from .working import Act, Due

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .answer import Answer
    from .card import Headline
    from .unknown.ends import Ways
    from .unknown.leaf import Leaf

LONGEST = 30
"""The most words of a sentence that a person is to read in a hurry."""

MOST_CONDITIONAL = 4
"""The most lines of by-when that hold in some cases only: more say less."""

MOST_ACTS = 3


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
    condition = f"If {listed(when, 'and')},"
    said = Due(f"{condition} {uncapital(due.said)}", due.clause, due.when, due.field, f"{condition} {due.what}")
    return said if when else due  # no answer settles it


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
