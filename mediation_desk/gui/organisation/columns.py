"""Columns of the lists about committees, mediators, their years and hand-overs."""

from mediation_desk.domain.codes import Sex
from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.roster_rows import RosterRow

COMMITTEE_COLUMNS = (
    Column("调委会", lambda row: row.name, width=240),
    Column("类型", lambda row: row.kind_label, width=170, rank=2),
    Column("编号简称", lambda row: row.short_name, width=100, rank=3),
    Column("人数", lambda row: str(row.mediator_count), right=True, width=70, rank=1),
    Column(
        "核对",
        lambda row: tr("{count} 项提示", count=len(row.warnings)) if row.warnings else "—",
        width=90,
    ),
    Column("使用", lambda row: tr("在用") if row.active else tr("停用"), width=70),
)

MEDIATOR_COLUMNS = (
    Column("姓名", lambda row: row.name, width=110),
    Column(
        "性别", lambda row: "—" if row.sex is Sex.UNKNOWN else tr(row.sex.label), width=60, rank=4
    ),
    Column("职务", lambda row: row.position_label or "—", width=90, rank=3),
    Column("专兼职", lambda row: row.employment_label or "—", width=80, rank=4),
    Column("电话", lambda row: row.phone or "—", width=130, rank=2),
    Column("在办", lambda row: str(row.open_cases), right=True, width=60),
    Column(
        "核对",
        lambda row: "；".join(row.warnings) or "—",
        ink=lambda row: "warn" if row.warnings else "",
        width=190,
        rank=1,
    ),
    Column("任职", lambda row: tr("在任") if row.active else tr("停任"), width=70),
)

ENDING_COLUMNS = (
    Column("事项", lambda row: tr(row.kind.label), width=130),
    Column("名称", lambda row: row.name, width=240),
    Column("调委会", lambda row: row.committee_name, width=240, rank=1),
    Column("到期日", lambda row: row.ends_on.isoformat(), width=110),
    Column(
        "状态",
        lambda row: tr("已到期") if row.late else tr("将到期"),
        ink=lambda row: "danger" if row.late else "warn",
        width=90,
    ),
)

FIGURE_COLUMNS = (
    Column("项目", lambda row: row.label, width=180),
    Column("本期", lambda row: row.text, right=True, width=170),
)
FIGURE_LABEL = 0

TYPE_COLUMNS = (
    Column("纠纷类型", lambda row: row.label, width=180),
    Column("件数", lambda row: str(len(row.case_ids)), right=True, width=70),
)
TYPE_LABEL = 0


def _days(row: RosterRow) -> str:
    draft = row.draft
    return f"{draft.from_on}至{draft.to_on}" if draft.to_on else f"{draft.from_on}"


RECORD_COLUMNS = (
    Column("日期", _days, width=210),
    Column("类别", lambda row: tr(row.draft.kind.label), width=90),
    Column("名称（事由）", lambda row: row.draft.title, width=130),
    Column(
        "学时",
        lambda row: str(row.draft.hours) if row.draft.hours else "—",
        right=True,
        width=60,
        rank=1,
    ),
)
RECORD_TITLE = 2

HANDOVER_COLUMNS = (
    Column("编号", lambda row: row.number or "—", width=215, rank=2),
    Column("案件", lambda row: row.title, width=200),
    Column("状态", lambda row: tr(row.state.label), badge=lambda row: row.state, width=100),
    Column("身份", lambda row: row.role, width=90, rank=1),
    Column("交接", lambda row: tr("移交") if row.moves else tr("督促履行"), width=110),
)
HANDOVER_TITLE = 1

FUND_COLUMNS = (
    Column("时段", lambda row: row.period.name, width=150),
    Column("收支", lambda row: tr(row.draft.flow.label), width=60),
    Column("种类", lambda row: row.kind_label, width=170),
    Column("来源", lambda row: row.source_label, width=140, rank=1),
    Column("金额（元）", lambda row: format_yuan(row.draft.amount_fen), right=True, width=120),
    Column("调委会", lambda row: row.committee_name, width=220, rank=2),
    Column("备注", lambda row: row.draft.note or "—", width=140, rank=3),
)

HANDED_COLUMNS = (
    Column("交接日期", lambda row: row.handed_on.isoformat(), width=110),
    Column("原因", lambda row: row.reason, width=200),
    Column("移交人", lambda row: row.from_name, width=110),
    Column("接收人", lambda row: row.to_name, width=110),
    Column("件数", lambda row: str(len(row.lines)), right=True, width=70),
)
