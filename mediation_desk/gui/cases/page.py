"""The case list: find, filter, sort, open."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mediation_desk.domain.codes import State
from mediation_desk.gui.cases.columns import CASE_COLUMNS
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, heading, label, page_layout, row
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.listing import Filters

_ORDERS = ("number", "title", "state", "registered", "registered", "due")


class CasesPage(QWidget):
    """All cases of the office."""

    areas = frozenset({Area.CASES})

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._ids: tuple[str, ...] | None = None
        self._order, self._descending = "registered", True
        theme = context.theme
        layout = page_layout(theme, self)
        new = button(tr("登记新纠纷"), lambda: context.go_to("intake"), primary=True)
        self.title = heading(theme, tr("案件"), 1.6)
        layout.addLayout(row(self.title, new, stretch=0))
        frame, inside = card(theme)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(tr("搜姓名、编号、地点、身份证或电话后几位"))
        self.search.textEdited.connect(lambda: self.reload())
        self.state = QComboBox()
        self.state.addItem(tr("全部状态"), None)
        for state in State:
            self.state.addItem(tr(state.label), state)
        self.state.activated.connect(lambda: self.reload())
        self.clear = button(tr("显示全部"), self._show_all)
        inside.addLayout(row(self.search, self.state, self.clear, stretch=0))
        self.table = ListView(theme, RowsModel(CASE_COLUMNS), self._open)
        self.table.stretch(1)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(4, Qt.SortOrder.DescendingOrder)
        header.sectionClicked.connect(self._sort)
        self.count = label("", "muted")
        self.empty = label(tr("还没有案件。按 Ctrl+N 登记第一起纠纷。"), "muted")
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addWidget(self.count)
        layout.addWidget(frame, 1)

    def reload(self) -> None:
        """Read the list anew."""
        filters = self._filters()
        rows = self._context.desk.listing.cases(filters)
        total = self._context.desk.listing.count(filters)
        self.table.rows.set_rows(rows)
        self.empty.setVisible(not rows)
        self.clear.setVisible(self._ids is not None)
        if len(rows) < total:
            self.count.setText(tr("共 {total} 件，列出前 {rows} 件", total=total, rows=len(rows)))
        else:
            self.count.setText(tr("共 {total} 件", total=total))

    def show_ids(self, title: str, ids: tuple[str, ...]) -> None:
        """Show just these cases under a title that says why."""
        self._ids = ids
        self.title.setText(title)
        self.reload()

    def _show_all(self) -> None:
        self._ids = None
        self.title.setText(tr("案件"))
        self.reload()

    def _filters(self) -> Filters:
        state = self.state.currentData()
        return Filters(
            text=self.search.text(),
            states=(State(state),) if state else (),
            ids=self._ids,
            order=self._order,
            descending=self._descending,
        )

    def _sort(self, column: int) -> None:
        order = _ORDERS[column]
        self._descending = not self._descending if order == self._order else False
        self._order = order
        down = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, down)
        self.reload()

    def _open(self, row: Any) -> None:
        self._context.open_case(row.id)
