"""What of a built site is kept in browsers for when there is no line: `edition.json`, beside the service worker that reads it.

    version  the hash of all that is listed; each page says it too, so that it knows of a newer one
    title    what the edition is called
    files    fetched ahead: every page, styles, scripts, what the search and the answers need, and both images of Python
    more     kept where it was asked for: the third way to Python, and what is for other programs

Files are named by their address from the site's root, each with its hash as browsers write it.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from ..runtime.bundle import integrity

NAME = "edition.json"
MARK = "CLAUSEBOOK-VERSION"  # stands in every page until all files are known

AHEAD = re.compile(
    r"(?!404\.html$).*\.html|calculator/.*|sitemap\.xml|.*\.webmanifest|assets/(images|icons)/.*"
    r"|assets/stylesheets/[^/]*\.css|assets/javascripts/bundle\.[^/]*\.js|data/(search|places)-[^/]*\.json"
)
RUNTIME = "assets/runtime/"
MORE = re.compile(r"data/.*|assets/runtime/(?!licences/|service-worker\.js).*")


def write(site: Path, title: str) -> None:
    """Write the list of a built site, and its version into every page."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    names = {path.relative_to(site).as_posix(): path for path in paths}
    listed = json.loads((site / RUNTIME / "bundle.json").read_text("utf-8"))["files"]
    ahead = {name for name in names if AHEAD.fullmatch(name)} | {RUNTIME + name for name in (*listed, "bundle.json")}
    more = {name for name in names if MORE.fullmatch(name)} - ahead
    pages = [path for path in paths if path.suffix == ".html"]
    found = hashlib.sha256()
    for name in sorted(ahead | more):
        found.update(f"{name}\0{integrity(names[name].read_bytes())}\n".encode())
    version = found.hexdigest()[:12]
    for page in pages:
        page.write_text(page.read_text("utf-8").replace(MARK, version), "utf-8")

    def hashes(some: set[str]) -> dict[str, str]:
        return {address(name): integrity(names[name].read_bytes()) for name in sorted(some)}

    text = json.dumps({"version": version, "title": title, "files": hashes(ahead), "more": hashes(more)})
    (site / NAME).write_text(text + "\n", "utf-8")


def address(name: str) -> str:
    """The address of a file from the site's root: pages are asked for by their folder."""
    return re.sub(r"(^|/)index\.html$", r"\1", name)
