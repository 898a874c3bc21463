"""What a dossier needs from a person: the words of its covers, the period of a bundle."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.dossier_rows import DossierDetail, DossierDraft


class CoverDialog(FormDialog):
    """Asks what stands on cover, note and back cover; what is left empty is written by hand."""

    def __init__(
        self,
        context: GuiContext,
        case_id: str,
        detail: DossierDetail,
        *,
        saved: Callable[[], None],
    ) -> None:
        """Show what is known; `saved` is called once something else was written."""
        super().__init__(context, tr("卷宗封面和情况说明"))
        self._case_id, self._detail, self._then = case_id, detail, saved
        form, today = self.form, context.desk.clock.today()
        words = tr("保管期限：{period}。不填的各栏留空，可手写。", period=detail.retention_label)
        form.add_wide(label(words, "muted", wrap=True))
        form.add(tr("立卷人"), TextField("compiled_by"))
        form.add(tr("立卷日期"), DateField("compiled_on", today=today))
        form.add(tr("检查人"), TextField("checked_by"))
        form.add(tr("检查日期"), DateField("checked_on", today=today))
        hint = tr("缺页、破损，退还的原件，另行保管的照片和录音录像")
        form.add(tr("卷宗情况说明"), AreaField("note", lines=5, hint=hint), span=2)
        form.add(tr("封面备注"), TextField("remarks"), span=2)
        form.fill({name: getattr(detail.draft, name) for name in form.fields})

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the writing."""
        draft, dossiers = DossierDraft(**values), self._context.desk.dossiers
        case_id, revision = self._case_id, self._detail.revision
        return lambda: dossiers.save(case_id, draft, revision=revision)

    def _saved(self, answer: Any) -> None:
        super()._saved(answer)
        self._then()


class BundleDialog(FormDialog):
    """Asks for the period whose oral cases are bound together; at first the month of one."""

    def __init__(
        self, context: GuiContext, day: date, *, chosen: Callable[[date, date], None]
    ) -> None:
        """Offer the month of `day`; `chosen` gets the first and the last day."""
        super().__init__(context, tr("口头案件合订"), save=tr("装订"))
        self._chosen = chosen
        form, today = self.form, context.desk.clock.today()
        words = tr("把本调委会这段时间达成口头协议的案件装订成一卷，每件占目录一行。")
        form.add_wide(label(words, "muted", wrap=True))
        form.add(tr("从"), DateField("first", today=today, required=True), required=True)
        form.add(tr("到"), DateField("last", today=today, required=True), required=True)
        end = date(day.year, day.month, monthrange(day.year, day.month)[1])
        form.fill({"first": day.replace(day=1), "last": end})

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return nothing to be written: what was typed."""
        return lambda: values

    def _saved(self, answer: Any) -> None:
        super()._saved(answer)
        self._chosen(answer["first"], answer["last"])
