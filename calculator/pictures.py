"""Pictures of an answer as inline SVG: fees over the days late, levels on a scale, the reduction over two shares, deadlines.

The same functions draw the worked examples at build time and, in the browser, what a reader asks. Each point is of the
answer itself, and each curve is the topic asked again with other inputs: there is no second rule. What is open is drawn
as a range. Nothing is told by colour alone, and a table under the picture has its data.

Lengths are in units of a drawing 320 wide. Letters are 14 units high at most (the style sheet makes them smaller where
the picture is wide), so a text is at home in `LETTER` units for each of its letters.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, localcontext
from itertools import pairwise
from math import log10

from . import calendar, facts, text
from .answer import label
from .facts import Figure
from .money import EXACT
from .path import Shared
from .text import escape
from .topics import TOPICS
from .unknown import Merged, explore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    Json = Mapping[str, Any]
    Ends = tuple[Decimal, Decimal]

WIDE = 320
LETTER = 7.2
GAP = 16  # between the baselines of two lines of text, at least


def figure(answer: Json) -> Iterator[str]:
    """The picture of an answer in the contract's JSON as lines of HTML; none where nothing is to be drawn."""
    picture = DRAWN[answer["topic"]](answer) if answer["topic"] in DRAWN else None
    if picture:
        yield from picture.lines(answer["topic"])


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
        yield (
            f'<svg class="picture__drawing" role="img" viewBox="0 0 {WIDE} {short(self.height)}" width="{WIDE}" '
            f'height="{short(self.height)}"><title>{escape(self.title)}</title>'
            f"<desc>{escape(self.caption)} The table below has its data.</desc>{''.join(self.drawn)}</svg>"
        )
        yield f"<figcaption>{escape(self.caption)}</figcaption>"
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


class Question:
    """The question of an answer, to be asked again with other inputs, under the same edition and readings."""

    def __init__(self, answer: Json) -> None:
        self.topic = TOPICS[answer["topic"]]
        self.facts = facts.load(answer["edition"])
        self.readings = answer["readings_asked"]
        self.values = {field.name: field.parse(answer["inputs"][field.name], self.facts) for field in self.topic.fields}

    def ask(self, others: Mapping[str, object]) -> Json:
        """Outcome and bounds, with values for other inputs that are right by themselves and together."""
        with localcontext(EXACT):
            shared = Shared(self.topic, {**self.values, **others}, self.facts)
            found = Merged(self.topic, explore(shared, self.readings, silent=True))
        return {"outcome": found.outcome, "bounds": found.bounds}


def ends(answer: Json, name: str) -> Ends:
    """The least and the most of a number of the outcome; the same where it is settled."""
    bounds = answer["bounds"].get(name)
    if bounds is None:
        return (Decimal(answer["outcome"][name]),) * 2
    return Decimal(bounds["least"]), Decimal(bounds["most"])


_kept: dict[str, tuple[object, Any]] = {}


def kept[Made](topic: str, answer: Json, besides: object, make: Callable[[Question], Made]) -> Made:
    """What was made for a topic's last picture where the next one can use it, so that typing on costs little."""
    key = (answer["edition"], answer["readings_asked"], besides)
    if topic not in _kept or _kept[topic][0] != key:
        _kept[topic] = key, make(Question(answer))
    return _kept[topic][1]  # type: ignore[no-any-return]


# ---- Fees over the days late

# The inputs that say how late: the curve runs over them.
LATE: dict[str, object] = {"days_late": None, "received": None, "as_of": None}
WINDOW = 12  # monthly fees drawn at most, so that each can be seen


class Totals:
    """What the fees of a case come to on a day after the first deadline, least and most; each day is asked for once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.first_deadline: date | None = question.values["first_deadline"]  # type: ignore[assignment]
        self.days: dict[int, Ends] = {}

    def __call__(self, day: int) -> Ends:
        if day not in self.days:
            late: dict[str, object] = {"days_late": day}
            if self.first_deadline:
                late = {"received": calendar.add_days(self.first_deadline, day)}
            self.days[day] = ends(self.question.ask(LATE | late), "total")
        return self.days[day]

    def changes(self, days: list[int]) -> list[tuple[int, Ends]]:
        """The first of the days, and each day on which the total changes: it never falls, so halving finds them."""
        found = [(days[0], self(days[0]))]
        for low, high in pairwise(days):
            while self(low) != self(high):
                below, above = low, high
                while above - below > 1:
                    middle = (below + above) // 2
                    if self(middle) == self(low):
                        below = middle
                    else:
                        above = middle
                found.append((above, self(above)))
                low = above
        return found


def fee(answer: Json) -> Picture | None:
    """The fees as steps over the days late, with the reader on the line; nothing where none can fall."""
    totals = kept("fee", answer, {**answer["inputs"], **LATE}, Totals)
    sheet = totals.question.facts.fees
    late: int = answer["outcome"]["days_late"]
    period = sheet.monthly_period.value
    start = max(0, late // period - WINDOW + 2) * period
    last = max(sheet.third_after.value, late // period * period, start + period) + period
    if totals.first_deadline:
        last = min(last, (date.max - totals.first_deadline).days)
    turns = {sheet.first_after.value, sheet.second_after.value, sheet.third_after.value}
    if not answer["outcome"]["instalments"]:
        turns.update(range(start, last, period))
    days = {start, last, *(day + more for day in turns for more in (0, 1) if start <= day + more <= last)}
    changes = totals.changes(sorted(days))
    most = totals(last)[1]
    if not most:
        return None

    def money(total: Ends) -> str:
        open_ = {"least": str(total[0]), "most": str(total[1])}
        return text.shown({**answer, "bounds": {"total": open_}}, "total")

    left, right, top, base = 8, 312, 46, 150

    def x(day: int) -> float:
        return left + (right - left) * (day - start) / (last - start)

    def y(total: Decimal) -> float:
        return base - float((base - top) * total / most)

    picture = Picture(
        "Non-validation fees over the days late",
        f"Fees in all, by days after the first deadline. The diamond is you, {late:,} {'day' if late == 1 else 'days'} late."
        if answer["outcome"]["total"] is not None
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
    you = ends(answer, "total")
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


# ---- The levels


def bands(question: Question) -> list[tuple[int, int]]:
    """Each level and the count of transactions that it begins at, the lowest level first."""

    def level(transactions: int) -> int:
        case = {"transactions": transactions, "bip_transactions": 0, "franchisee_transactions": 0}
        return question.ask({**case, "designated_level_1": False})["outcome"]["level"]  # type: ignore[no-any-return]

    found = [(level(0), 0)]
    sheet = question.facts.levels
    for value in sorted({rule.value for rule in sheet if isinstance(rule, Figure) and rule.unit == sheet.level_1.unit}):
        # A level begins at its figure, or just above it.
        for first in (value, value + 1):
            if level(first) != found[-1][0]:
                found.append((level(first), first))
    return found


def level(answer: Json) -> Picture | None:
    """The levels on a logarithmic scale, with the reader's volume; nothing where volume does not decide."""
    found = kept("level", answer, answer["inputs"]["kind"], bands)
    if len(found) == 1:
        return None
    low, high = len(str(found[1][1])) - 2, len(str(found[-1][1])) + 1  # powers of ten
    top, bottom, left, right = 8.0, 208.0, 78, 148

    def y(count: Decimal | int) -> float:
        power = log10(count) if count else low
        return bottom - (bottom - top) * (min(max(power, low), high) - low) / (high - low)

    picture = Picture(
        "The levels by a year’s transactions",
        "Where each level begins, by the transactions that count in a year, on a logarithmic scale. "
        "The mark beside the scale is your volume.",
        216,
        ("Level", "Transactions that count"),
    )
    # Settled: no input that counts may be unknown.
    counted = Decimal(answer["outcome"]["counted_transactions"])
    mine = max(place for place, (_, first) in enumerate(found) if first <= counted)
    for place, (number, first) in enumerate(found):
        next_first = found[place + 1][1] if place + 1 < len(found) else None
        floor, ceiling = y(first), top if next_first is None else y(next_first)
        picture.box("band picture__band--mine" if place == mine else "band", left, ceiling, right, floor)
        picture.words(
            f"Level {number}",
            (left + right) / 2,
            (floor + ceiling) / 2 + 5,
            "middle",
            "strong" if place == mine else "",
        )
        if place:
            picture.line("tick", left - 4, floor, left, floor)
            picture.words(f"{first:,}", left - 6, floor + 5, "end")
        if next_first is None:
            picture.rows.append((f"Level {number}", f"{first:,} or more"))
        else:
            picture.rows.append(
                (f"Level {number}", f"{first:,} to {next_first - 1:,}" if place else f"fewer than {next_first:,}")
            )
    here = y(counted)
    if not 10**low <= counted <= 10**high:
        # Beyond the scale: a triangle that points there.
        picture.path("you", f"M{at(right + 1, here)}h14l-7 {7 if counted < 10**low else -7}z")
    else:
        picture.you(right + 8, here)
    said = text.shown(answer, "counted_transactions")
    is_level = text.shown(answer, "level")
    first_line = min(max(here + 5, 18), bottom - GAP)
    picture.words(f"You: {said}", right + 20, first_line, css="strong")
    picture.words(is_level, right + 20, first_line + GAP)
    picture.rows.append((f"You: {is_level}", said))
    return picture


# ---- The reduction over two shares


class Shares:
    """What two shares give where an indemnity is owed and every criterion for a reduction is met."""

    def __init__(self, question: Question) -> None:
        self.question = question
        sheet = question.facts.indemnity
        over = sheet.share_over.value
        self.over = over
        numbers = sheet.owed_from.value + 1
        self.met: dict[str, object] = {
            **{"kind": "merchant", "card_numbers": numbers, "numbers_with_data": numbers, "previously_claimed": 0},
            **dict.fromkeys(
                ("notified_in_time", "pci_compliant", "incident_duties_met", "forbidden_data_stored"), False
            ),
            **dict.fromkeys(
                ("mitigation_throughout", "pfi_investigation_complete", "report_confirms_mitigation"), True
            ),
            **{"wrongful_conduct": False, "investigation_waived": False},
        }
        low, high = Decimal(over) / 2, Decimal(100 + over) / 2
        # By whether chip and whether other technology is above the figure; a share with any technology is not known.
        self.regions = {
            (chip > over, other > over): self.given(chip, other, None) for chip in (low, high) for other in (low, high)
        }
        self.examples = [
            (example, self.given(Decimal(example.chip_percent), *(Decimal(example.other_percent),) * 2))
            for example in question.facts.reduction_examples
        ]
        self.levels = [
            (share, self.given(Decimal(share), Decimal(share), Decimal(share)))
            for share in range(over - over % 10 + 10, 100, 10)
        ]
        at_figure = self.given(Decimal(over), Decimal(0), Decimal(0))["outcome"]["reduction"]
        self.names = (f"at most {over} %", f"more than {over} %")
        if at_figure != "none":
            self.names = (f"less than {over} %", f"{over} % or more")

    def given(self, chip: Decimal, other: Decimal, any_technology: Decimal | None) -> Json:
        values: dict[str, object] = {"chip_percent": chip, "other_technology_locations_percent": other}
        field = self.question.topic.field["any_technology_locations_percent"]
        values[field.name] = field.parse(None, self.question.facts) if any_technology is None else any_technology
        return self.question.ask(self.met | values)


def reduction_in_words(found: Json) -> str:
    """What a region gives: none, a percentage, or either; in the enhanced one the lesser of the two shares."""
    kinds = (
        found["bounds"]["reduction"]["any_of"] if "reduction" in found["bounds"] else [found["outcome"]["reduction"]]
    )
    words = {"none": "none", "standard": f"{ends(found, 'reduction_percent')[1]} %", "enhanced": "the lesser share"}
    return " or ".join(words[kind] for kind in kinds)


def indemnity(answer: Json) -> Picture | None:
    """The reduction over both shares, with the printed examples and the reader; nothing where no share can bring one."""
    inputs = answer["inputs"]
    if answer["outcome"]["reduction"] == "none":
        whole = dict.fromkeys(
            ("chip_percent", "any_technology_locations_percent", "other_technology_locations_percent"), Decimal(100)
        )
        if Question(answer).ask(whole)["outcome"]["reduction"] == "none":
            return None
    shares = kept("indemnity", answer, None, Shares)
    left, right, top, bottom = 36, 274, 24, 224

    def x(share: Decimal | int) -> float:
        return left + float((right - left) * share / 100)

    def y(share: Decimal | int) -> float:
        return bottom - float((bottom - top) * share / 100)

    chip, other, any_technology = (
        Decimal(inputs[name]) if inputs[name] is not None else None
        for name in ("chip_percent", "other_technology_locations_percent", "any_technology_locations_percent")
    )
    where = "The diamond is you."
    if chip is None and other is None:
        where = "You can be anywhere: neither share is known."
    elif chip is None or other is None:
        where = "The bar is where you can be."
    axes = "Chip-Enabled Devices, % of transactions", "Other technology, % of locations"
    picture = Picture(
        "The reduction of the indemnity over two shares",
        "The reduction where all four criteria are met and American Express grants it. 1 to 4 are the printed examples; "
        f"top right, the lines join equal reductions. {where}",
        266,
        ("Where", "Chip", "Other", "Reduction"),
    )
    over = shares.over
    for (chips, others), found in shares.regions.items():
        x1, x2 = (x(over), x(100)) if chips else (x(0), x(over))
        y1, y2 = (y(100), y(over)) if others else (y(over), y(0))
        is_enhanced = found["outcome"]["reduction"] == "enhanced"
        picture.box("band picture__band--mine" if is_enhanced else "band", x1, y1, x2, y2)
        words = reduction_in_words(found)
        if not is_enhanced:
            # In the corner, off the printed examples.
            picture.words(words, x1 + 8, y1 + 18)
        picture.rows.append(("Area", shares.names[chips], shares.names[others], words))
    for share, found in shares.levels:
        picture.path("contour", f"M{at(x(share), top)}V{short(y(share))}H{right}")
        picture.words(f"{found['outcome']['reduction_percent']} %", right + 5, y(share) + 5)
    for share in (0, over, 100):
        picture.words(str(share), x(share), bottom + 18, "middle")
        picture.words(str(share), left - 12, y(share) + 5, "end")
    picture.words(axes[1], 2, 11)
    picture.words(axes[0], WIDE / 2, bottom + 37, "middle")
    for example, found in shares.examples:
        here = x(example.chip_percent), y(example.other_percent)
        picture.drawn.append(f'<circle class="picture__mark" cx="{short(here[0])}" cy="{short(here[1])}" r="8.5"/>')
        picture.words(str(example.number), here[0], here[1] + 5, "middle", "number")
        percents = (f"{share} %" for share in (example.chip_percent, example.other_percent))
        picture.rows.append((f"Example {example.number}", *percents, f"{found['outcome']['reduction_percent']} %"))
    said = text.shown(answer, "reduction_percent")
    if chip is not None or other is not None:
        most = Decimal(100) if any_technology is None else any_technology
        x1, x2 = (x(0), x(100)) if chip is None else (x(chip),) * 2
        y1, y2 = (y(0), y(most)) if other is None else (y(other),) * 2
        if (x1, y1) == (x2, y2):
            picture.path("guide", f"M{at(x1, bottom)}V{short(y1)}H{left}")
            picture.you(x1, y1)
        else:
            picture.range(x1, y1, x2, y2)
        words = f"You: {said}"
        # Beside the point or the bar, where there is room for it, and off the edges.
        start = x1 + 12 if x1 + 12 + width(words) < WIDE - 40 else x1 - 12 - width(words)
        if x1 != x2:
            start = x1 + 12
        picture.words(words, start, max((y1 + y2) / 2 - 9, top + 18), css="strong")
    known = (f"{share} %" if share is not None else "not known" for share in (chip, other))
    picture.rows.append(("You", *known, said))
    return picture


# ---- The deadlines after an incident


MOST_DAYS = 31  # marked one by one on a scale


def brief(day: date) -> str:
    """A date with its month in three letters: 21 Nov 2026."""
    return f"{day.day} {calendar.NAMES[day.month - 1][:3]} {day.year}"


class Event:
    """One row of a time line: from a place to another, in days of the calendar; `until` is None where it is open.

    `is_sure` is whether it arises in any case; `words` is its date or dates.
    """

    def __init__(self, name: str, words: str, since: float, until: float | None, *, is_sure: bool = True) -> None:
        self.name = name
        self.words = words
        self.since = since
        self.until = until
        self.is_sure = is_sure


def place(moment: datetime) -> float:
    """A moment of its own clock in days of the calendar."""
    return moment.toordinal() + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86400


def due(answer: Json, name: str) -> tuple[date, bool] | None:
    """The last day that a deadline can be, and whether it arises in any case; None where it does not arise."""
    bounds = answer["bounds"].get(name)
    found = bounds["most"] if bounds else answer["outcome"][name]
    return None if found is None else (date.fromisoformat(found), not bounds)


def incident(answer: Json) -> Picture:
    """What runs from discovery, and below it what hangs on the report and the Notification Date, each on a scale of its own."""
    inputs, outcome = answer["inputs"], answer["outcome"]
    discovered, notify_by = (datetime.fromisoformat(moment) for moment in (inputs["discovered"], outcome["notify_by"]))
    began = place(discovered)
    # A day on which something is due is drawn at its end, a day on which something starts at its start.
    near = [
        Event("Notify by", f"{brief(notify_by)}, {outcome['notify_by'][11:]}", began, place(notify_by)),
    ]
    engage = due(answer, "engage_pfi_by")
    if engage:
        said = brief(engage[0]) if engage[1] else f"{brief(engage[0])}, or none"
        near.append(Event("Engage a PFI by", said, began, engage[0].toordinal() + 1, is_sure=engage[1]))
    else:
        near.append(Event("Engage a PFI", "not required", began, began))
    far = []
    report = due(answer, "report_due")
    if report:
        completed = date.fromisoformat(inputs["report_completed"])
        said = brief(report[0]) if report[1] else f"{brief(report[0])}, or none"
        far.append(Event("Report due", said, completed.toordinal(), report[0].toordinal() + 1, is_sure=report[1]))
    if inputs["notification_date"]:
        notified = date.fromisoformat(inputs["notification_date"])
        far.append(Event("Notification Date", brief(notified), notified.toordinal(), notified.toordinal() + 1))
    for title, names in (
        ("Event window", ("event_window_start", "event_window_end")),
        ("Earlier claims", ("prior_claims_from", "prior_claims_to")),
    ):
        first, last = (date.fromisoformat(outcome[name]) if outcome[name] else None for name in names)
        if first:
            until = last.toordinal() + 1 if last else None
            said = f"{brief(first)} to {brief(last)}" if last else f"from {brief(first)} on"
            far.append(Event(title, said, first.toordinal(), until))
    sentences = ["Each bar ends at its deadline."]
    if not all(event.is_sure for event in near + far):
        sentences.append("A dashed one may not arise.")
    if far:
        sentences.append("Below, on a scale of its own, what hangs on the report and on the Notification Date.")
    picture = Picture(
        "Deadlines after a Data Incident",
        " ".join(sentences),
        0,
        ("What", "When"),
    )
    picture.words("Discovered", 1, 12)
    picture.words(f"{brief(discovered)}, {inputs['discovered'][11:]}", WIDE - 1, 12, "end")
    days = [began, *(event.until for event in near if event.until)]
    bottom = rows(picture, near, discovered.toordinal(), max(discovered.toordinal() + 6, -int(-max(days) // 1)), 34)
    if far:
        days = [end for event in far for end in (event.since, event.until) if end]
        days += [discovered.toordinal()]
        bottom = rows(picture, far, min(days), max(days) + 1, bottom + 28)
    picture.height = bottom + 6
    picture.rows.append(("Discovered", f"{calendar.in_words(discovered)}, {inputs['discovered'][11:]}"))
    for name in (
        "notify_by",
        "engage_pfi_by",
        "report_due",
        "event_window_start",
        "event_window_end",
        "prior_claims_from",
        "prior_claims_to",
    ):
        if outcome[name] is not None or name in answer["bounds"]:
            picture.rows.append((label(name), text.shown(answer, name)))
    return picture


def rows(picture: Picture, events: list[Event], first: float, last: float, top: float) -> float:
    """Events one under the other on a scale of days; gives back where they end."""
    left, right = 4, WIDE - 8

    def x(day: float) -> float:
        return left + (right - left) * (day - first) / (last - first)

    line = top
    for event in events:
        picture.words(event.name, 1, line, css="strong")
        picture.words(event.words, WIDE - 1, line, "end")
        line += 13
        picture.line("rail", left, line, right, line)
        if event.until is None:
            picture.line("span picture__span--open", x(event.since), line, right, line)
        elif event.until > event.since:
            picture.line(
                "span" if event.is_sure else "span picture__span--open", x(event.since), line, x(event.until), line
            )
            picture.you(x(event.until), line)
        line += 25
    line -= 14
    picture.line("axis", left, line, right, line)
    for day in range(int(first), int(last) + 1, 1 if last - first <= MOST_DAYS else max(1, int(last - first))):
        picture.line("tick", x(day), line, x(day), line + 4)
    picture.words(brief(date.fromordinal(int(first))), 1, line + 17)
    picture.words(brief(date.fromordinal(int(last))), WIDE - 1, line + 17, "end")
    return line + 17


DRAWN: dict[str, Callable[[Json], Picture | None]] = {
    "fee": fee,
    "level": level,
    "indemnity": indemnity,
    "incident": incident,
}
"""The topics that have a picture."""
