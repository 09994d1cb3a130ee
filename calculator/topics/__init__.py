"""The topics, a folder each: what it asks and answers, its rules, which read like the clauses that they compute, its words and picture.

A topic's `question` is a `Topic` and the `Inputs` that its rules see. Its `rules` have two functions: `problems` says what in the
inputs is in conflict, and `answer` works the outcome out and writes down how; where a topic has more than one question, its
parts stand beside: `deadline` is a part of `fee`. Its `words` have the answer's `sentence`, its `picture` what is `drawn`.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..topic import Topic

NAMES = ("level", "validation", "step", "fee", "indemnity", "incident", "contact", "privacy", "overview")
"""Every topic, in the contract's order."""


class Topics(Mapping[str, "Topic"]):
    """Every topic by its name, in the contract's order; each is imported when it is first asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, Topic] = {}

    def __getitem__(self, name: str) -> Topic:
        if name not in self._loaded:
            if name not in NAMES:
                raise KeyError(name)
            from importlib import import_module

            self._loaded[name] = getattr(import_module(f"{__name__}.{name}.question"), name.upper())
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


TOPICS = Topics()
