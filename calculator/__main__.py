"""The command line: one question for a person, or questions in JSON Lines.

python -m calculator fee --market Australia --kind merchant --level 1 --days-late 61
python -m calculator batch <questions.jsonl >answers.jsonl
"""

from __future__ import annotations

import argparse
import sys

from . import TOPICS, InputErrors, evaluate
from .browser import LONGEST, decode, encode, reply
from .show import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, BinaryIO

    from .answer import Answer
    from .fields import Field


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is 0, or 2 where a single question got errors."""
    try:
        return run(vars(parser().parse_args(arguments)))
    except BrokenPipeError:
        # Whoever reads the answers has enough of them.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        # What was written is whole lines; 130 is a shell's word for having been interrupted.
        return 130


def run(asked: dict[str, Any]) -> int:
    """Do what the options ask."""
    topic = asked.pop("topic")
    if topic == "batch":
        batch(sys.stdin.buffer, sys.stdout.buffer, brief=asked["brief"])
        return 0
    as_json, edition = asked.pop("json"), asked.pop("edition")
    readings = dict(pair.partition("=")[::2] for pair in asked.pop("reading") or [])
    inputs = {name: value for name, value in asked.items() if value is not None}
    try:
        answer = evaluate(topic, inputs, edition=edition, readings=readings)
    except InputErrors as errors:
        if as_json:
            print(encode(errors.to_dict()))
        else:
            for problem in errors.problems:
                print(f"{option(problem.field)}: {problem.message}", file=sys.stderr)
        return 2
    print(encode(answer.to_dict()) if as_json else "\n".join(lines(answer)))
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line's options, made from the topics' fields."""
    options = argparse.ArgumentParser(
        prog="calculator",
        description="Computes what the Data Security Operating Policy asks: levels, papers, fees, indemnity, deadlines.",
        epilog='Write "unknown" for what you do not know, where an option allows it. Every answer names its clauses.',
    )
    topics = options.add_subparsers(dest="topic", required=True, metavar="TOPIC")
    for topic in TOPICS.values():
        sub = topics.add_parser(topic.name, help=topic.question, description=topic.question, allow_abbrev=False)
        for field in topic.fields:
            sub.add_argument(option(field.name), dest=field.name, metavar=field.kind.upper(), help=help_of(field))
        sub.add_argument("--json", action="store_true", help="answer as one JSON object")
        sub.add_argument("--edition", help="an edition of the policy; without it, the current one")
        sub.add_argument("--reading", action="append", metavar="ID=OTHER", help="answer under another reading")
    text = "Answers questions as JSON Lines from standard input, in order, a line each; always exits 0."
    many = topics.add_parser("batch", help="answer questions in JSON Lines from standard input", description=text)
    many.add_argument("--brief", action="store_true", help="leave out readings, not_met and ask_next, for speed")
    return options


def option(name: str) -> str:
    return "--reading" if name == "readings" else f"--{name.replace('_', '-')}"


def help_of(field: Field) -> str:
    """A field's label, what it may be, and its hint."""
    parts = [field.label]
    if field.choices:
        parts.append(" or ".join(choice for choice, _ in field.choices))
    elif field.example:
        parts.append(f"for example {field.example}")
    if field.unknown:
        parts.append('"unknown" if not known')
    if field.required:
        parts.append("required")
    return f"{'; '.join(parts)}. {field.hint}".replace("%", "%%").strip()


def lines(answer: Answer) -> Iterable[str]:
    """An answer as text, with what would change it."""
    yield from plain.lines(answer)
    yield from plain.section("What would lower it", (f"{way.text} [{way.clause}]" for way in answer.better))
    yield from plain.section("What would change it", (f"{missed.text} [{missed.clause}]" for missed in answer.not_met))
    if answer.ask_next:
        yield f"\nTo narrow this down, give: {', '.join(option(name) for name in answer.ask_next)}"
    yield from plain.standing(answer)


def batch(questions: BinaryIO, answers: BinaryIO, *, brief: bool = False) -> None:
    """Answer each line as it comes; a line that is no question gets errors, a blank one is passed over.

    Of a key that stands twice in an object of JSON, the last one counts.
    """
    for line in lines_of(questions):
        if line.strip():
            try:
                answer = reply(decode(line), brief=brief)
            except InputErrors as errors:
                answer = errors.to_dict()
            answers.write(encode(answer).encode() + b"\n")
            answers.flush()


def lines_of(questions: BinaryIO) -> Iterator[bytes]:
    """Each line; of one that is too long only so much that it is seen to be, so that memory stays flat."""
    most = 4 * LONGEST + 1  # bytes of UTF-8, and one too many
    while line := questions.readline(most):
        yield line
        while len(line) == most and not line.endswith(b"\n"):
            line = questions.readline(most)


if (
    __name__ == "__main__"
):  # pragma: no cover  # only where it is a process of its own, as tests/core/test_batch.py starts it
    sys.exit(main())
