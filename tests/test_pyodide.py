"""The rule core in the browser: the tables of cases through the very files that the site ships."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from calculator.browser import ask
from tests.conftest import cases

pytestmark = pytest.mark.browser

AUSTRALIA = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
CLIENT = "const client = await import(url);"


def question(case: dict[str, Any]) -> str:
    """A case as the JSON text that the page's scripts send; dates become text."""
    asked = {key: case[key] for key in ("topic", "inputs", "edition", "readings") if key in case}
    return json.dumps(asked, default=str, ensure_ascii=False)


@pytest.fixture
def client(base_url: str) -> str:
    """The address of the client that the pages use."""
    return f"{base_url}calculator/client.mjs"


@pytest.fixture(scope="module")
def replies(chromium: Any, base_url: str) -> list[str]:
    """What the browser answers to every case, in order."""
    page = chromium.new_page()
    page.goto(base_url)
    script = f"async ([url, questions]) => {{ {CLIENT} return Promise.all(questions.map(client.ask)); }}"
    found: list[str] = page.evaluate(script, [f"{base_url}calculator/client.mjs", [question(case) for case in cases()]])
    page.close()
    return found


@pytest.mark.parametrize("number", range(len(cases())), ids=lambda n: f"{cases()[n]['file']}-{cases()[n]['sentence']}")
def test_answers_are_the_native_ones_byte_for_byte(replies: list[str], number: int) -> None:
    assert replies[number] == ask(question(cases()[number]))


def evaluate(page: Any, client: str, topic: str, inputs: dict[str, Any], **options: Any) -> Any:
    script = f"async ([url, ...asked]) => {{ {CLIENT} return client.evaluate(...asked); }}"
    return page.evaluate(script, [client, topic, inputs, options])


def test_a_script_asks_without_a_form(page: Any, base_url: str, client: str) -> None:
    page.goto(base_url)
    answer = evaluate(page, client, "fee", AUSTRALIA)
    assert (answer["outcome"]["total"], answer["outcome"]["currency"]) == ("147000", "AUD")
    marks = "() => performance.getEntriesByName('policy-calculator:first-answer').length"
    assert page.evaluate(marks) == 1
    evaluate(page, client, "fee", AUSTRALIA)
    assert page.evaluate(marks) == 1


def test_bad_input_is_an_answer_that_sets_no_mark(page: Any, base_url: str, client: str) -> None:
    page.goto(base_url)
    reply = evaluate(page, client, "fee", AUSTRALIA | {"days_late": "many"})
    assert [error["field"] for error in reply["errors"]] == ["days_late"]
    assert page.evaluate("() => performance.getEntriesByType('mark').length") == 0


def test_html_comes_beside_the_answer(page: Any, base_url: str, client: str) -> None:
    page.goto(base_url)
    reply = evaluate(page, client, "fee", AUSTRALIA, html=True)
    assert reply["reply"]["outcome"]["total"] == "147000"
    assert "147,000" in reply["html"]


def test_progress_is_told_step_by_step(page: Any, base_url: str, client: str) -> None:
    page.goto(base_url)
    script = f"""async (url) => {{
        {CLIENT}
        const steps = [];
        client.events.addEventListener("progress", ({{ detail }}) => steps.push([detail.step, detail.done, detail.of]));
        await client.start();
        return steps;
    }}"""
    steps = page.evaluate(script, client)
    assert steps == [["fetch", 0, 3], ["start", 1, 3], ["rules", 2, 3], ["ready", 3, 3]]


def forbid_wasm(route: Any) -> None:
    """Answer a script under a content policy without 'wasm-unsafe-eval'."""
    found = route.fetch()
    route.fulfill(response=found, headers=found.headers | {"content-security-policy": "script-src 'self'"})


FAULTS: dict[str, tuple[str, Callable[[Any], None], str]] = {
    "no list of files": ("**/bundle.json", lambda route: route.fulfill(status=404), "load"),
    "no WebAssembly": ("**/*.wasm", lambda route: route.fulfill(status=503), "load"),
    "no rule core": ("**/*.whl", lambda route: route.abort(), "load"),
    "no end": ("**/*.wasm", lambda route: None, "time"),
    "policy": ("**/worker.mjs", forbid_wasm, "load"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_start_is_told_and_can_be_tried_again(
    page: Any, base_url: str, client: str, watch: Any, fault: str
) -> None:
    files, break_it, reason = FAULTS[fault]
    page.goto(base_url)
    page.context.route(files, break_it)
    script = f"""async ([url, inputs, limit]) => {{
        {CLIENT}
        client.limits.step = limit;
        return client.evaluate("fee", inputs).catch((failure) => [failure.name, failure.reason, failure.message]);
    }}"""
    # Only what never ends may wait for the limit.
    name, told, message = page.evaluate(script, [client, AUSTRALIA, 2_000 if reason == "time" else 60_000])
    assert (name, told) == ("Failure", reason)
    assert message.startswith("The calculator ")

    page.context.unroute(files)
    script = f"""async ([url, inputs]) => {{
        {CLIENT}
        client.limits.step = 60_000;
        const refused = await client.evaluate("fee", inputs).catch((failure) => failure.reason);
        await client.restart();
        return [refused, (await client.evaluate("fee", inputs)).outcome.total];
    }}"""
    assert page.evaluate(script, [client, AUSTRALIA]) == [reason, "147000"]
    # The fault was meant, and the browser tells it on the console too.
    watch.problems.clear()


def test_an_answer_that_takes_too_long_ends_the_worker(page: Any, base_url: str, client: str) -> None:
    page.goto(base_url)
    script = f"""async ([url, inputs]) => {{
        {CLIENT}
        await client.start();
        client.limits.answer = 0;
        const asked = [1, 2].map(() => client.evaluate("fee", inputs).catch((failure) => failure.reason));
        return Promise.all(asked);
    }}"""
    assert page.evaluate(script, [client, AUSTRALIA]) == ["time", "time"]
