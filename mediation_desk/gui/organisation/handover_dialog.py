"""移交案件: all open cases of a mediator to another in one act, seen before it is done."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, CheckField, ChoiceField, DateField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.organisation.columns import HANDOVER_COLUMNS, HANDOVER_TITLE
from mediation_desk.gui.parts import ListView, label
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.roster_rows import HandoverDraft
from mediation_desk.services.rows import MediatorRow


class HandoverDialog(FormDialog):
    """Asks to whom the cases of `leaver` go, and shows them."""

    def __init__(self, context: GuiContext, leaver: MediatorRow) -> None:
        """Draw the form and the list of what would pass on."""
        title = tr("移交{name}的案件", name=leaver.name)
        super().__init__(context, title, save=tr("移交"))
        self._leaver = leaver
        desk, theme = context.desk, context.theme
        others = [one for one in desk.office.mediators(active_only=True) if one.id != leaver.id]
        # The own committee's first: a case stays where it was taken up.
        others.sort(key=lambda one: one.committee_id != leaver.committee_id)
        choices = [(one.id, _words(one)) for one in others]
        self.taker = ChoiceField("to_id", [("", tr("请选择")), *choices])
        self.form.add(tr("接收人"), self.taker, required=True)
        day = DateField("handed_on", today=desk.clock.today(), required=True)
        self.form.add(tr("交接日期"), day, required=True)
        day.set_value(desk.clock.today())
        self.form.add(tr("原因"), AreaField("reason", lines=2), span=2, required=True)
        resigns = CheckField("resigns", tr("{name}同时停止任职", name=leaver.name))
        resigns.setEnabled(desk.sign_in.may(Permission.ORGANISE))
        self.form.add_ticks("", [resigns])
        self.sums = label("", "muted", wrap=True)
        self.doubts = label("", "warn", wrap=True)
        self.table = ListView(theme, RowsModel(HANDOVER_COLUMNS), lambda _: None, key="case_id")
        self.table.stretch(HANDOVER_TITLE)
        self.table.setMinimumHeight(theme.px(220))
        for part in (self.sums, self.doubts, self.table):
            self.form.add_wide(part)
        self.taker.touched.connect(self._show)
        self._show()

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the hand-over."""
        draft = HandoverDraft(from_id=self._leaver.id, **values)
        handover = self._context.desk.handover
        return lambda: handover.hand_over(draft)

    def _show(self) -> None:
        lines = self._context.desk.handover.plan(self._leaver.id, self.taker.value() or "")
        self.table.show_rows(lines)
        moving = sum(line.moves for line in lines)
        words = tr("移交 {moving} 件在办的案件", moving=moving)
        if moving < len(lines):
            rest = len(lines) - moving
            words += tr("；{rest} 件已达成协议，主办人不变，由接收人督促履行", rest=rest)
        self.sums.setText(words + "。")
        self.doubts.setText("\n".join(f"{one.number}：{one.doubt}" for one in lines if one.doubt))
        self.doubts.setVisible(bool(self.doubts.text()))


def _words(one: MediatorRow) -> str:
    return tr("{name}（在办 {open} 件）", name=one.name, open=one.open_cases)
