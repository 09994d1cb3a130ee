"""The ground: the Makefile's list of itself, locks and files that name no host and no machine, the bundle."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from build_tools.runtime import bundle
from tests.helpers.sources import ROOT


def tracked() -> list[Path]:
    """Every text file under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    every = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in every if path.is_file() and b"\0" not in path.read_bytes()]


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = {name for line in re.findall(r"^\.PHONY: (.+)$", makefile, re.M) for name in line.split()}
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.M))
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    listed = {line.split()[1] for line in shown.splitlines()}
    assert listed == phony == targets
    assert {"help", "setup", "serve", "site", "check", "test", "fresh", "clean"} <= listed


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements.in", "package-lock.json", "judges/package-lock.json", ".npmrc"]
)
def test_locks_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"index-url|registry=|\"resolved\"", text)


def test_every_locked_package_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for entry in re.split(r"\n(?=[a-z0-9])", lock):
        if "==" in entry:
            assert "--hash=sha256:" in entry, entry.splitlines()[0]
    for folder in (ROOT, ROOT / "judges"):
        packages = re.findall(r'"integrity"|"node_modules/', (folder / "package-lock.json").read_text("utf-8"))
        assert packages.count('"integrity"') == packages.count('"node_modules/') > 0


def test_no_file_names_a_place_of_one_machine() -> None:
    # Put together here, so that this file does not name them either.
    places = re.compile(
        "|".join(f"/{name}/" for name in ("work", "root", r"home/[a-z]+", "Users/[a-z]+", r"\.library"))
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if places.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_bundle_holds_the_core_compiled_and_self_contained(tmp_path: Path) -> None:
    made = bundle.build(tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in made}
    assert {path.name for path in made} >= {"bundle.json", "pyodide.asm.wasm", "service-worker.js", "MPL-2.0.txt"}
    listed = json.loads((tmp_path / "bundle.json").read_text("utf-8"))
    assert names >= {listed["worker"], *listed["files"]}
    # Every name but the two that are asked for anew has the hash of the contents in it.
    asked = {name for name in names if not name.startswith("licences/")} - {"bundle.json", "service-worker.js"}
    assert all(re.search(r"-[0-9a-f]{12}(\.\w+$|/)", name) for name in asked)
    [packed] = tmp_path.glob("core-*.bin")
    data = packed.read_bytes()
    size = int.from_bytes(data[:4], "little")
    inside = set(json.loads(data[4 : 4 + size]))
    core = {path.as_posix() for path in bundle.files(ROOT / "calculator")}
    assert inside == {f"calculator/{name}c" if name.endswith(".py") else f"calculator/{name}" for name in core}
    assert not [name for name in names if name.endswith(".py")]


@pytest.mark.prove
def test_the_bundle_is_the_same_for_the_same_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is kept, which another process made, and one made here and now, as in Tokyo."""
    kept, again = bundle.cached(), tmp_path / "again"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    bundle.make(again)
    assert bundle.files(kept) == bundle.files(again)
    assert all((kept / path).read_bytes() == (again / path).read_bytes() for path in bundle.files(kept))


def test_another_python_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "pyodide-lock.json"
    lock.write_text('{"info": {"python": "3.14.2"}}', "utf-8")
    (tmp_path / "package.json").write_text('{"version": "314.0.7"}', "utf-8")
    monkeypatch.setattr(bundle, "PYODIDE", tmp_path)
    with pytest.raises(bundle.BundleError, match=r"runs Python 3\.14\.2"):
        bundle.build(tmp_path / "bundle")
