"""`make shots`: screenshots of page × state × width × colour scheme into .build/shots/, with index.html to look through them.

    python -m tests.shots [WORD …]     only those whose name has one of the words, as "fee-wrong" or "360"

Nothing is asserted: a person looks. The browser is one that the tests find (see build_tools/bench/browser.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from build_tools.bench import browser
from tests.helpers import host
from tests.helpers.pages import FEES, entry
from tests.helpers.sources import ROOT

SHOTS = ROOT / ".build" / "shots"
WIDTHS = (360, 768, 1280, 1600)
SCHEMES = ("light", "dark")
TALLEST = 2600  # CSS pixels; a glossary whole says no more
KNOWN = "market=Australia&kind=merchant&level=1&days_late=61"
ALONE = "delete globalThis.SharedWorker"  # whose requests nobody can refuse
INCIDENT = "kind=merchant&card_numbers=120,000&numbers_with_data=60,000"


def ready(page: Page) -> None:
    """Waits for an answer to what stands in the form."""
    expect(page.locator(".calculator__case").first).to_be_hidden()
    expect(page.locator("policy-calculator").first).to_have_attribute("data-state", "ready")


def wrong(page: Page) -> None:
    """Presses Enter with entries that are no question."""
    ready(page)
    page.locator("policy-calculator").first.locator(entry("days_late")).fill("6x")
    page.locator("policy-calculator").first.locator(entry("days_late")).press("Enter")
    expect(page.locator(".calculator__summary").first).to_be_focused()


def failed(page: Page) -> None:
    expect(page.locator("policy-calculator").first).to_have_attribute("data-state", "failed")


def loading(page: Page) -> None:
    expect(page.locator(".calculator__status progress").first).to_be_visible()


def listed(page: Page) -> None:
    """Types into a market's field, so that its list stands open."""
    page.locator("policy-calculator").first.locator(entry("market")).fill("un")
    expect(page.get_by_role("option").first).to_be_visible()


def opened(page: Page) -> None:
    """Opens the first clause that the answer cites, in place."""
    ready(page)
    page.locator(".peek:visible").first.click()
    expect(page.locator(".peeked")).not_to_contain_text("Fetching")


def nothing(page: Page) -> None:
    """The page as it comes."""


def dialog(page: Page) -> None:
    page.locator("a.calculate").click()
    expect(page.locator("dialog policy-calculator").first).to_be_visible()


def menu(page: Page) -> None:
    """The menu, where it is a drawer."""
    button = page.locator("button[aria-controls=navigation]")
    if button.is_visible():
        button.click()


def meaning(page: Page) -> None:
    page.locator("article a.term").first.click()
    expect(page.locator(".meaning")).to_be_visible()


def found(page: Page) -> None:
    expect(page.locator(".finder__found a").first).to_be_visible()


def broken(page: Page) -> None:
    """From here on the runtime's files are refused."""
    page.add_init_script(ALONE)
    page.context.route("**/*.wasm", lambda route: route.abort())


def stalled(page: Page) -> None:
    """From here on the runtime's files never come."""
    page.add_init_script(ALONE)
    page.context.route("**/*.wasm", lambda route: None)


# Name, path, what to do before the page is opened and after.
SUBJECTS: tuple[tuple[str, str, Callable[[Page], None], Callable[[Page], None]], ...] = (
    ("front", "", nothing, nothing),
    ("fee-idle", FEES, nothing, nothing),
    ("fee-loading", f"{FEES}#fee?{KNOWN}", stalled, loading),
    ("fee-answered", f"{FEES}#fee?{KNOWN}", nothing, ready),
    ("fee-clause", f"{FEES}#fee?{KNOWN}", nothing, opened),
    ("fee-uncertain", f"{FEES}#fee?{KNOWN.replace('level=1', 'level=unknown')}", nothing, ready),
    ("fee-wrong", f"{FEES}#fee?{KNOWN}", nothing, wrong),
    ("fee-failed", f"{FEES}#fee?{KNOWN}", broken, failed),
    ("fee-market", FEES, nothing, listed),
    ("indemnity-uncertain", f"calculators/indemnity/#indemnity?{INCIDENT}", nothing, ready),
    ("indemnity-clauses", f"policy/indemnity/#indemnity?{INCIDENT}", nothing, ready),
    ("incident-answered", "calculators/incident/#incident?discovered=2026-03-28T14:30%2B01:00", nothing, ready),
    ("validation-idle", "calculators/validation/", nothing, nothing),
    ("overview-answered", "overview/#overview?kind=merchant&transactions=50,000&market=Italy", nothing, ready),
    ("glossary", "glossary/", nothing, nothing),
    ("readings", "readings/", nothing, nothing),
    ("privacy", "privacy/collection/", nothing, nothing),
    ("dialog", "glossary/", nothing, dialog),
    ("search", "#search?q=late+fees+germany", nothing, found),
    ("search-nothing", "#search?q=xqzzjk", nothing, found),
    ("menu", FEES, nothing, menu),
    ("meaning", "policy/incident/", nothing, meaning),
    ("missing", "no/such/page/", nothing, nothing),
)


def main(words: list[str]) -> int:
    """Builds the site, takes the pictures, writes the index."""
    site = ROOT / ".build" / "shots-site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True)
    SHOTS.mkdir(parents=True, exist_ok=True)
    server, base = host.begin(site, host.PREFIX)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.FLAGS)
        for subject in SUBJECTS:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    name = f"{subject[0]}-{width}-{scheme}"
                    if words and not any(word in name for word in words):
                        continue
                    context = chromium.new_context(
                        viewport={"width": width, "height": 900},
                        color_scheme="dark" if scheme == "dark" else "light",
                        has_touch=width < 700,
                        reduced_motion="reduce",
                    )
                    take(context.new_page(), base, subject, SHOTS / f"{name}.png", width)
                    context.close()
                    print(name, flush=True)
        chromium.close()
    server.shutdown()
    index()
    print(f"Look at {(SHOTS / 'index.html').relative_to(ROOT)}")
    return 0


def take(
    page: Page,
    base: str,
    subject: tuple[str, str, Callable[[Page], None], Callable[[Page], None]],
    path: Path,
    width: int,
) -> None:
    """One picture, whole down to where it says no more."""
    _, address, before, after = subject
    before(page)
    page.goto(base + address, wait_until="domcontentloaded")
    after(page)
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    tall = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    whole = subject[0] not in ("dialog", "search", "search-nothing", "menu", "meaning")
    page.screenshot(path=path, full_page=whole, clip={"x": 0, "y": 0, "width": width, "height": tall if whole else 900})


def index() -> None:
    """Every picture there is, by its name, in one page."""
    rows = "".join(
        f'<figure><img src="{escape(path.name)}" loading="lazy" alt=""><figcaption>{escape(path.stem)}</figcaption></figure>'
        for path in sorted(SHOTS.glob("*.png"))
    )
    style = (
        "body { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; font: 14px sans-serif }"
        "figure { margin: 0 } img { max-width: 22rem; border: 1px solid #999 }"
    )
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>{style}</style>'
    (SHOTS / "index.html").write_text(f"{head}{rows}</html>\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
