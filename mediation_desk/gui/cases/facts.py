"""Facts of a case to be read: words and what they stand for, one under the other."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme


class Facts(QWidget):
    """Lines of words and text; what is secret is masked until `reveal`."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._secrets: list[tuple[QLabel, Callable[[], str], str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(7))
        self._grid.setColumnStretch(1, 1)

    def add(self, words: str, text: str) -> QLabel:
        """Add a line; an empty text shows a dash. Returns the label of the text."""
        title = label(words, "muted")
        title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        shown = label(text or "—", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        at = self._grid.rowCount()
        self._grid.addWidget(title, at, 0)
        self._grid.addWidget(shown, at, 1)
        return shown

    def add_secret(self, words: str, masked: str, whole: Callable[[], str]) -> None:
        """Add a line that shows `masked`; `whole` is asked when it is revealed."""
        self._secrets.append((self.add(words, masked), whole, masked))

    def reveal(self, shown: bool) -> None:
        """Show the secrets, or mask them again."""
        for part, whole, masked in self._secrets:
            part.setText((whole() if shown and masked else masked) or "—")
