"""交接记录: the hand-overs there were; each list is saved to be printed and signed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.organisation.columns import HANDED_COLUMNS
from mediation_desk.gui.parts import button, heading, page_layout, row
from mediation_desk.gui.words import tr
from mediation_desk.services.roster_rows import HandoverRow


class HandoversView(QWidget):
    """Lists the hand-overs."""

    def __init__(self, context: GuiContext, back: Callable[[], None]) -> None:
        """Build the view; `reload` fills it."""
        super().__init__()
        self._context = context
        self.pane = ListPane(
            context,
            HANDED_COLUMNS,
            words=tr(
                "每次交接都留有清单，打印后由移交人、接收人、监交人签名。交接可以用 Ctrl+Z 撤销。"
            ),
            empty=tr("还没有交接过案件。"),
        )
        self.pane.add(tr("交接清单存为 PDF"), self._save, Permission.APPROVE)
        layout = page_layout(context.theme, self)
        title = heading(context.theme, tr("交接记录"), 1.6)
        layout.addLayout(row(title, button(tr("返回名册"), back), stretch=0))
        layout.addWidget(self.pane, 1)

    def reload(self) -> None:
        """Read the hand-overs anew."""
        if self._context.desk.sign_in.may(Permission.APPROVE):
            self.pane.show_rows(self._context.desk.handover.done())

    def _save(self, chosen: HandoverRow) -> None:
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = tr("案件交接清单-{name}", name=chosen.from_name)
        words = tr("PDF 文件 (*.pdf)")
        target = self._context.prompts.save_as(self, f"{name}.pdf", words)
        if target is None:
            return
        handover = self._context.desk.handover

        def make() -> Path:
            return atomic_write(target, handover.paper(chosen.id, purpose=purpose))

        self._context.runner.read(make, self, self._saved, failed=self._failed)

    def _saved(self, file: Path) -> None:
        self._context.say("good", tr("已存为：{file}", file=file))

    def _failed(self, error: AppError) -> None:
        self._context.say("bad", str(error))
