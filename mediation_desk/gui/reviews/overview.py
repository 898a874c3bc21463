"""自查汇总: every dossier closed in a time, checked by the rules, the worst first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import DateField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.self_check import CheckRow

CHECK_COLUMNS = (
    Column("得分", lambda row: f"{row.total} {row.grade}", width=104),
    Column("案件", lambda row: row.title, width=200),
    Column("卷号", lambda row: row.number, width=200, rank=3),
    Column("调解员", lambda row: row.lead_name, width=84, rank=2),
    Column("必须改正", lambda row: str(row.must), right=True, width=84, ink=lambda row: _ink(row)),
    Column("应当补正", lambda row: str(row.should), right=True, width=84, rank=1),
)


def _ink(row: CheckRow) -> str:
    return "danger" if row.must else ""


class OverviewPane(QWidget):
    """Asks for a time, checks off this thread, opens the chosen case."""

    def __init__(self, context: GuiContext) -> None:
        """Offer the cases closed this year so far."""
        super().__init__()
        self._context = context
        theme = context.theme
        today: date = context.desk.clock.today()
        self.first = DateField("from_on", today=today, required=True)
        self.last = DateField("to_on", today=today, required=True)
        self.first.set_value(date(today.year, 1, 1))
        self.last.set_value(today)
        self.check_button = button(tr("检查"), self._check, primary=True)
        self.table = ListView(theme, RowsModel(CHECK_COLUMNS), self._open)
        self.table.setAccessibleName(tr("自查汇总"))
        self.table.stretch(1)
        self.told = label(tr("写上结案的时间，按“检查”。"), "muted", wrap=True)
        asked = FlowLayout(theme.px(8))
        words = (tr("从哪天起结案的"), tr("到哪天止"))
        for title, field in zip(words, (self.first, self.last), strict=True):
            field.setAccessibleName(title)
            field.setFixedWidth(theme.px(130))
            asked.addWidget(label(title, "muted"))
            asked.addWidget(field)
        asked.addWidget(self.check_button)
        frame, inside = card(theme)
        inside.addLayout(asked)
        inside.addWidget(self.told)
        inside.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(frame)

    def keep(self) -> Any:
        """Return the time that stands here."""
        return self.first.state(), self.last.state()

    def restore(self, state: Any) -> None:
        """Put the time back that `keep` returned."""
        self.first.set_state(state[0])
        self.last.set_state(state[1])

    def _check(self) -> None:
        try:
            first, last = self.first.value(), self.last.value()
        except InvalidInput as error:
            self._context.say("bad", str(error))
            return
        overview = self._context.desk.self_check.overview
        self.check_button.setEnabled(False)
        self.told.setText(tr("正在检查……"))
        self._context.runner.read(
            lambda: overview(first, last), self, self._show, failed=self._refuse
        )

    def _show(self, rows: Sequence[CheckRow]) -> None:
        self.check_button.setEnabled(True)
        self.table.show_rows(rows)
        faulty = sum(row.must > 0 for row in rows)
        words = tr("{count} 件，其中 {faulty} 件有必须改正的。", count=len(rows), faulty=faulty)
        self.told.setText(words + tr("回车或双击打开案件，看“自查”。") if rows else words)

    def _refuse(self, error: AppError) -> None:
        self.check_button.setEnabled(True)
        self.told.setText("")
        self._context.say("bad", str(error))

    def _open(self, row: CheckRow) -> None:
        self._context.open_case(row.id)
