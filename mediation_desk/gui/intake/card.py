"""A card of the registration page: a heading, a folded form, the button that opens the rest."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.gui.folded_form import FoldedForm
from mediation_desk.gui.parts import button, heading, row
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr


class FormCard(QFrame):
    """Holds `form`; `body` is the column under it."""

    def __init__(self, theme: Theme, title: str) -> None:
        """Draw an empty card."""
        super().__init__()
        self.setObjectName("card")
        self.form = FoldedForm(theme)
        self.title = heading(theme, title, 1.05)
        self.more_button = button(tr("更多"), self.toggle_more)
        self.more_button.setToolTip("Alt+M")
        self.more_button.setProperty("quiet", True)
        self.form.turned.connect(self._on_turned)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(12))
        self.body.setSpacing(theme.px(6))
        self.head = row(self.title, self.more_button, stretch=0)
        self.body.addLayout(self.head)
        self.body.addWidget(self.form)

    def stops(self) -> list[QWidget]:
        """Return everything the cursor stops at, in order."""
        return [*self.form.stops(), self.more_button]

    def toggle_more(self) -> None:
        """Open the rest of the fields, the cursor in the first of them; or fold them away."""
        self.form.unfold(not self.form.unfolded)
        if self.form.unfolded:
            first = next(
                (field for name, field in self.form.fields.items() if self._is_extra(name)), None
            )
            if first is not None:
                first.setFocus()

    def _on_turned(self, shown: bool) -> None:
        self.more_button.setText(tr("收起") if shown else tr("更多"))

    def _is_extra(self, name: str) -> bool:
        return self.form.is_extra(name) and self.form.applies(name)
