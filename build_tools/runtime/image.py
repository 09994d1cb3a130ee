"""The image: Python with the rule core loaded, as one WebAssembly module, made by Node from Pyodide's stock files.

Pyodide is started once, here, and answers every case of the tables; its memory becomes the data of the module, and the
functions that those answers run become its code. What is made does not depend on when or where: the clock and chance stand
still while it is made.
"""

from __future__ import annotations

import json
import re
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import cases, wasm

HERE = Path(__file__).parent

# What the worker calls, beside the functions that the table of functions needs.
CALLED = {
    "malloc",
    "free",
    "PyUnicode_DecodeUTF16",
    "PyObject_CallOneArg",
    "PyUnicode_AsUTF8AndSize",
    "Py_DecRef",
    "memory",
}

# Where the memory holds nothing for so many bytes, a new run begins. More would only cost what each run's head takes.
RUN = re.compile(rb"[^\0](?:\0{0,63}[^\0]+)*")

# Answered beside the cases, so that what wrong questions run is in the profile too.
WRONG = [
    "{",
    "[]",
    "null",
    '{"topic": "none"}',
    '{"topic": "fee", "inputs": {"market": "Nowhere", "level": "x", "days_late": 1e400}}',
]


class ImageError(Exception):
    """The image cannot be made; the message says what does not fit."""


@dataclass
class Image:
    """`hot` and `cold` are the two halves of the module, `library` the files that Pyodide's start and the rule core load."""

    hot: bytes
    cold: bytes
    library: list[str]


def make(folder: Path, pyodide: Path, core: dict[str, bytes], loader: Path) -> Image:
    """Make the image in an empty folder. Raises `ImageError` where this Pyodide does not fit what is done to it."""
    asked = questions()
    whole = wasm.parse((pyodide / "pyodide.asm.wasm").read_bytes())
    mutable = wasm.mutable_imports(whole)
    write(folder / "questions.json", asked)
    write(folder / "globals.json", list(mutable))
    options = {"pyodide": pyodide, "bare": HERE / "bare.py", "loader": loader}
    write(folder / "options.json", {name: str(path) for name, path in options.items()})
    (folder / "core.bin").write_bytes(pack(core))
    (folder / "exposed.wasm").write_bytes(wasm.exposed(whole))
    node("make", folder)
    library = (folder / "used.txt").read_text("utf-8").splitlines()

    about = json.loads((folder / "about.json").read_text("utf-8"))
    own = about.pop("own")
    about["globals"] = {name: [int(mutable[name]), value] for name, value in about["globals"].items()}
    about["table"] = [entry for entry in about["table"] if entry[0] >= wasm.first_free_slot(whole)]
    memory = (folder / "image.bin").read_bytes()
    described = json.dumps(about, separators=(",", ":")).encode()
    still = wasm.parse(wasm.with_image(whole, own, runs(memory), described))

    (folder / "observed.wasm").write_bytes(wasm.observed(still))
    node("run", folder, folder / "observed.wasm")
    ran = set(json.loads((folder / "ran.json").read_text("utf-8")))
    exported = CALLED | {about["tableName"]} | {name for _, name in about["table"]}
    hot, cold = wasm.split(still, ran, exported)
    (folder / "hot.wasm").write_bytes(hot)
    # Every case once more, through what is shipped; the other half is not needed for any.
    node("run", folder, folder / "hot.wasm")
    return Image(hot, cold, library)


def questions() -> list[str]:
    """Every case of the tables as the JSON text that a page sends, with its HTML and without, and some wrong ones."""
    found = []
    for case in cases.cases():
        asked = {key: case[key] for key in ("topic", "inputs", "edition", "readings") if key in case}
        found += [json.dumps(asked), json.dumps(asked | {"html": True}, ensure_ascii=False)]
    return [*found, *WRONG]


def runs(memory: bytes) -> Iterator[tuple[int, bytes]]:
    """What the memory holds, each run with its address; zeros between them are left out."""
    return ((found.start(), found.group()) for found in RUN.finditer(memory))


def pack(contents: dict[str, bytes]) -> bytes:
    """Files as one: the size of what follows, JSON of names and sizes, and the files in that order."""
    listed = json.dumps({name: len(data) for name, data in contents.items()}).encode()
    return struct.pack("<I", len(listed)) + listed + b"".join(contents.values())


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), "utf-8")


def node(*arguments: str | Path) -> None:
    """Run image.mjs beside this file."""
    command = ["node", str(HERE / "image.mjs"), *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except FileNotFoundError as error:
        raise ImageError("Node must be there: run `make setup`") from error
    except subprocess.TimeoutExpired as error:
        raise ImageError(f"image.mjs {arguments[0]} must end in five minutes") from error
    if done.returncode:
        raise ImageError(f"image.mjs {arguments[0]} failed: {done.stderr[-2000:]}")
