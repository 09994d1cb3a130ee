"""Under CI=true a skip fails; and which tests come first."""

from __future__ import annotations

import os

import pytest

WAITING = ("test_commands", "test_ground", "test_image")  # as all of tests/site does


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI=true a skip is a failure: there, everything that tests need has been installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for the site comes after what needs none, and a mutant meets the quickest tests first.

    Each of two processes is given a half in order, so each half has both.
    """
    if os.environ.get("MUTANT_UNDER_TEST"):
        # The cases first and the properties last: most mutants end there (`make mutate`).
        items.sort(key=lambda item: (hasattr(item.function, "hypothesis"), item.path.stem != "test_cases"))  # type: ignore[attr-defined]
        return
    needs = [item for item in items if item.path.parent.name == "site" or item.path.stem in WAITING]
    waits = set(needs)
    others = [item for item in items if item not in waits]
    half, rest = len(others) // 2, len(needs) // 2
    items[:] = [*others[:half], *needs[:rest], *others[half:], *needs[rest:]]
