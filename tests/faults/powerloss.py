"""The states a power cut can leave, worked out from a trace of every change and every sync.

The model: what was written to a file and not synced may be there, be missing, or be there in torn
512-byte sectors, each write on its own. Creating, renaming and removing take effect in their order;
a cut keeps some first part of those not yet made durable by syncing a folder.
"""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_LENGTHS = struct.Struct("<III")
_OFFSET = struct.Struct("<q")


@dataclass(frozen=True)
class Op:
    """One record of the trace (shims/trace.c)."""

    kind: str
    path: str
    other: str
    at: int
    data: bytes


@dataclass
class Content:
    """A file's bytes on the medium, and the changes that are only in memory."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)


@dataclass
class Disk:
    """What is on the medium for sure, and what may be."""

    names: dict[str, Content] = field(default_factory=dict)
    moves: list[Op] = field(default_factory=list)
    acked: list[str] = field(default_factory=list)
    live: dict[str, Content] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """Return the disk as it stands before the trace begins, all of it durable."""
        files = (file for file in folder.rglob("*") if file.is_file())
        names = {str(file): Content(bytearray(file.read_bytes())) for file in files}
        return cls(names=names, live=dict(names))

    def take(self, op: Op) -> None:
        """Let one record happen."""
        if op.kind == "a":
            self.acked.append(op.data.decode())
        elif op.kind in "wt":
            self.live[op.path].pending.append(op)
        elif op.kind == "s":
            content = self.live[op.path]
            for one in content.pending:
                apply(content.durable, one)
            content.pending = []
        elif op.kind == "d":
            for one in self.moves:
                move(self.names, one)
            self.moves = []
        else:
            if op.kind == "c":
                self.live[op.path] = Content()
                op = Made(op.kind, op.path, op.other, op.at, op.data, self.live[op.path])
            else:
                move(self.live, op)
            self.moves.append(op)

    def after_a_cut(self, luck: random.Random, variant: int) -> dict[str, bytes]:
        """Return the files a cut now may leave: nothing pending, all of it, or as luck has it."""
        kept = {0: 0, 1: len(self.moves)}.get(variant, luck.randint(0, len(self.moves)))
        names = dict(self.names)
        for one in self.moves[:kept]:
            move(names, one)
        return {path: survivor(content, luck, variant) for path, content in names.items()}


@dataclass(frozen=True)
class Made(Op):
    """The making of a file, with the file."""

    content: Content


def read(trace: Path) -> list[Op]:
    """Return the records of a trace; the memory SQLite shares between connections is none."""
    raw, at, ops = trace.read_bytes(), 0, []
    while at < len(raw):
        kind = chr(raw[at])
        first, second, size = _LENGTHS.unpack_from(raw, at + 1)
        (offset,) = _OFFSET.unpack_from(raw, at + 13)
        at += 21
        path = raw[at : at + first].decode()
        other = raw[at + first : at + first + second].decode()
        data = raw[at + first + second : at + first + second + size]
        at += first + second + size
        if not path.endswith("-shm"):
            ops.append(Op(kind, path, other, offset, data))
    return ops


def apply(content: bytearray, op: Op) -> None:
    """Change a file's bytes as a record says."""
    if len(content) < op.at:
        content.extend(bytes(op.at - len(content)))
    if op.kind == "t":
        del content[op.at :]
    else:
        content[op.at : op.at + len(op.data)] = op.data


def move(names: dict[str, Content], op: Op) -> None:
    """Change which files there are; a folder takes what is in it along."""
    if isinstance(op, Made):
        names[op.path] = op.content
    elif op.kind == "u":
        names.pop(op.path, None)
    elif op.kind == "r":
        for path in list(names):
            if path == op.path or path.startswith(op.path + "/"):
                names[op.other + path[len(op.path) :]] = names.pop(path)


def survivor(content: Content, luck: random.Random, variant: int) -> bytes:
    """Return a file's bytes after the cut."""
    left = bytearray(content.durable)
    for op in content.pending:
        if variant == 0:
            break
        fate = 1.0 if variant == 1 else luck.random()
        if fate >= 0.6:
            apply(left, op)
        elif fate >= 0.4 and op.kind == "w":
            for start in range(0, len(op.data), SECTOR):
                if luck.random() < 0.5:
                    part = op.data[start : start + SECTOR]
                    apply(left, Op("w", op.path, "", op.at + start, part))
    return bytes(left)


def states(
    before: Disk, ops: list[Op], *, seed: int, step: int = 1, variants: int = 6
) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Yield what cuts after each `step`th record may leave, with what was acknowledged by then."""
    luck = random.Random(seed)
    for number, op in enumerate(ops):
        before.take(op)
        if number % step == 0 or number == len(ops) - 1:
            for variant in range(variants):
                yield before.after_a_cut(luck, variant), list(before.acked)


def put(files: dict[str, bytes], was: Path, home: Path) -> None:
    """Write a state's files where the home was; `home` is where it is looked at."""
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True)
    for path, content in files.items():
        file = home / Path(path).relative_to(was)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
