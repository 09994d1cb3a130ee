"""`make release`: the archive's bytes are those of the site, whenever, wherever and by whomever it was built and packed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from build_tools.bench import build
from build_tools.release import archive
from tests.helpers.sources import ROOT

BESIDE = {"bom.cdx.json": b"{}"}
FILES = {"index.html": b"<p>a page", "data/fees.json": b"[]", "data/\N{LATIN SMALL LETTER E WITH ACUTE}.csv": b"a,b\n"}


def site(folder: Path, names: list[str], *, time: int, mode: int) -> Path:
    """A site whose files were written in this order, at this time."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FILES[name])
        path.chmod(mode)
        os.utime(path, (time, time))
    return folder


def checked(folder: Path) -> str:
    """What sha256sum says of the checksums in a folder."""
    command = ["sha256sum", "--check", "--strict", archive.SUMS]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else done.stdout + done.stderr + "FAILED"


def test_the_same_files_give_the_same_archive(tmp_path: Path) -> None:
    one = site(tmp_path / "one", list(FILES), time=1_000_000_000, mode=0o644)
    two = site(tmp_path / "two" / "elsewhere", list(FILES)[::-1], time=1_700_000_001, mode=0o600)
    first = archive.release(one, tmp_path / "first", "book-1", BESIDE)
    second = archive.release(two, tmp_path / "second", "book-1", BESIDE)
    assert [path.name for path in first] == [path.name for path in second] == ["book-1.tar.gz", "SHA256SUMS"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]

    (two / "index.html").write_bytes(b"<p>another")
    third = archive.release(two, tmp_path / "third", "book-1", BESIDE)
    assert all(path.read_bytes() != other.read_bytes() for path, other in zip(third, first, strict=True))


def test_the_archive_holds_the_site_and_its_checksums_hold(tmp_path: Path) -> None:
    [made, _] = archive.release(
        site(tmp_path / "one", list(FILES), time=1, mode=0o600), tmp_path / "out", "book-1", BESIDE
    )
    assert checked(tmp_path / "out") == "book-1.tar.gz: OK\n"
    with tarfile.open(made) as tar:
        tar.extractall(tmp_path, filter="data")
    unpacked = tmp_path / "book-1"
    assert {name: (unpacked / "site" / name).read_bytes() for name in FILES} == FILES
    assert checked(unpacked).count(": OK\n") == len(FILES | BESIDE)
    (unpacked / "site" / "index.html").write_bytes(b"<p>cut sho")
    assert checked(unpacked).endswith("FAILED")


@pytest.mark.prove
def test_two_builds_give_the_same_archive(tmp_path: Path) -> None:
    """In two folders, under two time zones, locales and hash seeds; the second makes the browser's Python too."""
    settings = [
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Kolkata", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2"},
    ]
    made = []
    for folder, environment in zip((tmp_path / "one", tmp_path / "a" / "second place"), settings, strict=True):
        folder.mkdir(parents=True)
        build.copied(folder)
        # The scripts' bundler looks behind a link.
        (folder / "node_modules").unlink()
        shutil.copytree(ROOT / "node_modules", folder / "node_modules", symlinks=True)
        if made:
            (folder / ".build").unlink()
        command = [sys.executable, "-m", "build_tools", "release"]
        done = subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        made.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder)})
    assert made[0].keys() == made[1].keys()
    assert [name for name, data in made[0].items() if made[1][name] != data] == []
    assert any(name.endswith(".tar.gz") for name in made[0])


def files(folder: Path) -> list[Path]:
    """What the release made: the archive with its checksum, and the site, which says where two archives differ."""
    return sorted(path for name in ("dist", "site") for path in (folder / name).rglob("*") if path.is_file())
