"""How soon results are on the screen while somebody types into the search, and what the search weighs.

Real keys in real Chromium: from the event of a key's input to the frame that shows its results. Every key of every query
counts, those of words that are still no words among them.
"""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

from build_tools.bench.report import Limit, Report

SOUGHT, SOUGHT_99 = 0.030, 0.060  # seconds, of issue 15
WORDS = 70_000  # bytes by brotli of what is searched

QUERIES = (
    "late fees germany",
    "self assesment questionaire",
    "what does a data breach cost",
    "i forgot to send my documents",
    "sensitive authentification data",
    "60,000 transactions",
    "new zeeland phone",
    "xqzzjk",
)
BETWEEN = 120  # ms from key to key
WATCH = """
window.taken = [];
addEventListener("input", ({ timeStamp }) => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.taken.push(performance.now() - timeStamp);
    port2.postMessage(null);
  });
}, { capture: true });
"""


def typed(page: Any, address: str, rounds: int) -> list[float]:
    """Seconds from input to painted results, for each key of so many rounds."""
    page.goto(f"{address}policy/fees/#search?q=fee")
    page.wait_for_selector("[data-search-results] a")
    for _ in range(rounds):
        for query in QUERIES:
            page.keyboard.press("Control+A")
            page.keyboard.type(query, delay=BETWEEN)
    page.wait_for_timeout(BETWEEN)
    return [took / 1000 for took in page.evaluate("taken")]


def measure(rounds: int) -> tuple[list[float], dict[str, int]]:
    """What `typed` found, and the bytes by brotli of what is fetched when somebody is about to search."""
    from playwright.sync_api import sync_playwright

    from build_tools.bench import browser
    from build_tools.bench.server import Server
    from build_tools.bench.start_site import prepare

    path = browser.find()
    if not path:
        raise SystemExit("No Chromium was found.")
    site = prepare()
    kinds = {"index": "data/search-*.json.br", "code": "calculator/box-*.js.br"}
    sizes = {kind: sum(file.stat().st_size for file in site.glob(pattern)) for kind, pattern in kinds.items()}
    with Server(site) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        page = chromium.new_context().new_page()
        page.add_init_script(WATCH)
        found = typed(page, server.address, rounds)
        chromium.close()
    return found, sizes


def searches(report: Report, rounds: int) -> None:
    """Measures, and tells it beside the limits."""
    found, sizes = measure(rounds)
    report.data["search"] = {"seconds": found, "bytes": sizes}
    last = quantiles(found, n=100)[-1]
    told = [f"{len(found)} keys", f"{median(found) * 1000:.1f}", f"{last * 1000:.1f}"]
    columns = ["search", "median ms", "99th percentile", *(f"{kind}, bytes (brotli)" for kind in sizes)]
    title = "Searching, from a key to the frame that shows its results"
    report.table(title, columns, [[*told, *(f"{size:,}" for size in sizes.values())]])
    report.limits.append(Limit("searching, median", median(found), SOUGHT, "s"))
    report.limits.append(Limit("searching, 99th percentile", last, SOUGHT_99, "s"))
    report.limits.append(Limit("what is searched", sizes["index"], WORDS, "bytes"))
