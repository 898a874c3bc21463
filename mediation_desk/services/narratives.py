"""The year in words (年度文字): the paragraph for the report, every number traceable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.periods import Period
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Rate
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.statistics import CASE_ANNUAL, StatisticsService
from mediation_desk.services.statistics_rows import Heading, StatisticsTable
from mediation_desk.services.views import note_export

if TYPE_CHECKING:
    from mediation_desk.documents.blocks import FieldTable

_TYPES = "按纠纷类型分"
_NAMED = 3
"""So many types of dispute are named, the most frequent first."""


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """A number of the paragraph: as it stands there, its column and what that counts."""

    text: str
    label: str
    column: str
    definition: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """The paragraph, how its rate is counted, where each number comes from."""

    title: str
    text: str
    rule: str
    figures: tuple[NarrativeFigure, ...]
    table: StatisticsTable


class NarrativeService:
    """Puts the annual table into words."""

    def __init__(self, context: Context) -> None:
        """Count the cases of `context`."""
        self._context = context
        self._statistics = StatisticsService(context)

    @needs(Permission.STATISTICS)
    def narrative(self, *, period: Period, unit: str = "", basis: str | None = None) -> Narrative:
        """Return the paragraph of a period and unit. Raises NotFound for an unknown unit."""
        return _told(self._statistics.table(CASE_ANNUAL, period=period, unit=unit, basis=basis))

    @needs(Permission.STATISTICS)
    def word(self, narrative: Narrative, *, purpose: str = "") -> bytes:
        """Return it as a Word file with the list of its numbers; what for is recorded."""
        from mediation_desk.documents import word
        from mediation_desk.documents.blocks import Heading as Line
        from mediation_desk.documents.blocks import Paragraph, Title
        from mediation_desk.documents.pdf import Meta

        made = word.render(
            (
                Title(narrative.title),
                Paragraph(narrative.text),
                Paragraph(narrative.rule),
                Line("数字出处"),
                _sources(narrative.figures),
            ),
            Meta(narrative.title, demo=narrative.table.demo),
        )
        note_export(self._context, narrative.title, purpose)
        return made


class _Figures:
    """Puts numbers into sentences and remembers where each came from."""

    def __init__(self, table: StatisticsTable) -> None:
        self._table = table
        self._columns = {leaf.key: leaf for leaf in table.leaves}
        self.used: list[NarrativeFigure] = []

    def __call__(self, column: str) -> str:
        leaf, value = self._columns[column], self._table.value(column)
        if isinstance(value, Rate):
            text = value.percent
        elif leaf.unit_label == "元":
            text = f"{format_yuan(value)}元"
        else:
            text = f"{value:,}{leaf.unit_label}"
        self.used.append(NarrativeFigure(text, leaf.label, column, leaf.definition))
        return text

    def most(self) -> list[Heading]:
        """Return the most frequent types of dispute, those nobody brought left out."""
        types = next(one for one in self._table.columns if one.label == _TYPES)
        counted = [(self._number(leaf), leaf) for leaf in types.leaves()]
        ranked = sorted(counted, key=lambda pair: -pair[0])
        return [leaf for number, leaf in ranked[:_NAMED] if number]

    def _number(self, leaf: Heading) -> int:
        value = self._table.value(leaf.key)
        return value if isinstance(value, int) else 0


def _told(table: StatisticsTable) -> Narrative:
    """Return the paragraph of the annual table."""
    put = _Figures(table)
    parts = [
        f"{table.period_label}，{table.unit_label}共调解矛盾纠纷{put('cases')}，"
        f"调解成功{put('success')}，成功率{put('success_rate')}，"
        f"涉及当事人{put('parties')}，协议涉及金额{put('amount')}。"
    ]
    named = put.most()
    if named:
        types = "、".join(f"{leaf.label}{put(leaf.key)}" for leaf in named)
        parts.append(f"按纠纷类型分，居前的是{types}。")
    parts.append(
        f"达成口头协议{put('form_oral')}、书面协议{put('form_written')}；"
        f"履行{put('performed')}，司法确认{put('confirmed')}；"
        f"未成功{put('failed')}，期末在办{put('pending')}。"
    )
    rule = next(line for line in table.basis_lines if line.startswith("成功率："))
    title = f"{table.unit_label}{table.period.name or table.period_label}人民调解工作情况"
    return Narrative(title, "".join(parts), rule, tuple(put.used), table)


def _sources(figures: Sequence[NarrativeFigure]) -> "FieldTable":
    from mediation_desk.documents.blocks import Cell, FieldTable, Row

    names = (("数字", 5), ("栏目", 5), ("定义", 14))
    head = Row(tuple(Cell(name, span, label=True) for name, span in names))
    rows = (
        Row((Cell(one.text, 5), Cell(one.label, 5), Cell(one.definition, 14))) for one in figures
    )
    return FieldTable((head, *rows))
