"""The chosen figure as a picture: its column over all rows, its row over the columns of a group."""

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.statistics import Rate, Value
from mediation_desk.gui.parts import button, heading, label, row, scrolled
from mediation_desk.gui.statistics.bars import Bar, Bars
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.statistics_rows import Comparison, Heading, StatisticsTable, UnitRow


class ChartDialog(QDialog):
    """Two charts of a table around one figure."""

    def __init__(
        self,
        theme: Theme,
        table: StatisticsTable,
        beside: Comparison | None,
        cell: tuple[Heading, UnitRow],
    ) -> None:
        """Draw the charts; a dashed outline is the year before."""
        super().__init__()
        self._theme, self._table, self._beside = theme, table, beside
        column, line = cell
        self.setWindowTitle(tr("图表"))
        self.rows, self.columns = Bars(theme), Bars(theme)
        self.rows.show_bars([self._bar(column, one, one.label) for one in table.rows])
        group = next(one for one in table.columns if column in one.leaves())
        same = [leaf for leaf in group.leaves() if leaf.unit_label == column.unit_label]
        self.columns.show_bars([self._bar(leaf, line, leaf.label) for leaf in same])
        tabs = QTabWidget()
        tabs.addTab(scrolled(self.rows), f"{column.label}（{table.corner}）")
        if len(same) > 1:
            tabs.addTab(scrolled(self.columns), f"{group.label}（{line.label}）")
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, f"{table.title}　{table.period_label}", 1.2))
        if beside is not None:
            words = tr("虚线框是上年同期：{period}", period=beside.before.period_label)
            layout.addWidget(label(words, "muted"))
        layout.addWidget(tabs, 1)
        layout.addLayout(row(button(tr("关闭"), self.reject)))
        self.resize(theme.px(860), theme.px(560))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)

    def _bar(self, column: Heading, line: UnitRow, words: str) -> Bar:
        at = self._table.leaves.index(column)
        value = line.values[at]
        before = None if self._beside is None else _length(self._beside.value(column.key, line))
        return Bar(words, _length(value), _words(value, column.unit_label), before)


def _length(value: Value) -> float:
    if isinstance(value, Rate):
        return float(value.fraction or 0)
    return float(max(value, 0))


def _words(value: Value, unit: str) -> str:
    if isinstance(value, Rate):
        return value.text
    return f"{format_yuan(value)}元" if unit == "元" else f"{value:,}{unit}"
