"""The deadlines after an incident, on a line."""

from __future__ import annotations

from datetime import date, datetime

from ... import calendar
from ...show import text
from ...show.drawing import WIDE, Picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


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


def due(answer: Answer, name: str) -> tuple[date, bool] | None:
    """The last day that a deadline can be, and whether it arises in any case; None where it does not arise."""
    last = answer.ends(name)[1]
    return None if last is None else (last, name not in answer.bounds)


def drawn(answer: Answer) -> Picture:
    """What runs from discovery, and below it what hangs on the report and the Notification Date, each on a scale of its own."""
    inputs, fields = answer.inputs, answer.fields
    discovered, notify_by = inputs["discovered"], fields["notify_by"]
    began = place(discovered)
    # A day on which something is due is drawn at its end, a day on which something starts at its start.
    near = [
        Event("Notify by", f"{brief(notify_by)}, {calendar.clock_in_words(notify_by)}", began, place(notify_by)),
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
        completed = inputs["report_completed"]
        said = brief(report[0]) if report[1] else f"{brief(report[0])}, or none"
        far.append(Event("Report due", said, completed.toordinal(), report[0].toordinal() + 1, is_sure=report[1]))
    if inputs["notification_date"]:
        notified = inputs["notification_date"]
        far.append(Event("Notification Date", brief(notified), notified.toordinal(), notified.toordinal() + 1))
    for title, names in (
        ("Event window", ("event_window_start", "event_window_end")),
        ("Earlier claims", ("prior_claims_from", "prior_claims_to")),
    ):
        first, last = (fields[name] for name in names)
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
    picture.words(f"{brief(discovered)}, {calendar.clock_in_words(discovered)}", WIDE - 1, 12, "end")
    days = [began, *(event.until for event in near if event.until)]
    bottom = rows(picture, near, discovered.toordinal(), max(discovered.toordinal() + 6, -int(-max(days) // 1)), 34)
    if far:
        days = [end for event in far for end in (event.since, event.until) if end]
        days += [discovered.toordinal()]
        bottom = rows(picture, far, min(days), max(days) + 1, bottom + 28)
    picture.height = bottom + 6
    picture.rows.append(("Discovered", calendar.moment_in_words(discovered)))
    for name in (
        "notify_by",
        "engage_pfi_by",
        "report_due",
        "event_window_start",
        "event_window_end",
        "prior_claims_from",
        "prior_claims_to",
    ):
        if fields[name] is not None or name in answer.bounds:
            picture.rows.append((answer.topic.result[name].label, text.shown(answer, name)))
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
