"""An input for a password (口令): never shown unless asked, never trimmed."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from mediation_desk.gui.fields import CheckField, TextField
from mediation_desk.gui.words import tr


class PasswordField(TextField):
    """One line whose characters are hidden."""

    def __init__(self, name: str) -> None:
        """Begin empty and hidden."""
        super().__init__(name)
        self.show_plain(False)

    def value(self) -> Any:
        """Return exactly what is typed."""
        return self.text()

    def show_plain(self, shown: bool) -> None:
        """Show the characters, or hide them."""
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)


def reveal_field(*passwords: PasswordField) -> CheckField:
    """Return a tick that shows what is typed into `passwords`."""
    made = CheckField("show_password", tr("显示口令"))
    for field in passwords:
        made.toggled.connect(field.show_plain)
    return made
