"""The way to the scans: a button that says how many wait for somebody."""

from PySide6.QtWidgets import QPushButton

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.words import tr


class ScansButton(QPushButton):
    """Opens the scans; not there for whoever may not take any in."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a number; `count` asks for it."""
        super().__init__(tr("扫描件"))
        self.setObjectName("scans_button")
        self._context = context
        self._allowed = context.desk.sign_in.may(Permission.REGISTER)
        if not self._allowed:
            self.hide()
        self.clicked.connect(lambda: context.go_to("scans"))

    def count(self) -> None:
        """Say how many wait; few ever do, so that it is read at once."""
        if self._allowed:
            words, number = tr("扫描件"), len(self._context.desk.scans.strays())
            more = tr("{words}（{count}）", words=words, count=number)
            self.setText(more if number else words)
