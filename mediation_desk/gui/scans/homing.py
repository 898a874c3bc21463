"""What a scanner puts into its folder goes home by itself where it bears a code.

A file counts as finished once it has stopped growing. One without a code is left to be offered on
the pages: what is nobody's paper is not taken in unasked.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.gui.scans.inbox import Inbox
from mediation_desk.services.evidence_rows import Incoming

if TYPE_CHECKING:
    from mediation_desk.services.scan_rows import ReadScan

SETTLED_MS = 1200
_AT_ONCE = 50
_Size = tuple[int, int]


class Homing(QObject):
    """Looks after the scanner's folder while the window is open."""

    def __init__(self, window: Any, inbox: Inbox) -> None:
        """Work for a main window: its desk, its runner."""
        super().__init__(window)
        self._window = window
        self._inbox = inbox
        self._seen: dict[Path, _Size] = {}
        self._read: dict[Path, _Size] = {}
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self._look)
        inbox.changed.connect(self._timer.start)

    def _look(self) -> None:
        """Read what has come to rest; wait on for what still grows."""
        sizes = {file: size for file in self._inbox.new() if (size := _size(file)) is not None}
        fresh = {file: size for file, size in sizes.items() if self._read.get(file) != size}
        growing = {file for file, size in fresh.items() if self._seen.get(file) != size}
        self._seen = sizes
        if growing:
            self._timer.start()
        ready = [file for file in fresh if file not in growing][:_AT_ONCE]
        if ready and self._allowed():
            self._read |= {file: fresh[file] for file in ready}
            self._take(ready)

    def _allowed(self) -> bool:
        desk = self._window.desk
        open_here = desk is not None and self._window.shut_by is None and desk.writable
        return bool(open_here and desk.sign_in.may(Permission.REGISTER))

    def _take(self, files: Sequence[Path]) -> None:
        scans, runner = self._window.desk.scans, self._window.runner
        incoming = [Incoming(file.name, path=file) for file in files]

        def found(read: "tuple[ReadScan, ...]") -> None:
            at_home = {one.of for one in read if one.found}
            wanted = [one for one in read if one.of in at_home]
            if wanted:
                taken = [files[number] for number in sorted(at_home)]
                runner.write(
                    lambda: scans.take_in(wanted),
                    self,
                    lambda _: self._inbox.take(taken),
                    failed=_leave,
                )

        runner.read(lambda: scans.read(incoming), self, found, failed=_leave)


def _leave(_: AppError) -> None:
    """A file that is gone, or was taken in before, is offered on the pages, which say so."""


def _size(file: Path) -> _Size | None:
    with suppress(OSError):
        found = file.stat()
        return found.st_size, found.st_mtime_ns
    return None
