"""The site's own scripts and styles as they are shipped: few files, small, under names with the hash of their contents.

A page asks for them by those names, so a browser may keep them for ever and an update is never mixed with what was before.
What pages share, such as the client of the rule core, is one file that several ask for, and so one instance.
`calculator/client.js` and `calculator/element.js` are what other pages import; they lead to the same files. All scripts are
shipped as .js, which every host knows for a script; .mjs of those two stay for pages that import them so.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import ROOT
from ..runtime.bundle import BUNDLER, integrity

SOURCES = ROOT / "site_overrides"

FOLDER = "calculator"  # of the site: scripts find the site's root by their own address
FOLDERS = ("calculator", "scripts", "search", "styles", "yours")  # of the sources, which are not shipped as they are

# What a page asks for; scripts/page.mjs and styles/site.css name the rest.
ENTRIES = {
    "element": "calculator/element.mjs",
    "client": "calculator/client.mjs",
    "page": "scripts/page.mjs",
    "style": "styles/site.css",
}
# Classic scripts, each with the syntax that it is made into: modules wait until the page is read, and do not know their own
# address in its place. `head` is to say so in a browser that cannot read the modules, and `old` in one that has none.
CLASSIC = {"head": "scripts/head.mjs", "lost": "scripts/lost.mjs", "old": "scripts/old.mjs"}
SYNTAX = {"head": "es2018", "lost": "es2018", "old": "es5"}
MODULES = "es2022"
PUBLIC = {"client": 'export * from "./{}";\n', "element": 'import "./{}";\n'}


class ScriptError(Exception):
    """The scripts or styles cannot be put together; the message says where."""


@dataclass(frozen=True)
class Packed:
    """What a site ships."""

    files: dict[str, bytes]  # by their place in the site
    entries: dict[str, str]  # of each of ENTRIES, its place
    # Of element.mjs and page.mjs, the places of what they import; what both do is the first's.
    imports: dict[str, tuple[str, ...]]
    packages: frozenset[str]  # of npm, of which something is in the files

    def integrity(self, place: str) -> str:
        """What a browser checks a script against, before it runs."""
        return integrity(self.files[place])


def packed() -> Packed:
    """The scripts and styles of the present sources. Raises `ScriptError` where one cannot be read or names what is not there."""
    return pack(tuple((path, path.stat().st_mtime_ns) for path in sources()))


def sources() -> list[Path]:
    """Every script and style that a person edits."""
    return sorted(path for name in FOLDERS for path in (SOURCES / name).rglob("*") if path.is_file())


@lru_cache(maxsize=1)
def pack(_: tuple[tuple[Path, int], ...]) -> Packed:
    if not BUNDLER.exists():
        raise ScriptError(f"{BUNDLER.relative_to(ROOT)} must be there: run `make setup`")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outputs = bundle(folder, ENTRIES, "esm", f"--target={MODULES}", "--splitting")
        for key, source in CLASSIC.items():
            outputs |= bundle(folder, {key: source}, "iife", f"--target={SYNTAX[key]}", "--define:globalThis=window")
        files = {f"{FOLDER}/{name}": (folder / name).read_bytes() for name in outputs}
    by_source = {about["entryPoint"]: name for name, about in outputs.items() if "entryPoint" in about}
    entries = {key: by_source[source] for key, source in (ENTRIES | CLASSIC).items()}
    for key, text in PUBLIC.items():
        for ending in ("js", "mjs"):
            files[f"{FOLDER}/{key}.{ending}"] = text.format(entries[key]).encode()
    # Not what is imported when it is wanted.
    imports = {
        key: tuple(
            f"{FOLDER}/{Path(imported['path']).name}"
            for imported in outputs[entries[key]]["imports"]
            if imported["kind"] == "import-statement"
        )
        for key in ("element", "page")
    }
    imports["page"] = tuple(place for place in imports["page"] if place not in imports["element"])
    return Packed(
        files,
        {key: f"{FOLDER}/{name}" for key, name in entries.items()},
        imports,
        frozenset(
            found[1]
            for about in outputs.values()
            for path in about["inputs"]
            if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", path))
        ),
    )


def bundle(folder: Path, entries: dict[str, str], form: str, *more: str) -> dict[str, Any]:
    """Put what the entries are made into into the folder; what the bundler tells of each file, by its name."""
    metafile = folder / "made.json"
    names = [f"--{kind}-names=[name]-[hash]" for kind in ("entry", "chunk", "asset")]
    options = [
        "--bundle",
        "--minify",
        "--charset=utf8",
        "--log-level=warning",
        f"--format={form}",
    ]
    command = [str(BUNDLER), *entries.values(), *options, *names, *more, f"--outdir={folder}", f"--metafile={metafile}"]
    done = subprocess.run(command, cwd=SOURCES, capture_output=True, text=True)
    if done.returncode:
        raise ScriptError(f"the scripts and styles of site_overrides/ must fit together: {done.stderr.strip()}")
    outputs = json.loads(metafile.read_text("utf-8"))["outputs"]
    metafile.unlink()
    return {Path(name).name: about for name, about in outputs.items()}
