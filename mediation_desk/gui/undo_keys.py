"""Whose Ctrl+Z is it? The text box's while it can take back typing, the window's otherwise."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class LeavesUndo:
    """Put before a text box's Qt class: Qt itself would keep both keys, even with nothing typed."""

    def event(self: Any, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            paper = self.document() if isinstance(self, QPlainTextEdit) else self
            typed = paper.isUndoAvailable() or paper.isRedoAvailable()
            if not typed and any(event.matches(key) for key in _KEYS):
                event.ignore()
                return True
        return bool(super().event(event))
