"""An answer as HTML: at build time for the worked examples, and in the browser for what a reader asks."""

from __future__ import annotations

from . import text
from .answer import label
from .topics import TOPICS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Json = Mapping[str, object]
    Link = Callable[[str], tuple[str, str]]


def escape(words: object) -> str:
    """Text that is safe in HTML and in its attributes."""
    found = str(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&quot;").replace("'", "&#39;")


def answer_html(answer: Json, link: Link) -> str:
    """The fragment for an answer in the contract's JSON; `link` gives the address and the title of a clause by its id."""
    return "\n".join(
        [
            f'<div class="answer" data-topic="{escape(answer["topic"])}">',
            f'<p class="answer-sentence">{escape(text.sentence(answer))}</p>',
            *table(answer),
            *listing("How this comes about", answer["steps"], link, "answer-steps", ordered=True),
            *listing("What would change it", answer["not_met"], link, "answer-not-met"),
            *listing("What American Express may decide", answer["discretion"], link, "answer-discretion"),
            *readings(answer),
            *ask_next(answer),
            f'<p class="answer-edition">Edition: {escape(answer["edition"])}. An unofficial plain telling: '
            "the network's current policy and your agreement bind.</p>",
            "</div>",
        ]
    )


def table(answer: Json) -> Iterator[str]:
    yield '<table class="answer-table"><tbody>'
    for label, value in text.rows(answer):
        yield f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>'
    yield "</tbody></table>"


def listing(title: str, steps: object, link: Link, css: str, *, ordered: bool = False) -> Iterator[str]:
    """Sentences, each with the clause that it rests on."""
    if not steps:
        return
    tag = "ol" if ordered else "ul"
    yield f'<h4 class="answer-heading">{title}</h4>'
    yield f'<{tag} class="{css}">'
    for step in steps:  # type: ignore[attr-defined]
        url, name = link(step["clause"])
        cited = f'<a class="clause" data-clause="{escape(step["clause"])}" href="{escape(url)}">{escape(name)}</a>'
        yield f"<li>{escape(step['text'])} {cited}</li>"
    yield f"</{tag}>"


def readings(answer: Json) -> Iterator[str]:
    """The readings that the answer rests on, and what each other one would make of it."""
    if not answer["readings"]:
        return
    yield '<h4 class="answer-heading">What it rests on</h4>'
    yield '<ul class="answer-readings">'
    for reading in answer["readings"]:  # type: ignore[attr-defined]
        name = escape(reading["id"])
        yield f'<li><a class="reading" data-reading="{name}" href="#">{name}</a>, read as “{escape(reading["taken"])}”.<ul>'
        for option, changes in reading["otherwise"].items():
            other = {
                **answer,
                "outcome": {**answer["outcome"], **changes},  # type: ignore[dict-item]
                "bounds": {field: bound for field, bound in changes.items() if isinstance(bound, dict)},
            }
            said = "; ".join(f"{label(field)}: {text.shown(other, field)}" for field in changes)
            yield f"<li>Read as “{escape(option)}”: {escape(said)}.</li>"
        yield "</ul></li>"
    yield "</ul>"


def ask_next(answer: Json) -> Iterator[str]:
    """What to answer next to narrow this."""
    if answer["ask_next"]:
        field = TOPICS[str(answer["topic"])].field
        yield '<h4 class="answer-heading">To narrow this down, answer</h4>'
        yield '<ul class="answer-ask">'
        yield from (f'<li data-field="{name}">{escape(field[name].label)}</li>' for name in answer["ask_next"])  # type: ignore[attr-defined]
        yield "</ul>"
