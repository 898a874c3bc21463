"""Notices that nobody is at the keyboard (空闲): no key, no mouse, no Chinese typed for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

CHECK_EVERY_MS = 2000
_ACTIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


def _two_clocks() -> tuple[float, float]:
    """Return running time and wall time: the first stands still while the machine sleeps."""
    return time.monotonic(), time.time()


class IdleWatch(QObject):
    """`idle` comes when the desk was left alone for `seconds`; 0 watches nothing.

    Listens at the system's windows, where all input arrives, not at every widget. What an input
    method commits comes past them and is noticed by the cursor it moves.
    """

    idle = Signal()

    def __init__(
        self,
        parent: QObject,
        clocks: Callable[[], tuple[float, float]] = _two_clocks,
    ) -> None:
        """Begin without watching."""
        super().__init__(parent)
        self._clocks = clocks
        self._last = clocks()
        self.seconds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.wake)

    def watch(self, seconds: int) -> None:
        """Begin anew with another time; 0 stops."""
        self.seconds = seconds
        self.wake()
        self._follow(QGuiApplication.focusWindow())
        if seconds:
            self._timer.start()
        else:
            self._timer.stop()

    def wake(self) -> None:
        """Note that somebody is there."""
        self._last = self._clocks()

    def look(self) -> None:
        """Say so when nobody has been there long enough by either clock."""
        away = max(now - then for now, then in zip(self._clocks(), self._last, strict=True))
        if self.seconds and away >= self.seconds:
            self.wake()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVE:
            self.wake()
        return False

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
