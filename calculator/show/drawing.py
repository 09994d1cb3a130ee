"""A picture as inline SVG: what pictures of answers are drawn with.

Nothing is told by colour alone, and a table under the picture has its data.

Lengths are in units of a drawing 320 wide. Letters are 14 units high at most (the style sheet makes them smaller where
the picture is wide), so a text is at home in `LETTER` units for each of its letters.
"""

from __future__ import annotations

from .text import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ..answer import Answer


WIDE = 320

LETTER = 7.2

GAP = 16  # between the baselines of two lines of text, at least


class Picture:
    """A drawing of some height, what it is called, what is to be known about it, and the table of its data."""

    def __init__(self, title: str, caption: str, height: float, columns: tuple[str, ...]) -> None:
        self.title = title
        self.caption = caption
        self.height = height
        self.columns = columns
        self.rows: list[tuple[str, ...]] = []
        self.drawn: list[str] = []

    def path(self, css: str, d: str) -> None:
        self.drawn.append(f'<path class="picture__{css}" d="{d}"/>')

    def line(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        self.path(css, f"M{at(x1, y1)}L{at(x2, y2)}")

    def box(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        size = f'width="{short(x2 - x1)}" height="{short(y2 - y1)}"'
        self.drawn.append(f'<rect class="picture__{css}" x="{short(x1)}" y="{short(y1)}" {size}/>')

    def words(self, words: str, x: float, y: float, anchor: str = "start", css: str = "") -> None:
        attributes = f' text-anchor="{anchor}"' if anchor != "start" else ""
        attributes += f' class="picture__{css}"' if css else ""
        self.drawn.append(f'<text x="{short(x)}" y="{short(y)}"{attributes}>{escape(words)}</text>')

    def you(self, x: float, y: float) -> None:
        """Where the reader stands: a diamond."""
        self.path("you", f"M{at(x, y - 7)}l7 7-7 7-7-7z")

    def range(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Where the reader stands between two places: a bar with ends."""
        across, down = (0, 6) if y1 == y2 else (6, 0)
        ends = "".join(f"M{at(x - across, y - down)}L{at(x + across, y + down)}" for x, y in ((x1, y1), (x2, y2)))
        self.path("range", f"M{at(x1, y1)}L{at(x2, y2)}{ends}")

    def lines(self, topic: str) -> Iterator[str]:
        # The title and the description are the drawing's name by being its children: they need no id, which two
        # pictures in one page could have in common.
        yield f'<figure class="picture picture--{topic}">'
        # HTML wants it first or last; it is shown between the drawing and the table.
        yield f"<figcaption>{escape(self.caption)}</figcaption>"
        yield (
            f'<svg class="picture__drawing" role="img" viewBox="0 0 {WIDE} {short(self.height)}" width="{WIDE}" '
            f'height="{short(self.height)}"><title>{escape(self.title)}</title>'
            f"<desc>{escape(self.caption)} The table below has its data.</desc>{''.join(self.drawn)}</svg>"
        )
        # The second class tells the pictures' tables apart: the page keeps those open that the reader opened.
        yield f'<details class="picture__data picture__data--{topic}"><summary>The picture as a table</summary>'
        head = "".join(f'<th scope="col">{escape(column)}</th>' for column in self.columns)
        yield f'<table class="picture__table"><thead><tr>{head}</tr></thead><tbody>'
        for first, *others in self.rows:
            cells = "".join(f"<td>{escape(other)}</td>" for other in others)
            yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
        yield "</tbody></table></details></figure>"


def short(length: float) -> str:
    """A length with one decimal at most."""
    return f"{round(length, 1):g}"


def at(x: float, y: float) -> str:
    return f"{short(x)} {short(y)}"


def width(words: str) -> float:
    """How wide a text is at most."""
    return LETTER * len(words)


def within(middle: float, words: str) -> float:
    """Where a text starts that is to stand around a place, so that it is wholly in the drawing."""
    return max(1, min(middle - width(words) / 2, WIDE - 1 - width(words)))


_kept: dict[str, tuple[object, Any]] = {}


def kept[Made](answer: Answer, besides: object, make: Callable[[Answer], Made]) -> Made:
    """What was made for a topic's last picture where the next one can use it, so that typing on costs little.

    It is made anew under other facts or readings, and where `besides`, all that it hangs on else, is another.
    """
    key = (answer.facts, answer.readings_asked, besides)
    topic = answer.topic.name
    if topic not in _kept or _kept[topic][0] != key:
        _kept[topic] = key, make(answer)
    return _kept[topic][1]  # type: ignore[no-any-return]
