"""What the Makefile calls: `python -m build_tools check | site | release | serve`, all but the first only where that finds
nothing; and what is asked for now and then: `grades`, the reading grade of each section; `publish`, where new ids go out;
`schemas`, where a definition changed; `audit`, of the locks; `holidays`, where that package is new.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from build_tools import ROOT
from build_tools.check import check
from build_tools.pages.book import Book
from build_tools.release import archive, shipped
from build_tools.release.audit import audit
from build_tools.runtime import bundle
from build_tools.sources import grades, holidays, published, schemas


@contextmanager
def timed(title: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{title} …", flush=True)
    began = time.perf_counter()
    yield
    print(f"  done in {time.perf_counter() - began:.1f} s", flush=True)


def checked(root: Path) -> Book | None:
    """The book of the project in `root`; None where anything is wrong with it, each complaint printed on a line."""
    book, complaints = check(root)
    for complaint in complaints:
        print(complaint, flush=True)
    count = len(complaints)
    if count:
        print(f"{count} complaint{'s' * (count != 1)} about facts, sources and pages", file=sys.stderr)
    return None if complaints else book


def make_bundle(*, quick: bool = False) -> None:
    """Make the browser bundle and print its sizes."""
    with timed("Browser bundle: Python and the rule core"):
        folder = bundle.cached(quick=quick)
    print(bundle.sizes(folder), flush=True)


def mkdocs(root: Path, *arguments: str) -> int:
    """Run MkDocs; its exit code."""
    # Material's notice about another generator says nothing about this site.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", "mkdocs", *arguments], cwd=root, env=environment).returncode


def site(root: Path) -> int:
    """Build into site/. It is built aside and put in place only when all went well; each of two builds at once has its own aside."""
    target, work = root / "site", root / ".build"
    make_bundle()
    work.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix="site-") as name:
        aside = Path(name)
        with timed("Site"):
            failed = mkdocs(root, "build", "--strict", "--site-dir", str(aside / "new"))
        if failed:
            kept = "the one that was there stays" if target.exists() else "there is none"
            print(f"The site was not built; {kept}.", file=sys.stderr)
            return failed
        with open(work / "site.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if target.exists():
                os.replace(target, aside / "before")
            os.replace(aside / "new", target)
    print(f"The site is in {target.relative_to(root)}/", flush=True)
    return 0


def release(root: Path) -> int:
    """Build into site/ and pack it into dist/ as one archive, with its checksum."""
    failed = site(root)
    if failed:
        return failed
    about = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    name = f"{about['name']}-{about['version']}"
    for path in archive.release(root / "site", root / "dist", name, {shipped.NAME: shipped.as_file(root)}):
        print(f"{path.relative_to(root)}  {path.stat().st_size:,} bytes", flush=True)
    return 0


def serve(root: Path, port: int) -> int:
    """Serve the site with live reload until interrupted."""
    make_bundle(quick=True)
    print("Building the pages; MkDocs says when they are served, and builds anew at every change.", flush=True)
    # Not strict: while a page is being written its complaints are shown in it, and the server goes on.
    # Live reload is said outright: with the click of the lock file, MkDocs 1.6.1 takes its own default for "off".
    return mkdocs(root, "serve", "--livereload", "--no-strict", "--dev-addr", f"127.0.0.1:{port}")


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Do what the arguments say in the project of that folder; 0 where it went well."""
    parser = argparse.ArgumentParser(prog="python -m build_tools", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read all facts, sources and pages and print every complaint")
    commands.add_parser("audit", help="ask whether a weakness is known of a package that is locked")
    commands.add_parser("holidays", help="write the national public holidays anew from the locked package")
    commands.add_parser("grades", help="print the reading grade of each section")
    commands.add_parser("publish", help="add new ids to those that were published")
    commands.add_parser("schemas", help="write the JSON Schemas of the TOML files anew")
    commands.add_parser("site", help="build the site into site/")
    commands.add_parser("release", help="build the site and pack it into dist/ as one archive, with its checksum")
    commands.add_parser("serve", help="serve the site with live reload").add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "audit":
            return audit(root)
        if chosen.command == "schemas":
            print(schemas.write())
            return 0
        if chosen.command == "holidays":
            book, _ = check(root)
            if book is None or not book.sources.computable:
                return print_unreadable()
            print(holidays.write(book.sources.facts.directory, root))
            return 0
        book = checked(root)
        if book is None:
            return 1
        match chosen.command:
            case "grades":
                print(grades.report(grades.grades(book.sources)))
            case "publish":
                print(published.publish(book.sources, root))
            case "site":
                return site(root)
            case "release":
                return release(root)
            case "serve":
                return serve(root, chosen.port)
            case _:
                print("0 complaints about facts, sources and pages", file=sys.stderr)
        return 0
    except bundle.BundleError as error:
        print(f"The browser bundle was not made: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def print_unreadable() -> int:
    print("The holidays were not written: the facts must be right first (make check)", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
