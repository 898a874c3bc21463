"""回收站与销毁: take a deleted case back; two people destroy what is due."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.bin.columns import BIN_COLUMNS, DUE_COLUMNS, LIST_COLUMNS
from mediation_desk.gui.bin.dialogs import KeepDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import button, heading, page_layout, row
from mediation_desk.gui.words import tr
from mediation_desk.services.bin_rows import BinRow, DestructionRow, DueCase
from mediation_desk.services.changes import Area


class BinPage(QWidget):
    """Three lists: the bin, what is due, what was or is to be destroyed."""

    areas = frozenset({Area.CASES})
    help_topic = "bin"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.bin = self._bin()
        self.due = self._due()
        self.lists = self._lists()
        self.tabs = QTabWidget()
        for pane, words in (
            (self.bin, tr("回收站")),
            (self.due, tr("到期鉴定")),
            (self.lists, tr("销毁清册")),
        ):
            self.tabs.addTab(pane, words)
        layout = page_layout(theme, self)
        back = button(tr("返回列表"), lambda: context.go_to("cases"))
        layout.addLayout(row(heading(theme, tr("回收站与销毁"), 1.6), back, stretch=0))
        layout.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Read the three lists anew; what is due is for those who close cases."""
        desk = self._context.desk
        self.bin.show_rows(desk.bin.cases())
        allowed = desk.sign_in.may(Permission.CLOSE)
        self.due.show_rows(desk.archive.due() if allowed else ())
        self.lists.show_rows(desk.destruction.lists())

    def keep(self) -> Any:
        """Return which list is open."""
        return self.tabs.currentIndex()

    def restore(self, state: Any) -> None:
        """Open the list again that `keep` returned."""
        self.tabs.setCurrentIndex(state)

    def _bin(self) -> ListPane:
        pane = ListPane(
            self._context,
            BIN_COLUMNS,
            words=tr("删除的案件先放在这里，编号不再使用。期限内可以原样恢复，内容不会自动抹去。"),
            empty=tr("回收站是空的。"),
        )
        pane.add(tr("恢复"), self._restore, Permission.APPROVE, _why_not_back)
        return pane

    def _due(self) -> ListPane:
        pane = ListPane(
            self._context,
            DUE_COLUMNS,
            words=tr("保管期满或回收站期满的案件，由人鉴定：续存，或列入销毁清册由另一人审批。"),
            empty=tr("没有到期的案件。"),
        )
        pane.add(tr("续存"), self._keep, Permission.CLOSE, _why_not_chosen)
        pane.add(tr("提出销毁"), self._propose, Permission.CLOSE, _why_not_chosen)
        return pane

    def _lists(self) -> ListPane:
        pane = ListPane(
            self._context,
            LIST_COLUMNS,
            words=tr("提出和审批必须是两个人。批准后案件内容无法找回；清册、编号和统计数字保留。"),
            empty=tr("还没有销毁清册。"),
        )
        pane.add(tr("批准销毁"), self._approve, Permission.APPROVE, lambda one: one.why_not)
        pane.add(tr("退回清册"), self._refuse, Permission.APPROVE, lambda one: one.why_not)
        return pane

    def _restore(self, chosen: BinRow) -> None:
        self._write(lambda: self._context.desk.bin.restore(chosen.id))

    def _keep(self, chosen: DueCase) -> None:
        KeepDialog(self._context, chosen).ask(self)

    def _propose(self, chosen: DueCase) -> None:
        reason = self._reason(tr("提出销毁"), tr("鉴定意见和销毁的理由"))
        if reason:
            self._write(lambda: self._context.desk.destruction.propose([chosen.id], reason))

    def _approve(self, chosen: DestructionRow) -> None:
        reason = self._reason(tr("批准销毁"), tr("审批意见"))
        words = tr(
            "批准后，{count} 件案件的内容将被销毁，任何人都不能找回：{titles}。",
            count=len(chosen.cases),
            titles="、".join(case.number or case.title for case in chosen.cases[:10]),
        )
        if reason and self._context.prompts.confirm(self, words, yes=tr("销毁"), no=tr("不销毁")):
            self._write(lambda: self._context.desk.destruction.approve(chosen.id, reason))

    def _refuse(self, chosen: DestructionRow) -> None:
        reason = self._reason(tr("退回清册"), tr("退回的理由"))
        if reason:
            self._write(lambda: self._context.desk.destruction.refuse(chosen.id, reason))

    def _reason(self, title: str, words: str) -> str:
        return self._context.prompts.reason(self, title, words)

    def _write(self, job: Callable[[], Any]) -> None:
        self._context.runner.write(job, self)


def _why_not_back(chosen: BinRow) -> str:
    return tr("已过恢复期限，请在“到期鉴定”里处理。") if chosen.days_left < 0 else ""


def _why_not_chosen(chosen: DueCase) -> str:
    return tr("已列入清册，等待审批。") if chosen.listed else ""
