"""What the site keeps in a reader's browser: each thing, under which name, what for, and until when.

A script (site_overrides/yours/kept.mjs) finds what stands there by these rows, tells what is there now, and forgets it. What
it finds and no row names, it tells too.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from html import escape
from typing import NamedTuple

from .page import Page


class Kept(NamedTuple):
    """A thing that is kept: where, under which name (a `*` stands for more of it, PATH for the site's folder), and what for."""

    where: str
    name: str
    title: str
    purpose: str


KEPT = (
    Kept(
        "browser",
        "clausebook:PATH:businesses",
        "Your businesses",
        "Who you are, your market, your volume and your level, if you asked to keep them: calculators start from them.",
    ),
    Kept(
        "browser",
        "clausebook:PATH:deadlines",
        "Your deadlines",
        "The dates that you entered under “Your deadlines”: the front page tells the next, calculators count from them.",
    ),
    Kept(
        "browser",
        "clausebook:PATH:incident",
        "An incident, kept because you said so",
        "What you entered and ticked about a data incident, if you chose to keep it.",
    ),
    Kept("browser", "PATH.__palette", "The colours", "Light, dark, or as your system has them."),
    Kept(
        "tab",
        "policy-calculator:PATH*",
        "What you enter in calculators",
        "It is still there when you come back to a page, and one calculator need not ask what another knows.",
    ),
    Kept(
        "tab",
        "clausebook:PATH:incident",
        "An incident, in this tab",
        "What you enter and tick about a data incident, until the tab is closed.",
    ),
    Kept(
        "files",
        "clausebook:PATH:*",
        "The site itself",
        "Its pages and the calculators’ program, the same for everybody, so that all of it is there without a line. "
        "They come back with your next visit, but not on a metered line.",
    ),
)

UNTIL = {
    "browser": "until you forget it",
    "tab": "until you close the tab",
    "files": "until you forget it; what is older than the last two versions goes by itself",
}


def kept(page: Page, parent: etree.Element) -> None:
    """The list, what stands there now, and the way to forget it."""
    rows = "\n".join(
        f'<tr role="row" data-where="{one.where}" data-key="{escape(one.name)}"><th scope="row" role="rowheader">{escape(one.title)}</th>\n'
        f'<td role="cell" data-label="What for">{escape(one.purpose)}</td>\n'
        f'<td role="cell" data-label="Until when">{UNTIL[one.where]}</td>\n'
        f'<td role="cell" data-label="Under which name"><code>{escape(one.name)}</code></td>\n'
        '<td role="cell" data-label="Now" class="kept__now"></td></tr>'
        for one in KEPT
    )
    heads = "".join(
        f'<th scope="col" role="columnheader">{title}</th>'
        for title in ("What", "What for", "Until when", "Under which name", "Now")
    )
    page.html(
        parent,
        '<div class="kept"><p class="kept__told" role="status"></p>'
        '<p class="kept__buttons" hidden><button type="button">Forget everything</button></p>'
        '<div class="table-scroll table-scroll--names" tabindex="0" role="region" aria-label="What is kept">'
        '<table class="facts" role="table"><caption>What this site can keep in your browser; PATH stands for the site’s folder</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div></div>',
    )
