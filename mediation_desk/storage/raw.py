"""Connections of the SQLCipher driver: how a file is opened, what its errors mean in words."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import exc

from mediation_desk.errors import Conflict, DamagedStore, StorageProblem

APPLICATION_ID = 0x4D444553
"""`MDES` in the file header: a stranger's file is refused before anything is written."""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL store with two connections (the WAL-reset bug)."""

log = logging.getLogger(__name__)

Seen = TypeVar("Seen")


class Mode(Enum):
    """How a file is opened."""

    WRITE = ""
    """As a live store, or a file that is being made."""
    READ = "?mode=ro"
    """With its write-ahead log, changing neither: the log is not folded into the file."""
    FROZEN = "?mode=ro&immutable=1"
    """Without regard to anything beside it: a finished copy, also on a medium nobody can write."""


def driver() -> Any:
    """Return the driver module. Raises StorageProblem when its SQLite is too old."""
    import sqlcipher3.dbapi2 as found

    if found.sqlite_version_info < OLDEST_SQLITE:
        raise StorageProblem(
            f"本机的数据库组件版本过旧（{found.sqlite_version}），可能损坏数据，已停止打开。",
            "请安装完整的程序包。",
        )
    return found


def open_raw(path: Path, key: bytes, mode: Mode = Mode.WRITE) -> Any:
    """Return a driver connection to a SQLCipher file."""
    name = str(path) if mode is Mode.WRITE else _uri(path) + mode.value
    raw = driver().connect(
        name, isolation_level=None, check_same_thread=False, uri=mode is not Mode.WRITE
    )
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return raw


def _uri(path: Path) -> str:
    """Return the path as SQLite reads it: `file:///C:/…`, and `file:////server/share/…`."""
    plain = quote(path.absolute().as_posix(), safe="/:")
    return f"file://{plain}" if plain.startswith("/") else f"file:///{plain}"


def look_into(
    file: Path, key: bytes, look: Callable[[Any], Seen], mode: Mode = Mode.FROZEN
) -> Seen:
    """Ask a file without changing it, whatever it is."""
    with translated():
        raw = open_raw(file, key, mode)
        try:
            return look(raw)
        finally:
            raw.close()


def key_check(key: bytes) -> str:
    """Return what tells one data key from another and nothing about either."""
    return hashlib.sha256(b"mediation-desk key check" + key).hexdigest()[:16]


@contextmanager
def translated() -> Iterator[None]:
    """Turn driver errors, those of the commit included, into sentences."""
    try:
        yield
    except exc.IntegrityError as error:
        raise Conflict(
            "这次修改与已有数据冲突，没有保存，原有数据没有改动。", "请刷新后重试。"
        ) from error
    except exc.DBAPIError as error:
        raise _storage_problem(error.orig or error) from error
    except driver().Error as error:
        raise _storage_problem(error) from error


_DAMAGED = (
    (
        "file is not a database",
        "数据文件打不开：密钥不对，或文件已损坏。",
        "原文件没有改动；请从备份恢复。",
    ),
    ("malformed", "检测到数据损坏，已停止写入，原文件没有改动。", "请从备份恢复。"),
)
_SENTENCES = (
    ("full", "磁盘空间不足，这次修改没有保存，原有数据没有改动。", "请清理磁盘后重试。"),
    ("readonly", "数据文件是只读的，这次修改没有保存。", "请检查文件夹的写入权限。"),
    ("locked", "数据文件正被占用，这次修改没有保存。", "请关闭占用它的程序后重试。"),
    ("unable to open", "数据文件打不开。", "请检查文件夹是否存在、是否有权限。"),
    ("disk I/O error", "磁盘读写出错，这次没有做完，已保存的数据没有改动。", "请检查磁盘后重试。"),
)


def _storage_problem(error: BaseException) -> StorageProblem:
    # SQLite's own words can quote what was searched for: the log gets the name of the error alone.
    log.error("storage: %s", getattr(error, "sqlite_errorname", type(error).__name__))
    text = str(error)
    for mark, message, hint in _DAMAGED:
        if mark in text:
            return DamagedStore(message, hint)
    for mark, message, hint in _SENTENCES:
        if mark in text:
            return StorageProblem(message, hint)
    return StorageProblem("数据库操作没有完成，原有数据没有改动。", "请重试；仍不行请查看日志。")
