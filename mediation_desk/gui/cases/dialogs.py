"""Which dialog asks for what a move needs."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from mediation_desk.gui.cases.session_dialog import SessionDialog
from mediation_desk.gui.cases.short_dialogs import (
    CloseDialog,
    ExtendDialog,
    RefuseDialog,
    StepBackDialog,
)
from mediation_desk.gui.context import GuiContext
from mediation_desk.services.rows import CaseDetail

Maker = Callable[[GuiContext, CaseDetail], Any]

DIALOGS: dict[Move, Maker] = {
    Move.REFUSE: RefuseDialog,
    Move.EXTEND: ExtendDialog,
    Move.SESSION: SessionDialog,
    Move.PERFORM: PerformDialog,
    Move.CLOSE: CloseDialog,
    Move.STEP_BACK: StepBackDialog,
}
