"""履行: what agreements promise, the longest overdue first; recorded from here."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.parts import ListView, button, card, heading, label, page_layout, row
from mediation_desk.gui.performance.columns import BOOK_COLUMNS, CONTENT
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.daily_rows import Book, BookRow, DueState


class PerformancePage(QWidget):
    """The performance book of the office."""

    areas = frozenset({Area.CASES, Area.SETTINGS})
    help_topic = "performance"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        states = [*((one, tr(one.label)) for one in DueState), ("", tr("全部"))]
        self.state = ChoiceField("due_state", states)
        self.state.setAccessibleName(tr("状态"))
        self.state.touched.connect(self.reload)
        self.record_button = button(tr("登记履行"), self._record, primary=True)
        self.open_button = button(tr("打开案件"), self._open_case)
        self.table = ListView(theme, RowsModel(BOOK_COLUMNS), lambda _: self._record())
        self.table.setAccessibleName(tr("履行"))
        self.table.stretch(CONTENT)
        self.table.chosen_changed.connect(self._allow)
        self.totals = label("", "muted", wrap=True)
        self.empty = label(
            tr("没有这样的履行事项。协议生效后，约定的每一项会出现在这里。"), "muted", wrap=True
        )
        layout = page_layout(theme, self)
        title = heading(theme, tr("履行"), 1.6)
        layout.addLayout(row(title, self.state, self.open_button, self.record_button, stretch=0))
        frame, inside = card(theme)
        for part in (self.table, self.empty, self.totals):
            inside.addWidget(part, 1 if part is self.table else 0)
        inside.addStretch(0)
        layout.addWidget(frame, 1)

    def reload(self) -> None:
        """Read the book anew."""
        book: Book = self._context.desk.performances.book(self.state.value() or None)
        self.table.show_rows(book.rows)
        self.table.setVisible(bool(book.rows))
        self.empty.setVisible(not book.rows)
        self.totals.setText(_total_words(book))
        self._allow(self.table.chosen())

    def keep(self) -> Any:
        """Return what is chosen."""
        chosen = self.table.chosen()
        return self.state.value(), chosen.id if chosen else ""

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        self.state.set_value(state[0])
        self.reload()
        self.table.choose(state[1])

    def _allow(self, chosen: BookRow | None) -> None:
        self.open_button.setEnabled(chosen is not None)
        self.record_button.setEnabled(chosen is not None)

    def _record(self) -> None:
        """Record the chosen promise as performed, without leaving the book."""
        chosen = self.table.chosen()
        case = self._context.desk.cases.show(chosen.case_id)
        dues = {one.id: one for one in case.agreement.instalments}
        PerformDialog(self._context, case, dues[chosen.id]).ask(self)

    def _open_case(self) -> None:
        self._context.open_case(self.table.chosen().case_id)


def _total_words(book: Book) -> str:
    sums = book.totals
    words = tr(
        "共 {number} 项，约定 {promised} 元，已付 {paid} 元，尚欠 {owed} 元",
        number=sums.number,
        promised=format_yuan(sums.promised_fen),
        paid=format_yuan(sums.paid_fen),
        owed=format_yuan(sums.promised_fen - sums.paid_fen),
    )
    if len(book.rows) < sums.number:
        words += "，" + tr("列出前 {rows} 项", rows=len(book.rows))
    return words
