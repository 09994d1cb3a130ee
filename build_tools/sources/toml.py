"""TOML with lines: what a file holds, and complaints that name the line of the key that they are about.

`tomllib` knows no positions and stops at the first fault; tree-sitter gives the lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tree_sitter
import tree_sitter_toml


@dataclass(frozen=True, order=True)
class Complaint:
    """What must be so, and where it is not. `file` is relative to the project's root; `line` counts from 1."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Place:
    """Where an entry stands; `text_line` is the first line of its text."""

    file: str
    line: int
    text_line: int

    def complaint(self, text: str, offset: int | None = None) -> Complaint:
        """What must be so of the entry; with an offset, of that line of its text, from 0."""
        return Complaint(self.file, self.line if offset is None else self.text_line + offset, text)


_parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))

KeyPath = tuple[str | int, ...]


def positions(text: str) -> dict[KeyPath, tuple[int, int]]:
    """For each key path of a TOML text, the line of the key and the first line of its value, both from 1."""
    lines: dict[KeyPath, tuple[int, int]] = {}
    counts: dict[KeyPath, int] = {}

    def spelled(node: tree_sitter.Node) -> KeyPath:
        """A key as its parts, quotes taken off."""
        if node.type == "dotted_key":
            return tuple(part for child in node.named_children for part in spelled(child))
        return ((node.text or b"").decode().strip("\"'"),)

    def pairs(parent: tree_sitter.Node, prefix: KeyPath) -> None:
        for pair in parent.named_children:
            if pair.type != "pair":
                continue
            key, value = pair.named_children[0], pair.named_children[1]
            path = (*prefix, *spelled(key))
            opens_below = (value.text or b"").startswith((b'"""\n', b"'''\n"))
            lines[path] = key.start_point[0] + 1, value.start_point[0] + 1 + opens_below
            if value.type == "inline_table":
                pairs(value, path)

    root = _parser.parse(text.encode()).root_node
    pairs(root, ())
    for node in root.named_children:
        if node.type not in ("table", "table_array_element"):
            continue
        path: KeyPath = ()
        parts = spelled(node.named_children[0])
        for index, part in enumerate(parts):
            path = (*path, part)
            if node.type == "table_array_element" and index == len(parts) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        lines[path] = (node.start_point[0] + 1,) * 2
        pairs(node, path)
    return lines


TOO_MANY = re.compile(r"[\d_]{4301}")  # digits of a number: more Python does not read, lest that take it long


def too_long(file: str, text: str) -> list[Complaint]:
    """The first number of a file, TOML or CSV, that is too long to be read."""
    number = TOO_MANY.search(text)
    if not number:
        return []
    return [Complaint(file, text.count("\n", 0, number.start()) + 1, "a number must have at most 4,300 digits")]


class File:
    """One TOML file: its content, and complaints with the line of the key that they are about."""

    def __init__(self, path: Path, root: Path, complaints: list[Complaint]) -> None:
        self.name = path.relative_to(root).as_posix()
        self.complaints = complaints
        self.content: dict[str, Any] = {}
        self.lines: dict[KeyPath, tuple[int, int]] = {}
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError:
            self.complain((), "the file must be there")
            return
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            complaints.append(Complaint(self.name, line, "the file must be UTF-8"))
            return
        if found := too_long(self.name, text):
            complaints.extend(found)
            return
        self.lines = positions(text)
        try:
            self.content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            number = re.search(r"\(at line (\d+)", str(error))
            line = int(number[1]) if number else text.count("\n") + 1
            complaints.append(Complaint(self.name, line, f"must be TOML: {str(error).partition(' (at')[0]}"))
            return
        if not self.content:
            self.complain((), "the file must not be empty")

    def line(self, path: KeyPath) -> int:
        """The line of a key, or of what holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, (1, 1))[0]

    def complain(self, path: KeyPath, text: str) -> None:
        self.complaints.append(Complaint(self.name, self.line(path), text))

    def place(self, path: KeyPath, text: str = "text") -> Place:
        line = self.line(path)
        return Place(self.name, line, self.lines.get((*path, text), (line, line))[1])
