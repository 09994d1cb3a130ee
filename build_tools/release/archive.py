"""A built site as one archive: the same site gives the same bytes, on whatever day and machine it is packed.

    clausebook-VERSION/
      SHA256SUMS            of every file below, for `sha256sum --check`
      bom.cdx.json          what of others is shipped (`shipped.py`)
      site/…                what a host is given

Beside it in the folder of releases lies a SHA256SUMS of the archive itself.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

SUMS = "SHA256SUMS"
SITE = "site"

# Every file has this time, in seconds since 1970: the first day that a zip archive can name, so that all can be repacked.
TIME = 315532800


def release(site: Path, target: Path, name: str, beside: Mapping[str, bytes]) -> list[Path]:
    """Pack the folder `site`, with the files `beside` it, as `target`/`name`.tar.gz, with its checksum; what was made.

    What is in the folder `target` of another release stays, but for SHA256SUMS, which lists this one.
    """
    every = sorted(path for path in site.rglob("*") if path.is_file())
    contents = dict(beside) | {f"{SITE}/{path.relative_to(site).as_posix()}": path.read_bytes() for path in every}
    archive = packed(name, {SUMS: sums(contents)} | contents)
    target.mkdir(parents=True, exist_ok=True)
    made = {f"{name}.tar.gz": archive}
    made[SUMS] = sums(made)
    for title, data in made.items():
        (target / title).write_bytes(data)
    return [target / title for title in made]


def sums(contents: Mapping[str, bytes]) -> bytes:
    """The checksums of files by their names, as `sha256sum` writes them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in contents.items()).encode()


def packed(folder: str, contents: Mapping[str, bytes]) -> bytes:
    """A tar.gz of these files in a folder, in their order: every time, owner and mode the same."""
    made = io.BytesIO()
    # Neither a name nor a time of its own, and no trace of the system that it was made on.
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=made, mtime=0) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT, encoding="utf-8") as tar,
    ):
        for name, data in contents.items():
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mtime, entry.mode = len(data), TIME, 0o644
            tar.addfile(entry, io.BytesIO(data))
    return made.getvalue()
