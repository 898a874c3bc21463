"""文书措辞: choose a paper, change its texts, see it as it would be printed, keep it."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.papers.names import paper_name
from mediation_desk.gui.papers.pages import PdfPages, open_pages
from mediation_desk.gui.papers.viewer import Viewer
from mediation_desk.gui.parts import (
    button,
    card,
    heading,
    label,
    page_layout,
    restyle,
    row,
)
from mediation_desk.gui.wordings.pieces_pane import PiecesPane
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area, Changed
from mediation_desk.services.wording_rows import WordingDetail

SETTLE_MS = 500
"""How long typing rests before the paper is drawn anew."""
FIRST = "cover"
SET_KINDS = "调解台文书措辞 (*.mdwording)"


class WordingsPage(QWidget):
    """The papers' wording, one paper at a time, with its picture."""

    areas = frozenset({Area.DOCUMENTS})
    help_topic = "wording"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._kind = ""
        self._labels: dict[str, str] = {}
        theme = context.theme
        self.papers = ChoiceField("paper", [])
        self.pieces = PiecesPane(theme, self._typed)
        self.viewer = Viewer(theme, context.runner)
        self.note = label("", "muted", wrap=True)
        self.save_button = button(tr("保存措辞"), self._save, primary=True)
        self.fields = ChoiceField("field", [])
        self.versions = ChoiceField("version", [])
        self.program_button = button(tr("改回程序自带"), lambda: self._take_back(0))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self._build()

    def reload(self) -> None:
        """Read whose wording each paper has; what is being typed stays."""
        self._list()
        if not self._kind:
            self._show(FIRST)

    def keep(self) -> Any:
        """Return the paper and the texts that are not saved."""
        return self._kind, dict(self.pieces.texts())

    def restore(self, state: Any) -> None:
        """Type again what `keep` returned."""
        kind, texts = state
        if kind:
            self._kind = kind
            self.reload()
            self._show(kind)
            self.pieces.fill(texts)

    def _build(self) -> None:
        theme, layout = self._context.theme, page_layout(self._context.theme, self)
        back = button(tr("返回设置"), lambda: self._context.go_to("settings"))
        out = button(tr("导出措辞文件"), self._export)
        take = button(tr("导入措辞文件"), self._import)
        title = heading(theme, tr("文书措辞"), 1.6)
        layout.addLayout(row(title, back, out, take, self.save_button, stretch=0))
        layout.addWidget(Beside(theme, (self._editor(), self._sight()), (1, 1)), 1)
        for one in (self.save_button, self.program_button, take):
            one.setEnabled(self._context.desk.sign_in.may(Permission.SET_UP))

    def _editor(self) -> QWidget:
        theme = self._context.theme
        frame, inside = card(theme)
        tools = FlowLayout(theme.px(8))
        self.papers.setAccessibleName(tr("文书"))
        self.papers.touched.connect(self._choose)
        self.fields.setAccessibleName(tr("插入填充项"))
        self.fields.activated.connect(self._put_in)
        self.versions.setAccessibleName(tr("以前的版本"))
        self.versions.activated.connect(self._take_version)
        for part in (self.papers, self.fields, self.versions, self.program_button):
            tools.addWidget(part)
        inside.addLayout(tools)
        inside.addWidget(self.note)
        inside.addWidget(self.pieces, 1)
        return frame

    def _sight(self) -> QWidget:
        frame, inside = card(self._context.theme)
        inside.addWidget(label(tr("用一件虚构的纠纷显示打印出来的样子。"), "muted", wrap=True))
        inside.addWidget(self.viewer, 1)
        return frame

    def _list(self) -> None:
        """Name every paper, those of the office's own wording as such."""
        rows = self._context.desk.wordings.papers()
        names = self._labels = {one.kind: paper_name(one.label) for one in rows}
        own = tr("（本单位措辞）")
        self.papers.set_choices([(one.kind, names[one.kind] + own * one.own) for one in rows])
        self.papers.set_value(self._kind or FIRST)

    def _choose(self) -> None:
        """Show another paper; what is typed and not saved is dropped only when asked."""
        kind = self.papers.value()
        if kind == self._kind:
            return
        left = tr("“{paper}”的改动还没有保存，放弃吗？", paper=self._labels[self._kind])
        yes, no = tr("放弃改动"), tr("继续修改")
        if self.pieces.texts() and not self._context.prompts.confirm(self, left, yes=yes, no=no):
            self.papers.set_value(self._kind)
            return
        self._show(kind)

    def _show(self, kind: str) -> None:
        """Show a paper's texts as they are kept."""
        self._kind = kind
        wordings = self._context.desk.wordings
        detail: WordingDetail = wordings.show(kind)
        self.pieces.show_pieces(detail.pieces)
        self.fields.set_choices([("", tr("插入填充项")), *((name, name) for name in detail.fields)])
        states = [
            (one.version, tr("{when} {who}", when=moment_words(one.saved_at), who=one.saved_by))
            for one in wordings.versions(kind)
        ]
        self.versions.set_choices([(0, tr("以前的版本")), *states])
        self.versions.setVisible(bool(states))
        self.program_button.setVisible(detail.own)
        self._say("muted", tr("在【】里的是填充项，打印时换成案件里的内容；留空的段落不打印。"))
        self._look()

    def _typed(self) -> None:
        self._settle.start()

    def _look(self) -> None:
        """Draw the paper in the wording being edited, off this thread."""
        kind, texts = self._kind, dict(self.pieces.texts())
        preview = self._context.desk.wordings.preview

        def show(pages: PdfPages) -> None:
            if kind == self._kind:
                self.pieces.show_faults({})
                self.viewer.show_pages(pages)

        self._context.runner.read(
            lambda: open_pages(preview(kind, texts)), self, show, failed=self._refuse
        )

    def _put_in(self) -> None:
        name = self.fields.value()
        self.fields.set_value("")
        if name and not self.pieces.put_in(name):
            self._say("warn", tr("请先点一下要插入的位置。"))

    def _save(self) -> None:
        kind, texts = self._kind, dict(self.pieces.texts())
        save = self._context.desk.wordings.save
        self._context.runner.write(lambda: save(kind, texts), self, self._kept, failed=self._refuse)

    def _kept(self, done: Changed) -> None:
        self._context.say("good", done.message)
        self._show(self._kind)
        self._list()

    def _take_version(self) -> None:
        version = self.versions.value()
        self.versions.set_value(0)
        if version:
            self._take_back(version)

    def _take_back(self, version: int) -> None:
        kind, take_back = self._kind, self._context.desk.wordings.take_back
        self._context.runner.write(
            lambda: take_back(kind, version), self, self._kept, failed=self._refuse
        )

    def _refuse(self, error: AppError) -> None:
        faults = getattr(error, "fields", {})
        self.pieces.show_faults(faults)
        self._say("danger", str(error))

    def _say(self, kind: str, text: str) -> None:
        self.note.setText(text)
        restyle(self.note, "kind", kind)

    def _export(self) -> None:
        target = self._context.prompts.save_as(self, tr("文书措辞.mdwording"), tr(SET_KINDS))
        if target is None:
            return
        export_set = self._context.desk.wordings.export_set
        self._context.runner.read(
            lambda: atomic_write(target, export_set()),
            self,
            lambda file: self._context.say("good", tr("措辞已存为：{file}", file=file)),
            failed=self._refuse,
        )

    def _import(self) -> None:
        source = self._context.prompts.open_file(self, tr("导入措辞文件"), tr(SET_KINDS))
        if source is None:
            return
        wordings, runner = self._context.desk.wordings, self._context.runner

        def ask(answer: tuple[bytes, Any]) -> None:
            data, found = answer
            lines = "\n".join(f"{one.label}：{one.change}" for one in found)
            text = tr("导入后从下一份文书起使用这些措辞：\n{papers}", papers=lines)
            if self._context.prompts.confirm(self, text, yes=tr("导入"), no=tr("不导入")):
                runner.write(lambda: wordings.take_set(data), self, self._kept, failed=self._refuse)

        def read() -> tuple[bytes, Any]:
            data = source.read_bytes()
            return data, wordings.look_into_set(data)

        runner.read(read, self, ask, failed=self._refuse)
