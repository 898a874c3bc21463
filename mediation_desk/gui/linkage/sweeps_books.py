"""排查 and 预防: what was swept and what was prevented in a year, with the year's figures."""

from datetime import date

from mediation_desk.domain.linkage import Effect
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.linkage.book import Book, years
from mediation_desk.gui.linkage.columns import (
    PREVENTION_COLUMNS,
    SWEEP_COLUMNS,
    village_name,
)
from mediation_desk.gui.linkage.sheet_dialog import LinkageSheetDialog
from mediation_desk.gui.linkage.sweep_dialogs import CycleDialog, PreventionDialog, SweepDialog
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_rows import PreventionRow, SweepRow
from mediation_desk.services.linkage_sheets import LinkageSheet
from mediation_desk.services.sweeps import PreventionTotals


class SweepsBook(Book):
    """排查."""

    yearly = True

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        pane = ListPane(
            context,
            SWEEP_COLUMNS,
            words=tr("排查一次记一行：次数按行数，发现和化解按件数。"),
            empty=tr("这一年还没有排查。排查回来，按“登记排查”记一行。"),
            opened=self._correct,
        )
        super().__init__(context, pane, years(context), context.desk.sweeps.sweeps)
        register = Permission.REGISTER
        self.add(tr("登记排查"), lambda: SweepDialog(context).ask(self), register, primary=True)
        self.add(tr("排查周期"), lambda: CycleDialog(context).ask(self), Permission.SET_UP)
        self.sheet_button = self.add(tr("导出"), self._export, Permission.READ_CASES)
        pane.add(tr("修改"), self._correct, register)
        pane.add(tr("登记预防记录"), self._prevented, register)

    def reload(self) -> None:
        """Read the sweeps and their sums anew."""
        super().reload()
        sums = _year_of(self)
        words = tr(
            "全年排查 {sweeps} 次，发现 {found} 件，当场化解 {settled} 件",
            sweeps=sums.sweeps,
            found=sums.found,
            settled=sums.settled,
        )
        late = [_late_words(name, last) for name, last in self.desk.sweeps.overdue()]
        if late:
            villages = tr("、").join(late)
            words += "\n" + tr(
                "该排查的村 {count} 个：{villages}", count=len(late), villages=villages
            )
        self.sums.setText(words)

    def _export(self) -> None:
        LinkageSheetDialog(self._context, LinkageSheet.SWEEPS, self.view.value()).ask(self)

    def _correct(self, chosen: SweepRow) -> None:
        SweepDialog(self._context, chosen).ask(self)

    def _prevented(self, chosen: SweepRow) -> None:
        PreventionDialog(self._context, sweep=chosen).ask(self)


class PreventionsBook(Book):
    """预防记录."""

    yearly = True

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        pane = ListPane(
            context,
            PREVENTION_COLUMNS,
            words=tr("苗头化解在成讼成案之前的，一件一行；核定以后计入统计。"),
            empty=tr("这一年还没有预防记录。"),
            opened=self._correct,
        )
        super().__init__(context, pane, years(context), context.desk.sweeps.preventions)
        register = Permission.REGISTER
        new = tr("登记预防记录")
        self.add(new, lambda: PreventionDialog(context).ask(self), register, primary=True)
        pane.add(tr("核定"), self._approve, Permission.APPROVE, _why_not_approve)
        pane.add(tr("修改"), self._correct, register)
        pane.add(tr("打开案件"), self._open, Permission.READ_CASES, _why_not_open)

    def reload(self) -> None:
        """Read the records and their sums anew."""
        super().reload()
        parts = [
            tr("{words} {cases} 件 {people} 人", words=tr(one.label), cases=cases, people=people)
            for one, (cases, people) in _year_of(self).prevented.items()
            if cases or one is Effect.DISPUTE
        ]
        self.sums.setText(tr("全年已核定：{parts}", parts=tr("，").join(parts)))

    def _correct(self, chosen: PreventionRow) -> None:
        PreventionDialog(self._context, chosen).ask(self)

    def _approve(self, chosen: PreventionRow) -> None:
        sweeps = self._context.desk.sweeps
        self._context.runner.write(lambda: sweeps.approve_prevention(chosen.id), self)

    def _open(self, chosen: PreventionRow) -> None:
        self._context.open_case(chosen.draft.case_id)


def _late_words(name: str, last: date | None) -> str:
    """Return 样板村（上次 2025-11-10）."""
    when = tr("上次 {day}", day=last) if last else tr("还没有排查过")
    return tr("{name}（{when}）", name=village_name(name), when=when)


def _year_of(book: Book) -> PreventionTotals:
    year = book.view.value()
    totals: PreventionTotals = book.desk.sweeps.totals(date(year, 1, 1), date(year, 12, 31))
    return totals


def _why_not_approve(chosen: PreventionRow) -> str:
    return tr("这条预防记录已经核定。") if chosen.approved_on else ""


def _why_not_open(chosen: PreventionRow) -> str:
    return "" if chosen.draft.case_id else tr("这条记录没有关联案件。")
