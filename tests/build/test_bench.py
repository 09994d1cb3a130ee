"""What `make bench` asks: typical questions, nothing unknown in the one kind, all in the other; no time is asserted."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from build_tools.bench import __main__ as bench
from build_tools.bench import measure
from calculator import TOPICS, evaluate

TOPIC = pytest.mark.parametrize("topic", TOPICS)


@TOPIC
def test_nothing_is_unknown_and_everything_is(topic: str) -> None:
    unknowable = [field.name for field in TOPICS[topic].fields if field.unknown]
    assert None not in [evaluate(topic, measure.KNOWN[topic]).inputs[name] for name in unknowable]
    assert {evaluate(topic, measure.unknowable(topic)).inputs[name] for name in unknowable} <= {None}


@TOPIC
@pytest.mark.parametrize("known", [True, False])
def test_the_bare_outcome_is_the_answer_s(topic: str, known: bool) -> None:
    inputs = measure.KNOWN[topic] if known else measure.unknowable(topic)
    bare = measure.bare(topic, inputs)
    answer = evaluate(topic, inputs)
    assert (bare.fields, bare.bounds) == (answer.fields, answer.bounds)  # type: ignore[attr-defined]


def test_a_timing_is_one_answer_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "AT_LEAST", 1e-9)
    assert 0 < json.loads(measure.reply('["contact", "brief", true]')) < 10


def test_a_limit_that_is_missed_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    limits = [bench.Limit("fast", 2e-3, 5e-3, "s"), bench.Limit("small", 7, 5, "bytes")]
    monkeypatch.setattr(bench, "PARTS", {"import": lambda report, chosen: report.limits.extend(limits)})
    monkeypatch.setattr("sys.argv", ["bench", "--only", "import"])
    assert bench.main() == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "fast 2.00 ms 5 ms met" in shown
    assert "small 7 bytes 5 bytes MISSED" in shown
    monkeypatch.setattr("sys.argv", ["bench", "--only", "import", "--json"])
    bench.main()
    assert [one["met"] for one in json.loads(capsys.readouterr().out)["limits"]] == [True, False]


def test_lines_are_of_all_topics() -> None:
    asked = [json.loads(line) for line in islice(bench.lines(), 2 * len(TOPICS))]
    assert [line["topic"] for line in asked] == [*TOPICS, *TOPICS]
    assert [line["id"] for line in asked] == list(range(len(asked)))
