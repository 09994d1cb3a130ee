"""Two answers beside each other as HTML: what was kept, and what comes out with the entries as they are now."""

from __future__ import annotations

from ..difference import Difference, entry
from ..words import KEPT, NOW
from . import text
from .html import asked, asked_under, by_when, ends, folded, next_acts, step_html, unlinked
from .text import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answer import Answer
    from .html import Link

DIFFERS = "differs"


def beside_html(difference: Difference, link: Link = unlinked) -> str:
    """The fragment for two answers; `link` gives what they cite an address and a title."""
    before, after = difference.before, difference.after
    lines = [
        f'<div class="answer answer--beside" data-topic="{after.topic.name}">',
        f'<p class="answer-sentence">{escape(difference.text)}</p>',
        *asked_under(after, link),
        *asked(after),
        *compared(difference),
        '<div class="besides">',
        *side(difference, before, KEPT, link),
        *side(difference, after, NOW, link),
        "</div>",
        '<div class="card__actions" data-actions hidden></div>',
        f'<p class="answer-edition">Edition: {escape(after.edition)}. An unofficial plain telling: '
        "the network’s current policy and your agreement bind.</p>",
        "</div>",
    ]
    return "\n".join(lines)


def compared(difference: Difference) -> Iterator[str]:
    """The entries that differ and all of the outcome, in a column for each answer; the rows that differ are marked."""
    before, after = difference.before, difference.after
    yield '<table class="answer-table besides__table"><thead><tr><td></td>'
    yield f'<th scope="col">{KEPT}</th><th scope="col">{NOW}</th></tr></thead><tbody>'
    for name in difference.changes:
        yield row(after.topic.field[name].label, entry(before, name), entry(after, name), css="besides__entry")
    # An entry that the outcome has too stands once.
    rows = [
        {(line.name, line.label): line.value for line in text.rows(answer) if line.name not in difference.changes}
        for answer in (before, after)
    ]
    order = list(after.topic.result)
    for key in sorted(rows[0] | rows[1], key=lambda key: order.index(key[0])):
        yield row(key[1], *(side.get(key, "none") for side in rows))
    yield "</tbody></table>"


def row(label: str, before: str, after: str, css: str = "") -> str:
    """A row of that table; what is the same on both sides stands once."""
    head = f'<th scope="row">{escape(label)}</th>'
    if before == after:
        return f'<tr>{head}<td colspan="2">{escape(after)}</td></tr>'
    css = f"{css} besides__differs".strip()
    return f'<tr class="{css}">{head}<td>{escape(before)}</td><td>{escape(after)}</td></tr>'


def side(difference: Difference, answer: Answer, title: str, link: Link) -> Iterator[str]:
    """The card of one of both, and its working, in which the steps that the other one does not have are marked."""
    assert answer.words  # what is compared was asked in full
    own = {(step.text, step.clause) for step in difference.only_in(answer)}
    steps = [
        f'<li class="besides__step"><strong>{DIFFERS}</strong> {step_html(step, link)}</li>'
        if (step.text, step.clause) in own
        else f"<li>{step_html(step, link)}</li>"
        for step in answer.steps
    ]
    yield f'<section class="card besides__card" data-side="{title.lower()}"><h3 class="besides__title">{title}</h3>'
    yield f'<p class="besides__headline">{escape(answer.words.headline)}</p>'
    yield from by_when(answer.words, link)
    yield from next_acts(answer.words, link)
    yield from ends(answer.words)
    yield from folded(
        "Working", ['<ol class="answer-steps">', *steps, "</ol>"], f"besides__working--{title.lower()}", is_open=True
    )
    yield "</section>"
