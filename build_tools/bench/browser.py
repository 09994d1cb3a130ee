"""Which Chromium the benchmarks and the tests drive: the one named in CLAUSEBOOK_BROWSER, the system's, or Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "CLAUSEBOOK_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# No network of its own: every name but this machine's fails to resolve, and nothing is asked in the background.
# Chromium would draw its own address bar's lists, two pages of its own, beside each page. It heeds the last of such lists of
# features alone, so what Playwright switches off stands here too.
SWITCHED_OFF = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("HttpsUpgrades", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
]
FLAGS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
]


def runs(path: str) -> bool:
    """Whether there is a program at `path` that says its version (a snap's stub, say, does not)."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> str | None:
    """The path of a Chromium that runs, or None."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path and runs(path):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and runs(path) else None


def install() -> str | None:
    """Get a Chromium: Playwright's download, else the system's package where this is root. Its path, or None."""
    root = os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    ways = [("Playwright's download", [[*download, "--with-deps"] if root else download])]
    if root:
        ways.append(("the system's package", [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]))
    for title, commands in ways:
        print(f"No Chromium was found; trying {title} …", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        if all(subprocess.run(command, env=environment, capture_output=True).returncode == 0 for command in commands):
            path = find()
            if path:
                return path
        print("  that did not give one", flush=True)
    return None
