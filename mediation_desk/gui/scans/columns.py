"""The columns of the scans page."""

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.scan_rows import Target


def _printed(row: Target) -> str:
    return moment_words(row.issued_at) if row.issued_at else tr("没有打印过")


STRAY_COLUMNS = (
    Column("名称", lambda row: row.name, width=150),
    Column("页数", lambda row: str(row.pages or "—"), right=True, width=52, rank=2),
    Column("收入时间", lambda row: moment_words(row.added_at), width=160, rank=1),
)

TARGET_COLUMNS = (
    Column("文书", lambda row: row.label, width=190),
    Column("案件", lambda row: row.title, width=170),
    Column("案号", lambda row: row.number or tr("（未编号）"), width=216, rank=1),
    Column("打印时间", _printed, width=160, rank=2),
)
