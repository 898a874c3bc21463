"""Reads of which only the newest counts: the list while somebody types, the case looked at."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from mediation_desk.errors import AppError
from mediation_desk.gui.runner import TaskRunner

Wanted = Callable[[], bool]
Job = Callable[[Wanted], Any]
Done = Callable[[Any], None]


class Latest(QObject):
    """Runs one read at a time; a newer question takes the place of the one that waits.

    A job is given `wanted`, which turns false once its answer will not be looked at any more.
    """

    def __init__(self, runner: TaskRunner, owner: QObject) -> None:
        """Ask for `owner`; when that is gone, nothing is delivered."""
        super().__init__(owner)
        self._runner = runner
        self._number = 0
        self._running = False
        self._waiting: tuple[Job, Done] | None = None

    def ask(self, job: Job, done: Done) -> None:
        """Read; `done` gets the answer unless something else was asked for meanwhile."""
        self._number += 1
        if self._running:
            self._waiting = (job, done)
        else:
            self._start(job, done)

    def drop(self) -> None:
        """Want no answer any more."""
        self._number += 1
        self._waiting = None

    def _start(self, job: Job, done: Done) -> None:
        self._running = True
        number = self._number

        def wanted() -> bool:
            return number == self._number

        def read() -> Any:
            try:
                return job(wanted)
            finally:
                self._running = False  # also after an error nobody foresaw

        def answered(answer: Any) -> None:
            if wanted():
                done(answer)
            self._go_on()

        def failed(error: AppError) -> None:
            if wanted():
                self._runner.failed.emit(error)
            self._go_on()

        self._runner.read(read, self, answered, failed=failed)

    def _go_on(self) -> None:
        if self._waiting is not None and not self._running:
            (job, done), self._waiting = self._waiting, None
            self._start(job, done)
