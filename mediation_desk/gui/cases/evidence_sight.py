"""The chosen piece of material on screen, with what can be done to it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.evidence_dialog import EvidenceDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.papers.pages import open_pages
from mediation_desk.gui.papers.private import file_name
from mediation_desk.gui.papers.viewer import Viewer
from mediation_desk.gui.parts import button, label, restyle
from mediation_desk.gui.words import tr
from mediation_desk.services.evidence_rows import EvidenceRow


class EvidenceSight(QFrame):
    """One piece: its pages, what is known of it, buttons. `moved` asks to move it by -1 or 1."""

    moved = Signal(int)

    def __init__(self, context: GuiContext) -> None:
        """Begin without a piece."""
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self._case_id = ""
        self.piece: EvidenceRow | None = None
        self._shown = ""
        theme = context.theme
        self.viewer = Viewer(theme, context.runner)
        self.note = label("", "muted", wrap=True)
        self.open_button = button(tr("打开"), self.open_piece)
        self.save_button = button(tr("另存为"), self._save)
        self.describe_button = button(tr("说明"), self._describe)
        self.up_button = button(tr("上移"), lambda: self.moved.emit(-1))
        self.down_button = button(tr("下移"), lambda: self.moved.emit(1))
        self.remove_button = button(tr("移走"), self._remove)
        self.mend_button = button(tr("从备份找回"), self._mend)
        self._build()

    def _build(self) -> None:
        theme = self._context.theme
        inside = QVBoxLayout(self)
        edge = theme.px(14)
        inside.setContentsMargins(edge, edge, edge, edge)
        inside.setSpacing(theme.px(8))
        tools = FlowLayout(theme.px(8))
        for part in self._tools():
            tools.addWidget(part)
        inside.addLayout(tools)
        inside.addWidget(self.note)
        inside.addWidget(self.viewer, 1)

    def _tools(self) -> tuple[QWidget, ...]:
        return (
            self.open_button,
            self.save_button,
            self.describe_button,
            self.up_button,
            self.down_button,
            self.remove_button,
            self.mend_button,
        )

    def show_piece(self, case_id: str, piece: EvidenceRow | None) -> None:
        """Show a piece's pages, or say why there are none."""
        self._case_id, self.piece = case_id, piece
        gone = piece is not None and piece.removed_on is not None
        for one in self._tools():
            one.setEnabled(piece is not None)
        self.remove_button.setText(tr("放回") if gone else tr("移走"))
        self.mend_button.setVisible(bool(piece and piece.trouble))
        self.open_button.setEnabled(bool(piece and piece.openable and not piece.trouble))
        for arrow in (self.up_button, self.down_button):
            arrow.setEnabled(piece is not None and not gone)
        self._say("danger" if piece and piece.trouble else "muted", _words(piece) if piece else "")
        if piece is None or not piece.paged or piece.trouble:
            self._shown = ""
            self.viewer.show_pages(None)
        elif piece.id != self._shown:
            self._shown = piece.id
            self.viewer.show_pages(None)
            evidence = self._context.desk.evidence
            self._context.runner.read(
                lambda: (piece.id, open_pages(evidence.pages(piece.id))),
                self,
                self._show,
                failed=lambda error: self._say("danger", str(error)),
            )

    def _show(self, answer: tuple[str, Any]) -> None:
        if answer[0] == self._shown:
            self.viewer.show_pages(answer[1])

    def open_piece(self) -> None:
        """Open the file in the system's own program."""
        piece = self.piece
        if piece is None or not self.open_button.isEnabled():
            return
        evidence, private = self._context.desk.evidence, self._context.private
        self._context.runner.read(
            lambda: private.put(piece.file_name, evidence.content(piece.id)),
            self,
            lambda file: self._context.prompts.open_outside(self, file),
            failed=self._refuse,
        )

    def _save(self) -> None:
        piece = self.piece
        purpose = ask_purpose(self._context, self) if piece else ""
        if piece is None or not purpose:
            return
        name = file_name(piece.file_name)
        target = self._context.prompts.save_as(self, name, tr("所有文件 (*)"))
        if target is None:
            return
        evidence = self._context.desk.evidence
        self._context.runner.read(
            lambda: atomic_write(target, evidence.content(piece.id, purpose=purpose)),
            self,
            lambda file: self._context.say("good", tr("材料已存为：{file}", file=file)),
            failed=self._refuse,
        )

    def _describe(self) -> None:
        piece = self.piece
        if piece is not None:
            EvidenceDialog(self._context, self._case_id, piece=piece).ask(self)

    def _remove(self) -> None:
        piece, evidence = self.piece, self._context.desk.evidence
        if piece is None:
            return
        job = evidence.restore if piece.removed_on else evidence.remove
        self._context.runner.write(lambda: job(piece.id), self, self._told, failed=self._refuse)

    def _mend(self) -> None:
        evidence = self._context.desk.evidence
        self._context.runner.write(evidence.mend, self, self._told, failed=self._refuse)

    def _told(self, done: Any) -> None:
        self._context.say("good", done.message)

    def _refuse(self, error: AppError) -> None:
        self._context.say("bad", str(error))

    def _say(self, kind: str, text: str) -> None:
        self.note.setText(text)
        restyle(self.note, "kind", kind)


def _words(piece: EvidenceRow) -> str:
    """Return what is known of a piece, in one line."""
    if piece.trouble:
        return tr("{name}：{trouble}。其他材料不受影响。", name=piece.name, trouble=piece.trouble)
    parts = [tr("复印件") if piece.is_copy else tr("原件")]
    if piece.source:
        parts.append(tr("{who} 提供", who=piece.source))
    if piece.collected_on:
        parts.append(piece.collected_on.isoformat())
    if piece.proves:
        parts.append(tr("证明：{what}", what=piece.proves))
    if piece.also_in:
        parts.append(tr("同一文件也在 {cases}", cases="、".join(piece.also_in)))
    if not piece.paged:
        parts.append(tr("这种文件不能在这里预览，也不装订"))
    return "　".join(parts)
