"""Under CI=true a skip fails; a mutant meets the quick tests first."""

from __future__ import annotations

import os

import pytest


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI=true a skip is a failure: there, everything that tests need has been installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mutant is tried with the cases first, and with the properties last: most end there (`make mutate`)."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        items.sort(key=lambda item: (hasattr(item.function, "hypothesis"), item.path.stem != "test_cases"))  # type: ignore[attr-defined]
