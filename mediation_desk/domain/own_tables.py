"""Tables an office puts together itself (自定义表): rows × columns × measure, chosen from lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.design_figures import Figure, Narrow
from mediation_desk.domain.statistics import Rows
from mediation_desk.domain.table_designs import Condition, DesignColumn, Options, TableDesign
from mediation_desk.errors import InvalidInput


class Across(Labelled):
    """What the columns are: several measures, or one measure by the codes of a list."""

    MEASURES = "measures", "各项指标"
    TYPES = "types", "纠纷类型"
    SOURCES = "sources", "案件来源"
    DIFFICULTY = "difficulty", "难易程度"
    FORMS = "forms", "协议形式"
    BODIES = "bodies", "调解组织类型"


class Counted(Labelled):
    """What is counted in the cells."""

    CASES = "cases", "受理"
    PARTIES = "parties", "涉及当事人数"
    SUCCESS = "success", "调解成功"
    FAILED = "failed", "未成功"
    CARRIED = "carried", "期初在办"
    PENDING = "pending", "期末在办"
    AMOUNT = "amount", "协议涉及金额"
    PERFORMED = "performed", "履行"
    CONFIRMED = "confirmed", "司法确认"


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What an office chose; `counted` matters only where the columns are the codes of a list."""

    title: str
    rows: Rows
    across: Across
    counted: Counted

    def check(self) -> None:
        """Raise InvalidInput for a table without a name or with the same list twice."""
        faults = {}
        if not self.title.strip():
            faults["title"] = "请给这张表起个名字。"
        if self.rows is Rows.MAP:
            faults["rows"] = "按类型对照分行的表，请用“设计表格…”。"
        if self.across.value == self.rows.value:
            faults["across"] = "行和列选的是同一项，请换一项。"
        if faults:
            raise InvalidInput(faults)


_NARROWS: Mapping[Across, Narrow] = {
    Across.TYPES: Narrow.TYPE,
    Across.SOURCES: Narrow.SOURCE,
    Across.DIFFICULTY: Narrow.DIFFICULTY,
    Across.FORMS: Narrow.FORM,
    Across.BODIES: Narrow.BODY,
}


def design_of(own: OwnTable, options: Options) -> TableDesign:
    """Return the design that follows from what was chosen: it may be refined column by column."""
    if own.across is Across.MEASURES:
        columns = [DesignColumn(one.value, one.label, (), Figure(one.value)) for one in Counted]
        return TableDesign(own.title, own.rows, tuple(columns))
    figure, narrow = Figure(own.counted.value), _NARROWS[own.across]
    path = (f"{own.counted.label}，按{own.across.label}分",)
    parts = [
        DesignColumn(f"by_{at}", one.label, path, figure, (Condition(narrow, (one.code,)),))
        for at, one in enumerate(option for option in options[narrow] if not option.parent)
    ]
    return TableDesign(own.title, own.rows, (DesignColumn("total", "合计", (), figure), *parts))
