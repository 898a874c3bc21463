"""Long text to be read: as high as its lines up to a limit, then it scrolls; never rich text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from mediation_desk.domain.identity import mask_text
from mediation_desk.gui.theme import Theme


class Reading(QPlainTextEdit):
    """Shows a text of any length, the ID and phone numbers in it masked until `reveal`."""

    def __init__(self, theme: Theme, name: str, *, lines: int = 12) -> None:
        """Begin empty; `name` is what a screen reader calls it, `lines` how high it grows."""
        super().__init__()
        self.setObjectName("reading")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._most = lines
        self._edge = theme.px(6)
        self.document().setDocumentMargin(theme.px(1))
        self._text, self._masked = "", ""

    def show_text(self, text: str) -> None:
        """Show another text; an empty one shows a dash."""
        self._text, self._masked = text or "—", mask_text(text) or "—"
        self.setPlainText(self._masked)
        self._fit()

    def reveal(self, shown: bool) -> None:
        """Show the numbers in it, or mask them again."""
        if self._text != self._masked:
            self.setPlainText(self._text if shown else self._masked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """QPlainTextEdit counts the height of its document in lines."""
        wanted = int(self.document().size().height())
        lines = min(max(wanted, 1), self._most)
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(on if wanted > self._most else off)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + self._edge)
