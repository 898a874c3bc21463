"""调解记录: every session beside its record."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import SessionResult, State
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.agenda.plan_dialog import PlanDialog, Planned
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.cases.secrets import SecretsTab
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, heading, label, row, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseDetail, SessionRow


def _result(session: SessionRow) -> str:
    return tr(SessionResult(session.result).label)


WHOLE = 10_000
"""A record is shown to its last line: the pane around it scrolls."""

SESSION_COLUMNS = (
    Column("次序", lambda one: tr("第 {number} 次", number=one.ordinal), width=80),
    Column("时间", lambda one: moment_words(one.held_at), width=150),
    Column("结果", _result, width=100, rank=1),
)


class SessionsTab(SecretsTab):
    """The sessions as a list, the chosen one in full."""

    def __init__(
        self,
        context: GuiContext,
        correct: Callable[[CaseDetail, SessionRow], None],
        turn: Callable[[], None],
    ) -> None:
        """Begin without a case; `correct` is called for a session the user wants to mend.

        `turn` turns a screen to the parties.
        """
        super().__init__(context)
        self._correct = correct
        self._case: CaseDetail | None = None
        theme = context.theme
        self.table = ListView(theme, RowsModel(SESSION_COLUMNS), self._open)
        self.table.setAccessibleName(tr("调解记录"))
        self.table.stretch(1)
        self.table.chosen_changed.connect(self._look)
        words = tr("还没有调解记录。指派调解员后，用“记录调解”登记每一次调解。")
        self.empty = label(words, "muted", wrap=True)
        frame, inside = card(theme)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        self.ahead = label("", wrap=True)
        self.plan_button = button(tr("约定调解时间"), self._plan)
        inside.addWidget(self.ahead)
        self.parties_button = button(tr("给当事人看"), turn)
        self.parties_button.setToolTip(tr("大字显示双方说法和协议条款，可以转给当事人看（F11）"))
        if not context.desk.sign_in.may(Permission.MEDIATE):
            self.parties_button.hide()
        inside.addLayout(row(self.plan_button, self.parties_button))
        inside.addStretch(0)
        detail, around = card(theme)
        self._area = scrolled(QWidget())
        self.correct_button = button(tr("修改这次记录"), self._mend)
        around.addWidget(self._area, 1)
        around.addLayout(row(self.correct_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (frame, detail), (2, 3)))

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case_id = case.id
        self._case = case
        self.table.show_rows(case.sessions)
        self.table.setVisible(bool(case.sessions))
        self.empty.setVisible(not case.sessions)
        running = case.state in (State.ACCEPTED, State.MEDIATING)
        at = case.next_session_at if running else None
        self.ahead.setText(tr("下次调解：{when}", when=moment_words(at)) if at else "")
        self.ahead.setVisible(at is not None)
        self.plan_button.setVisible(running)

    def _plan(self) -> None:
        """Plan the next session, or move it."""
        if self._case is not None:
            case = self._case
            PlanDialog(self._context, Planned(case.id, case.title, case.next_session_at)).ask(self)

    def _open(self, _session: SessionRow) -> None:
        self._mend()

    def _mend(self) -> None:
        chosen = self.table.chosen()
        if self._case is not None and chosen is not None:
            self._correct(self._case, chosen)

    def _look(self, session: SessionRow | None) -> None:
        theme = self._context.theme
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        layout.setSpacing(theme.px(10))
        self.record = Reading(theme, tr("调解记录"), lines=WHOLE)
        if session is not None:
            layout.addWidget(self._facts(session))
            layout.addWidget(heading(theme, tr("调解经过")))
            layout.addWidget(self.record)
            self.record.show_text(session.record)
        layout.addStretch(1)
        self._area.setWidget(content)
        self.correct_button.setVisible(session is not None)

    def _facts(self, session: SessionRow) -> Facts:
        names = {party.id: party.name for party in self._case.parties} if self._case else {}
        present = [names[one] for one in session.present_ids if one in names]
        facts = Facts(self._context.theme)
        until = moment_words(session.ended_at) if session.ended_at else ""
        facts.add(tr("开始"), moment_words(session.held_at))
        if until:
            facts.add(tr("结束"), until)
        facts.add(tr("地点"), session.place)
        if session.subject:
            facts.add(tr("调解事项"), session.subject)
        facts.add(tr("到场当事人"), "、".join(present))
        if session.absent_note:
            facts.add(tr("未到场说明"), session.absent_note)
        facts.add(tr("结果"), _result(session))
        facts.add(tr("下次调解"), moment_words(session.next_at) if session.next_at else "")
        facts.add(tr("记录人"), session.recorded_by)
        return facts
