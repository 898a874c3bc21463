"""达成协议: what was agreed, as data; whether it must be written is said as it is typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import Form, SessionResult
from mediation_desk.errors import AppError
from mediation_desk.gui.cases.clauses import Clauses
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, CheckField, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.sheet import Sheet
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import AgreementDraft
from mediation_desk.services.rows import CaseDetail


class AgreementDialog(FormDialog):
    """Form and day, facts, clauses, how it is performed."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`; what is registered already is filled in."""
        super().__init__(context, tr("达成协议"))
        self._case = case
        self._reasons = label("", "warn", wrap=True)
        self._offered = label("", "muted", wrap=True)
        self._offered.hide()
        self.clauses = Clauses(context, case)
        self._after = Sheet(context.theme, columns=3)
        self._build()
        self._fill()
        self.form.edited.connect(self._advise)
        self._advise()
        self.resize(context.theme.px(980), self.height())

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the writing of the agreement."""
        draft = AgreementDraft(**values)
        return lambda: self._context.desk.agreements.conclude(self._case.id, draft)

    def _build(self) -> None:
        form, today = self.form, self._context.desk.clock.today()
        forms = [(one, tr(one.label)) for one in Form]
        form.add_wide(self._offered)
        form.add(tr("形式"), ChoiceField("form", forms))
        day = DateField("reached_on", today=today, required=True)
        form.add(tr("达成日期"), day, required=True)
        spot = CheckField("performed_on_spot", tr("当场履行完毕"))
        asked = CheckField("party_asked_written", tr("有当事人要求书面协议"))
        form.add_ticks("", [spot, asked])
        form.add_wide(self._reasons)
        form.add(tr("主要事实"), AreaField("facts", lines=4), span=2, required=True)
        form.add(tr("争议事项"), AreaField("disputed_matters", lines=2))
        form.add(tr("各方责任"), AreaField("responsibility", lines=2))
        self.add_lines("clauses", self.clauses)
        after = self._after.form
        after.add(tr("履行方式"), TextField("performance_manner"))
        after.add(tr("履行期限"), TextField("performance_deadline"))
        after.add(tr("履行地点"), TextField("performance_place"))
        after.add(tr("生效日期（手工指定，一般不填）"), DateField("effect_on", today=today))
        after.add(tr("手工指定的理由"), TextField("effect_reason"), span=2)
        self.parties_button = button(tr("给当事人看"), self._turn)
        self.parties_button.setAutoDefault(False)
        holder = QWidget()
        line = row(self.parties_button)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        after.add_wide(holder)
        self.sheet.add_part("", self._after)

    def _fill(self) -> None:
        case = self._case
        former = self._context.desk.agreements.former(case.id)
        if former is not None:
            self._offer(former)
            return
        self.form.fill(
            {
                "reached_on": self._agreed_on(),
                "facts": case.facts,
                "disputed_matters": case.disputed_matters,
            }
        )
        self.clauses.add_clause()

    def _offer(self, former: AgreementDraft) -> None:
        """Show what stood in the agreement that was withdrawn, to be changed and saved anew."""
        for form in (self.form, self._after.form):
            form.fill({name: getattr(former, name) for name in form.fields})
        for clause in former.clauses:
            self.clauses.add_clause(clause)
        self._offered.setText(tr("撤回的协议内容已经带出，请核对修改后保存；签章要重新登记。"))
        self._offered.show()

    def _agreed_on(self) -> date:
        """Return the day of the session that came to an agreement, else today."""
        last = self._case.sessions[-1] if self._case.sessions else None
        if last is not None and last.result == SessionResult.AGREED:
            return last.held_at.astimezone(CHINA).date()
        today: date = self._context.desk.clock.today()
        return today

    def _turn(self) -> None:
        """Turn to the parties what is typed so far; nothing is saved."""
        table = self._context.desk.table_side
        try:
            draft = AgreementDraft(**self.sheet.read())
            self._context.turn_to_parties(lambda: table.drafted(self._case.id, draft))
        except AppError as error:
            self.show_error(error)

    def _advise(self) -> None:
        """Say why this agreement must or should be written."""
        fields = self.form.fields
        reasons = self._context.desk.agreements.must_be_written(
            self._case.type,
            self._case.difficulty,
            on_spot=fields["performed_on_spot"].value(),
            asked=fields["party_asked_written"].value(),
        )
        self._reasons.setText("\n".join(reasons))
        self._reasons.setVisible(bool(reasons))
