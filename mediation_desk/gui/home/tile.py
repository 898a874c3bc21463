"""A figure that opens the list behind it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from mediation_desk.gui.parts import heading, label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr


class Tile(QPushButton):
    """A large number over its words; a click, Enter or the space bar opens its list."""

    def __init__(self, theme: Theme, words: str, token: str, opened: Callable[[], None]) -> None:
        """Show no figure yet; `token` is the colour of one that is not zero."""
        super().__init__()
        self.setObjectName("tile")
        self.setAutoDefault(True)
        self._theme, self._words, self._token = theme, words, token
        self.number = heading(theme, "", 1.7)
        self.clicked.connect(lambda: opened())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        layout.setSpacing(theme.px(2))
        for part in (self.number, label(words, "muted")):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def show_count(self, count: int) -> None:
        """Show a figure; none left to do is good news."""
        self.number.setText(f"{count:,}")
        self._paint(self._token if count else "good")
        self.setAccessibleName(f"{self._words} {count}")
        self.setToolTip("")

    def show_stale(self) -> None:
        """Show that the figure is being counted anew."""
        self._paint("muted")
        self.setToolTip(tr("正在重新统计…"))

    def _paint(self, token: str) -> None:
        self.number.setStyleSheet(f"color: {self._theme.colours[token]};")

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()
