"""A list with its buttons: every button says why it cannot be pressed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr

WhyNot = Callable[[Any], str]


class ListPane(QWidget):
    """A list in a card; what stands below it works on the chosen row."""

    def __init__(
        self,
        context: GuiContext,
        columns: Sequence[Column],
        *,
        words: str,
        empty: str,
        opened: Callable[[Any], None] = lambda _: None,
    ) -> None:
        """Show `words` above the list, `empty` instead of an empty one; Enter is for `opened`."""
        super().__init__()
        self._context = context
        theme = context.theme
        self._buttons: list[tuple[QPushButton, Permission, WhyNot]] = []
        self.table = ListView(theme, RowsModel(columns), opened)
        self.table.stretch(1)
        self.table.chosen_changed.connect(self._look)
        self.empty = label(empty, "muted", wrap=True)
        self.why = label("", "muted", wrap=True)
        self.acts = FlowLayout(theme.px(8))
        frame, inside = card(theme)
        inside.addWidget(label(words, "muted", wrap=True))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addLayout(self.acts)
        inside.addWidget(self.why)
        inside.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(frame)

    def add(
        self,
        words: str,
        clicked: Callable[[Any], None],
        needs: Permission,
        why_not: WhyNot = lambda _: "",
    ) -> QPushButton:
        """Add what can be done to the chosen row by whoever holds `needs`."""
        made = button(words, lambda: clicked(self.table.chosen()))
        self._buttons.append((made, needs, why_not))
        self.acts.addWidget(made)
        return made

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for made, _, _ in self._buttons:
            made.setVisible(bool(rows))
        self._look(self.table.chosen())

    def _look(self, row: Any) -> None:
        reasons = []
        for made, needs, why_not in self._buttons:
            reason = self._reason(row, needs, why_not)
            made.setEnabled(row is not None and not reason)
            made.setToolTip(reason)
            reasons += [reason] if reason else []
        self.why.setText("\n".join(dict.fromkeys(reasons)))

    def _reason(self, row: Any, needs: Permission, why_not: WhyNot) -> str:
        if not self._context.desk.sign_in.may(needs):
            return tr("没有权限（需要：{right}）。", right=tr(needs.label))
        return why_not(row) if row is not None else ""
