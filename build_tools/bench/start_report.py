"""What the measuring of the start found, against its limits: for machines, and as a table for people."""

from __future__ import annotations

import random
import statistics
from dataclasses import dataclass, field
from typing import Any

from .start_site import PEERS

LIMITS = {
    "bytes": ("bytes to the first answer (brotli)", 0.14),
    "gzip": ("the same where the host only gzips", 950_000),
    "cold": ("cold first visit", 0.13),
    "slow": ("the same at 10 Mbit/s and 40 ms", 0.15),
    "phone": ("the same at 1.6 Mbit/s and 150 ms", 0.15),
    "slowed": ("the same, the processor four times slower", 0.15),
    "day": ("a visit on another day", 0.07),
    "next": ("the next page, a full load", 0.04),
    "instant": ("the next page, instant navigation", 0.012),
    "blocked": ("main thread blocked", 0.01),
}
"""Each is a share of the base's, but for `gzip`, which is in bytes."""

AGAINST = {"slow": "base slow", "phone": "base phone", "slowed": "base slowed", "blocked": "base blocked"}
"""What a case is compared with, where that is not the base's cold visit."""


@dataclass
class Found:
    """What runs gave, by case: times and phases in milliseconds, sizes in bytes; how many were dropped as disturbed, which way
    to Python answered how often, and what else the machine did."""

    times: dict[str, list[float]] = field(default_factory=dict)
    phases: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    bytes: dict[str, list[int]] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    tiers: dict[str, int] = field(default_factory=dict)
    load: list[tuple[float, float]] = field(default_factory=list)


def interval(values: list[float]) -> tuple[float, float]:
    """The 95 % interval of the median, by drawing from the values again and again."""
    drawn = random.Random(0)
    medians = sorted(statistics.median(drawn.choices(values, k=len(values))) for _ in range(2000))
    return medians[50], medians[1949]


def result(bench: Found, runs: int) -> dict[str, Any]:
    """Everything that was found, ready for JSON."""
    median = statistics.median
    of = {
        name: {"median": median(v), "least": min(v), "most": max(v), "runs": len(v)}
        for name, v in bench.times.items()
        if v
    }
    sent = {name: median(values) for name, values in bench.bytes.items()}
    rows = []
    for name, (title, limit) in LIMITS.items():
        if name in ("bytes", "gzip"):
            ours, base = (sent["cold"], sent["base"]) if name == "bytes" else (sent["gzip"], sent["base gzip"])
            row: dict[str, Any] = {"ours": ours, "base": base, "spread": None}
        else:
            key = "cold blocked" if name == "blocked" else name
            ours, base = of[key]["median"], of[AGAINST.get(name, "base")]["median"]
            row = {"ours": ours, "base": base, "spread": [of[key]["least"], of[key]["most"]]}
        ratio = ours / base if base else 0.0
        value, unit = (ours, "bytes") if name == "gzip" else (ratio, "of the base")
        row |= {"ratio": ratio, "value": value, "unit": unit, "limit": limit, "met": value <= limit}
        rows.append({"case": title, **row})
    base = of["base"]["median"]
    peers = [
        {
            "page": name,
            **{case: of[f"{name} {case}"]["median"] for case in ("bare", "again")},
            **{f"{case} ratio": of[f"{name} {case}"]["median"] / base for case in ("bare", "again")},
            "bytes": sent[f"{name} bare"],
        }
        for name in PEERS
    ]
    paints = {name: interval(bench.times[name]) for name in ("paint with", "paint without")}
    (low, high), (other_low, other_high) = paints.values()
    phases = {}
    for name, every in bench.phases.items():
        # A page that comes to a worker that runs hears of its last step alone.
        names = list(dict.fromkeys(each for run in every for each in run))
        phases[name] = {each: median([run[each] for run in every if each in run]) for each in names}
    foreign, stolen = zip(*bench.load, strict=True)
    return {
        "runs": runs,
        "rows": rows,
        "peers": peers,
        "first_paint": {
            **{name: list(each) for name, each in paints.items()},
            "same": low <= other_high and other_low <= high,
        },
        "phases": phases,
        "measured": of,
        "bytes": sent,
        "dropped": bench.dropped,
        "tiers": bench.tiers,
        "load": {"other_programs": max(foreign), "other_programs_median": median(foreign), "stolen": max(stolen)},
    }


def table(found: dict[str, Any]) -> str:
    lines = [f"{'case':36} {'ours':>10} {'least to most':>17} {'base':>10} {'ratio':>8} {'limit':>7}"]
    for row in found["rows"]:
        spread = "" if row["spread"] is None else "{:,.0f} to {:,.0f}".format(*row["spread"])
        met = "met" if row["met"] else "MISSED"
        lines.append(
            f"{row['case']:36} {row['ours']:>10,.0f} {spread:>17} {row['base']:>10,.0f} {row['ratio']:>8.4f} {row['limit']:>7,} {met}"
        )
    lines.append(
        f"{'a page with the form alone':36} {'cold':>10} {'ratio':>8} {'once more':>10} {'ratio':>8} {'bytes':>10}"
    )
    for peer in found["peers"]:
        lines.append(
            f"{peer['page']:36} {peer['bare']:>10,.0f} {peer['bare ratio']:>8.4f} {peer['again']:>10,.0f} "
            f"{peer['again ratio']:>8.4f} {peer['bytes']:>10,.0f}"
        )
    paint = found["first_paint"]
    spans = [
        f"{name.removeprefix('paint ')} calculators {paint[name][0]:.0f} to {paint[name][1]:.0f}"
        for name in ("paint with", "paint without")
    ]
    lines.append(f"first paint, 95 % of the median: {', '.join(spans)}: {'the same' if paint['same'] else 'DIFFERENT'}")
    for name, phases in found["phases"].items():
        told = ", ".join(f"{phase} {at:,.0f}" for phase, at in sorted(phases.items(), key=lambda each: each[1]))
        lines.append(f"phases of {name}, ms since navigation: {told}")
    tiers = ", ".join(f"{name} {count}" for name, count in found["tiers"].items())
    lines.append(f"answered by: {tiers}")
    dropped = ", ".join(f"{name} {count}" for name, count in found["dropped"].items()) or "none"
    load = found["load"]
    lines.append(
        f"medians of {found['runs']}; dropped as disturbed: {dropped}; other programs took up to {load['other_programs']:.0%} "
        f"of a core (median {load['other_programs_median']:.0%}), the host up to {load['stolen']:.0%}"
    )
    return "\n".join(lines)
