"""What readers do most, in browsers of other makers than Chromium's: Firefox and WebKitGTK. It is seen that Python came by the
small image there, so no browser goes the long way unseen.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers import makers
from tests.helpers.host import Hosted
from tests.helpers.makers import Begin, Reader, reads, until
from tests.helpers.pages import ANSWERED, CASE, FEES, Watch, entry

pytestmark = pytest.mark.prove

QUIET = "glossary/"  # a page that does not start Python itself
IN_PAGE = "article policy-calculator"
IN_DIALOG = "dialog policy-calculator"


@pytest.fixture(scope="module")
def firefox() -> Iterator[Begin]:
    program = makers.find("firefox-esr", "firefox")
    if not program:
        pytest.skip("no Firefox was found")
    with makers.firefox(program) as reader:
        yield reader


@pytest.fixture(scope="module")
def webkit() -> Iterator[Begin]:
    program, screen = makers.find("WebKitWebDriver"), makers.find("Xvfb")
    if not program or not screen:
        pytest.skip("no WebKitGTK with its driver, or no Xvfb, was found")
    with makers.webkit(program, screen) as reader:
        yield reader


@pytest.fixture(params=("firefox", "webkit"))
def reader(request: pytest.FixtureRequest, watch: Watch) -> Iterator[Reader]:
    """A reader in each of these browsers; as far as these tell, the test fails on errors and requests that leave the origin."""
    begin: Begin = request.getfixturevalue(request.param)
    with begin(watch) as reader:
        yield reader
    assert not watch.unexpected(), "\n".join(watch.unexpected())


def fill_in(reader: Reader, calculator: str) -> None:
    """Australia, a merchant at Level 1, 61 days late, by the keys and the mouse."""
    until(reader, "customElements.whenDefined('policy-calculator').then(() => true)")
    reader.type(f"{calculator} {entry('market')}", "Australia")
    for field, value in (("kind", "merchant"), ("level", "1")):
        reader.click(f'{calculator} label:has(> input[name="{field}"][value="{value}"])')
    reader.type(f"{calculator} {entry('days_late')}", "61")


def answered(reader: Reader, calculator: str) -> None:
    """Waits for the answer to that, which the small image gave."""
    reads(reader, f"{calculator} output", ANSWERED)
    until(reader, f"document.querySelector('{calculator}').dataset.state === 'ready'")
    assert reader.ask("document.documentElement.dataset.tier") == "small"
    assert reader.ask("document.querySelectorAll('.complaint').length") == 0


def test_what_is_typed_is_answered(reader: Reader, base_url: str) -> None:
    reader.goto(base_url + FEES)
    fill_in(reader, IN_PAGE)
    answered(reader, IN_PAGE)


def test_a_link_with_a_case_is_answered(reader: Reader, base_url: str) -> None:
    reader.goto(base_url + FEES + CASE)
    answered(reader, IN_PAGE)


def test_the_dialog_answers_and_closes(reader: Reader, base_url: str) -> None:
    reader.goto(base_url + QUIET)
    reader.click(".md-header .calculate[role=button]")
    until(reader, "document.querySelector('dialog[open]:modal')")
    reader.click('dialog [role="tab"][data-topic="fee"]')
    fill_in(reader, IN_DIALOG + '[topic="fee"]')
    answered(reader, IN_DIALOG + '[topic="fee"]')
    reader.press("Escape")
    until(reader, "!document.querySelector('dialog[open]')")
    until(reader, "document.activeElement.matches('.calculate')")


def test_a_failed_load_is_told_and_tried_again(
    reader: Reader, base_url: str, watch: Watch, faults: dict[str, str]
) -> None:
    faults["/assets/runtime/"] = "500"
    watch.expect("")
    reader.goto(base_url + FEES)
    fill_in(reader, IN_PAGE)
    status = f"{IN_PAGE} .calculator__status"
    until(reader, f"document.querySelector('{IN_PAGE}').dataset.state === 'failed'")
    reads(reader, f"{status} p", "What you entered is kept.", is_part=True)
    reads(reader, f"{IN_PAGE} output", "No answer.")
    faults.clear()
    reader.click(f"{status} button")
    answered(reader, IN_PAGE)


# Whether all of the version of the page that stands is kept, its list, which comes last, among it.
IS_KEPT = """caches.open(`clausebook:/handbook/:${document.querySelector("meta[name=site-version]").content}`)
    .then((cache) => cache.match("/handbook/edition.json")).then(Boolean)"""


def test_after_one_visit_it_answers_without_a_line(reader: Reader, own: Hosted, watch: Watch) -> None:
    reader.goto(own.url + QUIET)
    until(reader, "document.querySelector('.line')")
    reader.ask("dispatchEvent(new Event('online'))")
    until(reader, IS_KEPT)
    watch.expect("")
    own.stop()
    # A page that was never opened.
    reader.goto(own.url + FEES + CASE)
    answered(reader, IN_PAGE)
    reads(reader, ".line", "This site cannot be reached. This is the Data Security Operating Policy", is_part=True)
