"""Columns of the performance book: its lines, and its sums by party."""

from datetime import date

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import BookRow, PartyTotals


def _state(row: BookRow) -> str:
    if row.performed_on is not None:
        return tr("{day} 已履行", day=row.performed_on)
    return tr("逾期 {days} 天", days=row.days_late) if row.days_late else tr("未履行")


def _amount(row: BookRow) -> str:
    return "—" if row.amount_fen is None else format_yuan(row.amount_fen)


def _paid(row: BookRow) -> str:
    return format_yuan(row.paid_fen) if row.paid_fen else "—"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


BOOK_COLUMNS = (
    Column("应履行日", lambda row: _day(row.due_on), width=108),
    Column("状态", _state, ink=lambda row: "danger" if row.days_late else "", width=150),
    Column("义务人", lambda row: row.debtor or "—", width=110),
    Column("权利人", lambda row: row.creditor or "—", width=110, rank=2),
    Column("金额", _amount, right=True, width=110),
    Column("履行内容", lambda row: row.content, width=200),
    Column("已收", _paid, right=True, width=100, rank=4),
    Column("上次督促", lambda row: _day(row.urged_on), width=104, rank=3),
    Column("案件", lambda row: row.title, width=200, rank=1),
)

CONTENT = 5


def _rest(row: PartyTotals) -> str:
    return format_yuan(row.promised_fen - row.paid_fen)


PARTY_COLUMNS = (
    Column("姓名（名称）", lambda row: row.name, width=180),
    Column("案件数", lambda row: str(row.cases), right=True, width=80, rank=1),
    Column("项数", lambda row: str(row.number), right=True, width=80),
    Column(
        "逾期项数",
        lambda row: str(row.late),
        ink=lambda row: "danger" if row.late else "",
        right=True,
        width=96,
    ),
    Column("约定（元）", lambda row: format_yuan(row.promised_fen), right=True, width=140),
    Column("已付（元）", lambda row: format_yuan(row.paid_fen), right=True, width=140),
    Column("尚欠（元）", _rest, right=True, width=140),
)
