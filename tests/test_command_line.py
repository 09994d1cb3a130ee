"""The command line and the package as programs use them: batch, its option, its errors, and help."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest

from calculator import TOPICS, evaluate
from calculator.__main__ import batch, main
from tests.conftest import cases

FEE = {"market": "Australia", "kind": "merchant", "level": None, "days_late": 61}
CHANGES = ("ask_next", "not_met", "readings")


def answers(*lines: bytes, brief: bool = False) -> list[Any]:
    """What batch answers to these lines."""
    written = BytesIO()
    batch(BytesIO(b"\n".join(lines)), written, brief=brief)
    return [json.loads(line) for line in written.getvalue().splitlines()]


def line(topic: str, inputs: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"topic": topic, "inputs": inputs, **more}).encode()


def test_batch_answers_in_order_and_goes_on_after_a_line_that_breaks() -> None:
    found = answers(
        line("fee", FEE, id=1), b"", b"{", b"\xff", b"[]", line("contact", {}, id={"a": None}), line("fee", FEE)
    )
    assert [one.get("id") for one in found] == [1, None, None, None, {"a": None}, None]
    assert [[error["code"] for error in one.get("errors", [])] for one in found] == [
        *([], ["not_json"], ["not_json"], ["not_an_object"], ["required"], [])
    ]


def test_batch_answers_while_it_reads() -> None:
    command = [sys.executable, "-m", "calculator", "batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for number in range(3):
            running.stdin.write(line("fee", FEE, id=number) + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(timeout=60) == 0


@pytest.mark.parametrize("topic", TOPICS)
def test_a_brief_answer_is_the_answer_without_what_would_change_it(topic: str) -> None:
    for case in [case for case in cases() if case["topic"] == topic and "errors" not in case]:
        named = {"readings": case.get("readings")}
        whole = evaluate(topic, case["inputs"], **named).to_dict()
        brief = evaluate(topic, case["inputs"], **named, brief=True)
        assert brief.to_dict() == {key: value for key, value in whole.items() if key not in CHANGES}
        assert (brief.ask_next, brief.not_met, brief.readings) == ([], [], [])


def test_batch_can_be_brief() -> None:
    asked = line("fee", FEE, id=7)
    [whole], [brief] = answers(asked), answers(asked, brief=True)
    assert set(CHANGES) <= whole.keys()
    assert brief == {key: value for key, value in whole.items() if key not in CHANGES}
    # Errors are the same.
    assert answers(line("fee", {}), brief=True) == answers(line("fee", {}))


def test_batch_is_brief_by_an_option() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "calculator", "batch", "--brief"],
        input=line("fee", FEE),
        capture_output=True,
        check=True,
    )
    assert not set(CHANGES) & json.loads(done.stdout).keys()


def test_one_question_exits_2_where_it_got_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contact", "--market", "Australia", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"]["phone"]
    assert main(["contact", "--market", "Atlantis"]) == 2
    assert capsys.readouterr().err.startswith("--market: Choose ")
    assert main(["contact", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["code"] == "required"


@pytest.mark.parametrize("topic", [*TOPICS, "batch"])
def test_every_topic_has_help(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([topic, "--help"])
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    for field in TOPICS[topic].fields if topic in TOPICS else ():
        assert f"--{field.name.replace('_', '-')}" in shown
