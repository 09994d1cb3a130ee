"""What a reader is sent that others made: a CycloneDX list, read off the locks, the scripts that were put together, and the theme.

What is inside compiled files nobody can read off: it is named here, as in `runtime/licences/NOTICES.txt`. A version that is not
known is left out. Nothing in the list tells when or where it was made.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from .. import ROOT
from ..runtime.bundle import pyodide_lock
from ..site import scripts

NAME = "bom.cdx.json"

# The theme's scripts and styles hold these. Their licences stand in none of its files.
IN_THEME = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
}

# In the WebAssembly of Pyodide, and error-stack-parser and stackframe in its script.
IN_PYODIDE = {
    "Emscripten": "MIT",
    "musl": "MIT",
    "libffi": "MIT",
    "Expat": "MIT",
    "HACL*": "MIT",
    "zlib": "Zlib",
    "bzip2": "bzip2-1.0.6",
    "libmpdec": "BSD-2-Clause",
    "error-stack-parser": "MIT",
    "stackframe": "MIT",
}

# Of Python packages what they know is shipped, not the packages: holidays by country, names of countries and currencies.
DATA = {"holidays": "MIT", "babel": "Unicode-3.0"}


@dataclass(frozen=True)
class Part:
    """Something of others that is shipped; `parts` are inside it."""

    name: str
    licence: str  # of SPDX
    what: str = "library"  # as CycloneDX calls it
    version: str = ""
    source: str = ""  # where its package comes from, as a package URL has it: "npm", "pypi"
    digest: str = ""  # SHA-512 of the package, in hexadecimal
    parts: tuple[Part, ...] = ()

    def told(self, within: str = "") -> dict[str, Any]:
        """As CycloneDX has it."""
        reference = f"{within}{self.name}{'@' * bool(self.version)}{self.version}"
        told: dict[str, Any] = {"type": self.what, "bom-ref": reference, "name": self.name}
        if self.version:
            told["version"] = self.version
        if self.digest:
            told["hashes"] = [{"alg": "SHA-512", "content": self.digest}]
        told["licenses"] = [{"license": {"id": self.licence}}]
        if self.source:
            told["purl"] = f"pkg:{self.source}/{self.name}@{self.version}"
        if self.parts:
            told["components"] = [part.told(f"{reference}/") for part in self.parts]
        return told


def bill(root: Path = ROOT) -> dict[str, Any]:
    """The list, as JSON has it. Raises `scripts.ScriptError` where the scripts cannot be put together."""
    about = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    parts = [*from_npm(root), *from_pypi(root), Part("Material Design Icons", "Apache-2.0", "file")]
    components = [part.told() for part in sorted(parts, key=lambda part: part.name.lower())]
    itself = {
        "type": "application",
        "bom-ref": about["name"],
        "name": about["name"],
        "version": about["version"],
        "description": about["description"],
        "licenses": [{"license": {"id": about["license"]}}],
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": itself},
        "components": components,
        "dependencies": [{"ref": about["name"], "dependsOn": [each["bom-ref"] for each in components]}],
    }


def as_file(root: Path = ROOT) -> bytes:
    """The list as it is written."""
    return (json.dumps(bill(root), indent=2) + "\n").encode()


def from_npm(root: Path) -> Iterator[Part]:
    """Pyodide, and what the scripts were put together with."""
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    for name in sorted({"pyodide", *scripts.packed().packages}):
        entry = locked[f"node_modules/{name}"]
        kind, _, digest = entry["integrity"].partition("-")
        if kind != "sha512":
            raise ValueError(f"package-lock.json must have a SHA-512 of {name}")
        of_it = in_pyodide() if name == "pyodide" else ()
        yield Part(name, entry["license"], "library", entry["version"], "npm", base64.b64decode(digest).hex(), of_it)


def in_pyodide() -> tuple[Part, ...]:
    python = Part("CPython", "Python-2.0", "platform", pyodide_lock()["python"])
    return (python, *(Part(name, licence) for name, licence in IN_PYODIDE.items()))


def from_pypi(root: Path) -> Iterator[Part]:
    """The theme with what is in it, and data."""
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (root / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    theme = tuple(Part(name, IN_THEME[name]) for name in in_theme())
    yield Part("mkdocs-material", "MIT", "framework", locked["mkdocs-material"], "pypi", parts=theme)
    for name, licence in DATA.items():
        yield Part(name, licence, "data", locked[name], "pypi")


def in_theme() -> list[str]:
    """The npm packages that the theme's scripts and styles were made from, by their source maps; the search's are not shipped."""
    assets = Path(str(resources.files("material"))) / "templates" / "assets"
    maps = [path for path in sorted(assets.rglob("*.map")) if "workers" not in path.parts]
    found = " ".join(source for path in maps for source in json.loads(path.read_text("utf-8"))["sources"])
    return sorted(set(re.findall(r"node_modules/((?:@[^/ ]+/)?[^/ ]+)/", found)))
