"""The national public holidays of each market, for business days: `python -m build_tools holidays` writes them.

They come from the `holidays` package at the version in requirements.lock, once, into a file of the facts that the rule
core reads: the core needs no package. `complaints` says when the file is not what the locked package gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path

import holidays

from calculator.facts.edition import Market

from .. import ROOT
from .toml import Complaint

YEARS = range(2020, 2036)
"""The years that the file holds; the package's are rules and announcements, surer for the near years than for the far."""

FILE = "calculator/facts/holidays.csv"
COVERED = holidays.list_supported_countries()
SATURDAY = 5
HEADER = f"""\
# National public holidays on weekdays, {YEARS[0]} to {YEARS[-1]}: business days are Monday to Friday less these.
# From: the holidays package {{version}} (PyPI, MIT licence), category "public", days observed in place of others included;
# regional holidays are not in it, nor what a government decides later. Days by the lunar calendar are estimates in far years.
# Edited by: nobody. `python -m build_tools holidays` writes it anew; YEARS in build_tools/sources/holidays.py says which years.
# Checked by: make check. iso: ISO 3166-1 alpha-2, as in directory.csv. days: month and day, MMDD.
iso,year,days
"""


def text(directory: Iterable[Market]) -> str:
    """What the file must hold: a row for each country of the phone directory and year."""
    return text_of(tuple(sorted(market.iso for market in directory if market.iso)))


@cache
def text_of(countries: tuple[str, ...]) -> str:
    return HEADER.format(version=version("holidays")) + "".join(f"{row}\n" for row in rows(countries))


def rows(countries: Iterable[str]) -> Iterator[str]:
    for iso in countries:
        days = sorted(holidays.country_holidays(iso, years=YEARS))
        for year in YEARS:
            kept = (f"{day:%m%d}" for day in days if day.year == year and day.weekday() < SATURDAY)
            yield f"{iso},{year},{' '.join(kept)}"


def write(directory: Iterable[Market], root: Path = ROOT) -> str:
    """Write the file; says where and how large."""
    with open(root / FILE, "w", encoding="utf-8", newline="\n") as stream:
        size = stream.write(text(directory))
    return f"{FILE}: {size:,} bytes"


def complaints(directory: Sequence[Market], root: Path = ROOT) -> list[Complaint]:
    """Whether the file is what the locked package gives: the first line that is not, if any."""
    if not all(market.iso in COVERED for market in directory if market.iso):
        return []  # a code that is none is complained of where it stands
    try:
        with open(root / FILE, encoding="utf-8", newline="") as stream:
            written = stream.read().split("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        written = []
    wanted = text(directory).split("\n")
    for number, (line, should) in enumerate(zip_longest(written, wanted), 1):
        if line != should:
            remedy = f"must be what holidays {version('holidays')} gives: run `python -m build_tools holidays`"
            return [Complaint(FILE, number, remedy)]
    return []
