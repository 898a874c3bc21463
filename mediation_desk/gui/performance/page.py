"""履行: what agreements promise, the longest overdue first; recorded and urged from here."""

from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from mediation_desk.gui.cases.record_dialogs import ReceiptDialog, UrgingDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
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
from mediation_desk.gui.performance.columns import BOOK_COLUMNS, CONTENT, PARTY_COLUMNS
from mediation_desk.gui.performance.filter_bar import DEBTORS, LINES, BookBar
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.daily_rows import Book, BookRow, PartyTotals
from mediation_desk.services.rows import CaseDetail

LOW = 190
"""The least height of the list at 100 %; the page scrolls where there is less room."""


class PerformancePage(QWidget):
    """The performance book of the office."""

    areas = frozenset({Area.CASES, Area.SETTINGS, Area.ORGANISATION})
    help_topic = "performance"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.bar = BookBar(context)
        self.bar.changed.connect(self.reload)
        self.record_button = button(tr("登记履行"), self._record, primary=True)
        self.receipt_button = button(tr("登记收条"), self._receive)
        self.urge_button = button(tr("登记督促"), self._urge)
        self.letter_button = button(tr("催告书"), self._letter)
        self.open_button = button(tr("打开案件"), self._open_case)
        self.table = ListView(theme, RowsModel(BOOK_COLUMNS), lambda _: self._record())
        self.table.setAccessibleName(tr("履行"))
        self.table.stretch(CONTENT)
        self.table.chosen_changed.connect(self._allow)
        self.sums = ListView(theme, RowsModel(PARTY_COLUMNS), self._lines_of)
        self.sums.setAccessibleName(tr("合计"))
        self.sums.stretch(0)
        self.totals = label("", "muted", wrap=True)
        self.empty = label("", "muted", wrap=True)
        self._build()

    def reload(self) -> None:
        """Read the book anew."""
        self.bar.offer()
        desk, filters = self._context.desk, self.bar.filters()
        book: Book = desk.performances.book(filters)
        summed = self.bar.view.value() != LINES
        if summed:
            owing = self.bar.view.value() == DEBTORS
            self.sums.show_rows(desk.performances.by_party(filters, owing=owing))
        self.table.show_rows(book.rows)
        self.table.setVisible(bool(book.rows) and not summed)
        self.sums.setVisible(bool(book.rows) and summed)
        self.empty.setVisible(not book.rows)
        words = tr("没有这样的履行事项。协议生效后，约定的每一项会出现在这里。")
        self.empty.setText(words)
        self.totals.setText(_total_words(book))
        self._allow(self.table.chosen())

    def keep(self) -> Any:
        """Return what is narrowed and chosen."""
        chosen = self.table.chosen()
        return self.bar.keep(), chosen.id if chosen else ""

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        self.bar.offer()
        self.bar.restore(state[0])
        self.reload()
        self.table.choose(state[1])

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        layout.addLayout(row(heading(theme, tr("履行"), 1.6), self.record_button, stretch=0))
        layout.addWidget(self.bar)
        frame, inside = card(theme)
        for part in (self.table, self.sums, self.empty, self.totals):
            inside.addWidget(part, 1 if isinstance(part, ListView) else 0)
        inside.addStretch(0)
        tools = QWidget()
        tools.setLayout(FlowLayout(theme.px(8)))
        for made in self._of_line()[1:]:
            tools.layout().addWidget(made)
        inside.addWidget(tools)
        content = QWidget()
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(frame)
        for table in (self.table, self.sums):
            table.setMinimumHeight(theme.px(LOW))
        layout.addWidget(scrolled(content), 1)

    def _of_line(self) -> tuple[QPushButton, ...]:
        """Return the buttons that are about the chosen line."""
        return (
            self.record_button,
            self.receipt_button,
            self.urge_button,
            self.letter_button,
            self.open_button,
        )

    def _allow(self, chosen: BookRow | None) -> None:
        possible = chosen is not None and self.bar.view.value() == LINES
        for made in self._of_line():
            made.setEnabled(possible)
        if possible and chosen is not None:
            self.letter_button.setEnabled(chosen.performed_on is None)

    def _case(self) -> CaseDetail:
        case: CaseDetail = self._context.desk.cases.show(self.table.chosen().case_id)
        return case

    def _record(self) -> None:
        """Record the chosen promise as performed, without leaving the book."""
        case = self._case()
        assert case.agreement is not None
        dues = {one.id: one for one in case.agreement.instalments}
        PerformDialog(self._context, case, dues[self.table.chosen().id]).ask(self)

    def _receive(self) -> None:
        """Record a receipt for the chosen promise."""
        dialog = ReceiptDialog(self._context, self._case())
        dialog.start_with(self.table.chosen().id)
        dialog.ask(self)

    def _urge(self) -> None:
        """Record that whoever owes the chosen promise was urged."""
        dialog = UrgingDialog(self._context, self._case())
        dialog.start_with(self.table.chosen().id)
        dialog.ask(self)

    def _letter(self) -> None:
        """Make the letter about everything the case still owes, and open it to be printed."""
        chosen, papers = self.table.chosen(), self._context.desk.papers
        title = f"{chosen.title}-{tr('催告书')}.pdf"
        self._context.runner.write(
            lambda: papers.issue(chosen.case_id, "demand"),
            self,
            lambda done: self._show_letter(title, done.id),
        )

    def _show_letter(self, title: str, paper_id: str) -> None:
        papers, private = self._context.desk.papers, self._context.private
        self._context.runner.read(
            lambda: private.put(title, papers.content(paper_id)),
            self,
            lambda file: self._context.prompts.open_outside(self, file),
        )

    def _open_case(self) -> None:
        self._context.open_case(self.table.chosen().case_id)

    def _lines_of(self, party: PartyTotals) -> None:
        """Show line by line what a sum is made of."""
        self.bar.search.set_value(party.name)
        self.bar.view.set_value(LINES)
        self.reload()


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
