"""A slower processor, for what this process has begun: its programs stand still for most of the time.

A browser's own way to slow itself reaches the page's thread alone; this reaches workers, compilers and the rest alike.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path
from types import TracebackType

RUN = 0.005
"""Seconds that they run at a stretch."""


def below(number: int) -> list[int]:
    """The processes that a process has begun, and theirs; without Node, which drives the browser."""
    parents: dict[int, list[int]] = {}
    skipped = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        parents.setdefault(int(rest.split()[1]), []).append(int(path.parent.name))
        if name.startswith(("node", "MainThread")):
            skipped.add(int(path.parent.name))
    found, new = [], [number]
    while new:
        new = [child for each in new for child in parents.get(each, [])]
        found += new
    return [each for each in found if each not in skipped]


class Slowed:
    """While this is entered, the programs that were begun from here run one part in `times` of the time."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.go, daemon=True)

    def go(self) -> None:
        while not self.ended.is_set():
            every = below(os.getpid())
            for _ in range(5):  # new ones are looked for now and then
                send(every, signal.SIGSTOP)
                time.sleep(RUN * (self.times - 1))
                send(every, signal.SIGCONT)
                time.sleep(RUN)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        self.thread.join()
        send(below(os.getpid()), signal.SIGCONT)


def send(numbers: list[int], what: signal.Signals) -> None:
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, what)
