"""How soon an answer is on the screen while somebody types: from the event of an input to the frame that shows its answer.

Real keys in real Chromium, on each calculator's own page, once Python runs; a key every so many milliseconds, so that each is
answered by itself.
"""

from __future__ import annotations

from typing import Any

# What is filled in before, by the address, and the field that is typed into. The indemnity knows nothing else.
FORMS = {
    "level": ("kind=merchant&transactions=1", "transactions"),
    "overview": ("kind=merchant&transactions=1&market=Australia", "transactions"),
    "fee": ("market=Australia&kind=merchant&level=unknown&days_late=1", "days_late"),
    "indemnity": ("kind=merchant&card_numbers=120000&numbers_with_data=1", "numbers_with_data"),
    "incident": ("discovered=2026-03-28T14:30%2B01:00&card_numbers=1", "card_numbers"),
}
KEYS = "60000"
BETWEEN = 200  # ms from key to key

# After the frame in which an answer is drawn, how long ago its input was.
WATCH = """
window.taken = [];
let began = 0;
addEventListener("input", (event) => { began = event.timeStamp; }, { capture: true });
document.addEventListener("policy-answer", () => {
  if (!began) return;
  const from = began;
  began = 0;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.taken.push(performance.now() - from);
    port2.postMessage(null);
  });
});
"""


def typed(page: Any, address: str, topic: str, rounds: int) -> list[float]:
    """Seconds from input to painted answer, for each key of so many rounds."""
    case, field = FORMS[topic]
    page.goto(f"{address}calculators/{topic}/#{topic}?{case}")
    page.wait_for_selector(
        'policy-calculator[data-state="ready"] .calculator__answer:not(:has(.calculator__case))', state="attached"
    )
    entry = page.locator(f'policy-calculator input[name="{field}"]')
    for _ in range(rounds):
        entry.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(KEYS, delay=BETWEEN)
    page.wait_for_timeout(BETWEEN)
    return [took / 1000 for took in page.evaluate("taken")]


def measure(rounds: int) -> dict[str, list[float]]:
    """What `typed` found, by topic."""
    from playwright.sync_api import sync_playwright

    from build_tools.bench import browser
    from build_tools.bench.server import Server
    from build_tools.bench.start_site import prepare

    path = browser.find()
    if not path:
        raise SystemExit("No Chromium was found.")
    found: dict[str, list[float]] = {}
    with Server(prepare()) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        for topic in FORMS:
            page = chromium.new_context().new_page()
            page.add_init_script(WATCH)
            found[topic] = typed(page, server.address, topic, rounds)
            page.context.close()
        chromium.close()
    return found
