"""The instructions of WebAssembly's functions, one by one: as much of them as a reader has to know to step over each."""

from __future__ import annotations

from collections.abc import Iterator

from .wasm import WasmError, unsigned

BLOCK, LOOP, IF, ELSE, TRY, CATCH, THROW, RETHROW, FINISH = 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0B
BRANCH, BRANCH_IF, BRANCH_TABLE, RETURN, CALL, CALL_INDIRECT, DELEGATE, CATCH_ALL = (
    *(0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x18, 0x19),
)
LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET, I32_CONST, I32_ADD, MORE = (
    *(0x20, 0x21, 0x22, 0x23, 0x24, 0x41, 0x6A, 0xFC),
)
UNREACHABLE, DROP, SELECT, SELECT_TYPED = 0x00, 0x1A, 0x1B, 0x1C
COPY, FILL = 10, 11  # after MORE

LOADS = {
    **{0x28: 4, 0x29: 8, 0x2A: 4, 0x2B: 8, 0x2C: 1, 0x2D: 1, 0x2E: 2, 0x2F: 2},
    **{0x30: 1, 0x31: 1, 0x32: 2, 0x33: 2, 0x34: 4, 0x35: 4},
}
"""Bytes that each kind of load reads."""
STORES = {0x36: 4, 0x37: 8, 0x38: 4, 0x39: 8, 0x3A: 1, 0x3B: 2, 0x3C: 1, 0x3D: 2, 0x3E: 4}
"""Bytes that each kind of store writes."""

ONE_NUMBER = {
    *(CATCH, THROW, RETHROW, BRANCH, BRANCH_IF, CALL, 0x12, DELEGATE, LOCAL_GET, LOCAL_SET, LOCAL_TEE),
    *(GLOBAL_GET, GLOBAL_SET, 0x25, 0x26, 0xD0, 0xD2),
}
NOTHING = {0x00, 0x01, ELSE, FINISH, RETURN, CATCH_ALL, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
AFTER_MORE = {**dict.fromkeys(range(8), 0), 8: 2, 9: 1, COPY: 2, FILL: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}
"""How many numbers follow each operation after MORE."""

Instruction = tuple[int, int, int, tuple[int, ...]]


def signed(data: bytes, at: int) -> tuple[int, int]:
    """The signed LEB128 number at a place, and the place after it."""
    found = shift = 0
    while True:
        byte = data[at]
        at += 1
        found |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return found - (1 << shift) if byte & 64 else found, at


def declared(body: bytes) -> tuple[list[tuple[int, int]], int]:
    """A function's locals beside its arguments, as (how many, of which type), and the place of its first instruction."""
    count, at = unsigned(body, 0)
    found = []
    for _ in range(count):
        many, at = unsigned(body, at)
        found.append((many, body[at]))
        at += 1
    return found, at


def instructions(body: bytes) -> Iterator[Instruction]:
    """Each instruction as (operation, its place, the place after it, its numbers); raises `WasmError` for an unknown one."""
    _, at = declared(body)
    while at < len(body):
        begin, operation = at, body[at]
        at += 1
        numbers: tuple[int, ...] = ()
        if operation in NOTHING:
            pass
        elif operation in ONE_NUMBER:
            number, at = unsigned(body, at)
            numbers = (number,)
        elif operation == I32_CONST or operation == 0x42 or operation in (BLOCK, LOOP, IF, TRY):
            number, at = signed(body, at)
            numbers = (number,)
        elif operation in LOADS or operation in STORES or operation in (CALL_INDIRECT, 0x13):
            first, at = unsigned(body, at)
            second, at = unsigned(body, at)
            numbers = (first, second)
        elif operation == 0x43 or operation == 0x44:
            at += 4 if operation == 0x43 else 8
        elif operation == BRANCH_TABLE:
            count, at = unsigned(body, at)
            every = []
            for _ in range(count + 1):
                number, at = unsigned(body, at)
                every.append(number)
            numbers = tuple(every)
        elif operation in (0x3F, 0x40):
            at += 1
        elif operation == 0x1C:
            count, at = unsigned(body, at)
            at += count
        elif operation == MORE:
            kind, at = unsigned(body, at)
            if kind not in AFTER_MORE:
                raise WasmError(f"an instruction is fc {kind:#x}, which is not known")
            every = [kind]
            for _ in range(AFTER_MORE[kind]):
                number, at = unsigned(body, at)
                every.append(number)
            numbers = tuple(every)
        else:
            raise WasmError(f"an instruction is {operation:#x}, which is not known")
        yield operation, begin, at, numbers
