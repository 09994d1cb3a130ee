"""The images: Python with the rule core loaded, as a WebAssembly module, made by Node from Pyodide's stock files.

Pyodide is started here and answers every case of the tables; its memory becomes the data of the module, and in the small
image the functions that answers run are its code. It is started several times, with an allocator of JavaScript's (heap.mjs): first to
find out which blocks are there in the end; then with these alone in the memory, which gives the whole image; and then with
those that answers touch in the memory and the others beyond its end, which gives the small one. What is made does not
depend on when or where: the clock and chance stand still while it is made.
"""

from __future__ import annotations

import json
import re
import struct
import subprocess
from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import heap, references, relink, slim, touched, wasm

HERE = Path(__file__).parent
WASM_OPT = HERE.parents[1] / "node_modules" / "binaryen" / "bin" / "wasm-opt"
FEATURES = [
    *("exception-handling", "bulk-memory", "mutable-globals", "sign-ext", "nontrapping-float-to-int"),
    *("reference-types", "multivalue"),
]
"""What Pyodide's module uses of WebAssembly, and the small image may."""

# What the worker calls, beside the functions that the table of functions needs; and what it has for them.
CALLED = {
    "malloc",
    "free",
    "PyUnicode_DecodeUTF16",
    "PyObject_CallOneArg",
    "PyUnicode_AsUTF8AndSize",
    "Py_DecRef",
}
PROVIDED = {
    "emscripten_resize_heap",
    "emscripten_get_heap_max",
    "_PyEM_TrampolineCall_JS",
    "_Py_CheckEmscriptenSignals_Helper",
    "_Py_emscripten_runtime",
}

# Where the memory holds nothing for so many bytes, a new run begins. More would only cost what each run's head takes.
RUN = re.compile(rb"[^\0](?:\0{0,63}[^\0]+)*")

SMALL = 32  # bytes of the largest block that counts as a fact
TURNS = 6  # starts of Pyodide until nothing moves any more
KEPT, BEYOND = 1, 2  # as heap.mjs has them


class ImageError(Exception):
    """The image cannot be made; the message says what does not fit."""


@dataclass
class Image:
    """The small image, the whole one, and the files of the library that Pyodide's start and the rule core load."""

    small: bytes
    whole: bytes
    library: list[str]


@dataclass
class Sources:
    """What the images are made from.

    `library` is the standard library and `core` the rule core, as bytecode; `loader` is the page's image.mjs. `questions`
    are asked to find out what answers touch, the first `made` of them also of the Python that becomes the image; `answers`
    are what the rule core answers natively.
    """

    pyodide: Path
    library: Path
    core: dict[str, bytes]
    loader: Path
    questions: list[str]
    answers: list[str]
    made: int

    @cached_property
    def module(self) -> wasm.Module:
        return wasm.parse((self.pyodide / "pyodide.asm.wasm").read_bytes())


@dataclass
class Stopped:
    """Python as it was stopped: what image.mjs tells of it, its memory, and its blocks as (address, size, number)."""

    about: dict[str, Any]
    memory: bytes
    beyond: bytes
    blocks: list[tuple[int, int, int]]
    sizes: bytes

    @property
    def end(self) -> int:
        """Where the allocator of the image begins, behind its blocks."""
        return (len(self.memory) + 65535) & -65536

    @property
    def left(self) -> set[int]:
        """The numbers of blocks that are there and lie where everything is thrown away."""
        return {number for address, _, number in self.blocks if address >= heap.GONE}

    def touched(self, marks: bytes) -> set[int]:
        """The numbers of the blocks of which a word is marked."""
        return {number for at, size, number in self.blocks if any(marks[at >> 2 : (at + size + 3) >> 2])}

    def described(self, **more: object) -> bytes:
        """What the page's image.mjs reads."""
        told = ("ask", "globals", "memory", "table", "tableName", "tableSize")
        return json.dumps({name: self.about[name] for name in told} | more, separators=(",", ":")).encode()


@dataclass
class Profile:
    """What the whole image told: the numbers of its blocks, Python as it was stopped, a mark for each word that answers
    touched, and the functions that they ran."""

    blocks: set[int]
    whole: Stopped
    marks: bytes
    ran: set[int]


def make(folder: Path, sources: Sources) -> Image:
    """Make the images in an empty folder. Raises `ImageError` where this Pyodide does not fit what is done to it."""
    place = prepared(folder / "whole", sources, sources.module, KEPT)
    blocks, whole = settled(place, sources.module)
    module = stopped_module(sources.module, whole, runs(whole.memory))
    node("run", place, written(place / "observed.wasm", wasm.observed(module)))
    ran = set(json.loads((place / "ran.json").read_text("utf-8")))
    marks, ran = profile(place, module, ran, orders=1, every=7)
    library = (place / "used.txt").read_text("utf-8").splitlines()
    complete = wasm.trimmed(module, exported(whole))
    with ThreadPoolExecutor() as beside:
        proved = beside.submit(node, "run", place, written(place / "whole.wasm", complete))
        small = made_small(folder, sources, Profile(blocks, whole, marks, ran))
        proved.result()
    return Image(small, complete, library)


def prepared(place: Path, sources: Sources, module: wasm.Module, otherwise: int) -> Path:
    """A folder with what image.mjs needs. `otherwise` is where blocks go that no start before had."""
    place.mkdir()
    write(place / "questions.json", sources.questions)
    write(place / "answers.json", sources.answers)
    write(place / "globals.json", list(wasm.mutable_imports(module)))
    regions = {"beyond": heap.BEYOND, "gone": heap.GONE, "end": heap.END_OF_BUILD}
    paths = {"pyodide": sources.pyodide, "bare": HERE / "bare.py", "loader": sources.loader, "library": sources.library}
    options = {name: str(path) for name, path in paths.items()}
    write(
        place / "options.json",
        options | {"made": sources.made, "pages": heap.PAGES, "regions": regions, "otherwise": otherwise},
    )
    (place / "core.bin").write_bytes(pack(sources.core))
    (place / "hooked.wasm").write_bytes(wasm.exposed(heap.hooked(module)))
    return place


def settled(place: Path, module: wasm.Module) -> tuple[set[int], Stopped]:
    """Start Pyodide until every block that is there in the end lies in the image; their numbers, and Python then."""
    kept: set[int] = set()
    for _ in range(TURNS):
        found = started(place, module)
        if kept and not found.left:
            return kept, found
        kept |= {number for _, _, number in found.blocks}
        plan(place, found.sizes, dict.fromkeys(kept, KEPT))
    raise ImageError(f"after {TURNS} starts of Pyodide there are still blocks that no start before had")


def plan(place: Path, sizes: bytes, regions: dict[int, int]) -> None:
    """Say where the blocks go that the next start of Pyodide takes."""
    found = bytearray(len(sizes) // 4)
    for number, region in regions.items():
        if number < len(found):
            found[number] = region
    (place / "plan.bin").write_bytes(found)
    (place / "planned.bin").write_bytes(sizes)


def started(place: Path, module: wasm.Module) -> Stopped:
    """Start Pyodide, ask it, and stop it."""
    node("make", place)
    about = json.loads((place / "about.json").read_text("utf-8"))
    mutable = wasm.mutable_imports(module)
    about["globals"] = {name: [int(mutable[name]), value] for name, value in about["globals"].items()}
    about["table"] = [entry for entry in about["table"] if entry[0] >= wasm.first_free_slot(module)]
    live = array("I", (place / "live.bin").read_bytes())
    blocks = list(zip(live[::3], live[1::3], live[2::3], strict=True))
    read = [(place / f"{name}.bin").read_bytes() for name in ("image", "beyond", "sizes")]
    return Stopped(about, read[0], read[1], blocks, read[2])


def stopped_module(
    module: wasm.Module, found: Stopped, held: wasm.Runs, beyond: int = heap.NOWHERE, **more: Any
) -> wasm.Module:
    """Pyodide's module as it was when Python was stopped, its memory holding what is given."""
    patched = heap.frozen(module, found.about["heap"]["begins"], found.end, beyond)
    return wasm.parse(wasm.with_image(patched, found.about["own"], held, found.described(**more)))


def exported(found: Stopped) -> set[str]:
    return CALLED | {"memory", found.about["tableName"]} | {name for _, name in found.about["table"]}


def profile(place: Path, module: wasm.Module, ran: set[int], *, orders: int, every: int) -> tuple[bytes, set[int]]:
    """Ask everything in so many orders, and some of it of the memory as it was: a mark for each word that was touched, and
    the functions that ran, those that are known among them."""
    options = json.loads((place / "options.json").read_text("utf-8"))
    write(place / "options.json", options | {"shadow": heap.SHADOW, "orders": orders, "every": every})
    marking = wasm.parse(touched.marking(module, ran, heap.SHADOW))
    node("touch", place, written(place / "marking.wasm", wasm.observed(marking)))
    return (place / "touched.bin").read_bytes(), ran | set(json.loads((place / "ran.json").read_text("utf-8")))


def made_small(folder: Path, sources: Sources, known: Profile) -> bytes:
    """The small image: the blocks that answers touch or made in its memory, the others beyond it, static data too.

    Where they lie changes a little what answers touch, so it is made again until they touch nothing beyond.
    """
    base = known.whole.about["globals"]["env.__memory_base"][1]
    refer = references.references(sources.module)
    ran, blocks, marks, sizes = known.ran, known.blocks, known.marks, known.whole.sizes
    # Small things that were made while questions were asked are facts, such as days, read when they are first needed: another
    # question needs others of them.
    asked = known.whole.about["heap"]["asked"]
    facts = {number for _, size, number in known.whole.blocks if number >= asked and size <= SMALL}
    hot = known.whole.touched(marks) | facts
    for turn in range(TURNS):
        ranges = relink.cold_ranges(sources.module, refer, ran, marks, known.whole.about, known.whole.memory)
        module = relink.relinked(sources.module, refer, ranges, base)
        place = prepared(folder / f"small-{turn}", sources, module, BEYOND)
        plan(place, sizes, {number: KEPT if number in hot else BEYOND for number in blocks})
        found = started(place, module)
        beyond = [(heap.BEYOND + at, held) for at, held in runs(found.beyond)]
        everything = [*runs(found.memory), *beyond, *relink.moved_data(sources.module, ranges, base)]
        pages = {"initial": heap.GONE // 65536, "maximum": 65536}
        stopped = stopped_module(module, found, everything, heap.BEYOND, memory=pages)
        more_marks, more_ran = profile(place, stopped, ran, orders=1, every=len(sources.questions))
        outside = {number for at, _, number in found.blocks if at >= heap.BEYOND}
        more = found.touched(more_marks) & outside
        moved = [
            any(more_marks[at >> 2 : at + len(held) >> 2])
            for at, held in relink.moved_data(sources.module, ranges, base)
        ]
        if not more and not any(moved) and more_ran == ran and not found.left:
            return slimmed(place, sources, module, found, ran, ranges)
        hot, ran, blocks = hot | more, ran | more_ran, blocks | found.left
        marks, sizes = joined(marks, more_marks), found.sizes
    raise ImageError(f"after {TURNS} starts of Pyodide answers still touch what lies beyond the small image")


def joined(marks: bytes, more: bytes) -> bytes:
    """The marks of two runs as one, those of static data where it lies by itself."""
    found = bytearray(marks)
    for at in range(min(len(found), heap.STATIC >> 2)):
        moved = at + (heap.STATIC >> 2)
        found[at] |= more[at] | (more[moved] if moved < len(more) else 0)
    return bytes(found)


def slimmed(
    place: Path, sources: Sources, module: wasm.Module, found: Stopped, ran: set[int], holes: list[relink.Range]
) -> bytes:
    """The small image as it ships, every question of the profile asked of it once more."""
    held = list(runs(found.memory))
    module = stopped_module(module, found, held, heap.BEYOND)
    about = found.described(
        isSmall=True, tableName="table", globals={}, table=[], holes=[[begin, end - begin] for begin, end in holes]
    )
    thin = slim.slim(module, ran, CALLED, PROVIDED, found.about, held)
    small = wasm.with_section(optimised(place, thin), about)
    trapped = traps(place, written(place / "small.wasm", small), sources.loader, sources.questions, sources.answers)
    if trapped:
        number, why = trapped[0]
        text = f"{len(trapped)} questions of the profile, {sources.questions[number]} the first: {why}"
        raise ImageError(f"the small image cannot answer {text}")
    return small


def optimised(place: Path, module: bytes) -> bytes:
    """The module with less code, by binaryen. Its data stays as it is: what lies where is settled."""
    if not WASM_OPT.exists():
        raise ImageError("binaryen must be there: run `make setup`")
    command = ["node", str(WASM_OPT), str(written(place / "thin.wasm", module)), "-o", str(place / "opt.wasm")]
    run_program([*command, *(f"--enable-{each}" for each in FEATURES), "-Oz", "--skip-pass=memory-packing"], "wasm-opt")
    return (place / "opt.wasm").read_bytes()


def traps(place: Path, module: Path, loader: Path, questions: list[str], answers: list[str]) -> list[tuple[int, str]]:
    """Ask an image; the numbers of the questions that it does not answer, and why. `place` is a folder for this.

    Raises `ImageError` where an answer is another one.
    """
    write(place / "questions.json", questions)
    write(place / "answers.json", answers)
    write(place / "options.json", {"loader": str(loader)})
    node("small", place, module)
    return [(number, why) for number, why in json.loads((place / "trapped.json").read_text("utf-8"))]


def runs(memory: bytes) -> Iterator[tuple[int, bytes]]:
    """What the memory holds, each run with its address; zeros between them are left out."""
    return ((found.start(), found.group()) for found in RUN.finditer(memory))


def pack(contents: dict[str, bytes]) -> bytes:
    """Files as one: the size of what follows, JSON of names and sizes, and the files in that order."""
    listed = json.dumps({name: len(data) for name, data in contents.items()}).encode()
    return struct.pack("<I", len(listed)) + listed + b"".join(contents.values())


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), "utf-8")


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def node(*arguments: str | Path) -> None:
    """Run image.mjs beside this file."""
    run_program(["node", str(HERE / "image.mjs"), *map(str, arguments)], f"image.mjs {arguments[0]}")


def run_program(command: list[str], name: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    except FileNotFoundError as error:
        raise ImageError("Node must be there: run `make setup`") from error
    except subprocess.TimeoutExpired as error:
        raise ImageError(f"{name} must end in a quarter of an hour") from error
    if done.returncode:
        raise ImageError(f"{name} failed: {done.stderr[-2000:]}")
