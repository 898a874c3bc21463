"""统计: the table of a period and unit, what was checked, the workbook, the year's sentence."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Basis
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.fields import ChoiceField, Field
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button, card, heading, label, page_layout, row, scrolled
from mediation_desk.gui.statistics.figures import FiguresView
from mediation_desk.gui.statistics.period_bar import PeriodBar
from mediation_desk.gui.statistics.submit_dialog import SubmitDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.statistics_rows import Heading, StatisticsTable, UnitRow

WHOLE = ""


class StatisticsPage(QWidget):
    """One statistics table; every figure opens the cases behind it."""

    areas = frozenset({Area.CASES, Area.ORGANISATION, Area.SETTINGS, Area.REPORTS})
    help_topic = "statistics"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._table: StatisticsTable | None = None
        self._asked = 0
        statistics, theme = context.desk.statistics, context.theme
        self._tables = {one.key: one for one in statistics.tables()}
        first = next(iter(self._tables.values()))
        self.title = heading(theme, tr("统计"), 1.6)
        self.which = ChoiceField("table", [(one.key, one.title) for one in self._tables.values()])
        self.period = PeriodBar(theme, context.desk.clock.today(), self.reload)
        self.period.year.set_value(statistics.newest_year())
        self.unit = ChoiceField("unit", [(WHOLE, tr("全部"))])
        self.basis = ChoiceField("basis", [(one.value, tr(one.label)) for one in Basis])
        self.basis.set_value(first.default_basis.value)
        self.figures = FiguresView(theme, self._open)
        self.verdict = label("", "muted", wrap=True)
        self.broken = label("", "fault", wrap=True)
        self.rules = label("", "muted", wrap=True)
        self.export = button(tr("导出工作簿"), self._export, primary=True)
        self.submit = button(tr("上报…"), self._submit)
        self.reports = button(tr("上报的报表"), lambda: context.go_to("reports"))
        self.copy = button(tr("复制年报语句"), self._copy)
        self.which.touched.connect(self._on_table)
        for field in (self.unit, self.basis):
            field.touched.connect(self.reload)
        self._build()

    def reload(self) -> None:
        """Count anew, off the window's thread; a later question overtakes an earlier one."""
        desk = self._context.desk
        self._offer_units()
        key, period = self.which.value(), self.period.text()
        unit, basis = self.unit.value(), self.basis.value()
        self._asked += 1
        asked = self._asked

        def count() -> tuple[int, StatisticsTable]:
            wanted = desk.statistics.period(period)
            return asked, desk.statistics.table(key, period=wanted, unit=unit, basis=basis)

        self._context.runner.read(count, self, self._show)

    def keep(self) -> Any:
        """Return what is chosen."""
        chosen = (self.which.value(), self.unit.value(), self.basis.value())
        return self.period.keep(), *chosen

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        period, table, unit, basis = state
        self.period.restore(period)
        self.which.set_value(table)
        self._offer_units()
        self.unit.set_value(unit)
        self.basis.set_value(basis)

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        layout.addLayout(row(self.title, *self._acts(), stretch=0))
        choices = FlowLayout(theme.px(14), theme.px(8))
        for words, field in (
            (tr("统计表"), self.which),
            ("", self.period),
            (tr("单位"), self.unit),
            (tr("口径"), self.basis),
        ):
            choices.addWidget(_labelled(words, field))
        layout.addLayout(choices)
        frame, inside = card(theme)
        self.figures.setMinimumHeight(theme.px(280))
        inside.addWidget(self.figures, 1)
        inside.addWidget(label(tr("双击或按回车打开数字背后的案件。"), "muted"))
        content = QWidget()
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(frame, 1)
        below.addWidget(self._footer())
        layout.addWidget(scrolled(content), 1)
        self.setTabOrder(self.basis, self.figures)

    def _on_table(self) -> None:
        """Show another table, counted as it is meant to be."""
        self.basis.set_value(self._tables[self.which.value()].default_basis.value)
        self.reload()

    def _acts(self) -> tuple[QWidget, ...]:
        may = self._context.desk.sign_in.may(Permission.SUBMIT)
        self.submit.setEnabled(may)
        right = tr("没有权限（需要：{right}）。", right=tr(Permission.SUBMIT.label))
        self.submit.setToolTip("" if may else right)
        return self.copy, self.reports, self.submit, self.export

    def _submit(self) -> None:
        if self._table is not None:
            SubmitDialog(self._context, self._table).ask(self)

    def _footer(self) -> QWidget:
        frame, inside = card(self._context.theme)
        for part in (self.verdict, self.broken, self.rules):
            inside.addWidget(part)
        return frame

    def _offer_units(self) -> None:
        """Offer the units there are; townships' names stand before their committees'."""
        options = self._context.desk.statistics.units()
        names = [(one.unit, "　" * max(one.level - 1, 0) + one.label) for one in options]
        self.unit.set_choices(names)

    def _show(self, answer: tuple[int, StatisticsTable]) -> None:
        asked, table = answer
        if asked != self._asked:
            return
        self._table = table
        self.figures.show_table(table)
        self.verdict.setText(f"{table.unit_label}　{table.period_label}　{table.verdict}")
        self.broken.setText("\n".join(one.sentence for one in table.broken))
        self.broken.setVisible(bool(table.broken))
        self.rules.setText("\n".join(table.basis_lines))

    def _open(self, column: Heading, unit: UnitRow) -> None:
        table = self._table
        if table is None:
            return
        words = (table.period_label, unit.label, column.label, column.definition)
        title = " · ".join(part for part in words if part)
        statistics = self._context.desk.statistics

        def find() -> tuple[str, ...]:
            found: tuple[str, ...] = statistics.cases_in(table, column.key, unit)
            return found

        self._context.runner.read(find, self, lambda ids: self._context.show_cases(title, ids))

    def _export(self) -> None:
        table = self._table
        if table is None:
            return
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = f"{table.title}-{table.unit_label}-{table.period.name or table.period_label}.xlsx"
        target = self._context.prompts.save_as(self, name, tr("Excel 工作簿 (*.xlsx)"))
        if target is None:
            return
        statistics = self._context.desk.statistics

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

    def _copy(self) -> None:
        year, basis = self.period.year.value(), self.basis.value()
        statistics = self._context.desk.statistics

        def put(sentence: str) -> None:
            QGuiApplication.clipboard().setText(sentence)
            self._context.say("good", tr("已复制：{sentence}", sentence=sentence))

        self._context.runner.read(lambda: statistics.annual_sentence(year, basis=basis), self, put)


def _labelled(words: str, field: Field | PeriodBar) -> QWidget:
    """Return a choice with its word before it; they are wrapped to the next line together."""
    holder = QWidget()
    inside = row(*([label(words, "field_label")] if words else []), field)
    inside.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(inside)
    field.setAccessibleName(words)
    return holder
