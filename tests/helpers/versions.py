"""Another version of a built site, as after a deployment."""

from __future__ import annotations

import json
from pathlib import Path

from build_tools.site import edition


def version(site: Path) -> str:
    """What the pages of a site call their version."""
    return str(json.loads((site / edition.NAME).read_text("utf-8"))["version"])


def renew(site: Path, mark: str) -> str:
    """Make of a site its next version: a worker of another name, which its pages ask for; the old files are gone. The version."""
    runtime = site / "assets" / "runtime"
    bundle = (runtime / "bundle.json").read_text("utf-8")
    old = json.loads(bundle)["worker"]
    new = f"worker-{mark * 12}.js"
    (runtime / old).rename(runtime / new)
    (runtime / "bundle.json").write_text(bundle.replace(old, new), "utf-8")
    before = version(site)
    for page in site.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(old, new).replace(before, edition.MARK), "utf-8")
    (site / edition.NAME).unlink()
    edition.write(site, "The next edition")
    return version(site)
