"""The rules of the Data Security Operating Policy, computed: levels, papers, fees, indemnity and deadlines.

    >>> from calculator import evaluate
    >>> question = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
    >>> evaluate("fee", question).outcome["total"]
    '147000'

`evaluate` answers a question about one of `TOPICS`; `edition_on` gives the edition in force on a day. Nothing but the
standard library is needed.
"""

from __future__ import annotations

from . import facts as _facts
from .answer import Answer, Reading, Step
from .errors import FactsError, InputErrors, NoEdition, Problem
from .facts import edition_on
from .fields import REQUIRED, UNKNOWN, Bad, Field, listed, shown
from .topics import TOPICS, Topic
from .unknown import respond

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "TOPICS",
    "Answer",
    "FactsError",
    "Field",
    "InputErrors",
    "NoEdition",
    "Problem",
    "Reading",
    "Step",
    "Topic",
    "edition_on",
    "evaluate",
]


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
    taken = _readings(readings, problems)
    values = _values(known, inputs, facts, problems)
    if known is None or problems:
        raise InputErrors(topic, inputs, problems)
    return respond(known, values, facts, taken, brief=brief)


def _readings(readings: object, problems: list[Problem]) -> dict[str, str]:
    """The readings that were asked for, checked."""
    if readings is None:
        return {}
    if not hasattr(readings, "items"):
        text = 'Give readings as an object, for example {"fee-days": "day-30-late"}.'
        problems.append(Problem("readings", "not_an_object", text))
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


def _values(topic: Topic | None, inputs: object, facts: _facts.Facts, problems: list[Problem]) -> dict[str, object]:
    """Every input's value, in the topic's order; what is wrong is added to `problems`."""
    if not hasattr(inputs, "keys"):
        text = 'Give inputs as an object, for example {"kind": "merchant"}.'
        problems.append(Problem("inputs", "not_an_object", text))
        return {}
    if topic is None:
        return {}
    given: Mapping[str, object] = inputs  # type: ignore[assignment]
    for name in [name for name in given if name not in topic.field]:
        text = f"There is no input {shown(name)}. This topic asks for {listed(list(topic.field), 'and')}."
        problems.append(Problem(str(name), "unknown_field", text))
    values: dict[str, object] = {}
    for field in topic.fields:
        try:
            value = field.parse(given[field.name], facts) if field.name in given else field.default
            if value is REQUIRED:
                raise Bad("required", field.please)
            values[field.name] = value
        except Bad as bad:
            problems.append(Problem(field.name, bad.code, bad.message))
    named = {problem.field for problem in problems}
    found = {name: value for name, value in values.items() if value is not UNKNOWN}
    problems += [problem for problem in topic.problems(found, facts) if problem.field not in named]
    return values
