"""The screen itself: the whole of one display, sheet by sheet, left by Esc."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.gui.parts import button, label, scrolled
from mediation_desk.gui.party.sheet_view import SheetView
from mediation_desk.gui.style import style_sheet
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.table_side import TableView

STEP, SMALLEST, LARGEST = 0.15, 0.7, 2.5
SMALL_DISPLAY = 768
"""Letters are as large as they are meant to be on a display of this height, larger on others."""

NEXT = {Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return}
BACK = {Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}
LARGER, SMALLER = {Qt.Key.Key_Plus, Qt.Key.Key_Equal}, {Qt.Key.Key_Minus}


def beside(own: QScreen, screens: Sequence[QScreen]) -> QScreen:
    """Return the display to be turned to the parties: another one than our own where there is."""
    return next((one for one in screens if one is not own), own)


def _fitting(display: QScreen) -> float:
    """Return how large the letters begin."""
    return min(max(display.geometry().height() / SMALL_DISPLAY, 1.0), LARGEST)


class PartyScreen(QWidget):
    """Nothing but what a TableView holds; a window of its own that knows no other one."""

    closed = Signal()

    def __init__(self, theme: Theme, view: TableView, own: QScreen) -> None:
        """Show the first sheet; `own` is the display the office works on."""
        super().__init__(None, Qt.WindowType.Window)
        self._theme, self._view = theme, view
        self.display = beside(own, QGuiApplication.screens())
        self._at, self._size = 0, _fitting(self.display)
        self.setObjectName("party_screen")
        self.setWindowTitle(tr("调解台"))
        self.setStyleSheet(style_sheet(theme))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if self.display is own:
            # Dialogs and messages of the office's own windows stay behind it.
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.head = label("", "muted", wrap=True)
        self.head.setFont(theme.font(1.3))
        self.place = label("", "muted")
        self.place.setFont(theme.font(1.3))
        self.area: QScrollArea = scrolled(QWidget())
        self.back_button = button(tr("上一页"), lambda: self.turn(-1))
        self.next_button = button(tr("下一页"), lambda: self.turn(1), primary=True)
        self.end_button = button(tr("结束（Esc）"), self.close)
        self._build()
        self._show()

    def take_display(self) -> None:
        """Take the whole display."""
        self.setScreen(self.display)
        self.setGeometry(self.display.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def show_view(self, view: TableView) -> None:
        """Show what became of it meanwhile, at the same sheet."""
        self._view = view
        self._show()

    def turn(self, by: int) -> None:
        """Turn to another sheet; the first and the last are the ends."""
        self._at += by
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in NEXT or key in BACK:
            self.turn(1 if key in NEXT else -1)
        elif key in LARGER or key in SMALLER:
            self._resize_words(STEP if key in LARGER else -STEP)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Down else -1) * self._theme.px(80))
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the buttons too: Esc, the arrows and the blank mean the same there."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        theme = self._theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        edge = theme.px(24)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(self.head)
        layout.addWidget(self.area, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(tr("← → 翻页，↑ ↓ 上下，＋ － 字大字小"), "muted"))
        foot.addStretch(1)
        for part in (self.back_button, self.place, self.next_button, self.end_button):
            foot.addWidget(part)
        for one in (self.back_button, self.next_button, self.end_button):
            one.installEventFilter(self)
        layout.addLayout(foot)

    def _resize_words(self, by: float) -> None:
        self._size = min(max(self._size + by, SMALLEST), LARGEST)
        self._show()

    def _show(self) -> None:
        sheets = self._view.sheets
        self._at = min(max(self._at, 0), max(len(sheets) - 1, 0))
        self.head.setText(self._view.title)
        self.place.setText(f"{min(self._at + 1, len(sheets))} / {len(sheets)}")
        self.back_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at + 1 < len(sheets))
        content = (
            SheetView(self._theme, sheets[self._at], self._size)
            if sheets
            else label(tr("还没有可以给当事人看的内容。"), "muted", wrap=True)
        )
        content.setObjectName("scrolled")
        self.area.setWidget(content)
        self.area.verticalScrollBar().setValue(0)
