"""补贴: what may be claimed, the claims, the rules, one behind the other."""

from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import heading, page_layout, scrolled
from mediation_desk.gui.subsidy.claims_pane import ClaimsPane
from mediation_desk.gui.subsidy.proposal_pane import ProposalPane
from mediation_desk.gui.subsidy.rules_pane import RulesPane
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area


class SubsidyPage(QWidget):
    """Subsidy by case (以案定补) from proposal to payment."""

    areas = frozenset({Area.SUBSIDY, Area.CASES, Area.ORGANISATION})
    help_topic = "subsidy"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        theme = context.theme
        self.proposal = ProposalPane(context)
        self.claims = ClaimsPane(context)
        self.rules = RulesPane(context)
        self.tabs = QTabWidget()
        for pane, words in (
            (self.proposal, tr("可申报的案件")),
            (self.claims, tr("申报")),
            (self.rules, tr("补贴办法")),
        ):
            self.tabs.addTab(scrolled(pane), words)
        layout = page_layout(theme, self)
        layout.addWidget(heading(theme, tr("补贴"), 1.6))
        layout.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Read everything anew."""
        self.proposal.reload()
        self.claims.reload()
        self.rules.reload()

    def show_part(self, claim_id: str) -> None:
        """Show the claim of an id."""
        self.tabs.setCurrentIndex(1)
        self.claims.show_claim(claim_id)

    def keep(self) -> Any:
        """Return which list is open and what is chosen in the first."""
        return self.tabs.currentIndex(), self.proposal.keep()

    def restore(self, state: Any) -> None:
        """Open the list again that `keep` returned."""
        index, chosen = state
        self.tabs.setCurrentIndex(index)
        self.proposal.restore(chosen)
