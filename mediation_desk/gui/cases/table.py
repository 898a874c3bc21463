"""The table of the case list: which columns, in what order, sorted by what, how many are chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from mediation_desk.gui.cases.columns import (
    ALWAYS,
    CASE_COLUMNS,
    COLUMN_ORDERS,
    FOUND,
    TITLE,
    USUAL,
)
from mediation_desk.gui.paged_model import PagedModel
from mediation_desk.gui.parts import ListView
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters

Sorting = tuple[tuple[str, bool], ...]

USUALLY: Sorting = Filters().sorting


class CaseTable(ListView):
    """Cases in rows; `sorted_anew`, `columns_chosen` and `widths_chosen` say what the user
    changed; a heading is dragged to another place, its edge to another width.

    A click on a heading sorts by it, the next one turns it round; with Shift held it sorts within
    what the list is sorted by already. The menus do the same from the keyboard.
    """

    draggable = True

    sorted_anew = Signal()
    columns_chosen = Signal(object)
    widths_chosen = Signal(object)
    selected = Signal(int)
    delete_asked = Signal(object)

    def __init__(
        self, theme: Theme, opened: Callable[[Any], None], beside: Callable[[Any], None]
    ) -> None:
        """Show the usual columns, the newest first; Ctrl+Enter gives the row to `beside`."""
        self.model_of_cases = PagedModel(CASE_COLUMNS)
        super().__init__(theme, self.model_of_cases, opened)
        self._beside = beside
        self.sorting: Sorting = USUALLY
        self._shown: tuple[str, ...] = ()
        self._widths: dict[str, int] = {}
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(tr("案件"))
        self.stretch(TITLE)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_heading)
        header.dragged.connect(self._on_dragged)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.columns_menu().popup(header.mapToGlobal(at))
        )
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit(self.number()))
        self.show_columns(())
        self.sort_by(USUALLY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.number() == 1:
            self.delete_asked.emit(self.chosen())
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if (row := self.chosen()) is not None:
                self._beside(row)
            return
        super().keyPressEvent(event)

    def number(self) -> int:
        """Return how many rows are chosen."""
        ranges = self.selectionModel().selection()
        return sum(one.height() for one in ranges if one.left() == 0)

    def selected_keys(self) -> list[int]:
        """Return the keys of the rows that are chosen, from the top."""
        keys = self.model_of_cases.keys
        parts = sorted(
            (one.top(), one.bottom())
            for one in self.selectionModel().selection()
            if one.left() == 0
        )
        return [key for top, bottom in parts for key in keys[top : bottom + 1]]

    def show_columns(self, labels: Sequence[str]) -> None:
        """Show the columns with these labels in this order; () for the usual ones."""
        self._shown = tuple(labels)
        wanted = set(labels or USUAL) | ALWAYS
        for at, column in enumerate(CASE_COLUMNS):
            if at != FOUND:
                self.want(at, wanted=column.label in wanted)
        chosen = [_LABELS.index(one) for one in labels if one in _LABELS]
        others = [at for at in range(len(_LABELS)) if at not in {*chosen, FOUND}]
        self.horizontalHeader().put_in_order([*chosen, FOUND, *others] if chosen else _AS_EVER)

    def show_widths(self, widths: Mapping[str, int]) -> None:
        """Show columns as wide as they were made, in pixels at 100 %."""
        self._widths = dict(widths)
        self.set_widths(
            {_LABELS.index(one): width for one, width in widths.items() if one in _LABELS}
        )

    def sort_by(self, sorting: Sorting) -> None:
        """Show what the list is sorted by."""
        self.sorting = sorting
        order, descending = sorting[0]
        down = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        at = COLUMN_ORDERS.index(order) if order in COLUMN_ORDERS else -1
        self.horizontalHeader().setSortIndicator(at, down)

    def sort_words(self) -> str:
        """Return what the list is sorted by, in words; "" while it is as usual."""
        if self.sorting == USUALLY:
            return ""
        parts = [f"{_order_label(name)}{'↓' if down else '↑'}" for name, down in self.sorting]
        return tr("排序：{orders}", orders="，".join(parts))

    def columns_menu(self) -> QMenu:
        """Return the menu that chooses the columns."""
        menu = QMenu(self)
        for at, column in enumerate(CASE_COLUMNS):
            if at != FOUND and column.label not in ALWAYS:
                action = menu.addAction(tr(column.label))
                action.setCheckable(True)
                action.setChecked(column.label in (self._shown or USUAL))
                action.toggled.connect(lambda on, name=column.label: self._choose(name, on))
        menu.addSeparator()
        further = menu.addMenu(tr("向左移"))
        for at in self._in_order()[1:]:
            words = tr(CASE_COLUMNS[at].label)
            further.addAction(words).triggered.connect(lambda _=False, at=at: self._move_left(at))
        menu.addAction(tr("恢复默认")).triggered.connect(self._as_ever)
        return menu

    def sort_menu(self) -> QMenu:
        """Return the menu that sorts: first by one column, then within it by others."""
        menu = QMenu(self)
        within = QMenu(tr("其次按"), menu)
        for name in dict.fromkeys(filter(None, COLUMN_ORDERS)):
            self._sorting_action(menu, name, further=False)
            self._sorting_action(within, name, further=True)
        menu.addSeparator()
        menu.addMenu(within)
        menu.addAction(tr("恢复默认")).triggered.connect(lambda: self._sort_anew(USUALLY))
        return menu

    def _sorting_action(self, menu: QMenu, name: str, *, further: bool) -> QAction:
        action = menu.addAction(_order_label(name))
        action.triggered.connect(lambda: self._sort(name, further=further))
        return action

    def _choose(self, label: str, shown: bool) -> None:
        standing = [one for one in self._shown or USUAL if one != label]
        self._choose_columns((*standing, label) if shown else tuple(standing))

    def _choose_columns(self, labels: tuple[str, ...]) -> None:
        self.show_columns(labels)
        self.columns_chosen.emit(labels)

    def _in_order(self) -> list[int]:
        """Return the columns that are wanted, from left to right."""
        wanted = set(self._shown or USUAL) | ALWAYS
        order = self.horizontalHeader().order()
        return [at for at in order if at != FOUND and _LABELS[at] in wanted]

    def _move_left(self, column: int) -> None:
        order = self._in_order()
        at = order.index(column)
        order[at - 1], order[at] = order[at], order[at - 1]
        self._choose_columns(tuple(_LABELS[one] for one in order))

    def _as_ever(self) -> None:
        self.show_widths({})
        self.widths_chosen.emit({})
        self._choose_columns(())

    def _on_dragged(self) -> None:
        order = tuple(_LABELS[at] for at in self._in_order())
        if order != (self._shown or USUAL):
            self._choose_columns(order)
        seen = [at for at in self._in_order() if at != TITLE and not self.isColumnHidden(at)]
        widths = {
            _LABELS[at]: self.columnWidth(at)
            for at in seen
            if self.columnWidth(at) != self.room(at)
        }
        if widths:
            scale = self._theme.scale
            self.show_widths(
                self._widths | {one: round(width / scale) for one, width in widths.items()}
            )
            self.widths_chosen.emit(self._widths)

    def _on_heading(self, column: int) -> None:
        held = QApplication.keyboardModifiers()
        if COLUMN_ORDERS[column]:
            self._sort(
                COLUMN_ORDERS[column], further=bool(held & Qt.KeyboardModifier.ShiftModifier)
            )

    def _sort(self, name: str, *, further: bool) -> None:
        """Sort by a column, turned round if it is sorted by it already."""
        standing = dict(self.sorting)
        down = not standing[name] if name in standing else False
        if further:
            self._sort_anew(tuple((standing | {name: down}).items()))
        else:
            self._sort_anew(((name, down if self.sorting[0][0] == name else False),))

    def _sort_anew(self, sorting: Sorting) -> None:
        self.sort_by(sorting)
        self.sorted_anew.emit()


_LABELS = [column.label for column in CASE_COLUMNS]
_AS_EVER = list(range(len(_LABELS)))


def _order_label(name: str) -> str:
    return tr(CASE_COLUMNS[COLUMN_ORDERS.index(name)].label)
