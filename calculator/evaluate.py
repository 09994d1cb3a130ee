"""A question, checked, to its answer."""

from __future__ import annotations

from decimal import localcontext

from . import facts as _facts
from .answer import Answer, Reading, currency_of
from .compose import card
from .errors import InputErrors, Problem
from .fields import REQUIRED, UNKNOWN, Bad
from .money import EXACT
from .parse import LONGEST, parse, shown, too_many
from .topics import TOPICS
from .unknown.ask_next import ask_next
from .unknown.ends import Ways, working_of_all
from .unknown.leaf import explore, explore_otherwise
from .unknown.merge import Merged
from .unknown.path import Shared
from .words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .card import Better
    from .facts.edition import Facts
    from .topic import Topic
    from .unknown.leaf import Leaf
    from .unknown.path import Inputs
    from .working import Step


def evaluate(
    topic: str,
    inputs: Mapping[str, object],
    *,
    edition: str | None = None,
    readings: Mapping[str, str] | None = None,
    brief: bool = False,
) -> Answer:
    """The answer to a question, under an edition of the policy.

    `topic` is one of `TOPICS`; `inputs` maps the names of its fields to values, as JSON has them or as people type them,
    None for what is not known. `edition` None is the current one; `readings` names readings other than the usual, and the
    answer is given under them. `brief` leaves out what would change the answer (`ask_next`, `not_met`, `readings`), for
    speed. Raises `InputErrors` with everything that is wrong, each with what to enter instead.
    """
    problems: list[Problem] = []
    known = TOPICS.get(topic) if isinstance(topic, str) else None
    if known is None:
        text = f"There is no topic {shown(topic)}. Ask about one of {listed(list(TOPICS))}."
        problems.append(Problem("topic", "unknown_topic", text))
    _, editions = _facts.editions()
    if edition is not None and (not isinstance(edition, str) or edition not in editions):
        text = f"There is no edition {shown(edition)}. Choose {listed(list(editions))}, or leave it out for the current one."
        problems.append(Problem("edition", "not_a_choice", text))
        edition = None
    facts = _facts.load(edition)
    taken = checked_readings(readings, problems)
    values = checked_values(known, inputs, facts, problems)
    if known is None or problems:
        raise InputErrors(topic, inputs, problems)
    return respond(known, values, facts, taken, brief=brief)


def checked_readings(readings: object, problems: list[Problem]) -> dict[str, str]:
    """The readings that were asked for, checked."""
    if readings is None:
        return {}
    if not hasattr(readings, "items"):
        text = 'Give readings as an object, for example {"fee-days": "day-30-late"}.'
        problems.append(Problem("readings", "not_an_object", text))
        return {}
    if len(readings) > LONGEST:  # type: ignore[arg-type]
        problems.append(too_many("readings", "readings", '{"fee-days": "day-30-late"}'))
        return {}
    every = {name: options for other in TOPICS.values() for name, options in other.readings.items()}
    for name, option in readings.items():
        if name not in every:
            text = f"There is no reading {shown(name)} that is computed. Choose one of {listed(list(every))}."
        elif option not in every[name]:
            text = f"{shown(option)} is no reading of {name}. Choose {listed(every[name])}."
        else:
            continue
        problems.append(Problem("readings", "not_a_choice", text))
    return dict(readings.items())


def checked_values(topic: Topic | None, inputs: object, facts: Facts, problems: list[Problem]) -> dict[str, object]:
    """Every input's value, in the topic's order; what is wrong is added to `problems`."""
    if not hasattr(inputs, "keys"):
        text = 'Give inputs as an object, for example {"kind": "merchant"}.'
        problems.append(Problem("inputs", "not_an_object", text))
        return {}
    if topic is None:
        return {}
    if len(inputs) > LONGEST:  # type: ignore[arg-type]
        problems.append(too_many("inputs", "inputs", '{"kind": "merchant"}'))
        return {}
    given = topic.renamed(inputs)  # type: ignore[arg-type]
    for name in [name for name in given if name not in topic.field]:
        text = f"There is no input {shown(name)}. This topic asks for {listed(list(topic.field), 'and')}."
        problems.append(Problem(str(name), "unknown_field", text))
    values: dict[str, object] = {}
    for field in topic.fields:
        try:
            value = parse(field, given[field.name], facts) if field.name in given else field.default
            if value is REQUIRED:
                raise Bad("required", field.please)
            values[field.name] = value
        except Bad as bad:
            problems.append(Problem(field.name, bad.code, bad.message, bad.meanings))
    named = {problem.field for problem in problems}
    settled = {name: value for name, value in values.items() if value is not UNKNOWN}
    problems += [problem for problem in topic.problems(settled, facts) if problem.field not in named]
    return values


def respond(topic: Topic, inputs: Inputs, facts: Facts, readings: Mapping[str, str], *, brief: bool = False) -> Answer:
    """The answer to a question whose inputs are checked, under the readings named and the usual ones else.

    Where `brief`, without what would change it: `ask_next`, `not_met` and `readings`. Raises `InputErrors` where the unknown
    inputs leave no case that is possible.
    """
    with localcontext(EXACT):
        shared = Shared(topic, inputs, facts)
        leaves = explore(shared, readings)
        merged = Merged(topic, leaves)
        first, single = leaves[0].working, len(leaves) == 1
        ways = None if single and not merged.spans else Ways(topic, leaves)
        answer = Answer(
            topic,
            facts,
            {name: None if value is UNKNOWN else value for name, value in inputs.items()},
            merged.fields,
            merged.bounds,
            readings,
            steps=first.steps
            if ways is None
            else working_of_all(facts, ways, merged.spans, currency_of(merged.fields)),
            discretion=first.discretions if single else union(leaf.working.discretions for leaf in leaves),
            brief=brief,
        )
        to_ask = ask_next(topic, inputs, leaves, merged) if merged.spans else []
        answer.words = card(answer, leaves, ways, to_ask)
        if not brief:
            answer.ask_next = to_ask
            answer.not_met = first.missed if single else union(leaf.working.missed for leaf in leaves)
            answer.readings = readings_of(shared, readings, leaves, merged)
            answer.find_better = find_better
        for leaf in leaves:
            leaf.forget()
        return answer


def find_better(answer: Answer) -> list[Better]:
    """What would lower the bill or the duties; what finds it is imported when it is first asked for."""
    from .laid_open.better import ways_to_better

    return ways_to_better(answer)


def union(lists: Iterable[list[Step]]) -> list[Step]:
    """All steps, each once, in order."""
    return list({(step.text, step.clause): step for steps in lists for step in steps}.values())


def readings_of(shared: Shared, taken: Mapping[str, str], leaves: list[Leaf], merged: Merged) -> list[Reading]:
    """The readings that were asked for and would change the answer if they were taken otherwise."""
    asked = set(leaves[0].working.asked)
    for leaf in leaves[1:]:
        asked |= leaf.working.asked.keys()
    rested_on = []
    for name, options in shared.topic.readings.items():
        if name not in asked:
            continue
        usual = taken.get(name, options[0])
        otherwise = {}
        for option in options:
            if option != usual:
                others = explore_otherwise(shared, {**taken, name: option}, name, leaves)
                if changes := merged.changes(others):
                    otherwise[option] = changes
        if otherwise:
            rested_on.append(Reading(name, usual, otherwise))
    return rested_on
