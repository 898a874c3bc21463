"""One sheet for the parties in letters that are read across a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.services.table_side import Sheet

SHORT, LONG = 60, 200
"""Up to so many characters a text is set in the largest, from there on in the smallest letters."""


class SheetView(QWidget):
    """Title, text, and below it amounts and dates in the largest letters of all."""

    def __init__(self, theme: Theme, sheet: Sheet, size: float) -> None:
        """Show a sheet; `size` makes everything larger or smaller."""
        super().__init__()
        self._theme = theme
        self._size = size
        layout = QVBoxLayout(self)
        edge = theme.px(40)
        layout.setContentsMargins(edge, theme.px(24), edge, theme.px(24))
        layout.setSpacing(theme.px(22))
        layout.addWidget(self._words(sheet.title, 2.0, "heading"))
        layout.addWidget(self._words(sheet.text, _factor(sheet.text)))
        if sheet.figures:
            layout.addWidget(self._figures(sheet))
        if sheet.dues:
            layout.addWidget(self._dues(sheet))
        if sheet.more:
            layout.addWidget(self._words(sheet.more, 1.6, "muted"))
        layout.addStretch(1)

    def _words(self, text: str, factor: float, name: str = "") -> QLabel:
        made = label(text, name, wrap=True)
        made.setFont(self._theme.font(factor * self._size, bold=name == "heading"))
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return made

    def _grid(self) -> tuple[QWidget, QGridLayout]:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(28))
        grid.setVerticalSpacing(self._theme.px(12))
        return holder, grid

    def _figures(self, sheet: Sheet) -> QWidget:
        holder, grid = self._grid()
        grid.setColumnStretch(1, 1)
        for at, (word, value) in enumerate(sheet.figures):
            grid.addWidget(self._words(word, 1.6, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._words(value, 2.4, "heading"), at, 1)
        return holder

    def _dues(self, sheet: Sheet) -> QWidget:
        holder, grid = self._grid()
        grid.setColumnStretch(3, 1)
        for at, (day, amount, what) in enumerate(sheet.dues):
            number = self._words(f"第 {at + 1} 期", 1.6, "muted")
            grid.addWidget(number, at, 0)
            grid.addWidget(self._whole(day), at, 1)
            sum_ = self._whole(amount)
            sum_.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(sum_, at, 2)
            grid.addWidget(self._words(what, 1.6), at, 3)
        return holder

    def _whole(self, text: str) -> QLabel:
        """Return a day or an amount that is never broken over two lines."""
        made = self._words(text, 2.2, "heading")
        made.setWordWrap(False)
        return made


def _factor(text: str) -> float:
    if len(text) <= SHORT:
        return 2.4
    return 2.0 if len(text) <= LONG else 1.7
