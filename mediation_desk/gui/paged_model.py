"""A list of any length: every row has a key, only those looked at lately have been read."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from mediation_desk.gui.rows_model import AnyIndex, Column, RowsModel

PAGE = 60
"""Rows read together."""

KEPT = 40 * PAGE
"""Rows kept; the ones not looked at for longest are let go."""


class PagedModel(RowsModel):
    """Shows the rows of `keys`; one that has not been read yet is "…" and asked for.

    `missing` brings the number of the page that is needed; `put` brings it in.
    """

    missing = Signal(int)

    def __init__(self, columns: Sequence[Column]) -> None:
        """Begin empty."""
        super().__init__(columns)
        self.keys = array("q")
        self._read: dict[int, Any] = {}  # None for a row that is gone
        self._stale: set[int] = set()
        self._asked: set[int] = set()

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows that have been read, in order."""
        return tuple(row for key in self.keys if (row := self._read.get(key)) is not None)

    def show(self, keys: "array[int]", rows: Mapping[int, Any]) -> None:
        """Show another list, of which `rows` has been read."""
        self.beginResetModel()
        self.keys = keys
        self._read = dict(rows)
        self._stale, self._asked = set(), set()
        self.endResetModel()

    def renew(self, keys: "array[int]", rows: Mapping[int, Any]) -> None:
        """Show the same list as it is now; rows read before stand until they are read anew."""
        before = {key: row for key, row in self._read.items() if key not in rows}
        self.show(keys, {**before, **rows})
        self._stale = set(before)

    def extend(self, keys: "array[int]") -> None:
        """Take the whole list, which begins with the keys there are."""
        first = len(self.keys)
        if keys[:first] != self.keys:
            self.renew(keys, {})
        elif len(keys) > first:
            self.beginInsertRows(QModelIndex(), first, len(keys) - 1)
            self.keys = keys
            self.endInsertRows()

    def put(self, page: int, rows: Mapping[int, Any]) -> None:
        """Take a page that was missing; a row that is gone stays unread."""
        self._asked.discard(page)
        asked = self.page_keys(page)
        self._stale.difference_update(asked)
        for key in asked:
            self._read.pop(key, None)  # what was read last stands last
            self._read[key] = rows.get(key)
        for key in list(self._read)[: max(len(self._read) - KEPT, 0)]:
            del self._read[key]
        if asked:
            last = page * PAGE + len(asked) - 1
            corner = self.index(last, len(self.columns) - 1)
            self.dataChanged.emit(self.index(page * PAGE, 0), corner)

    def give_up(self, page: int) -> None:
        """Forget that a page was asked for; it will be again when it is looked at."""
        self._asked.discard(page)

    def page_keys(self, page: int) -> "array[int]":
        """Return the keys of a page."""
        return self.keys[page * PAGE : (page + 1) * PAGE]

    def find(self, name: str, value: Any) -> int:
        """Return the number of the row, among those read, whose attribute `name` is `value`."""
        for key, row in self._read.items():
            if row is not None and getattr(row, name) == value and key in self.keys:
                return self.keys.index(key)
        return -1

    def row_at(self, index: AnyIndex) -> Any:
        """Return the row behind an index, None for one that has not been read; it is asked for."""
        if not index.isValid() or index.row() >= len(self.keys):
            return None
        key = self.keys[index.row()]
        row = self._read.get(key)
        if key not in self._read or key in self._stale:
            self._ask(index.row() // PAGE)
        return row

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.row_at(index) is not None:
            return super().data(index, role)
        return "…" if role == Qt.ItemDataRole.DisplayRole else None

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.missing.emit(page)
