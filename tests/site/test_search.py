"""The theme's search in a real browser: what readers type has the clause that they are after among its first three results."""

from __future__ import annotations

import contextlib
import re
import tomllib
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.sources import ROOT, clauses

QUERIES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "site" / "queries.toml").read_text("utf-8"))["query"]
FIRST = 3


@pytest.mark.browser
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query["text"]))
def test_the_clause_is_among_the_first_three_results(page: Page, base_url: str, query: dict[str, Any]) -> None:
    page.goto(base_url)
    field = page.locator(".md-search__input")
    field.click()
    expect(page.locator("[data-md-toggle=search]")).to_be_checked()  # the theme listens
    # Whatever is typed while the theme still fetches its index is lost.
    page.wait_for_load_state("networkidle")
    results = page.locator(".md-search-result__list a.md-search-result__link")
    wanted = re.compile("|".join(re.escape(f"#{clause}") + r"(?:\?|$)" for clause in query["clauses"]))
    found: list[str] = []

    def first() -> list[str]:
        return [
            re.sub(r"\?h=[^#]*", "", str(link))
            for link in results.evaluate_all(f"links => links.slice(0, {FIRST}).map(link => link.href)")
        ]

    for _ in range(5):
        field.fill("")
        field.press_sequentially(query["text"], delay=20)
        with contextlib.suppress(AssertionError):
            expect(results.first).to_be_visible()
        # The results follow the typing by a moment.
        for _ in range(20):
            found = first()
            if any(wanted.search(link) for link in found):
                return
            page.wait_for_timeout(100)
    pytest.fail(f"{query['text']}: {found}")


def test_no_clause_carries_a_query_whole() -> None:
    for _, clause in clauses():
        for words in clause.get("search", []):
            for query in QUERIES:
                assert not re.search(rf"\b{re.escape(query['text'].lower())}\b", words.lower()), (clause["id"], words)


def test_the_queries_lead_to_clauses_that_exist() -> None:
    known = {clause["id"] for _, clause in clauses()}
    assert len(QUERIES) >= 26
    assert {clause for query in QUERIES for clause in query["clauses"]} <= known
