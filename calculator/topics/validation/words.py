"""The answer for a person: what is sent, by the name of what is sent."""

from __future__ import annotations

from ...card import Claim, Headline
from ...show.text import Row
from ...words import listed
from ...working import Act
from ..common import PAPERS
from .sending import ACTS, ATTESTING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answer import Answer


SENT = {
    "roc": "the attestation (AOC) of a yearly onsite assessment",
    "saq": "the attestation (AOC) of your yearly self-assessment",
    "step_attestation": "the yearly STEP Attestation",
    "non_compliance_plan": "a plan while you do not comply",
    "scan": "the attestation or summary of each quarterly network scan",
    "franchisee_documents": "your franchisees’ documents",
}
"""What is sent, by the name on its cover, in the order of a sentence."""


def headline(answer: Answer) -> Headline:
    """What is sent in every case, and what in its place; nothing is told as open that is settled."""
    ways = [[paper["document"] for paper in papers] for papers in answer.any_of("send")]
    return Headline(f"You {sending(answer, ways)}.", *claims(answer), claim(answer, "also"))


def acts(answer: Answer) -> Iterator[Act]:
    """To complete what attests that you comply, where it is sent if you do."""
    ways = [[paper["document"] for paper in papers] for papers in answer.any_of("send")]
    for name in ATTESTING:
        sent = [name in way for way in ways]
        if any(sent) and all(ways) and not all(sent):
            yield Act(ACTS[name], getattr(answer.facts.validation, f"{name}_sent").clause)


def claims(answer: Answer) -> Iterator[Claim]:
    """Whether documents must be sent, and those that are mandatory in every case."""
    yield claim(answer, "must_submit")
    for name in answer.topic.result:
        if name.startswith("documents.") and answer.any_of(name) == ["mandatory"]:
            yield claim(answer, name)


def claim(answer: Answer, name: str) -> Claim:
    """What a field can be."""
    values = list(answer.any_of(name))
    return Claim(name, "is", values[0]) if len(values) == 1 else Claim(name, "one_of", values)


def sending(answer: Answer, ways: list[list[str]]) -> str:
    """What must be sent in each of several ways that it could be."""
    if not any(ways):
        return "need to send nothing unless American Express asks"
    if not all(ways):
        return f"must send documents only if {only_if(answer)}"
    # Every way has one of these: the plan stands in the place of what attests that you comply.
    one_of = [name for name in (*ATTESTING, "non_compliance_plan") if any(name in way for way in ways)]
    always = [name for name in SENT if all(name in way for way in ways)]
    if len(one_of) == 1 or any(name in always for name in one_of):
        return f"must send {listed([SENT[name] for name in always], 'and')}"
    main = either(one_of)
    also = [SENT[name] for name in always]
    return f"must send {main}. You must also send {listed(also, 'and')}" if also else f"must send {main}"


def either(names: list[str]) -> str:
    """One of several documents, each in the place of the others."""
    attesting = [SENT[name] for name in names if name in ATTESTING]
    if "roc" in names and "saq" in names:
        attesting = ["the yearly attestation (AOC) of an onsite assessment or of your self-assessment"]
    if "non_compliance_plan" in names:
        return f"{listed(attesting)}, or {SENT['non_compliance_plan']}"
    return listed(attesting)


def only_if(answer: Answer) -> str:
    """When documents are due, where that is open."""
    asked = "American Express asks for them"
    if answer.inputs.get("level", "known") is None:
        first = answer.facts.validation.asked_from_level.value
        return f"you are at {listed([f'Level {level}' for level in range(1, first)])}, or if {asked}"
    return asked


def send(answer: Answer) -> Iterator[Row]:
    """A row for each document: whether it is sent in any case, how often, and who completes it."""
    ways = answer.any_of("send")
    for document in PAPERS:
        papers = [paper for way in ways for paper in way if paper["document"] == document]
        if papers:
            label = f"Send {papers[0]['sent']}" if len(papers) == len(ways) else f"Perhaps send {papers[0]['sent']}"
            yield Row("send", label, *details(papers[0]))


def details(paper: dict[str, str | None]) -> Iterator[str]:
    """How often a document is sent, who completes it, and what follows on request."""
    if paper["frequency"]:
        yield paper["frequency"]
    if paper["performed_by"]:
        yield f"performed by {paper['performed_by']}"
    if paper["certified_by"]:
        yield f"certified by {paper['certified_by']}"
    if paper["on_request"]:
        yield f"on request {paper['on_request']}"


def all_sent(papers: list[dict[str, str]]) -> str:
    return ", ".join(paper["sent"] for paper in papers) or "nothing"


ROWS = {"send": send}
VALUES = {"send": all_sent}


TO_CHANGE = {
    "step_participant": ("Take part in STEP, if you qualify", "validation.step_replaces", True),
    "onsite_assessment": (
        "Answer the self-assessment questionnaire in place of an onsite assessment",
        "validation.saq_sent",
        False,
    ),
    "pci_compliant": ("Comply with all of the PCI DSS", "validation.non_compliance_plan", True),
}
"""What to do so that an input is another, the rule that makes it tell, and what a yes or no is then."""

ONSITE = 100
"""An onsite assessment outweighs any number of other documents."""


def measure(answer: Answer) -> tuple[int]:
    """What is lower where the duties are fewer: first no onsite assessment, then fewer documents."""
    ways = [[paper["document"] for paper in papers] for papers in answer.any_of("send")]
    return (max(ONSITE * ("roc" in way) + len(way) for way in ways),)


def comes_of_it(answer: Answer, there: Answer, saved: tuple[int], when: str) -> str:
    """What is sent then."""
    ways = [[paper["document"] for paper in papers] for papers in there.any_of("send")]
    most = max(ways, key=len)
    sent = listed([PAPERS[name] for name in most], "and") if most else "nothing"
    return f"Then you send {sent}." if len(ways) == 1 else f"Then you send at most {sent}."
