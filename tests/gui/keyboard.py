"""Typing as people do: letters by keys, Chinese through the input method's commit."""

from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_into(widget: QWidget, text: str) -> None:
    """Type a text into a widget that has the cursor; line ends come as from a paste."""
    for part in text:
        if part.isascii() and part.isprintable():
            QTest.keyClicks(widget, part)
        else:
            typed = QInputMethodEvent("", [])
            typed.setCommitString(part)
            QApplication.sendEvent(widget, typed)


def press(
    widget: QWidget,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press one key on a widget."""
    QTest.keyClick(widget, key, held)


def settle(window: Any) -> None:
    """Wait until the window has read and written all it was asked to."""
    if window.runner.busy:
        waiting = QEventLoop()
        window.runner.idle.connect(waiting.quit)
        waiting.exec()


def focused() -> QWidget:
    """Return the widget that has the cursor."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


class Keyboard(QObject):
    """A person at the keyboard of one window: keys go to whatever has the cursor.

    `pressed` counts the keys as the window received them. Free text comes through the input
    method, as Chinese does, and is not counted; the keys held with another count too.
    """

    def __init__(self, window: QWidget) -> None:
        """Sit down at a window that is shown."""
        super().__init__()
        self._window = window.windowHandle()
        self.pressed = 0
        self._window.installEventFilter(self)

    def press(self, *keys: str) -> None:
        """Press keys by their names, one after another: "Enter", "Alt+A", "Ctrl+Return"."""
        for name in keys:
            for combination in QKeySequence(name):
                self.pressed += bin(combination.keyboardModifiers().value).count("1")
                QTest.keyClick(self._window, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type letters and digits; every one counts."""
        for letter in text:
            QTest.keyClick(self._window, letter)

    def write(self, text: str) -> None:
        """Write free text: names, places, what happened."""
        typed = QInputMethodEvent("", [])
        typed.setCommitString(text)
        QApplication.sendEvent(focused(), typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress:
            self.pressed += 1
        return False
