"""What the start is measured on: the site, the base beside it, and the page of the fees without calculators; compressed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
MADE = ROOT / ".build" / "bench"
BASE = ROOT / "node_modules" / "pyodide-base"
PEERS: dict[str, list[str]] = {
    "ours": [],
    "micropython": [
        f"@micropython/micropython-webassembly-pyscript/micropython.{ending}" for ending in ("mjs", "wasm")
    ],
    "publicodes": ["publicodes/dist/index.js"],
}
"""Other ways to compute on a page of the same kind, and the files of each in node_modules."""
STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def prepare() -> Path:
    """The folder with both pages, compressed; what has not changed is compressed but once."""
    site = MADE / "site"
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    base = site / "base"
    (base / "pyodide").mkdir(parents=True)
    for name in STOCK:
        shutil.copyfile(BASE / name, base / "pyodide" / name)
    for name in ("base.html", "base.mjs"):
        shutil.copyfile(HERE / name, base / name)
    with tempfile.TemporaryDirectory() as folder:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "calculator", Path(folder) / "calculator", ignore=ignore)
        shutil.make_archive(str(base / "core"), "zip", folder)
    without_calculators(site)
    peers(site)
    kept = MADE / "compressed"
    kept.mkdir(parents=True, exist_ok=True)
    wanted = [path for path in site.rglob("*") if path.is_file() and path.suffix not in (".txt", ".png")]
    named = {path: kept / f"{file_digest(path)}{path.suffix}" for path in wanted}
    new = [copy for copy in named.values() if not copy.with_name(copy.name + ".gz").exists()]
    for path, copy in named.items():
        if copy in new:
            shutil.copyfile(path, copy)
    for at in range(0, len(new), 50):
        subprocess.run(["node", str(HERE / "compress.mjs"), *map(str, new[at : at + 50])], check=True)
    for path, copy in named.items():
        for ending in (".br", ".gz"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
            os.link(copy.with_name(copy.name + ending), path.with_name(path.name + ending))
    return site


def without_calculators(site: Path) -> None:
    """A copy of the page of the fees with no calculator in it, to compare first paints with."""
    page = (site / "policy" / "fees" / "index.html").read_text("utf-8")
    page = re.sub(r"<policy-calculator.*?</policy-calculator>", "", page, flags=re.DOTALL)
    page = re.sub(r'<script[^>]*calculator/element-\w+[.]js"[^>]*></script>|<link rel="modulepreload"[^>]*>', "", page)
    (site / "policy" / "plain").mkdir()
    (site / "policy" / "plain" / "index.html").write_text(page, "utf-8")


def peers(site: Path) -> None:
    """Pages that have the form of the fees and nothing else, and answer it each in its own way."""
    page = (site / "policy" / "fees" / "index.html").read_text("utf-8")
    form = re.search(r"<form.*?</form>", page, re.DOTALL)
    worker = re.search(r'<meta name="calculator-worker"[^>]*>', page)
    if not form or not worker:
        raise AssertionError("the page of the fees must have a form and name the worker")
    base = site / "base"
    for name, files in PEERS.items():
        head = f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n{worker[0]}\n<title>{name}</title>\n'
        body = f'{form[0]}\n<p id="answer">…</p>\n<script type="module" src="{name}.mjs"></script>\n</html>\n'
        (base / f"{name}.html").write_text(head + body, "utf-8")
        for path in (HERE / "peers").glob(f"{name}.*"):
            shutil.copyfile(path, base / path.name)
        for file in files:
            (base / name).mkdir(exist_ok=True)
            shutil.copyfile(ROOT / "node_modules" / file, base / name / Path(file).name)


def file_digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
