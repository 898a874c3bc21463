"""The columns of the audit."""

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.rows_model import Column

AUDIT_COLUMNS = (
    Column("编号", lambda row: str(row.seq), right=True, width=80, rank=3),
    Column("时间", lambda row: moment_words(row.at), width=150),
    Column("操作人", lambda row: row.actor, width=110),
    Column("操作", lambda row: row.action, width=130),
    Column("对象", lambda row: row.about, width=240, rank=1),
    Column("说明", lambda row: row.detail, width=220, rank=2),
)
SUBJECT = 4
"""The column that takes the room that is left."""
