"""卷宗: what the dossier is made of and lacks, beside the bound whole; bound off this thread."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.gui.cases.dossier_dialog import CoverDialog
from mediation_desk.gui.cases.dossier_sight import DossierSight
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.papers.names import paper_name
from mediation_desk.gui.parts import ListView, button, card, label, restyle
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.dossier_rows import DossierItem, DossierPlan, PartKind
from mediation_desk.services.rows import CaseDetail


def _state(item: DossierItem) -> str:
    if item.missing:
        return tr("缺")
    if item.troubles:
        return tr("要核对")
    if any(part.made_of is PartKind.DRAWN for part in item.parts):
        return tr("未打印过")
    return tr("齐")


def _ink(item: DossierItem) -> str:
    if item.missing:
        return "danger"
    return "warn" if item.troubles else ""


COLUMNS = (
    Column("卷内材料", lambda item: paper_name(item.label), width=170, ink=_ink),
    Column("要求", lambda item: tr("必须") if item.must else tr("按需"), width=64, rank=2),
    Column("状态", _state, width=88, ink=_ink, rank=1),
)


class DossierTab(QWidget):
    """The dossier of a case: planned, bound, printed, saved, handed over."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self._context = context
        self._case: CaseDetail | None = None
        self._plan: DossierPlan | None = None
        theme = context.theme
        self.table = ListView(theme, RowsModel(COLUMNS), self._explain, key="code")
        self.sight = DossierSight(context)
        self.missing = label("", "muted", wrap=True)
        self.detail = label("", "muted", wrap=True)
        self.cover_button = button(tr("封面和情况说明"), self._cover)
        self._build()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case, or what the same one has now."""
        if case != self._case:
            self.sight.forget()
        self._case = case
        self.sight.show_case(case)
        dossiers = self._context.desk.dossiers
        self._context.runner.read(
            lambda: dossiers.plan(case.id), self, self._show_plan, failed=self.sight.refuse
        )

    def _build(self) -> None:
        theme = self._context.theme
        left, inside = card(theme)
        self.table.setAccessibleName(tr("卷内材料"))
        self.table.stretch(0)
        self.table.chosen_changed.connect(self._explain)
        for part in (self.missing, self.table, self.detail, self.cover_button):
            inside.addWidget(part, 1 if part is self.table else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (left, self.sight), (2, 3)))

    def _show_plan(self, plan: DossierPlan) -> None:
        if self._case is None or plan.case_id != self._case.id:
            return
        if plan != self._plan:
            self.sight.forget()
        self._plan = plan
        self.table.show_rows(plan.items)
        restyle(self.missing, "kind", "danger" if plan.missing else "good")
        kind = tr("按“{kind}”立卷。", kind=plan.kind_label)
        told = (
            tr("还缺必备材料：{names}。", names="、".join(plan.missing))
            if plan.missing
            else tr("必备材料齐全。")
        )
        self.missing.setText(kind + told)

    def _explain(self, item: DossierItem | None) -> None:
        """Say what the chosen item is made of, or what to do about it."""
        if item is None:
            self.detail.setText("")
            return
        parts = [
            f"{part.label}（{part.made_of.label}）{'：' + part.trouble if part.trouble else ''}"
            for part in item.parts
        ]
        self.detail.setText(item.missing or "\n".join(parts))
        restyle(self.detail, "kind", "danger" if item.missing else "muted")

    def _cover(self) -> None:
        case = self._case
        if case is not None:
            detail = self._context.desk.dossiers.details(case.id)
            CoverDialog(self._context, case.id, detail, saved=self.sight.forget).ask(self)
