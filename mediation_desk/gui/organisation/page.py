"""调委会与调解员: committees above, the mediators of the chosen one below.

Behind them a mediator's year, the hand-overs and the money, each in place of the lists until one
goes back.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.organisation.columns import COMMITTEE_COLUMNS, MEDIATOR_COLUMNS
from mediation_desk.gui.organisation.committee_dialog import CommitteeDialog
from mediation_desk.gui.organisation.funds_view import FundsView
from mediation_desk.gui.organisation.handover_dialog import HandoverDialog
from mediation_desk.gui.organisation.handovers_view import HandoversView
from mediation_desk.gui.organisation.mediator_dialog import MediatorDialog
from mediation_desk.gui.organisation.record_dialog import RecordDialog
from mediation_desk.gui.organisation.terms_view import TermsView
from mediation_desk.gui.organisation.year_view import YearView
from mediation_desk.gui.parts import (
    ListView,
    button,
    card,
    heading,
    label,
    page_layout,
    row,
    scrolled,
)
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area


class OrganisationPage(QWidget):
    """The office's committees and mediators."""

    areas = frozenset({Area.ORGANISATION, Area.SETTINGS, Area.CASES, Area.SUBSIDY})
    help_topic = "roster"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.new_mediator = button(tr("新增调解员"), self._add_mediator, primary=True)
        self.new_committee = button(tr("新增调委会"), self._add_committee)
        self.money = button(tr("经费"), self._show_funds)
        self.committees = ListView(theme, RowsModel(COMMITTEE_COLUMNS), self._edit_committee)
        self.committees.setObjectName("committees")
        self.committees.stretch(0)
        self.committees.setMinimumHeight(theme.px(130))
        self.committees.selectionModel().currentRowChanged.connect(lambda: self._show_mediators())
        self.mediators = ListView(theme, RowsModel(MEDIATOR_COLUMNS), self._edit_mediator)
        self.mediators.setObjectName("mediators")
        self.mediators.stretch(0)
        self.mediators.setMinimumHeight(theme.px(150))
        self.warnings = label("", "warn", wrap=True)
        self.whose = heading(theme, "", 1.1)
        self.empty = label(tr("还没有调解员。按“新增调解员”登记第一位。"), "muted")
        self.ending = button(tr("任期等级将到期"), self._show_terms)
        self.acts = FlowLayout(theme.px(8))
        self._buttons: list[tuple[QPushButton, Permission]] = []
        self._act(tr("年度一览"), self._show_year, Permission.STATISTICS)
        self._act(tr("登记培训、表彰、请假"), self._record, Permission.ORGANISE)
        self._act(tr("移交案件"), self._hand_over, Permission.APPROVE)
        self._act(tr("交接记录"), self._show_handovers, Permission.APPROVE)
        self.year = YearView(context, self._back)
        self.handovers = HandoversView(context, self._back)
        self.funds = FundsView(context, self._back)
        self.terms = TermsView(context, self._back)
        self.lists = QWidget()
        self.views = QStackedWidget()
        for view in (self.lists, self.year, self.handovers, self.funds, self.terms):
            self.views.addWidget(view)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.views)
        self._build()

    def reload(self) -> None:
        """Read both lists anew; the chosen committee stays chosen."""
        chosen = self._committee_id()
        rows = self._context.desk.office.committees()
        self.committees.rows.set_rows(rows)
        if rows:
            at = next((at for at, one in enumerate(rows) if one.id == chosen), 0)
            self.committees.selectRow(at)
        self.new_mediator.setEnabled(bool(rows))
        self._show_mediators()
        for view in (self.year, self.handovers, self.funds, self.terms):
            if self.views.currentWidget() is view:
                view.reload()

    def show_part(self, _part: Any) -> None:
        """Show what the figure of the 工作台 counts: what runs out."""
        self._show_terms()

    def keep(self) -> Any:
        """Return what is shown: the lists, somebody's year, the hand-overs."""
        return self.views.currentIndex(), self.year.mediator_id, self.year.period.keep()

    def restore(self, state: Any) -> None:
        """Show again what `keep` returned."""
        index, mediator_id, period = state
        self.year.period.restore(period)
        self.year.mediator_id = mediator_id
        self.views.setCurrentIndex(index)
        self.reload()

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self.lists)
        title = heading(theme, tr("调委会与调解员"), 1.6)
        layout.addLayout(
            row(title, self.money, self.ending, self.new_committee, self.new_mediator, stretch=0)
        )
        above, inside = card(theme)
        inside.addWidget(self.committees, 1)
        inside.addWidget(self.warnings)
        below, under = card(theme)
        under.addWidget(self.whose)
        under.addWidget(self.mediators, 1)
        under.addWidget(self.empty)
        under.addLayout(self.acts)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(above)
        halves.addWidget(below)
        layout.addWidget(scrolled(halves), 1)

    def _committee(self) -> Any:
        return self.committees.rows.row_at(self.committees.currentIndex())

    def _committee_id(self) -> str:
        chosen = self._committee()
        return chosen.id if chosen else ""

    def _show_mediators(self) -> None:
        chosen = self._committee()
        rows = self._context.desk.office.mediators(committee_id=chosen.id) if chosen else ()
        chosen_before = getattr(self.mediators.chosen(), "id", "")
        self.mediators.rows.set_rows(rows)
        self.whose.setText(tr("{name}的调解员", name=chosen.name) if chosen else "")
        self.warnings.setText("\n".join(chosen.warnings) if chosen else "")
        self.warnings.setVisible(bool(chosen and chosen.warnings))
        self.empty.setVisible(not rows)
        if rows:
            self.mediators.choose(chosen_before)
        self._allow()

    def _act(self, words: str, clicked: Callable[[], None], needs: Permission) -> None:
        """Add what can be done with the chosen mediator."""
        made = button(words, clicked)
        self._buttons.append((made, needs))
        self.acts.addWidget(made)

    def _allow(self) -> None:
        chosen = self.mediators.chosen() is not None
        may = self._context.desk.sign_in.may
        for made, needs in self._buttons:
            made.setEnabled(chosen and may(needs))
            refused = tr("没有权限（需要：{right}）。", right=tr(needs.label))
            made.setToolTip("" if may(needs) else refused)
        self.money.setEnabled(may(Permission.STATISTICS))

    def _show_year(self) -> None:
        self.views.setCurrentWidget(self.year)
        self.year.show_mediator(self.mediators.chosen().id)

    def _show_handovers(self) -> None:
        self.handovers.reload()
        self.views.setCurrentWidget(self.handovers)

    def _show_funds(self) -> None:
        self.funds.show_newest()
        self.views.setCurrentWidget(self.funds)

    def _show_terms(self) -> None:
        self.terms.reload()
        self.views.setCurrentWidget(self.terms)

    def _back(self) -> None:
        self.views.setCurrentWidget(self.lists)

    def _record(self) -> None:
        RecordDialog(self._context, self.mediators.chosen().id).ask(self)

    def _hand_over(self) -> None:
        HandoverDialog(self._context, self.mediators.chosen()).ask(self)

    def _add_committee(self) -> None:
        CommitteeDialog(self._context).ask(self)

    def _edit_committee(self, chosen: Any) -> None:
        CommitteeDialog(self._context, chosen.id).ask(self)

    def _add_mediator(self) -> None:
        MediatorDialog(self._context, committee_id=self._committee_id()).ask(self)

    def _edit_mediator(self, chosen: Any) -> None:
        MediatorDialog(self._context, mediator_id=chosen.id).ask(self)
