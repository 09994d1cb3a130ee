"""The list of what of others is shipped: right by the official schema, whole, and the same as the notices; and the audit of the locks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from build_tools.release import audit, shipped
from build_tools.runtime.bundle import LICENCES
from build_tools.site import scripts
from tests.helpers.sources import ROOT

VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)
TEXT = shipped.as_file().decode()


def components(of: dict[str, Any]) -> list[dict[str, Any]]:
    """All, those inside others too."""
    own = of.get("components", [])
    return [*own, *(inner for each in own for inner in components(each))]


ALL = components(json.loads(TEXT))


def test_it_is_right_by_the_official_schema() -> None:
    assert VALIDATOR.validate_str(TEXT) is None
    assert VALIDATOR.validate_str(TEXT.replace('"MIT"', '"MIT License"', 1)) is not None


def test_the_same_sources_give_the_same_list() -> None:
    assert shipped.as_file().decode() == TEXT
    assert not re.search(r"timestamp|serialNumber", TEXT)


def test_every_dependency_that_is_shipped_is_in_it_as_it_is_locked() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    npm = {each["name"]: each["version"] for each in ALL if each.get("purl", "").startswith("pkg:npm/")}
    # What is only tested with or measured against is not.
    assert npm == package["dependencies"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pypi = {each["name"]: each["version"] for each in ALL if each.get("purl", "").startswith("pkg:pypi/")}
    assert pypi.keys() == {"mkdocs-material", "babel", "holidays"}
    assert all(f"\n{name}=={version} " in f"\n{lock}" for name, version in pypi.items())


def test_what_comes_in_by_another_package_is_in_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = scripts.packed()
    more = scripts.Packed(packed.files, packed.entries, packed.imports, packed.packages | {"ws"})
    monkeypatch.setattr(scripts, "packed", lambda: more)
    assert "ws" in {each["name"] for each in components(shipped.bill())}


@pytest.mark.parametrize("name", sorted(each["name"] for each in ALL))
def test_each_is_in_the_notices(name: str) -> None:
    said = (LICENCES / "NOTICES.txt").read_text("utf-8").lower()
    known = {"mkdocs-material": "material for mkdocs"}.get(name, name.lower())
    assert re.search(rf"(?<![\w-]){re.escape(known)}(?![\w-])", said)


WEAK = [{"id": "PYSEC-1", "fix_versions": ["1.2"], "aliases": [], "description": "…"}]
PYTHON = {"name": "one", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "two", "skip_reason": "Dependency not found on PyPI and could not be audited: two (1.0)"}
NPM = {"metadata": {"dependencies": {"total": 40}}}
ADVICE = {"range": "<2", "severity": "high", "via": [{"title": "it breaks"}, "other"]}


@pytest.mark.parametrize(
    ("read", "said", "told"),
    [
        (audit.of_python, {"dependencies": [PYTHON]}, "requirements.lock: 1 packages audited, 0 with a known weakness"),
        (
            audit.of_python,
            {"dependencies": [PYTHON | {"vulns": WEAK}, UNKNOWN]},
            "requirements.lock: 1 packages audited, 1 with a known weakness, 1 NOT AUDITED, since nothing is known of them here\n"
            "  one 1.0: PYSEC-1, mended in 1.2",
        ),
        (
            audit.of_python,
            {"dependencies": [UNKNOWN]},
            "requirements.lock: NOT AUDITED: nothing is known here of any of 1 packages",
        ),
        (
            audit.of_npm,
            {"message": "405 Method Not Allowed", "error": {}},
            "package-lock.json: NOT AUDITED: 405 Method Not Allowed",
        ),
        (
            audit.of_npm,
            NPM | {"vulnerabilities": {"one": ADVICE}},
            "package-lock.json: 40 packages audited, 1 with a known weakness\n  one <2: high: it breaks, by other",
        ),
    ],
)
def test_an_audit_says_what_was_asked_and_what_not(read: Any, said: dict[str, Any], told: str) -> None:
    assert read(json.dumps(said)).told() == told
