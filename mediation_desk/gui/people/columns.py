"""Columns of the people, their cases, and those who may be the same."""

from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.people_rows import PersonCase

PEOPLE_COLUMNS = (
    Column("姓名（名称）", lambda row: row.name, width=150),
    Column("证件号码", lambda row: row.id_number or "—", width=180, rank=2),
    Column("案件数", lambda row: str(row.cases), right=True, width=72),
    Column("最近登记", lambda row: row.last_on.isoformat(), width=104, rank=1),
)


def _standing(row: PersonCase) -> str:
    words = tr(row.side.label)
    return tr("{side}（推选代表人）", side=words) if row.is_representative else words


CASE_COLUMNS = (
    Column("登记日期", lambda row: row.registered_on.isoformat(), width=104),
    Column("案件", lambda row: row.title, width=160),
    Column("身份", _standing, width=96),
    Column("状态", lambda row: tr(row.state.label), width=88, rank=1),
)
