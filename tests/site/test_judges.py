"""What is said of the built site by those who judge others' too: of every page the Nu Html Checker, of some Lighthouse."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.bench import browser, lighthouse
from tests.helpers.sources import ROOT

pytestmark = pytest.mark.prove

JAR = ROOT / "judges" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# What the checker calls wrong and stays so: what it says and where, and why.
STAYS = {
    r"“autocomplete” is only allowed .*md-toggle": (
        "Material's two switches, a checkbox each. It keeps Firefox from switching them as they were at a reload, and they "
        "stand in no block of the theme's template."
    ),
    r"“role” attribute must not be used on a “t[dhr]” element .*role=\"(?:row|cell|columnheader|rowheader)\"": (
        "Our tables: on a phone their cells stand below each other, and a browser that no longer takes them for a table by "
        "that is told that they are one."
    ),
}

# What stands around a part that pages fetch, which is no page by itself.
PART = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A part</title></head><body>{}</body></html>'


def errors(folder: Path) -> list[str]:
    """Every error that the checker finds in the pages of a folder, with its place."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--skip-non-html", "--errors-only"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    return [
        f"{each['url'].partition(str(folder))[2]}:{each.get('lastLine')}: {each['message']} {each.get('extract', '')}"
        for each in json.loads(done.stderr)["messages"]
    ]


def test_every_page_is_sound_html(site: Path, tmp_path: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("no Java was found")
    pages = [*site.rglob("*.html")]
    assert len(pages) > 80
    for page in pages:
        text = page.read_text("utf-8")
        copy = tmp_path / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text if text.lstrip().startswith("<!doctype html>") else PART.format(text), "utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(PART.format("<p><div></div></p>"), "utf-8")
    found = errors(tmp_path)
    assert [error for error in found if error.startswith("/broken.html")], "the checker did not look"
    others = [error for error in found if not error.startswith("/broken.html")]
    known = {error for stays in STAYS for error in others if re.search(stays, error, re.DOTALL)}
    assert [error for error in others if error not in known][:20] == []
    assert all(any(re.search(stays, error, re.DOTALL) for error in known) for stays in STAYS), (
        "one is mended: not here too"
    )


@pytest.mark.parametrize("path", lighthouse.PAGES)
def test_lighthouse_finds_nothing_on_a_phone(base_url: str, path: str) -> None:
    if not browser.find():
        pytest.skip("no Chromium was found")
    found = lighthouse.judge(base_url + path, "accessibility", "best-practices", "seo")
    assert found.failed == {}
    assert found.scores == {"accessibility": 100, "best-practices": 100, "seo": 100}
