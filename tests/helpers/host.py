"""A static host for a built site."""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from urllib.parse import unquote, urlsplit

from tests.helpers.sources import ROOT

PREFIX = "/handbook/"  # the site must work below a folder of its host

# What SECURITY.md tells a host to send, with every file and with scripts: a worker's policy is its own script's.
TOLD = [
    line.strip().split(": ", 1)
    for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
    if re.match(r" {4}[A-Z][\w-]+: ", line)
]
HEADERS, [WORKER_POLICY] = TOLD[:-1], TOLD[-1:]


class Line:
    """What lies between the host and a reader; `wait` is in seconds, before each answer. `faults` says of which files, by a
    part of the address, what goes wrong (a key of FAULTS), and `met` which files it went wrong with."""

    wait = 0.0
    faults: ClassVar[dict[str, str]] = {}
    met: ClassVar[list[str]] = []


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

    def do_GET(self) -> None:
        time.sleep(Line.wait)
        # A list, since the test may change them meanwhile.
        fault = next((fault for part, fault in list(Line.faults.items()) if part in self.path), None)
        if fault:
            Line.met.append(self.path)
            FAULTS[fault](self)
        else:
            super().do_GET()

    def answer(self, body: bytes, type: str = "", length: int | None = None, **headers: str) -> None:
        """Send a body; by itself as the type that the file has, and as long as it is."""
        self.send_response(200)
        self.send_header("Content-Type", type or self.guess_type(str(self.file())))
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def file(self) -> Path:
        """What is asked for."""
        path = Path(self.translate_path(self.path))
        return path / "index.html" if path.is_dir() else path

    def body(self) -> bytes:
        """What the file has."""
        return self.file().read_bytes()

    def translate_path(self, path: str) -> str:
        plain = unquote(urlsplit(path).path)
        if not plain.startswith(self.prefix):
            return str(Path(self.directory) / "outside-the-prefix")
        return super().translate_path("/" + plain.removeprefix(self.prefix))

    def end_headers(self) -> None:
        for header in (*HEADERS, *([WORKER_POLICY] if urlsplit(self.path).path.endswith((".js", ".mjs")) else [])):
            self.send_header(*header)
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


def altered(handler: Handler) -> None:
    """One bit is another."""
    body = bytearray(handler.body())
    body[len(body) // 2] ^= 1
    handler.answer(bytes(body))


def half(handler: Handler) -> None:
    """The line breaks in the middle."""
    body = handler.body()
    handler.answer(body[: len(body) // 2], length=len(body))
    handler.close_connection = True


def reset(handler: Handler) -> None:
    """The line breaks before anything comes."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True


def never(handler: Handler) -> None:
    """No answer, until nothing is wrong any more; then none either."""
    while Line.faults:
        time.sleep(0.05)
    handler.close_connection = True


def slow(handler: Handler) -> None:
    """A sixteenth of the file each quarter of a second."""
    body = handler.body()
    part = len(body) // 16 + 1
    handler.answer(b"", length=len(body))
    for at in range(0, len(body), part):
        time.sleep(0.25)
        handler.wfile.write(body[at : at + part])


def mute(handler: Handler) -> None:
    """A shared worker's script that does nothing; for anybody else the file."""
    is_shared = handler.headers["Sec-Fetch-Dest"] == "sharedworker"
    handler.answer(b"onconnect = () => {};" if is_shared else handler.body())


FAULTS: dict[str, Callable[[Handler], None]] = {
    "404": lambda handler: handler.send_error(404),
    "500": lambda handler: handler.send_error(500),
    "outage": lambda handler: handler.answer(b"<!doctype html><h1>Out of order</h1>", "text/html"),
    "half": half,
    "altered": altered,
    "type": lambda handler: handler.answer(handler.body(), "text/plain"),
    "reset": reset,
    "never": never,
    "slow": slow,
    "mute": mute,
}
"""What may go wrong with a file: what the host does in place of sending it."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that closes in the middle of a page is no news."""


def begin(folder: Path, prefix: str = "/") -> tuple[ThreadingHTTPServer, str]:
    """Serve a folder on this machine from a thread of its own; the server, to be shut down, and its address."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder), prefix=prefix))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}{prefix}"


class Hosted(NamedTuple):
    """A copy of the site that a test may change, on a host of its own."""

    folder: Path
    server: ThreadingHTTPServer
    url: str

    def stop(self) -> None:
        """The host is gone."""
        self.server.shutdown()
        self.server.server_close()
