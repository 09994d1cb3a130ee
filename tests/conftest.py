"""What the tests share: the built site, a server for it, a real browser, and the tables of cases."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests import browser as browsers

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "/handbook/"  # the site must work below a folder of its host

# A worker's policy is its own script's, and a static host gives it by a header.
WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI=true a skip is a failure: there, everything that tests need has been installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mutant is tried with the cases first, and with the properties last: most end there (`make mutate`)."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        items.sort(key=lambda item: (hasattr(item.function, "hypothesis"), item.path.stem != "test_cases"))  # type: ignore[attr-defined]


@cache
def cases() -> list[dict[str, Any]]:
    """Every case of tests/cases/*.toml in the values of JSON, its file's name under "file"; "none!" is null."""
    return [
        as_json(case) | {"file": path.stem}
        for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8")).get("case", [])
    ]


def as_json(value: Any) -> Any:
    """A value of TOML as JSON has it: days and moments as text, and null, which TOML lacks."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "none!" else value


@cache
def clauses(edition: str = "international-undated") -> list[tuple[Path, dict[str, Any]]]:
    """Every clause of an edition's sources with its file, read plainly and not by what is tested."""
    folder = ROOT / "docs" / "sources" / edition
    return [
        (path, clause)
        for part in ("clauses", "privacy")
        for path in sorted((folder / part).glob("*.toml"))
        for clause in tomllib.loads(path.read_text("utf-8")).get("clause", [])
    ]


class Handler(SimpleHTTPRequestHandler):
    """A static host: a folder under a prefix, the types that browsers ask for, 404.html where there is nothing."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
        ".html": "text/html; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        plain = unquote(urlsplit(path).path)
        if not plain.startswith(self.prefix):
            return str(Path(self.directory) / "outside-the-prefix")
        return super().translate_path("/" + plain.removeprefix(self.prefix))

    def end_headers(self) -> None:
        if urlsplit(self.path).path.endswith((".js", ".mjs")):
            self.send_header("Content-Security-Policy", WORKER_POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        # Else a browser takes a page as fresh for a tenth of its age, and a test would see the page of before.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a failed test shows what it needs."""


def until(page: Any, condition: str) -> None:
    """Wait for a condition in JavaScript; Playwright's own way is against the content policy."""
    page.evaluate(f"async () => {{ while (!({condition})) await new Promise((then) => setTimeout(then, 20)); }}")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, prefix="/")` serves a folder on this machine until the tests end; its address, prefix included."""
    servers: list[ThreadingHTTPServer] = []

    def begin(folder: Path, prefix: str = "/") -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder), prefix=prefix))
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built once for all tests."""
    folder = tmp_path_factory.mktemp("site")
    # Not --quiet: what is not logged is not counted, and strict would let it pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def base_url(site: Path, serve: Callable[..., str]) -> str:
    """The address of the built site, below a sub-path; it ends in a slash."""
    return serve(site, PREFIX)


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of a site that was built for a host and a folder, and is looked at on another host."""
    folder = tmp_path_factory.mktemp("hosted")
    # Not --quiet: what is not logged is not counted, and strict would let it pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://policy.example/handbook/"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return serve(folder, PREFIX)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium (Playwright's Browser)."""
    from playwright.sync_api import sync_playwright

    path = browsers.find()
    if not path:
        pytest.skip("no Chromium was found")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=browsers.FLAGS)
        yield running
        running.close()


class Watch:
    """What went wrong on the pages of a test: errors on the console, requests that left the origin.

    A test that brings a fault about on purpose says what of it the browser may tell, before or after the test has seen it.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.expected: list[str] = []
        self.requests: list[str] = []

    def follow(self, context: Any) -> None:
        context.on("request", self.on_request)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))

    def expect(self, *parts: str) -> None:
        """Problems that name any of these are meant."""
        self.expected += parts

    def unexpected(self) -> list[str]:
        return [problem for problem in self.problems if not any(part in problem for part in self.expected)]

    def on_request(self, request: Any) -> None:
        self.requests.append(request.url)
        address = urlsplit(request.url)
        if address.scheme in ("data", "blob"):
            return
        if address.hostname != "127.0.0.1":
            self.problems.append(f"left the origin: {request.url}")

    def on_console(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")


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
