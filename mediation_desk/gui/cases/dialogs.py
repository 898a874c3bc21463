"""Which dialog asks for what a move needs."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.cases.accept_dialog import AcceptDialog
from mediation_desk.gui.cases.agreement_dialog import AgreementDialog
from mediation_desk.gui.cases.assign_dialog import AssignDialog
from mediation_desk.gui.cases.confirm_dialog import ConfirmDialog
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from mediation_desk.gui.cases.session_dialog import SessionDialog
from mediation_desk.gui.cases.short_dialogs import (
    CloseDialog,
    ExtendDialog,
    RefuseDialog,
    StepBackDialog,
)
from mediation_desk.gui.cases.sign_dialog import SignDialog
from mediation_desk.gui.cases.terminate_dialog import TerminateDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.services.rows import CaseDetail


class Revise:
    """No dialog: what was registered is corrected on the page where it was registered."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Be about `case`."""
        self._context, self._case = context, case

    def ask(self, _parent: Any) -> None:
        """Show the registration page."""
        self._context.revise_case(self._case.id)


Maker = Callable[[GuiContext, CaseDetail], Any]

DIALOGS: dict[Move, Maker] = {
    Move.REVISE: Revise,
    Move.ACCEPT: AcceptDialog,
    Move.REFUSE: RefuseDialog,
    Move.ASSIGN: AssignDialog,
    Move.EXTEND: ExtendDialog,
    Move.SESSION: SessionDialog,
    Move.AGREE: AgreementDialog,
    Move.SIGN: SignDialog,
    Move.TERMINATE: TerminateDialog,
    Move.PERFORM: PerformDialog,
    Move.CONFIRM: ConfirmDialog,
    Move.CLOSE: CloseDialog,
    Move.STEP_BACK: StepBackDialog,
}
