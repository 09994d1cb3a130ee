"""Text becomes markup in one place, and where a browser has Trusted Types in no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.pages import FEES
from tests.helpers.sources import ROOT

SOURCES = ROOT / "site_overrides"
# Where it is done, where it is told what the theme may do, and where the theme is told how an element reads.
PLACES = {
    "calculator/markup.mjs": ["innerHTML", "DOMParser", "parseFromString"],
    "scripts/theme/trusted.mjs": ["DOMParser", "parseFromString"],
    "scripts/theme/styling.mjs": ["outerHTML"] * 3,
    "scripts/theme/colours.mjs": ["outerHTML"] * 3,
}

# What makes markup or scripts of text, by assignment or by call; what reads (outerHTML in a test) is no use to ours either.
SINKS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|parseHTML\w*|createContextualFragment|parseFromString|DOMParser"
    r"|srcdoc|document\s*\.\s*write(?:ln)?|execCommand\(\s*[\"']insertHTML|eval|Function|javascript:|importScripts)\b"
    r"|\bset(?:Timeout|Interval)\(\s*[\"'`]"
)
# The text beside a field of another name, and lines that only tell.
COMMENT = re.compile(r"^\s*(?://|/?\*).*$|(?<=[;{},] )//.*$", re.MULTILINE)

SCRIPTS = sorted(SOURCES.rglob("*.mjs"))


def sinks(text: str) -> list[str]:
    return SINKS.findall(COMMENT.sub("", text))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_text_becomes_markup_in_one_place(path: Path) -> None:
    assert sinks(path.read_text("utf-8")) == PLACES.get(path.relative_to(SOURCES).as_posix(), [])


@pytest.mark.parametrize(
    "text",
    [
        "node.innerHTML = text;",
        "Object.assign(node, { innerHTML: text });",
        'node.insertAdjacentHTML("beforeend", text);',
        'document.write("<p>");',
        "new DOMParser()",
        "range.createContextualFragment(text)",
        "eval(text)",
        "new Function(text)",
        'setTimeout("text", 1)',
        "node.setHTMLUnsafe(text)",
        'frame.srcdoc = "";',
        'link.href = "javascript:text";',
        'say("a"); eval(text) // as it is',
    ],
)
def test_each_of_them_is_found(text: str) -> None:
    assert sinks(text)


@pytest.mark.parametrize("text", ["// eval(text)", " * innerHTML of the page", "does(); // not with innerHTML"])
def test_what_is_said_of_them_is_passed_over(text: str) -> None:
    assert not sinks(text)


# What the browser is tried with in a page, and whether it lets it.
TRIED = {
    "document.createElement('p').innerHTML = '<b>a</b>'": False,
    "document.body.insertAdjacentHTML('beforeend', '<b>a</b>')": False,
    "document.createElement('script').src = 'https://example.org/a.js'": False,
    "document.createElement('script').text = 'does()'": False,
    "setTimeout('does()', 0)": False,
    "new Worker('https://example.org/a.js')": False,
    "trustedTypes.createPolicy('another', {})": False,
    "document.createElement('script').src = '../a.js'": True,
    "new DOMParser().parseFromString('<b>a</b>', 'text/html')": True,
}


@pytest.mark.browser
def test_the_browser_lets_text_become_markup_nowhere_else(page: Any, base_url: str, watch: Any) -> None:
    watch.expect("TrustedHTML", "TrustedScript", "Trusted Type", "TrustedTypePolicy")
    page.goto(base_url + FEES)
    for does, is_let in TRIED.items():
        told = page.evaluate(f"() => {{ try {{ {does}; }} catch (error) {{ return error.name; }} }}")
        assert told == (None if is_let else "TypeError"), does
