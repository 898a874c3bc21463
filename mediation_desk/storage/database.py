"""The one door to the store: `read()` and `write()`, each one transaction, errors translated."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import QueuePool

from mediation_desk.errors import Conflict, DamagedStore, StorageProblem
from mediation_desk.files import sync_file, told

APPLICATION_ID = 0x4D444553
"""`MDES` in the file header: a stranger's file is refused before anything is written."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",
)
"""reliability.md §5; every connection, checked by test."""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL store with two connections (the WAL-reset bug)."""

log = logging.getLogger(__name__)

Seen = TypeVar("Seen")


class Database:
    """An open store: many short readers, one writer at a time."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Prepare connections to the SQLCipher file at `path` under the 256-bit `key`.

        Raises StorageProblem when the driver's SQLite is too old.
        """
        self.path = path
        self._key = key
        self._writing = threading.Lock()
        self._engine = self._make_engine()

    @property
    def key_check(self) -> str:
        """What tells this store's key from another one."""
        return key_check(self._key)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection inside one read transaction: a consistent view, nothing written."""
        with _translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the only writing connection; commits on leaving, rolls back on any exception."""
        with self._writing, _translated(), self._engine.connect() as plain:
            connection = plain.execution_options(mediation_write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def unguarded(self) -> Iterator[Connection]:
        """Give a connection outside any transaction, foreign keys as the caller sets them.

        For migrations only: SQLite ignores `PRAGMA foreign_keys` inside a transaction.
        """
        with self._writing, _translated(), self._engine.connect() as plain:
            yield plain.execution_options(mediation_write=True)

    def copy_to(self, target: Path, look: Callable[[Any], Seen]) -> Seen:
        """Copy the store, under the same key, to the new file `target` through the backup API.

        `look` is asked on a raw connection that sees exactly the state being copied.
        """
        with told("副本没有写成"), _translated():
            source = self._connect()
            try:
                source.execute("BEGIN")
                seen = look(source)
                copy = open_raw(target, self._key)
                try:
                    source.backup(copy)
                finally:
                    copy.close()
            finally:
                source.close()
            sync_file(target)
        return seen

    def look(self, look: Callable[[Any], Seen]) -> Seen:
        """Ask the live store on a raw connection of its own: a check, or its figures."""
        with _translated():
            raw = self._connect()
            try:
                return look(raw)
            finally:
                raw.close()

    def look_into(self, file: Path, look: Callable[[Any], Seen]) -> Seen:
        """Ask another file under the same key, reading only and leaving nothing beside it."""
        return look_into(file, self._key, look)

    def beside(self, path: Path) -> "Database":
        """Return another file under the same key, such as a copy of this one."""
        return Database(path, self._key)

    def close(self) -> None:
        """Let go of every connection; the WAL is folded into the file by the last one."""
        self._engine.dispose()

    def _make_engine(self) -> Engine:
        import sqlcipher3.dbapi2 as driver

        if driver.sqlite_version_info < OLDEST_SQLITE:
            raise StorageProblem(
                f"本机的数据库组件版本过旧（{driver.sqlite_version}），可能损坏数据，已停止打开。",
                "请安装完整的程序包。",
            )
        engine = create_engine(
            "sqlite+pysqlite://",
            module=driver,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=3,
            max_overflow=2,
            hide_parameters=True,
            json_serializer=partial(json.dumps, ensure_ascii=False),
        )
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self) -> Any:
        raw = open_raw(self.path, self._key)
        try:
            for pragma in _PRAGMAS:
                raw.execute(pragma)
        except BaseException:
            raw.close()
            raise
        return raw


def open_raw(path: Path, key: bytes, *, frozen: bool = False) -> Any:
    """Return a driver connection to a SQLCipher file; `frozen` reads it and touches nothing."""
    import sqlcipher3.dbapi2 as driver

    name = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if frozen else str(path)
    raw = driver.connect(name, isolation_level=None, check_same_thread=False, uri=frozen)
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return raw


def look_into(file: Path, key: bytes, look: Callable[[Any], Seen]) -> Seen:
    """Ask a file that is not the live store, reading only and leaving nothing beside it."""
    with _translated():
        raw = open_raw(file, key, frozen=True)
        try:
            return look(raw)
        finally:
            raw.close()


def key_check(key: bytes) -> str:
    """Return what tells one data key from another and nothing about either."""
    return hashlib.sha256(b"mediation-desk key check" + key).hexdigest()[:16]


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("mediation_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn driver errors, those of the commit included, into sentences."""
    import sqlcipher3.dbapi2 as driver

    try:
        yield
    except exc.IntegrityError as error:
        raise Conflict(
            "这次修改与已有数据冲突，没有保存，原有数据没有改动。", "请刷新后重试。"
        ) from error
    except exc.DBAPIError as error:
        raise _storage_problem(error.orig or error) from error
    except driver.Error as error:
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
    ("disk I/O error", "磁盘读写出错，这次修改没有保存，原有数据没有改动。", "请检查磁盘后重试。"),
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
