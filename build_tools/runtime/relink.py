"""Static data that no answer needs, moved beyond the end of the small image's memory, so that whatever reads it traps.

Only what nothing has written is moved, in whole runs of objects between two places that some function refers to; and only
where neither a function of the profile refers to it or near it, nor an answer touched it or what is near. Where it was, the
page fills the memory with numbers that no pointer, length or index can be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import Any

from . import wasm
from .heap import STATIC, constant
from .instructions import GLOBAL_GET, I32_CONST, instructions, signed
from .references import MEMORY_BASE, References
from .wasm import END, u

NEAR = 4096
"""Bytes: tables are addressed from a little before their begin, and their ends by a number behind them."""
LEAST = 65_536
"""Bytes of the smallest run that is worth moving."""

Range = tuple[int, int]


def cold_ranges(
    module: wasm.Module, found: References, ran: set[int], marks: bytes, about: dict[str, Any], memory: bytes
) -> list[Range]:
    """The ranges of addresses to move, [begin, end).

    `marks` has a byte for each word that answers touched, `memory` what became of the module's data.
    """
    if found.unclear & ran:
        raise wasm.WasmError("functions that answers run must refer to static data in a way that can be followed")
    base = about["globals"]["env.__memory_base"][1]
    data = static_data(module)
    end = base + len(data)
    stops = {base + number for function, _, number in [*found.numbers, *found.offsets] if function in ran}
    stops |= held_in_globals(module, ran, about["own"])
    whole = len(data) & ~3
    now = memory[base : base + whole]
    stops |= {
        base + 4 * at
        for at, (word, before, mark) in enumerate(
            zip(memoryview(now).cast("I"), memoryview(data[:whole]).cast("I"), marks[base // 4 : end // 4], strict=True)
        )
        if mark or word != before
    }
    edges = sorted({base + number for _, _, number in found.numbers})
    ranges = []
    kept = sorted({base, end, *(each for each in stops if base <= each <= end)})
    for before, after in pairwise(kept):
        first, last = bisect_left(edges, before + NEAR), bisect_right(edges, after - NEAR) - 1
        if first < last and edges[last] - edges[first] >= LEAST:
            ranges.append((edges[first], edges[last]))
    return ranges


def held_in_globals(module: wasm.Module, ran: set[int], own: dict[str, int]) -> set[int]:
    """What the module's own globals hold that these functions read: some are addresses of static data."""
    named = {index: title for index, title, _ in wasm.own_globals(module)}
    return {
        own[named[numbers[0]]]
        for number in ran
        for operation, _, _, numbers in instructions(module.bodies[number])
        if operation == GLOBAL_GET and numbers[0] in named
    }


def relinked(module: wasm.Module, found: References, ranges: list[Range], base: int) -> wasm.Module:
    """The module with these ranges of its static data, and all that refers to them, at addresses that are larger by STATIC."""

    def moved(number: int) -> bool:
        at = bisect_right(ranges, (base + number, 1 << 40)) - 1
        return at >= 0 and base + number < ranges[at][1]

    if any(moved(number) for _, _, number in found.offsets):
        raise wasm.WasmError("static data that is moved must not be addressed from the base itself")
    changes: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for function, place, number in found.numbers:
        if moved(number):
            changes[function][place] = number + STATIC
    bodies = [
        changed(body, changes[number]) if number in changes else body for number, body in enumerate(module.bodies)
    ]
    # The addresses of symbols, which are relative to the base as well.
    symbols = {index for _, kind, index in module.exports if kind == wasm.GLOBAL_KIND}
    globals_ = []
    for (index, _, kind), each in zip(wasm.own_globals(module), module.globals, strict=True):
        if index in symbols and each[2] == I32_CONST and moved(number := signed(each, 3)[0]):
            each = kind + constant(number + STATIC) + END
        globals_.append(each)
    segments = [*kept_data(module, ranges, base), *moved_data(module, ranges, base)]
    new = {wasm.CODE: wasm.code(bodies), wasm.GLOBAL: wasm.vector(globals_), wasm.DATA: wasm.data(segments)}
    if any(number == wasm.DATA_COUNT for number, _ in module.parts):
        new[wasm.DATA_COUNT] = u(len(segments))
    return wasm.parse(module.replaced(new))


def changed(body: bytes, numbers: dict[int, int]) -> bytes:
    """A function with other constants at these places."""
    new, last = bytearray(), 0
    for place, number in sorted(numbers.items()):
        new += body[last:place] + constant(number)
        last = signed(body, place + 1)[1]
    return bytes(new + body[last:])


def static_data(module: wasm.Module) -> bytes:
    """The module's data, which is one segment that begins at the base."""
    part = module[wasm.DATA]
    count, at = wasm.unsigned(part, 0)
    if count != 1 or part[at : at + 4] != bytes([0, GLOBAL_GET, MEMORY_BASE, END[0]]):
        raise wasm.WasmError("the module must have one segment of data, which begins at the base")
    size, at = wasm.unsigned(part, at + 4)
    return part[at : at + size]


def moved_data(module: wasm.Module, ranges: list[Range], base: int) -> wasm.Runs:
    """What lies in the ranges, each with the address where it goes."""
    data = static_data(module)
    return [(begin + STATIC, data[begin - base : end - base]) for begin, end in ranges]


def kept_data(module: wasm.Module, ranges: list[Range], base: int) -> wasm.Runs:
    """What lies between them."""
    data = static_data(module)
    begins, ends = [base, *(end for _, end in ranges)], [*(begin for begin, _ in ranges), base + len(data)]
    return [(begin, data[begin - base : end - base]) for begin, end in zip(begins, ends, strict=True)]
