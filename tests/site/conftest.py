"""What the tests of the site share: the site as it is built, a server for it, a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from build_tools.bench import browser as browsers
from tests.helpers import host
from tests.helpers.pages import PATIENCE, Watch
from tests.helpers.sources import ROOT


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of navigation is proved ten times more, with a host that answers late: a race shows itself then."""
    if metafunc.definition.get_closest_marker("navigation"):
        late = [pytest.param(0.25, id=f"late-{time}", marks=pytest.mark.prove) for time in range(1, 11)]
        metafunc.fixturenames.insert(0, "line")
        metafunc.parametrize("line", [pytest.param(0.0, id="at-once"), *late], indirect=True)


@pytest.fixture
def line(request: pytest.FixtureRequest) -> Iterator[None]:
    """The host answers so many seconds late until the test ends."""
    host.Line.wait = request.param
    yield
    host.Line.wait = 0.0


@pytest.fixture
def faults() -> Iterator[dict[str, str]]:
    """What goes wrong with the files of the host, by a part of their address (`host.FAULTS`), until the test ends."""
    yield host.Line.faults
    host.Line.faults.clear()
    host.Line.met.clear()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, prefix="/")` serves a folder on this machine until the tests end; its address, prefix included."""
    servers: list[ThreadingHTTPServer] = []

    def begin(folder: Path, prefix: str = "/") -> str:
        server, address = host.begin(folder, prefix)
        servers.append(server)
        return address

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


def built(name: str, temporary: pytest.TempPathFactory, **settings: str) -> Path:
    """The folder of a site that whoever comes first builds; the other processes of this run wait for it."""
    here = temporary.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / name
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            new = folder.with_suffix(".new")
            # Not --quiet: what is not logged is not counted, and strict would let it pass.
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
            # No reader of this site comes again, so no worker is to be warmed up for that.
            environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "WARM_UP": "0"} | settings
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            new.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site; a test that changes a file of it takes a copy."""
    return built("site", tmp_path_factory)


@pytest.fixture(scope="session")
def base_url(site: Path, serve: Callable[..., str]) -> str:
    """The address of the built site, below a sub-path; it ends in a slash."""
    return serve(site, host.PREFIX)


@pytest.fixture
def own(site: Path, tmp_path: Path) -> host.Hosted:
    """A copy of the site, on a host that may be stopped. Else it ends with all tests: a page of this one may ask until it closes."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    return host.Hosted(folder, *host.begin(folder, host.PREFIX))


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of a site that was built for a host and a folder, and is looked at on another host."""
    return serve(built("hosted", tmp_path_factory, SITE_URL="https://policy.example/handbook/"), host.PREFIX)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium (Playwright's Browser)."""
    from playwright.sync_api import expect, sync_playwright

    path = browsers.find()
    if not path:
        pytest.skip("no Chromium was found")
    expect.set_options(timeout=PATIENCE)  # what is awaited comes, however much else this machine has to do
    with sync_playwright() as playwright:
        # Each test begins Python anew, so to compile it once is enough: no better code comes of it that anybody would use.
        running = playwright.chromium.launch(executable_path=path, args=[*browsers.FLAGS, "--js-flags=--liftoff-only"])
        yield running
        running.close()


@pytest.fixture
def watch() -> Watch:
    """The watch over this test's pages."""
    return Watch()


@pytest.fixture
def new_page(chromium: Any, watch: Watch) -> Iterator[Callable[..., Any]]:
    """`new_page(**options of a Playwright context)`: a page in a context of its own, watched."""
    contexts = []

    def make(**options: Any) -> Any:
        # Requests that a service worker makes are not seen here, so it is there where a test is about it alone.
        context = chromium.new_context(**{"service_workers": "block"} | options)
        context.set_default_timeout(60_000)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """A fresh page; the test fails on errors on its console and on requests that leave the origin."""
    return new_page()
