"""The smallest module that answers: the functions of the profile alone, numbers in place of constants, and no names.

A function outside the profile becomes `unreachable`, a pointer to one an empty slot: what calls it traps, and the worker
goes on with the next way to Python. So there are no stubs, and nothing that this module lacks can be asked of it in vain.
"""

from __future__ import annotations

from typing import Any

from . import wasm
from .heap import PAGES, constant
from .instructions import GLOBAL_GET, GLOBAL_SET, TRY, instructions
from .wasm import END, u

UNREACHABLE = b"\0\0" + END


def slim(
    module: wasm.Module, ran: set[int], called: set[str], provided: set[str], about: dict[str, Any], image: wasm.Runs
) -> bytes:
    """The module of the functions `ran`, with `image` as its memory.

    `called` has the functions that JavaScript calls, `provided` those that it has for the module, which may be pointed to;
    `about` is what image.mjs says of the Python that was stopped. Memory and table are exported and have a fixed size.
    """
    if any(operation == TRY for number in ran for operation, *_ in instructions(module.bodies[number])):
        raise wasm.WasmError("functions that answers run must not catch what JavaScript throws where it refuses")
    functions, globals_ = module.imported(wasm.FUNC_KIND), module.imported(wasm.GLOBAL_KIND)
    values = dict(enumerate(value for _, value in about["globals"].values()))
    values |= {index: about["own"][title] for index, title, _ in wasm.own_globals(module) if title in about["own"]}
    changing = {
        numbers[0]
        for number in ran
        for operation, _, _, numbers in instructions(module.bodies[number])
        if operation == GLOBAL_SET
    }
    bodies = [
        inlined(body, values, changing) if number in ran else UNREACHABLE for number, body in enumerate(module.bodies)
    ]
    imported = [each for each in module.imports if each[2] == wasm.FUNC_KIND]
    there = {functions + number for number in ran}
    there |= {index for index, (_, title, _, _) in enumerate(imported) if title in provided}
    slots = {slot: index for slot, index in pointed_to(module, about).items() if index in there}
    named = {title: index for title, kind, index in module.exports if kind == wasm.FUNC_KIND}
    exports = [wasm.export(title, wasm.FUNC_KIND, named[title]) for title in sorted(called)]
    exports += [wasm.export("memory", wasm.MEMORY_KIND, 0), wasm.export("table", wasm.TABLE_KIND, 0)]
    own = [
        kind + constant(value) + END
        for kind, value in zip(
            (what for _, _, sort, what in module.imports if sort == wasm.GLOBAL_KIND), values.values(), strict=False
        )
    ]
    parts = [
        (wasm.TYPE, module[wasm.TYPE]),
        (
            wasm.IMPORT,
            wasm.vector(
                wasm.name(where) + wasm.name(title) + bytes([sort]) + what for where, title, sort, what in imported
            ),
        ),
        (wasm.FUNCTION, module[wasm.FUNCTION]),
        (wasm.TABLE, wasm.vector([b"\x70\x01" + u(about["tableSize"]) * 2, *module.tables])),
        (wasm.MEMORY, wasm.vector([b"\x01" + u(PAGES) * 2])),
        (wasm.TAG, tags(module)),
        (wasm.GLOBAL, wasm.vector([*own, *module.globals])),
        (wasm.EXPORT, wasm.vector(exports)),
        (wasm.ELEMENT, elements(slots)),
        (wasm.CODE, wasm.code(bodies)),
        (wasm.DATA, wasm.data(image)),
    ]
    if len(own) != globals_:
        raise wasm.WasmError("each global that is imported must have a value")
    return wasm.emit(parts)


def inlined(body: bytes, values: dict[int, int], changing: set[int]) -> bytes:
    """A function with numbers in place of the globals that nothing changes."""
    new, last = bytearray(), 0
    for operation, begin, end, numbers in instructions(body):
        if operation == GLOBAL_GET and numbers[0] not in changing and numbers[0] in values:
            new += body[last:begin] + constant(values[numbers[0]])
            last = end
    return bytes(new + body[last:])


def pointed_to(module: wasm.Module, about: dict[str, Any]) -> dict[int, int]:
    """The function in each slot of the table: what the module's own segments put there, and what JavaScript added."""
    found = {}
    part = module[wasm.ELEMENT]
    count, at = wasm.unsigned(part, 0)
    base = about["globals"]["env.__table_base"][1]
    for _ in range(count):
        flag, at = wasm.unsigned(part, at)
        if flag or part[at] != GLOBAL_GET:
            raise wasm.WasmError("a segment of the table must begin at its base")
        at = wasm.after_constant(part, at)
        many, at = wasm.unsigned(part, at)
        for slot in range(many):
            found[base + slot], at = wasm.unsigned(part, at)
    named = {title: index for title, kind, index in module.exports if kind == wasm.FUNC_KIND}
    return found | {slot: named[title] for slot, title in about["table"] if title in named}


def elements(slots: dict[int, int]) -> bytes:
    """Segments that put functions into their slots."""
    runs: list[tuple[int, list[int]]] = []
    for slot, index in sorted(slots.items()):
        if runs and runs[-1][0] + len(runs[-1][1]) == slot:
            runs[-1][1].append(index)
        else:
            runs.append((slot, [index]))
    return wasm.vector(b"\0" + constant(slot) + END + wasm.vector(map(u, indexes)) for slot, indexes in runs)


def tags(module: wasm.Module) -> bytes:
    """Tags that are imported become the module's own, under the same numbers."""
    every = [what for _, _, sort, what in module.imports if sort == wasm.TAG_KIND]
    count, at = wasm.unsigned(module[wasm.TAG], 0)
    for _ in range(count):
        after = wasm.unsigned(module[wasm.TAG], at + 1)[1]
        every.append(module[wasm.TAG][at:after])
        at = after
    return wasm.vector(every)
