"""The inputs of one question, as rules see them."""

from __future__ import annotations

from .numbers import Asked, Conditional, Unsettled
from .path import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .path import Path


class Case:
    """The inputs of one question, by name; a topic says in a class of its own which those are.

    What is not known is asked of `path`, which supposes a value (see path.py).
    """

    def __init__(self, known: Mapping[str, object], path: Path) -> None:
        self.__dict__.update(known)
        self.__path = path

    def knows(self, name: str) -> bool:
        """Whether an input is known, or was supposed on this path."""
        return name in self.__dict__

    def surely(self, name: str) -> bool:
        """Whether a yes or no is known to be yes, or a number to be more than 0."""
        return bool(self.__dict__.get(name))

    def perhaps(self, name: str) -> bool:
        """Whether a yes or no is yes, a number is more than 0, or it is not known."""
        return bool(self.__dict__.get(name, True))

    def unmet(self, wanted: Mapping[str, object]) -> list[str]:
        """Which of several inputs do not have the values wanted; none where all have them.

        Where some are known to have others, those; else, where some are not known, any of these.
        """
        known = self.__dict__
        failed = [name for name, value in wanted.items() if name in known and known[name] != value]
        if failed or known.keys() >= wanted.keys():
            return failed
        open_ = {name: value for name, value in wanted.items() if name not in known}
        path = self.__path
        if path.shared.splits:
            return self.__first_unmet(open_)
        unmet = path.unmet(open_)
        if not unmet:
            known.update(open_)
        return unmet

    def __first_unmet(self, wanted: Mapping[str, object]) -> list[str]:
        """The first of several inputs that does not have the value wanted, each asked by itself; none where all have them."""
        for name, value in wanted.items():
            if isinstance(value, bool):
                if getattr(self, name) != value:
                    return [name]
            elif self.__path.unmet({name: value}):
                return [name]
            else:
                self.__dict__[name] = value
        return []

    def amount_if(self, name: str, yes: int, no: int) -> int:
        """An amount that hangs on a yes or no."""
        if name in self.__dict__ or self.__path.shared.splits:
            return yes if getattr(self, name) else no
        values = self.__path.possible(name, NOTHING)
        if len(values) == 1:
            return yes if values[0] else no
        return Conditional(self.__path, name, yes, no)  # type: ignore[return-value]

    def between(self, least: int, most: int) -> int:
        """A count that no input settles: somewhere from `least` to `most`, both possible."""
        return least if least == most else Unsettled(self.__path, least, most)  # type: ignore[return-value]

    def either(self, words: str, yes: str, no: str) -> bool:
        """Whether something holds that no input settles: both are possible.

        `words` say what, in the working; `yes` and `no` say in a part of a sentence that it does, and that it does not.
        """
        return self.__path.either(words, (yes, no))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            path = self.__path
            field = path.topic.field[name]
            if field.kind in ("whole", "percent"):
                value = path.looked[name] = Asked(path, field)
            else:
                value = path.suppose(name)
            self.__dict__[name] = value
            return value
