"""扫描件: take in a pile; give what found no case by itself a home with two keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.papers.pages import open_pages
from mediation_desk.gui.papers.viewer import Viewer
from mediation_desk.gui.parts import ListView, button, card, heading, label, page_layout, row
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.scans.columns import STRAY_COLUMNS, TARGET_COLUMNS
from mediation_desk.gui.scans.incoming import copied, dropped, named
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.evidence_rows import Incoming
from mediation_desk.services.scan_rows import StrayRow, Target

_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class ScansPage(QWidget):
    """The strays, the chosen one's picture, and where it may belong."""

    areas = frozenset({Area.DOCUMENTS})
    help_topic = "scans"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.take_button = button(tr("收入扫描件"), self._pick, primary=True)
        self.paste_button = button(tr("粘贴"), self._paste)
        self.inbox_button = button(tr("扫描文件夹"), self._take_inbox)
        self.table = ListView(theme, RowsModel(STRAY_COLUMNS), lambda _: self.search.setFocus())
        self.table.chosen_changed.connect(self._look)
        self.search = TextField("scan_search", hint=tr("案号、当事人、文书名称"))
        self.targets = ListView(theme, RowsModel(TARGET_COLUMNS), lambda _: self._file())
        self.file_button = button(tr("归入选中的"), self._file, primary=True)
        self.drop_button = button(tr("丢弃"), self._drop)
        self.why = label("", "muted", wrap=True)
        self.viewer = Viewer(theme, context.runner)
        self._chosen: StrayRow | None = None
        self._seeking = Latest(context.runner, self)
        self.setAcceptDrops(True)
        self._build()
        context.inbox.changed.connect(self._show_inbox)
        self._show_inbox()

    def reload(self) -> None:
        """Read the strays and what has not come back anew."""
        rows = self._context.desk.scans.strays()
        self.table.show_rows(rows)
        if not rows:
            self.why.setText(tr("没有待认领的扫描件。把签好名的文书扫描或拍照，拖到这里就行。"))
        self._seek()

    def take(self, files: Sequence[Incoming]) -> None:
        """Read a pile beside the window, then file it."""
        if not files:
            return
        scans, runner = self._context.desk.scans, self._context.runner
        self._context.say("warn", tr("正在识别 {number} 个文件……", number=len(files)))
        runner.read(
            lambda: scans.read(files),
            self,
            lambda read: runner.write(lambda: scans.take_in(read), self, failed=self._refuse),
            failed=self._refuse,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(named(dropped(event.mimeData())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of a list work from the field above it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                QApplication.sendEvent(self.targets, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._file()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        back = button(tr("返回列表"), lambda: self._context.go_to("cases"))
        parts = (self.take_button, self.paste_button, self.inbox_button, back)
        layout.addLayout(row(heading(theme, tr("扫描件"), 1.6), *parts, stretch=0))
        words = tr("印着识别码的文书自己回到案件里；没有识别码的在这里等您认领。")
        layout.addWidget(label(words, "muted", wrap=True))
        sight, inside = card(theme)
        inside.addWidget(self.why)
        inside.addWidget(self.viewer, 1)
        layout.addWidget(Beside(theme, (self._left(), sight), (2, 3)), 1)
        self.search.textChanged.connect(lambda _: self._seek())
        self.search.installEventFilter(self)

    def _left(self) -> QWidget:
        theme = self._context.theme
        self.table.setAccessibleName(tr("待认领的扫描件"))
        self.targets.setAccessibleName(tr("归到哪里"))
        self.search.setAccessibleName(tr("查找归到哪里"))
        self.table.stretch(0)
        self.targets.stretch(1)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        strays, inside = card(theme)
        inside.addWidget(heading(theme, tr("待认领的扫描件")))
        inside.addWidget(self.table, 1)
        column.addWidget(strays, 2)
        column.addWidget(self._places(), 3)
        return held

    def _places(self) -> QFrame:
        frame, inside = card(self._context.theme)
        inside.addWidget(heading(self._context.theme, tr("归到哪里")))
        inside.addWidget(self.search)
        inside.addWidget(self.targets, 1)
        hint = tr("打印了还没有收回签名件的文书，最近的在前。↑↓ 选，Enter 归入。")
        inside.addWidget(label(hint, "muted", wrap=True))
        inside.addLayout(row(self.file_button, self.drop_button))
        return frame

    def _seek(self) -> None:
        scans, words = self._context.desk.scans, self.search.value()
        self._seeking.ask(lambda _: scans.targets(words), self.targets.show_rows)

    def _look(self, stray: StrayRow | None) -> None:
        """Show a stray's picture, or why there is none."""
        self._chosen = stray
        self.file_button.setEnabled(stray is not None)
        self.drop_button.setEnabled(stray is not None)
        self.viewer.show_pages(None)
        if stray is None:
            return
        self.why.setText(tr(stray.why))
        self.search.setFocus()
        scans = self._context.desk.scans
        if stray.pages:
            self._context.runner.read(
                lambda: (stray, open_pages(scans.pages(stray.id))),
                self,
                self._show,
                failed=lambda error: self.why.setText(str(error)),
            )

    def _show(self, answer: tuple[StrayRow, Any]) -> None:
        if answer[0] == self._chosen:
            self.viewer.show_pages(answer[1])

    def _file(self) -> None:
        stray, target = self._chosen, self.targets.chosen()
        if stray is None or not isinstance(target, Target):
            self._context.say("warn", tr("请先选一份扫描件，再选它归到哪里。"))
            return
        scans = self._context.desk.scans
        self._context.runner.write(
            lambda: scans.file(stray.id, target), self, lambda _: self.search.clear()
        )

    def _drop(self) -> None:
        stray, scans = self._chosen, self._context.desk.scans
        if stray is not None:
            self._context.runner.write(lambda: scans.drop(stray.id), self)

    def _pick(self) -> None:
        self.take(named(self._context.prompts.open_files(self, tr("选择扫描件"))))

    def _paste(self) -> None:
        files = copied()
        if files:
            self.take(files)
        else:
            self._context.say("warn", tr("剪贴板里没有文件或图片。"))

    def _show_inbox(self) -> None:
        number = len(self._context.inbox.new())
        words = tr("取入扫描件（{number}）", number=number) if number else tr("扫描文件夹")
        self.inbox_button.setText(words)

    def _take_inbox(self) -> None:
        """Take in what came; without anything new let the folder be chosen."""
        new: list[Path] = self._context.inbox.new()
        if new:
            self.take(named(new))
            self._context.inbox.take(new)
            return
        folder = self._context.prompts.folder(self, tr("扫描仪存文件的文件夹"))
        if folder is not None:
            self._context.prefer(inbox=str(folder))

    def _refuse(self, error: AppError) -> None:
        self._context.say("bad", str(error))
