"""去改正: from a finding of the check to the place where it is mended, the cursor in the field."""

from typing import Any

from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.records import RecordKind
from mediation_desk.domain.review.model import Finding
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.cases.dialogs import DIALOGS
from mediation_desk.gui.cases.session_dialog import SessionDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseDetail, MoveState


def mend(context: GuiContext, page: Any, case: CaseDetail, finding: Finding) -> None:
    """Begin the move that mends a finding; where none does, show its tab and say why."""
    place = finding.place
    states = {one.move: one for one in case.moves}
    if place.move is None or not states[place.move].enabled:
        page.tabs.setCurrentWidget(getattr(page, place.tab))
        if place.tab == "papers" and place.field:
            page.papers.show_kind(place.field)
        if place.tab == "records":
            _mend_record(page, case, finding)
        if place.tab == "evidence":
            page.evidence.show_slot(place.field)
        if place.move is not None:
            context.say("warn", _refusal(states, place.move))
    elif place.move is Move.REVISE:
        context.revise_case(case.id, place.field, finding.sentence)
    else:
        _begin(context, page, case, finding)


def _refusal(states: dict[Move, MoveState], move: Move) -> str:
    """Return why a move is not possible now, and the way to it where there is one."""
    reason = states[move].why_not
    if states[Move.STEP_BACK].enabled:
        return reason + tr("确需改动，请先“退回上一步”，改好再接着办。")
    return reason


def _mend_record(page: Any, case: CaseDetail, finding: Finding) -> None:
    """Open the record a finding is about, or a new one of its kind."""
    name, _, where = finding.place.field.partition(".")
    number, _, field = where.partition(".")
    kind = RecordKind(name)
    rows: dict[RecordKind, Any] = {
        RecordKind.FOLLOW_UP: case.records.visits,
        RecordKind.INVESTIGATION: case.records.investigations,
    }
    record = rows[kind][int(number)] if number else None
    page.records.mend(kind, record, InvalidInput({field: finding.sentence}))


def _begin(context: GuiContext, page: Any, case: CaseDetail, finding: Finding) -> None:
    """Open the move's dialog; the finding stands beside its field, or above them all."""
    field, move = finding.place.field, finding.place.move
    if move is Move.SESSION and field.startswith("sessions."):
        _, number, field = field.split(".")
        dialog: Any = SessionDialog(context, case, case.sessions[int(number)])
    else:
        dialog = DIALOGS[move](context, case) if move else None
    if dialog.ask(page):
        dialog.show_error(InvalidInput({field: finding.sentence}))
