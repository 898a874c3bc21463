"""Columns of the case list."""

from datetime import date

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseRow


def limit_words(days_left: int | None) -> str:
    """Return how many days are left, or over."""
    if days_left is None:
        return "—"
    if days_left < 0:
        return tr("超期 {days} 天", days=-days_left)
    return tr("剩 {days} 天", days=days_left)


def _overdue(row: CaseRow) -> str:
    return "danger" if row.days_left is not None and row.days_left < 0 else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


RISK_INKS = {"red": "danger", "orange": "warn"}
"""The colours that are to be seen from afar; the word says every one."""

CASE_COLUMNS = (
    Column("编号", lambda row: row.number or tr("（未编号）"), width=256, rank=1),
    Column("案件", lambda row: row.title, width=250),
    Column("状态", lambda row: tr(row.state.label), badge=lambda row: row.state.value, width=106),
    Column("调解员", lambda row: row.lead_name or "—", width=84, rank=2),
    Column("登记日期", lambda row: row.registered_on.isoformat(), width=108, rank=3),
    Column(
        "期限",
        lambda row: limit_words(row.days_left),
        sort=lambda row: row.due_on or date.max,
        ink=_overdue,
        width=96,
    ),
    Column("找到的地方", lambda row: row.found, width=190),
    Column("纠纷类型", lambda row: row.type_label, width=150, rank=4),
    Column("当事人", lambda row: row.parties, width=190, rank=4),
    Column("地点", lambda row: row.place, width=150, rank=6),
    Column("调委会", lambda row: row.committee_name, width=180, rank=5),
    Column("受理日期", lambda row: _day(row.accepted_on), width=108, rank=5),
    Column("达成日期", lambda row: _day(row.agreed_on), width=108, rank=6),
    Column(
        "协议金额（元）",
        lambda row: format_yuan(row.agreed_fen) if row.agreed_fen else "—",
        right=True,
        width=120,
        rank=6,
    ),
    Column(
        "风险等级",
        lambda row: tr(row.risk_label) if row.risk_label else "—",
        ink=lambda row: RISK_INKS.get(row.risk, ""),
        width=90,
        rank=3,
    ),
)

COLUMN_ORDERS = (
    *("number", "title", "state", "lead", "registered", "due", ""),
    *("type", "", "place", "committee", "accepted", "agreed", "amount"),
    "",
)
"""What a click on each column's heading sorts by (services/listing.py), "" for nothing."""

FOUND = 6
"""The column that says where the words searched for stand; there only while something is typed."""

TITLE = 1
"""The column that takes the room that is left."""

ALWAYS = frozenset({CASE_COLUMNS[TITLE].label})
"""What the list cannot be without."""

USUAL = tuple(column.label for column in CASE_COLUMNS[:FOUND])
"""The columns there are until others are chosen."""
