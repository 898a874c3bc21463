"""What stands before everything else: a screen in the window's place, other windows out of sight.

While a screen stands, nothing of the pages or of an open dialog is on the display or can be reached
by a key; what was typed there stays, hidden, until the screen is lifted.
"""

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class Curtain(QStackedWidget):
    """The window's content: the frame, or one screen before it."""

    def __init__(self, frame: QWidget) -> None:
        """Begin with the frame in sight."""
        super().__init__()
        self._frame = frame
        self._hidden: list[QWidget] = []
        self.addWidget(frame)

    def draw(self, screen: QWidget) -> None:
        """Show a screen, in place of the frame or of the screen before it."""
        standing = self.currentWidget()
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        if standing is not self._frame:
            self._drop(standing)
        self._hide_others()

    def lift(self) -> None:
        """Show the frame again, and the dialogs that were open over it."""
        standing = self.currentWidget()
        self.setCurrentWidget(self._frame)
        if standing is not self._frame:
            self._drop(standing)
        for window in self._hidden:
            window.show()
        self._hidden = []

    def _drop(self, screen: QWidget) -> None:
        self.removeWidget(screen)
        screen.deleteLater()

    def _hide_others(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for window in QApplication.topLevelWidgets():
            if window is not self.window() and window.isVisible():
                window.hide()
                self._hidden.append(window)
                window.destroyed.connect(lambda _=None, gone=window: self._forget(gone))

    def _forget(self, gone: QWidget) -> None:
        self._hidden = [window for window in self._hidden if window is not gone]
