"""A submitted report as it was: figures that open their cases of that day."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import MessageBar, button, heading, label, row, scrolled
from mediation_desk.gui.statistics.figures import FiguresView
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.statistics.records_dialog import RecordsDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters
from mediation_desk.services.report_rows import ReportRow
from mediation_desk.services.statistics_rows import Heading, StatisticsTable, UnitRow


class FrozenDialog(QDialog):
    """Shows a report; nothing in it can be changed."""

    def __init__(self, context: GuiContext, report: ReportRow, table: StatisticsTable) -> None:
        """Show `table`, which is what was submitted."""
        super().__init__()
        self._context, self._report, self._table = context, report, table
        theme = context.theme
        self.setWindowTitle(tr("上报的报表"))
        self.bar = MessageBar()
        self.figures = FiguresView(theme, self._open)
        self.figures.show_table(table)
        seal = tr("指纹 {seal}", seal=report.seal)
        told = [f"{table.unit_label}　{table.period_label}　{table.verdict}", seal]
        told += [one.sentence for one in table.broken]
        content = QWidget()
        below = QVBoxLayout(content)
        below.addWidget(label("\n".join((*told, *table.basis_lines)), "muted", wrap=True))
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, table.title, 1.3))
        layout.addWidget(self.bar)
        layout.addWidget(self.figures, 3)
        layout.addWidget(label(tr("双击或按回车打开上报时数字背后的案件。"), "muted", wrap=True))
        layout.addWidget(scrolled(content), 2)
        layout.addLayout(row(button(tr("关闭"), self.reject)))
        self.resize(theme.px(1100), theme.px(640))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)

    def _open(self, column: Heading, unit: UnitRow) -> None:
        reports, report = self._context.desk.reports, self._report
        parts = (tr("上报时"), report.period_label, unit.label, column.label)
        title = " · ".join(part for part in parts if part)

        if column.records:
            self._context.runner.read(
                lambda: reports.records_in(report.id, column.key, unit),
                self,
                lambda found: RecordsDialog(self._context, title, column.unit_label, found).ask(
                    self
                ),
            )
            return

        def show(ids: tuple[str, ...]) -> None:
            self.accept()
            self._context.show_cases(title, Filters(ids=ids))

        def tell(error: AppError) -> None:
            self.bar.show_line("warn", str(error))

        self._context.runner.read(
            lambda: reports.cases_in(report.id, column.key, unit), self, show, failed=tell
        )
