"""The fees as steps over the days late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from ... import calendar
from ...result import Bounds
from ...show import text
from ...show.drawing import GAP, WIDE, Picture, at, kept, short, width, within
from ...words import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer

    Ends = tuple[Decimal, Decimal]


# The inputs that say how late: the curve runs over them.
LATE: dict[str, object] = {"days_late": None, "received": None, "as_of": None}

WINDOW = 12  # monthly fees drawn at most, so that each can be seen


class Totals:
    """What the fees of a case come to on a day after the first deadline, least and most; each day is asked for once."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.first_deadline: date | None = answer.inputs["first_deadline"]
        self.days: dict[int, Ends] = {}

    def __call__(self, day: int) -> Ends:
        if day not in self.days:
            late: dict[str, object] = {"days_late": day}
            if self.first_deadline:
                late = {"received": calendar.add_days(self.first_deadline, day)}
            self.days[day] = self.answer.again(**LATE | late).ends("total")
        return self.days[day]

    def changes(self, days: list[int]) -> list[tuple[int, Ends]]:
        """The first of the days, and each day on which the total changes: it never falls, so halving finds them."""
        turns = [(days[0], self(days[0]))]
        for low, high in pairwise(days):
            while self(low) != self(high):
                below, above = low, high
                while above - below > 1:
                    middle = (below + above) // 2
                    if self(middle) == self(low):
                        below = middle
                    else:
                        above = middle
                turns.append((above, self(above)))
                low = above
        return turns


def drawn(answer: Answer) -> Picture | None:
    """The fees as steps over the days late, with the reader on the line; nothing where none can fall."""
    totals = kept(answer, {**answer.inputs, **LATE}, Totals)
    sheet = answer.facts.fees
    late: int = answer.fields["days_late"]
    period = sheet.monthly_period.value
    start = max(0, late // period - WINDOW + 2) * period
    last = max(sheet.third_after.value, late // period * period, start + period) + period
    if totals.first_deadline:
        last = min(last, (date.max - totals.first_deadline).days)
    turns = {sheet.first_after.value, sheet.second_after.value, sheet.third_after.value}
    if not answer.fields["instalments"]:
        turns.update(range(start, last, period))
    days = {start, last, *(day + more for day in turns for more in (0, 1) if start <= day + more <= last)}
    changes = totals.changes(sorted(days))
    most = totals(last)[1]
    if not most:
        return None

    def money(total: Ends) -> str:
        return text.possible_in_words(answer, "total", Bounds(*total))

    left, right, top, base = 8, 312, 46, 150

    def x(day: int) -> float:
        return left + (right - left) * (day - start) / (last - start)

    def y(total: Decimal) -> float:
        return base - float((base - top) * total / most)

    picture = Picture(
        "Non-validation fees over the days late",
        f"Fees in all, by days after the first deadline. The diamond is you, {plural(late, 'day')} late."
        if "total" not in answer.bounds
        else f"Fees in all, by days after the first deadline: somewhere between the two lines. The bar is you, {late:,} days late.",
        190,
        ("Days late", "Fees in all"),
    )
    is_open = any(low != high for _, (low, high) in changes)
    corners = []
    for end in (0, 1):
        line = [f"{at(x(changes[0][0]), y(changes[0][1][end]))}"]
        line += [f"H{short(x(day))}V{short(y(total[end]))}" for day, total in changes[1:]]
        corners.append("".join(["M", *line, f"H{right}"]))
    if is_open:
        back = [at(right, y(changes[-1][1][1]))]
        for (day, _), (_, total) in zip(reversed(changes[1:]), reversed(changes[:-1]), strict=True):
            back.append(f"H{short(x(day))}V{short(y(total[1]))}")
        picture.path("band", f"{corners[0]}L{''.join(back)}H{short(x(changes[0][0]))}z")
    picture.line("axis", left, base, right, base)
    picture.path("line", corners[0])
    if is_open:
        picture.path("line picture__line--most", corners[1])
    you = answer.ends("total")
    picture.line("guide", x(late), 20, x(late), base)
    if you[0] == you[1]:
        picture.you(x(late), y(you[0]))
    else:
        picture.range(x(late), y(you[0]), x(late), y(you[1]))

    def amount(end: str, total: Decimal, edge: float, base: float, anchor: str = "start") -> None:
        """A label where the mark of the reader, whose own label says the amount, leaves room; else which end it is alone."""
        for words in (f"{end} {money((total, total))}".strip(), end):
            start = edge - width(words) if anchor == "end" else edge
            if words and not start - 8 < x(late) < start + width(words) + 8:
                picture.words(words, edge, base, anchor)
                return

    low, high = totals(last)
    amount("" if low == high else "most", high, right, y(high) - 6, "end")
    if low != high and y(low) - y(high) > GAP:
        # Below its line, unless the axis is there.
        amount("least", low, right, y(low) + 14 if y(low) + 14 < base else y(low) - 6, "end")
    for (day, total), (next_day, _) in pairwise([] if is_open else changes):
        if width(money(total)) <= x(next_day) - x(day):
            amount("", total[0], x(day) + 3, y(total[0]) - 6)
    shown: list[float] = []
    for day in [day for day, _ in changes[1:]] + [last, start]:
        words = f"{day:,}"
        if all(abs(x(day) - other) > width(words) + 8 for other in shown):
            shown.append(x(day))
            picture.line("tick", x(day), base, x(day), base + 4)
            picture.words(words, min(x(day), WIDE - width(words) / 2), base + 17, "middle")
    picture.words("days after the first deadline", WIDE / 2, base + 35, "middle")
    words = f"You, day {late:,}: {money(you)}"
    picture.words(words, within(x(late), words), 14, css="strong")
    for (day, total), (next_day, _) in pairwise([*changes, (last + 1, changes[-1][1])]):
        picture.rows.append((f"{day:,}" if next_day == day + 1 else f"{day:,} to {next_day - 1:,}", money(total)))
    picture.rows.append((f"You: {late:,}", money(you)))
    return picture
