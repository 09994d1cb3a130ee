"""What is asked for the deadlines after a Data Incident, and what is answered."""

from __future__ import annotations

from ...fields import ENTERED, UNKNOWN, Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime


INCIDENT = Topic(
    "incident",
    "Deadlines after a Data Incident",
    "What must I do by when after a Data Incident?",
    covers="By when to notify American Express, engage a PFI and send the report; the event window, and which earlier claims count.",
    leaves="Whether what you found is a Data Incident, whether a PFI is asked for in any case, and regional holidays, which you name.",
    fields=(
        Field(
            "discovered",
            "moment",
            "Discovered",
            "when you discovered the Data Incident",
            question="When did you discover it, or first suspect it?",
            hint="A suspicion counts. With the offset from UTC of that day and place.",
            example="2026-03-28T14:30:00+01:00",
        ),
        Field(
            "card_numbers",
            "whole",
            "American Express numbers in the incident",
            "how many unique American Express Card Numbers the incident involves",
            question="How many American Express card numbers were in it?",
            statement="{} card numbers were in the incident",
            hint="Each account number counts once.",
            example="12,000",
            unit="card_numbers",
            unknown=True,
            default=UNKNOWN,
        ),
        Field(
            "report_completed",
            "date",
            "Forensic report completed",
            "the day on which the forensic investigation report was completed",
            question="When was the forensic report completed?",
            hint="Leave it empty while it is not.",
            example="2026-04-30",
            default=None,
            when={"discovered": (ENTERED,)},
        ),
        Field(
            "notification_date",
            "date",
            "Notification Date",
            "the Notification Date",
            question="Which Notification Date has American Express set?",
            hint="The date on which American Express gives issuers its final notification. It sets that date.",
            example="2026-06-01",
            default=None,
            group="window",
            when={"discovered": (ENTERED,)},
        ),
        Field(
            "compromised_on",
            "date",
            "Compromised on",
            "the day of compromise",
            question="On which day did the compromise begin?",
            hint="Leave it empty if it is not known.",
            example="2026-02-10",
            default=None,
            group="window",
            when={"discovered": (ENTERED,)},
        ),
        Field(
            "calendar",
            "market",
            "Public holidays of",
            "the market whose national public holidays are no business days",
            question="Whose public holidays count?",
            hint="Regional holidays are not in it: name them below.",
            example="Australia",
            table="calendars",
            default=None,
            when={"report_completed": (ENTERED,)},
        ),
        Field(
            "holidays",
            "dates",
            "More holidays",
            "more days that are no business days",
            question="Which more days are holidays for you?",
            hint="Separated by commas.",
            example="2026-12-24, 2026-12-31",
            default=(),
            when={"report_completed": (ENTERED,)},
        ),
    ),
    has_picture=True,
    results=(
        Result("notify_by", "moment", "incident.notify_within", "Notify American Express by"),
        Result("notify_phone", "text", "incident.notify_phone", "Notify by telephone", reaches=True),
        Result("notify_email", "text", "incident.notify_email", "Notify by e-mail", reaches=True),
        Result("pfi_required", "yes_no", "incident.pfi_from", "A PFI must investigate"),
        Result("engage_pfi_by", "date", "incident.engage_pfi_within", "Engage the PFI by"),
        Result("report_due", "date", "incident.report_within", "The report is due by"),
        Result("event_window_start", "date", "incident.event_window_before", "The event window starts on"),
        Result("event_window_end", "date", "incident.event_window_after", "The event window ends on"),
        Result("prior_claims_from", "date", "indemnity.prior_claims_within", "Earlier claims count from"),
        Result("prior_claims_to", "date", "indemnity.prior_claims_within", "Earlier claims count to"),
    ),
    readings={
        "pfi-days": ("calendar-days", "business-days"),
        "forensic-below-threshold": ("every-report", "pfi-reports-only"),
        "prior-claim-ends": ("both-belong", "ends-excluded"),
    },
)


class Inputs(Case):
    discovered: datetime
    card_numbers: int
    report_completed: date | None
    notification_date: date | None
    compromised_on: date | None
    calendar: str | None
    holidays: tuple[date, ...]
