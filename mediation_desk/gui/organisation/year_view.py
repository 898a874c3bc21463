"""年度一览: one mediator in one period; every figure opens its cases."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.organisation.columns import (
    FIGURE_COLUMNS,
    FIGURE_LABEL,
    RECORD_COLUMNS,
    RECORD_TITLE,
    TYPE_COLUMNS,
    TYPE_LABEL,
)
from mediation_desk.gui.organisation.record_dialog import RecordDialog
from mediation_desk.gui.parts import (
    ListView,
    button,
    card,
    heading,
    label,
    page_layout,
    row,
    scrolled,
)
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.statistics.period_bar import PeriodBar
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters
from mediation_desk.services.roster_rows import MediatorYear, RosterRow, TypeCount, YearFigure


class YearView(QWidget):
    """Shows one mediator's year and keeps the record of trainings, awards and leave."""

    def __init__(self, context: GuiContext, back: Callable[[], None]) -> None:
        """Build the view; `show_mediator` fills it."""
        super().__init__()
        self._context = context
        self._asked = 0
        self.mediator_id = ""
        self.year: MediatorYear | None = None
        theme = context.theme
        self.title = heading(theme, "", 1.6)
        self.post = label("", "muted", wrap=True)
        self.sums = label("", wrap=True)
        self.period = PeriodBar(theme, context.desk.clock.today(), self.reload)
        if context.desk.sign_in.may(Permission.STATISTICS):
            self.period.year.set_value(context.desk.statistics.newest_year())
        self.back = button(tr("返回名册"), back)
        self.save = button(tr("存为 PDF"), self._save)
        self.figures = self._list("figures", FIGURE_COLUMNS, FIGURE_LABEL, self._open_figure)
        self.types = self._list("types", TYPE_COLUMNS, TYPE_LABEL, self._open_type)
        self.records = self._list("records", RECORD_COLUMNS, RECORD_TITLE, self._edit)
        self.add_button = button(tr("登记"), self._add, primary=True)
        self.edit_button = button(tr("修改"), lambda: self._edit(self.records.chosen()))
        self.remove_button = button(tr("删除"), self._remove)
        self.records.chosen_changed.connect(lambda _: self._allow())
        self._build()

    def show_mediator(self, mediator_id: str) -> None:
        """Show another mediator."""
        self.mediator_id = mediator_id
        self.reload()

    def reload(self) -> None:
        """Count anew, off the window's thread; a later question overtakes an earlier one."""
        if not self.mediator_id:
            return
        desk, mediator_id, text = self._context.desk, self.mediator_id, self.period.text()
        self._asked += 1
        asked = self._asked

        def work() -> tuple[int, MediatorYear]:
            return asked, desk.mediator_years.year(mediator_id, desk.statistics.period(text))

        self._context.runner.read(work, self, self._show)

    def _list(self, name: str, columns: Any, wide: int, opened: Callable[[Any], None]) -> ListView:
        keys = {"figures": "key", "types": "label"}
        theme = self._context.theme
        made = ListView(theme, RowsModel(columns), opened, key=keys.get(name, "id"))
        made.setObjectName(name)
        made.stretch(wide)
        made.setMinimumHeight(theme.px(200))
        return made

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        layout.addLayout(row(self.title, self.back, self.save, stretch=0))
        layout.addLayout(row(self.period))
        layout.addWidget(self.post)
        layout.addWidget(self.sums)
        left, inside = card(theme)
        inside.addWidget(heading(theme, tr("办理案件"), 1.05))
        inside.addWidget(label(tr("双击或按回车打开数字背后的案件。"), "muted", wrap=True))
        inside.addWidget(self.figures, 3)
        inside.addWidget(heading(theme, tr("主办受理的纠纷类型"), 1.05))
        inside.addWidget(self.types, 1)
        self.types.setMinimumHeight(theme.px(120))
        right, under = card(theme)
        under.addWidget(heading(theme, tr("培训、表彰、请假"), 1.05))
        under.addWidget(self.records, 1)
        under.addLayout(row(self.add_button, self.edit_button, self.remove_button))
        layout.addWidget(scrolled(Beside(theme, (left, right), (6, 5), wide=760)), 1)

    def _show(self, answer: tuple[int, MediatorYear]) -> None:
        asked, year = answer
        if asked != self._asked:
            return
        self.year = year
        self.title.setText(year.name)
        self.post.setText("　".join((year.committee_name, year.post, year.table.period_label)))
        self.sums.setText(_sums(year))
        # Qt gives a label that grew by a line its height with the next layout only.
        self.layout().activate()
        self.figures.show_rows(year.figures)
        self.types.show_rows(year.types)
        may = self._context.desk.sign_in.may(Permission.ORGANISE)
        whole = self._context.desk.mediator_records.records(year.mediator_id) if may else None
        self.records.show_rows(year.records if whole is None else whole)
        for made in (self.add_button, self.edit_button, self.remove_button):
            made.setVisible(may)
        self._allow()

    def _allow(self) -> None:
        chosen = self.records.chosen() is not None
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _open_figure(self, chosen: YearFigure) -> None:
        year = self.year
        if year is None or year.row is None:
            return
        title = " · ".join((year.table.period_label, year.name, chosen.label))
        part = Filters(figure=year.table.figure(chosen.key, year.row))
        self._context.show_cases(title, part)

    def _open_type(self, chosen: TypeCount) -> None:
        year = self.year
        if year is not None:
            title = " · ".join((year.table.period_label, year.name, chosen.label))
            self._context.show_cases(title, Filters(ids=chosen.case_ids))

    def _add(self) -> None:
        RecordDialog(self._context, self.mediator_id).ask(self)

    def _edit(self, chosen: RosterRow | None) -> None:
        if chosen is not None and self.edit_button.isVisibleTo(self):
            RecordDialog(self._context, self.mediator_id, chosen).ask(self)

    def _remove(self) -> None:
        chosen, records = self.records.chosen(), self._context.desk.mediator_records
        self._context.runner.write(lambda: records.remove(chosen.id), self)

    def _save(self) -> None:
        year = self.year
        if year is None:
            return
        prompts, years = self._context.prompts, self._context.desk.mediator_years
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = tr("调解员年度一览-{name}", name=year.name)
        target = prompts.save_as(self, f"{name}.pdf", tr("PDF 文件 (*.pdf)"))
        if target is None:
            return
        mediator_id, period = year.mediator_id, year.table.period

        def make() -> Path:
            return atomic_write(target, years.paper(mediator_id, period, purpose=purpose))

        self._context.runner.read(make, self, self._saved, failed=self._failed)

    def _saved(self, file: Path) -> None:
        self._context.say("good", tr("已存为：{file}", file=file))

    def _failed(self, error: AppError) -> None:
        self._context.say("bad", str(error))


def _sums(year: MediatorYear) -> str:
    words = tr(
        "本期培训 {hours} 学时，请假 {days} 天；已审定和发放的补贴 {sum} 元。",
        hours=year.hours,
        days=year.leave_days,
        sum=format_yuan(year.subsidy_fen),
    )
    if year.dossiers is None:
        return words
    scored = tr(
        "卷宗自查平均 {score} 分（{dossiers} 件，程序初评）。",
        score=year.dossiers.text,
        dossiers=year.dossiers.dossiers,
    )
    return f"{words}{scored}"
