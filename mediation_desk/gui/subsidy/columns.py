"""Columns of the lists about subsidies."""

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import ClaimRow, PayRow, SchemeRow, SubsidyRow


def _standing(row: SubsidyRow) -> str:
    if row.assessment.missing:
        return row.assessment.missing[0].rstrip("。")
    return tr("请核对是否重复") if row.doubt else tr("可以申报")


def _ink(row: SubsidyRow) -> str:
    if row.assessment.missing:
        return "danger"
    return "warn" if row.doubt else ""


def _days(row: SchemeRow) -> str:
    first = row.scheme.valid_from.isoformat()
    if not row.own:
        return tr("样例")
    return (
        tr("自 {first} 起，至 {last} 前", first=first, last=row.until)
        if row.until
        else (tr("自 {first} 起", first=first))
    )


CASE_COLUMNS = (
    Column("编号", lambda row: row.number or "—", width=215, rank=4),
    Column("案件", lambda row: row.title, width=160),
    Column("有结果", lambda row: row.assessment.result_on.isoformat(), width=108, rank=3),
    Column("档次", lambda row: row.assessment.tier or "—", width=70, rank=2),
    Column("金额", lambda row: format_yuan(row.assessment.paid_fen), right=True, width=90),
    Column("情况", _standing, ink=_ink, width=180, rank=1),
)
CASE_TITLE = 1

LINE_COLUMNS = (
    Column("案件", lambda row: row.title, width=180),
    Column("档次", lambda row: row.assessment.tier or "—", width=70, rank=1),
    Column("金额", lambda row: format_yuan(row.assessment.paid_fen), right=True, width=90),
)
LINE_TITLE = 0

CLAIM_COLUMNS = (
    Column("时段", lambda row: row.period, width=120),
    Column("状态", lambda row: tr(row.state.label), width=96),
    Column("金额", lambda row: format_yuan(row.paid_fen), right=True, width=100),
)
CLAIM_PERIOD = 0


def whose(row: ClaimRow) -> str:
    """Return a claim's heading: its period, whose it is."""
    return f"{row.period}　{row.committee_name or tr('全部调委会')}"


PAY_COLUMNS = (
    Column("调解员", lambda row: row.name, width=90),
    Column("调委会", lambda row: row.committee_name, width=180, rank=2),
    Column("件数", lambda row: str(row.cases), right=True, width=60),
    Column("档次", lambda row: row.tiers, width=110, rank=1),
    Column("发放", lambda row: format_yuan(row.paid_fen), right=True, width=100),
    Column("不发", lambda row: _cut(row), right=True, width=90),
    Column("银行卡", lambda row: row.bank_card or "—", width=150, rank=3),
)
PAY_COMMITTEE = 1


def _cut(row: PayRow) -> str:
    return format_yuan(row.cut_fen) if row.cut_fen else "—"


SCHEME_COLUMNS = (
    Column("起用", _days, width=230, rank=1),
    Column("办法", lambda row: row.scheme.title, width=200),
    Column(
        "核对",
        lambda row: tr("{count} 项提示", count=len(row.doubts)) if row.doubts else "—",
        ink=lambda row: "warn" if row.doubts else "",
        width=90,
    ),
)
SCHEME_TITLE = 1
