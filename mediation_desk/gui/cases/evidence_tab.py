"""证据: the material of a case as a list, the chosen piece beside it; files come by any way."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.gui.cases.evidence_dialog import EvidenceDialog
from mediation_desk.gui.cases.evidence_sight import EvidenceSight
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.papers.names import paper_name
from mediation_desk.gui.parts import ListView, button, card, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.scans.incoming import copied, dropped, named
from mediation_desk.gui.words import tr
from mediation_desk.services.evidence_rows import EvidenceRow, Incoming
from mediation_desk.services.rows import CaseDetail


def _ink(piece: EvidenceRow) -> str:
    return "danger" if piece.trouble else ""


COLUMNS = (
    Column(
        "名称",
        lambda one: f"{one.name}（{one.trouble}）" if one.trouble else one.name,
        width=150,
        ink=_ink,
    ),
    Column("归入卷内", lambda one: paper_name(one.slot_label), width=150, rank=1),
    Column("页数", lambda one: str(one.pages or "—"), right=True, width=52, rank=2),
    Column("来源、提供人", lambda one: one.source or "—", width=110, rank=3),
)


class EvidenceTab(QWidget):
    """What was handed in or scanned; nothing is ever changed in a file."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self._context = context
        self._case: CaseDetail | None = None
        theme = context.theme
        self.table = ListView(theme, RowsModel(COLUMNS), lambda _: self.sight.open_piece())
        self.sight = EvidenceSight(context)
        self.sight.moved.connect(self._move)
        self.empty = label(
            tr("还没有材料。把文件拖到这里，或按“添加材料”；手机拍的照片、扫描的 PDF 都可以。"),
            "muted",
            wrap=True,
        )
        self.removed = CheckField("removed", tr("看已移走的材料"))
        self.add_button = button(tr("添加材料"), self._pick, primary=True)
        self.paste_button = button(tr("粘贴"), self._paste)
        self.inbox_button = button(tr("扫描文件夹"), self._take_inbox)
        self.inbox = context.inbox
        self.inbox.changed.connect(self._show_inbox)
        self.setAcceptDrops(True)
        self._build()
        self._show_inbox()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case, or what the same one has now."""
        if self._case is None or case.id != self._case.id:
            self.removed.set_value(False)
        self._case = case
        self._fill()

    def show_slot(self, slot: str) -> None:
        """Choose the first piece filed under an item; without one go to what adds it."""
        pieces = [one for one in self.table.rows.rows if one.slot == slot]
        if pieces:
            self.table.choose(pieces[0].id)
            self.table.setFocus()
        else:
            self.add_button.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(dropped(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        super().keyPressEvent(event)

    def add_files(self, paths: Sequence[Path], *, added: Callable[[], None] = lambda: None) -> None:
        """Ask what these files are, and keep them."""
        self._ask(named(paths), added)

    def _build(self) -> None:
        theme = self._context.theme
        left, inside = card(theme)
        tools = FlowLayout(theme.px(8))
        for part in (self.add_button, self.paste_button, self.inbox_button):
            tools.addWidget(part)
        inside.addLayout(tools)
        self.table.setAccessibleName(tr("卷内材料"))
        self.table.stretch(0)
        self.table.chosen_changed.connect(self._look)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        self.removed.touched.connect(self._fill)
        inside.addWidget(self.removed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (left, self.sight), (2, 3)))

    def _fill(self) -> None:
        if self._case is None:
            return
        rows = self._context.desk.evidence.rows(self._case.id, removed=self.removed.value())
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _look(self, piece: EvidenceRow | None) -> None:
        if self._case is not None:
            self.sight.show_piece(self._case.id, piece)

    def _pick(self) -> None:
        self.add_files(self._context.prompts.open_files(self, tr("选择要添加的材料")))

    def _paste(self) -> None:
        """Add what was copied: files, or a picture."""
        files = copied()
        if files:
            self._ask(files)
        else:
            self._context.say("warn", tr("剪贴板里没有文件或图片。"))

    def _ask(self, files: list[Incoming], added: Callable[[], None] = lambda: None) -> None:
        if files and self._case is not None:
            EvidenceDialog(self._context, self._case.id, files=files, added=added).ask(self)

    def _show_inbox(self) -> None:
        number = len(self.inbox.new())
        words = tr("取入扫描件（{number}）", number=number) if number else tr("扫描文件夹")
        self.inbox_button.setText(words)
        folder = self._context.preferences.inbox
        self.inbox_button.setToolTip(folder or tr("选一个扫描仪存文件的文件夹，来了新文件就提示"))

    def _take_inbox(self) -> None:
        """Offer what came; without anything new let the folder be chosen."""
        new = self.inbox.new()
        if new:
            self.add_files(new, added=self.inbox.take)
            return
        folder = self._context.prompts.folder(self, tr("扫描仪存文件的文件夹"))
        if folder is not None:
            self._context.prefer(inbox=str(folder))

    def _move(self, by: int) -> None:
        """Exchange the chosen piece with the one before or after it in the same item."""
        piece, case = self.table.chosen(), self._case
        if piece is None or case is None:
            return
        rows = list(self.table.rows.rows)
        at = rows.index(piece)
        other = at + by
        if not 0 <= other < len(rows) or rows[other].slot != piece.slot:
            self._context.say("warn", tr("已经在这一项的最前或最后；归入哪一项请用“说明”修改。"))
            return
        rows[at], rows[other] = rows[other], rows[at]
        ids = [row.id for row in rows]
        evidence = self._context.desk.evidence
        self._context.runner.write(
            lambda: evidence.reorder(case.id, ids),
            self,
            failed=lambda error: self._context.say("bad", str(error)),
        )
