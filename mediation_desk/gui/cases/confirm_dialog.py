"""司法确认: the window to apply in, the application, and what the court said."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.codes import ConfirmationResult
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import ConfirmationDraft
from mediation_desk.services.rows import AgreementDetail, CaseDetail, ConfirmationRow

NEW = ""


class ConfirmDialog(FormDialog):
    """A new application, or the ruling on one that waits."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`; an application without a ruling is the first offered."""
        super().__init__(context, tr("司法确认"))
        assert case.agreement is not None
        self._case, self._made = case, case.agreement
        self._filed = {row.id: row for row in case.confirmations}
        self.form.add_wide(label(_window(self._made), wrap=True))
        for warning in self._made.confirmation_warnings:
            self.form.add_wide(label(warning, "warn", wrap=True))
        self._build()
        waiting = [row for row in case.confirmations if row.result is ConfirmationResult.PENDING]
        self.form.fill({"confirmation_id": waiting[-1].id if waiting else NEW})
        self._show()
        self.sheet.edited.connect(self._warn)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the recording."""
        which = values.pop("confirmation_id")
        draft = ConfirmationDraft(**values)
        outcomes = self._context.desk.outcomes
        return lambda: outcomes.record_confirmation(self._case.id, draft, confirmation_id=which)

    def _build(self) -> None:
        form, today = self.form, self._context.desk.clock.today()
        which = ChoiceField(
            "confirmation_id", [(NEW, tr("新的申请")), *map(_choice, self._filed.values())]
        )
        which.touched.connect(self._show)
        results = [(one, tr(one.label)) for one in ConfirmationResult]
        form.add(tr("哪一次申请"), which, span=2)
        form.add(tr("法院"), TextField("court"), required=True)
        form.add(tr("申请日期"), DateField("filed_on", today=today, required=True), required=True)
        form.add(tr("结果"), ChoiceField("result", results))
        form.add(tr("裁定日期"), DateField("ruled_on", today=today))
        form.add(tr("案号"), TextField("docket_number"))
        form.add(tr("备注"), TextField("note"))

    def _show(self) -> None:
        row = self._filed.get(self.form.fields["confirmation_id"].value())
        if row is None:
            court = self._case.confirmations[-1].court if self._case.confirmations else ""
            empty = ConfirmationDraft(court, self._context.desk.clock.today())
            self.form.fill({name: getattr(empty, name) for name in _NAMES})
        else:
            self.form.fill({name: getattr(row, name) for name in _NAMES})

    def _warn(self) -> None:
        """Say when the application comes after the last day."""
        try:
            filed = self.form.fields["filed_on"].value()
        except InvalidInput:
            return  # half a date
        last = self._made.confirmation_last_on
        late = filed is not None and last is not None and filed > last
        words = tr("申请日期在三十日期限之后，法院可能不予受理，请核对。")
        self.sheet.note(words if late else "")


_NAMES = ("court", "filed_on", "result", "ruled_on", "docket_number", "note")


def _choice(row: ConfirmationRow) -> tuple[str, str]:
    return row.id, f"{row.filed_on} {row.court} {tr(row.result.label)}"


def _window(made: AgreementDetail) -> str:
    words = tr("协议 {day} 生效，双方应在三十日内共同申请。", day=made.effect_on)
    words += tr("最好在 {day} 以前申请。", day=made.confirmation_safe_on)
    if made.confirmation_last_on != made.confirmation_safe_on:
        words += tr("遇节假日，最后一天顺延至 {day}。", day=made.confirmation_last_on)
    if not made.confirmation_certain:
        words += tr("这一年的节假日安排尚未公布，顺延的日期请核对。")
    return words
