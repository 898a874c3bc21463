"""One act on several cases: what is asked, and what would become of each, seen beforehand."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QSize

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.parts import ListView, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.batches import BatchLine

LINES = 260
"""Height of the preview at 100 %."""


def preview_columns(before: str) -> tuple[Column, ...]:
    """Return the columns of what is seen beforehand; `before` heads what is changed."""
    return (
        Column("案件", lambda row: row.title, width=230),
        Column(before, lambda row: row.before or "—", width=130),
        Column(
            "改为",
            lambda row: row.why_not or row.after or "—",
            ink=lambda row: "warn" if row.why_not else "",
            width=230,
        ),
        Column("编号", lambda row: row.number or tr("（未编号）"), width=200, rank=1),
    )


class BatchForm(FormDialog):
    """A form over a list of the cases; those that are left out say why."""

    def __init__(self, context: GuiContext, title: str, save: str, before: str) -> None:
        """Draw the frame; the subclass adds its fields, then calls `follow`."""
        super().__init__(context, title, save=save)
        self.count = label("", "muted", wrap=True)
        self.table = ListView(context.theme, RowsModel(preview_columns(before)), lambda _: None)
        self.table.setAccessibleName(tr("将要怎样改"))
        self.table.stretch(0)
        self.table.setMinimumHeight(context.theme.px(LINES))
        self.body.insertWidget(1, self.count)
        self.body.insertWidget(2, self.table)
        self._reading = Latest(context.runner, self)

    def follow(self, *names: str) -> None:
        """Show what would become of each case, now and whenever one of these fields changes."""
        for name in names:
            self.form.fields[name].touched.connect(self._look)
        self._look()

    def plan(self) -> Callable[[], tuple[BatchLine, ...]]:
        """Return the read that says what would become of each case; subclasses say which."""
        raise NotImplementedError

    def typed(self, name: str, usual: Any) -> Any:
        """Return what is typed into a field; `usual` while that cannot be taken."""
        try:
            value: date | datetime | int | None = self.form.fields[name].value()
        except InvalidInput:
            value = None
        return usual if value is None else value

    def _fit(self, room: QSize) -> None:
        """Take the height of the preview too, within the window the dialog stands over."""
        px = self._context.theme.px
        self.resize(QSize(px(860), px(640)).boundedTo(room - QSize(0, px(20))))

    def _look(self) -> None:
        read = self.plan()
        self._reading.ask(lambda _: read(), self._show)

    def _show(self, lines: tuple[BatchLine, ...]) -> None:
        self.table.show_rows(lines)
        going = sum(not one.why_not for one in lines)
        words = "改 {going} 件，不改 {left} 件。改完可以按 Ctrl+Z 一次全部撤销。"
        self.count.setText(tr(words, going=going, left=len(lines) - going))
