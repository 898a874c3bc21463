"""The columns of the bin, the appraisal and the lists of destruction."""

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.bin_rows import BinRow, DestructionRow, DueCase


def _left(row: BinRow) -> str:
    if row.days_left < 0:
        return tr("已过期，见“到期鉴定”")
    return tr("还有 {days} 天", days=row.days_left)


def _listed(row: DueCase) -> str:
    return tr("已列入清册") if row.listed else ""


def _decided(row: DestructionRow) -> str:
    return moment_words(row.decided_at) if row.decided_at else ""


NUMBER = Column("案号", lambda row: row.number or tr("（未编号）"), width=200, rank=2)
TITLE = Column("案件", lambda row: row.title, width=220)

BIN_COLUMNS = (
    NUMBER,
    TITLE,
    Column("删除日期", lambda row: row.deleted_on.isoformat(), width=110),
    Column("删除的人", lambda row: row.deleted_by, width=130, rank=1),
    Column("原因", lambda row: row.reason, width=180, rank=3),
    Column("可以恢复", _left, width=130),
)

DUE_COLUMNS = (
    NUMBER,
    TITLE,
    Column("到期原因", lambda row: tr(row.ground.label), width=110),
    Column("保管期限", lambda row: row.retention, width=110, rank=1),
    Column("到期日", lambda row: row.due_on.isoformat(), width=110),
    Column("清册", _listed, width=110),
)

LIST_COLUMNS = (
    Column("状态", lambda row: tr(row.state.label), width=90),
    Column("件数", lambda row: str(len(row.cases)), width=70, right=True),
    Column("提出的人", lambda row: row.proposed_by, width=140),
    Column("提出时间", lambda row: moment_words(row.proposed_at), width=150),
    Column("理由", lambda row: row.reason, width=200, rank=2),
    Column("审批的人", lambda row: row.decided_by, width=140, rank=1),
    Column("审批时间", _decided, width=150, rank=1),
)
