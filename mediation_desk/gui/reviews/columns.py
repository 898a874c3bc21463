"""The columns of the reviews and of their dossiers."""

from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.review_rows import DossierRow, RoundRow, Stage


def _progress(row: RoundRow) -> str:
    return tr("{done} / {drawn} 件", done=row.done, drawn=row.drawn)


def _stage(row: DossierRow) -> str:
    if row.mine and not row.marked:
        return tr("待您评查")
    return tr(row.stage.label)


def _ink(row: DossierRow) -> str:
    if row.stage is Stage.APART:
        return "danger"
    return "warn" if row.mine and not row.marked else ""


def _both(row: DossierRow) -> str:
    return " / ".join(str(total) for total in row.totals)


def _total(row: DossierRow) -> str:
    return "—" if row.total is None else f"{row.total} {row.grade}"


ROUND_COLUMNS = (
    Column("评查", lambda row: row.title, width=150),
    Column("定分", _progress, width=90),
)

DOSSIER_COLUMNS = (
    Column("名次", lambda row: str(row.rank or "—"), width=56, rank=1),
    Column("案件", lambda row: row.title, width=170),
    Column("卷号", lambda row: row.number, width=190, rank=4),
    Column("调解员", lambda row: row.lead_name, width=84, rank=3),
    Column("进度", _stage, width=150, ink=_ink),
    Column("两份", _both, width=84, rank=2),
    Column("得分", _total, width=90),
)
