"""A line that shows how far a long job has come, and stops it; the job reports from its thread."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mediation_desk.errors import Stopped
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr


class Stoppable:
    """What a job calls with (done, total): it ends the job there once somebody wants it stopped."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        """Pass on what the job tells to `tell`."""
        self._tell = tell
        self._stopped = False

    def stop(self) -> None:
        """Have the job end where it tells how far it is the next time."""
        self._stopped = True

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the job is. Raises Stopped."""
        if self._stopped:
            raise Stopped("已停止。")
        self._tell(done, total)


class ProgressLine(QWidget):
    """Words over a bar; hidden while nothing is under way."""

    _told = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self._words = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setFixedHeight(theme.px(18))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._job: Stoppable | None = None
        self._when_stopped: Callable[[], None] = lambda: None
        self.stop_button = button(tr("停止"), self._stop)
        self.stop_button.setObjectName("stop_button")
        self.stop_button.hide()
        layout.addWidget(self._words)
        layout.addLayout(row(self.bar, self.stop_button, stretch=0))
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def start(self, words: str) -> Callable[[int, int], None]:
        """Show the line; return what the job calls with (done, total), from any thread."""
        self._words.setText(words)
        self.bar.setRange(0, 0)
        self.show()
        return self._tell

    def start_stoppable(self, words: str, stopped: Callable[[], None]) -> Stoppable:
        """Do as `start`, for a job that can be stopped; one that still runs is stopped first.

        `stopped` is called when a person stops it. The line is not shown before the job has told
        something.
        """
        if self._job is not None:
            self._job.stop()
        self.end()
        self._words.setText(words)
        self._job, self._when_stopped = Stoppable(self._tell), stopped
        return self._job

    def end(self) -> None:
        """Hide the line."""
        self._job = None
        self.stop_button.hide()
        self.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.end()
            self._when_stopped()

    def _tell(self, done: int, total: int) -> None:
        # The page may have been drawn anew while the job runs on.
        if shiboken6.isValid(self):
            self._told.emit(done, total)

    def _show(self, done: int, total: int) -> None:
        if self._job is not None:
            self.stop_button.show()
            self.show()
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * done / total) if total else 0)
