"""The commands as they are called: check, site and serve say the same first, and two builds at once leave a whole site."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from build_tools.bench import build
from build_tools.runtime import bundle

FACT = "calculator/facts/international-undated/levels.toml"
WORDS = "docs/sources/international-undated/clauses/fees.toml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, what is made once for all shared."""
    bundle.cached()
    build.copied(tmp_path)
    (tmp_path / ".build").unlink()
    (tmp_path / ".build").mkdir()
    (tmp_path / ".build" / "runtime").symlink_to(bundle.CACHE)
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build_tools", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True)


def spoil(project: Path) -> None:
    """A figure that is no number, a clause that no page can show."""
    for file, good, bad in (
        (FACT, "level_2 = { value = 50_000", 'level_2 = { value = "many"'),
        (WORDS, "](clause:", "](clause:dsop.nowhere."),
    ):
        text = (project / file).read_text("utf-8")
        assert good in text
        (project / file).write_text(text.replace(good, bad, 1), "utf-8")


def test_check_site_and_serve_print_the_same_lines(project: Path) -> None:
    spoil(project)
    old = project / "site" / "index.html"
    old.parent.mkdir()
    old.write_text("the old site", "utf-8")
    said = {command: run(project, command) for command in ("check", "site", "serve")}
    lines = said["check"].stdout.splitlines()
    assert re.fullmatch(rf"{FACT}:\d+: level_2 must have as value a whole number.*", lines[0])
    assert re.fullmatch(rf"{WORDS}:\d+: clause:dsop\.nowhere\.\S+ must lead to a clause that exists", lines[1])
    assert len(lines) == 2
    for command, done in said.items():
        assert done.returncode == 1, command
        assert done.stdout == said["check"].stdout, command
        assert done.stderr == "2 complaints about facts, sources and pages\n", command
    assert old.read_text("utf-8") == "the old site"


@pytest.mark.prove
def test_two_builds_at_once_both_leave_a_whole_site(project: Path) -> None:
    command = [sys.executable, "-m", "build_tools", "site"]
    running = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert all(text.endswith("The site is in site/\n") for text in said)
    site = project / "site"
    pages = [path for path in (project / "docs").rglob("*.md") if "sources" not in path.parts]
    assert len(pages) > 30
    for path in pages:
        place = path.relative_to(project / "docs").with_suffix("")
        assert (site / (place.parent if place.name == "index" else place) / "index.html").is_file(), place
    worker = json.loads((site / "assets/runtime/bundle.json").read_text("utf-8"))["worker"]
    assert (site / "assets/runtime" / worker).is_file()
    assert (site / "data/fees.json").is_file()
    assert {path.name for path in (project / ".build").iterdir()} == {"runtime", "site.lock"}


QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}


class Served:
    """A server of the project, and its pages as they are now."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "build_tools", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=project, **QUIET)

    def page(self, address: str) -> str:
        try:
            return str(urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=60).read().decode())
        except (URLError, ConnectionError, TimeoutError):
            return ""

    def until(self, condition: Callable[[str], bool]) -> str:
        """The page of the levels when it is so."""
        for _ in range(600):
            text = self.page("policy/levels/")
            if text and condition(text):
                return text
            assert self.process.poll() is None
            time.sleep(0.5)
        raise AssertionError("it never was so")


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    server = Served(project)
    yield server
    os.killpg(server.process.pid, signal.SIGTERM)  # MkDocs too
    server.process.wait(30)


def worker_of(page: str) -> str:
    return re.search(r'name="calculator-worker" content="([^"]+)"', page)[1]  # type: ignore[index]


@pytest.mark.prove
def test_a_server_keeps_the_last_good_facts_for_its_calculators(project: Path, served: Served) -> None:
    banner = "The sources have complaints"
    before = served.until(lambda page: banner not in page)
    file = project / FACT
    good = file.read_text("utf-8")
    file.write_text(good.replace("level_2 = { value = 50_000", 'level_2 = { value = "many"'), "utf-8")
    spoilt = served.until(lambda page: banner in page)
    assert f"{FACT}:" in spoilt
    assert worker_of(spoilt) == worker_of(before)
    assert served.page(f"assets/runtime/{worker_of(before)}")
    file.write_text(good.replace("level_2 = { value = 50_000", "level_2 = { value = 61_000"), "utf-8")
    mended = served.until(lambda page: banner not in page)
    assert "61,000" in mended and "61,000" not in before
    assert worker_of(mended) != worker_of(before)
