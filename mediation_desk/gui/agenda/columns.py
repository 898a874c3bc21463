"""Columns of the calendar's list."""

from mediation_desk.clock import CHINA
from mediation_desk.gui.agenda.item_words import ink
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import AgendaItem


def _time(item: AgendaItem) -> str:
    return f"{item.at.astimezone(CHINA):%H:%M}" if item.at else "—"


AGENDA_COLUMNS = (
    Column("日期", lambda row: row.day.isoformat(), width=110),
    Column("时间", _time, width=70),
    Column("事项", lambda row: tr(row.kind.label), ink=ink, width=140),
    Column("案件", lambda row: row.title, width=260),
    Column("说明", lambda row: row.note, width=160, rank=1),
    Column("编号", lambda row: row.number or tr("（未编号）"), width=240, rank=2),
)

TITLE = 3
