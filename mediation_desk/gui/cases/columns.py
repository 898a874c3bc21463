"""Columns of the case list."""

from datetime import date

from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr


def _limit(row: object) -> str:
    days = getattr(row, "days_left", None)
    if days is None:
        return "—"
    return tr("剩 {days} 天", days=days) if days >= 0 else tr("超期 {days} 天", days=-days)


CASE_COLUMNS = (
    Column("编号", lambda row: row.number or tr("（未编号）"), width=250),
    Column("案件", lambda row: row.title, width=280),
    Column("状态", lambda row: tr(row.state.label), badge=lambda row: row.state.value, width=110),
    Column("调解员", lambda row: row.lead_name or "—", width=90),
    Column("登记日期", lambda row: row.registered_on.isoformat(), width=110),
    Column("期限", _limit, sort=lambda row: row.due_on or date.max, width=100),
)
