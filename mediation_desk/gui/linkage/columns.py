"""Columns of the lists of linkage."""

from mediation_desk.domain.identity import mask_phone
from mediation_desk.domain.linkage import Direction, LineState, MonthState
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_rows import (
    InformantRow,
    LetterRow,
    LineRow,
    PreventionRow,
    VenueRow,
    ZeroLine,
)


def letter_state(row: LetterRow) -> str:
    """Return 逾期 3 天, 还有 5 天, or what the answer said."""
    if row.answered_on is not None:
        return tr("已回复：{result}", result=tr(row.result.label)) if row.result else tr("已回复")
    if not row.waits or row.days is None:
        return tr("不用回复")
    return tr("逾期 {days} 天", days=row.days) if row.late else tr("还有 {days} 天", days=row.days)


def _kind(row: LetterRow) -> str:
    return f"{tr(row.draft.direction.label)} {tr(row.draft.kind.label)}"


def _number(row: LetterRow) -> str:
    one, other = row.draft.their_number, row.draft.own_number
    if row.draft.direction is Direction.OUT:
        one, other = other, one
    return one or other or "—"


LETTER_COLUMNS = (
    Column("日期", lambda row: row.draft.dated_on.isoformat(), width=104),
    Column("事由", lambda row: row.draft.subject, width=220),
    Column("来去", _kind, width=104),
    Column("单位", lambda row: row.body_label, width=170, rank=1),
    Column("回复", letter_state, ink=lambda row: "danger" if row.late else "", width=124),
    Column("文号", _number, width=170, rank=2),
    Column("案件", lambda row: row.case_title or "—", width=170, rank=3),
)


def _line_state(row: LineRow) -> str:
    if row.state is LineState.OPEN and row.days_open:
        return tr("待处理 {days} 天", days=row.days_open)
    return tr(row.state.label)


def _from(row: LineRow) -> str:
    told = [part for part in (row.draft.name, mask_phone(row.draft.phone)) if part]
    return " ".join(told) or "—"


LINE_COLUMNS = (
    Column("日期", lambda row: row.draft.day.isoformat(), width=104),
    Column("说了什么事", lambda row: row.draft.content, width=240),
    Column("种类", lambda row: tr(row.draft.kind.label), width=64),
    Column("谁", _from, width=170, rank=1),
    Column("地点", lambda row: row.draft.place or "—", width=120, rank=2),
    Column(
        "状态",
        _line_state,
        ink=lambda row: "warn" if row.state is LineState.OPEN else "",
        width=112,
    ),
    Column("信息员", lambda row: row.informant_name or "—", width=90, rank=3),
    Column("调委会", lambda row: row.committee_name, width=210, rank=4),
)

SWEEP_COLUMNS = (
    Column("日期", lambda row: row.draft.swept_on.isoformat(), width=104),
    Column("排查的地方", lambda row: row.draft.place, width=200),
    Column("种类", lambda row: row.kind_label, width=110, rank=2),
    Column("发现（件）", lambda row: str(row.draft.found), right=True, width=90),
    Column("当场化解（件）", lambda row: str(row.draft.settled), right=True, width=116),
    Column("预防（件）", lambda row: str(row.prevented), right=True, width=90),
    Column("参加人员", lambda row: row.draft.people or "—", width=140, rank=3),
    Column("调委会", lambda row: row.committee_name, width=210, rank=1),
)


def _approved(row: PreventionRow) -> str:
    return row.approved_on.isoformat() if row.approved_on else tr("待核定")


PREVENTION_COLUMNS = (
    Column("日期", lambda row: row.draft.prevented_on.isoformat(), width=104),
    Column("经过", lambda row: row.draft.facts, width=220),
    Column("预防效果", lambda row: tr(row.draft.effect.label), width=200),
    Column("人数", lambda row: str(row.draft.people_involved or "—"), right=True, width=60),
    Column(
        "核定",
        _approved,
        ink=lambda row: "" if row.approved_on else "warn",
        width=108,
    ),
    Column("调委会", lambda row: row.committee_name, width=210, rank=1),
    Column("案件", lambda row: row.case_title or "—", width=170, rank=2),
)


_SUFFIX = "人民调解委员会"
"""Stands in every name; left out where the village counts."""


def village_name(name: str) -> str:
    """Return 示例镇样板村 for the name of its committee."""
    return name.removesuffix(_SUFFIX)


def missing_words(line: ZeroLine) -> str:
    """Return 10月、11月."""
    months = tr("、").join(tr("{month}月", month=int(one[-2:])) for one in line.missing)
    return months or "—"


def _month(number: int, near: int) -> Column:
    def text(line: ZeroLine) -> str:
        cell = line.cells[number - 1]
        if cell.state is MonthState.CASES:
            return tr("{count} 起", count=cell.cases)
        return tr(cell.state.label)

    def ink(line: ZeroLine) -> str:
        wrong = line.cells[number - 1].state in (MonthState.MISSING, MonthState.CLASH)
        return "danger" if wrong else ""

    rank = 1 + abs(number - near)
    return Column(tr("{month}月", month=number), text, ink=ink, width=70, rank=rank)


def zero_columns(near: int) -> tuple[Column, ...]:
    """Return the village, what is missing, and the months; those far from `near` give way first."""
    return (
        Column("村（居）", lambda line: village_name(line.name), width=170),
        Column(
            "未报的月份",
            missing_words,
            ink=lambda line: "danger" if line.missing else "",
            width=150,
        ),
        *(_month(number, near) for number in range(1, 13)),
    )


def _in_use(row: InformantRow | VenueRow) -> str:
    return tr("在用") if row.draft.active else tr("停用")


INFORMANT_COLUMNS = (
    Column("姓名", lambda row: row.draft.name, width=96),
    Column("负责的片区", lambda row: row.draft.area or "—", width=200),
    Column("调委会", lambda row: row.committee_name, width=220, rank=1),
    Column("电话", lambda row: row.draft.phone or "—", width=130, rank=2),
    Column("报送（条）", lambda row: str(row.leads), right=True, width=92),
    Column("立案（件）", lambda row: str(row.cases), right=True, width=92),
    Column("使用", _in_use, width=70, rank=3),
)

VENUE_COLUMNS = (
    Column("名称", lambda row: row.draft.name, width=180),
    Column("地址", lambda row: row.draft.address or "—", width=200),
    Column("种类", lambda row: row.kind_label, width=130),
    Column("调委会", lambda row: row.committee_name, width=220, rank=1),
    Column("负责人", lambda row: row.draft.keeper or "—", width=96, rank=2),
    Column("电话", lambda row: row.draft.phone or "—", width=130, rank=3),
    Column("使用", _in_use, width=70, rank=4),
)
