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
PATIENCE = 120_000  # ms until all of an edition is kept
KEPT = f"""async () => {{
  for (const end = Date.now() + {PATIENCE}; Date.now() < end; await new Promise((then) => setTimeout(then, 200))) {{
    for (const name of await caches.keys()) if (await (await caches.open(name)).match("/edition.json")) return;
  }}
  throw new Error("the edition was not kept");
}}"""
WHEN_IDLE = "new Promise((then) => setTimeout(then, 8_000))"  # what a page does when it has been idle is done
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
    location = /fixed.bin {{ access_log off; gzip_static off; brotli_static off; }}
    location / {{ if ($http_user_agent = wrk) {{ access_log off; }} error_page 404 /404.html; }}
  }}
}}
"""

FIRST, KEEPING, AGAIN = (
    "first, on a metered line",
    "first, with all that is kept for when there is no line",
    "on another day",
)
OURS, FIXED = "what a first visit asks for", "one fixed file"

# wrk has no list of addresses; this gives it one, and what it found as JSON.
SCRIPT = """
local requests, at = {}, 0
init = function()
  wrk.headers["Accept-Encoding"] = "br, gzip"
  wrk.headers["User-Agent"] = "wrk"
  for number, path in ipairs({%s}) do requests[number] = wrk.format("GET", path) end
end
request = function()
  at = at %% #requests + 1
  return requests[at]
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

    def __init__(self, folder: Path, port: int, program: int) -> None:
        self.log = folder / "sent"
        self.program = program
        self.address = f"http://127.0.0.1:{port}/"

    def worked(self) -> float:
        """Seconds that its one worker has had of a processor."""
        [worker] = Path(f"/proc/{self.program}/task/{self.program}/children").read_text().split()
        ticks = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")

    def sent(self) -> list[Sent]:
        """What it sent since this was asked last."""
        lines = self.log.read_text().splitlines()
        self.log.write_text("")
        return [Sent(int(status), int(size), path) for status, size, path in (line.split(" ", 2) for line in lines)]


def serves(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def nginx(site: Path) -> Iterator[Host]:
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        (folder / "settings").write_text(SETTINGS.format(folder=folder, site=site, port=port, hashed=HASHED.pattern))
        process = subprocess.Popen(["nginx", "-e", str(folder / "errors"), "-c", str(folder / "settings")])
        try:
            end = time.monotonic() + 5
            while not serves(port):
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"nginx does not begin: {(folder / 'errors').read_text()}")
                time.sleep(0.05)
            yield Host(folder, port, process.pid)
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
            visit(context, FIRST)
            context.close()
        context = begun(profile)
        visit(context, KEEPING, KEPT)
        context.close()
        context = begun(profile)
        visit(context, AGAIN, WHEN_IDLE)
        context.close()
    return found


def asked(host: Host, paths: list[str], folder: Path) -> dict[str, float]:
    """What wrk found, asking for some paths in turn, and how much of a core the host had meanwhile."""
    script = folder / "paths.lua"
    script.write_text(SCRIPT % ", ".join(json.dumps(path) for path in paths))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), host.address]
    before = host.worked()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return found | {"core": (host.worked() - before) / SECONDS}


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
        first = [one for one in found[FIRST] if one.status == 200]
        mean = sum(one.size for one in first) // len(first)
        (site / "fixed.bin").write_bytes(os.urandom(mean))
        turns: dict[str, list[dict[str, float]]] = {OURS: [], FIXED: []}
        for _ in range(rounds):
            turns[OURS].append(asked(host, [one.path for one in first], Path(name)))
            turns[FIXED].append(asked(host, ["/fixed.bin"], Path(name)))
    report.data["readers"] = {"visits": {name: [one._asdict() for one in sent] for name, sent in found.items()}} | turns
    report.table(
        "What a reader is sent",
        ["visit", "requests", "bytes", "of them unchanged"],
        [
            [name, str(len(sent)), f"{sum(one.size for one in sent):,}", str(sum(one.status == 304 for one in sent))]
            for name, sent in found.items()
        ],
    )
    rates = {name: median(one["requests"] / one["us"] * 1e6 for one in results) for name, results in turns.items()}
    report.table(
        f"nginx with one worker, {CONNECTIONS} connections",
        ["", "requests a second", "MB a second", "median ms", "99th percentile ms", "of a core"],
        [
            [name, f"{rates[name]:,.0f}", f"{median(one['bytes'] / one['us'] for one in results):,.0f}"]
            + [f"{median(one[key] for one in results) / 1000:.1f}" for key in ("p50", "p99")]
            + [f"{median(one['core'] for one in results):.2f}"]
            for name, results in turns.items()
        ],
    )
    report.text.append(
        f"requests a second, of the fixed file's: {rates[OURS] / rates[FIXED]:.2f} ({mean:,} bytes each)"
    )
    errors = sum(one["errors"] for results in turns.values() for one in results)
    report.limits.append(Limit("many readers, errors", errors, 0, "requests"))
