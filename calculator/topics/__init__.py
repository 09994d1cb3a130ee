"""The rules of the topics: one module each, which reads like the clauses that it computes.

A topic's module has two functions: `problems` says what in the inputs is in conflict, and `answer` works the outcome out and
writes down how. Where a topic has more than one question, its parts are modules named after it: `fee_deadline` is a part of
`fee`. What a topic asks and answers stands in `questions.py`.
"""

from __future__ import annotations

from ..questions import QUESTIONS, Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from ..answer import Working
    from ..errors import Problem
    from ..facts import Facts
    from ..fields import Case
    from ..path import Path


class Topic(Question):
    """What a question can be about: what it asks, and its rules, which are imported when it is first asked about."""

    def __init__(self, question: Question) -> None:
        self.__dict__.update(question.__dict__)
        self._rules: ModuleType | None = None

    @property
    def rules(self) -> ModuleType:
        """The module of its rules."""
        if self._rules is None:
            from importlib import import_module

            self._rules = import_module(f"{__name__}.{self.name}")
        return self._rules

    def case(self, known: Mapping[str, object], path: Path) -> Case:
        """The inputs as the rules see them."""
        return self.rules.Inputs(known, path)  # type: ignore[no-any-return]

    def problems(self, given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
        """What is in conflict among inputs each of which is fine by itself; `given` leaves out what is not known."""
        return self.rules.problems(given, facts)  # type: ignore[no-any-return]

    def answer(self, case: Case, facts: Facts, why: Working) -> dict[str, object]:
        """The outcome; the working goes to `why`."""
        return self.rules.answer(case, facts, why)  # type: ignore[no-any-return]


TOPICS: dict[str, Topic] = {question.name: Topic(question) for question in QUESTIONS}
"""Every topic by its name, in the contract's order."""
