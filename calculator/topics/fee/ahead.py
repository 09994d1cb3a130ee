"""What lies ahead of who is late: what falls due on which day, and what to do first.

From the clauses on non-validation fees (dsop.fees.deadlines), on the plan that holds them off (dsop.plan.fees), and on how
documents are sent (dsop.send: methods, portal).
"""

from __future__ import annotations

from ... import calendar
from ...words import plural
from .deadline import ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...facts.edition import Facts
    from ...facts.sheets import Rule
    from ...working import Working
    from .deadline import Clock
    from .question import Inputs


def due_later(
    what: str, field: str, left: int, source: Rule, case: Inputs, clock: Clock, why: Working, **values: object
) -> None:
    """What happens in that many more days that count: by its day, where days are dates (dsop.fees.deadlines).

    `what` is a format for `values`, `field` names it (`Due`).
    """
    if not clock.late or case.received is not None:
        return
    day = None
    when = f"In {plural(left, 'day')}"
    if case.first_deadline is not None:
        _, last = ends(case)
        until = case.remediation_date
        # While a plan holds the fees off, the days go on from its remediation date.
        held = until is not None and clock.held and until > last
        day = calendar.add_days(until if until and held else last, left)
        when = f"On {calendar.day_in_words(day)}"
        if not held:
            when += f", in {plural(left, 'day')},"
    why.due("{when} {what}.", source, day, field, what, when=when, **values)


def what_next(case: Inputs, time: Clock, owed: bool, facts: Facts, why: Working) -> None:
    """By when and what next beside the fees themselves (dsop.fees.deadlines, dsop.send: methods, portal)."""
    deadline, portal = facts.fees.deadline, facts.contact.portal
    if not owed:
        why.due("No date is given.", facts.validation.asked_from_level)
    elif not time.late or case.received is not None:
        why.due("Each deadline counts by itself: American Express tells you the next.", deadline)
    if time.late and case.received is None:
        why.act(
            "Send what is missing now: upload it at {portal}.",
            portal,
            portal.value,
            portal=portal.value.removeprefix("https://"),
        )
    else:
        why.act("Note your next deadline.", deadline)
