"""What is known of material that is added, or of a piece that is there: where filed, from whom."""

from collections.abc import Callable, Sequence
from typing import Any

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    NumberField,
    TextField,
)
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.papers.names import paper_name
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.evidence_rows import EvidenceDraft, EvidenceRow, Incoming

_SHOWN = 6


class EvidenceDialog(FormDialog):
    """Adds files to a case, or corrects what is said about one of its pieces."""

    def __init__(
        self,
        context: GuiContext,
        case_id: str,
        *,
        files: Sequence[Incoming] = (),
        piece: EvidenceRow | None = None,
        added: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask about `files` to be added, or about `piece`; `added` is called once they are kept."""
        title = tr("材料说明") if piece else tr("添加 {number} 份材料", number=len(files))
        super().__init__(context, title, save=tr("保存") if piece else tr("添加"))
        self._case_id, self._files, self._piece = case_id, tuple(files), piece
        self._added = added
        self._build()
        if piece is not None:
            self.form.fill({name: getattr(piece, name) for name in self.form.fields})

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the writing."""
        draft, evidence = EvidenceDraft(**values), self._context.desk.evidence
        piece, case_id, files = self._piece, self._case_id, self._files
        if piece is not None:
            return lambda: evidence.correct(piece.id, draft, revision=piece.revision)
        return lambda: evidence.add(case_id, files, draft)

    def _build(self) -> None:
        form, desk = self.form, self._context.desk
        alone = self._piece is not None or len(self._files) == 1
        if self._files and not alone:
            names = "、".join(one.name for one in self._files[:_SHOWN])
            more = tr("{names} 等", names=names) if len(self._files) > _SHOWN else names
            form.add_wide(label(more, "muted", wrap=True))
        slots = [(one.code, paper_name(one.label)) for one in desk.reference.items("dossier_items")]
        slot = ChoiceField("slot", slots)
        form.add(tr("归入卷内"), slot, required=True)
        slot.set_value("evidence")
        papers = [("", tr("不是本程序打印的文书"))]
        papers += [
            (paper.id, f"{paper_name(paper.label)}　{moment_words(paper.issued_at)}")
            for paper in desk.papers.issued(self._case_id)
        ]
        form.add(tr("扫描的是哪份打印件"), ChoiceField("paper_id", papers))
        if alone:
            hint = tr("不写就用文件名")
            form.add(tr("名称"), TextField("name", hint=hint))
            form.add(tr("页数"), NumberField("pages"))
        form.add(tr("来源、提供人"), TextField("source"))
        form.add(tr("收集时间"), DateField("collected_on", today=desk.clock.today()))
        form.add(tr("证明对象"), TextField("proves"), span=2)
        copy = CheckField("is_copy", tr("是复印件（原件已退还或另存）"))
        copy.set_value(True)
        form.add_ticks("", [copy])

    def _saved(self, answer: Any) -> None:
        super()._saved(answer)
        self._context.say("good", answer.message)
        self._added()
