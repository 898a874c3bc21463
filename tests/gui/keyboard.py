"""Typing as people do: letters by keys, Chinese through the input method's commit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
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


def focused() -> QWidget:
    """Return the widget that has the cursor."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
