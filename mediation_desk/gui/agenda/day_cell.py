"""One day of the calendar: its entries as buttons; a planned session is dragged to another day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout

from mediation_desk.gui.agenda.item_words import head_words, ink, item_words, short_words
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import plain_tip, plain_words, tr
from mediation_desk.services.daily_rows import AgendaItem, AgendaKind

PLANNED_MIME = "application/x-mediation-desk-planned"


class ItemButton(QPushButton):
    """An entry: a click or Enter opens it; a planned session can be dragged."""

    opened = Signal(object)

    def __init__(self, theme: Theme, item: AgendaItem, *, short: bool) -> None:
        """Show the entry in two lines, in one word where there is no room."""
        words = item_words(item)
        super().__init__()
        self.setObjectName("agenda_item")
        self.item = item
        self._lines = [short_words(item)] if short else [head_words(item), item.title]
        self._pressed = QPoint()
        self.setAutoDefault(True)
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words)
        self.setMinimumWidth(0)
        self.setStyleSheet(f"color: {theme.colours[ink(item)]}; text-align: left;")
        self.clicked.connect(lambda: self.opened.emit(self.item))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.fontMetrics().averageCharWidth() * 2
        cut = self.fontMetrics().elidedText
        lines = [cut(line, Qt.TextElideMode.ElideRight, room) for line in self._lines]
        self.setText(plain_words("\n".join(lines)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        movable = self.item.kind is AgendaKind.PLANNED
        if not movable or far < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        carried = QMimeData()
        carried.setData(PLANNED_MIME, self.item.id.encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        self.setDown(False)
        drag.exec(Qt.DropAction.MoveAction)


class DayCell(QFrame):
    """A day with its entries; `dropped` brings the id of the session that was dragged here."""

    dropped = Signal(str, object)
    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, theme: Theme, *, most: int, short: bool) -> None:
        """Begin without a day; show at most so many entries, in one word each if `short`."""
        super().__init__()
        self.setObjectName("day_cell")
        self.setAcceptDrops(True)
        self._theme, self._most, self._short = theme, most, short
        self.day = date.min
        self.buttons: list[ItemButton] = []
        self._layout = QVBoxLayout(self)
        edge = theme.px(6)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(theme.px(3))
        self.head = label("", "muted")
        self.more = QPushButton()
        self.more.setObjectName("agenda_item")
        self.more.clicked.connect(lambda: self.picked.emit(self.day))
        self._layout.addWidget(self.head)
        self._layout.addWidget(self.more)
        self._layout.addStretch(1)

    def show_day(self, day: date, words: str, items: Sequence[AgendaItem], *, today: bool) -> None:
        """Show a day under its words."""
        self.day = day
        self.head.setText(words)
        self.setProperty("today", today)
        self.style().unpolish(self)
        self.style().polish(self)
        for old in self.buttons:
            old.setParent(None)
            old.deleteLater()
        self.buttons = [
            ItemButton(self._theme, one, short=self._short) for one in items[: self._most]
        ]
        for at, made in enumerate(self.buttons, start=1):
            made.opened.connect(self.opened)
            self._layout.insertWidget(at, made)
        rest = len(items) - len(self.buttons)
        self.more.setText(tr("还有 {rest} 项", rest=rest))
        self.more.setVisible(rest > 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PLANNED_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        case_id = bytes(event.mimeData().data(PLANNED_MIME).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit(case_id, self.day)
