"""Columns of the list of cases that want attention."""

from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import WorkRow
from mediation_desk.services.filters import Concern

PRESSING = frozenset({Concern.REPORT, Concern.OVER, Concern.OWED})


def concern_words(row: WorkRow) -> str:
    """Return why the case wants attention."""
    return tr("、").join(tr(one.label) for one in row.concerns)


def _ink(row: WorkRow) -> str:
    return "danger" if PRESSING & set(row.concerns) else ""


WORK_COLUMNS = (
    Column("案件", lambda row: row.title, width=250),
    Column("事项", concern_words, ink=_ink, width=290),
    Column("状态", lambda row: tr(row.state.label), badge=lambda row: row.state.value, width=116),
    Column("调解员", lambda row: row.lead_name or "—", width=84, rank=2),
    Column("期限", lambda row: row.due_on.isoformat() if row.due_on else "—", width=108, rank=1),
    Column("编号", lambda row: row.number or tr("（未编号）"), width=240, rank=3),
)
