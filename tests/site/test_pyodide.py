"""The rule core in the browser: the tables of cases through the very files that the site ships."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from calculator.browser import ask
from tests.helpers.cases import cases
from tests.helpers.pages import AUSTRALIA
from tests.helpers.proving import at_once
from tests.helpers.sources import ROOT

pytestmark = pytest.mark.browser

CLIENT = "const client = await import(url);"


def question(case: dict[str, Any]) -> str:
    """A case as the JSON text that the page's scripts send; dates become text."""
    asked = {key: case[key] for key in ("topic", "inputs", "edition", "readings") if key in case}
    return json.dumps(asked, default=str, ensure_ascii=False)


@pytest.fixture
def client(base_url: str) -> str:
    """The address of the client that the pages use."""
    return f"{base_url}calculator/client.mjs"


# What each way to Python is forced by, in a page without shared workers, whose requests cannot be answered here.
WAYS = {"small": [], "whole": ["**/small-*.wasm"], "pyodide": ["**/small-*.wasm", "**/whole-*.wasm"]}
ALONE = "delete window.SharedWorker"


@pytest.fixture(scope="module", params=at_once([*WAYS, "stock"], {"small"}))
def replies(request: pytest.FixtureRequest, chromium: Any, base_url: str, stock_url: str) -> list[str]:
    """What the browser answers to every case, in order, by each way to Python and from Pyodide's stock files."""
    questions = [question(case) for case in cases()]
    context = chromium.new_context(service_workers="block")
    context.add_init_script(ALONE)
    for files in WAYS.get(request.param, []):
        context.route(files, lambda route: route.fulfill(status=404))
    page = context.new_page()
    page.goto(base_url)
    if request.param == "stock":
        page.goto(stock_url)
        script = """async (questions) => {
            const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", location.href));
            const python = await loadPyodide();
            python.unpackArchive(await (await fetch("core.zip")).arrayBuffer(), "zip");
            const { ask } = python.pyimport("calculator.browser");
            return questions.map((question) => ask(question));
        }"""
        found: list[str] = page.evaluate(script, questions)
    else:
        script = f"""async ([url, questions]) => {{
            {CLIENT}
            client.limits.answer = 120_000; // all are asked at once
            return [await Promise.all(questions.map(client.ask)), document.documentElement.dataset.tier];
        }}"""
        found, way = page.evaluate(script, [f"{base_url}calculator/client.mjs", questions])
        assert way == request.param
    context.close()
    return found


@pytest.fixture(scope="module")
def stock_url(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """An empty page beside Pyodide's files as they were installed, and the core's sources."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "pyodide").symlink_to(ROOT / "node_modules" / "pyodide")
    (folder / "index.html").write_text("<!doctype html><title>Stock</title>")
    with zipfile.ZipFile(folder / "core.zip", "w") as archive:
        for path in sorted((ROOT / "calculator").rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(ROOT))
    return serve(folder)


def test_answers_are_the_native_ones_byte_for_byte(replies: list[str]) -> None:
    native = {case["sentence"]: ask(question(case)) for case in cases()}
    found = dict(zip((case["sentence"] for case in cases()), replies, strict=True))
    assert [sentence for sentence in native if found[sentence] != native[sentence]] == []
    assert len(replies) == len(cases())


# A question that the profile of the small image does not have: its letters are folded by functions of C that no case runs.
OUTSIDE = json.dumps({"topic": "fee", "inputs": {"market": "\uff21\u0130\ufb01 \u1e9e"}}, ensure_ascii=False)
ASK = f"""async ([url, asked]) => {{
    {CLIENT}
    return [await client.ask(asked), document.documentElement.dataset.tier];
}}"""


def test_a_question_outside_the_profile_is_answered_all_the_same(
    new_page: Callable[..., Any], base_url: str, client: str, watch: Any
) -> None:
    page = new_page()
    page.context.add_init_script(ALONE)
    page.goto(base_url)
    assert page.evaluate(ASK, [client, OUTSIDE]) == [ask(OUTSIDE), "whole"]
    # The one that did not know is not asked again.
    known = question(cases()[0])
    assert page.evaluate(ASK, [client, known]) == [ask(known), "whole"]
    watch.expect("")


def altered(route: Any) -> None:
    """A file in which one byte is another: it may well be a module, and its contents are not what its name says."""
    found = route.fetch()
    body = bytearray(found.body())
    body[-1] ^= 1
    route.fulfill(response=found, body=bytes(body))


BROKEN: dict[str, Callable[[Any], None]] = {
    "missing": lambda route: route.fulfill(status=404),
    "no module": lambda route: route.fulfill(body=b"no module", content_type="application/wasm"),
    "altered": altered,
}
TIERS = ["small", "whole", "pyodide"]


@pytest.mark.parametrize("fault", at_once(BROKEN, {"altered"}))
@pytest.mark.parametrize("tier", at_once(TIERS[:-1], {"small"}))
def test_where_a_way_to_python_fails_the_next_one_answers(
    new_page: Callable[..., Any], base_url: str, client: str, watch: Any, tier: str, fault: str
) -> None:
    page = new_page()
    page.context.add_init_script(ALONE)
    for broken in TIERS[: TIERS.index(tier) + 1]:
        page.context.route(f"**/{broken}-*.wasm", BROKEN[fault])
    page.goto(base_url)
    known = question(cases()[0])
    assert page.evaluate(ASK, [client, known]) == [ask(known), TIERS[TIERS.index(tier) + 1]]
    watch.expect("")


def test_after_a_trap_pyodide_answers_where_the_whole_image_is_gone(
    new_page: Callable[..., Any], base_url: str, client: str, watch: Any
) -> None:
    page = new_page()
    page.context.add_init_script(ALONE)
    page.context.route("**/whole-*.wasm", BROKEN["missing"])
    page.goto(base_url)
    assert page.evaluate(ASK, [client, OUTSIDE]) == [ask(OUTSIDE), "pyodide"]
    watch.expect("")


def test_a_worker_outlives_its_page(page: Any, base_url: str, client: str) -> None:
    script = (
        f"async ([url, inputs]) => {{ {CLIENT} await client.evaluate('fee', inputs); return client.reached.ready; }}"
    )
    page.goto(base_url)
    first = page.evaluate(script, [client, AUSTRALIA])
    page.goto(f"{base_url}glossary/")
    if page.evaluate(script, [client, AUSTRALIA]) != first:
        pytest.skip("this browser ends a shared worker with its page")


def test_without_shared_workers_each_page_has_its_own(new_page: Callable[..., Any], base_url: str, client: str) -> None:
    page = new_page()
    page.context.add_init_script(ALONE)
    page.goto(base_url)
    assert evaluate(page, client, "fee", AUSTRALIA)["outcome"]["total"] == "147000"
    assert len(page.workers) == 1


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
    page.goto(f"{base_url}glossary/")  # a page that does not start Python itself
    script = f"""async (url) => {{
        {CLIENT}
        const steps = [];
        client.events.addEventListener("progress", ({{ detail }}) => steps.push([detail.step, detail.done, detail.of]));
        await client.start();
        return steps;
    }}"""
    steps = page.evaluate(script, client)
    # By the way that is quick the rules need no loading; who comes to a worker that runs hears of its last step alone.
    assert steps[-1] == ["ready", 3, 3]
    assert steps == sorted(steps, key=lambda step: int(step[1]))


def forbid_wasm(route: Any) -> None:
    """Answer a script under a content policy without 'wasm-unsafe-eval'."""
    found = route.fetch()
    route.fulfill(response=found, headers=found.headers | {"content-security-policy": "script-src 'self'"})


FAULTS: dict[str, tuple[str, Callable[[Any], None], str]] = {
    "no worker": ("**/worker-*.js", lambda route: route.fulfill(status=404), "load"),
    "no WebAssembly": ("**/*.wasm", lambda route: route.fulfill(status=503), "load"),
    "no end": ("**/*.wasm", lambda route: None, "time"),
    "policy": ("**/worker-*.js", forbid_wasm, "load"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_start_is_told_and_can_be_tried_again(
    page: Any, base_url: str, client: str, watch: Any, fault: str
) -> None:
    files, break_it, reason = FAULTS[fault]
    page.context.add_init_script(ALONE)
    page.goto(f"{base_url}glossary/")  # a page that does not start Python itself
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
        client.foresee("fee", inputs, {{}}); // a click meanwhile is not held against the next start
        await client.restart();
        const {{ reply }} = await client.evaluate("fee", inputs, {{ html: true }});
        return [refused, reply.outcome.total];
    }}"""
    assert page.evaluate(script, [client, AUSTRALIA]) == [reason, "147000"]
    # The fault was meant, and the browser tells it on the console too.
    watch.expect("")


def test_an_answer_that_takes_too_long_ends_the_worker(page: Any, base_url: str, client: str) -> None:
    page.context.add_init_script(ALONE)
    page.goto(base_url)
    script = f"""async ([url, inputs]) => {{
        {CLIENT}
        await client.start();
        client.limits.answer = 0;
        const asked = [1, 2].map(() => client.evaluate("fee", inputs).catch((failure) => failure.reason));
        return Promise.all(asked);
    }}"""
    assert page.evaluate(script, [client, AUSTRALIA]) == ["time", "time"]
