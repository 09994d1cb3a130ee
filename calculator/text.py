"""An answer in words for a person: one sentence with the figure, then a line for each field of the outcome."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from . import calendar
from .fields import listed
from .topics import TOPICS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .answer import Kind

    Json = Mapping[str, object]

LABELS = {
    "counted_transactions": "Transactions that count",
    "to_next_level": "To the next higher level",
    "days_late": "Days late",
    "days_counted": "Days that count",
    "in_euro": "In euro",
    "may_terminate": "American Express may end the Agreement",
    "instalments": "Fees",
    "monthly_fee": "Monthly fee",
    "months": "Monthly fees fallen",
    "notify_by": "Notify American Express by",
    "notify_phone": "Notify by telephone",
    "notify_email": "Notify by e-mail",
    "pfi_required": "A PFI must investigate",
    "engage_pfi_by": "Engage the PFI by",
    "report_due": "The report is due by",
    "event_window_start": "The event window starts on",
    "event_window_end": "The event window ends on",
    "prior_claims_from": "Earlier claims count from",
    "prior_claims_to": "Earlier claims count to",
    "phone": "Phone, as printed",
    "international_toll": "An international toll applies",
    "general_phones": "General numbers",
    "email": "E-mail",
    "applies": "The privacy statement covers you",
}
NONE = {"to_next_level": "none is higher"}


def label(name: str) -> str:
    """What a field of an outcome is called."""
    return LABELS.get(name) or name.replace("_", " ").replace(".", ": ").capitalize()


def shown(answer: Json, name: str) -> str:
    """A field's value as a reader reads it; where it is open, its bounds."""
    kind = TOPICS[str(answer["topic"])].kind(name)
    bounds: Json = answer["bounds"].get(name)  # type: ignore[attr-defined]
    if bounds is None:
        return one(answer, name, kind, value(answer, name))
    if "least" in bounds:
        least, most = (one(answer, name, kind, bounds[end]) for end in ("least", "most"))
        said = least if least == most else f"{least} to {most}"
        return f"{said}, or none" if bounds.get("may_be_none") else said
    values: list[object] = bounds["any_of"]  # type: ignore[assignment]
    return listed([one(answer, name, kind, each) for each in values])


def value(answer: Json, name: str) -> object:
    """A field of the outcome; "documents.scan" is the field of an object."""
    found: object = answer["outcome"]
    for part in name.split("."):
        found = found[part]  # type: ignore[index]
    return found


def one(answer: Json, name: str, kind: Kind, found: object) -> str:
    """One value in words."""
    if found is None:
        return NONE.get(name, "none")
    if found is True or found is False:
        return "yes" if found else "no"
    if kind == "amount":
        return f"{Decimal(str(found)):,} {'EUR' if name == 'in_euro' else currency(answer)}"
    if kind == "percent":
        return f"{found} %"
    if kind == "date":
        return calendar.in_words(date.fromisoformat(str(found)))
    if kind == "moment":
        moment = datetime.fromisoformat(str(found))
        return f"{calendar.in_words(moment)}, {str(found)[11:]}"
    if kind == "level":
        return f"Level {found}"
    if isinstance(found, int):
        return f"{found:,}"
    if name == "instalments":
        fallen = [fee for fee in found if fee["assessed"]]  # type: ignore[attr-defined]
        return f"{len(fallen)} fallen"
    if isinstance(found, list):
        return ", ".join(str(each).replace("_", " ") for each in found) or "none"
    return str(found) if kind == "text" else str(found).replace("_", " ")


def currency(answer: Json) -> str:
    """The currency of an answer's amounts."""
    return str(answer["outcome"].get("currency") or "")  # type: ignore[attr-defined]


def sentence(answer: Json) -> str:
    """The answer in one sentence."""
    return SENTENCES[str(answer["topic"])](answer)


def level_sentence(answer: Json) -> str:
    return f"You are {shown(answer, 'level')}."


def fee_sentence(answer: Json) -> str:
    if value(answer, "days_late") == 0:
        return f"In time: no fee has fallen (0 {currency(answer)})."
    return f"{shown(answer, 'total')} in non-validation fees."


def indemnity_sentence(answer: Json) -> str:
    if "payable_least" in answer["bounds"] or "payable_most" in answer["bounds"]:  # type: ignore[operator]
        least, most = (
            end(answer, name, which) for name, which in (("payable_least", "least"), ("payable_most", "most"))
        )
    else:
        least, most = (shown(answer, name) for name in ("payable_least", "payable_most"))
    if least == most:
        return f"{most} to pay."
    return f"Between {least} and {most} to pay."


def end(answer: Json, name: str, which: str) -> str:
    """One end of what a field can be, in words."""
    bounds: Json = answer["bounds"].get(name, {})  # type: ignore[attr-defined]
    return one(answer, name, TOPICS[str(answer["topic"])].kind(name), bounds.get(which, value(answer, name)))


def incident_sentence(answer: Json) -> str:
    pfi = {True: f" Engage a PFI by {shown(answer, 'engage_pfi_by')}.", False: ""}.get(
        value(answer, "pfi_required"),  # type: ignore[arg-type]
        " A PFI may be needed: that depends on the card numbers.",
    )
    return f"Notify American Express at once, by {shown(answer, 'notify_by')} at the latest.{pfi}"


def contact_sentence(answer: Json) -> str:
    if value(answer, "note"):
        general = listed([str(phone) for phone in value(answer, "general_phones")])  # type: ignore[attr-defined]
        return f"{value(answer, 'phone')}, as printed, is no valid number: call {general}."
    return f"Call {value(answer, 'phone')}."


def privacy_sentence(answer: Json) -> str:
    actions: list[Json] = value(answer, "actions")  # type: ignore[assignment]
    covers = "The privacy statement covers you." if value(answer, "applies") else "The privacy statement does not cover you."
    return f"{covers} {actions[0]['text']}" if actions else f"{covers} It names no way to stop this."


SENTENCES = {
    "level": level_sentence,
    "fee": fee_sentence,
    "indemnity": indemnity_sentence,
    "incident": incident_sentence,
    "contact": contact_sentence,
    "privacy": privacy_sentence,
}


def rows(answer: Json) -> Iterator[tuple[str, str]]:
    """The fields of the outcome that arise: label and value."""
    for name in fields(answer):
        found = value(answer, name)
        if name == "instalments" and found:
            for fee in found:  # type: ignore[attr-defined]
                amount = f"{Decimal(fee['amount']):,} {currency(answer)}"
                when = f"after {fee['after_days']} days" if fee["after_days"] else "after the first deadline"
                yield (
                    f"Fee {fee['number']}, {when}",
                    f"{amount}: {'has fallen' if fee['assessed'] else 'has not fallen'}",
                )
        elif name == "actions" and found:
            yield from (("What to do", str(each["text"])) for each in found)  # type: ignore[attr-defined]
        elif name == "phones" and found:
            yield from ((f"From {each['where']}", str(each["number"])) for each in found)  # type: ignore[attr-defined]
        elif name != "currency" and (found is not None or name in answer["bounds"]):  # type: ignore[operator]
            yield label(name), shown(answer, name)


def fields(answer: Json) -> Iterator[str]:
    """The names of the outcome's fields; those of an object as "documents.scan"."""
    for name, found in answer["outcome"].items():  # type: ignore[attr-defined]
        if isinstance(found, dict):
            yield from (f"{name}.{key}" for key in found)
        else:
            yield name
