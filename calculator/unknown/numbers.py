"""The numbers that are open on a path: an input that is not known, and what is made of it."""

from __future__ import annotations

from functools import lru_cache

from .path import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..fields import Field
    from .path import Inputs, Number, Path, Place, Range


class Quantity:
    """A number that is not known, on one path: it lies in a range that each comparison narrows."""

    __slots__ = ("at", "fixed", "last_fixed", "last_range", "path")
    whole: bool
    key: object
    names: frozenset[str] = frozenset()
    """The inputs that it hangs on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.has_numbers = True
        # The ranges found last: with nothing fixed, and at how many forks; and with which inputs fixed.
        self.at = -1
        self.fixed = NOTHING
        self.last_range: Range
        self.last_fixed: Range

    def bare(self, fixed: Inputs) -> Range:
        """Where it may lie before any comparison, once the `fixed` inputs are known."""
        raise NotImplementedError

    def corner(self, end: int) -> dict[str, object]:
        """The inputs that lead to the least (0) or the most (1); none where no input does."""
        return {}

    def range(self, fixed: Inputs) -> Range:
        """Where it may lie on this path, once the `fixed` inputs are known."""
        if fixed and not self.names.isdisjoint(fixed):
            if fixed is not self.fixed:
                self.fixed, self.last_fixed = fixed, self.within(fixed)
            return self.last_fixed
        path = self.path
        if self.at != path.at:
            self.at = path.at
            self.last_range = self.within(NOTHING) if self.key in path.narrowed else self.bare(NOTHING)
        return self.last_range

    def within(self, fixed: Inputs) -> Range:
        """Where it may lie, by what it is made of and by what it was compared with."""
        compared = self.path.narrowed.get(self.key)
        if compared is None:
            return self.bare(fixed)
        low, high = self.bare(fixed)
        least, most = compared[1]
        return max(low, least), min(high, most)

    def ends(self) -> tuple[Number, Number]:
        """The least and the most that it can be on this path."""
        low, high = self.range(NOTHING)
        return low[0], high[0]

    def below(self, number: Number) -> Place:
        return (number - 1, 0) if self.whole else (number, -1)

    def above(self, number: Number) -> Place:
        return (number + 1, 0) if self.whole else (number, 1)

    def narrow(self, *ends: tuple[Place | None, Place | None]) -> int:
        """Take one of several ranges that together hold every number, and narrow to it; says which."""
        low, high = self.range(NOTHING)
        ways = []
        for way, (least, most) in enumerate(ends):
            start, end = low if least is None or least < low else least, high if most is None or most > high else most
            if start <= end:
                ways.append((way, (start, end)))
        self.path.trail.append([0, ways])
        return self.again()

    def again(self) -> int:
        """The range that this run takes, of those found where the fork was met first."""
        path = self.path
        turn, ways = path.trail[path.at]
        path.at += 1
        way: int
        way, within = ways[turn]
        path.narrowed[self.key] = (self, within)
        path.compared |= self.names
        return way

    def __lt__(self, other: Number) -> bool:
        path = self.path
        met = path.at < len(path.trail)
        return (self.again() if met else self.narrow((None, self.below(other)), ((other, 0), None))) == 0

    def __ge__(self, other: Number) -> bool:
        return not self < other

    def __le__(self, other: Number) -> bool:
        path = self.path
        met = path.at < len(path.trail)
        return (self.again() if met else self.narrow((None, (other, 0)), (self.above(other), None))) == 0

    def __gt__(self, other: Number) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        path = self.path
        if path.at < len(path.trail):
            return self.again() == 1
        number: Number = other  # type: ignore[assignment]  # topics compare with figures alone
        return self.narrow((None, self.below(number)), ((number, 0), (number, 0)), (self.above(number), None)) == 1

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return self != 0

    def __add__(self, other: Number | Quantity) -> Quantity:
        # Nothing added is the number itself, so that what it was compared with still holds.
        return self if type(other) is int and other == 0 else Sum(self, other)

    __radd__ = __add__

    def __sub__(self, other: Number | Quantity) -> Quantity:
        return Difference(self, other)

    def __rsub__(self, other: Number) -> Quantity:
        return Difference(other, self)

    def __mul__(self, other: Number | Quantity) -> Quantity:
        return Product(self, other)

    __rmul__ = __mul__

    def lesser(self, other: Number | Quantity) -> Quantity:
        return Lesser(self, other)

    def mapped(self, rising: Callable[[Number], Number], formula: str, *, whole: bool = False) -> Quantity:
        """A function of this number that never falls where the number rises; `formula` says it, {} being the number."""
        return Mapped(self, rising, formula, whole=whole)

    def __format__(self, spec: str) -> str:
        least, most = self.ends()
        return f"{least:{spec}}" if least == most else f"{least:{spec}} to {most:{spec}}"


class Asked(Quantity):
    """An input that is a number and not known."""

    __slots__ = ("field", "key", "limits", "names", "whole")

    def __init__(self, path: Path, field: Field) -> None:
        super().__init__(path)
        self.field = field
        self.key = field.name
        self.names = path.topic.beside[field.name]
        self.whole = field.kind == "whole"
        self.limits = path.shared.limits_of(field)

    def bare(self, fixed: Inputs) -> Range:
        least, most, larger, smaller = self.limits
        if fixed and self.field.name in fixed:
            value: Place = (fixed[self.field.name], 0)  # type: ignore[assignment]  # a number
            least, most = max(least, value), min(most, value)
        for name in larger:
            most = min(most, self.other(name, fixed, 1, most))
        for name in smaller:
            least = max(least, self.other(name, fixed, 0, least))
        return least, most

    def other(self, name: str, fixed: Inputs, end: int, otherwise: Place) -> Place:
        """An end of what is known of another number, which this one is not above or not below."""
        if name in fixed:
            return (fixed[name], 0)  # type: ignore[return-value]  # a number
        narrowed = self.path.narrowed.get(name)
        return narrowed[1][end] if narrowed else otherwise

    def corner(self, end: int) -> dict[str, object]:
        return {self.field.name: self.range({})[end][0]}


class Unsettled(Quantity):
    """A count that no input settles, between two bounds that are both possible."""

    __slots__ = ("key", "least", "most")
    whole = True

    def __init__(self, path: Path, least: int, most: int) -> None:
        super().__init__(path)
        self.key = ("between", least, most)
        self.least = least
        self.most = most

    def bare(self, fixed: Inputs) -> Range:
        return (self.least, 0), (self.most, 0)


class Conditional(Quantity):
    """A number that hangs on a yes or no which is not known: either is possible where it is made."""

    __slots__ = ("forks", "key", "name", "names", "numbers")
    whole = True

    def __init__(self, path: Path, name: str, yes: int, no: int) -> None:
        super().__init__(path)
        self.name = name
        self.numbers = no, yes
        self.forks = path.at
        self.key = ("if", name, yes, no)
        self.names = path.topic.beside[name]

    def bare(self, fixed: Inputs) -> Range:
        numbers: Sequence[int] = self.numbers
        if fixed or self.forks != self.path.at:
            numbers = [numbers[bool(value)] for value in self.path.possible(self.name, fixed)]
        return (min(numbers), 0), (max(numbers), 0)

    def corner(self, end: int) -> dict[str, object]:
        return {self.name: self.numbers[True] == self.range({})[end][0]}


class Mapped(Quantity):
    """A rising function of another number."""

    __slots__ = ("key", "names", "of", "rising", "whole")

    def __init__(self, of: Quantity, rising: Callable[[Number], Number], formula: str, *, whole: bool) -> None:
        super().__init__(of.path)
        self.whole = whole
        self.of = of
        self.rising = rising
        self.key = (formula, of.key)
        self.names = of.names

    def bare(self, fixed: Inputs) -> Range:
        (low, over), (high, under) = self.of.range(fixed)
        return (self.rising(low), over), (self.rising(high), under)

    def corner(self, end: int) -> dict[str, object]:
        return self.of.corner(end)


class Constant(Quantity):
    """A known number beside one that is not."""

    __slots__ = ("ends_", "key", "whole")

    def __init__(self, number: Number) -> None:
        self.key = number
        self.whole = isinstance(number, int)
        self.ends_ = ((number, 0), (number, 0))

    def range(self, fixed: Inputs) -> Range:
        return self.ends_


constant = lru_cache(maxsize=100, typed=True)(Constant)
"""The same few stand in every sum."""


class Made(Quantity):
    """A number made of two others, one of them at least not known."""

    __slots__ = ("first", "key", "names", "second", "whole")
    sign: str

    def __init__(self, first: Number | Quantity, second: Number | Quantity) -> None:
        self.first = first if isinstance(first, Quantity) else constant(first)
        self.second = second if isinstance(second, Quantity) else constant(second)
        # One of the two at least is not known.
        self.path = (self.second if isinstance(self.first, Constant) else self.first).path
        self.names = self.first.names | self.second.names
        self.at = -1
        self.fixed = NOTHING
        self.key = (self.sign, self.first.key, self.second.key)
        self.whole = self.first.whole and self.second.whole

    def corner(self, end: int) -> dict[str, object]:
        return self.first.corner(end) | self.second.corner(end)


class Sum(Made):
    """Two numbers that hang on different inputs, added."""

    __slots__ = ()
    sign = "+"

    def bare(self, fixed: Inputs) -> Range:
        (low, over), (high, under) = self.first.range(fixed)
        (least, above), (most, below) = self.second.range(fixed)
        return (low + least, over if over > above else above), (high + most, under if under < below else below)


class Product(Made):
    """Two numbers multiplied, neither below nothing, that hang on different inputs."""

    __slots__ = ()
    sign = "×"

    def bare(self, fixed: Inputs) -> Range:
        (low, over), (high, under) = self.first.range(fixed)
        (least, above), (most, below) = self.second.range(fixed)
        return (low * least, over if over > above else above), (high * most, under if under < below else below)


class Difference(Made):
    """One number less another; never below nothing where the inputs are in that order."""

    __slots__ = ()
    sign = "−"

    def bare(self, fixed: Inputs) -> Range:
        low, high = self.first.range(fixed)
        least, most = self.second.range(fixed)
        below, above = (low[0] - most[0], low[1] - most[1]), (high[0] - least[0], high[1] - least[1])
        if (self.key[2], self.key[1]) in self.path.topic.ordered:  # type: ignore[index]
            below = max(below, (0, 0))
        return below, above

    def corner(self, end: int) -> dict[str, object]:
        inputs: dict[str, Any] = self.first.corner(end) | self.second.corner(1 - end)
        # Where the second may reach beyond the first, it is the first that stops it.
        for name, value in inputs.items():
            for smaller, larger in self.path.topic.ordered:
                if smaller == name and larger in inputs and value > inputs[larger]:
                    inputs[name] = inputs[larger]
        return inputs


class Lesser(Made):
    """The lesser of two numbers that hang on different inputs."""

    __slots__ = ()
    sign = "min"

    def bare(self, fixed: Inputs) -> Range:
        low, high = self.first.range(fixed)
        least, most = self.second.range(fixed)
        return min(low, least), min(high, most)
