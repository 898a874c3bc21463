"""What is asked of a data file before it is opened for writing, and what is wrong in words.

Nothing here changes a file: a damaged store is read with its log file laid over it, not folded in.
"""

import codecs
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from mediation_desk.errors import DamagedStore, StorageProblem
from mediation_desk.files import told
from mediation_desk.storage import contents, migrate
from mediation_desk.storage.backup import listed
from mediation_desk.storage.drives import DriveKind
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.raw import APPLICATION_ID, Mode, key_check, look_into

_TEXT = 64
PAGE = 4096
"""SQLCipher's page: SQLite takes a shorter file for a new one and would write over it."""


class Trouble(StrEnum):
    """What can be wrong with a data file."""

    MISSING = "missing"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    FOREIGN = "foreign"
    NOT_OURS = "not_ours"
    NO_KEY = "no_key"
    BAD_KEY = "bad_key"
    WRONG_KEY = "wrong_key"
    UNREADABLE = "unreadable"
    STALE_LOG = "stale_log"
    DAMAGED = "damaged"
    NEWER = "newer"


_SENTENCES = {
    Trouble.MISSING: "找不到数据文件“office.mdesk”，但别的文件还在，可能是被删除或移走了。",
    Trouble.EMPTY: "数据文件是空的（0 字节），可能是磁盘故障或复制中断造成的。",
    Trouble.TRUNCATED: "数据文件不完整，后面的部分不见了，可能是磁盘故障或复制中断造成的。",
    Trouble.FOREIGN: "数据文件的位置上放的是{what}，不是本程序的数据。",
    Trouble.NOT_OURS: "数据文件不是本程序建立的。",
    Trouble.NO_KEY: "找不到密钥文件“office.key”，数据打不开，但数据本身没有损坏。",
    Trouble.BAD_KEY: "密钥文件“office.key”读不懂，数据打不开，但数据本身没有损坏。",
    Trouble.WRONG_KEY: "密钥文件和数据文件不是一套，数据打不开，但数据本身不一定损坏。",
    Trouble.UNREADABLE: "数据文件打不开：密钥不对，或文件已损坏。",
    Trouble.STALE_LOG: "数据文件旁边留着不属于它的日志文件，可能是手工复制造成的。",
    Trouble.DAMAGED: "检测到数据损坏，程序没有写入。",
    Trouble.NEWER: "这份数据由更新的程序版本创建，本版本不能打开。",
}

_KINDS = (
    (b"SQLite format 3\0", "一个没有加密的数据库"),
    (b"\xff\xd8\xff\xe0", "一张图片"),
    (b"\xff\xd8\xff\xe1", "一张图片"),
    (b"\x89PNG", "一张图片"),
    (b"%PDF", "一个 PDF 文件"),
    (b"PK\x03\x04", "一个压缩包或办公文档"),
    (b"Rar!", "一个压缩包"),
    (b"7z\xbc\xaf", "一个压缩包"),
    (b"\xd0\xcf\x11\xe0", "一个旧格式的办公文档"),
)
"""How other programs' files begin; ours begins with 16 random bytes."""


class BrokenStore(DamagedStore):
    """A data file that is not opened; `trouble` is what is wrong with it."""

    def __init__(self, trouble: Trouble, **words: str) -> None:
        """Say it, and that the file was left as it is."""
        hint = "请升级程序。" if trouble is Trouble.NEWER else "请不要新建数据；可以从备份恢复。"
        super().__init__(_SENTENCES[trouble].format(**words) + "原文件没有改动。", hint)
        self.trouble = trouble


_BAD_PLACES = {
    DriveKind.REMOVABLE: (
        "数据不能放在 U 盘或移动硬盘上使用：一拔出就可能损坏，也容易丢失。",
        "请把整个文件夹复制到本机硬盘再打开；U 盘可以设为第二处备份。",
    ),
    DriveKind.NETWORK: (
        "数据不能放在网络共享文件夹里使用：断网或两台电脑同时写入会损坏数据。",
        "请把整个文件夹复制到本机硬盘再打开；共享文件夹可以设为第二处备份。",
    ),
    DriveKind.SYNCED: (
        "数据不能放在“{name}”同步的文件夹里使用：同步程序会在写入中途复制、替换文件，"
        "也会把数据传到网上。",
        "请把整个文件夹移到不同步的位置（例如 D 盘新建文件夹）再打开。",
    ),
}


def refuse_bad_place(place: StorePlace) -> None:
    """Raise StorageProblem, with reason and remedy, when a live store must not be here."""
    drive = place.drives.drive_of(place.folder)
    if drive.kind in _BAD_PLACES:
        message, hint = _BAD_PLACES[drive.kind]
        raise StorageProblem(message.format(name=drive.name), f"{hint}数据没有改动。")


def refuse_wrong_file(place: StorePlace) -> None:
    """Raise BrokenStore for what can be seen without the key."""
    if not place.file.exists():
        raise BrokenStore(Trouble.MISSING)
    with told("数据文件读不出来"):
        size = place.file.stat().st_size
        with place.file.open("rb") as stream:
            begin = stream.read(512)
    if not size:
        raise BrokenStore(Trouble.EMPTY)
    for mark, what in _KINDS:
        if begin.startswith(mark):
            raise BrokenStore(Trouble.FOREIGN, what=what)
    if _is_text(begin):
        raise BrokenStore(Trouble.FOREIGN, what="一个文本文件")
    # Half a page at the end is what a kill leaves while the log, still there, is folded in.
    if size < PAGE or (size % PAGE and not is_unclean(place)):
        raise BrokenStore(Trouble.TRUNCATED)
    if not place.key_file.exists():
        raise BrokenStore(Trouble.NO_KEY)


def _is_text(begin: bytes) -> bool:
    """Tell whether a file begins with text: so many random bytes never do."""
    if len(begin) < _TEXT:
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(begin)
    except ValueError:
        return False
    return all(mark.isprintable() or mark in "\r\n\t" for mark in text)


def is_unclean(place: StorePlace) -> bool:
    """Tell whether log files stand beside the store: the last program did not close it."""
    return any(_holds_something(file) for file in place.companions if file.suffix != ".mdesk-shm")


def refuse_damaged(place: StorePlace, key: bytes, *, thorough: bool) -> None:
    """Read the store as it stands and raise BrokenStore for what is wrong with it."""
    mode = Mode.READ if is_unclean(place) else Mode.FROZEN
    whole = contents.verify_used if mode is Mode.READ else contents.verify
    look = whole if thorough else _quick
    try:
        _ask(place, key, mode, _opens)
    except StorageProblem as error:
        raise BrokenStore(_why_closed(place, key)) from error
    try:
        _ask(place, key, mode, lambda raw: _refuse_strange(raw, place.migrations))
        _ask(place, key, mode, look)
    except BrokenStore:
        raise
    except StorageProblem as error:
        raise BrokenStore(_why_damaged(place, key)) from error


def _quick(raw: Any) -> None:
    if raw.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise DamagedStore(_SENTENCES[Trouble.DAMAGED])


def _opens(raw: Any) -> None:
    """Read the first page only."""
    raw.execute("PRAGMA schema_version").fetchone()


def _opens_when_short(raw: Any) -> None:
    # With this switch SQLite forgives a file that is shorter than its header says.
    raw.execute("PRAGMA writable_schema=ON")
    _opens(raw)


def _refuse_strange(raw: Any, migrations: Path) -> None:
    """Raise BrokenStore for a sound database that is not a store of this program."""
    mark = raw.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID or "alembic_version" not in contents.tables(raw):
        raise BrokenStore(Trouble.NOT_OURS)
    schema = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if schema is None or schema[0] not in migrate.versions(migrations):
        raise BrokenStore(Trouble.NEWER if schema else Trouble.NOT_OURS)


def _why_closed(place: StorePlace, key: bytes) -> Trouble:
    """Return why the first page does not open."""
    if _holds(place, key, Mode.FROZEN, _opens):
        return _why_damaged(place, key)
    if _holds(place, key, Mode.FROZEN, _opens_when_short):
        return Trouble.TRUNCATED
    known = {backup.manifest.key_check for backup in listed(place.backups)}
    if not known:
        return Trouble.UNREADABLE
    return Trouble.DAMAGED if key_check(key) in known else Trouble.WRONG_KEY


def _why_damaged(place: StorePlace, key: bytes) -> Trouble:
    """Return whether the file is whole but for the log that was laid over it."""
    alone = is_unclean(place) and _holds(place, key, Mode.FROZEN, contents.verify)
    return Trouble.STALE_LOG if alone else Trouble.DAMAGED


def _holds(place: StorePlace, key: bytes, mode: Mode, look: Callable[[Any], None]) -> bool:
    try:
        _ask(place, key, mode, look)
    except StorageProblem:
        return False
    return True


def _ask(place: StorePlace, key: bytes, mode: Mode, look: Callable[[Any], None]) -> None:
    look_into(place.file, key, look, mode)


def _holds_something(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0
