"""What the Makefile calls: `python -m build_tools check | site | serve`; and what is asked for now and then: `grades`, the
reading grade of each section; `schemas`, where a definition changed; `holidays`, where that package is new.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from build_tools import ROOT
from build_tools.runtime import bundle

SITE = ROOT / "site"
ASIDE = ROOT / ".build" / "site"


@contextmanager
def timed(title: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{title} …", flush=True)
    began = time.perf_counter()
    yield
    print(f"  done in {time.perf_counter() - began:.1f} s", flush=True)


def print_complaints() -> int:
    """Print every complaint about facts and sources; 1 where there is one."""
    from build_tools.check import check
    from build_tools.sources import holidays

    complaints = [*check()[1], *holidays.complaints()]
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} complaint{'s' * (len(complaints) != 1)} about facts and sources", file=sys.stderr)
    return 1 if complaints else 0


def make_bundle(*, quick: bool = False) -> None:
    """Make the browser bundle and print its sizes."""
    with timed("Browser bundle: Python and the rule core"):
        made = bundle.cached(quick=quick)
    print(bundle.sizes(made), flush=True)


def mkdocs(*arguments: str) -> int:
    """Run MkDocs; its exit code."""
    # Material's notice about another generator says nothing about this site.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", "mkdocs", *arguments], cwd=ROOT, env=environment).returncode


def site() -> int:
    """Build into site/. It is built aside and put in place only when all went well."""
    make_bundle()
    shutil.rmtree(ASIDE, ignore_errors=True)
    with timed("Site"):
        failed = mkdocs("build", "--strict", "--site-dir", str(ASIDE))
    if failed:
        kept = "the one that was there stays" if SITE.exists() else "there is none"
        print(f"The site was not built; {kept}.", file=sys.stderr)
        return failed
    old = ASIDE.with_name("site-before")
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        os.replace(SITE, old)
    os.replace(ASIDE, SITE)
    shutil.rmtree(old, ignore_errors=True)
    print(f"The site is in {SITE.relative_to(ROOT)}/", flush=True)
    return 0


def serve(port: int) -> int:
    """Serve the site with live reload until interrupted."""
    make_bundle(quick=True)
    print("Building the pages; MkDocs says when they are served, and builds anew at every change.", flush=True)
    # Not strict: while a page is being written its complaints are shown in it, and the server goes on.
    # Live reload is said outright: with the click of the lock file, MkDocs 1.6.1 takes its own default for "off".
    return mkdocs("serve", "--livereload", "--no-strict", "--dev-addr", f"127.0.0.1:{port}")


def print_grades() -> int:
    """Print the reading grade of each section; 1 where the sources cannot be read."""
    from build_tools.sources import grades, read

    sources, complaints = read()
    if sources is None:
        print("\n".join(map(str, complaints)), file=sys.stderr)
        return 1
    print(grades.report(grades.grades(sources)))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m build_tools", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read all facts and sources and print every complaint")
    commands.add_parser("holidays", help="write the national public holidays anew from the locked package")
    commands.add_parser("grades", help="print the reading grade of each section")
    commands.add_parser("schemas", help="write the JSON Schemas of the TOML files anew")
    commands.add_parser("site", help="build the site into site/")
    commands.add_parser("serve", help="serve the site with live reload").add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args()
    try:
        match chosen.command:
            case "check":
                return print_complaints()
            case "holidays":
                from build_tools.sources import holidays

                print(holidays.write())
                return 0
            case "grades":
                return print_grades()
            case "schemas":
                from build_tools.sources import schemas

                print(schemas.write())
                return 0
            case "site":
                return site()
            case _:
                return serve(chosen.port)
    except bundle.BundleError as error:
        print(f"The browser bundle was not made: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
