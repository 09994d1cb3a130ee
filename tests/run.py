"""`make test`: finds or installs a browser, then runs ruff, mypy and pytest. Arguments go to pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from build_tools.bench import browser

ROOT = Path(__file__).resolve().parent.parent


def step(title: str, *command: str) -> bool:
    """Run one of the tools; whether it found nothing."""
    print(f"{title} …", flush=True)
    began = time.perf_counter()
    good = subprocess.run([sys.executable, "-m", *command], cwd=ROOT).returncode == 0
    print(f"  {'done' if good else 'FAILED'} in {time.perf_counter() - began:.1f} s", flush=True)
    return good


def main() -> int:
    path = browser.find() or browser.install()
    if path:
        os.environ[browser.VARIABLE] = path
        print(f"Browser: {path}", flush=True)
    else:
        print("Browser: none; the tests that need one are skipped. Get one with: apt-get install chromium", flush=True)
    os.environ["WARM_UP"] = "0"  # as in tests/site/conftest.py
    # The browser's Python takes longest to make: meanwhile. The first test that needs a site waits for it, or tells of a fault.
    make = "from build_tools.runtime import bundle; bundle.cached()"
    runtime = subprocess.Popen([sys.executable, "-c", make], cwd=ROOT, stderr=subprocess.DEVNULL)
    good = [
        step("Style (ruff)", "ruff", "check", "--quiet", "."),
        step("Types (mypy)", "mypy"),
    ]
    # Last, so that pytest's own summary, skips named, closes what is printed. Each process has a half of the tests in
    # order, and so a browser of its own for those of the site; who is done first takes over from the other.
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *sys.argv[1:]]
    good.append(subprocess.run(command, cwd=ROOT).returncode == 0)
    runtime.wait()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
