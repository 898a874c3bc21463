"""信息员 and 场所: who brings news, and where people are heard."""

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.linkage.book import Book
from mediation_desk.gui.linkage.columns import INFORMANT_COLUMNS, VENUE_COLUMNS
from mediation_desk.gui.linkage.line_dialogs import LineDialog
from mediation_desk.gui.linkage.people_dialogs import InformantDialog, VenueDialog
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_rows import InformantRow, VenueRow


class InformantsBook(Book):
    """信息员."""

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        pane = ListPane(
            context,
            INFORMANT_COLUMNS,
            words=tr("信息员报来的线索记在“来访”里，从那里可以立案。"),
            empty=tr("还没有信息员。按“新增信息员”登记第一位。"),
            opened=self._change,
        )
        super().__init__(context, pane, [(None, "")], self._people, searched=False)
        organise = Permission.ORGANISE
        new = tr("新增信息员")
        self.add(new, lambda: InformantDialog(context).ask(self), organise, primary=True)
        pane.add(tr("登记线索"), self._lead, Permission.REGISTER, _why_no_lead)
        pane.add(tr("修改"), self._change, organise)

    def _people(self, _view: object, text: str) -> tuple[InformantRow, ...]:
        people: tuple[InformantRow, ...] = self.desk.informants.informants()
        return people

    def _change(self, chosen: InformantRow) -> None:
        InformantDialog(self._context, chosen).ask(self)

    def _lead(self, chosen: InformantRow) -> None:
        LineDialog(self._context, informant_id=chosen.id).ask(self)


class VenuesBook(Book):
    """调解室、评理说事点、个人调解工作室."""

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        pane = ListPane(
            context,
            VENUE_COLUMNS,
            words=tr("调解室、评理说事点、个人调解工作室和派驻工作室。"),
            empty=tr("还没有场所。按“新增场所”登记第一处。"),
            opened=self._change,
        )
        super().__init__(context, pane, [(None, "")], self._venues, searched=False)
        organise = Permission.ORGANISE
        self.add(tr("新增场所"), lambda: VenueDialog(context).ask(self), organise, primary=True)
        pane.add(tr("修改"), self._change, organise)

    def _venues(self, _view: object, text: str) -> tuple[VenueRow, ...]:
        venues: tuple[VenueRow, ...] = self.desk.venues.venues()
        return venues

    def _change(self, chosen: VenueRow) -> None:
        VenueDialog(self._context, chosen).ask(self)


def _why_no_lead(chosen: InformantRow) -> str:
    return "" if chosen.draft.active else tr("这位信息员已经停用。")
