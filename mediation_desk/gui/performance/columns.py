"""Columns of the performance book."""

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import BookRow


def _state(row: BookRow) -> str:
    if row.performed_on is not None:
        return tr("{day} 已履行", day=row.performed_on)
    return tr("逾期 {days} 天", days=row.days_late) if row.days_late else tr("未履行")


def _amount(row: BookRow) -> str:
    return "—" if row.amount_fen is None else format_yuan(row.amount_fen)


BOOK_COLUMNS = (
    Column("应履行日", lambda row: row.due_on.isoformat() if row.due_on else "—", width=108),
    Column("状态", _state, ink=lambda row: "danger" if row.days_late else "", width=150),
    Column("义务人", lambda row: row.debtor or "—", width=110),
    Column("权利人", lambda row: row.creditor or "—", width=110, rank=2),
    Column("金额", _amount, right=True, width=110),
    Column("履行内容", lambda row: row.content, width=220),
    Column("案件", lambda row: row.title, width=220, rank=1),
)

CONTENT = 5
