"""Backups nobody has to think of (自动备份): daily while the window is open, and on leaving."""

import logging
from typing import Any

from PySide6.QtCore import QObject, QTimer

from mediation_desk.errors import AppError
from mediation_desk.gui.words import tr

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 10 * 60 * 1000


class BackupClock(QObject):
    """Looks now and then whether a backup is due, and makes it behind the work."""

    def __init__(self, window: Any) -> None:
        """Look for the desk that is open in `window`."""
        super().__init__(window)
        self._window = window
        timer = QTimer(self)
        timer.setInterval(LOOK_EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Make today's backup if it is due; not before a screen of the door is gone."""
        from mediation_desk.services.backups import DAILY

        window = self._window
        if window.desk is None or window.shut_by is not None or window.runner.busy:
            return
        backups = window.desk.backups
        if backups.due():
            window.runner.write(lambda: backups.run(DAILY), self, self._made)

    def _made(self, done: Any) -> None:
        kind = "warn" if done.problems else "good"
        said = tr("今天的备份：{message}。", message=done.message)
        self._window.say(kind, said + "".join(done.problems))
        self._window.show_status()


def back_up_on_leaving(desk: Any) -> None:
    """Back up what was changed since the last backup; leaving goes on even where that fails.

    A desk that is locked gives nothing away, not even to a backup: the next start makes it up.
    """
    from mediation_desk.services.backups import EXIT

    try:
        if desk.backups.due(leaving=True):
            desk.backups.run(EXIT)
    except AppError as error:
        log.warning("no backup on leaving: %s", type(error).__name__)
