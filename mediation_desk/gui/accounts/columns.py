"""The columns of the list of accounts."""

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.account_rows import AccountRow


def _state(row: AccountRow) -> str:
    if not row.active:
        return tr("已停用")
    return tr("待换口令") if row.must_change else tr("在用")


def _seen(row: AccountRow) -> str:
    return moment_words(row.last_sign_in_at) if row.last_sign_in_at else tr("从未")


ACCOUNT_COLUMNS = (
    Column("姓名", lambda row: row.name, width=110),
    Column("用户名", lambda row: row.login, width=120),
    Column("角色", lambda row: row.role_labels or tr("还没有角色"), width=230),
    Column("状态", _state, width=100),
    Column("最近登录", _seen, width=150, rank=1),
    Column("提醒", lambda row: row.warning, width=180, rank=2, ink=lambda _: "warn"),
)
