"""The register of readings and the coverage page, as a reader sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.sources import clauses

pytestmark = pytest.mark.browser


def test_every_reading_has_its_place_its_alternatives_and_its_clauses(page: Page, base_url: str, site: Path) -> None:
    page.goto(base_url + "readings/")
    register = json.loads((site / "data" / "readings.json").read_text("utf-8"))
    entries = page.locator(".reading-entry")
    expect(entries).to_have_count(len(register))
    told = {
        entry["id"]: entry
        for entry in entries.evaluate_all(
            """entries => entries.map(entry => ({
              id: entry.querySelector("h3").id.replace("reading.", ""),
              text: entry.innerText,
              clauses: [...entry.querySelectorAll("dl a")].map(a => a.hash.slice(1)),
              others: [...entry.querySelectorAll("p")].filter(p => p.innerText.startsWith("Or else.")).length,
              named: [...entry.querySelectorAll("code")].map(code => code.innerText),
            }))"""
        )
    }
    for reading in register:
        shown = told[reading["id"]]
        assert set(reading["clauses"]) <= set(shown["clauses"])
        assert {f"calculator-{topic}" for topic in reading["topics"]} <= set(shown["clauses"])
        assert shown["others"] == len(reading["alternatives"])
        assert {f"{reading['id']} = {one['id']}" for one in reading["alternatives"] if one["computed"]} == set(
            shown["named"]
        )
    contents = page.locator(".readings-contents a")
    for place in contents.evaluate_all("links => links.map(a => a.hash.slice(1))"):
        expect(page.locator(f'h2[id="{place}"]')).to_have_count(1)


def test_every_clause_is_in_the_coverage_page_once(page: Page, base_url: str) -> None:
    page.goto(base_url + "coverage/")
    links = page.locator('table.coverage th[scope="row"] a').evaluate_all("links => links.map(a => a.hash.slice(1))")
    assert sorted(links) == sorted(clause["id"] for _, clause in clauses())
    told = page.locator("table.coverage td").all_inner_texts()
    assert len(told) == len(links)
    for clause_id, words in zip(links, told, strict=True):
        clause = next(clause for _, clause in clauses() if clause["id"] == clause_id)
        if clause.get("topics"):
            assert words.startswith("Computed: ")
        else:
            assert words == ("A person must judge." if clause.get("judged") else "Information.")
