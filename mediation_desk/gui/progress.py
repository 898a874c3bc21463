"""A line that shows how far a long job has come; the job reports from its own thread."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme


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
        layout.addWidget(self._words)
        layout.addWidget(self.bar)
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def start(self, words: str) -> Callable[[int, int], None]:
        """Show the line; return what the job calls with (done, total), from any thread."""
        self._words.setText(words)
        self.bar.setRange(0, 0)
        self.show()
        return self._tell

    def end(self) -> None:
        """Hide the line."""
        self.hide()

    def _tell(self, done: int, total: int) -> None:
        # The page may have been drawn anew while the job runs on.
        if shiboken6.isValid(self):
            self._told.emit(done, total)

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * done / total) if total else 0)
