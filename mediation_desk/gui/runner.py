"""Work off the GUI thread: one thread for writes, a small pool for reads and files.

A job is a plain callable; its answer comes back to the GUI thread by a queued signal this object
owns. A job whose owner widget has gone is dropped. Nothing else in the window touches threads.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mediation_desk.errors import AppError
from mediation_desk.gui.collector import Collector
from mediation_desk.services.changes import Changed

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[AppError], None]


LATE_MS = 1000
"""From when on a write that is not done is worth a word (reliability.md B5)."""


@dataclass(frozen=True, slots=True)
class _Caller:
    """Who asked for a job, and where its answer goes."""

    owner: QObject
    done: Done | None
    failed: Failed | None
    writes: bool = False


class TaskRunner(QObject):
    """Runs jobs; `changed` says after a write what kind of thing it touched."""

    changed = Signal(object)
    failed = Signal(object)
    idle = Signal()
    waiting = Signal(bool)
    """True when a write has been under way for a second, False when none is any more."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with no thread running; threads come with the first job."""
        super().__init__(parent)
        self._writes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="write")
        self._reads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read")
        self._running = self._writing = 0
        self._closed = False
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(lambda: self.waiting.emit(True))
        self._collector = Collector(self)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return self._running > 0

    def write(
        self,
        job: Callable[[], Any],
        owner: QObject,
        done: Done | None = None,
        *,
        failed: Failed | None = None,
    ) -> None:
        """Run a write; writes run one after another.

        An AppError goes to `failed` while the owner is there, else to the signal of that name.
        """
        self._writing += 1
        if not self._late.isActive():
            self._late.start()
        self._start(self._writes, job, _Caller(owner, done, failed, writes=True))

    def read(
        self,
        job: Callable[[], Any],
        owner: QObject,
        done: Done,
        *,
        failed: Failed | None = None,
    ) -> None:
        """Run a slow read or a job on files; nothing once closed: nobody waits for the answer."""
        if not self._closed:
            self._start(self._reads, job, _Caller(owner, done, failed))

    def close(self) -> None:
        """Let every job come to its end; no job starts after this, no answer is delivered."""
        self._closed = True
        self._writes.shutdown(wait=True)
        self._reads.shutdown(wait=True)
        self._running = self._writing = 0
        self._late.stop()
        self._collector.stop()

    def _start(self, pool: ThreadPoolExecutor, job: Callable[[], Any], caller: _Caller) -> None:
        self._running += 1
        pool.submit(self._run, job, caller)

    def _run(self, job: Callable[[], Any], caller: _Caller) -> None:
        try:
            answer: Any = job()
        except Exception as error:  # the one place where a job's failure is carried on
            answer = error
        if not self._closed:
            self._finished.emit((answer, caller))

    @Slot(object)
    def _deliver(self, outcome: tuple[Any, _Caller]) -> None:
        answer, caller = outcome
        self._running -= 1
        self._writing -= caller.writes
        if caller.writes and not self._writing:
            self._late.stop()
            self.waiting.emit(False)
        there = shiboken6.isValid(caller.owner)
        if isinstance(answer, Exception):
            self._tell(answer, caller if there else None)
        else:
            if caller.done is not None and there:
                caller.done(answer)
            if isinstance(answer, Changed):
                self.changed.emit(answer)
        if not self._running:
            self.idle.emit()

    def _tell(self, error: Exception, caller: _Caller | None) -> None:
        if not isinstance(error, AppError):
            log.error("unexpected", exc_info=error)
        elif caller is not None and caller.failed is not None:
            caller.failed(error)
            return
        self.failed.emit(error)
