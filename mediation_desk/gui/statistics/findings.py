"""What was checked: the verdict, every broken relation with both figures, the rules in words."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, label, row
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.statistics.checks_dialog import ChecksDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.statistics_rows import BrokenEquation, StatisticsTable

SHOWN = 5
"""So many broken relations are seen at once; the list scrolls to the others."""

BROKEN_COLUMNS = (
    Column("程度", lambda row: tr(row.severity.label), width=70),
    Column("哪一行", lambda row: row.unit_label, width=220),
    Column("勾稽关系", lambda row: row.label, width=300),
    Column("左边", lambda row: str(row.left), width=90, right=True),
    Column("右边", lambda row: str(row.right), width=90, right=True),
)


class Findings(QWidget):
    """Below the figures; `jump` gets the broken relation whose figures are wanted."""

    def __init__(self, context: GuiContext, jump: Callable[[BrokenEquation], None]) -> None:
        """Begin without a table."""
        super().__init__()
        self._context = context
        self._key = ""
        self._table: StatisticsTable | None = None
        theme = context.theme
        self.verdict = label("", "muted", wrap=True)
        self.rules = label("", "muted", wrap=True)
        self.table = ListView(theme, RowsModel(BROKEN_COLUMNS), jump, key="label")
        self.table.setAccessibleName(tr("未通过的勾稽关系"))
        self.table.stretch(2)
        self.hint = label(tr("双击或按回车，到这一行的数字。"), "muted")
        self.checks = button(tr("设置勾稽关系…"), self._set)
        self.appendix = button(tr("打印统计口径…"), self._print)
        frame, inside = card(theme)
        inside.addLayout(row(self.verdict, self.appendix, self.checks, stretch=0))
        for part in (self.table, self.hint, self.rules):
            inside.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def show_table(self, table: StatisticsTable) -> None:
        """Show what was found in another table."""
        self._key, self._table = table.key, table
        self.verdict.setText(f"{table.unit_label}　{table.period_label}　{table.verdict}")
        self.rules.setText("\n".join(table.basis_lines))
        self.table.show_rows(table.broken)
        lines = min(len(table.broken), SHOWN) + 1
        self.table.setFixedHeight(self._context.theme.px(44) * lines)
        for part in (self.table, self.hint):
            part.setVisible(bool(table.broken))
        may = self._context.desk.sign_in.may(Permission.SUBMIT)
        self.checks.setEnabled(may)
        right = tr("没有权限（需要：{right}）。", right=tr(Permission.SUBMIT.label))
        self.checks.setToolTip("" if may else right)

    def _print(self) -> None:
        """Print what every column counts and what must agree, for the file beside the table."""
        table, context = self._table, self._context
        if table is not None:
            title = tr("{title} 统计口径", title=table.title)
            appendix, show = context.desk.statistics.appendix, context.prompts.print_text
            context.runner.read(lambda: appendix(table), self, lambda text: show(self, title, text))

    def _set(self) -> None:
        if self._key:
            ChecksDialog(self._context, self._key).ask(self)
