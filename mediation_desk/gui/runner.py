"""Work off the GUI thread: one thread for writes, a small pool for reads and files.

A job is a plain callable; its answer comes back to the GUI thread by a queued signal this object
owns. A job whose owner widget has gone is dropped. Nothing else in the window touches threads.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from mediation_desk.errors import AppError
from mediation_desk.services.changes import Changed

log = logging.getLogger(__name__)

Done = Callable[[Any], None]


class TaskRunner(QObject):
    """Runs jobs; `changed` says after a write what kind of thing it touched."""

    changed = Signal(object)
    failed = Signal(object)
    idle = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with no thread running; threads come with the first job."""
        super().__init__(parent)
        self._writes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="write")
        self._reads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read")
        self._running = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return self._running > 0

    def write(self, job: Callable[[], Any], owner: QObject, done: Done | None = None) -> None:
        """Run a write; writes run one after another."""
        self._start(self._writes, job, owner, done)

    def read(self, job: Callable[[], Any], owner: QObject, done: Done) -> None:
        """Run a slow read or a job on files."""
        self._start(self._reads, job, owner, done)

    def close(self) -> None:
        """Let every job come to its end; no job starts after this."""
        self._writes.shutdown(wait=True)
        self._reads.shutdown(wait=True)

    def _start(
        self, pool: ThreadPoolExecutor, job: Callable[[], Any], owner: QObject, done: Done | None
    ) -> None:
        self._running += 1
        pool.submit(self._run, job, owner, done)

    def _run(self, job: Callable[[], Any], owner: QObject, done: Done | None) -> None:
        try:
            answer: Any = job()
        except Exception as error:  # the one place where a job's failure is carried on
            answer = error
        self._finished.emit((answer, owner, done))

    @Slot(object)
    def _deliver(self, outcome: tuple[Any, QObject, Done | None]) -> None:
        answer, owner, done = outcome
        self._running -= 1
        if isinstance(answer, Exception):
            if not isinstance(answer, AppError):
                log.error("unexpected", exc_info=answer)
            self.failed.emit(answer)
        else:
            if done is not None and shiboken6.isValid(owner):
                done(answer)
            if isinstance(answer, Changed):
                self.changed.emit(answer)
        if not self._running:
            self.idle.emit()
