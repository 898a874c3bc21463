"""The figures of a table: one row a unit, the total first; every figure can be opened."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.statistics import Rate, Value
from mediation_desk.gui.rows_model import AnyIndex
from mediation_desk.gui.statistics.grouped_header import GroupedHeader
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.statistics_rows import Heading, StatisticsTable, UnitRow

Opened = Callable[[Heading, UnitRow], None]


class FiguresModel(QAbstractTableModel):
    """A statistics table as Qt shows it; row 0 is the total."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._bold = theme.font(bold=True)
        self._second_look = QColor(theme.colours["warn"])
        self._rows: tuple[UnitRow, ...] = ()
        self._leaves: tuple[Heading, ...] = ()

    def show_table(self, table: StatisticsTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self._rows = (table.total, *table.rows)
        self._leaves = table.leaves
        self.endResetModel()

    def cell(self, index: AnyIndex) -> tuple[Heading, UnitRow]:
        """Return the column and the unit of a figure."""
        return self._leaves[index.column()], self._rows[index.row()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._leaves)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            leaf = self._leaves[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return leaf.label
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"{leaf.label}（{leaf.unit_label}）\n{leaf.definition}"
            return None
        row = self._rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "　" * max(row.level - 1, 0) + row.label
        return self._bold if role == Qt.ItemDataRole.FontRole and section == 0 else None

    def data(
        self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | QFont | QColor | None:
        if not index.isValid():
            return None
        leaf, row = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown(row.values[index.column()], leaf.unit_label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.label} · {leaf.label}\n{leaf.definition}\n" + tr("双击打开这些案件")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value = row.values[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and isinstance(value, Rate) and value.suspicious:
            return self._second_look
        return self._bold if role == Qt.ItemDataRole.FontRole and index.row() == 0 else None


class FiguresView(QTableView):
    """The figures under their headings, the units fixed at the left."""

    def __init__(self, theme: Theme, opened: Opened) -> None:
        """Begin empty; `opened` gets the column and unit of a figure."""
        super().__init__()
        self.setObjectName("figures")
        self.setAccessibleName(tr("统计表"))
        self._theme = theme
        self.figures = FiguresModel(theme)
        self.heading = GroupedHeader(theme, self)
        self.heading.setFont(theme.font(0.95))
        self.setHorizontalHeader(self.heading)
        self.setModel(self.figures)
        self.setFont(theme.font())
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        units = self.verticalHeader()
        units.setFont(theme.font())
        units.setDefaultSectionSize(theme.px(36))
        units.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        units.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        units.setMaximumWidth(theme.px(300))
        self._opened = opened
        self.doubleClicked.connect(self._open)

    def show_table(self, table: StatisticsTable) -> None:
        """Show another table; columns are as wide as their figures and words need."""
        self.figures.show_table(table)
        self.heading.show_headings(table.columns)
        metrics = QFontMetrics(self._theme.font(bold=True))
        for column, leaf in enumerate(table.leaves):
            texts = [
                shown(row.values[column], leaf.unit_label) for row in (table.total, *table.rows)
            ]
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            words = metrics.horizontalAdvance(leaf.label[: len(leaf.label) // 2 + 1])
            self.setColumnWidth(column, max(widest, words) + self._theme.px(28))
        if self.figures.rowCount():
            self.setCurrentIndex(self.figures.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self._opened(*self.figures.cell(index))


def shown(value: Value, unit: str) -> str:
    """Return a figure as the table prints it: 元 with its 分, a rate with its parts."""
    if isinstance(value, int):
        return format_yuan(value) if unit == "元" else str(value)
    return value.text
