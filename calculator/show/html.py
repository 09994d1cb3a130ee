"""An answer as HTML: its card, which says what is so, by when and what next; its table and picture; and, folded, the working.

The same functions write the worked examples at build time and, in the browser, the answers to what a reader asks.
"""

from __future__ import annotations

from ..working import GIVEN
from . import text
from .plain import STANDING
from .text import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..answer import Answer
    from ..card import Card
    from ..working import Step

    # The address and the title of a thing by its kind ("clause", "reading", "option", "contact") and id.
    Link = Callable[[str, str], tuple[str, str]]


DIALLED = frozenset("()-0123456789")
ENDS = ".,;:"


def whole(words: str) -> str:
    """Words for a page in which a phone number, which begins with a plus sign, stays on one line."""
    shown: list[str] = []
    number: list[str] = []  # its parts so far
    for part in [*words.split(" "), ""]:
        goes_on = bool(number and part and number[-1][-1] not in ENDS and DIALLED.issuperset(part.rstrip(ENDS)))
        if goes_on or (part.startswith("+") and not number):
            number.append(part)
            continue
        if number:
            shown.append(f'<span class="whole">{escape(" ".join(number))}</span>')
            number = []
        shown.append(escape(part))
    return " ".join(shown[:-1])


def unlinked(kind: str, id: str) -> tuple[str, str]:
    """What is cited, by its id alone: the page fills in address and title."""
    return "#", id


def answer_html(answer: Answer, link: Link = unlinked) -> str:
    """The fragment for an answer; `link` gives what it cites an address and a title."""
    sections = (
        folded("How we worked it out", steps(answer.steps, link, "answer-steps", "ol"), "answer-working"),
        folded("What would change it", steps(answer.not_met, link, "answer-not-met"), "answer-change"),
        folded("Assumptions", rests_on(answer, link), "answer-rests", is_open=bool(answer.readings_asked)),
        folded("What American Express decides", steps(answer.discretion, link, "answer-discretion"), "answer-may"),
    )
    card = answer.words
    assert card  # what is shown was asked in full
    lines = [
        f'<div class="answer" data-topic="{answer.topic.name}">',
        f'<p class="answer-sentence">{escape(card.headline)}</p>',
        *asked(answer),
        *asked_under(answer, link),
        '<div class="card">',
        *by_when(card, link),
        *next_acts(card, link),
        *ends(card),
        *ask_next(answer),
        # Filled in by the page: what can be taken along.
        '<div class="card__actions" data-actions hidden></div>',
        "</div>",
        *folded("What would lower it", better(answer, link), "answer-better"),
        *table(answer, link),
        *figure(answer),
        *(line for section in sections for line in section),
        f'<p class="answer-edition">Edition: {escape(answer.edition)}. {STANDING}</p>',
        "</div>",
    ]
    return "\n".join(lines)


def asked(answer: Answer) -> Iterator[str]:
    """What was asked, for paper: on a screen the form says so."""
    yield f'<div class="answer-question"><h3>{escape(answer.topic.question)}</h3><dl class="case">'
    for label, value in text.entries(answer):
        yield f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
    yield "</dl></div>"


def by_when(card: Card, link: Link) -> Iterator[str]:
    """By when, each with its clause."""
    yield '<h3 class="card__title">By when</h3><ul class="card__when">'
    for due in card.by_when:
        said = escape(due.said)
        if due.when is not None:
            said = f'<time datetime="{due.when.isoformat()}">{said}</time>'
        yield f"<li>{said} {sourced(due.clause, link)}</li>"
    yield "</ul>"


def next_acts(card: Card, link: Link) -> Iterator[str]:
    """What to do next, each with the address that it needs and its clause."""
    if not card.next:
        return
    yield '<h3 class="card__title">What to do next</h3><ol class="card__next">'
    for act in card.next:
        said = escape(act.said)
        if act.link:
            said = f'<a class="card__act" href="{escape(act.link)}">{said}</a>'
        yield f"<li>{said} {sourced(act.clause, link)}</li>"
    yield "</ol>"


def ends(card: Card) -> Iterator[str]:
    """The lowest and the highest of what is open, with what leads there."""
    if card.least and card.most:
        yield '<ul class="card__ends">'
        yield from (f"<li>{escape(end.text)}</li>" for end in (card.least, card.most))
        yield "</ul>"


def better(answer: Answer, link: Link) -> Iterator[str]:
    """What would lower the bill or the duties, each with its clause; what lies in the past is told as next time."""
    if answer.better:
        yield "<ul>"
        yield from (f"<li>{whole(way.text)} {sourced(way.clause, link)}</li>" for way in answer.better)
        yield "</ul>"


def sourced(clause: str, link: Link) -> str:
    """A short link to the clause of a line of the card."""
    address, title = link("clause", clause)
    return f'<a class="clause card__clause" data-clause="{escape(clause)}" href="{escape(address)}">{escape(title)}</a>'


def table(answer: Answer, link: Link) -> Iterator[str]:
    """The fields of the outcome; what is open is drawn as a range besides, and what can be called is a link."""
    yield '<table class="answer-table"><tbody>'
    for row in text.rows(answer):
        shown = whole(row.value)
        if answer.topic.result[row.name].reaches:
            shown = ", ".join(reached(value, link) for value in row.values)
        yield f'<tr><th scope="row">{escape(row.label)}</th><td>{shown}{bar(answer, row.name)}</td></tr>'
    yield "</tbody></table>"


def reached(value: str, link: Link) -> str:
    """A phone number, an e-mail address or a website as a link; as it is where it leads nowhere, as a number that is none."""
    address = link("contact", value)[0]
    shown = whole(value)
    return f'<a data-contact="{escape(value)}" href="{escape(address)}">{shown}</a>' if address else shown


def bar(answer: Answer, name: str) -> str:
    """The range of an open amount, count or percentage on a line from nothing; the cell's words say the same."""
    if answer.topic.result[name].kind not in ("amount", "count", "percent") or name not in answer.bounds:
        return ""
    least, most = answer.ends(name)
    if least == most:
        return ""
    start, wide = round(100 * least / most), round(100 * (most - least) / most)
    return (
        '<svg class="answer-range" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="100" height="4"/><rect class="answer-range__open" x="{start}" width="{wide}" height="4"/></svg>'
    )


def folded(title: str, inner: Iterable[str], css: str, *, is_open: bool = False) -> Iterator[str]:
    """A section that opens on demand; none where there is nothing in it."""
    lines = list(inner)
    if lines:
        count = sum(line.startswith("<li") for line in lines)
        yield f'<details class="answer-section {css}"{" open" if is_open else ""}>'
        yield f'<summary>{title} <span class="answer-count">({count})</span></summary>'
        yield from lines
        yield "</details>"


def steps(entries: list[Step], link: Link, css: str, tag: str = "ul") -> Iterator[str]:
    """Sentences, each with the clause that it rests on."""
    if entries:
        yield f'<{tag} class="{css}">'
        yield from (f"<li>{step_html(step, link)}</li>" for step in entries)
        yield f"</{tag}>"


def step_html(step: Step, link: Link) -> str:
    """A step with the clause that it rests on; the answers that it supposes as a list."""
    cites = cited("clause", step.clause, link)
    if not step.given:
        return f"{whole(step.said)} {cites}"
    items = "".join(f"<li>{escape(supposed)}</li>" for supposed in step.given)
    return f'{whole(step.said)} {cites}<p class="answer-given">{GIVEN.strip()}</p><ul class="answer-given">{items}</ul>'


def cited(kind: str, id: str, link: Link) -> str:
    """A link to a clause or a reading, and a button that opens it in place; where no script runs it does not show."""
    address, title = link(kind, id)
    return (
        f'<a class="{kind}" data-{kind}="{escape(id)}" href="{escape(address)}">{escape(title)}</a> '
        f'<button type="button" class="peek" data-peek="{kind}:{escape(id)}" aria-expanded="false">'
        f'<span>Show</span><span class="peek__what"> {escape(title)}</span></button>'
    )


def rests_on(answer: Answer, link: Link) -> Iterator[str]:
    """The readings, with what each other one would make of the answer, and what matters and was not known."""
    unknown = [answer.topic.field[name].label for name in answer.ask_next]
    if not answer.readings and not unknown:
        return
    yield '<ul class="answer-readings">'
    for reading in answer.readings:
        id = reading.id
        yield f"<li>{cited('reading', id, link)}: {option(id, reading.taken, link)}"
        yield "<ul>"
        for other, changes in reading.otherwise.items():
            said = "; ".join(
                f"{answer.topic.result[name].label}: {text.possible_in_words(answer, name, value)}"
                for name, value in changes.items()
            )
            yield (
                f'<li data-switch="{escape(id)}" data-to="{escape(other)}">Otherwise: {option(id, other, link)} '
                f'<span class="answer-otherwise">{escape(said)}.</span></li>'
            )
        yield "</ul></li>"
    yield from (f"<li>Not known: {escape(words)}</li>" for words in unknown)
    yield "</ul>"


def option(reading: str, id: str, link: Link) -> str:
    """One way to read a place, in the register's words."""
    name = f"{reading}/{id}"
    return f'<span data-option="{escape(name)}">{escape(link("option", name)[1])}</span>'


def asked_under(answer: Answer, link: Link) -> Iterator[str]:
    """Under which readings other than the usual the question was asked."""
    usual = answer.topic.readings
    for id, taken in answer.readings_asked.items():
        if id in usual and taken != usual[id][0]:
            yield (
                f'<p class="answer-asked" data-switch="{escape(id)}" data-to="">Answered under another reading: '
                f"{cited('reading', id, link)}: {option(id, taken, link)}</p>"
            )


def ask_next(answer: Answer) -> Iterator[str]:
    """What to answer next to narrow this, the one first that narrows most."""
    if answer.ask_next:
        field = answer.topic.field
        yield '<div class="answer-ask"><h3 class="card__title">Answer this to narrow it</h3><ul>'
        yield from (f'<li data-field="{name}">{escape(field[name].question)}</li>' for name in answer.ask_next)
        yield "</ul></div>"


def figure(answer: Answer) -> Iterator[str]:
    """The picture of an answer as lines of HTML; none where its topic has none or nothing is to be drawn."""
    picture = answer.topic.part("picture").drawn(answer) if answer.topic.has_picture else None
    if picture:
        yield from picture.lines(answer.topic.name)
