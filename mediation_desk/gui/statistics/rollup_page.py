"""汇总: who reported and who did not, the sum with the cases behind it, what was counted twice."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Basis
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button, heading, label, page_layout, row
from mediation_desk.gui.statistics.figures import FiguresView
from mediation_desk.gui.statistics.period_bar import PeriodBar
from mediation_desk.gui.statistics.reported_dialog import ReportedDialog
from mediation_desk.gui.statistics.rollup_places import PlacesPane
from mediation_desk.gui.statistics.rollup_twins import TwinsPane
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.report_rows import ChangedCase
from mediation_desk.services.rollup_rows import ReportedCase, Rollup, Wanted
from mediation_desk.services.statistics_rows import Heading, UnitRow


class RollupPage(QWidget):
    """The reports of other offices, added up."""

    areas = frozenset({Area.CASES, Area.REPORTS, Area.SETTINGS})
    help_topic = "rollup"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._found: Rollup | None = None
        self._asked = 0
        theme, desk = context.theme, context.desk
        self.table = ChoiceField("rollup_table", [("", "")])
        self.period = PeriodBar(theme, desk.clock.today(), self.reload)
        self.period.year.set_value(desk.statistics.newest_year())
        self.basis = ChoiceField("rollup_basis", [(one.value, tr(one.label)) for one in Basis])
        self.sentence = label("", wrap=True)
        self.places = PlacesPane(context, self._compare)
        self.figures = FiguresView(theme, self._open)
        self.twins = TwinsPane(context)
        self.receive = button(tr("收上报文件…"), self._receive, primary=True)
        self.export = button(tr("导出工作簿"), self._export)
        self.tabs = QTabWidget()
        self._build()

    def reload(self) -> None:
        """Add up anew, off the window's thread; a later question overtakes an earlier one."""
        desk = self._context.desk
        self.table.set_choices([(one.key, tr(one.title)) for one in desk.statistics.tables()])
        key, basis, period = self.table.value(), Basis(self.basis.value()), self.period.text()
        self._asked += 1
        asked = self._asked

        def add_up() -> tuple[int, Rollup]:
            wanted = Wanted(key, desk.statistics.period(period), basis)
            return asked, desk.rollup.rollup(wanted)

        self._context.runner.read(add_up, self, self._show, failed=self._failed)

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        back = button(tr("返回统计"), lambda: self._context.go_to("statistics"))
        acts = (back, self.export, self.receive)
        layout.addLayout(row(heading(theme, tr("汇总各单位"), 1.6), *acts, stretch=0))
        choices = QWidget()
        flow = FlowLayout(theme.px(14), theme.px(8))
        choices.setLayout(flow)
        for part in (self.table, self.period, self.basis):
            flow.addWidget(part)
        layout.addWidget(choices)
        layout.addWidget(self.sentence)
        self.table.setAccessibleName(tr("统计表"))
        self.basis.setAccessibleName(tr("口径"))
        self.tabs.setObjectName("rollup_tabs")
        self.tabs.addTab(self.places, tr("应报单位"))
        self.tabs.addTab(self.figures, tr("汇总表"))
        self.tabs.addTab(self.twins, tr("疑似重复"))
        layout.addWidget(self.tabs, 1)
        for field in (self.table, self.basis):
            field.touched.connect(self.reload)
        may = self._context.desk.sign_in.may(Permission.SUBMIT)
        self.receive.setEnabled(may)
        right = tr("没有权限（需要：{right}）。", right=tr(Permission.SUBMIT.label))
        self.receive.setToolTip("" if may else right)

    def _show(self, answer: tuple[int, Rollup]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        self._found = found
        self.sentence.setText(found.sentence)
        self.places.show_lines(found.lines)
        self.twins.show_twins(found.twins)
        open_twins = sum(one.kept is None for one in found.twins)
        words = tr("疑似重复") + (f"（{open_twins}）" if open_twins else "")
        self.tabs.setTabText(self.tabs.indexOf(self.twins), words)
        self.tabs.setTabEnabled(self.tabs.indexOf(self.figures), found.table is not None)
        self.export.setEnabled(found.table is not None)
        if found.table is not None:
            self.figures.show_table(found.table)

    def _open(self, column: Heading, unit: UnitRow) -> None:
        found, rollup = self._found, self._context.desk.rollup
        if found is None:
            return
        title = " · ".join((found.wanted.period.label, unit.label, column.label))

        def show(cases: tuple[ReportedCase, ...]) -> None:
            ReportedDialog(self._context, title, column.unit_label, cases).ask(self)

        self._context.runner.read(
            lambda: rollup.lines(found, column.key, unit), self, show, failed=self._failed
        )

    def _compare(self, line: Any) -> None:
        """Show what a place's last report has otherwise than the one before it."""
        from mediation_desk.gui.statistics.changes_dialog import ChangesDialog

        found, rollup = self._found, self._context.desk.rollup
        if found is None:
            return

        def show(cases: tuple[ChangedCase, ...]) -> None:
            words = tr("与上一份相比，{count} 件计得不同。", count=len(cases))
            ChangesDialog(self._context, line.place.name, words, cases).ask(self)

        self._context.runner.read(
            lambda: rollup.differences(line, found.wanted), self, show, failed=self._failed
        )

    def _receive(self) -> None:
        files = self._context.prompts.open_files(self, tr("选择各单位的上报文件"))
        if not files:
            return
        rollup = self._context.desk.rollup

        def take() -> tuple[str, ...]:
            told: tuple[str, ...] = rollup.receive_all(files)
            return told

        self._context.runner.write(take, self, self._received, failed=self._failed)

    def _received(self, told: tuple[str, ...]) -> None:
        good = all("已收入" in line for line in told)
        self._context.say("good" if good else "warn", "\n".join(told))
        self.reload()

    def _export(self) -> None:
        found = self._found
        purpose = ask_purpose(self._context, self)
        if found is None or found.table is None or not purpose:
            return
        table, rollup = found.table, self._context.desk.rollup
        name = f"{table.title}-{table.period.name or table.period_label}.xlsx"
        target = self._context.prompts.save_as(self, name, tr("Excel 工作簿 (*.xlsx)"))
        if target is None:
            return

        def make() -> Path:
            return atomic_write(target, rollup.workbook(found.wanted, purpose=purpose))

        self._context.runner.read(make, self, self._exported, failed=self._failed)

    def _exported(self, file: Path) -> None:
        self._context.say("good", tr("工作簿已存为：{file}", file=file))

    def _failed(self, error: AppError) -> None:
        self._context.say("bad", str(error))
