"""上报的报表: what was submitted, when and to whom; each as it was, and what changed since."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import button, heading, page_layout, row
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.statistics.changes_dialog import ChangesDialog
from mediation_desk.gui.statistics.frozen_dialog import FrozenDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.report_rows import ReportChanges, ReportRow
from mediation_desk.services.statistics_rows import StatisticsTable


def _kind(report: ReportRow) -> str:
    return tr("更正") if report.corrects else tr("上报")


REPORT_COLUMNS = (
    Column("上报时间", lambda row: moment_words(row.submitted_at), width=170),
    Column("报表", lambda row: row.title, width=220),
    Column("统计时段", lambda row: row.period_label, width=120),
    Column("统计单位", lambda row: row.unit_label, width=160, rank=2),
    Column("报送给", lambda row: row.recipient, width=120, rank=1),
    Column("种类", _kind, width=100),
    Column("案件", lambda row: str(row.cases), width=70, right=True, rank=3),
    Column("上报人", lambda row: row.submitted_by, width=100, rank=4),
)


class ReportsPage(QWidget):
    """The submitted reports, newest first."""

    areas = frozenset({Area.REPORTS})
    help_topic = "reports"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.pane = ListPane(
            context,
            REPORT_COLUMNS,
            words=tr(
                "上报时冻结的数字、口径和案件，以后改案件也不会变；工作簿随时可以原样再存一份。"
            ),
            empty=tr("还没有上报过。在统计页选好表和时段，按“上报”。"),
        )
        self.pane.table.setAccessibleName(tr("上报的报表"))
        self.pane.add(tr("查看报表"), self._look, Permission.STATISTICS)
        self.pane.add(tr("上报后的变动"), self._compare, Permission.STATISTICS)
        self.pane.add(tr("再存工作簿"), self._export, Permission.STATISTICS)
        self.pane.add(tr("存上报文件…"), self._file, Permission.SUBMIT)
        layout = page_layout(theme, self)
        back = button(tr("返回统计"), lambda: context.go_to("statistics"))
        layout.addLayout(row(heading(theme, tr("上报的报表"), 1.6), back, stretch=0))
        layout.addWidget(self.pane, 1)

    def reload(self) -> None:
        """Read the reports anew."""
        self.pane.show_rows(self._context.desk.reports.reports())

    def _look(self, report: ReportRow) -> None:
        show = self._context.desk.reports.show

        def open_it(table: StatisticsTable) -> None:
            FrozenDialog(self._context, report, table).ask(self)

        self._context.runner.read(lambda: show(report.id), self, open_it, failed=self._failed)

    def _compare(self, report: ReportRow) -> None:
        reports = self._context.desk.reports

        def open_it(found: ReportChanges) -> None:
            title = f"{report.title}　{report.period_label}"
            dialog = ChangesDialog(
                self._context,
                title,
                found.sentence,
                found.cases,
                lambda case_id: reports.why(report.id, case_id),
            )
            dialog.ask(self)

        self._context.runner.read(
            lambda: reports.changes(report.id), self, open_it, failed=self._failed
        )

    def _export(self, report: ReportRow) -> None:
        prompts = self._context.prompts
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = f"{report.title}-{report.unit_label}-{report.period_label}.xlsx"
        target = prompts.save_as(self, name, tr("Excel 工作簿 (*.xlsx)"))
        if target is None:
            return
        content = self._context.desk.reports.content

        def make() -> Path:
            return atomic_write(target, content(report.id, purpose))

        self._context.runner.read(make, self, self._exported, failed=self._failed)

    def _file(self, report: ReportRow) -> None:
        """Save the signed file that the office above takes in."""
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = f"上报-{report.unit_label}-{report.period_label}.sbwj"
        target = self._context.prompts.save_as(self, name, tr("上报文件 (*.sbwj)"))
        if target is None:
            return
        content = self._context.desk.report_files.file

        def make() -> Path:
            return atomic_write(target, content(report.id, purpose))

        self._context.runner.write(make, self, self._saved, failed=self._failed)

    def _saved(self, file: Path) -> None:
        self._context.say("good", tr("上报文件已存为：{file}，用 U 盘带给上级。", file=file))

    def _exported(self, file: Path) -> None:
        self._context.say("good", tr("工作簿已存为：{file}", file=file))

    def _failed(self, error: AppError) -> None:
        self._context.say("bad", str(error))
