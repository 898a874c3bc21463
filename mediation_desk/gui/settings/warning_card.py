"""How many days ahead the desk warns, and within how many hours a major dispute is reported."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import NumberField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr


class WarningCard(QWidget):
    """Changes the days of warning; the 工作台 counts by them."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form and fill it."""
        super().__init__()
        self._context = context
        self.form = Form(context.theme, columns=5)
        self.form.add(tr("期限前几天提醒"), NumberField("soon_days"))
        self.form.add(tr("几天没有办理就提醒"), NumberField("silent_days"))
        self.form.add(tr("履行日前几天提醒"), NumberField("due_days"))
        self.form.add(tr("司法确认截止前几天提醒"), NumberField("confirmation_days"))
        self.form.add(tr("生效后几天回访"), NumberField("follow_up_days"))
        self.form.add(tr("函件几天没有回复就提醒"), NumberField("letter_days"))
        self.form.add(tr("来访几天没有处理就提醒"), NumberField("line_days"))
        self.form.add(tr("重大纠纷几小时内报告"), NumberField("report_hours"))
        self.form.add(tr("时段结束后几天内上报"), NumberField("rollup_days"))
        self.form.submitted.connect(self._save)
        settings = context.desk.settings
        self.form.fill({name: settings.get(name) for name in self.form.fields})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        words = tr(
            "提醒的天数和报告的小时数由本单位按上级要求定，法律没有规定；法定的期限不受影响。"
        )
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addLayout(row(button(tr("保存提醒天数"), self._save)))

    def _save(self) -> None:
        settings = self._context.desk.settings
        try:
            values = self.form.read()
        except InvalidInput as error:
            self._failed(error)
            return
        self._context.runner.write(lambda: settings.set_days(values), self, failed=self._failed)

    def _failed(self, error: AppError) -> None:
        self.form.show_faults(error.fields if isinstance(error, InvalidInput) else {})
        self._context.say("bad", str(error))
