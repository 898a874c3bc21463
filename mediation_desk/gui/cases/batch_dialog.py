"""批量指派: one lead for several cases, with what would become of each shown beforehand."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QSize

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.parts import ListView, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.batches import BatchDraft, BatchLine

LINES = 260
"""Height of the preview at 100 %."""

PREVIEW_COLUMNS = (
    Column("案件", lambda row: row.title, width=230),
    Column("现在主办", lambda row: row.before or "—", width=90),
    Column(
        "改为",
        lambda row: row.why_not or tr("改派"),
        ink=lambda row: "warn" if row.why_not else "",
        width=230,
    ),
    Column("编号", lambda row: row.number or tr("（未编号）"), width=200, rank=1),
)


class BatchDialog(FormDialog):
    """Lead, day, reason; the cases that are left out say why."""

    def __init__(self, context: GuiContext, keys: list[int]) -> None:
        """Ask about the cases with these keys."""
        super().__init__(
            context, tr("批量指派（选中 {number} 件）", number=len(keys)), save=tr("指派")
        )
        self._keys = tuple(keys)
        people: list[Choice] = [("", tr("（请选择）"))]
        people += [
            (one.id, f"{one.name}（{one.committee_name}）")
            for one in context.desk.office.mediators(active_only=True)
        ]
        today = context.desk.clock.today()
        form = self.form
        form.add(tr("主办调解员"), ChoiceField("lead_id", people), required=True)
        form.add(tr("从哪天起"), DateField("from_on", today=today, required=True), required=True)
        form.add(tr("理由"), TextField("reason"), required=True, span=2)
        form.fill({"from_on": today})
        self.count = label("", "muted", wrap=True)
        self.table = ListView(context.theme, RowsModel(PREVIEW_COLUMNS), lambda _: None)
        self.table.setAccessibleName(tr("将要怎样改"))
        self.table.stretch(0)
        self.table.setMinimumHeight(context.theme.px(LINES))
        self.body.insertWidget(1, self.count)
        self.body.insertWidget(2, self.table)
        self._reading = Latest(context.runner, self)
        for name in ("lead_id", "from_on"):
            form.fields[name].touched.connect(self._look)
        self._look()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the assignment of them all."""
        draft = BatchDraft(self._keys, **values)
        return lambda: self._context.desk.batches.assign(draft)

    def _fit(self, room: QSize) -> None:
        """Take the height of the preview too, within the window the dialog stands over."""
        px = self._context.theme.px
        self.resize(QSize(px(860), px(640)).boundedTo(room - QSize(0, px(20))))

    def _look(self) -> None:
        """Show what would become of each case."""
        draft = BatchDraft(self._keys, self.form.fields["lead_id"].value(), self._day(), "")
        batches = self._context.desk.batches
        self._reading.ask(lambda _: batches.plan(draft), self._show)

    def _day(self) -> date:
        """Return the day that is typed; today while it is none yet, which saving would say."""
        try:
            typed: date | None = self.form.fields["from_on"].value()
        except InvalidInput:
            typed = None
        return typed or self._context.desk.clock.today()

    def _show(self, lines: tuple[BatchLine, ...]) -> None:
        self.table.show_rows(lines)
        going = sum(not one.why_not for one in lines)
        words = "改 {going} 件，不改 {left} 件。改完可以按 Ctrl+Z 一次全部撤销。"
        self.count.setText(tr(words, going=going, left=len(lines) - going))
