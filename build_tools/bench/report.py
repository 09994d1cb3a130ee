"""What `make bench` found: figures with their spread, limits, tables for people and the same as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any


@dataclass
class Figure:
    """The median and the quartiles of some measurements, in seconds."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, found: list[float]) -> Figure:
        low, median, high = quantiles(found, n=4, method="inclusive") if len(found) > 1 else found * 3
        return cls(median, low, high)

    def told(self, unit: float) -> str:
        digits = 0 if self.median >= 100 * unit else 1 if self.median >= 10 * unit else 2
        return f"{self.median / unit:.{digits}f} ({self.low / unit:.{digits}f} to {self.high / unit:.{digits}f})"


@dataclass
class Limit:
    """What was to be reached, and what was."""

    what: str
    found: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        return self.found <= self.most


@dataclass
class Report:
    """All that was found: tables for people, the same as data, and the limits."""

    data: dict[str, Any] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:
        widths = [max(len(row[at]) for row in [columns, *rows]) for at in range(len(columns))]
        lines = [
            "  ".join(
                cell.ljust(width) if at == 0 else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in [columns, *rows]
        ]
        self.text += ["", title, *(line.rstrip() for line in lines)]
