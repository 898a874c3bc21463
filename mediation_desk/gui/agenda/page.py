"""日程: day, week, month and list of what is planned, what ends and what falls due."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QStackedWidget, QWidget

from mediation_desk.domain.performance import add_months
from mediation_desk.files import atomic_write
from mediation_desk.gui.agenda.columns import AGENDA_COLUMNS, TITLE
from mediation_desk.gui.agenda.day_cell import DayCell
from mediation_desk.gui.agenda.plan_dialog import PlanDialog, Planned
from mediation_desk.gui.agenda.spans import HEADS, Span, day_words, days_of, moved, span_words
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from mediation_desk.gui.cases.visit_dialog import VisitDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.parts import ListView, button, heading, label, page_layout, row, scrolled
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.daily_rows import AgendaItem, AgendaKind

MOST = {Span.DAY: 60, Span.WEEK: 20, Span.MONTH: 2}
"""Entries a day shows in each view; the rest open with the day, the day's rest with the list."""


class AgendaPage(QWidget):
    """The calendar."""

    areas = frozenset({Area.CASES, Area.LINKAGE})
    help_topic = "agenda"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self.span = Span.WEEK
        self.day: date = context.desk.clock.today()
        theme = context.theme
        self.title = heading(theme, "", 1.2)
        self.cells: dict[Span, list[DayCell]] = {}
        self._stack = QStackedWidget()
        self.table = ListView(theme, RowsModel(AGENDA_COLUMNS), self._open)
        self.table.setAccessibleName(tr("日程"))
        self.table.stretch(TITLE)
        self.empty = label(tr("这段时间没有安排。约定下次调解后，会出现在这里。"), "muted")
        self._spans = QButtonGroup(self)
        self._reading = Latest(context.runner, self)
        self._build()

    def reload(self) -> None:
        """Read the entries of the days anew, beside the window; what stands stays until then."""
        span, days = self.span, days_of(self.span, self.day)
        self._spans.button(list(Span).index(span)).setChecked(True)
        agenda = self._context.desk.agenda
        self._reading.ask(
            lambda _: agenda.items(days[0], days[-1]), lambda items: self._show(span, days, items)
        )

    def _show(self, span: Span, days: Sequence[date], items: Sequence[AgendaItem]) -> None:
        """Show the entries together with the days they are of."""
        self.title.setText(span_words(span, days))
        self._stack.setCurrentIndex(list(Span).index(span))
        self.empty.setVisible(not items)
        if span is Span.LIST:
            self.table.show_rows(items)
            self.table.setVisible(bool(items))
            return
        today = self._context.desk.clock.today()
        by_day: dict[date, list[AgendaItem]] = {}
        for one in items:
            by_day.setdefault(one.day, []).append(one)
        for cell, day in zip(self.cells[span], days, strict=True):
            here = by_day.get(day, [])
            cell.show_day(day, day_words(span, day), here, today=day == today)

    def keep(self) -> Any:
        """Return what is on screen."""
        return self.span, self.day

    def restore(self, state: Any) -> None:
        """Show again what `keep` returned."""
        self.span, self.day = state
        self.reload()

    def show_span(self, span: Span, day: date | None = None) -> None:
        """Show another view, on another day if one is given."""
        self.span, self.day = span, day or self.day
        self.reload()

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        export = button(tr("导出 .ics"), self._export)
        layout.addLayout(row(heading(theme, tr("日程"), 1.6), export, stretch=0))
        back = button(tr("前一段"), lambda: self._step(-1))
        ahead = button(tr("后一段"), lambda: self._step(1))
        spans = []
        for at, span in enumerate(Span):
            made = button(tr(span.label), lambda span=span: self.show_span(span))
            made.setCheckable(True)
            self._spans.addButton(made, at)
            spans.append(made)
        self.today_button = button(tr("今天"), self._today)
        layout.addLayout(row(back, self.today_button, ahead, self.title, *spans, stretch=3))
        layout.addWidget(self.empty)
        for span in Span:
            self._stack.addWidget(self.table if span is Span.LIST else self._grid(span))
        layout.addWidget(self._stack, 1)

    def _grid(self, span: Span) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        across = 1 if span is Span.DAY else 7
        if span is Span.MONTH:
            for column, name in enumerate(HEADS):
                grid.addWidget(label(tr(name), "muted"), 0, column)
        self.cells[span] = [self._cell(span) for _ in days_of(span, self.day)]
        for at, cell in enumerate(self.cells[span]):
            grid.addWidget(cell, at // across + 1, at % across)
            grid.setRowStretch(at // across + 1, 1)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        return scrolled(holder)

    def _cell(self, span: Span) -> DayCell:
        cell = DayCell(self._context.theme, most=MOST[span], short=span is Span.MONTH)
        cell.opened.connect(self._open)
        cell.dropped.connect(self.move_session)
        cell.picked.connect(lambda day: self.show_span(_NEARER[span], day))
        return cell

    def move_session(self, case_id: str, day: date) -> None:
        """Ask for the reason why a planned session moves to another day."""
        shown = [one.item for cell in self.cells[self.span] for one in cell.buttons]
        planned = [
            one for one in shown if one.kind is AgendaKind.PLANNED and one.case_id == case_id
        ]
        if planned and planned[0].day != day:
            PlanDialog(self._context, _planned(planned[0]), day).ask(self)

    def _open(self, item: AgendaItem) -> None:
        """Change the entry on the spot where it can be, else open its case."""
        if item.kind is AgendaKind.PLANNED:
            PlanDialog(self._context, _planned(item)).ask(self)
        elif item.kind is AgendaKind.DUE:
            case = self._context.desk.cases.show(item.case_id)
            dues = {one.id: one for one in case.agreement.instalments}
            PerformDialog(self._context, case, dues[item.id]).ask(self)
        elif item.kind is AgendaKind.FOLLOW_UP:
            case = self._context.desk.cases.show(item.case_id)
            VisitDialog(self._context, case).ask(self)
        elif item.kind is AgendaKind.LETTER:
            self._context.go_to("linkage", item.id)
        else:
            self._context.open_case(item.case_id)

    def _step(self, by: int) -> None:
        self.show_span(self.span, moved(self.span, self.day, by))

    def _today(self) -> None:
        self.show_span(self.span, self._context.desk.clock.today())

    def _export(self) -> None:
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        file = self._context.prompts.save_as(self, tr("日程.ics"), tr("日历文件 (*.ics)"))
        if file is None:
            return
        today = self._context.desk.clock.today()
        last = add_months(today, 6)
        first, agenda = today - timedelta(days=31), self._context.desk.agenda
        self._context.runner.read(
            lambda: atomic_write(file, agenda.as_file(first, last, purpose=purpose)),
            self,
            lambda _: self._context.say("good", tr("日程已存为：{file}", file=file)),
        )


_NEARER = {Span.MONTH: Span.DAY, Span.WEEK: Span.DAY, Span.DAY: Span.LIST}
"""Where the entries stand that a day of this view has no room for."""


def _planned(item: AgendaItem) -> Planned:
    return Planned(item.case_id, item.title, item.at)
