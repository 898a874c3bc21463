"""Undoing a saved action from the window (撤销): what was undone is said in the message bar."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.history_rows import UndoStep


def turn_round(
    host: Any, owner: QWidget, step: UndoStep | None, *, nothing: str = "", reason: str = ""
) -> None:
    """Undo a step, or bring it back, and say so; `host` is a window or a page's context."""
    if step is None or step.why_not:
        host.say("warn", step.why_not if step else nothing)
        return
    service, found = host.desk.undo, step

    def write() -> Changed:
        done: Changed = service.undo(found.write_id, reason)
        return replace(done, message=_sentence(found))

    host.runner.write(write, owner)


def _sentence(step: UndoStep) -> str:
    if step.redo:
        return tr("已{what}。", what=step.sentence)
    return tr("已{what}。按 Ctrl+Y 可以恢复。", what=step.sentence)
