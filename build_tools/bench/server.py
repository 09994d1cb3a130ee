"""A static host for the benchmarks: precompressed files, right types, names with a hash kept for ever, and a slow line.

The line is slowed where it is served, so that workers feel it too: one bucket for all connections, and a wait before each
answer.
"""

from __future__ import annotations

import mimetypes
import re
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HASHED = re.compile(r"-[0-9a-f]{12}(\.\w+$|/)|-[0-9A-Z]{8}\.\w+$|[.-][0-9a-f]{8}\.min\.\w+$|^/base/")
TYPES = {
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".html": "text/html; charset=utf-8",
    ".bin": "application/octet-stream",
}


class Line:
    """What the server is told to be like, and what it has sent. Rates are bytes a second, waits seconds."""

    def __init__(self) -> None:
        self.rate = 0.0
        self.wait = 0.0
        self.only_gzips = False
        self.parts: list[tuple[float, int]] = []  # when, and how many bytes
        self.free_at = 0.0
        self.lock = threading.Lock()

    def sent(self, until: float) -> int:
        """How many bytes had gone by then, in seconds since 1970."""
        return sum(size for at, size in self.parts if at <= until)

    def pass_through(self, size: int) -> None:
        """Wait until so many bytes have gone over the line."""
        with self.lock:
            self.parts.append((time.time(), size))
            if not self.rate:
                return
            self.free_at = max(self.free_at, time.monotonic()) + size / self.rate
            until = self.free_at
        time.sleep(max(0.0, until - time.monotonic()))


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = (
        True  # as hosts have it: else the end of a small file waits for the browser's acknowledgement
    )

    def __init__(self, *args: Any, root: Path, line: Line, **kwargs: Any) -> None:
        self.root, self.line = root, line
        super().__init__(*args, directory=str(root), **kwargs)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        took = self.headers.get("Accept-Encoding", "")
        for name, ending in (("br", ".br"), ("gzip", ".gz"), ("", "")):
            packed = path.with_name(path.name + ending)
            if name in took and packed.is_file() and not (name == "br" and self.line.only_gzips):
                break
        data = packed.read_bytes()
        time.sleep(self.line.wait)
        tag = f'"{len(data)}-{path.stat().st_mtime_ns}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        self.send_response(200)
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        if name:
            self.send_header("Content-Encoding", name)
        self.send_header("Vary", "Accept-Encoding")
        kept = "public, max-age=31536000, immutable" if HASHED.search(self.path.partition("?")[0]) else "no-cache"
        if kept == "no-cache":
            self.send_header("ETag", tag)
        self.send_header("Cache-Control", kept)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            step = 16_384
            for at in range(0, len(data), step):
                part = data[at : at + step]
                self.line.pass_through(len(part))
                self.wfile.write(part)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: it would disturb what is measured."""


class Server(ThreadingHTTPServer):
    """Serves a folder on a free port of this machine from when it is entered until it is left."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        self.line = Line()
        super().__init__(("127.0.0.1", 0), partial(Handler, root=root, line=self.line))
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, *_: object) -> None:
        """A browser that closes in the middle of a page is no news."""

    def __enter__(self) -> Server:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
