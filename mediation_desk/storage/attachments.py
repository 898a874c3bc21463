"""Attachments (附件): files too large for the store, each encrypted on its own beside it.

A file is written once and never changed. Its name is the SHA-256 of its encrypted bytes, so that
whoever holds a copy can tell whether it is whole, without any key. It is encrypted under a random
key of its own, which stands in the store's row and nowhere else: what protects the store protects
every file, another data key needs no file written anew, and destroying the row destroys the file.

The bytes go in chunks of a mebibyte through AES-GCM. A chunk's nonce is its number and whether it
is the last (a key serves one file only, so that no nonce is used twice): a chunk that is missing,
doubled, moved or altered does not open, and neither does a file cut short between two.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from mediation_desk.errors import StorageProblem
from mediation_desk.files import WRITING, atomic_stream, told
from mediation_desk.storage.contents import tables

MAGIC = b"MDATT1\r\n"
CHUNK = 1 << 20
_TAG = 16
_KEY_BYTES = 32
_NAME = re.compile(r"[0-9a-f]{64}")
_TABLES = ("evidence", "stray_scan")
"""The tables whose rows have such a file."""


class Trouble(Enum):
    """What is wrong with a file."""

    MISSING = "不见了"
    SHORT = "不完整"
    ALTERED = "被改动或已损坏"


class BrokenAttachment(StorageProblem):
    """A file is not what was stored."""

    def __init__(self, trouble: Trouble) -> None:
        """Say what is wrong with it; who knows its name says which it is."""
        super().__init__(f"附件的文件{trouble.value}。", "其他内容不受影响；请从备份找回它。")
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored file: its name, its key, and the hash and size of what is in it."""

    file: str
    secret: str = field(repr=False)
    sha256: str
    size: int

    @property
    def size_on_disk(self) -> int:
        """How many bytes the encrypted file has."""
        return len(MAGIC) + self.size + _TAG * max(1, -(-self.size // CHUNK))


def put(folder: Path, source: BinaryIO) -> Stored:
    """Encrypt what `source` gives into a new file; whole and durable, or not there at all.

    Raises StorageProblem.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = secrets.token_bytes(_KEY_BYTES)
    plain, size = hashlib.sha256(), 0

    def encrypted() -> Iterator[bytes]:
        nonlocal size
        yield MAGIC
        for number, chunk, last in _chunks(source, CHUNK):
            plain.update(chunk)
            size += len(chunk)
            yield AESGCM(key).encrypt(_nonce(number, last=last), chunk, MAGIC)

    name = _write(folder, encrypted())
    return Stored(name, key.hex(), plain.hexdigest(), size)


def read_into(folder: Path, stored: Stored, target: BinaryIO) -> None:
    """Decrypt a file into `target`. Raises BrokenAttachment; nothing unproved is believed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    trouble = standing(folder, stored)
    if trouble is not None:
        raise BrokenAttachment(trouble)
    cipher, plain = AESGCM(bytes.fromhex(stored.secret)), hashlib.sha256()
    with told("附件没有读出来"), (folder / stored.file).open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise BrokenAttachment(Trouble.ALTERED)
        for number, chunk, last in _chunks(source, CHUNK + _TAG):
            try:
                opened = cipher.decrypt(_nonce(number, last=last), chunk, MAGIC)
            except InvalidTag as error:
                raise BrokenAttachment(Trouble.ALTERED) from error
            plain.update(opened)
            target.write(opened)
    if plain.hexdigest() != stored.sha256:
        raise BrokenAttachment(Trouble.ALTERED)


def content(folder: Path, stored: Stored) -> bytes:
    """Return what is in a file. Raises BrokenAttachment."""
    target = BytesIO()
    read_into(folder, stored, target)
    return target.getvalue()


def standing(folder: Path, stored: Stored) -> Trouble | None:
    """Return what is wrong with a file as far as its size tells, None for nothing."""
    try:
        found = (folder / stored.file).stat().st_size
    except OSError:
        return Trouble.MISSING
    return None if found == stored.size_on_disk else Trouble.SHORT


def proved(folder: Path, name: str) -> bool:
    """Tell whether a file is there and just as it was written; needs no key."""
    try:
        with (folder / name).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == name
    except OSError:
        return False


def in_rows(raw: Any) -> set[str]:
    """Return the files that rows of a store have.

    Takes a raw connection: it is asked of backups and of stores of an older schema too.
    """
    here = [name for name in _TABLES if name in tables(raw)]
    return {name for table in here for (name,) in raw.execute(f"SELECT file FROM {table}")}


def known(raw: Any) -> set[str]:
    """Return the files of rows, and of rows that an undo could bring back.

    What was destroyed is known no more. Reads the whole change log.
    """
    query = (
        "SELECT json_extract({side}, '$.file') FROM change"
        " WHERE table_name IN (?, ?) AND field = '*' AND {side} IS NOT NULL"
    )
    found = in_rows(raw)
    for side in ("before", "after"):
        found.update(name for (name,) in raw.execute(query.format(side=side), _TABLES) if name)
    return found


def bring(
    wanted: Iterable[str], source: Path, target: Path, *, prove: bool = False
) -> tuple[str, ...]:
    """Copy the files that `target` lacks; return those that `source` has not or not whole.

    A file that is there already in its full size is left alone; with `prove` only when it is whole.
    """
    lost = []
    for name in sorted(wanted):
        there, here = _size(target / name), _size(source / name)
        stands = there is not None and here in (there, None)
        if stands and (not prove or proved(target, name)):
            continue
        if here is None or not _copied(source / name, target):
            lost.append(name)
    return tuple(lost)


def missing_bytes(wanted: Iterable[str], source: Path, target: Path) -> int:
    """Return how much `bring` would copy."""
    return sum(_size(source / name) or 0 for name in wanted if _size(target / name) is None)


def sweep_unfinished(folder: Path) -> None:
    """Delete what a killed program left half written."""
    with told("上次留下的临时文件没有清理"):
        for file in folder.glob(f"{WRITING}*"):
            file.unlink()


def strangers(folder: Path, names: set[str]) -> list[Path]:
    """Return the files of ours in a folder that are none of these."""
    if not folder.is_dir():
        return []
    return [one for one in folder.iterdir() if _NAME.fullmatch(one.name) and one.name not in names]


def sweep(folder: Path, names: set[str]) -> None:
    """Delete the files of ours that are none of these."""
    with told("不再需要的附件没有清理完"):
        for file in strangers(folder, names):
            file.unlink()


def discard(folder: Path, stored: Iterable[Stored]) -> None:
    """Delete files whose rows were not saved; what stays is swept at the next start."""
    for one in stored:
        with suppress(OSError):
            (folder / one.file).unlink(missing_ok=True)


def _copied(file: Path, target: Path) -> bool:
    """Copy one file; tell whether what was read is what its name says."""
    if not proved(file.parent, file.name):
        return False
    with told("附件没有复制完"), file.open("rb") as stream:
        return _write(target, (chunk for _, chunk, _ in _chunks(stream, CHUNK))) == file.name


def _write(folder: Path, parts: Iterable[bytes]) -> str:
    """Write a file under the hash of its bytes; return that."""
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for part in parts:
            digest.update(part)
            yield part

    atomic_stream(folder, hashed(), digest.hexdigest)
    return digest.hexdigest()


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number, bytes and whether it is the last of each chunk; one empty chunk for nothing."""
    number, chunk = 0, source.read(size)
    while True:
        following = source.read(size) if len(chunk) == size else b""
        yield number, chunk, not following
        if not following:
            return
        number, chunk = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None
