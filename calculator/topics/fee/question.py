"""What is asked for the non-validation fees, and what is answered."""

from __future__ import annotations

from ...fields import EMPTY, ENTERED, Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case
from ..common import KIND, LEVEL_FIELD, LEVELS_ASKED, step_participant, submission_required

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


# The dates count where the days are not given, and a plan where they are counted from dates.
BY_DATES = {"days_late": (EMPTY,)}

WITH_PLAN = {"first_deadline": (ENTERED,), "step_participant": ("no",)}

FEE = Topic(
    "fee",
    "Non-validation fees",
    "What do late documents cost?",
    covers="Fees for late documents in the markets of the fee table, with a non-compliance plan and in STEP.",
    leaves="When your deadline is: American Express sets it. Whether it charges less, or ends the Agreement.",
    fields=(
        Field(
            "market",
            "market",
            "Market",
            "a market of the fee table",
            question="In which market is your agreement?",
            hint="Where your agreement with American Express is.",
            example="Australia",
            table="fees",
        ),
        KIND,
        LEVEL_FIELD,
        step_participant("next_time"),
        submission_required(LEVELS_ASKED),
        Field(
            "days_late",
            "whole",
            "Days late",
            "how many days after the first deadline the documents came",
            question="How many days late are the documents?",
            hint="Counted from the first deadline: the day after it is 1. In time is 0.",
            example="61",
            unit="days",
            default=None,
            group="days",
            changeable="next_time",
        ),
        Field(
            "first_deadline",
            "date",
            "First deadline",
            "the first deadline",
            question="When was the first deadline?",
            hint="American Express tells you the deadline of each reporting period.",
            example="2026-03-31",
            default=None,
            group="dates",
            when=BY_DATES,
        ),
        Field(
            "received",
            "date",
            "Documents received",
            "the day on which SecureTrust received the documents",
            question="When were the documents received?",
            hint="Leave it empty while they are outstanding.",
            example="2026-05-31",
            default=None,
            group="dates",
            when=BY_DATES,
            changeable="next_time",
        ),
        Field(
            "as_of",
            "date",
            "Still outstanding on",
            "the day up to which to count",
            question="If they are still missing: up to which day do you count?",
            hint="While the documents are outstanding: the day up to which to count.",
            example="2026-05-31",
            default=None,
            group="dates",
            when=BY_DATES | {"received": (EMPTY,)},
            changeable="next_time",
        ),
        Field(
            "plan_completed",
            "date",
            "Non-compliance plan completed",
            "the date of the plan document",
            question="When was the non-compliance plan completed?",
            hint="Only if you sent a plan because you do not comply with the PCI DSS yet.",
            example="2026-04-10",
            default=None,
            group="plan",
            when=WITH_PLAN,
        ),
        Field(
            "plan_received",
            "date",
            "Plan received",
            "the day on which SecureTrust received the plan",
            question="When was the plan received?",
            example="2026-04-15",
            default=None,
            group="plan",
            when=WITH_PLAN,
        ),
        Field(
            "remediation_date",
            "date",
            "Remediation date in the plan",
            "the remediation date that the plan names",
            question="By which remediation date does the plan say you will comply?",
            hint="At most twelve months after the plan was completed.",
            example="2026-10-01",
            default=None,
            group="plan",
            when=WITH_PLAN,
        ),
    ),
    has_picture=True,
    results=(
        Result("currency", "text", "fees.amounts", in_words=False),
        Result(
            "instalments",
            "list",
            "fees.amounts",
            "Fees",
            item={"number": "count", "after_days": "count", "amount": "amount", "assessed": "yes_no"},
        ),
        Result("monthly_fee", "amount", "fees.amounts", "Monthly fee"),
        Result("months", "count", "fees.monthly_period", "Monthly fees fallen"),
        Result("days_late", "count", "fees.deadline", "Days late"),
        Result("days_counted", "count", "validation.plan_holds_fees", "Days that count"),
        Result("total", "amount", "fees.amounts"),
        Result("in_euro", "amount", "fees.amounts", "In euro", currency="EUR"),
        Result("may_terminate", "yes_no", "fees.terminate_after", "American Express may end the Agreement"),
    ),
    readings={
        "fee-days": ("day-30-in-time", "day-30-late"),
        "fee-step": ("level-2", "own-level"),
        "fee-months": ("each-30-days-begun", "once", "three-at-most", "calendar-months"),
        "fee-waiver": ("from-receipt", "from-first-deadline", "fresh-start"),
        "waiver-termination": ("not-held", "suspended"),
        "termination-when": ("after-60-days", "from-deadline"),
    },
    entangled=("level",),
)


class Inputs(Case):
    market: str
    kind: str
    level: int
    step_participant: bool
    submission_required: bool
    days_late: int | None
    first_deadline: date | None
    received: date | None
    as_of: date | None
    plan_completed: date | None
    plan_received: date | None
    remediation_date: date | None
