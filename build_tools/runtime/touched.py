"""A module that marks each word of memory that it touches: which of the image's data do answers need?

The marks lie in the same memory at `shadow`, a byte for each word of four bytes, which becomes 1.
"""

from __future__ import annotations

from . import wasm
from .heap import constant, get
from .instructions import COPY, FILL, LOADS, MORE, STORES, declared, instructions
from .wasm import u

I32, I64, F32, F64 = 0x7F, 0x7E, 0x7D, 0x7C
STORED = {0x37: I64, 0x39: F64, 0x38: F32, 0x36: I32, 0x3A: I32, 0x3B: I32, 0x3C: I64, 0x3D: I64, 0x3E: I64}
"""The type of what each kind of store writes."""


def put(number: int) -> bytes:
    return b"\x21" + u(number)


def marking(module: wasm.Module, ran: set[int], shadow: int) -> bytes:
    """The module whose functions `ran` mark what they touch.

    It exports its own globals that can change too, so that a run can begin anew.
    """
    first = module.imported(wasm.FUNC_KIND)
    bodies = [
        marked(body, len(module.types[module.signatures[first + number]][0]), shadow) if number in ran else body
        for number, body in enumerate(module.bodies)
    ]
    there = {title for title, *_ in module.exports}
    own = [each for each in wasm.own_globals(module) if each[2][1] == 1 and each[1] not in there]
    count, at = wasm.unsigned(module[wasm.EXPORT], 0)
    more = b"".join(wasm.export(title, wasm.GLOBAL_KIND, index) for index, title, _ in own)
    exports = u(count + len(own)) + module[wasm.EXPORT][at:] + more
    return module.replaced({wasm.EXPORT: exports, wasm.CODE: wasm.code(bodies)})


def marked(body: bytes, arguments: int, shadow: int) -> bytes:
    """A function that marks what it loads, stores, copies and fills."""
    groups, _ = declared(body)
    first, second, third = range(base := arguments + sum(many for many, _ in groups), base + 3)
    values = {I32: base + 3, I64: base + 4, F32: base + 5, F64: base + 6}
    more = [(4, I32), (1, I64), (1, F32), (1, F64)]
    new = bytearray(wasm.vector(u(many) + bytes([kind]) for many, kind in [*groups, *more]))

    def word(address: bytes) -> bytes:
        return address + constant(2) + b"\x76"

    def mark(offset: int, size: int) -> bytes:
        """Mark what lies at the address in `first`; what is not aligned reaches into a second word."""
        ends = sorted({offset, offset + size - 1})
        return b"".join(
            word(get(first) + constant(end) + b"\x6a") + constant(1) + b"\x3a\0" + u(shadow) for end in ends
        )

    def mark_range(place: int) -> bytes:
        """Mark as many bytes as `third` has at the address in `place`."""
        begin, end = word(get(place)), word(get(place) + get(third) + b"\x6a" + constant(1) + b"\x6b")
        filled = begin + constant(shadow) + b"\x6a" + constant(1) + end + begin + b"\x6b" + constant(1) + b"\x6a"
        return get(third) + b"\x04\x40" + filled + b"\xfc\x0b\0" + wasm.END

    marks_any = False
    for operation, begin, end, numbers in instructions(body):
        if operation in LOADS:
            new += put(first) + mark(numbers[1], LOADS[operation]) + get(first)
        elif operation in STORES:
            value = values[STORED[operation]]
            new += put(value) + put(first) + mark(numbers[1], STORES[operation]) + get(first) + get(value)
        elif operation == MORE and numbers[0] in (COPY, FILL):
            new += put(third) + put(second) + put(first)
            new += mark_range(first) + (mark_range(second) if numbers[0] == COPY else b"")
            new += get(first) + get(second) + get(third)
        else:
            new += body[begin:end]
            continue
        marks_any = True
        new += body[begin:end]
    return bytes(new) if marks_any else body
