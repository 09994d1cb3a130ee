"""The topics: one module each, which reads like the clauses that it computes.

A topic's module has a NAME, a TITLE, the QUESTION that it answers, its FIELDS (inputs), its OUTCOME (what each field is),
its READINGS (each with the options that can be computed, the usual first), and two functions: `problems`, which says what
in the inputs is in conflict, and `answer`, which works the outcome out and writes down how.
"""

from __future__ import annotations

from ..fields import Case
from . import fee, level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from ..answer import Kind, Working
    from ..errors import Problem
    from ..facts import Facts
    from ..fields import Field


class Topic:
    """What a question can be about; see the package's docstring for its parts."""

    def __init__(self, module: ModuleType) -> None:
        self.name: str = module.NAME
        self.title: str = module.TITLE
        self.question: str = module.QUESTION
        self.fields: tuple[Field, ...] = module.FIELDS
        self.field = {field.name: field for field in self.fields}
        self.outcome: dict[str, Kind | dict[str, Kind]] = module.OUTCOME
        self.readings: dict[str, tuple[str, ...]] = module.READINGS
        # Inputs of which some values are impossible beside those of others, and pairs (smaller, larger) of numbers.
        self.entangled: frozenset[str] = frozenset(getattr(module, "ENTANGLED", ()))
        self.ordered: tuple[tuple[str, str], ...] = getattr(module, "ORDERED", ())
        self.has_objects = any(isinstance(kind, dict) for kind in self.outcome.values())
        self._module = module
        self._kinds: dict[str, Kind] = {}
        for name, kind in self.outcome.items():
            if isinstance(kind, dict):
                self._kinds.update({f"{name}.{key}": each for key, each in kind.items()})
            else:
                self._kinds[name] = kind

    def kind(self, name: str) -> Kind:
        """What a field of the outcome is; an object's keys are fields "documents.scan"."""
        return self._kinds.get(name, "text")

    def case(self, known: Mapping[str, object], path: object) -> Case:
        return Case(known, path)  # type: ignore[arg-type]

    def problems(self, given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
        """What is in conflict among inputs each of which is fine by itself; `given` leaves out what is not known."""
        return self._module.problems(given, facts)  # type: ignore[no-any-return]

    def answer(self, case: Case, facts: Facts, why: Working) -> dict[str, object]:
        """The outcome; the working goes to `why`."""
        return self._module.answer(case, facts, why)  # type: ignore[no-any-return]


TOPICS: dict[str, Topic] = {module.NAME: Topic(module) for module in (level, fee)}
"""Every topic by its name, in the contract's order."""
