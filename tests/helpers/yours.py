"""What a reader keeps in the browser, put there or taken away for a test."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.helpers.host import PREFIX

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
SHOP: dict[str, Any] = {
    "name": "Shop",
    "entries": {"kind": "merchant", "transactions": "60,000", "market": "Australia"},
    "level": 2,
}

# A browser that refuses storage, as with cookies blocked.
REFUSES = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("refused", "SecurityError"); } });
"""


def key(name: str) -> str:
    return f"clausebook:{PREFIX}:{name}"


def keep(page: Page, *businesses: dict[str, Any]) -> None:
    """Has the page's browser keep these businesses, the first one chosen; the page must be one of the site."""
    value = json.dumps({"chosen": businesses[0]["name"], "all": businesses})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key("businesses"), value])


def kept(page: Page, name: str, store: str = "localStorage") -> Any:
    """What is kept under a name; None where nothing is."""
    return json.loads(page.evaluate(f"(key) => {store}.getItem(key)", key(name)) or "null")


def sheets(page: Page, form: str) -> int:
    """On how many sheets of that form a page prints."""
    return page.pdf(format=form).count(b"/Type /Page\n")
