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
    good = [
        step("Style (ruff)", "ruff", "check", "--quiet", "."),
        step("Types (mypy)", "mypy"),
    ]
    # Last, so that pytest's own summary, skips named, closes what is printed. A file's tests stay in one process, so
    # that what they share, such as a browser, is started once.
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *sys.argv[1:]]
    good.append(subprocess.run(command, cwd=ROOT).returncode == 0)
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
