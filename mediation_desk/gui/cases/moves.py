"""The moves of a case as buttons: what comes next, what else can be done, what cannot and why."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.cases.dialogs import DIALOGS
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import plain_tip, tr
from mediation_desk.services.rows import CaseDetail, MoveState


def start_move(context: GuiContext, parent: QWidget, case: CaseDetail, move: Move) -> None:
    """Begin a move: open its dialog, or say why it is not possible now."""
    state = next(one for one in case.moves if one.move is move)
    if not state.enabled:
        context.say("warn", state.why_not)
        return
    DIALOGS[move](context, case).ask(parent)


def to_bin(
    context: GuiContext, parent: QWidget, case_id: str, done: Callable[[Any], None] | None = None
) -> None:
    """Move a case to the bin, once a reason is given; Ctrl+Z takes it out again."""
    reason = context.prompts.reason(parent, tr("移到回收站"), tr("删除的原因"))
    if reason:
        delete = context.desk.bin.delete
        context.runner.write(lambda: delete(case_id, reason), parent, done)


class MoveButton(QPushButton):
    """One move. One that is not possible now looks greyed but still answers: it says why."""

    def __init__(self, state: MoveState, *, primary: bool) -> None:
        """Show the move's words; the reason, if any, is its tooltip."""
        super().__init__(tr(state.label))
        self.move_name = state.move
        self.setObjectName(f"move_{state.move.value}")
        self.setProperty("primary", primary)
        self.setProperty("greyed", not state.enabled)
        self.setToolTip(plain_tip(state.why_not))
        self.setAccessibleDescription(state.why_not)


class MoveBar(QWidget):
    """All moves of a case: the next step first, those not possible now behind a button."""

    started = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Begin without a case."""
        super().__init__()
        self.buttons: dict[Move, MoveButton] = {}
        self.more = button(tr("现在不能做的"), self._toggle)
        self.more.setCheckable(True)
        self._now, self._later = QWidget(), QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for line in (self._now, self._later):
            line.setLayout(FlowLayout(theme.px(8)))
            layout.addWidget(line)
        self._later.hide()

    def show_case(self, case: CaseDetail) -> None:
        """Show the moves of a case; the cursor, if it was here, goes to the next step."""
        here = self.isAncestorOf(self.window().focusWidget())
        for old in self.buttons.values():
            old.setParent(None)
            old.deleteLater()
        moves = [one for one in case.moves if one.move in DIALOGS]
        moves.sort(key=lambda one: one.move is not case.next_move)
        self.buttons = {one.move: self._button(one, case) for one in moves}
        for one in moves:
            line = self._now if one.enabled else self._later
            line.layout().addWidget(self.buttons[one.move])
        self._now.layout().removeWidget(self.more)
        self._now.layout().addWidget(self.more)
        self.more.setVisible(not all(one.enabled for one in moves))
        if here and moves:
            first = self.buttons[moves[0].move]
            first.show()  # what is still hidden takes no cursor
            first.setFocus()

    def _button(self, state: MoveState, case: CaseDetail) -> MoveButton:
        made = MoveButton(state, primary=state.move is case.next_move)
        made.clicked.connect(lambda: self.started.emit(state.move))
        return made

    def _toggle(self) -> None:
        self._later.setVisible(self.more.isChecked())
