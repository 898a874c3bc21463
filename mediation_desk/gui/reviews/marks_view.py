"""Two marks side by side, item by item: what differs stands out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mediation_desk.gui.parts import label, restyle
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.review_rows import DossierDetail


class MarksView(QWidget):
    """The marks of one dossier, drawn anew for every dossier."""

    def __init__(self, theme: Theme) -> None:
        """Begin with nothing."""
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_dossier(self, one: DossierDetail | None) -> None:
        """Show the marks of a dossier, or why they are not shown."""
        while self._layout.count():
            old = self._layout.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if one is None:
            return
        if not one.marks:
            words = tr("两份评查意见到齐以前，互相看不到。")
            self._layout.addWidget(label(words, "muted", wrap=True))
        else:
            self._layout.addWidget(self._grid(one))
        self._layout.addStretch(1)

    def _grid(self, one: DossierDetail) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, self._theme.px(12), 0)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.setColumnStretch(0, 1)
        first, second = one.marks
        self._line(grid, "", [first.reviewer, second.reviewer], "muted")
        for item in one.items:
            given = [first.points[item.code], second.points[item.code]]
            words = f"{item.label}（{item.points}）"
            line = self._line(grid, words, [str(points) for points in given])
            if given[0] != given[1]:
                for part in line:
                    restyle(part, "kind", "danger")
            for mark in one.marks:
                note = mark.notes.get(item.code, "")
                if note:
                    self._wide(grid, f"{mark.reviewer}：{note}")
        self._line(grid, tr("折合 100 分"), [str(first.total), str(second.total)])
        for mark in one.marks:
            if mark.remark:
                self._wide(grid, f"{mark.reviewer}：{mark.remark}")
        if one.settled_reason:
            self._wide(grid, tr("合议：{reason}", reason=one.settled_reason))
        return holder

    def _line(
        self, grid: QGridLayout, words: str, values: Sequence[str], name: str = "standing"
    ) -> list[QLabel]:
        at = grid.rowCount()
        grid.addWidget(label(words, name, wrap=True), at, 0)
        made = [label(value, name) for value in values]
        for column, part in enumerate(made, start=1):
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, at, column)
        return made

    def _wide(self, grid: QGridLayout, words: str) -> None:
        grid.addWidget(label(words, "muted", wrap=True), grid.rowCount(), 0, 1, 3)
