"""登记签章: who has signed the paper, when and how; the day of effect follows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.agreements import Signature, effect_date
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.cases.signers import Signers
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import DateField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import AgreementDetail, CaseDetail


class SignDialog(FormDialog):
    """A day for all, a tick for each; nothing is ticked that the user did not tick."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about the agreement of `case`."""
        super().__init__(context, tr("登记签章"))
        assert case.agreement is not None
        self._case, self._made = case, case.agreement
        today = context.desk.clock.today()
        day = DateField("signed_on", today=today, required=True)
        day.set_value(self._made.reached_on)
        self.form.add(tr("签章日期"), day, required=True)
        words = tr("照纸面上的签名和盖章逐一勾选；日期不同的，在各人名下改。")
        self.form.add_wide(label(words, "muted", wrap=True))
        self.form.add_wide(self._everybody())
        self.signers = Signers(context.theme, self._made.signers, self._made.reached_on)
        self.sheet.add_part("signatures", self.signers)
        self.form.edited.connect(self._on_day)
        self.sheet.edited.connect(self._preview)
        self._preview()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the recording. Raises InvalidInput when nothing was ticked."""
        signatures = values["signatures"]
        if not signatures:
            raise InvalidInput({"signed_on": "请勾选纸面上已经签名或盖章的。"})
        return lambda: self._context.desk.agreements.sign(self._case.id, signatures)

    def _everybody(self) -> QWidget:
        holder = QWidget()
        everybody = button(tr("全部签齐"), lambda: self.signers.tick_all())
        everybody.setAutoDefault(False)
        line = row(everybody)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def _on_day(self) -> None:
        try:
            day: date = self.form.read()["signed_on"]
        except InvalidInput:
            return  # half a date; the whole one will do
        self.signers.use_day(day)

    def _preview(self) -> None:
        """Say from which day the agreement would be in effect, or who is missing."""
        try:
            days = self.signers.days()
        except InvalidInput:
            return  # half a date
        self.sheet.note(_effect_words(self._made, days))


def _effect_words(made: AgreementDetail, days: dict[Any, date | None]) -> str:
    signatures = [Signature(one.role, one.name, day) for one, day in days.items()]
    effect = effect_date(made.form, made.reached_on, signatures)
    if effect.on is not None:
        return tr("签章齐全，协议自 {day} 生效。", day=effect.on)
    return tr("还缺：{missing}", missing="、".join(effect.missing))
