"""统计: the table of a period and unit, what was checked, the workbook, the year's sentence."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Rate
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.parts import button, card, heading, label, page_layout, row, scrolled
from mediation_desk.gui.statistics.changes_dialog import ChangesDialog
from mediation_desk.gui.statistics.chart_dialog import ChartDialog
from mediation_desk.gui.statistics.choices import Choices
from mediation_desk.gui.statistics.figures import FiguresView
from mediation_desk.gui.statistics.findings import Findings
from mediation_desk.gui.statistics.narrative_dialog import NarrativeDialog
from mediation_desk.gui.statistics.records_dialog import RecordsDialog
from mediation_desk.gui.statistics.submit_dialog import SubmitDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.filters import Filters
from mediation_desk.services.narratives import Narrative
from mediation_desk.services.report_rows import ChangedCase
from mediation_desk.services.statistics_rows import (
    BrokenEquation,
    Comparison,
    Heading,
    StatisticsTable,
    UnitRow,
)


class StatisticsPage(QWidget):
    """One statistics table; every figure opens the cases behind it."""

    areas = frozenset({Area.CASES, Area.ORGANISATION, Area.SETTINGS, Area.REPORTS})
    help_topic = "statistics"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._table: StatisticsTable | None = None
        self._compared: Comparison | None = None
        self._asked = 0
        self.choices = Choices(context, self.reload)
        self.figures = FiguresView(context.theme, self._open)
        self.explain = button(tr("差在哪些案件"), self._explain)
        self.chart = button(tr("图表…"), self._draw)
        self.findings = Findings(context, self._jump)
        self.export = button(tr("导出工作簿"), self._export, primary=True)
        self.submit = button(tr("上报…"), self._submit)
        self.reports = button(tr("上报的报表"), lambda: context.go_to("reports"))
        self.rollup = button(tr("汇总各单位"), lambda: context.go_to("rollup"))
        self.told = button(tr("年度文字…"), self._tell)
        self._build()

    def reload(self) -> None:
        """Count anew, off the window's thread; a later question overtakes an earlier one."""
        statistics = self._context.desk.statistics
        self.choices.offer()
        key, period = self.choices.table.value(), self.choices.period.text()
        unit, basis = self.choices.unit.value(), self.choices.basis.value()
        beside = self.choices.compare.value()
        self._asked += 1
        asked = self._asked

        def count() -> tuple[int, StatisticsTable, Comparison | None]:
            wanted = statistics.period(period)
            table = statistics.table(key, period=wanted, unit=unit, basis=basis)
            return asked, table, statistics.compared(table) if beside else None

        self._context.runner.read(count, self, self._show)

    def keep(self) -> Any:
        """Return what is chosen."""
        return self.choices.keep()

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        self.choices.restore(state)

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        layout.addLayout(row(heading(theme, tr("统计"), 1.6), *self._acts(), stretch=0))
        layout.addWidget(self.choices)
        frame, inside = card(theme)
        self.figures.setMinimumHeight(theme.px(280))
        inside.addWidget(self.figures, 1)
        hint = label(tr("双击或按回车打开数字背后的案件。"), "muted")
        inside.addLayout(row(hint, self.explain, self.chart, stretch=0))
        self.explain.hide()
        content = QWidget()
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(frame, 1)
        below.addWidget(self.findings)
        layout.addWidget(scrolled(content), 1)
        self.setTabOrder(self.choices.compare, self.figures)

    def _acts(self) -> tuple[QWidget, ...]:
        may = self._context.desk.sign_in.may(Permission.SUBMIT)
        self.submit.setEnabled(may)
        right = tr("没有权限（需要：{right}）。", right=tr(Permission.SUBMIT.label))
        self.submit.setToolTip("" if may else right)
        return self.told, self.rollup, self.reports, self.submit, self.export

    def _show(self, answer: tuple[int, StatisticsTable, Comparison | None]) -> None:
        asked, table, compared = answer
        if asked != self._asked:
            return
        self._table, self._compared = table, compared
        self.figures.show_table(table, compared)
        self.explain.setVisible(compared is not None)
        self.findings.show_table(table)

    def _jump(self, broken: BrokenEquation | None) -> None:
        if broken is not None:
            self.figures.go_to(broken.columns[0], broken.unit_label)
            self.figures.setFocus()

    def _open(self, column: Heading, unit: UnitRow) -> None:
        table, statistics = self._table, self._context.desk.statistics
        if table is None:
            return
        if not _counts_something(table, column, unit):
            self._context.say("warn", tr("这一格是 0，没有可以打开的案件。"))
            return
        words = (table.period_label, unit.label, column.label, column.definition)
        title = " · ".join(part for part in words if part)

        if column.records:
            self._context.runner.read(
                lambda: statistics.records_in(table, column.key, unit),
                self,
                lambda found: RecordsDialog(self._context, title, column.unit_label, found).ask(
                    self
                ),
            )
            return

        self._context.show_cases(title, Filters(figure=table.figure(column.key, unit)))

    def _draw(self) -> None:
        """Draw the column and the row of the chosen figure, of the first one without any."""
        table = self._table
        if table is None:
            return
        cell = self.figures.chosen() or (table.leaves[0], table.total)
        ChartDialog(self._context.theme, table, self._compared, cell).ask(self)

    def _explain(self) -> None:
        """Name the cases that make the chosen figure another than a year before."""
        compared, cell = self._compared, self.figures.chosen()
        if compared is None or cell is None:
            return
        column, unit = cell
        if column.records:
            self._context.say("warn", tr("这一栏统计的不是案件，双击数字列出本期的记录。"))
            return
        statistics = self._context.desk.statistics
        title = tr("差在哪些案件：{row} · {column}", row=unit.label, column=column.label)

        def show(cases: tuple[ChangedCase, ...]) -> None:
            periods = (compared.now.period_label, compared.before.period_label)
            words = tr("本期 {now}，上年同期 {before}", now=periods[0], before=periods[1])
            ChangesDialog(self._context, title, words, cases).ask(self)

        self._context.runner.read(
            lambda: statistics.difference(compared, column.key, unit), self, show
        )

    def _submit(self) -> None:
        if self._table is not None:
            SubmitDialog(self._context, self._table).ask(self)

    def _export(self) -> None:
        table = self._table
        if table is None:
            return
        purpose = ask_purpose(self._context, self)
        prompts, statistics = self._context.prompts, self._context.desk.statistics
        if not purpose:
            return
        name = f"{table.title}-{table.unit_label}-{table.period.name or table.period_label}.xlsx"
        target = prompts.save_as(self, name, tr("Excel 工作簿 (*.xlsx)"))
        if target is None:
            return

        def make() -> Path:
            content = statistics.workbook(
                table.key,
                period=table.period,
                unit=table.unit,
                basis=table.basis.value,
                purpose=purpose,
            )
            return atomic_write(target, content)

        self.export.setEnabled(False)
        self._context.runner.read(make, self, self._exported, failed=self._not_exported)

    def _exported(self, file: Path) -> None:
        self.export.setEnabled(True)
        self._context.say("good", tr("工作簿已存为：{file}", file=file))

    def _not_exported(self, error: Exception) -> None:
        self.export.setEnabled(True)
        self._context.say("bad", str(error))

    def _tell(self) -> None:
        """Put the annual table of what is chosen into words."""
        period, unit = self.choices.period.text(), self.choices.unit.value()
        basis, desk = self.choices.basis.value(), self._context.desk

        def tell() -> Narrative:
            wanted = desk.statistics.period(period)
            told: Narrative = desk.narratives.narrative(period=wanted, unit=unit, basis=basis)
            return told

        def show(narrative: Narrative) -> None:
            NarrativeDialog(self._context, narrative).ask(self)

        self._context.runner.read(tell, self, show)


def _counts_something(table: StatisticsTable, column: Heading, row: UnitRow) -> bool:
    """Tell whether a figure, of a rate its numerator, is not 0."""
    value = row.values[[leaf.key for leaf in table.leaves].index(column.key)]
    return bool(value.numerator if isinstance(value, Rate) else value)
