"""Cases that two places reported: shown side by side, decided by hand."""

from collections.abc import Sequence

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.rollup_rows import ReportedCase, Twins


def _case(case: ReportedCase) -> str:
    return f"{case.place}　{case.number}"


def _facts(twins: Twins) -> str:
    one = twins.one
    return "　".join(filter(None, (one.type_label, str(one.accepted_on or ""), one.outcome)))


def _decision(twins: Twins) -> str:
    if twins.kept is None:
        return tr("待认定")
    if not twins.kept:
        return tr("不是同一件")
    return tr("同一件，只计{place}", place=_counted(twins).place)


def _counted(twins: Twins) -> ReportedCase:
    return twins.one if twins.kept == twins.one.id else twins.other


TWIN_COLUMNS = (
    Column("甲", lambda twins: _case(twins.one), width=230),
    Column("乙", lambda twins: _case(twins.other), width=230),
    Column("为什么怀疑", lambda twins: twins.why, width=280, rank=1),
    Column("纠纷", _facts, width=200, rank=2),
    Column(
        "认定",
        _decision,
        width=160,
        ink=lambda twins: "warn" if twins.kept is None else "",
    ),
)


class TwinsPane(ListPane):
    """The pairs, undecided ones first."""

    def __init__(self, context: GuiContext) -> None:
        """Begin empty."""
        super().__init__(
            context,
            TWIN_COLUMNS,
            words=tr(
                "移送、委派的案件可能两边都报。认定是同一件的只计一次，随时可以改认定或撤销。"
            ),
            empty=tr("没有疑似重复的案件。"),
        )
        self.table.setAccessibleName(tr("疑似重复"))
        self.add(tr("同一件，只计甲"), lambda t: self._decide(t, t.one.id), Permission.SUBMIT)
        self.add(tr("同一件，只计乙"), lambda t: self._decide(t, t.other.id), Permission.SUBMIT)
        self.add(tr("不是同一件"), lambda twins: self._decide(twins, ""), Permission.SUBMIT)

    def show_twins(self, twins: Sequence[Twins]) -> None:
        """Show the pairs."""
        self.show_rows(twins)

    def _decide(self, twins: Twins, kept: str) -> None:
        rollup = self._context.desk.rollup
        self._context.runner.write(lambda: rollup.decide(twins, kept), self)
