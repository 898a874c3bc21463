"""How the office counts: first day of the year, denominator of the rate, oral agreements."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField, TextField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr

NAMES = ("statistics_year_start", "success_denominator", "count_oral")


class CountingCard(QWidget):
    """Changes the counting rules; every table prints the ones it used."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form and fill it."""
        super().__init__()
        self._context = context
        denominators = [
            ("decided", tr("成功÷（成功＋未成功）")),
            ("accepted", tr("成功÷受理")),
            ("mediated", tr("成功÷调解（期初在办＋受理）")),
        ]
        self.form = Form(context.theme, columns=3)
        start = TextField("statistics_year_start", hint=tr("月-日，如 12-01"))
        self.form.add(tr("统计年度首日"), start)
        self.form.add(tr("成功率的算法"), ChoiceField("success_denominator", denominators))
        self.form.add(tr("口头协议"), CheckField("count_oral", tr("计入调解成功")))
        self.form.submitted.connect(self._save)
        settings = context.desk.settings
        self._kept = {name: settings.get(name) for name in NAMES}
        self.form.fill(self._kept)
        words = tr("这些是本程序的默认口径，不是国家规定；改动会印在每张统计表下面。")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addLayout(row(button(tr("保存统计口径"), self._save)))

    def _save(self) -> None:
        settings = self._context.desk.settings
        values: dict[str, Any] = self.form.read()
        changed = {name: value for name, value in values.items() if value != self._kept[name]}
        if not changed:
            self._context.say("good", tr("没有改动。"))
            return

        def write() -> Any:
            done = None
            for name, value in changed.items():
                done = settings.set(name, value)
            return done

        self._context.runner.write(write, self, lambda _: self._taken(values), failed=self._failed)

    def _taken(self, values: dict[str, Any]) -> None:
        self._kept = values

    def _failed(self, error: AppError) -> None:
        self.form.show_faults(error.fields if isinstance(error, InvalidInput) else {})
        self._context.say("bad", str(error))
