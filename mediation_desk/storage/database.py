"""The one door to the store: `read()` and `write()`, each one transaction, errors translated."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import QueuePool

from mediation_desk.errors import DamagedStore, StorageProblem
from mediation_desk.files import sync_file, told
from mediation_desk.storage.gate import Gate
from mediation_desk.storage.raw import (
    Mode,
    Seen,
    driver,
    key_check,
    look_into,
    open_raw,
    translated,
)

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
_READ_ONLY_PRAGMAS = tuple(pragma for pragma in _PRAGMAS if "journal_mode" not in pragma)

Progress = Callable[[int, int], None]
"""Told how many steps are done and how many there are."""
_PAGES = 2000
"""Copied between two reports of progress."""

log = logging.getLogger(__name__)

READ_ONLY = "请检查文件夹的写入权限和磁盘空间，然后重新打开。"


def _nothing() -> None:
    pass


class Database:
    """An open store: many short readers, one writer at a time."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        mode: Mode = Mode.WRITE,
        closed: Callable[[], None] = _nothing,
        damaged: Callable[[], None] = _nothing,
    ) -> None:
        """Prepare connections to the SQLCipher file at `path` under the 256-bit `key`.

        `closed` is called after the last connection is gone; `damaged` once, when damage is met.
        Raises StorageProblem when the driver's SQLite is too old.
        """
        self.path = path
        self._mode = mode
        self._key = key
        self._closed = closed
        self._damaged = damaged
        self._stopped = False
        self._writing = threading.Lock()
        self._gate = Gate()
        self._engine = self._make_engine()

    @property
    def key_check(self) -> str:
        """What tells this store's key from another one."""
        return key_check(self._key)

    @property
    def writable(self) -> bool:
        """Whether anything can be saved: not on a read-only medium or a full disk."""
        return self._mode is Mode.WRITE

    @property
    def busy(self) -> bool:
        """Whether a write is under way that another one would have to wait for."""
        return self._writing.locked()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection inside one read transaction: a consistent view, nothing written."""
        with (
            self._gate.entered(),
            self._watched(),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the only writing connection; commits on leaving, rolls back on any exception."""
        self._refuse_write()
        with self._writing, self._gate.entered(), self._watched(), self._engine.connect() as plain:
            connection = plain.execution_options(mediation_write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def unguarded(self) -> Iterator[Connection]:
        """Give a connection outside any transaction, foreign keys as the caller sets them.

        For migrations only: SQLite ignores `PRAGMA foreign_keys` inside a transaction.
        """
        with self._writing, translated(), self._engine.connect() as plain:
            yield plain.execution_options(mediation_write=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other reader and writer out."""
        with self._writing, self._gate.shut():
            yield

    def exchange(self, put: Callable[[], None], key: bytes) -> None:
        """Let `put` put another file, under `key`, in this one's place; to be called `alone`.

        Nothing is written any more when it fails: what it began is finished at the next start.
        """
        self._engine.dispose()
        try:
            put()
        except BaseException:
            self._stopped = True
            raise
        self._key = key

    def copy_to(
        self,
        target: Path,
        look: Callable[[Any], Seen],
        *,
        key: bytes | None = None,
        progress: Progress | None = None,
    ) -> Seen:
        """Copy the store, under its own key or another, to a new file through the backup API.

        `look` is asked on a raw connection that sees exactly the state being copied.
        """

        def step(_: int, left: int, total: int) -> None:
            if progress is not None:
                progress(total - left, total)

        with self._gate.entered(), told("副本没有写成"), translated():
            source = self._connect()
            try:
                source.execute("BEGIN")
                seen = look(source)
                copy = open_raw(target, key or self._key)
                try:
                    source.backup(copy, pages=_PAGES, progress=step)
                finally:
                    copy.close()
            finally:
                source.close()
            sync_file(target)
        return seen

    def look(self, look: Callable[[Any], Seen]) -> Seen:
        """Ask the live store on a raw connection of its own: a check, or its figures."""
        with self._gate.entered(), translated():
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
        self._closed()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Let nothing be written any more after the first sign of damage."""
        try:
            with translated():
                yield
        except DamagedStore:
            if not self._stopped:
                self._stopped = True
                self._damaged()
            raise

    def _refuse_write(self) -> None:
        if self._stopped:
            raise DamagedStore("数据文件已损坏，这次修改没有保存。", "请退出并从备份恢复。")
        if not self.writable:
            raise StorageProblem("数据是只读打开的，只能查看，这次修改没有保存。", READ_ONLY)

    def _make_engine(self) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=driver(),
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
        raw = open_raw(self.path, self._key, self._mode)
        try:
            for pragma in _PRAGMAS if self.writable else _READ_ONLY_PRAGMAS:
                raw.execute(pragma)
        except BaseException:
            raw.close()
            raise
        return raw


def _begin(connection: Connection) -> None:
    """Begin; a write waits twice for another program that holds the file, ten seconds in all."""
    if not connection.get_execution_options().get("mediation_write", False):
        connection.exec_driver_sql("BEGIN")
        return
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except exc.OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        log.warning("storage: held by another program, waiting once more")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
