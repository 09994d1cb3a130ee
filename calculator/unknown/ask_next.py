"""What to answer next: the unknown input first whose answer leaves the least open."""

from __future__ import annotations

from ..fields import UNKNOWN
from ..money import HALF
from .numbers import Asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..fields import Field
    from ..topic import Topic
    from .leaf import Leaf
    from .merge import Merged
    from .path import Inputs


def ask_next(topic: Topic, inputs: Inputs, leaves: list[Leaf], merged: Merged) -> list[str]:
    """The unknown inputs that matter, the one first whose answer leaves the least open in the worst case.

    An input matters where, in some case that is possible, another value of it alone gives another outcome. What is left
    open is summed over the open fields, each as a share of what is open now.
    """
    signatures = [leaf.signature() for leaf in leaves]
    alike = [signatures.index(signature) for signature in signatures]
    touched = [leaf.touched() for leaf in leaves]
    hangs = set().union(*(leaf.depends_on() for leaf in leaves))
    ranked = []
    for place, field in enumerate(topic.fields):
        name = field.name
        if inputs[name] is UNKNOWN and (name in hangs or differ(name, leaves, alike, touched)):
            worst = 0.0
            for value in values_of(field, leaves):
                fixed = {name: value}
                left = tuple(
                    [at for at, leaf in enumerate(leaves) if name not in touched[at] or leaf.path.allows(fixed)]
                )
                worst = max(worst, sum([span.left_open(left, name, fixed) for span in merged.spans.values()]))
            ranked.append((worst, place, name))
    return [name for _, _, name in sorted(ranked)]


def differ(name: str, leaves: list[Leaf], alike: list[int], touched: list[set[str]]) -> bool:
    """Whether cases of two leaves that differ in that input alone have different outcomes; of leaves `alike` the first is named."""
    at = [place for place, names in enumerate(touched) if name in names]
    return any(
        alike[first] != alike[second] and leaves[first].beside(leaves[second], name)
        for index, first in enumerate(at)
        for second in at[index + 1 :]
    )


def values_of(field: Field, leaves: list[Leaf]) -> list[object]:
    """The values of an unknown input that are worth trying: all, or of a number the ends of where it was split."""
    if field.kind in ("yes_no", "market"):
        return list(leaves[0].path.values(field))
    values: dict[object, None] = {}
    for leaf in leaves:
        if field.name in leaf.path.looked:
            (low, over), (high, under) = leaf.path.looked[field.name].range({})
            if over or under:
                # An end that does not belong to the range stands for all of it by its middle.
                values[(low + high) * HALF] = None
            values |= {end: None for end, beside in ((low, over), (high, under)) if not beside}
        elif field.name in leaf.path.supposed:
            values[leaf.path.supposed[field.name]] = None
    if not values:
        # A number that is not looked at matters where it bounds another: its own ends.
        for leaf in leaves:
            values |= dict.fromkeys(Asked(leaf.path, field).ends())
    return list(values)
