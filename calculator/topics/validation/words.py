"""The answer in words."""

from __future__ import annotations

from ...show.text import Row, shared
from ...words import listed
from ..common import PAPERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answer import Answer


def sentence(answer: Answer) -> str:
    ways = [[paper["document"] for paper in papers] for papers in answer.any_of("send")]
    always, perhaps = shared(PAPERS, ways)
    if always and perhaps:
        return f"You must send {listed(always, 'and')}, and perhaps {listed(perhaps)}."
    if always:
        return f"You must send {listed(always, 'and')}."
    if perhaps:
        return f"You may have to send {listed(perhaps)}."
    return "You need not send any document."


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
