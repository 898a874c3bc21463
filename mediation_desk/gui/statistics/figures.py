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
from mediation_desk.services.statistics_rows import Comparison, Heading, StatisticsTable, UnitRow

Opened = Callable[[Heading, UnitRow], None]


class FiguresModel(QAbstractTableModel):
    """A statistics table as Qt shows it; row 0 is the total."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._bold = theme.font(bold=True)
        self._second_look = QColor(theme.colours["warn"])
        self._rows: tuple[UnitRow, ...] = ()
        self._beside: Comparison | None = None
        self._leaves: tuple[Heading, ...] = ()

    def show_table(self, table: StatisticsTable, beside: Comparison | None = None) -> None:
        """Show another table, each figure with what it is more or less than a year before."""
        self.beginResetModel()
        self._beside = beside
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
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(leaf, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value = row.values[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and isinstance(value, Rate) and value.suspicious:
            return self._second_look
        return self._bold if role == Qt.ItemDataRole.FontRole and index.row() == 0 else None

    def text(self, row: UnitRow, column: int) -> str:
        """Return a figure as it is shown, with its difference where there is a comparison."""
        leaf, value = self._leaves[column], row.values[column]
        text = shown(value, leaf.unit_label)
        if self._beside is None:
            return text
        return f"{text}　{difference(value, self._beside.value(leaf.key, row), leaf.unit_label)}"

    def _tip(self, leaf: Heading, row: UnitRow) -> str:
        lines = [f"{row.label} · {leaf.label}", leaf.definition]
        if self._beside is not None:
            before = shown(self._beside.value(leaf.key, row), leaf.unit_label)
            lines.append(tr("上年同期：{figure}", figure=before))
        return "\n".join((*lines, tr("双击打开这些案件")))


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

    def show_table(self, table: StatisticsTable, beside: Comparison | None = None) -> None:
        """Show another table; columns are as wide as their figures and words need."""
        self.figures.show_table(table, beside)
        self.heading.show_headings(table.columns)
        metrics = QFontMetrics(self._theme.font(bold=True))
        for column, leaf in enumerate(table.leaves):
            texts = [self.figures.text(row, column) for row in (table.total, *table.rows)]
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            words = metrics.horizontalAdvance(leaf.label[: len(leaf.label) // 2 + 1])
            self.setColumnWidth(column, max(widest, words) + self._theme.px(28))
        self.heading.make_room()
        if self.figures.rowCount():
            self.setCurrentIndex(self.figures.index(0, 0))

    def chosen(self) -> tuple[Heading, UnitRow] | None:
        """Return the column and the row of the chosen figure, None without one."""
        index = self.currentIndex()
        return self.figures.cell(index) if index.isValid() else None

    def go_to(self, column: str, row_label: str) -> None:
        """Choose a figure by its column and its row's words."""
        for row in range(self.figures.rowCount()):
            for at in range(self.figures.columnCount()):
                leaf, unit = self.figures.cell(self.figures.index(row, at))
                if leaf.key == column and unit.label == row_label:
                    self.setCurrentIndex(self.figures.index(row, at))
                    self.scrollTo(self.currentIndex())
                    return

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


def difference(value: Value, before: Value, unit: str) -> str:
    """Return what a figure is more (+) or less (−) than another; rates in 百分点."""
    if isinstance(value, int) and isinstance(before, int):
        gap = value - before
        size = format_yuan(abs(gap)) if unit == "元" else str(abs(gap))
        return _signed(gap, size)
    if not isinstance(value, Rate) or not isinstance(before, Rate):
        return ""
    now, then = value.fraction, before.fraction
    if now is None or then is None:
        return ""
    points = round((now - then) * 10000)
    return _signed(points, f"{abs(points) // 100}.{abs(points) % 100:02d}") + tr("百分点")


def _signed(gap: int, size: str) -> str:
    return "±0" if gap == 0 else f"{'+' if gap > 0 else '−'}{size}"
