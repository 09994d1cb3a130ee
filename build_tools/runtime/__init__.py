"""The browser bundle: what a page needs to run the rule core itself, in one folder of the site.

    assets/runtime/
      bundle.json             names the two below; what the worker asks for first
      pyodide-VERSION/        Pyodide's files, the standard library compiled
      calculator-….whl        the rule core, compiled, the hash of its sources in its name
      licences/               the terms of all that is shipped

The bundle is kept in .build/ under the hash of all that it is made from, so an unchanged one is only copied.
Sizes are in bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
CORE = ROOT / "calculator"
LICENCES = Path(__file__).parent / "licences"
CACHE = ROOT / ".build" / "runtime"

KEPT = 3  # bundles: a build that runs beside this one may still be copying an older one

# Every file of the zip archives gets this date, so that equal sources give equal bytes.
DATE = (1980, 1, 1, 0, 0, 0)


class BundleError(Exception):
    """The bundle cannot be made; the message says what must be so."""


def build(target: Path) -> list[Path]:
    """Put the bundle into the folder `target` and return its files there.

    Raises `BundleError` where Pyodide is missing or was built for another Python than this one.
    """
    made = cached()
    shutil.copytree(made, target, dirs_exist_ok=True)
    return [target / path for path in files(made)]


def cached() -> Path:
    """The folder in .build/ that holds the bundle of the present sources, made where it is not there yet."""
    made = CACHE / fingerprint()
    if not made.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="new-") as folder:
            make(Path(folder) / "bundle")
            try:
                os.replace(Path(folder) / "bundle", made)
            except OSError:
                # Another build of the same sources was first.
                if not made.is_dir():
                    raise
        bundles = [path for path in CACHE.iterdir() if not path.name.startswith(("new-", "library"))]
        for old in sorted(bundles, key=lambda path: path.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    return made


def watched() -> list[Path]:
    """What the bundle is made from and a person edits: where these change it has to be made anew."""
    return [CORE, Path(__file__).parent]


def files(folder: Path) -> list[Path]:
    """Every file below a folder, relative to it, in order; compiled leftovers of Python's are passed over."""
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in every if "__pycache__" not in path.parts)


def fingerprint() -> str:
    """The hash of all that the bundle is made from."""
    found = hashlib.sha256(pyodide_lock()["version"].encode())
    for folder in (CORE, Path(__file__).parent):
        for path in files(folder):
            found.update(f"\0{folder.name}/{path.as_posix()}\0".encode())
            found.update((folder / path).read_bytes())
    return found.hexdigest()[:16]


def pyodide_lock() -> dict[str, str]:
    """Version and Python of the installed Pyodide; raises `BundleError` where they do not fit."""
    try:
        version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
        python = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]
    except FileNotFoundError as error:
        raise BundleError(f"{error.filename} must be there: run `make setup`") from error
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if python.rpartition(".")[0] != here:
        # Bytecode is compiled by the Python that runs this, and another one's cannot read it.
        raise BundleError(f"Pyodide {version} runs Python {python}: build with that Python, not with {here}")
    return {"version": version, "python": python}


def make(target: Path) -> None:
    """Make the bundle in the folder `target`, which must not be there yet."""
    version = pyodide_lock()["version"]
    home = target / f"pyodide-{version}"
    home.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"):
        # Without the source map's address: the map is not shipped, and developer tools would ask for it.
        text = (PYODIDE / name).read_bytes()
        (home / name).write_bytes(text.replace(f"//# sourceMappingURL={name}.map".encode(), b""))
    # No package of Pyodide's is used, so none is listed; none can be asked for from another origin.
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    (home / "pyodide-lock.json").write_text(json.dumps(lock | {"packages": {}}) + "\n", "utf-8")
    shutil.copyfile(standard_library(version), home / "python_stdlib.zip")
    wheel = core_wheel(target)
    shutil.copytree(LICENCES, target / "licences")
    bundle = {"pyodide": home.name, "core": wheel.name}
    (target / "bundle.json").write_text(json.dumps(bundle) + "\n", "utf-8")


def standard_library(version: str) -> Path:
    """Pyodide's standard library, compiled: kept for each version, since the core changes more often than it does."""
    kept = CACHE / "library" / f"python_stdlib-{version}.zip"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            copy = Path(folder) / "python_stdlib.zip"
            shutil.copyfile(PYODIDE / "python_stdlib.zip", copy)
            os.replace(compile_archive(copy), kept)
    return kept


def core_wheel(target: Path) -> Path:
    """The rule core as a compiled wheel in the folder `target`; its sources' hash is the local version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    contents = {f"{CORE.name}/{path.as_posix()}": (CORE / path).read_bytes() for path in files(CORE)}
    digest = hashlib.sha256(b"\0".join(part for name in contents for part in (name.encode(), contents[name])))
    version = f"{project['version']}+{digest.hexdigest()[:12]}"
    info = f"{CORE.name}-{version}.dist-info"
    contents[f"{info}/METADATA"] = f"Metadata-Version: 2.4\nName: {CORE.name}\nVersion: {version}\n".encode()
    contents[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: clausebook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents[f"{info}/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    source = target / f"{CORE.name}-{version}-py3-none-any.whl"
    write_zip(source, contents)
    compiled = compile_archive(source)
    # A plus sign in an address is read as a space by some hosts.
    return compiled.rename(compiled.with_name(compiled.name.replace("+", "_")))


def compile_archive(archive: Path) -> Path:
    """Replace an archive of Python files by one of bytecode, the same bytes for the same sources."""
    before = set(archive.parent.iterdir()) - {archive}
    command = [str(Path(sys.prefix) / "bin" / "pyodide"), "py-compile", "--silent", str(archive)]
    # With this set, bytecode holds the hash of its source in place of the time of compiling.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise BundleError(f"pyodide py-compile must compile {archive.name}: {done.stdout}{done.stderr}".strip())
    [compiled] = {path for path in archive.parent.iterdir() if path.suffix == archive.suffix} - before
    with zipfile.ZipFile(compiled) as made:
        contents = {name: made.read(name) for name in made.namelist() if not name.endswith("/")}
    if compiled.suffix == ".whl":
        contents = with_record(contents)
    write_zip(compiled, contents)
    return compiled


def with_record(contents: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a wheel and, last, the RECORD that lists them."""
    info = next(name.partition("/")[0] for name in contents if name.endswith(".dist-info/METADATA"))
    lines = []
    for name, data in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}\n")
    record = f"{info}/RECORD"
    return contents | {record: "".join([*lines, f"{record},,\n"]).encode()}


def write_zip(path: Path, contents: dict[str, bytes]) -> None:
    """Write an archive whose bytes depend on its contents alone."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


def sizes(folder: Path) -> str:
    """What the bundle in a folder weighs, as a table for people: bytes on disk and through gzip."""
    lines = [f"{'bytes':>12} {'gzip':>12}"]
    total = [0, 0]
    for path in files(folder):
        data = (folder / path).read_bytes()
        found = (len(data), len(gzip.compress(data, 6)))
        if path.parts[0] != LICENCES.name:
            lines.append(f"{found[0]:>12,} {found[1]:>12,}  {path.as_posix()}")
            total = [whole + part for whole, part in zip(total, found, strict=True)]
    return "\n".join([*lines, f"{total[0]:>12,} {total[1]:>12,}  in all, licences aside"])
