"""The browser bundle: what a page needs to run the rule core itself, in one folder of the site.

    assets/runtime/
      bundle.json             names the worker's script, and what is kept for when there is no line
      worker-….js             the worker; the names of the files below are in it
      small-….wasm            Python with the rule core loaded: the functions that answers run, and of the memory what they touch
      whole-….wasm            the same with all of its memory and functions, for where that does not suffice
      pyodide-VERSION-…/      Pyodide's own files, for where that does not work, and
      library-….zip           the part of the standard library that is needed then, compiled, and
      core-….bin              the rule core, compiled
      service-worker.js       rids browsers of a service worker that former versions had there
      licences/               the terms of all that is shipped

Every name but those of the first and of the service worker has the hash of the contents in it. The bundle is kept in
.build/ under the hash of all that it is made from, so an unchanged one is only copied. Sizes are in bytes.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from calculator import TOPICS
from calculator.browser import ask

from . import asked, cases, image, strip, wasm

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
CORE = ROOT / "calculator"
HERE = Path(__file__).parent
LICENCES = HERE / "licences"
SCRIPTS = ROOT / "site_overrides" / "calculator"
BUNDLER = ROOT / "node_modules" / ".bin" / "esbuild"
WORKER = ("image.mjs", "retired.mjs", "worker.mjs")
CACHE = ROOT / ".build" / "runtime"

MIXED = 1000  # cases mixed by chance that widen the profile

# Whether the worker asks itself something in idle time (docs/start.md). It costs some seconds of a processor, so a site may do without.
WARM_UP = os.environ.get("WARM_UP") != "0"

KEPT = 3  # bundles: a build that runs beside this one may still be copying an older one

# Every file of the zip archives gets this date, so that equal sources give equal bytes.
DATE = (1980, 1, 1, 0, 0, 0)


class BundleError(Exception):
    """The bundle cannot be made; the message says what must be so."""


def build(target: Path, *, quick: bool = False) -> list[Path]:
    """Put the bundle into the folder `target` and return its files there.

    `quick` leaves the image out and the standard library whole: made in a moment, and slow to start. Raises `BundleError` where
    Pyodide is missing, was built for another Python than this one, or no longer is what this takes apart.
    """
    made = cached(quick=quick)
    shutil.copytree(made, target, dirs_exist_ok=True)
    return [target / path for path in files(made)]


def cached(*, quick: bool = False) -> Path:
    """The folder in .build/ that holds the bundle of the present sources, made where it is not there yet."""
    made = CACHE / (fingerprint() + "-quick" * quick)
    if not made.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with alone(made), tempfile.TemporaryDirectory(dir=CACHE, prefix="new-") as folder:
            if not made.is_dir():
                make(Path(folder) / "bundle", quick=quick)
                os.replace(Path(folder) / "bundle", made)
        drop_old(CACHE)
    return made


@contextlib.contextmanager
def alone(made: Path) -> Iterator[None]:
    """While another process makes the same, it is waited for: two at once would take each twice the time."""
    with open(CACHE / f"new-{made.name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def drop_old(folder: Path) -> None:
    """Leave the newest of what is kept there by its hash."""
    kept = [path for path in folder.iterdir() if not path.name.startswith(("new-", "library", "images"))]
    for old in sorted(kept, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def worker(folder: Path) -> str:
    """The name of the worker's script in a bundle, which pages tell the client."""
    return str(json.loads((folder / "bundle.json").read_text("utf-8"))["worker"])


def watched() -> list[Path]:
    """What the bundle is made from and a person edits: where these change it has to be made anew."""
    return [CORE, Path(__file__).parent]


def files(folder: Path) -> list[Path]:
    """Every file below a folder, relative to it, in order; compiled leftovers of Python's are passed over."""
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in every if "__pycache__" not in path.parts)


def fingerprint(*, images: bool = False) -> str:
    """The hash of all that the bundle is made from, or of what its images are alone, which take longest."""
    found = hashlib.sha256(pyodide_lock()["version"].encode())
    if image.WASM_OPT.exists():
        found.update((image.WASM_OPT.parents[1] / "package.json").read_bytes())
    made_from = {folder: files(folder) for folder in (CORE, HERE, cases.FOLDER)}
    made_from[SCRIPTS] = [Path(name) for name in WORKER]
    if images:
        made_from[HERE] = [path for path in files(HERE) if path.suffix in (".py", ".mjs") and path.name != "bundle.py"]
        made_from[SCRIPTS] = [Path("image.mjs")]
    elif not WARM_UP:
        found.update(b"no warm-up")
    for folder, paths in made_from.items():
        for path in paths:
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


def make(target: Path, *, quick: bool = False) -> None:
    """Make the bundle in the folder `target`, which must not be there yet."""
    version = pyodide_lock()["version"]
    target.mkdir(parents=True)
    named = hashed(target, f"pyodide-{version}", "", pyodide_files())
    library = zipfile.ZipFile(standard_library(version))
    core = core_files()
    made = None if quick else images(core, library)
    used = {f"{name}c" if name.endswith(".py") else name for name in made.library} if made else set()
    names = [name for name in library.namelist() if name in used or quick]
    stored = io.BytesIO()
    write_zip(stored, {name: library.read(name) for name in names})
    bundle: dict[str, object] = {
        "pyodide": f"{named}/",
        "library": hashed(target, "library", ".zip", stored.getvalue()),
        "core": hashed(target, "core", ".bin", image.pack(core)),
    }
    if made:
        small, whole = hashed(target, "small", ".wasm", made.small), hashed(target, "whole", ".wasm", made.whole)
        bundle |= {
            "small": small,
            "whole": whole,
            "sizes": {small: len(made.small), whole: len(made.whole)},
            "warm": warm() if WARM_UP else [],
        }
    there = {path.as_posix(): (target / path).read_bytes() for path in files(target)}
    bundle["integrity"] = {name: integrity(data) for name, data in there.items()}
    # One script, so that nothing has to be fetched before the files above are asked for.
    loader = (SCRIPTS / "image.mjs").read_text("utf-8").replace("export ", "")
    script = (SCRIPTS / "worker.mjs").read_text("utf-8")
    for line, here in (('import { open } from "./image.mjs";\n', loader), ("/* BUNDLE */ {}", json.dumps(bundle))):
        if line not in script:
            raise BundleError(f"worker.mjs must have the line {line.strip()}")
        script = script.replace(line, here)
    worker = hashed(target, "worker", ".js", minified(script))
    shutil.copyfile(SCRIPTS / "retired.mjs", target / "service-worker.js")
    # `files` are kept for when there is no line.
    listed = {"worker": worker, "files": [worker, *([bundle["small"], bundle["whole"]] if made else [])]}
    (target / "bundle.json").write_text(json.dumps(listed) + "\n", "utf-8")
    shutil.copytree(LICENCES, target / "licences")


def minified(script: str) -> bytes:
    """The same script in fewer bytes."""
    command = [str(BUNDLER), "--minify", "--charset=utf8", "--format=esm", "--log-level=warning"]
    return subprocess.run(command, input=script.encode(), capture_output=True, check=True).stdout


def integrity(data: bytes) -> str:
    """What `fetch` checks a file against."""
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()


def warm() -> list[str]:
    """A question of each topic, as a page sends it, for the worker's idle time."""
    known = asked.sound(asked.cases())
    return [asked.as_text(next(case for case in known if case["topic"] == topic), 1) for topic in TOPICS]


def images(core: dict[str, bytes], library: zipfile.ZipFile) -> image.Image:
    """The images, kept by what they are made from, so that another worker has not to wait for them."""
    kept = CACHE / "images" / fingerprint(images=True)
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix="new-") as folder:
            work, done = Path(folder) / "work", Path(folder) / "done"
            for each in (work, done):
                each.mkdir()
            made = made_images(work, core, library)
            (done / "small.wasm").write_bytes(made.small)
            (done / "whole.wasm").write_bytes(made.whole)
            (done / "library.json").write_text(json.dumps(made.library), "utf-8")
            with contextlib.suppress(OSError):  # another build of the same sources was first
                os.replace(done, kept)
        drop_old(kept.parent)
    read = (kept / "library.json").read_text("utf-8")
    return image.Image((kept / "small.wasm").read_bytes(), (kept / "whole.wasm").read_bytes(), json.loads(read))


def made_images(folder: Path, core: dict[str, bytes], library: zipfile.ZipFile) -> image.Image:
    """Make the images, of bytecode without what only people read."""
    stripped = folder / "python_stdlib.zip"
    write_zip(stripped, strip.files({name: library.read(name) for name in library.namelist()}))
    known = asked.cases()
    made = asked.written(known)
    questions = [*made, *asked.generated(known, MIXED)]
    answers = [ask(question) for question in questions]
    sources = image.Sources(PYODIDE, stripped, strip.files(core), SCRIPTS / "image.mjs", questions, answers, len(made))
    try:
        return image.make(folder, sources)
    except (image.ImageError, wasm.WasmError) as error:
        raise BundleError(f"this Pyodide no longer fits the image that is made from it: {error}") from error


def hashed(target: Path, name: str, ending: str, contents: bytes | dict[str, bytes]) -> str:
    """Write a file, or a folder of files, under a name with the hash of its contents; that name."""
    every = contents if isinstance(contents, dict) else {"": contents}
    digest = hashlib.sha256()
    for title, data in every.items():
        digest.update(f"{title}\0{len(data)}\0".encode() + data)
    full = f"{name}-{digest.hexdigest()[:12]}{ending}"
    if isinstance(contents, dict):
        (target / full).mkdir()
    for title, data in every.items():
        (target / full / title if title else target / full).write_bytes(data)
    return full


def pyodide_files() -> dict[str, bytes]:
    """Pyodide's own files, as they are but for the ends of their names, the addresses of source maps and its list of packages."""
    found = {}
    script = next(path.name for path in sorted(PYODIDE.glob("pyodide.asm.*js")))
    for name in ("pyodide.mjs", script, "pyodide.asm.wasm"):
        # Without the source map's address: the map is not shipped, and developer tools would ask for it.
        data = (PYODIDE / name).read_bytes().replace(f"//# sourceMappingURL={name}.map".encode(), b"")
        # As .js, which every host knows for a script.
        found[as_js(name)] = (
            data.replace(script.encode(), as_js(script).encode()) if name != "pyodide.asm.wasm" else data
        )
    # No package of Pyodide's is used, so none is listed; none can be asked for from another origin.
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    found["pyodide-lock.json"] = (json.dumps(lock | {"packages": {}}) + "\n").encode()
    return found


def as_js(name: str) -> str:
    """The name under which a script is shipped."""
    return f"{name.removesuffix('.mjs')}.js" if name.endswith(".mjs") else name


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


def core_files() -> dict[str, bytes]:
    """The rule core's files by name, compiled where they are Python."""
    contents = {f"{CORE.name}/{path.as_posix()}": (CORE / path).read_bytes() for path in files(CORE)}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "core.zip"
        write_zip(source, contents)
        with zipfile.ZipFile(compile_archive(source)) as made:
            return {name: made.read(name) for name in made.namelist()}


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
    write_zip(compiled, contents, zipfile.ZIP_DEFLATED)
    return compiled


def write_zip(path: Path | io.BytesIO, contents: dict[str, bytes], way: int = zipfile.ZIP_STORED) -> None:
    """Write an archive whose bytes depend on its contents alone; not compressed, since hosts do that better."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, way)


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
