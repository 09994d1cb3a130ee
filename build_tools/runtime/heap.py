"""The heap of the image: an allocator of JavaScript's while it is built (heap.mjs), and none of its blocks given back after.

A block of the image has no header of the allocator's own, so what would free or move one later leaves it where it is.
"""

from __future__ import annotations

from . import wasm
from .instructions import LOCAL_GET, declared
from .wasm import END, I32, u

HOOKS = ["malloc", "calloc", "realloc", "free", "memalign", "posix_memalign"]
TAKES = [1, 2, 2, 1, 2, 3]

MEGABYTE = 1 << 20
BEYOND, STATIC, GONE, END_OF_BUILD = 34 * MEGABYTE, 48 * MEGABYTE, 64 * MEGABYTE, 512 * MEGABYTE
"""Where blocks begin that the image leaves out, static data that it leaves out, and what the build throws away."""
PAGES = 32 * MEGABYTE // 65536
"""The image's memory: it ends before BEYOND, with nothing between, so that a step back from a block traps as well."""


NOWHERE = (1 << 32) - 1
"""An address that no block has."""
SHADOW = 96 * MEGABYTE
"""Where a module that marks what it touches has its marks, behind all that the build keeps."""


def get(number: int) -> bytes:
    return bytes([LOCAL_GET]) + u(number)


def constant(number: int) -> bytes:
    return b"\x41" + wasm.s(number - (1 << 32) if number >= 1 << 31 else number)


def functions(module: wasm.Module) -> dict[str, int]:
    """The index of each exported function."""
    return {title: index for title, kind, index in module.exports if kind == wasm.FUNC_KIND}


def with_bodies(module: wasm.Module, new: dict[int, bytes]) -> wasm.Module:
    """The module with other bodies for some of its own functions, by index."""
    first = module.imported(wasm.FUNC_KIND)
    bodies = [new.get(first + number, body) for number, body in enumerate(module.bodies)]
    return wasm.parse(module.replaced({wasm.CODE: wasm.code(bodies)}))


def hooked(module: wasm.Module) -> wasm.Module:
    """The module whose allocator is six functions in a table of its own, exported as `hooks`."""
    named = functions(module)
    missing = [title for title in HOOKS if title not in named]
    if missing:
        raise wasm.WasmError(f"the module must export {', '.join(missing)}")
    table = sum(each[2] == wasm.TABLE_KIND for each in module.imports) + len(module.tables)
    new = {}
    for slot, title in enumerate(HOOKS):
        kind = module.signatures[named[title]]
        if module.types[kind] != (I32 * TAKES[slot], b"" if title == "free" else I32):
            raise wasm.WasmError(f"{title} must take {TAKES[slot]} numbers")
        given = b"".join(get(number) for number in range(TAKES[slot]))
        new[named[title]] = b"\0" + given + constant(slot) + b"\x11" + u(kind) + u(table) + END
    changed = with_bodies(module, new)
    count, at = wasm.unsigned(changed[wasm.EXPORT], 0)
    return wasm.parse(
        changed.replaced(
            {
                wasm.TABLE: wasm.vector([*changed.tables, b"\x70\x01" + u(len(HOOKS)) * 2]),
                wasm.EXPORT: u(count + 1) + changed[wasm.EXPORT][at:] + wasm.export("hooks", wasm.TABLE_KIND, table),
            }
        )
    )


def frozen(module: wasm.Module, low: int, high: int, beyond: int) -> wasm.Module:
    """The module whose `free` leaves blocks at [low, high) and from `beyond` on, and whose `realloc` copies such a block."""
    named = functions(module)
    first = module.imported(wasm.FUNC_KIND)
    inside = get(0) + constant(low) + b"\x6b" + constant(high - low) + b"\x49" + get(0) + constant(beyond) + b"\x4f\x72"

    def before(title: str, code: bytes, more: int = 0) -> bytes:
        """A function's body with code before it, and more locals."""
        body = module.bodies[named[title] - first]
        groups, at = declared(body)
        every = [*groups, *([(more, I32[0])] if more else [])]
        return wasm.vector(u(many) + bytes([kind]) for many, kind in every) + code + body[at:]

    groups, _ = declared(module.bodies[named["realloc"] - first])
    taken = 2 + sum(many for many, _ in groups)
    # As much as the new block holds is copied; what lies behind the old one does no harm there.
    copied = b"\x04\x40" + get(taken) + get(0) + get(1) + b"\xfc\x0a\0\0" + END
    moved = get(1) + b"\x10" + u(named["malloc"]) + b"\x22" + u(taken) + copied + get(taken) + b"\x0f"
    new = {
        named["free"]: before("free", inside + b"\x04\x40\x0f" + END),
        named["realloc"]: before("realloc", inside + b"\x04\x40" + moved + END, 1),
    }
    return with_bodies(module, new)
