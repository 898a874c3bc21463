"""记录调解: one session, new or corrected."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.codes import Role, SessionResult
from mediation_desk.gui.cases.people import mediator_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, MomentField, TextField, TickField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.words import plain_words, tr
from mediation_desk.services.drafts import SessionDraft
from mediation_desk.services.rows import CaseDetail, SessionRow


class SessionDialog(FormDialog):
    """When, where, who was there, what was said, what came of it, what is next."""

    def __init__(
        self, context: GuiContext, case: CaseDetail, session: SessionRow | None = None
    ) -> None:
        """Record a session of `case`, or correct one."""
        number = session.ordinal if session else len(case.sessions) + 1
        title = (
            tr("修改第 {number} 次调解", number=number)
            if session
            else tr("第 {number} 次调解", number=number)
        )
        super().__init__(context, title)
        self._case, self._session = case, session
        self._build()
        self._fill()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the writing of the session."""
        draft = SessionDraft(**values)
        sessions, case_id, old = self._context.desk.sessions, self._case.id, self._session
        if old is not None:
            return lambda: sessions.correct(case_id, old.id, draft)
        return lambda: sessions.record(case_id, draft)

    def _build(self) -> None:
        form, today = self.form, self._context.desk.clock.today()
        results = [(one.value, tr(one.label)) for one in SessionResult]
        form.add(tr("开始"), MomentField("held_at", today=today, required=True), required=True)
        form.add(tr("结束"), MomentField("ended_at", today=today))
        place = TextField("place", hint=tr("村委会、家中、田头都可以"))
        form.add(tr("地点"), place, required=True)
        form.add(tr("调解事项"), TextField("subject", hint=tr("不写就用案件名称")))
        parties = [(party.id, plain_words(party.name)) for party in self._case.parties]
        self._present = TickField("present_ids", parties, spacing=self._context.theme.px(16))
        form.add(tr("到场当事人"), self._present, span=2)
        form.add_wide(self._everybody())
        form.add(tr("未到场说明"), TextField("absent_note"), span=2)
        form.add(tr("调解经过"), AreaField("record", lines=8), span=2, required=True)
        form.add(tr("结果"), ChoiceField("result", results))
        form.add(tr("下次调解"), MomentField("next_at", today=today))
        form.add(tr("记录人"), TextField("recorded_by"))

    def _everybody(self) -> QWidget:
        holder = QWidget()
        everybody = button(tr("全部到场"), self._tick_all)
        everybody.setAutoDefault(False)
        line = row(everybody)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def _tick_all(self) -> None:
        self._present.set_value([party.id for party in self._case.parties])
        self._on_edited()

    def _fill(self) -> None:
        if self._session is not None:
            self.form.fill({name: getattr(self._session, name) for name in self.form.fields})
            return
        if self._case.sessions:
            self.form.fill({"place": self._case.sessions[-1].place})
        recorder = mediator_words(self._case, Role.RECORDER)
        self.form.fill({"recorded_by": recorder or mediator_words(self._case, Role.LEAD)})
