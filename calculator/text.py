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
    if kind == "list":
        return "depends on what is not known"
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


SENTENCES = {"level": level_sentence, "fee": fee_sentence}


def rows(answer: Json) -> Iterator[tuple[str, str]]:
    """The fields of the outcome that arise: label and value."""
    for name in fields(answer):
        found = value(answer, name)
        if name == "instalments" and found:
            for fee in found:  # type: ignore[attr-defined]
                amount = f"{Decimal(fee['amount']):,} {currency(answer)}"
                when = f"after {fee['after_days']} days" if fee["after_days"] else "after the first deadline"
                yield f"Fee {fee['number']}, {when}", f"{amount}: {'has fallen' if fee['assessed'] else 'has not fallen'}"
        elif name != "currency" and (found is not None or name in answer["bounds"]):  # type: ignore[operator]
            yield label(name), shown(answer, name)


def fields(answer: Json) -> Iterator[str]:
    """The names of the outcome's fields; those of an object as "documents.scan"."""
    for name, found in answer["outcome"].items():  # type: ignore[attr-defined]
        if isinstance(found, dict):
            yield from (f"{name}.{key}" for key in found)
        else:
            yield name
