"""One read-only model for every list: frozen rows, columns as functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mediation_desk.gui.words import plain_tip, tr

SORT = int(Qt.ItemDataRole.UserRole) + 1
ROW = int(Qt.ItemDataRole.UserRole) + 2
BADGE = int(Qt.ItemDataRole.UserRole) + 3
INK = int(Qt.ItemDataRole.UserRole) + 4

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """A column: its heading, the text of a row, what it sorts by, right-aligned or not.

    `badge` returns the state code whose colours the cell's badge takes, `ink` the theme's colour
    its text takes. In a list too narrow for all, columns of a higher `rank` are left out first.
    """

    label: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    right: bool = False
    width: int = 120
    badge: Callable[[Any], str] | None = None
    ink: Callable[[Any], str] | None = None
    rank: int = 0


class RowsModel(QAbstractTableModel):
    """Shows frozen rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Begin empty."""
        super().__init__()
        self.columns = tuple(columns)
        self._rows: tuple[Any, ...] = ()

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows, in order."""
        return self._rows

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, index: AnyIndex) -> Any:
        """Return the row behind an index, None for none."""
        return self._rows[index.row()] if index.isValid() else None

    def find(self, name: str, value: Any) -> int:
        """Return the number of the row whose attribute `name` is `value`, -1 for none."""
        values = [getattr(row, name) for row in self._rows]
        return values.index(value) if value in values else -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return tr(column.label) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_at(index), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.text(row))
        if role == ROW:
            return row
        if role == SORT:
            return column.sort(row) if column.sort else column.text(row)
        if role == BADGE:
            return column.badge(row) if column.badge else None
        if role == INK:
            return column.ink(row) if column.ink else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
