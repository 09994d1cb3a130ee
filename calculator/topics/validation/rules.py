"""Whether you take part and must send documents, which ones, and by when you enrol and comply.

From the clauses on taking part (dsop.validate: take-part, designated), on who sends what (dsop.send.mandatory,
dsop.documents.only-when-asked), and the plan of who does not comply with the PCI DSS yet (dsop.plan: no-step,
remediation-date). What each document is to you is in `documents`, what you send in `sending`.
"""

from __future__ import annotations

from ... import calendar
from ...errors import Problem
from ..common import problems_of_kind
from .documents import documents
from .question import Inputs
from .sending import besides, send

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ...facts.edition import Facts
    from ...working import Working


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """Levels and STEP as they can be; nobody is in STEP who does not comply (dsop.plan.no-step)."""
    yield from problems_of_kind(given, facts)
    if (
        given.get("kind") != "service_provider"
        and given.get("step_participant")
        and given.get("pci_compliant") is False
    ):
        text = "Answer no, or that you comply: who does not comply with the PCI DSS is not eligible for STEP."
        yield Problem("step_participant", "conflict", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """What is due, from whom and by when; dates are days."""
    asked = must_submit(case, facts, why)
    enrol = must_enrol(case, facts, why)
    due = documents(case, asked, facts, why)
    also = besides(case, asked, facts, why)
    return {
        "must_submit": asked,
        "must_enrol": enrol,
        "documents": due,
        "also": also,
        "send": send(due, also, enrol, facts, why),
        "enrol_by": enrol_by(case, facts, why),
        "remediate_by": remediate_by(case, facts, why),
    }


def must_submit(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether documents are due, and what American Express may do where they are late (dsop.fees.right)."""
    asked = asked_for(case, facts, why)
    if asked:
        text = "If they do not come by the deadline, American Express has the right to charge fees and to end the Agreement."
        why.may(text, facts.fees.imposing)
    return asked


def asked_for(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether documents are asked for: at Levels 3 and 4 not of everybody (dsop.documents.only-when-asked, dsop.send.mandatory)."""
    validation, first = facts.validation, facts.validation.asked_from_level
    if case.level < first.value:
        why.step("You must take part, so you must send the documents that are mandatory.", validation.must_submit)
        return True
    required = case.surely("submission_required")
    designated = not required and case.designation_notice_received is not None
    if designated and not why.under("designation-and-demand", "separate"):
        why.step("You are designated, so you must send the documents that are mandatory.", validation.must_submit)
        return True
    why.rests(first, "must_submit")
    if required or case.submission_required:
        why.step("American Express requires your documents.", first)
        return True
    text = "From Level {level} down you need not send documents unless American Express requires it."
    why.step(text, first, level=first.value)
    why.not_met("If American Express required your documents, some would be mandatory.", first)
    why.may("American Express may require documents of you.", first)
    return False


def must_enrol(case: Inputs, facts: Facts, why: Working) -> bool:
    """Whether you must take part in the programme (dsop.validate: take-part, designated)."""
    validation = facts.validation
    if case.level < validation.asked_from_level.value:
        text = "You must take part in the programme: name your data security contact to SecureTrust. The policy gives no date for it."
        why.step(text, validation.must_enrol)
        return True
    why.rests(validation.designation, "must_enrol")
    if case.designation_notice_received is not None:
        why.step("American Express has designated you, so you must enrol.", validation.designation)
        return True
    text = "If American Express designated you, you would have to enrol within {days} days of its notice."
    why.not_met(text, validation.designation, days=validation.enrol_within.value)
    why.may("American Express may designate you, by written notice: then you must take part.", validation.designation)
    return False


def enrol_by(case: Inputs, facts: Facts, why: Working) -> date | None:
    """The last day to enrol after a designation notice; none for those whom such a notice is not for (dsop.validate.designated)."""
    notice, within = case.designation_notice_received, facts.validation.enrol_within
    if notice is None:
        return None
    if case.level < facts.validation.asked_from_level.value:
        text = "A designation notice is for Level 3 and Level 4 Merchants: it does not concern you, and sets you no date to enrol."
        why.step(text, facts.validation.designation)
        return None
    last = calendar.add_days(notice, within.value)
    text = "{notice} + {days} days = {last}: the last day to enrol."
    why.step(text, within, (within.value, "days"), notice=notice, days=within.value, last=last)
    by = calendar.day_in_words(last)
    why.due("By {by}: {what}.", within, last, "enrol_by", "enrol in the programme", by=by)
    return last


def remediate_by(case: Inputs, facts: Facts, why: Working) -> date | None:
    """The latest remediation date that a plan completed on that day can name (dsop.plan.remediation-date)."""
    plan, within = case.plan_completed, facts.validation.remediation_within
    if plan is None:
        return None
    last = calendar.add_months(plan, within.value)
    text = "{plan} + {months} months = {last}: the latest remediation date."
    why.step(text, within, plan=plan, months=within.value, last=last)
    by = calendar.day_in_words(last)
    why.due("By {by} at the latest: {what}.", within, last, "remediate_by", "comply, as your plan says", by=by)
    return last
