"""Keeps what is typed in the store while it is typed, so that a crash loses seconds at most."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from mediation_desk.errors import AppError
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.words import tr

EVERY_MS = 3000


class Autosave(QObject):
    """Writes a form's state a little after typing began, and at once when asked."""

    def __init__(
        self, context: GuiContext, parent: QObject, form: str, state: Callable[[], dict[str, Any]]
    ) -> None:
        """Keep under the name `form` what `state` returns."""
        super().__init__(parent)
        self._context, self._form, self._state = context, form, state
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self._write)

    def touch(self) -> None:
        """Note that something was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write now what was typed since the last time."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def rest(self) -> None:
        """Forget about what was typed: it is being saved, or was given up."""
        self._timer.stop()

    def drop(self) -> None:
        """Remove what was kept."""
        self._timer.stop()
        unsaved, form = self._context.desk.unsaved, self._form
        self._context.runner.write(lambda: unsaved.drop(form), self)

    def _write(self) -> None:
        unsaved, form, state = self._context.desk.unsaved, self._form, self._state()
        self._context.runner.write(lambda: unsaved.keep(form, state), self, failed=self._on_failed)

    def _on_failed(self, error: AppError) -> None:
        text = tr("草稿没有存上（内容还在窗口里）：{error}", error=error)
        self._context.say("warn", text)
        self._timer.start()
