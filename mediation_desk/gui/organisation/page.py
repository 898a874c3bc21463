"""调委会与调解员: committees above, the mediators of the chosen one below."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.organisation.columns import COMMITTEE_COLUMNS, MEDIATOR_COLUMNS
from mediation_desk.gui.organisation.committee_dialog import CommitteeDialog
from mediation_desk.gui.organisation.mediator_dialog import MediatorDialog
from mediation_desk.gui.parts import ListView, button, card, heading, label, page_layout, row
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area


class OrganisationPage(QWidget):
    """The office's committees and mediators."""

    areas = frozenset({Area.ORGANISATION, Area.SETTINGS})
    help_topic = "first-steps"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.new_mediator = button(tr("新增调解员"), self._add_mediator, primary=True)
        self.new_committee = button(tr("新增调委会"), self._add_committee)
        self.committees = ListView(theme, RowsModel(COMMITTEE_COLUMNS), self._edit_committee)
        self.committees.setObjectName("committees")
        self.committees.stretch(0)
        self.committees.selectionModel().currentRowChanged.connect(lambda: self._show_mediators())
        self.mediators = ListView(theme, RowsModel(MEDIATOR_COLUMNS), self._edit_mediator)
        self.mediators.setObjectName("mediators")
        self.mediators.stretch(4)
        self.warnings = label("", "warn", wrap=True)
        self.whose = heading(theme, "", 1.1)
        self.empty = label(tr("还没有调解员。按“新增调解员”登记第一位。"), "muted")
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

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        title = heading(theme, tr("调委会与调解员"), 1.6)
        layout.addLayout(row(title, self.new_committee, self.new_mediator, stretch=0))
        above, inside = card(theme)
        inside.addWidget(self.committees, 1)
        inside.addWidget(self.warnings)
        below, under = card(theme)
        under.addWidget(self.whose)
        under.addWidget(self.mediators, 1)
        under.addWidget(self.empty)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(above)
        halves.addWidget(below)
        layout.addWidget(halves, 1)

    def _committee(self) -> Any:
        return self.committees.rows.row_at(self.committees.currentIndex())

    def _committee_id(self) -> str:
        chosen = self._committee()
        return chosen.id if chosen else ""

    def _show_mediators(self) -> None:
        chosen = self._committee()
        rows = self._context.desk.office.mediators(committee_id=chosen.id) if chosen else ()
        self.mediators.rows.set_rows(rows)
        self.whose.setText(tr("{name}的调解员", name=chosen.name) if chosen else "")
        self.warnings.setText("\n".join(chosen.warnings) if chosen else "")
        self.warnings.setVisible(bool(chosen and chosen.warnings))
        self.empty.setVisible(not rows)

    def _add_committee(self) -> None:
        CommitteeDialog(self._context).ask(self)

    def _edit_committee(self, chosen: Any) -> None:
        CommitteeDialog(self._context, chosen.id).ask(self)

    def _add_mediator(self) -> None:
        MediatorDialog(self._context, committee_id=self._committee_id()).ask(self)

    def _edit_mediator(self, chosen: Any) -> None:
        MediatorDialog(self._context, mediator_id=chosen.id).ask(self)
