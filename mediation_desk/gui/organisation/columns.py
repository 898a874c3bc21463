"""Columns of the two lists."""

from mediation_desk.domain.codes import Sex
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr

COMMITTEE_COLUMNS = (
    Column("调委会", lambda row: row.name, width=300),
    Column("类型", lambda row: row.kind_label, width=170),
    Column("编号简称", lambda row: row.short_name, width=100),
    Column("人数", lambda row: str(row.mediator_count), right=True, width=70),
    Column(
        "核对",
        lambda row: tr("{count} 项提示", count=len(row.warnings)) if row.warnings else "—",
        width=90,
    ),
    Column("使用", lambda row: tr("在用") if row.active else tr("停用"), width=70),
)

MEDIATOR_COLUMNS = (
    Column("姓名", lambda row: row.name, width=110),
    Column("性别", lambda row: "—" if row.sex is Sex.UNKNOWN else tr(row.sex.label), width=60),
    Column("职务", lambda row: row.position_label or "—", width=90),
    Column("专兼职", lambda row: row.employment_label or "—", width=80),
    Column("电话", lambda row: row.phone or "—", width=130),
    Column("在办", lambda row: str(row.open_cases), right=True, width=60),
    Column("任职", lambda row: tr("在任") if row.active else tr("停任"), width=70),
)
