"""A screen before the desk: one card in the middle, a form, one thing to do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import MessageBar, button, card, heading, label, scrolled
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

WIDTH = 520


class Screen(QWidget):
    """Words, a form and a primary button; `submit` is what Enter on the last field does."""

    def __init__(self, theme: Theme, title: str, words: str = "", *, action: str = "") -> None:
        """Draw the card; without `action` there is no primary button."""
        super().__init__()
        self.theme = theme
        self.bar = MessageBar()
        self.form = Form(theme, columns=1)
        self.form.submitted.connect(self._submitted)
        self.primary = button(action, self._submitted, primary=True)
        if not action:
            self.primary.hide()
        self.links = FlowLayout(theme.px(8))
        frame, self.body = card(theme)
        frame.setFixedWidth(theme.px(WIDTH))
        self.body.setSpacing(theme.px(12))
        self.body.addWidget(heading(theme, title, 1.5))
        if words:
            self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.form)
        self.body.addWidget(self.primary)
        self.body.addLayout(self.links)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addStretch(1)
        # An aligned widget would get the height of unwrapped words; between stretches it does not.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))

    def submit(self) -> None:
        """Do what the screen is for; subclasses say what. Raises InvalidInput."""
        raise NotImplementedError

    def link(self, words: str, clicked: Callable[[], None]) -> None:
        """Add another way to go on."""
        self.links.addWidget(button(words, clicked))

    def wait(self, words: str) -> None:
        """Take no more keys while something is under way, and say what."""
        self.bar.show_line("warn", words)
        self._enable(False)

    def show_error(self, error: AppError) -> None:
        """Take keys again and show the sentence beside its field, or over the form."""
        self._enable(True)
        fields = error.fields if isinstance(error, InvalidInput) else {}
        here = self.form.show_faults(fields)
        elsewhere = not here or set(fields) - set(self.form.fields)
        hint = error.hint if isinstance(error, InvalidInput) else ""
        self.bar.show_line("bad", str(error) if elsewhere else hint)

    def take_cursor(self) -> None:
        """Put the cursor where typing begins; Enter in the last field is the primary button."""
        fields = list(self.form.fields.values())
        for field in fields[-1:]:
            field.installEventFilter(self)
        (fields[0] if fields else self.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submitted()
            return True
        return super().eventFilter(watched, event)

    def _submitted(self) -> None:
        if not self.primary.isEnabled():
            return
        try:
            self.submit()
        except AppError as error:
            self.show_error(error)

    def _enable(self, on: bool) -> None:
        self.form.setEnabled(on)
        self.primary.setEnabled(on)


def waiting(theme: Theme, words: str) -> Screen:
    """Return a screen with nothing to do but to wait."""
    made = Screen(theme, tr("请稍候"), words)
    made.form.hide()
    return made
