"""What a topic is: its inputs, the fields of its outcome, its readings, and where its rules, words and picture stand.

A reading has the options that can be computed, the usual one first.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType
    from typing import Any

    from .errors import Problem
    from .facts.edition import Facts
    from .fields import Field
    from .result import Result


class Topic:
    """What a question can be about: what it asks and answers, and its rules, which are imported when it is first asked about.

    `covers` and `leaves` say in words what the rules compute and what they leave to a person; `ordered` are pairs of number
    inputs (smaller, larger); `entangled` are inputs of which some values are impossible beside those of others.
    """

    def __init__(
        self,
        name: str,
        title: str,
        question: str,
        *,
        covers: str,
        leaves: str,
        fields: tuple[Field, ...],
        results: tuple[Result, ...],
        readings: dict[str, tuple[str, ...]] | None = None,
        has_picture: bool = False,
        ordered: tuple[tuple[str, str], ...] = (),
        entangled: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.title = title
        self.question = question
        self.covers = covers
        self.leaves = leaves
        self.fields = fields
        self.field = {field.name: field for field in fields}
        self.former = {name: field.name for field in fields for name in field.former}
        self.results = results
        self.result: dict[str, Result] = {result.name: result for result in results}
        self.readings: dict[str, tuple[str, ...]] = readings or {}
        self.has_picture = has_picture
        self.ordered = ordered
        self.entangled = frozenset(entangled)
        # For each input, those that it is not above, and those that it is not below.
        self.at_most = {name: [large for small, large in ordered if small == name] for name in self.field}
        self.at_least = {name: [small for small, large in ordered if large == name] for name in self.field}
        # For each input, those whose values bound its own; itself among them.
        self.beside = {name: frozenset(self._beside(name)) for name in self.field}
        self._parts: dict[str, ModuleType] = {}
        # The fields of the outcome as it holds them: those of an object under its name.
        self.outcome: dict[str, Result | dict[str, Result]] = {}
        for result in results:
            outer, point, inner = result.name.partition(".")
            if point:
                self.outcome.setdefault(outer, {})[inner] = result  # type: ignore[index]
            else:
                self.outcome[outer] = result
        self.has_objects = len(self.outcome) < len(results)

    def _beside(self, name: str) -> Iterator[str]:
        yield name
        if name in self.entangled:
            yield from self.entangled
        for pair in self.ordered:
            if name in pair:
                yield from pair

    def renamed(self, given: Mapping[str, object]) -> Mapping[str, object]:
        """Inputs by their present names; what is given under a former name beside the present one stays as it is."""
        if self.former.keys().isdisjoint(given):
            return given
        now = {name: self.former.get(name, name) for name in given}
        return {name if now[name] in given else now[name]: value for name, value in given.items()}

    def to_json(self, name: str, value: Any) -> object:
        """A field's value or bounds as the contract writes them."""
        if value is None:
            return None
        result = self.result[name]
        return value.to_json(result) if hasattr(value, "any_of") else result.to_json(value)

    def part(self, name: str) -> ModuleType:
        """A module of its folder, imported when it is first asked for."""
        if name not in self._parts:
            from importlib import import_module

            self._parts[name] = import_module(f"{__package__}.topics.{self.name}.{name}")
        return self._parts[name]

    def problems(self, given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
        """What is in conflict among inputs each of which is fine by itself; `given` leaves out what is not known."""
        return self.part("rules").problems(given, facts)  # type: ignore[no-any-return]
