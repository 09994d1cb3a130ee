"""What many readers cost a host: nginx on this machine, a real browser's visits in its log, and those visits asked for by wrk.

wrk asks for all that a visit asks for, over and over, and in turns with it for one fixed file of the same mean size; so the ratio
says what the site's many small files and its one large cost beside the host's best. Both programs are Debian's.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from build_tools.bench import browser
from build_tools.bench.report import Limit, Report
from build_tools.bench.server import HASHED

PACKAGES = ("nginx-light", "libnginx-mod-http-brotli-static", "wrk")
CONNECTIONS = 64
SECONDS = 5  # of each turn
CASE = "policy/fees/#fee?market=Australia&kind=merchant&level=1&days_late=61"
ANSWERED = "policy-calculator[data-state=ready] output:not([aria-busy=true])"
KEPT = """async () => {
  for (;;) {
    const names = await caches.keys();
    for (const name of names) if (await (await caches.open(name)).match("/edition.json")) return;
    await new Promise((then) => setTimeout(then, 200));
  }
}"""
METERED = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

# Compressed files stand beside the plain ones; what has its hash in its name is kept for ever, all else is asked for anew.
SETTINGS = """
load_module modules/ngx_http_brotli_static_module.so;
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; text/css css; text/javascript js mjs; application/json json; application/wasm wasm; image/svg+xml svg;
    text/csv csv; application/xml xml; application/manifest+json webmanifest; image/png png; }}
  default_type application/octet-stream;
  log_format sent '$status $bytes_sent $request_uri';
  access_log {folder}/sent sent;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=2000; gzip_static on; brotli_static on; gzip_vary on;
  map $uri $kept {{ default no-cache; "~{hashed}" "public, max-age=31536000, immutable"; }}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    add_header Cache-Control $kept;
    location = /fixed.bin {{ access_log off; }}
    location / {{ if ($http_user_agent = wrk) {{ access_log off; }} error_page 404 /404.html; }}
  }}
}}
"""

# wrk has no list of addresses; this gives it one, and what it found as JSON.
SCRIPT = """
local paths, at = {%s}, 0
wrk.headers["Accept-Encoding"] = "br, gzip"
wrk.headers["User-Agent"] = "wrk"
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"requests":%%d,"us":%%d,"bytes":%%d,"errors":%%d,"p50":%%d,"p99":%%d}\\n', summary.requests,
    summary.duration, summary.bytes, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50),
    latency:percentile(99)))
end
"""


class Sent(NamedTuple):
    """A line of the host's log: what it sent for what."""

    status: int
    size: int  # bytes, with headers
    path: str


class Host:
    """nginx, serving a folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.log = folder / "sent"
        self.address = f"http://127.0.0.1:{port}/"

    def sent(self) -> list[Sent]:
        """What it sent since this was asked last."""
        lines = self.log.read_text().splitlines()
        self.log.write_text("")
        return [Sent(int(status), int(size), path) for status, size, path in (line.split(" ", 2) for line in lines)]


@contextmanager
def nginx(site: Path) -> Iterator[Host]:
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        hashed = HASHED.pattern.replace('"', "")
        (folder / "settings").write_text(SETTINGS.format(folder=folder, site=site, port=port, hashed=hashed))
        process = subprocess.Popen(["nginx", "-e", str(folder / "errors"), "-c", str(folder / "settings")])
        try:
            for _ in range(100):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield Host(folder, port)
        finally:
            process.terminate()
            process.wait()


def visits(host: Host) -> dict[str, list[Sent]]:
    """What the host sends to a browser that is new to the site, and to one that comes again."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[Sent]] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:

        def begun(folder: str) -> Any:
            return playwright.chromium.launch_persistent_context(
                folder, executable_path=browser.find(), args=browser.FLAGS, service_workers="allow"
            )

        def visit(context: Any, name: str, *then: str) -> None:
            page = context.new_page()
            page.goto(host.address + CASE)
            page.wait_for_selector(ANSWERED)
            for script in then:
                page.evaluate(script)
            page.wait_for_timeout(3_000)  # what comes with the answer, and the log
            found[name] = host.sent()

        with tempfile.TemporaryDirectory() as other:
            context = begun(other)
            context.add_init_script(METERED)
            visit(context, "a first visit, on a metered line")
            context.close()
        context = begun(profile)
        visit(context, "a first visit, with all that is kept for when there is no line", KEPT)
        context.close()
        context = begun(profile)
        visit(context, "a visit on another day", "new Promise((then) => setTimeout(then, 8000))")
        context.close()
    return found


def asked(host: Host, paths: list[str], folder: Path) -> dict[str, int]:
    """What wrk found, asking for some paths in turn."""
    script = folder / "paths.lua"
    script.write_text(SCRIPT % ", ".join(json.dumps(path) for path in paths))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), host.address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return found


def many(report: Report, rounds: int) -> None:
    """Measures, and tells what a reader costs and how many a core of this machine serves."""
    from build_tools.bench.start_site import prepare

    path = os.environ["PATH"] + ":/usr/sbin"  # where Debian puts nginx
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name, path=path)]
    if missing:
        report.text += ["", f"Many readers: not measured, since this needs {' '.join(PACKAGES)} (apt-get install)"]
        return
    os.environ["PATH"] = path
    site = prepare()
    with nginx(site) as host, tempfile.TemporaryDirectory() as name:
        found = visits(host)
        first = [one for one in found["a first visit, on a metered line"] if one.status == 200]
        mean = sum(one.size for one in first) // len(first)
        (site / "fixed.bin").write_bytes(os.urandom(mean))
        turns: dict[str, list[dict[str, int]]] = {"a first visit's files": [], "one fixed file": []}
        for _ in range(rounds):
            turns["a first visit's files"].append(asked(host, [one.path for one in first], Path(name)))
            turns["one fixed file"].append(asked(host, ["/fixed.bin"], Path(name)))
    rows = [
        [name, str(len(sent)), f"{sum(one.size for one in sent):,}", str(sum(one.status == 304 for one in sent))]
        for name, sent in found.items()
    ]
    report.table("What a reader is sent", ["", "requests", "bytes", "of them unchanged"], rows)
    rows, rates = [], []
    for name, results in turns.items():
        rates.append(median(one["requests"] / one["us"] * 1e6 for one in results))
        row = [median(one["bytes"] / one["us"] for one in results)]
        row += [median(one[key] for one in results) / 1000 for key in ("p50", "p99")]
        rows.append([name, f"{rates[-1]:,.0f}", *(f"{value:,.1f}" for value in row)])
    columns = ["", "requests a second", "MB a second", "median ms", "99th percentile ms"]
    report.table(f"nginx, one core of this machine, {CONNECTIONS} connections", columns, rows)
    report.text.append(f"requests a second, of the fixed file's: {rates[0] / rates[1]:.2f} ({mean:,} bytes each)")
    report.data["readers"] = {"visits": {name: [one._asdict() for one in sent] for name, sent in found.items()}} | turns
    errors = sum(one["errors"] for results in turns.values() for one in results)
    report.limits.append(Limit("many readers, errors", errors, 0, "requests"))
