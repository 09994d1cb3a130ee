"""An answer in words for a person: one sentence with the figure, then a line for each field of the outcome."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from .. import calendar
from ..result import ITEMS, label
from ..topics import TOPICS
from ..words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..result import Kind

    Json = Mapping[str, object]


# The documents as a sentence names them.
PAPERS = {
    "roc": "the ROC of an onsite assessment",
    "saq": "the SAQ",
    "scan": "network scans",
    "step_attestation": "the STEP Attestation",
    "franchisee_documents": "documents for your franchisees",
    "non_compliance_plan": "a non-compliance plan",
}

WORDS = PAPERS | {
    "not_a_merchant": "not a Merchant",
    "not_pci_compliant": "not compliant with the PCI DSS",
    "recent_incident": "a recent Data Incident",
    "secured_share_below_75": "secured share below 75 %",
    "no_contactless": "no contactless",
}

# Of a row of the fee table, what an answer in words leaves out.
ROW = {"currency", "fees.market", "fees.iso", "fees.levels", "fees.currency", "fees.clause"}

NONE = {"to_next_level": "none is higher"}


def shown(answer: Json, name: str) -> str:
    """A field's value as a reader reads it; where it is open, its bounds."""
    kind = TOPICS[str(answer["topic"])].kind(name)
    bounds: Json = answer["bounds"].get(name)  # type: ignore[attr-defined]
    if bounds is None:
        return one(answer, name, kind, value(answer, name))
    if "least" in bounds:
        least, most = (one(answer, name, kind, bounds[end]) for end in ("least", "most"))
        # The unit stands once: "0 to 257,000 HRK".
        number, space, unit = least.rpartition(" ")
        first = number if kind in ("amount", "percent") and space and most.endswith(f" {unit}") else least
        said = least if least == most else f"{first} to {most}"
        return f"{said}, or none" if bounds.get("may_be_none") else said
    if kind == "yes_no":
        return "yes or no"
    values: list[object] = bounds["any_of"]  # type: ignore[assignment]
    if name in ("also", "unmet"):
        return together(name, values)  # type: ignore[arg-type]  # lists of words
    return listed(list(dict.fromkeys(one(answer, name, kind, each) for each in values)))


def together(name: str, ways: list[list[str]]) -> str:
    """What stands in all of several lists of words, and what in some."""
    always, perhaps = shared(ITEMS[name], ways)
    said = f"perhaps {listed(perhaps)}"
    return f"{', '.join(always)}, and {said}" if always else said


def shared(words: Iterable[str], ways: list[list[str]]) -> tuple[list[str], list[str]]:
    """Of these words, those that stand in each of several lists, and those that stand in some: as a reader reads them."""
    always = [WORDS[word] for word in words if all(word in way for way in ways)]
    return always, [WORDS[word] for word in words if any(word in way for way in ways) and WORDS[word] not in always]


def value(answer: Json, name: str) -> object:
    """A field of the outcome; "documents.scan" is the field of an object."""
    outcome: Json = answer["outcome"]  # type: ignore[assignment]
    if name in outcome:
        return outcome[name]
    found: object = outcome
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
        return f"{len(fallen)} of {len(found)} have fallen"  # type: ignore[arg-type]
    if name == "fees.fees":
        return ", ".join(f"{Decimal(amount):,} {currency(answer)}" for amount in found)  # type: ignore[attr-defined]
    if name == "send":
        return ", ".join(paper["sent"] for paper in found) or "nothing"  # type: ignore[attr-defined]
    if name == "actions":
        return " ".join(each["text"] for each in found) or "none is named"  # type: ignore[attr-defined]
    if name == "phones":
        return ", ".join(f"{each['number']} ({each['where']})" for each in found) or "none"  # type: ignore[attr-defined]
    if isinstance(found, list):
        return ", ".join(WORDS.get(each) or str(each).replace("_", " ") for each in found) or "none"
    return str(found) if kind == "text" else str(found).replace("_", " ")


def currency(answer: Json) -> str:
    """The currency of an answer's amounts."""
    outcome: Json = answer["outcome"]  # type: ignore[assignment]
    return str(outcome.get("currency") or (outcome.get("fees") or {}).get("currency") or "")  # type: ignore[attr-defined]


def escape(words: object) -> str:
    """Text that is safe in HTML and in its attributes."""
    found = str(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&quot;").replace("'", "&#39;")


def sentence(answer: Json) -> str:
    """The answer in one sentence."""
    return TOPICS[str(answer["topic"])].part("words").sentence(answer)  # type: ignore[no-any-return]


def sends(answer: Json) -> list[list[dict[str, str]]]:
    """The documents to send, in each way that it could be."""
    bounds: Json = answer["bounds"]  # type: ignore[assignment]
    return bounds["send"]["any_of"] if "send" in bounds else [value(answer, "send")]  # type: ignore[index,list-item]


def sending(ways: list[list[str]]) -> str:
    """What must be sent in each of several ways that it could be, in words."""
    always, perhaps = shared(PAPERS, ways)
    if always:
        return f"must send {listed(always, 'and')}" + (f", and perhaps {listed(perhaps)}" if perhaps else "")
    return f"may have to send {listed(perhaps)}" if perhaps else "need not send any document"


def rows(answer: Json) -> Iterator[tuple[str, str, str]]:
    """The fields of the outcome that arise: name, label and value."""
    for name in fields(answer):
        found = value(answer, name)
        if name == "instalments" and found:
            for fee in found:  # type: ignore[attr-defined]
                amount = f"{Decimal(fee['amount']):,} {currency(answer)}"
                when = f"after {fee['after_days']} days" if fee["after_days"] else "after the first deadline"
                yield (
                    name,
                    f"Fee {fee['number']}, {when}",
                    f"{amount}: {'has fallen' if fee['assessed'] else 'has not fallen'}",
                )
        elif name == "actions" and found:
            yield from ((name, "What to do", str(each["text"])) for each in found)  # type: ignore[attr-defined]
        elif name == "phones":
            yield from ((name, f"Phone, {each['where']}", str(each["number"])) for each in found)  # type: ignore[attr-defined]
        elif name == "send":
            ways = sends(answer)
            for document in PAPERS:
                papers = [paper for way in ways for paper in way if paper["document"] == document]
                if papers:
                    sends_it = "Send" if len(papers) == len(ways) else "Perhaps send"
                    yield name, f"{sends_it} {papers[0]['sent']}", ", ".join(details(papers[0]))
        elif name not in ROW and (found is not None or name in answer["bounds"]):  # type: ignore[operator]
            yield name, label(name), shown(answer, name)


def details(paper: Json) -> Iterator[str]:
    """How often a document is sent, who completes it, and what follows on request."""
    words = {
        "frequency": "",
        "performed_by": "performed by ",
        "certified_by": "certified by ",
        "on_request": "on request ",
    }
    yield from (f"{before}{paper[what]}" for what, before in words.items() if paper[what])


def fields(answer: Json) -> Iterator[str]:
    """The names of the outcome's fields; those of an object as "documents.scan"."""
    for name, found in answer["outcome"].items():  # type: ignore[attr-defined]
        if isinstance(found, dict):
            yield from (f"{name}.{key}" for key in found)
        else:
            yield name
