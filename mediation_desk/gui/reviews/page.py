"""评查: dossiers drawn by lot, marked by two people blind to each other, settled and ranked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.gui.cases.panes import Beside, section
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import ListView, button, heading, label, page_layout, row, scrolled
from mediation_desk.gui.reviews.columns import DOSSIER_COLUMNS, ROUND_COLUMNS
from mediation_desk.gui.reviews.dialogs import MarkDialog, RoundDialog, SettleDialog
from mediation_desk.gui.reviews.marks_view import MarksView
from mediation_desk.gui.reviews.overview import OverviewPane
from mediation_desk.gui.reviews.sheet_card import SheetLine
from mediation_desk.gui.reviews.year_pane import YearPane
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.review_rows import DossierRow, RoundRow

HIGH = 510
"""The least height of the lists and the marks at 100 %; the page scrolls where there is less."""


class ReviewsPage(QWidget):
    """The reviews, the dossiers of the chosen one, the marks of the chosen dossier."""

    areas = frozenset({Area.REVIEWS, Area.SETTINGS, Area.ACCOUNTS})
    help_topic = "review"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.new_button = button(tr("新的抽查"), self._draw, primary=True)
        self.sheet = SheetLine(context)
        self.rounds = ListView(theme, RowsModel(ROUND_COLUMNS), lambda _: None)
        self.rounds.setAccessibleName(tr("评查"))
        self.rounds.stretch(0)
        self.rounds.chosen_changed.connect(self._show_round)
        words = tr("还没有评查。按“新的抽查”，从已结案的案件里抽取卷宗，分给两名评查人。")
        self.empty = label(words, "muted", wrap=True)
        self.how = label("", "muted", wrap=True)
        self.ranking_button = button(tr("排名表"), self._print_ranking)
        self.pane = self._dossiers()
        self.marks = MarksView(theme)
        layout = page_layout(theme, self)
        layout.addLayout(row(heading(theme, tr("评查"), 1.6), self.new_button, stretch=0))
        body = Beside(theme, (self._left(), self._right()), (2, 5))
        body.setMinimumHeight(theme.px(HIGH))
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, theme.px(10), 0, 0)
        inside.setSpacing(theme.px(10))
        inside.addWidget(self.sheet)
        inside.addWidget(body, 1)
        self.overview = OverviewPane(context)
        self.tabs = QTabWidget()
        self.tabs.addTab(scrolled(content), tr("评查"))
        self.tabs.addTab(self.overview, tr("自查汇总"))
        self.year = YearPane(context)
        self.tabs.addTab(self.year, tr("年度评比"))
        layout.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Read the reviews anew."""
        rows = self._context.desk.reviews.rounds()
        self.sheet.reload()
        self.year.reload()
        self.rounds.show_rows(rows)
        self.rounds.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._show_round(self.rounds.chosen())

    def keep(self) -> Any:
        """Return which review and dossier are chosen, which tab is open, what is typed there."""
        chosen = (self.rounds.chosen(), self.pane.table.chosen())
        ids = tuple(one.id if one else "" for one in chosen)
        return ids, self.tabs.currentIndex(), self.overview.keep(), self.year.keep()

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        self.reload()
        (round_id, dossier_id), tab, typed, year = state
        self.rounds.choose(round_id)
        self.pane.table.choose(dossier_id)
        self.tabs.setCurrentIndex(tab)
        self.overview.restore(typed)
        self.year.restore(year)

    def _left(self) -> QFrame:
        frame, inside = section(self._context.theme, tr("各次评查"))
        inside.addWidget(self.rounds, 1)
        inside.addWidget(self.empty)
        inside.addWidget(self.how)
        inside.addLayout(row(self.ranking_button))
        inside.addStretch(0)
        return frame

    def _right(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.pane.layout().setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane, 3)
        frame, inside = section(self._context.theme, tr("评查意见"))
        inside.addWidget(scrolled(self.marks), 1)
        column.addWidget(frame, 2)
        return holder

    def _dossiers(self) -> ListPane:
        pane = ListPane(
            self._context,
            DOSSIER_COLUMNS,
            words=tr("每份卷宗由两人分别评查；相差不大的取平均，相差过大的合议定分。"),
            empty=tr("左边选一次评查。"),
        )
        pane.table.chosen_changed.connect(self._show_marks)
        pane.add(tr("评查这份卷宗"), self._mark, Permission.REVIEW, lambda one: one.why_not_mark)
        pane.add(tr("看卷宗"), self._open_case, Permission.READ_CASES)
        pane.add(tr("合议定分"), self._settle, Permission.REVIEW, lambda one: one.why_not_settle)
        pane.add(tr("结果表"), self._print_result, Permission.REVIEW, _why_not_printed)
        return pane

    def _show_round(self, chosen: RoundRow | None) -> None:
        self.ranking_button.setVisible(chosen is not None)
        self.how.setText(_how(chosen) if chosen else "")
        rows = self._context.desk.reviews.dossiers(chosen.id) if chosen else ()
        self.pane.show_rows(rows)
        self._show_marks(self.pane.table.chosen())

    def _show_marks(self, chosen: DossierRow | None) -> None:
        """Show the marks of the chosen dossier once they may be seen; nothing else is read."""
        if chosen is None or not chosen.totals:
            self.marks.show_dossier(None)
            return
        self._read(chosen, self.marks.show_dossier)

    def _read(self, chosen: DossierRow, then: Callable[[Any], None]) -> None:
        dossier = self._context.desk.reviews.dossier
        self._context.runner.read(lambda: dossier(chosen.id), self, then, failed=self._refuse)

    def _refuse(self, error: AppError) -> None:
        self._context.say("bad", str(error))

    def _draw(self) -> None:
        if len(self._context.desk.reviews.reviewers()) < 2:
            words = tr("评查要由两个人分别进行：请先建立至少两个有“评查卷宗”权限的账户。")
            self._context.say("warn", words)
            return
        RoundDialog(self._context).ask(self)

    def _mark(self, chosen: DossierRow) -> None:
        self._read(chosen, lambda one: MarkDialog(self._context, one).ask(self))

    def _settle(self, chosen: DossierRow) -> None:
        SettleDialog(self._context, chosen).ask(self)

    def _open_case(self, chosen: DossierRow) -> None:
        self._context.open_case(chosen.case_id)

    def _print_result(self, chosen: DossierRow) -> None:
        papers = self._context.desk.review_papers
        self._put(tr("评查结果表"), chosen.number, lambda: papers.result_sheet(chosen.id))

    def _print_ranking(self) -> None:
        chosen, papers = self.rounds.chosen(), self._context.desk.review_papers
        self._put(tr("评查排名表"), chosen.title, lambda: papers.ranking(chosen.id))

    def _put(self, words: str, name: str, make: Callable[[], bytes]) -> None:
        """Make a PDF off this thread and hand it to the system's viewer."""
        private = self._context.private
        self._context.runner.read(
            lambda: private.put(f"{words}-{name}.pdf", make()),
            self,
            lambda file: self._context.prompts.open_outside(self, file),
            failed=self._refuse,
        )


def _how(chosen: RoundRow) -> str:
    return tr(
        "{first} 至 {last} 结案 {candidates} 件，按 {percent}% 抽取 {drawn} 件（抽签号 {seed}）。",
        first=chosen.from_on,
        last=chosen.to_on,
        candidates=chosen.candidates,
        percent=chosen.percent,
        drawn=chosen.drawn,
        seed=chosen.seed,
    )


def _why_not_printed(chosen: DossierRow) -> str:
    return "" if chosen.totals else tr("两份评查意见还没有到齐。")
