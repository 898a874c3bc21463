"""One case: its head with every move, and all that is known of it in tabs."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.domain.lifecycle import Move
from mediation_desk.errors import AppError
from mediation_desk.gui.cases.agreement_tab import AgreementTab
from mediation_desk.gui.cases.check_tab import CheckTab
from mediation_desk.gui.cases.dossier_tab import DossierTab
from mediation_desk.gui.cases.evidence_tab import EvidenceTab
from mediation_desk.gui.cases.head import CaseHead
from mediation_desk.gui.cases.history_tab import HistoryTab
from mediation_desk.gui.cases.linkage_tab import LinkageTab
from mediation_desk.gui.cases.mending import mend
from mediation_desk.gui.cases.moves import start_move, to_bin
from mediation_desk.gui.cases.notes_tab import NotesTab
from mediation_desk.gui.cases.overview_tab import OverviewTab
from mediation_desk.gui.cases.panes import WIDE
from mediation_desk.gui.cases.papers_tab import PapersTab
from mediation_desk.gui.cases.parties_tab import PartiesTab
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from mediation_desk.gui.cases.records_tab import RecordsTab
from mediation_desk.gui.cases.secrets import may_look
from mediation_desk.gui.cases.session_dialog import SessionDialog
from mediation_desk.gui.cases.sessions_tab import SessionsTab
from mediation_desk.gui.cases.short_dialogs import RiskDialog
from mediation_desk.gui.cases.sources import tab_of
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import page_layout, scrolled
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.rows import CaseDetail, InstalmentRow, SessionRow

LOW, HIGH = 330, 700
"""The least height of the tabs at 100 %, with their parts side by side or one under the other."""

REVEAL_KEY = Qt.Key.Key_F8


class Tabs(QTabWidget):
    """Tabs that take the room there is: what stands in them scrolls by itself."""

    def sizeHint(self) -> QSize:
        return self.minimumSize()


class CasePage(QWidget):
    """Everything of one case; a tab is filled when it is looked at."""

    areas = frozenset({Area.CASES, Area.DOCUMENTS, Area.LINKAGE, Area.SUBSIDY})
    help_topic = "cases"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `show_case` fills it."""
        super().__init__()
        self._context = context
        self.case: CaseDetail | None = None
        self.head = CaseHead(context, self._reveal)
        self.head.moves.started.connect(self._start)
        self.head.delete.clicked.connect(self._delete)
        self.head.risk.clicked.connect(self._rate)
        self.tabs = Tabs()
        self.overview = OverviewTab(context)
        self.parties = PartiesTab(context)
        self.sessions = SessionsTab(context, self._correct, self.show_parties)
        self.notes = NotesTab(context)
        self.agreement = AgreementTab(context, self._perform)
        self.records = RecordsTab(context)
        self.evidence = EvidenceTab(context)
        self.papers = PapersTab(context)
        self.dossier = DossierTab(context)
        self.check = CheckTab(context, lambda case, found: mend(context, self, case, found))
        self.linkage = LinkageTab(context)
        self.history = HistoryTab(context, self._show_source)
        self._build()

    def show_case(self, case_id: str) -> None:
        """Show a case as it is now; that it was opened is remembered (Ctrl+K)."""
        context, another = self._context, self.case is None or self.case.id != case_id
        self.case = context.desk.cases.show(case_id)
        if another:
            context.runner.write(lambda: context.desk.habits.opened(case_id), self)
        self.head.show_case(self.case)
        self._fill()

    def reload(self) -> None:
        """Read the case anew."""
        if self.case is not None:
            self.show_case(self.case.id)

    def keep(self) -> Any:
        """Return which tab is open."""
        return self.tabs.currentIndex()

    def restore(self, state: Any) -> None:
        """Open the tab again that `keep` returned."""
        self.tabs.setCurrentIndex(state)

    def show_evidence(self, evidence_id: str) -> None:
        """Show a piece of evidence."""
        self.tabs.setCurrentWidget(self.evidence)
        self.evidence.table.choose(evidence_id)

    def _show_source(self, entry: HistoryEntry) -> None:
        """Show where what an action of the history changed stands now."""
        if tab := tab_of(entry):
            self.tabs.setCurrentWidget(getattr(self, tab))

    def edit(self) -> None:
        """Correct what was registered."""
        self._start(Move.REVISE)

    def print_here(self) -> None:
        """Print the paper on screen; from elsewhere show the papers."""
        if self.tabs.currentWidget() is self.papers:
            self.papers.print_button.click()
            return
        self.tabs.setCurrentWidget(self.papers)
        self.papers.choices.setFocus()

    def show_parties(self) -> None:
        """Turn a screen to the parties: what they said, the clauses, and nothing else."""
        if self.case is None:
            return
        self.notes.veil()
        case_id, table = self.case.id, self._context.desk.table_side
        try:
            self._context.turn_to_parties(lambda: table.saved(case_id))
        except AppError as error:
            self._context.say("bad", str(error))

    def veil_notes(self) -> None:
        """Hide what one side said alone, or show it."""
        self.notes.toggle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._context.theme.px
        # Where a tab's parts stand one under the other they need the height of both.
        self.tabs.setMinimumHeight(px(LOW if self.width() >= px(WIDE + 50) else HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == REVEAL_KEY and not event.isAutoRepeat():
            self._reveal(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == REVEAL_KEY and not event.isAutoRepeat():
            self._reveal(False)
            return
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._reveal(False)

    def _build(self) -> None:
        theme = self._context.theme
        for tab, words in (
            (self.overview, tr("概况")),
            (self.parties, tr("当事人")),
            (self.sessions, tr("调解")),
            (self.notes, tr("笔记")),
            (self.agreement, tr("协议")),
            (self.records, tr("记录")),
            (self.evidence, tr("证据")),
            (self.papers, tr("文书")),
            (self.dossier, tr("卷宗")),
            (self.check, tr("自查")),
            (self.linkage, tr("联动")),
            (self.history, tr("历史")),
        ):
            tab.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self.tabs.addTab(tab, words)
        self.tabs.currentChanged.connect(self._fill)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(10))
        inside.addWidget(self.head)
        inside.addWidget(self.tabs, 1)
        page_layout(theme, self).addWidget(scrolled(content))

    def _fill(self) -> None:
        """Fill the tab on screen; the others are filled when they are looked at."""
        tab: Any = self.tabs.currentWidget()
        if self.case is not None:
            tab.show_case(self.case)

    def _reveal(self, shown: bool) -> None:
        """Show the numbers of the tab on screen, or mask them again; papers have nothing hidden."""
        tab: Any = self.tabs.currentWidget()
        if self.case is None or not hasattr(tab, "reveal"):
            return
        try:
            if not shown or may_look(self._context, self, self.case.id):
                tab.reveal(shown)
            else:
                self.head.reveal.setDown(False)
        except AppError as error:
            self._context.say("bad", str(error))

    def _start(self, move: Any) -> None:
        if self.case is not None:
            start_move(self._context, self, self.case, move)

    def _rate(self) -> None:
        if self.case is not None:
            RiskDialog(self._context, self.case).ask(self)

    def _delete(self) -> None:
        if self.case is not None:
            to_bin(self._context, self, self.case.id, lambda _: self._context.go_to("cases"))

    def _correct(self, case: CaseDetail, session: SessionRow) -> None:
        state = next(one for one in case.moves if one.move is Move.SESSION)
        if not state.enabled:
            self._context.say("warn", state.why_not)
            return
        SessionDialog(self._context, case, session).ask(self)

    def _perform(self, case: CaseDetail, due: InstalmentRow) -> None:
        PerformDialog(self._context, case, due).ask(self)
