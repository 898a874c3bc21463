"""A reason asked for (理由、用途): the usual ones to pick with one key, a line for any other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from mediation_desk.gui.fields import TextField
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import plain_words, tr


class ReasonDialog(QDialog):
    """Gives a reason that is never empty; what is typed wins over what is picked."""

    def __init__(self, parent: QWidget, title: str, words: str, usual: Sequence[str]) -> None:
        """Ask `words` under `title`, offering the `usual` answers."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._usual = tuple(usual)
        self._picked = QButtonGroup(self)
        self.line = TextField("reason", hint=tr("其他，请写明"))
        self.line.setAccessibleName(tr("其他，请写明"))
        self.agree = button(tr("确定"), self.accept, primary=True)
        self.agree.setDefault(True)
        layout = QVBoxLayout(self)
        line = self.fontMetrics().height()
        layout.setContentsMargins(line, line, line, line)
        layout.setSpacing(line // 2)
        layout.addWidget(label(words, wrap=True))
        for at, text in enumerate(self._usual):
            choice = QRadioButton(plain_words(text))
            self._picked.addButton(choice, at)
            layout.addWidget(choice)
        layout.addWidget(self.line)
        layout.addLayout(row(QWidget(), button(tr("取消"), self.reject), self.agree, stretch=0))
        self.setMinimumWidth(line * 24)
        self._picked.idToggled.connect(self._offer)
        self.line.textChanged.connect(self._offer)
        self._offer()

    def reason(self) -> str:
        """Return what is typed, or picked, "" for nothing yet."""
        at = self._picked.checkedId()
        typed: str = self.line.value()
        return typed or (self._usual[at] if at >= 0 else "")

    def _offer(self) -> None:
        self.agree.setEnabled(bool(self.reason()))
