"""文书: what can be printed and what was, beside the page as it is; everything off this thread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.papers.pages import PdfPages, open_pages
from mediation_desk.gui.papers.private import file_name
from mediation_desk.gui.papers.viewer import Viewer
from mediation_desk.gui.parts import ListView, button, card, heading, label, restyle
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.paper_rows import PaperChoice, PaperRow
from mediation_desk.services.rows import CaseDetail

ZOOMS = (1.0, 1.25, 1.5, 2.0)


def _state(choice: PaperChoice) -> str:
    return tr("不能打印") if choice.why_not else tr("可以打印")


def _ink(choice: PaperChoice) -> str:
    return "muted" if choice.why_not else ""


CHOICE_COLUMNS = (
    Column("文书", lambda choice: choice.label, width=180, ink=_ink),
    Column("状态", _state, width=104, ink=_ink, rank=1),
)
ISSUED_COLUMNS = (
    Column("时间", lambda paper: moment_words(paper.issued_at), width=138),
    Column("文书", lambda paper: paper.label, width=150),
    Column("页数", lambda paper: str(paper.pages), right=True, width=52, rank=2),
    Column("校验码", lambda paper: paper.sha256[:8], width=84, rank=1),
)


class PapersTab(QWidget):
    """The papers of a case: to be printed, printed, and the chosen one on screen."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self._context = context
        self._case_id, self._title = "", ""
        self._chosen: PaperChoice | PaperRow | None = None
        theme = context.theme
        self.choices = ListView(theme, RowsModel(CHOICE_COLUMNS), self._choose, key="label")
        self.issued = ListView(theme, RowsModel(ISSUED_COLUMNS), lambda _: self._open())
        self.viewer = Viewer(theme, context.runner)
        self.note = label("", "muted", wrap=True)
        self.zoom = ChoiceField("zoom", [(one, f"{one:.0%}") for one in ZOOMS])
        self.print_button = button(tr("打印"), self._print, primary=True)
        self.open_button = button(tr("打开"), self._open)
        self.save_button = button(tr("另存为 PDF"), self._save)
        self._build()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case, or what the same one has now."""
        papers = self._context.desk.papers
        if case.id != self._case_id:
            self._chosen = None
        self._case_id, self._title = case.id, case.title
        standing = self._chosen
        self.choices.rows.set_rows(papers.choices(case.id))
        self.issued.rows.set_rows(papers.issued(case.id))
        if isinstance(standing, PaperRow):
            self.issued.choose(standing.id)
        else:
            self.choices.choose(standing.label if standing else "")

    def show_kind(self, kind: str) -> None:
        """Choose a paper by its kind."""
        for choice in self.choices.rows.rows:
            if choice.kind == kind:
                self.choices.choose(choice.label)
                return

    def _build(self) -> None:
        theme = self._context.theme
        left, lists = card(theme)
        for words, table, share in (
            (tr("可打印的文书"), self.choices, 3),
            (tr("已生成的文书"), self.issued, 1),
        ):
            lists.addWidget(heading(theme, words))
            table.setAccessibleName(words)
            table.clicked.connect(lambda index, of=table: self._choose(of.rows.row_at(index)))
            table.chosen_changed.connect(self._choose)
            lists.addWidget(table, share)
        self.choices.stretch(0)
        self.issued.stretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (left, self._sight()), (2, 3)))

    def _sight(self) -> QFrame:
        theme = self._context.theme
        frame, inside = card(theme)
        tools = FlowLayout(theme.px(8))
        self.zoom.setFixedWidth(theme.px(96))
        self.zoom.setAccessibleName(tr("显示比例"))
        self.zoom.touched.connect(lambda: self.viewer.zoom(self.zoom.value()))
        for part in (self.print_button, self.open_button, self.save_button, self.zoom):
            tools.addWidget(part)
        inside.addLayout(tools)
        inside.addWidget(self.note)
        inside.addWidget(self.viewer, 1)
        return frame

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.print_button, self.open_button, self.save_button)

    def _choose(self, paper: PaperChoice | PaperRow | None) -> None:
        """Show a paper, or say why there is none yet."""
        if paper is None or paper == self._chosen:
            return
        self._chosen = paper
        why_not = paper.why_not if isinstance(paper, PaperChoice) else ""
        for one in self._buttons():
            one.setEnabled(not why_not)
        self.viewer.show_pages(None)
        self._say("muted", why_not or tr("正在生成……"))
        if not why_not:
            self._context.runner.read(self._look(paper), self, self._show, failed=self._refuse)

    def _look(self, paper: PaperChoice | PaperRow) -> Callable[[], Any]:
        """Return the job that makes the pages of a paper and says what would print blank."""
        papers, case_id = self._context.desk.papers, self._case_id

        def look() -> tuple[Any, PdfPages, tuple[str, ...]]:
            if isinstance(paper, PaperRow):
                return paper, open_pages(papers.content(paper.id)), ()
            drawn = papers.draw(case_id, paper.kind, session=paper.session)
            missing = papers.missing(case_id, paper.kind, session=paper.session)
            return paper, open_pages(drawn), missing

        return look

    def _show(self, answer: tuple[Any, PdfPages, tuple[str, ...]]) -> None:
        paper, pages, missing = answer
        if paper != self._chosen:
            return
        self.viewer.show_pages(pages)
        if isinstance(paper, PaperRow):
            when, code = moment_words(paper.issued_at), paper.sha256[:8]
            words = tr("{when} 生成，校验码 {code}；再打印与原件相同。", when=when, code=code)
            self._say("muted", words)
        elif missing:
            self._say("warn", tr("以下各项会留空，可手写：{fields}", fields="、".join(missing)))
        else:
            self._say("muted", tr("共 {pages} 页，各项齐全。", pages=len(pages.sizes)))

    def _refuse(self, error: AppError) -> None:
        for one in self._buttons():
            one.setEnabled(False)
        self._say("danger", str(error))

    def _say(self, kind: str, text: str) -> None:
        self.note.setText(text)
        restyle(self.note, "kind", kind)

    def _issued(self, then: Callable[[str, str], None]) -> None:
        """Hand over the id and name of the chosen paper, kept now if it was not yet."""
        paper, papers, case_id = self._chosen, self._context.desk.papers, self._case_id
        if isinstance(paper, PaperRow):
            then(paper.id, paper.label)
        elif paper is not None:
            self._context.runner.write(
                lambda: papers.issue(case_id, paper.kind, session=paper.session),
                self,
                lambda done: then(done.id, paper.label),
                failed=self._refuse,
            )

    def _print(self) -> None:
        self._issued(self._send)

    def _send(self, paper_id: str, _name: str) -> None:
        """Fetch the kept bytes, ask for a printer, print; asking is all this thread does."""
        papers, runner = self._context.desk.papers, self._context.runner

        def ask(pages: PdfPages) -> None:
            printer = self._context.prompts.printer(self, len(pages.sizes))
            if printer is not None:
                from mediation_desk.gui.papers.printing import print_pages

                runner.read(
                    lambda: print_pages(pages, printer), self, self._sent, failed=self._refuse
                )

        runner.read(lambda: open_pages(papers.content(paper_id)), self, ask, failed=self._refuse)

    def _sent(self, pages: int) -> None:
        self._context.say("good", tr("已送打印机：{pages} 页", pages=pages))

    def _open(self) -> None:
        self._issued(self._put)

    def _put(self, paper_id: str, name: str) -> None:
        papers, private = self._context.desk.papers, self._context.private
        title = f"{self._title}-{name}.pdf"
        self._context.runner.read(
            lambda: private.put(title, papers.content(paper_id)),
            self,
            lambda file: self._context.prompts.open_outside(self, file),
            failed=self._refuse,
        )

    def _save(self) -> None:
        if self._chosen is None:
            return
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = file_name(f"{self._title}-{self._chosen.label}.pdf")
        target = self._context.prompts.save_as(self, name, tr("PDF 文件 (*.pdf)"))
        if target is not None:
            self._issued(lambda paper_id, _name: self._write(paper_id, target, purpose))

    def _write(self, paper_id: str, target: Path, purpose: str) -> None:
        papers = self._context.desk.papers
        self._context.runner.read(
            lambda: atomic_write(target, papers.take_out(paper_id, purpose)),
            self,
            lambda file: self._context.say("good", tr("文书已存为：{file}", file=file)),
            failed=self._refuse,
        )
