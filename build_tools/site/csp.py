"""The content security policy: nothing but what is named, and that from the site itself.

One for all pages, no inline script beyond those of the theme, each by its hash. These differ by the depth of the page, and the
theme's instant navigation keeps the policy of the page that was entered first. So every page carries the hashes of all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

MARK = "CLAUSEBOOK-SCRIPTS"  # stands in the policy of a page until all pages are known
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
DATA = re.compile(r"""type=["']?application/(?:ld\+)?json""")


def policy(scripts: str) -> str:
    """The policy, with what allows inline scripts: hashes, or 'unsafe-inline' where a server puts in its own."""
    rules = {
        "default-src": "'none'",  # no frame, font, object or media, and nothing that a later kind of request would be
        "script-src": f"'self' 'wasm-unsafe-eval' {scripts}".strip(),
        "style-src": "'self'",
        "img-src": "'self' data:",  # the theme's icons are masks in its style sheet
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'self'",
        # Forms are answered in the page; without scripts Enter must not send what was typed anywhere.
        "form-action": "'none'",
        # Text becomes markup or the address of a script where calculator/markup.mjs and scripts/theme/trusted.mjs let it.
        "require-trusted-types-for": "'script'",
        "trusted-types": "clausebook default",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def hashes(pages: Iterable[str]) -> list[str]:
    """The hashes of all inline scripts of these pages, in order."""
    known = set()
    for page in pages:
        for script in SCRIPT.finditer(page):
            if "src=" not in script["attributes"] and not DATA.search(script["attributes"]):
                digest = hashlib.sha256(script["text"].encode()).digest()
                known.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return sorted(known)
