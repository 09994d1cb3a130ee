"""What Python does when a page is made and JavaScript does in the page comes to the same: one table of cases, both.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from build_tools.pages.form import calculator_form, called, read_case
from calculator import TOPICS
from calculator.facts import load
from tests.helpers.sources import ROOT

Case = dict[str, Any]

TABLE: dict[str, list[Case]] = tomllib.loads(Path(__file__).with_name("both.toml").read_text("utf-8"))


def each(kind: str) -> Any:
    return pytest.mark.parametrize("case", TABLE[kind], ids=lambda case: case["sentence"])


def read(case: Case) -> list[Any]:
    """What is to be read in the address of a case: topic, inputs, edition and readings."""
    return [case["topic"], case["inputs"], case.get("edition", ""), case.get("readings", {})]


def may_be_hidden(topic: str) -> list[str]:
    """The fields that something has to call for."""
    return [field.name for field in TOPICS[topic].fields if field.when]


@pytest.fixture(scope="module")
def beside_scripts(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of an empty page beside the calculator's scripts as they are written."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "calculator").symlink_to(ROOT / "site_overrides" / "calculator")
    (folder / "index.html").write_text('<!doctype html><title>Scripts</title><link rel="icon" href="data:,">')
    return serve(folder)


@each("address")
def test_python_reads_an_address(case: Case) -> None:
    topic, _, query = case["address"].removeprefix("#").partition("?")
    assert [topic, *read_case(query)] == read(case)


@pytest.mark.browser
@each("address")
def test_javascript_reads_an_address(page: Page, beside_scripts: str, case: Case) -> None:
    page.goto(beside_scripts)
    script = """async (hash) => {
        const { readCase } = await import("./calculator/case.mjs");
        const { topic, inputs, named } = readCase(hash);
        return [topic, Object.fromEntries(inputs), named.edition ?? "", named.readings ?? {}];
    }"""
    assert page.evaluate(script, case["address"]) == read(case)


@each("called")
def test_python_calls_for_fields(case: Case) -> None:
    topic = case["topic"]
    found = called(TOPICS[topic].fields, {name: words.strip() for name, words in case["entries"].items()})
    assert [name for name in may_be_hidden(topic) if found[name]] == case["shows"]


@pytest.mark.browser
@each("called")
def test_javascript_calls_for_fields(page: Page, beside_scripts: str, case: Case) -> None:
    """In the very form that Python makes."""
    page.goto(beside_scripts)
    script = """async ([html, entries]) => {
        const { call } = await import("./calculator/calling.mjs");
        const form = document.createElement("form");
        form.innerHTML = html;
        for (const [name, words] of Object.entries(entries)) {
            const found = [...form.querySelectorAll(`[name="${name}"]`)];
            if (found[0].type === "radio") found.find(({ value }) => value === words).checked = true;
            else found[0].value = words;
        }
        call(form, new Set());
        return [...form.querySelectorAll("[data-when]:not([data-uncalled])")].map(({ dataset }) => dataset.field);
    }"""
    form = calculator_form(case["topic"], load())
    assert page.evaluate(script, [form, case["entries"]]) == case["shows"]
