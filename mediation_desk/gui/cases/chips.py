"""What narrows the list, as chips: each says what it is and goes away by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import plain_words, tr


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows: its words, and what takes it away."""

    words: str
    remove: Callable[[], None]


class Chips(QWidget):
    """A row of chips; nothing while nothing narrows."""

    def __init__(self, theme: Theme) -> None:
        """Begin with none."""
        super().__init__()
        self._flow = FlowLayout(theme.px(8))
        self.setLayout(self._flow)
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show other chips."""
        while item := self._flow.takeAt(0):
            old = item.widget()
            old.hide()
            old.deleteLater()
        for chip in chips:
            made = button(plain_words(f"{chip.words}  ×"), chip.remove)
            made.setObjectName("chip")
            made.setAccessibleName(tr("去掉：{words}", words=chip.words))
            self._flow.addWidget(made)
        self.setVisible(bool(chips))
