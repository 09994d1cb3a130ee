"""The images of Python, asked under Node: nothing that a form can ask leaves the whole one; the small one errs in no answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.runtime import asked, bundle, heap, image, touched, wasm
from calculator import TOPICS
from calculator.browser import ask
from tests.helpers.proving import at_once

Traps = Callable[[str, list[str]], list[tuple[int, str]]]

CASES = asked.sound(asked.cases())


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    """Asks an image by its name, "small" or "whole": which questions it does not answer. Another answer is an error."""
    made = bundle.cached()

    def found(name: str, questions: list[str]) -> list[tuple[int, str]]:
        [module] = made.glob(f"{name}-*.wasm")
        return image.traps(tmp_path, module, bundle.SCRIPTS / "image.mjs", questions, [ask(each) for each in questions])

    return found


def of_the_forms() -> list[str]:
    """Every market, level, stop, yes, no and choice, every reading, and a thousand cases mixed by chance."""
    questions = [*asked.every(CASES), *asked.mixed(CASES, 1000, seed=3)]
    return [asked.as_text(each, number) for number, each in enumerate(questions)]


def test_every_kind_of_field_and_every_reading_is_asked() -> None:
    questions = [json.loads(each) for each in of_the_forms()]
    for topic in TOPICS.values():
        own = [each for each in questions if each["topic"] == topic.name]
        for field in topic.fields:
            wanted = {json.dumps(value) for value in asked.values(field)}
            assert wanted <= {json.dumps(each["inputs"].get(field.name)) for each in own}, field.name
        assert set(topic.readings) <= {name for each in own for name in each.get("readings") or {}}


@pytest.mark.prove
def test_nothing_that_a_form_can_ask_leaves_the_whole_image(traps: Traps) -> None:
    assert traps("whole", of_the_forms()) == []


@pytest.mark.parametrize("count", at_once((200, 5000), {200}))
def test_the_small_image_gives_the_native_answer_or_none(traps: Traps, count: int) -> None:
    questions = [asked.as_text(each, number) for number, each in enumerate(asked.mixed(CASES, count, seed=2))]
    traps("small", questions)  # an answer that differs is an error there


@pytest.mark.prove
@pytest.mark.parametrize(
    "topic", [name for name, topic in TOPICS.items() if any(each.kind == "market" for each in topic.fields)]
)
def test_a_market_half_typed_leaves_no_small_image(traps: Traps, topic: str) -> None:
    """Beside another entry too, with which the profile does not ask it."""
    alone = list(asked.half_typed(topic))
    beside = [each | {"inputs": {"kind": "merchant"} | each["inputs"]} for each in alone[::7]]
    assert traps("small", [asked.as_text(each) for each in (*alone, *beside)]) == []


def test_a_question_outside_the_profile_traps_and_harms_no_other(traps: Traps) -> None:
    outside = json.dumps({"topic": "fee", "inputs": {"market": "\uff21\u0130\ufb01 \u1e9e"}}, ensure_ascii=False)
    known = asked.as_text(CASES[0])
    assert [number for number, _ in traps("small", [known, outside, known, known])] == [1]
    assert traps("whole", [outside]) == []


def test_an_answer_that_differs_is_an_error(tmp_path: Path) -> None:
    [module] = bundle.cached().glob("small-*.wasm")
    known = asked.as_text(CASES[0])
    with pytest.raises(image.ImageError, match="and not another"):
        image.traps(tmp_path, module, bundle.SCRIPTS / "image.mjs", [known], ["another"])


BATCH = 4_000
"""Questions that the small image is asked on end: it gives nothing back that came with it, and its memory does not grow."""


@pytest.mark.prove
def test_no_answer_reads_where_data_was_left_out(tmp_path: Path, traps: Traps) -> None:
    """The small image in a form that marks each word that it reads: what was moved away is not looked for in its old place."""
    [small] = bundle.cached().glob("small-*.wasm")
    module = wasm.parse(small.read_bytes())
    # A memory that may grow, for the marks.
    module = wasm.parse(module.replaced({wasm.MEMORY: wasm.vector([b"\0" + wasm.u(heap.PAGES)])}))
    marking = touched.marking(module, set(range(len(module.bodies))), heap.SHADOW)
    marks_words = image.written(tmp_path / "marking.wasm", marking)
    section = next(part for number, part in wasm.sections(small.read_bytes()) if number == 0)
    holes = json.loads(section[section.index(b"{") :])["holes"]
    assert sum(size for _, size in holes) > 1_000_000

    asked_of = [*asked.written(CASES), *asked.generated(CASES, 20_000, seed=5)]
    answered = 0
    for first in range(0, len(asked_of), BATCH):
        known = asked_of[first : first + BATCH]
        # After a trap the memory begins anew. Without the question others meet what it would have left, and may trap themselves.
        while left := {number for number, _ in traps("small", known)}:
            known = [question for number, question in enumerate(known) if number not in left]
        answered += len(known)
        options = {"loader": str(bundle.SCRIPTS / "image.mjs"), "shadow": heap.SHADOW, "orders": 1, "every": len(known)}
        image.write(tmp_path / "options.json", options)
        image.node("touch", tmp_path, marks_words)
        marks = (tmp_path / "touched.bin").read_bytes()
        assert [at for at, size in holes if any(marks[at // 4 : (at + size) // 4])] == []
        assert any(marks)
    assert answered > 0.99 * len(asked_of)
