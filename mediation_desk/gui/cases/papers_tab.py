"""文书: what can be printed and what was, beside the page as it is; everything off this thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.paper_out import BlankForm, Paper, PaperOut
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.papers.names import paper_name
from mediation_desk.gui.papers.pages import PdfPages, open_pages
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


def _edition(paper: PaperRow) -> str:
    return tr("第{edition}版", edition=paper.edition) if paper.edition else "—"


CHOICE_COLUMNS = (
    Column("文书", lambda choice: paper_name(choice.label), width=180, ink=_ink),
    Column("状态", _state, width=104, ink=_ink, rank=1),
)
ISSUED_COLUMNS = (
    Column("时间", lambda one: moment_words(one.paper.issued_at), width=138),
    Column("文书", lambda one: paper_name(one.paper.label), width=150),
    Column("签名件", lambda one: one.signed, width=120, ink=lambda one: one.ink),
    Column("页数", lambda one: str(one.paper.pages), right=True, width=52, rank=3),
    Column("版次", lambda one: _edition(one.paper), right=True, width=62, rank=2),
    Column("文本", lambda one: one.paper.text or one.paper.sha256[:8], width=92, rank=2),
)


def _kept_words(paper: PaperRow) -> str:
    when = moment_words(paper.issued_at)
    if not paper.edition:
        code = paper.sha256[:8]
        return tr("{when} 生成，校验码 {code}；再打印与原件相同。", when=when, code=code)
    return tr(
        "{when} 生成，第{edition}版，页脚印有“文本 {digits}”；再打印与原件相同。",
        when=when,
        edition=paper.edition,
        digits=paper.text,
    )


@dataclass(frozen=True, slots=True)
class _Issued:
    """A printed paper; `stale` None while its signed sheet did not come back."""

    paper: PaperRow
    stale: bool | None

    @property
    def id(self) -> str:
        """What tells one from another in a list."""
        return self.paper.id

    @property
    def signed(self) -> str:
        """Whether the signed sheet came back and still says the same."""
        if self.stale is None:
            return ""
        return tr("与现文本不一致") if self.stale else tr("已收回")

    @property
    def ink(self) -> str:
        """The colour of that."""
        return "danger" if self.stale else ""


class PapersTab(QWidget):
    """The papers of a case: to be printed, printed, and the chosen one on screen."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self._context = context
        self._case_id = ""
        self._chosen: Paper | None = None
        self._signed: Mapping[str, bool] = {}
        self._comparing = Latest(context.runner, self)
        theme = context.theme
        self.choices = ListView(theme, RowsModel(CHOICE_COLUMNS), self._choose, key="label")
        self.issued = ListView(theme, RowsModel(ISSUED_COLUMNS), lambda _: self.open_button.click())
        self.viewer = Viewer(theme, context.runner)
        self.note = label("", "muted", wrap=True)
        self.zoom = ChoiceField("zoom", [(one, f"{one:.0%}") for one in ZOOMS])
        self.blank = CheckField("blank", tr("空白表"))
        self._out = out = PaperOut(context, self, self._refuse)
        self.print_button = button(tr("打印"), self._do(out.print), primary=True)
        self.open_button = button(tr("打开"), self._do(out.open))
        self.save_button = button(tr("另存为 PDF"), self._do(out.save))
        self.word_button = button(tr("另存为 Word"), self._do(out.save_word))
        self._build()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case, or what the same one has now."""
        papers = self._context.desk.papers
        if case.id != self._case_id:
            self._chosen, self._signed = None, {}
        self._case_id = case.id
        self._out.take(case)
        standing = self._chosen
        self.choices.rows.set_rows(papers.choices(case.id))
        self._list(papers.issued(case.id))
        signed = self._context.desk.dossiers.signed
        self._comparing.ask(lambda _: signed(case.id), self._compared)
        if isinstance(standing, PaperRow):
            self.issued.choose(standing.id)
        else:
            self.choices.choose(standing.label if standing else "")

    def show_kind(self, kind: str) -> None:
        """Choose a paper by its kind."""
        for choice in self.choices.rows.rows:
            if choice.kind == kind:
                self.choices.choose(choice.label)
                self.choices.setFocus()
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
            table.clicked.connect(lambda index, of=table: self._point(of.rows.row_at(index)))
            table.chosen_changed.connect(self._point)
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
        self.blank.setToolTip(tr("只印案件编号和识别码，其余留空手写；不留存。"))
        self.blank.touched.connect(self._choose_again)
        for part in (*self._buttons(), self.blank, self.zoom):
            tools.addWidget(part)
        inside.addLayout(tools)
        inside.addWidget(self.note)
        inside.addWidget(self.viewer, 1)
        return frame

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.print_button, self.open_button, self.save_button, self.word_button)

    def _do(self, act: Callable[[Any], None]) -> Callable[[], None]:
        """Return what a button does: something with the chosen paper."""

        def clicked() -> None:
            if self._chosen is not None:
                act(self._chosen)

        return clicked

    def _list(self, papers: Sequence[PaperRow]) -> None:
        self.issued.rows.set_rows([_Issued(one, self._signed.get(one.id)) for one in papers])

    def _compared(self, signed: Mapping[str, bool]) -> None:
        """Say of which papers the signed sheet came back, and which say something else by now."""
        self._signed, standing = signed, self.issued.chosen()
        self._list([one.paper for one in self.issued.rows.rows])
        if standing is not None:
            self.issued.choose(standing.id)

    def _point(self, row: PaperChoice | _Issued | None) -> None:
        self._choose(row.paper if isinstance(row, _Issued) else row)

    def _choose_again(self) -> None:
        """Show the same paper blank, or filled in again."""
        chosen = self.choices.chosen()
        if chosen is not None:
            self._choose(chosen)

    def _choose(self, paper: PaperChoice | PaperRow | None) -> None:
        """Show a paper, or say why there is none yet."""
        wanted: Paper | None = paper
        if isinstance(paper, PaperChoice) and self.blank.value():
            wanted = BlankForm(paper.kind, f"{paper.label}（{tr('空白表')}）")
        if wanted is None or wanted == self._chosen:
            return
        self._chosen = wanted
        why_not = wanted.why_not if isinstance(wanted, PaperChoice) else ""
        for one in self._buttons():
            one.setEnabled(not why_not)
        self.word_button.setEnabled(isinstance(wanted, PaperChoice) and not why_not)
        self.viewer.show_pages(None)
        self._say("muted", why_not or tr("正在生成……"))
        if not why_not:
            self._context.runner.read(self._look(wanted), self, self._show, failed=self._refuse)

    def _look(self, paper: Paper) -> Callable[[], Any]:
        """Return the job that makes the pages of a paper and says what would print blank."""
        papers, case_id = self._context.desk.papers, self._case_id

        def look() -> tuple[Any, PdfPages, tuple[str, ...]]:
            pages = open_pages(self._out.read(paper))
            if not isinstance(paper, PaperChoice):
                return paper, pages, ()
            return paper, pages, papers.missing(case_id, paper.kind, session=paper.session)

        return look

    def _show(self, answer: tuple[Any, PdfPages, tuple[str, ...]]) -> None:
        paper, pages, missing = answer
        if paper != self._chosen:
            return
        self.viewer.show_pages(pages)
        if isinstance(paper, PaperRow):
            words = _kept_words(paper)
            if self._signed.get(paper.id):
                words += tr("签名以后登记的内容或者措辞改过，签名件与现文本不一致，请核对。")
            self._say("warn" if self._signed.get(paper.id) else "muted", words)
        elif isinstance(paper, BlankForm):
            self._say("muted", tr("空白表：扫描左上角的识别码就能找到本案。"))
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
