"""Where functions refer to static data: Pyodide's code is position-independent, so each place is a number beside the base.

Every static address in the code is `__memory_base + number`; pointers inside the data too, since they are written by such
code. A function is walked with a stack that tells of each value whether it is the base, a number, or the base and more.
What cannot be followed is told: such a function must not run in an image whose data was moved.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from . import wasm
from .instructions import (
    BLOCK,
    BRANCH,
    BRANCH_IF,
    BRANCH_TABLE,
    CALL,
    CALL_INDIRECT,
    CATCH,
    CATCH_ALL,
    DELEGATE,
    DROP,
    ELSE,
    FINISH,
    GLOBAL_GET,
    GLOBAL_SET,
    I32_ADD,
    I32_CONST,
    IF,
    LOADS,
    LOCAL_GET,
    LOCAL_SET,
    LOCAL_TEE,
    LOOP,
    MORE,
    RETHROW,
    RETURN,
    SELECT,
    SELECT_TYPED,
    STORES,
    THROW,
    TRY,
    UNREACHABLE,
    instructions,
)

MEMORY_BASE = 0
"""The index of the global that has the base."""

Value = Any
"""What a walk knows of a value: BASE, SUM, MAYBE, a tuple of (place, number) where it is a number, None else."""
BASE, SUM, MAYBE = "the base", "the base and more", "perhaps the base"


@dataclass
class References:
    """`numbers` has each number that is added to the base, as (function, place, number); `offsets` the same of loads and
    stores from the base itself; `unclear` the functions that cannot be followed. Functions are the module's own ones."""

    numbers: list[tuple[int, int, int]] = field(default_factory=list)
    offsets: list[tuple[int, int, int]] = field(default_factory=list)
    unclear: set[int] = field(default_factory=set)


@dataclass
class Frame:
    """A block, loop, if or try that is open: where it began, how much was on the stack, what it leaves there, the locals then,
    whether it cannot be reached, and the locals of each way to its end."""

    begin: int
    height: int
    leaves: int
    locals: dict[int, Value]
    operation: int
    dead: bool
    joins: list[dict[int, Value]]


def references(module: wasm.Module) -> References:
    """Every reference of a module's functions to its static data."""
    found = References()
    get_base = bytes([GLOBAL_GET, MEMORY_BASE])
    for number, body in enumerate(module.bodies):
        if get_base in body:
            weak: set[tuple[int, int]] = set()
            known = -1
            # Until the ways back of loops bring nothing new.
            while known != len(weak):
                known = len(weak)
                walk = Walk(module, number, body, weak)
                walk.go()
            found.numbers += walk.found.numbers
            found.offsets += walk.found.offsets
            found.unclear |= walk.found.unclear
    return found


class Walk:
    """One way through a function; `weak` has the (loop, local) pairs that its ways back disagree about."""

    def __init__(self, module: wasm.Module, number: int, body: bytes, weak: set[tuple[int, int]]) -> None:
        self.module, self.number, self.weak = module, number, weak
        self.every = list(instructions(body))
        self.found = References()
        self.locals: dict[int, Value] = {}
        self.stack: list[Value] = []
        self.frames: list[Frame] = []
        self.dead = False
        self.ends: dict[int, int] = {}
        self.elses: set[int] = set()
        self.assigned: defaultdict[int, set[tuple[int, bool]]] = defaultdict(set)
        opened: list[int] = []
        for at, (operation, _, _, numbers) in enumerate(self.every):
            if operation in (BLOCK, LOOP, IF, TRY):
                opened.append(at)
            elif operation == ELSE:
                self.elses.add(opened[-1])
            elif operation in (FINISH, DELEGATE) and opened:
                self.ends[opened.pop()] = at
            elif operation in (LOCAL_SET, LOCAL_TEE):
                for begin in opened:
                    self.assigned[begin].add((numbers[0], self.is_base(at - 1)))

    def is_base(self, at: int) -> bool:
        operation, _, _, numbers = self.every[at]
        return operation == GLOBAL_GET and numbers[0] == MEMORY_BASE

    def pop(self) -> Value:
        return (
            self.stack.pop() if self.stack and (not self.frames or len(self.stack) > self.frames[-1].height) else None
        )

    def lose(self, *values: Value) -> None:
        """Values that go where they are not followed: the base by itself is the address of the first static data."""
        if SUM in values:
            self.found.unclear.add(self.number)

    def pop_many(self, count: int) -> None:
        for _ in range(count):
            self.lose(self.pop())

    def signature(self, kind: int) -> tuple[int, int]:
        if kind < 0:
            return 0, int(kind != -64)
        takes, gives = self.module.types[kind]
        return len(takes), len(gives)

    def go(self) -> None:
        for at, (operation, place, _, numbers) in enumerate(self.every):
            if operation in (BLOCK, LOOP, IF, TRY):
                self.open(at, operation, numbers[0])
            elif operation in (ELSE, CATCH, CATCH_ALL):
                self.other_branch(operation, numbers)
            elif operation in (FINISH, DELEGATE):
                if not self.frames:
                    if not self.dead:
                        self.lose(*self.stack)
                    return
                self.close(operation)
            elif not self.dead:
                self.step(at, operation, place, numbers)

    def open(self, at: int, operation: int, kind: int) -> None:
        if operation == IF and not self.dead:
            self.pop_many(1)
        takes, leaves = self.signature(kind)
        height = len(self.stack) if self.dead else len(self.stack) - takes
        joins = [dict(self.locals)] if operation == IF and not self.dead and at not in self.elses else []
        if operation == LOOP and not self.dead:
            self.locals |= {local: MAYBE for begin, local in self.weak if begin == at}
        self.frames.append(Frame(at, height, leaves, dict(self.locals), operation, self.dead, joins))

    def other_branch(self, operation: int, numbers: tuple[int, ...]) -> None:
        frame = self.frames[-1]
        if not self.dead:
            self.lose(*self.stack[frame.height :])
            frame.joins.append(dict(self.locals))
        del self.stack[frame.height :]
        self.locals = dict(frame.locals)
        if operation != ELSE:
            self.settle(frame)
            if operation == CATCH:
                self.stack += [None] * len(self.module.types[tag_type(self.module, numbers[0])][0])
        self.dead = frame.dead

    def settle(self, frame: Frame) -> None:
        """The locals where an exception may come from anywhere inside."""
        for local, straight in self.assigned[frame.begin]:
            others = all(other_straight for other, other_straight in self.assigned[frame.begin] if other == local)
            before = frame.locals.get(local)
            if before is None and not straight and not any(o == local and s for o, s in self.assigned[frame.begin]):
                self.locals.pop(local, None)
            else:
                self.locals[local] = BASE if before == BASE and others else MAYBE

    def close(self, operation: int) -> None:
        frame = self.frames.pop()
        if not self.dead:
            self.lose(*self.stack[frame.height :])
        del self.stack[frame.height :]
        self.stack += [None] * frame.leaves
        ways = [] if frame.operation == LOOP else frame.joins
        if not self.dead:
            ways.append(dict(self.locals))
        if operation == DELEGATE:
            ways.append(dict(frame.locals))
        self.dead = frame.dead or not ways
        self.locals = merged(ways)

    def jump(self, depth: int) -> None:
        if depth >= len(self.frames):
            return
        frame = self.frames[-1 - depth]
        if frame.operation == LOOP:
            for local in {*frame.locals, *self.locals}:
                if frame.locals.get(local) != self.locals.get(local):
                    self.weak.add((frame.begin, local))
        frame.joins.append(dict(self.locals))

    def step(self, at: int, operation: int, place: int, numbers: tuple[int, ...]) -> None:
        """An instruction that opens and closes nothing."""
        stack = self.stack
        if operation == LOCAL_GET:
            value = self.locals.get(numbers[0])
            if value == MAYBE:
                self.found.unclear.add(self.number)
            stack.append(None if value == MAYBE else value)
        elif operation in (LOCAL_SET, LOCAL_TEE):
            value = self.pop()
            if value == BASE and not self.is_base(at - 1):
                self.found.unclear.add(self.number)
            if value in (BASE, SUM):
                self.locals[numbers[0]] = value
            else:
                self.locals.pop(numbers[0], None)
            if operation == LOCAL_TEE:
                stack.append(None if isinstance(value, tuple) else value)
        elif operation == GLOBAL_GET:
            stack.append(BASE if numbers[0] == MEMORY_BASE else None)
        elif operation == I32_CONST:
            stack.append(((place, numbers[0]),))
        elif operation == I32_ADD:
            self.add()
        elif operation in LOADS or operation in STORES:
            if operation in STORES:
                self.lose(self.pop())
            if self.pop() in (BASE, SUM):
                self.found.offsets.append((self.number, place, numbers[1]))
            if operation in LOADS:
                stack.append(None)
        elif operation in (CALL, CALL_INDIRECT):
            self.pop_many(operation == CALL_INDIRECT)
            kind = self.module.signatures[numbers[0]] if operation == CALL else numbers[0]
            takes, gives = self.signature(kind)
            self.pop_many(takes)
            stack += [None] * gives
        elif operation in (BRANCH, BRANCH_IF, BRANCH_TABLE):
            self.pop_many(operation != BRANCH)
            for depth in set(numbers):
                self.jump(depth)
            self.dead = operation != BRANCH_IF
        elif operation in (UNREACHABLE, RETURN, THROW, RETHROW):
            if operation == RETURN:
                self.lose(*stack)
            self.dead = True
        elif operation == DROP:
            self.pop()
        elif operation in (SELECT, SELECT_TYPED):
            self.pop()
            second, first = self.pop(), self.pop()
            if isinstance(first, tuple) and isinstance(second, tuple):
                stack.append(first + second)
            else:
                self.lose(first, second)
                stack.append(None)
        else:
            takes, gives = effect(operation, numbers)
            self.pop_many(takes)
            stack += [None] * gives

    def add(self) -> None:
        second, first = self.pop(), self.pop()
        if first not in (BASE, SUM):
            first, second = second, first
        if first not in (BASE, SUM):
            self.stack.append(None)
        elif isinstance(second, tuple):
            self.found.numbers += [(self.number, place, number) for place, number in second]
            self.stack.append(None)
        else:
            self.lose(second)
            self.stack.append(SUM)


def merged(ways: list[dict[int, Value]]) -> dict[int, Value]:
    """The locals where ways meet."""
    every = {local for way in ways for local in way}
    return {local: ways[0].get(local) if len({way.get(local) for way in ways}) == 1 else MAYBE for local in every}


def effect(operation: int, numbers: tuple[int, ...]) -> tuple[int, int]:
    """How many values any other instruction takes from the stack and gives."""
    if operation == MORE:
        kind = numbers[0]
        return (1, 1) if kind <= 7 else {8: (3, 0), 9: (0, 0), 13: (0, 0), 15: (2, 1), 16: (0, 1)}.get(kind, (3, 0))
    if operation == 0x01:  # nop
        return 0, 0
    if operation == GLOBAL_SET:
        return 1, 0
    if operation in (0x42, 0x43, 0x44, 0x3F, 0xD0, 0xD2):  # constants, the memory's size
        return 0, 1
    if operation == 0x25 or operation == 0x40:  # table.get, memory.grow
        return 1, 1
    if operation == 0x26:  # table.set
        return 2, 0
    if operation in (0x45, 0x50, 0xD1) or any(operation in unary for unary in UNARY):
        return 1, 1
    if 0x46 <= operation <= 0xA6:
        return 2, 1
    raise wasm.WasmError(f"an instruction is {operation:#x}, which is not known")


UNARY = (range(0x67, 0x6A), range(0x79, 0x7C), range(0x8B, 0x92), range(0x99, 0xA0), range(0xA7, 0xC5))


def tag_type(module: wasm.Module, index: int) -> int:
    """The type of what is thrown under a tag."""
    imported = [what for _, _, kind, what in module.imports if kind == wasm.TAG_KIND]
    if index < len(imported):
        return wasm.unsigned(imported[index], 1)[0]
    _, at = wasm.unsigned(module[wasm.TAG], 0)
    for _ in range(index - len(imported)):
        at = wasm.unsigned(module[wasm.TAG], at + 1)[1]
    return wasm.unsigned(module[wasm.TAG], at + 1)[0]
