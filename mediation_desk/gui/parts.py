"""Small parts every page is put together from; all text is plain text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.gui.dragged_header import DraggedHeader
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.rows_model import BADGE, INK, AnyIndex, RowsModel
from mediation_desk.gui.theme import BADGES, Theme
from mediation_desk.gui.words import tr

W = TypeVar("W", bound=QWidget)


def label(text: str, name: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label; `name` picks its style."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    return made


def heading(theme: Theme, text: str, factor: float = 1.0) -> QLabel:
    """Return a heading."""
    made = label(text, "heading")
    made.setFont(theme.font(factor, bold=True))
    return made


def button(text: str, clicked: Callable[[], None], *, primary: bool = False) -> QPushButton:
    """Return a push button."""
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.clicked.connect(lambda: clicked())
    return made


def card(theme: Theme) -> tuple[QFrame, QVBoxLayout]:
    """Return a white card and its layout."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    edge = theme.px(14)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(theme.px(8))
    return frame, layout


def page_layout(theme: Theme, page: QWidget) -> QVBoxLayout:
    """Return the layout of a page."""
    layout = QVBoxLayout(page)
    edge = theme.px(18)
    layout.setContentsMargins(edge, theme.px(14), edge, theme.px(14))
    layout.setSpacing(theme.px(10))
    return layout


def row(*parts: QWidget, stretch: int = -1) -> QHBoxLayout:
    """Return widgets side by side; `stretch` is the one that grows, -1 leaves room at the end."""
    layout = QHBoxLayout()
    for number, part in enumerate(parts):
        layout.addWidget(part, 1 if number == stretch else 0)
    if stretch < 0:
        layout.addStretch(1)
    return layout


def scrolled(content: QWidget) -> QScrollArea:
    """Return a vertically scrolling area; it never scrolls sideways."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


class Badge(QStyledItemDelegate):
    """Draws a rounded badge whose word carries the state."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Draw in the theme's colours."""
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        ink = index.data(INK)
        if ink:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.colours[ink]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        code = index.data(BADGE)
        if not code:
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        plain.widget.style().drawControl(
            plain.widget.style().ControlElement.CE_ItemViewItem, plain, painter, plain.widget
        )
        ink, ground = BADGES[code]
        px = self._theme.px
        metrics = QFontMetrics(plain.font)
        width, height = metrics.horizontalAdvance(text) + px(18), metrics.height() + px(6)
        top = plain.rect.center().y() - height // 2
        box = QRect(plain.rect.left() + px(6), top, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours[ground]))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(self._theme.colours[ink]))
        painter.setFont(plain.font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class ListView(QTableView):
    """A list: whole rows, one chosen, Enter or double-click opens.

    `chosen_changed` brings the row that is chosen now, None for none.
    """

    draggable = False
    """Whether the headings can be moved."""

    chosen_changed = Signal(object)

    def __init__(
        self, theme: Theme, model: RowsModel, opened: Callable[[Any], None], *, key: str = "id"
    ) -> None:
        """Show `model`; `opened` gets the row; `key` is what tells one row from another."""
        super().__init__()
        if self.draggable:
            self.setHorizontalHeader(DraggedHeader(self))
        self._key = key
        self._theme = theme
        self.rows = model
        self.setModel(model)
        self.setFont(theme.font())
        self.setItemDelegate(Badge(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(42))
        header = self.horizontalHeader()
        header.setFont(theme.font(0.95, bold=True))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self._wide: dict[int, int] = {}
        for number in range(len(model.columns)):
            self.setColumnWidth(number, self.room(number))
        if model.columns:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._opened = opened
        self._unwanted: set[int] = set()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(
            lambda index, _: self.chosen_changed.emit(model.row_at(index))
        )

    def stretch(self, column: int) -> None:
        """Let one column take the room that is left; its width is what it needs at least."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Take the widths of some columns at 100 %; the others have their own."""
        self._wide = dict(widths)
        for number in range(len(self.rows.columns)):
            self.setColumnWidth(number, self.room(number))
        self._leave_out()

    def room(self, column: int) -> int:
        """Return how wide a column is to be."""
        return self._theme.px(self._wide.get(column, self.rows.columns[column].width))

    def want(self, column: int, *, wanted: bool) -> None:
        """Show a column, or leave it out however much room there is."""
        (self._unwanted.discard if wanted else self._unwanted.add)(column)
        self._leave_out()

    def chosen(self) -> Any:
        """Return the chosen row, None for none."""
        return self.rows.row_at(self.currentIndex())

    def choose(self, row_id: str) -> None:
        """Choose the row of an id; where it is not in the list, the first."""
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(max(self.rows.find(self._key, row_id), 0), 0))

    def step(self, by: int) -> None:
        """Choose the row so many further down, as far as there are rows."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            at = self.currentIndex().row() + by
            self.setCurrentIndex(self.rows.index(min(max(at, 0), last), 0))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; what is chosen stays so where it is still there, else the first is."""
        standing = self.chosen()
        self.rows.set_rows(rows)
        self.choose(getattr(standing, self._key, ""))
        if not rows:
            self.chosen_changed.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def _leave_out(self) -> None:
        """Hide the columns that matter least while there is no room for all."""
        columns = self.rows.columns
        wanted = [number for number in range(len(columns)) if number not in self._unwanted]
        for number in self._unwanted:
            self.setColumnHidden(number, True)
        room = self.viewport().width() - sum(map(self.room, wanted))
        for number in sorted(wanted, key=lambda at: -columns[at].rank):
            hidden = room < 0 and columns[number].rank > 0
            self.setColumnHidden(number, hidden)
            room += self.room(number) if hidden else 0

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: AnyIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:  # one of a long list that is still being read
            self._opened(row)


class MessageBar(QLabel):
    """One line above the page: what was done, or what went wrong."""

    def __init__(self, runner: Any = None) -> None:
        """Begin hidden; with a `runner` (TaskRunner) say when its writes take long."""
        super().__init__()
        if runner is not None:
            runner.waiting.connect(self.wait)
        self.setObjectName("bar")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_line(self, kind: str, text: str) -> None:
        """Show a line of kind good, warn or bad."""
        restyle(self, "kind", kind)
        self.setText(text)
        self.setVisible(bool(text))

    def wait(self, on: bool) -> None:
        """Say that a save takes long, as while another program holds the file; take it back."""
        words = tr("正在等待保存完成…")
        if on:
            self.show_line("warn", words)
        elif self.text() == words:
            self.show_line("", "")


class StageBar(QWidget):
    """The stages of a case, the present one marked."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        """Show the stages, none reached."""
        super().__init__()
        flow = FlowLayout(theme.px(6))
        self.setLayout(flow)
        self._stages = [label(name, "stage") for name in names]
        for stage in self._stages:
            stage.setAlignment(Qt.AlignmentFlag.AlignCenter)
            flow.addWidget(stage)

    def show_stage(self, current: int) -> None:
        """Mark the stage of an index; those before it are done."""
        for number, stage in enumerate(self._stages):
            state = "done" if number < current else "now" if number == current else "next"
            restyle(stage, "state", state)


def replaced(layout: QLayout, old: QWidget, new: W) -> W:
    """Put a widget into another's place in a layout; the old one is gone at once. Return it."""
    layout.replaceWidget(old, new)
    old.hide()
    old.deleteLater()
    return new


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and draw the widget by it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
