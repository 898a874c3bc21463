"""任期、聘期、等级到期: whose time is over or nearly so; Enter opens the record to be renewed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.organisation.columns import ENDING_COLUMNS
from mediation_desk.gui.organisation.committee_dialog import CommitteeDialog
from mediation_desk.gui.organisation.mediator_dialog import MediatorDialog
from mediation_desk.gui.parts import button, heading, page_layout, row
from mediation_desk.gui.words import tr
from mediation_desk.services.roster_rows import EndingKind, EndingRow


class TermsView(QWidget):
    """Lists what runs out."""

    def __init__(self, context: GuiContext, back: Callable[[], None]) -> None:
        """Build the view; `reload` fills it."""
        super().__init__()
        self._context = context
        self.pane = ListPane(
            context,
            ENDING_COLUMNS,
            words=tr(
                "九十天内到期和已经到期的。换届、续聘、评定以后，在登记里改日期，这里就没有了。"
            ),
            empty=tr("没有将到期的任期、聘期和等级。"),
            opened=lambda _: self.renew.click(),
        )
        self.renew = self.pane.add(tr("修改"), self._open, Permission.ORGANISE)
        layout = page_layout(context.theme, self)
        title = heading(context.theme, tr("任期等级将到期"), 1.6)
        layout.addLayout(row(title, button(tr("返回名册"), back), stretch=0))
        layout.addWidget(self.pane, 1)

    def reload(self) -> None:
        """Read anew."""
        self.pane.show_rows(self._context.desk.terms.ending())

    def _open(self, chosen: EndingRow) -> None:
        if chosen.kind is EndingKind.TERM:
            CommitteeDialog(self._context, chosen.id).ask(self)
        else:
            MediatorDialog(self._context, mediator_id=chosen.id).ask(self)
