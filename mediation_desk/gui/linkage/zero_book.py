"""零报告: villages and months; what nobody reported is visibly missing, not zero."""

from mediation_desk.domain.linkage import month_of
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.linkage.book import Book, years
from mediation_desk.gui.linkage.columns import zero_columns
from mediation_desk.gui.linkage.sheet_dialog import LinkageSheetDialog
from mediation_desk.gui.linkage.zero_dialogs import AskFromDialog, ZeroDialog
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_rows import ZeroLine
from mediation_desk.services.linkage_sheets import LinkageSheet


class ZeroBook(Book):
    """The months of the villages."""

    yearly = True

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        pane = ListPane(
            context,
            zero_columns(context.desk.clock.today().month),
            words=tr(
                "每村每月：登记了纠纷的显示几起，报了零的写“零报告”，都没有的是“未报”，不是零。"
            ),
            empty=tr("还没有村（居）调委会。在“调委会与调解员”里新增以后，这里一村一行。"),
            opened=self._report,
        )
        super().__init__(context, pane, years(context), self._lines, searched=False)
        self.ask_button = self.add(
            tr("要求零报告"), lambda: AskFromDialog(context).ask(self), Permission.SET_UP
        )
        self.sheet_button = self.add(tr("导出"), self._export, Permission.READ_CASES)
        pane.add(tr("登记零报告"), self._report, Permission.REGISTER, self._why_not)

    def reload(self) -> None:
        """Read the months anew, and say what is missing."""
        super().reload()
        asked = self.desk.settings.get("zero_from")
        missing = self.desk.zero_reports.missing()
        if not asked:
            self.sums.setText(tr("还没有要求零报告：按“要求零报告”设定从哪个月起。"))
        else:
            self.sums.setText(
                tr("从 {month} 起要求零报告；未报 {count} 个村月", month=asked, count=len(missing))
            )

    def _export(self) -> None:
        LinkageSheetDialog(self._context, LinkageSheet.ZERO, self.view.value()).ask(self)

    def _lines(self, year: int, text: str) -> tuple[ZeroLine, ...]:
        lines: tuple[ZeroLine, ...] = self.desk.zero_reports.matrix(year)
        return lines

    def _report(self, chosen: ZeroLine) -> None:
        if not self._why_not(chosen):
            ZeroDialog(self._context, chosen).ask(self)

    def _why_not(self, chosen: ZeroLine) -> str:
        free = chosen.free(month_of(self.desk.clock.today()))
        return "" if free else tr("这个村这一年没有可以报零的月份。")
