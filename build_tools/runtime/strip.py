"""Bytecode without what only people read: line tables, docstrings and file names."""

from __future__ import annotations

import marshal
from types import CodeType

HEAD = 16  # bytes before the code in a file of bytecode
HAS_DOCSTRING = 0x4000000  # a flag of code: its first constant is its docstring


def files(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Files by name, those of bytecode stripped."""
    return {name: stripped(data) if name.endswith(".pyc") else data for name, data in contents.items()}


def stripped(file: bytes) -> bytes:
    """A file of bytecode (.pyc) without them; exception tables stay, since they are how `try` works."""
    return file[:HEAD] + marshal.dumps(bare(marshal.loads(file[HEAD:])))


def bare(code: CodeType) -> CodeType:
    consts = [bare(each) if isinstance(each, CodeType) else each for each in code.co_consts]
    if code.co_flags & HAS_DOCSTRING:
        consts[0] = None
    flags = code.co_flags & ~HAS_DOCSTRING
    return code.replace(co_linetable=b"", co_filename="", co_consts=tuple(consts), co_flags=flags)
