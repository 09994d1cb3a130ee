"""The site's build with these clauses and with several times as many: a copy of the project whose sections stand again and again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from build_tools import ROOT
from build_tools.sources.entries import DOCUMENTS

FOLDERS = ("build_tools", "calculator", "docs", "site_overrides", "tests/cases")
FILES = ("mkdocs.yml", "pyproject.toml", "package-lock.json", "requirements.lock", "LICENSE")
TIMES = (1, 4, 10)


def copied(folder: Path) -> None:
    """The project as the build needs it, what is made once for all builds shared."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    for name in (".build", "node_modules"):
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)


def multiplied(folder: Path, edition: str, times: int) -> int:
    """Let each section stand `times` times, under ids of their own and on pages of their own; the count of clauses then."""
    clauses = 0
    for kind in DOCUMENTS:
        for path in sorted((folder / "docs" / "sources" / edition / kind).glob("*.toml")):
            text = path.read_text("utf-8")
            found = re.search(r'^\[section\]\nid = "([^"]+)"', text, re.MULTILINE)
            if found is None or "-again-" in path.stem:
                continue
            clauses += times * text.count("\n[[clause]]")
            for number in range(2, times + 1):
                again = f"{found[1]}-again-{number}"
                copy = path.with_name(f"{path.stem}-again-{number}.toml")
                copy.write_text(text.replace(f'\nid = "{found[1]}', f'\nid = "{again}'), "utf-8")
                page = folder / "docs" / "again" / f"{again}.md"
                page.parent.mkdir(exist_ok=True)
                page.write_text(f"::: section {again}\n", "utf-8")
    return clauses


def seconds(folder: Path) -> float:
    """One build, from the start of its process to its end."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", str(folder / "site")]
    began = perf_counter()
    subprocess.run(command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True, capture_output=True)
    return perf_counter() - began
