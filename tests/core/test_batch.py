"""The command line: a question for a person, `--json`, and `batch`, which answers JSON Lines while it reads."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from typing import Any

import pytest

from calculator import TOPICS, evaluate
from calculator.__main__ import batch, main
from calculator.browser import ask, decode, encode, reply
from tests.core.helpers import first_try, mended
from tests.helpers.sources import ROOT

COMMAND = [sys.executable, "-m", "calculator"]
LEVEL = {"topic": "level", "inputs": {"kind": "merchant", "transactions": 50000}}
FEE = {"topic": "fee", "inputs": {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}}
FEE_OPTIONS = ["fee", "--market", "Australia", "--kind", "merchant", "--level", "1", "--days-late", "61"]


def answers(*lines: bytes | str | dict[str, Any]) -> list[Any]:
    """What `batch` answers to these lines."""
    texts = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
    given = b"\n".join(text if isinstance(text, bytes) else text.encode() for text in texts)
    out = io.BytesIO()
    batch(io.BytesIO(given), out)
    assert out.getvalue() == b"" or out.getvalue().endswith(b"\n")
    return [json.loads(line) for line in out.getvalue().splitlines()]


def codes(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error["field"], error["code"]) for error in answer["errors"]]


# One question.


def test_one_question_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(FEE_OPTIONS) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[0] == "61 days late, all three fees are due: 147,000 AUD."
    for part in ("35,000 + 49,000 + 63,000 = 147,000 AUD", "[dsop.fees.third]", "How we worked it out", "unofficial"):
        assert part in out


def test_the_contract_s_example(capsys: pytest.CaptureFixture[str]) -> None:
    """`level --kind merchant --transactions 50000 --designated-level-1 unknown`: Level 1 or 2."""
    options = ["level", "--kind", "merchant", "--transactions", "50000", "--designated-level-1", "unknown"]
    assert main(options) == 0
    out = capsys.readouterr().out
    assert (
        out.splitlines()[0] == "You are a Level 2 merchant, or Level 1 if American Express has assigned you that level."
    )
    assert "--designated-level-1" in out and "level-boundaries" in out and "What would change it" in out
    assert main([*options, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == evaluate("level", LEVEL["inputs"] | {"designated_level_1": None}).to_dict()  # type: ignore[operator]
    assert answer["bounds"]["level"] == {"any_of": [1, 2]}


def test_another_reading_and_edition(capsys: pytest.CaptureFixture[str]) -> None:
    options = [
        "level",
        "--kind",
        "merchant",
        "--transactions",
        "50,000",
        "--reading",
        "level-boundaries=upper-included",
    ]
    assert main([*options, "--edition", "international-undated", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["outcome"]["level"] == 3 and answer["readings_asked"] == {"level-boundaries": "upper-included"}


def test_errors_are_told_beside_their_options_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["fee", "--market", "Austria", "--kind", "merchant", "--level", "9", "--step-participant", "perhaps"]
    assert main(wrong) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "--market",
        "--level",
        "--step-participant",
        "--days-late",
    ]
    assert main([*wrong, "--reading", "fee-days=never"]) == 2
    assert '--reading: "never" is no reading' in capsys.readouterr().err
    assert main([*wrong, "--json", "--reading", "fee-days=never", "--edition", "1999"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["contract"] == 1 and found["topic"] == "fee"
    assert {("edition", "not_a_choice"), ("readings", "not_a_choice"), ("market", "not_in_table")} <= set(codes(found))


def test_help_names_every_topic_and_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert all(topic in out for topic in (*TOPICS, "batch"))
    for topic in TOPICS.values():
        with pytest.raises(SystemExit) as ended:
            main([topic.name, "--help"])
        assert ended.value.code == 0
        out = capsys.readouterr().out
        assert all(f"--{field.name.replace('_', '-')} " in out for field in topic.fields)


@pytest.mark.parametrize("arguments", [[], ["taxes"], ["fee", "--colour", "red"], ["fee", "--mark", "Australia"]])
def test_what_is_no_command_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_every_topic_answers_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with the examples of its fields, mended until they go together."""
    for topic in TOPICS.values():
        inputs = mended(topic, {field.name: first_try(field) for field in topic.fields})
        words = {True: "yes", False: "no", None: "unknown"}
        options = [
            part
            for name, value in inputs.items()
            for part in (f"--{name.replace('_', '-')}", words[value] if value in words else str(value))
        ]
        assert main([topic.name, *options]) == 0
        out = capsys.readouterr().out
        assert "None" not in out and "{" not in out and "Edition: international-undated" in out


# Batch.


def test_answers_come_in_order_and_echo_any_id() -> None:
    ids = [7, "seven", None, [1, {"a": None}], {"n": 1.5}, True, -0.5, 10**20, "ü\ud800"]
    found = answers(*(LEVEL | {"id": id} for id in ids), LEVEL)
    assert [answer["id"] for answer in found[:-1]] == ids
    assert "id" not in found[-1]
    assert all(answer["outcome"]["level"] == 2 for answer in found)


def test_an_id_is_echoed_beside_errors_too() -> None:
    for line in ({"id": 0, "topic": "taxes"}, {"id": 0, "topic": "level", "inputs": {}}, {"id": 0, "colour": 1}):
        [found] = answers(line)
        assert found["id"] == 0 and found["errors"]


def test_blank_lines_are_passed_over() -> None:
    assert len(answers("", json.dumps(LEVEL), "   ", "\t\r", json.dumps(FEE), "")) == 2
    assert answers("") == []


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    [first, second] = answers(b"\xef\xbb\xbf" + json.dumps(LEVEL).encode() + b"\r", json.dumps(FEE).encode() + b"\r")
    assert first["outcome"]["level"] == 2 and second["outcome"]["total"] == "147000"


BROKEN: list[tuple[bytes, list[tuple[str, str]]]] = [
    (b"{", [("", "not_json")]),
    (b"level", [("", "not_json")]),
    (b'{"topic": "level"} {}', [("", "not_json")]),
    (b'{"topic": "level", "inputs": {"transactions": NaN}}', [("", "not_json")]),
    (b'{"topic": "level", "inputs": {"transactions": Infinity}}', [("", "not_json")]),
    (b'{"topic": "\xff\xfe"}', [("", "not_json")]),
    ("{“topic”: “level”}".encode(), [("", "not_json")]),
    (b"\x00", [("", "not_json")]),
    (b"[" * 100_000, [("", "not_json")]),
    (b"[]", [("", "not_an_object")]),
    (b"null", [("", "not_an_object")]),
    (b'"level"', [("", "not_an_object")]),
    (b"5", [("", "not_an_object")]),
    (b"{}", [("topic", "unknown_topic")]),
    (b'{"topic": null}', [("topic", "unknown_topic")]),
    (b'{"topic": ["level"]}', [("topic", "unknown_topic")]),
    (b'{"topic": "Level"}', [("topic", "unknown_topic")]),
    (
        b'{"topic": "level", "input": {}}',
        [("input", "unknown_field"), ("kind", "required"), ("transactions", "required")],
    ),
    (b'{"topic": "level", "inputs": []}', [("inputs", "not_an_object")]),
    (b'{"topic": "level", "inputs": null}', [("inputs", "not_an_object")]),
    (b'{"topic": "level", "inputs": "kind=merchant"}', [("inputs", "not_an_object")]),
    (b'{"topic": "level"}', [("kind", "required"), ("transactions", "required")]),
]


@pytest.mark.parametrize(("line", "expected"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_line_that_breaks_gets_errors_and_does_not_stop_the_rest(
    line: bytes, expected: list[tuple[str, str]]
) -> None:
    before, found, after = answers(LEVEL, line, FEE)
    assert codes(found) == expected
    assert found["contract"] == 1 and "topic" in found and "inputs" in found
    assert all(error["message"] for error in found["errors"])
    assert before["outcome"]["level"] == 2 and after["outcome"]["total"] == "147000"
    assert json.loads(ask(line.decode("utf-8", "replace")))["errors"]


def test_every_problem_of_a_line_is_told_in_the_order_in_which_it_came() -> None:
    line = {"colour": 1, "topic": "level", "size": 2, "inputs": {"zeta": 1, "kind": "shop", "alpha": 2, "mu": 3}}
    assert codes(answers(line)[0]) == [
        *(("colour", "unknown_field"), ("size", "unknown_field")),
        *(("zeta", "unknown_field"), ("alpha", "unknown_field"), ("mu", "unknown_field")),
        *(("kind", "not_a_choice"), ("transactions", "required")),
    ]


def test_numbers_too_large_to_hold() -> None:
    line = '{"topic": "level", "inputs": {"kind": "merchant", "transactions": %s}}'
    assert codes(answers(line % "1e400")[0]) == [("transactions", "out_of_range")]
    assert answers(line % "1e400")[0]["inputs"]["transactions"] == "1e400"
    assert codes(answers(line % ("9" * 400))[0]) == [("transactions", "out_of_range")]
    assert answers(line % ("9" * 5000))[0]["errors"]


def test_a_number_keeps_its_digits() -> None:
    line = '{"id": 0.5, "topic": "step", "inputs": {"kind": "merchant", "secured_percent": %s}}'
    found = answers(line % "74.99999999999999999999")[0]
    assert found["inputs"]["secured_percent"] == "74.99999999999999999999" and found["id"] == 0.5
    assert found["outcome"]["eligible"] is False
    assert codes(answers(line % "1e-400")[0]) == [("secured_percent", "out_of_range")]
    assert answers(line % "75.0")[0]["inputs"]["secured_percent"] == "75"


def test_what_is_wrong_beside_an_unknown_topic_is_told_too() -> None:
    question = {"topic": "nope", "inputs": [], "edition": "2027", "readings": 5}
    assert codes(answers(question)[0]) == [
        *(("topic", "unknown_topic"), ("edition", "not_a_choice")),
        *(("readings", "not_an_object"), ("inputs", "not_an_object")),
    ]


def test_edition_and_readings() -> None:
    named = LEVEL | {"edition": "international-undated", "readings": {"level-boundaries": "upper-included"}}
    assert answers(named)[0]["outcome"]["level"] == 3
    assert answers(LEVEL | {"edition": None, "readings": None})[0]["outcome"]["level"] == 2
    for edition in ("2027", 5, ["international-undated"], {}):
        assert codes(answers(LEVEL | {"edition": edition})[0]) == [("edition", "not_a_choice")]
    for readings in ({"fee-days": "never"}, {"taxes": "none"}, {"level-boundaries": None}, {"level-boundaries": ["x"]}):
        assert codes(answers(LEVEL | {"readings": readings})[0]) == [("readings", "not_a_choice")]
    for other in ([], "level-boundaries", 5):
        assert codes(answers(LEVEL | {"readings": other})[0]) == [("readings", "not_an_object")]
    # A reading of another topic is known, and changes nothing here.
    assert answers(LEVEL | {"readings": {"fee-days": "day-30-late"}})[0]["outcome"]["level"] == 2


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    [found] = answers(
        '{"topic": "fee", "topic": "level", "inputs": {"kind": "merchant", "transactions": 1, "transactions": 50000}}'
    )
    assert found["topic"] == "level" and found["outcome"]["level"] == 2


def test_an_answer_is_one_line_of_plain_json() -> None:
    out = io.BytesIO()
    batch(io.BytesIO(json.dumps(FEE | {"id": "a\nb\u2028ü"}).encode()), out)
    [line] = out.getvalue().decode().split("\n")[:-1]
    assert json.loads(line) == {"id": "a\nb\u2028ü"} | evaluate("fee", FEE["inputs"]).to_dict()  # type: ignore[arg-type]


def test_brief_leaves_out_what_explains() -> None:
    out = io.BytesIO()
    batch(io.BytesIO(json.dumps(FEE).encode()), out, brief=True)
    brief, whole = json.loads(out.getvalue()), answers(FEE)[0]
    assert brief["outcome"] == whole["outcome"] and brief["bounds"] == whole["bounds"]
    assert not brief.keys() & {"readings", "not_met", "ask_next"}


def test_a_reply_holds_what_json_holds() -> None:
    assert reply(LEVEL | {"id": 1})["id"] == 1
    assert decode(" [1] ") == [1]
    assert encode({"a": "ü"}) == '{"a": "ü"}' and encode({"a": "\ud800"}) == '{"a": "\\ud800"}'


def test_html_comes_on_demand_and_only_for_an_answer() -> None:
    found = json.loads(ask(json.dumps(FEE | {"html": True, "id": 3})))
    assert found["reply"]["id"] == 3 and 'data-clause="dsop.fees.third"' in found["html"]
    found = json.loads(ask(json.dumps({"topic": "fee", "html": True})))
    assert found["reply"]["errors"] and found["html"] == ""


def test_the_command_named_batch(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(LEVEL).encode())))
    assert main(["batch"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["outcome"]["level"] == 2


# As a program.


def test_batch_answers_while_its_input_is_open_and_exits_0() -> None:
    with subprocess.Popen([*COMMAND, "batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for n, line in enumerate([json.dumps(LEVEL | {"id": 0}), "{", json.dumps(FEE | {"id": 2})]):
            running.stdin.write(line.encode() + b"\n\n")
            running.stdin.flush()
            # Without the answer this would wait for ever: the input stays open.
            found = json.loads(running.stdout.readline())
            assert ("errors" in found) == (n == 1) and found.get("id", 1) == n
        running.stdin.write(json.dumps(LEVEL).encode())  # no line's end
        running.stdin.close()
        assert json.loads(running.stdout.read())["outcome"]["level"] == 2
        assert running.wait(timeout=30) == 0


def test_whoever_stops_reading_gets_no_traceback() -> None:
    lines = (json.dumps(LEVEL) + "\n").encode() * 3000
    with subprocess.Popen(
        [*COMMAND, "batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdout.close()
        try:
            running.stdin.write(lines)
            running.stdin.close()
        except BrokenPipeError:
            pass
        assert b"Traceback" not in running.stderr.read()


def test_a_closed_output_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    complaints = io.StringIO()
    monkeypatch.setattr(sys, "stdout", Closed())
    monkeypatch.setattr(sys, "stderr", complaints)
    assert main(FEE_OPTIONS) == 0
    assert complaints.closed  # what Python would say of it at its end is not heard


def test_a_topic_that_is_not_named_is_null_as_json_has_it() -> None:
    (found,) = answers('{"inputs": {}}')
    assert found["errors"][0]["message"].startswith("There is no topic null.")


def test_of_a_key_that_stands_twice_the_last_one_counts() -> None:
    (found,) = answers(
        '{"topic": "fee", "topic": "level", "inputs": {"kind": "merchant", "transactions": 1, "transactions": 2}}'
    )
    assert (found["topic"], found["inputs"]["transactions"]) == ("level", 2)


def test_exit_codes_of_the_program() -> None:
    def run(*arguments: str) -> int:
        return subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True).returncode

    assert run(*FEE_OPTIONS) == 0
    assert run("fee", "--level", "1") == 2


def test_a_line_of_more_than_a_million_characters_is_refused_and_the_next_is_answered() -> None:
    long_entry = {"id": 2, "topic": "level", "inputs": {"kind": "9" * 1_001, "transactions": 1}}
    found = answers({"id": 1, **LEVEL}, "x" * 12_000_000, long_entry, {"id": 3, **LEVEL})
    assert [answer.get("id") for answer in found] == [1, None, 2, 3]
    assert codes(found[1]) == [("", "too_long")] and codes(found[2]) == [("kind", "too_long")]
    assert found[0]["outcome"] == found[3]["outcome"]
    assert codes(json.loads(ask("x" * 1_000_001))) == [("", "too_long")]


def test_what_is_interrupted_says_so_as_shells_do(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert main(["batch"]) == 130


def test_a_batch_that_is_interrupted_ends_with_whole_lines_and_no_traceback() -> None:
    with subprocess.Popen(
        [*COMMAND, "batch"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Tests that were begun in the background of a shell are begun with this signal ignored, and would wait for ever.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(json.dumps(LEVEL).encode() + b"\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["outcome"]["level"] == 2
        running.send_signal(signal.SIGINT)
        assert running.wait() == 130
        assert (running.stdout.read(), running.stderr.read()) == (b"", b"")
