"""A book of linkage: what narrows it and what adds to it above, its list below."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField, TextField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import button, label
from mediation_desk.gui.words import tr

YEARS = 6
"""Years on offer, this one first."""

PAUSE_MS = 200
"""A search waits this long for the next letter."""


class Book(QWidget):
    """Shows what `read(view, text=…)` returns for the view chosen and the words typed."""

    yearly = False
    """Whether the views are years."""

    def __init__(
        self,
        context: GuiContext,
        pane: ListPane,
        views: Sequence[Choice],
        read: Callable[..., Sequence[Any]],
        *,
        searched: bool = True,
    ) -> None:
        """Put the pane under a choice of `views` and, where it is `searched`, a search field."""
        super().__init__()
        self._context, self._read = context, read
        self.desk = context.desk
        self.pane = pane
        self.view = ChoiceField("view", views)
        self.view.setAccessibleName(tr("显示哪些"))
        # Nothing is asked to be shown before it has a parent: it would flash as a window.
        if len(views) < 2:
            self.view.hide()
        self.view.touched.connect(self.reload)
        self.search = TextField("search", hint=tr("查找"))
        self.search.setAccessibleName(tr("查找"))
        if not searched:
            self.search.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.search.touched.connect(self._pause.start)
        self.head = FlowLayout(context.theme.px(8))
        self.search.setMinimumWidth(context.theme.px(200))
        for part in (self.view, self.search):
            self.head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, context.theme.px(10), 0, 0)
        layout.addLayout(self.head)
        layout.addWidget(pane, 1)
        self.sums = label("", "muted", wrap=True)
        layout.addWidget(self.sums)

    def add(
        self, words: str, clicked: Callable[[], None], needs: Permission, *, primary: bool = False
    ) -> QPushButton:
        """Add what makes a new row, for whoever holds `needs`."""
        made = button(words, clicked, primary=primary)
        if not self._context.desk.sign_in.may(needs):
            made.setEnabled(False)
            made.setToolTip(tr("没有权限（需要：{right}）。", right=tr(needs.label)))
        self.head.addWidget(made)
        return made

    def reload(self) -> None:
        """Read the rows anew."""
        self.pane.show_rows(self._read(self.view.value(), text=self.search.value()))

    def show_view(self, view: Any) -> None:
        """Show another view, the words searched for forgotten; None is this year in a yearbook."""
        self.search.set_value("")
        if view is None and self.yearly:
            view = self.desk.clock.today().year
        self.view.set_value(view)
        self.reload()

    def show_sought(self, typed: str, row_id: str) -> None:
        """Show everything that holds the words, and choose one of it."""
        self.view.set_value(None)
        self.search.set_value(typed)
        self.reload()
        self.pane.table.choose(row_id)

    def keep(self) -> Any:
        """Return the view, the words, and which row is chosen."""
        chosen = self.pane.table.chosen()
        return self.view.value(), self.search.state(), chosen.id if chosen else ""

    def restore(self, state: Any) -> None:
        """Show again what `keep` returned."""
        self.view.set_value(state[0])
        self.search.set_state(state[1])
        self.reload()
        self.pane.table.choose(state[2])


def years(context: GuiContext) -> list[Choice]:
    """Return the calendar years a book offers."""
    this = context.desk.clock.today().year
    return [(year, tr("{year}年", year=year)) for year in range(this, this - YEARS, -1)]
