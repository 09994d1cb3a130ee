"""What else the machine does while something is measured."""

from __future__ import annotations

import os
import time
from pathlib import Path


class Load:
    """What the machine did meanwhile: other programs' share of a core, and the share of all that its host took."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.cpu = self.machine()
        self.own = self.programs()

    @staticmethod
    def machine() -> tuple[int, int]:
        numbers = [int(each) for each in Path("/proc/stat").read_text().partition("\n")[0].split()[1:]]
        return sum(numbers[:8]), numbers[7]

    @staticmethod
    def programs() -> dict[int, int]:
        """Ticks of every program that this process did not start."""
        parents, ticks = {}, {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                numbers = path.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(path.parent.name)] = int(numbers[1])
            ticks[int(path.parent.name)] = int(numbers[11]) + int(numbers[12])

        def ours(number: int) -> bool:
            while number in parents:
                if number == os.getpid():
                    return True
                number = parents[number]
            return False

        return {number: each for number, each in ticks.items() if not ours(number)}

    def since(self) -> tuple[float, float]:
        took = time.monotonic() - self.began
        now = self.programs()
        foreign = sum(max(0, each - self.own.get(number, each)) for number, each in now.items())
        every, stolen = (after - before for after, before in zip(self.machine(), self.cpu, strict=True))
        return foreign / os.sysconf("SC_CLK_TCK") / took, stolen / max(every, 1)
