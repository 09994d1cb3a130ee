"""What `make test` leaves to `make prove`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def at_once(values: Iterable[Any], now: Collection[Any]) -> list[Any]:
    """The values of a test's parameter: those in `now` are tried by `make test`, the others by `make prove`."""
    return [value if value in now else pytest.param(value, marks=pytest.mark.prove) for value in values]


def rows_at_once(rows: Iterable[tuple[Any, ...]], now: Collection[tuple[Any, ...]]) -> list[Any]:
    """The same where several parameters go together."""
    return [row if row in now else pytest.param(*row, marks=pytest.mark.prove) for row in rows]
