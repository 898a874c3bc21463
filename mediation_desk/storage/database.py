"""The one door to the store: `read()` and `write()`, each one transaction, errors translated."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import QueuePool

from mediation_desk.errors import Conflict, StorageProblem

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

    def backup_to(self, target: Path) -> None:
        """Copy the live store, under the same key, to `target` through the backup API."""
        with _translated():
            source = self._connect()
            copy = self._open(target)
            try:
                source.backup(copy)
            finally:
                copy.close()
                source.close()

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

    def _open(self, path: Path) -> Any:
        import sqlcipher3.dbapi2 as driver

        raw = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute(f"PRAGMA key=\"x'{self._key.hex()}'\"")
        return raw

    def _connect(self) -> Any:
        raw = self._open(self.path)
        try:
            for pragma in _PRAGMAS:
                raw.execute(pragma)
        except BaseException:
            raw.close()
            raise
        return raw


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


_SENTENCES = (
    (
        "file is not a database",
        "数据文件打不开：密钥不对，或文件已损坏。",
        "原文件没有改动；请从备份恢复。",
    ),
    ("disk image is malformed", "检测到数据损坏，已停止写入，原文件没有改动。", "请从备份恢复。"),
    ("full", "磁盘空间不足，这次修改没有保存，原有数据没有改动。", "请清理磁盘后重试。"),
    ("readonly", "数据文件是只读的，这次修改没有保存。", "请检查文件夹的写入权限。"),
    ("locked", "数据文件正被占用，这次修改没有保存。", "请关闭占用它的程序后重试。"),
    ("unable to open", "数据文件打不开。", "请检查文件夹是否存在、是否有权限。"),
)


def _storage_problem(error: BaseException) -> StorageProblem:
    # SQLite's own words can quote what was searched for: the log gets the name of the error alone.
    log.error("storage: %s", getattr(error, "sqlite_errorname", type(error).__name__))
    text = str(error)
    for mark, message, hint in _SENTENCES:
        if mark in text:
            return StorageProblem(message, hint)
    return StorageProblem("数据库操作没有完成，原有数据没有改动。", "请重试；仍不行请查看日志。")
