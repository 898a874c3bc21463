"""Who may do what (访问控制): permissions, the roles that hold them, roles that exclude each other.

The three administrators (三员) of GB/T 22239 are kept apart from each other's work: the system
administrator keeps accounts and backups and reads no case, the security administrator gives roles
and passwords, the auditor reads the audit and nothing else and may be neither of the other two. In
an office of one or two people one person may be system and security administrator and mediator at
once; the auditor stays alone there too.
"""

from collections.abc import Iterable, Mapping

from mediation_desk.domain.codes import Labelled
from mediation_desk.errors import RuleViolation


class Permission(Labelled):
    """What a service method needs; the label stands in 没有权限（需要：…）."""

    PRESENT = "present", "登录"
    UNLOCK = "unlock", "解锁"
    OWN = "own", "管理自己的账户"
    LOOK = "look", "查看单位资料"
    READ_CASES = "read_cases", "查看案件"
    SEE_SENSITIVE = "see_sensitive", "查看敏感案件"
    REVEAL = "reveal", "查看完整证件号和电话"
    REGISTER = "register", "登记案件"
    APPROVE = "approve", "受理审批"
    MEDIATE = "mediate", "办理案件"
    CLOSE = "close", "结案归档"
    PRINT = "print", "打印文书"
    STATISTICS = "statistics", "统计报表"
    SUBMIT = "submit", "上报报表"
    SUBSIDY = "subsidy", "申报补贴"
    SETTLE = "settle", "登记补贴审定和发放"
    REVIEW = "review", "评查卷宗"
    ORGANISE = "organise", "维护机构和人员"
    SET_UP = "set_up", "系统设置"
    BACK_UP = "back_up", "备份恢复"
    SEE_ACCOUNTS = "see_accounts", "查看账户"
    ACCOUNTS = "accounts", "管理账户"
    RIGHTS = "rights", "管理权限和口令"
    AUDIT = "audit", "查看审计"
    FOUND = "found", "建立首个账户"


class AccountRole(Labelled):
    """What somebody is at this desk; an account may have several."""

    MEDIATOR = "mediator", "调解员"
    REVIEWER = "reviewer", "审核员"
    CLERK = "clerk", "内勤"
    STATISTICIAN = "statistician", "统计员"
    ARCHIVIST = "archivist", "档案员"
    LEADER = "leader", "领导（只读）"
    SENSITIVE = "sensitive", "敏感案件知情人"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDITOR = "auditor", "审计员"


class Duties(Labelled):
    """How an office shares out the work; it decides which roles one account may combine."""

    SMALL = "small", "一两人的小单位"
    SEPARATE = "separate", "职责分开"


_P = Permission
_EVERYONE = frozenset({_P.PRESENT, _P.UNLOCK, _P.OWN})
_READER = frozenset({_P.LOOK, _P.READ_CASES})

GRANTS: Mapping[AccountRole, frozenset[Permission]] = {
    AccountRole.MEDIATOR: _READER
    | {_P.SEE_SENSITIVE, _P.REVEAL, _P.REGISTER, _P.APPROVE, _P.MEDIATE, _P.CLOSE}
    | {_P.PRINT, _P.STATISTICS, _P.SUBMIT, _P.SUBSIDY, _P.REVIEW},
    AccountRole.REVIEWER: _READER
    | {_P.SEE_SENSITIVE, _P.REVEAL, _P.APPROVE, _P.CLOSE, _P.PRINT, _P.STATISTICS}
    | {_P.SUBMIT, _P.SUBSIDY, _P.SETTLE, _P.REVIEW},
    AccountRole.CLERK: _READER
    | {_P.REVEAL, _P.REGISTER, _P.PRINT, _P.ORGANISE, _P.STATISTICS}
    | {_P.SUBMIT, _P.SUBSIDY, _P.SETTLE},
    AccountRole.STATISTICIAN: _READER | {_P.STATISTICS, _P.SUBMIT},
    AccountRole.ARCHIVIST: _READER | {_P.REVEAL, _P.CLOSE, _P.PRINT},
    AccountRole.LEADER: _READER | {_P.STATISTICS},
    AccountRole.SENSITIVE: frozenset({_P.SEE_SENSITIVE}),
    AccountRole.SYSTEM: frozenset(
        {_P.LOOK, _P.ORGANISE, _P.SET_UP, _P.BACK_UP, _P.SEE_ACCOUNTS, _P.ACCOUNTS}
    ),
    AccountRole.SECURITY: frozenset({_P.LOOK, _P.SEE_ACCOUNTS, _P.RIGHTS}),
    AccountRole.AUDITOR: frozenset({_P.SEE_ACCOUNTS, _P.AUDIT}),
}
"""What each role holds beside what everybody who signed in holds."""

OPEN_OFFICE = frozenset(Permission) - {_P.UNLOCK, _P.OWN, _P.ACCOUNTS, _P.RIGHTS}
"""An office without accounts: everything but what only an account can do or have done to it."""

ADMINISTRATORS = frozenset({AccountRole.SYSTEM, AccountRole.SECURITY})
"""Of each of these there is always one active account left."""

_BUSINESS = frozenset(AccountRole) - ADMINISTRATORS - {AccountRole.AUDITOR}


def held_by(roles: Iterable[AccountRole]) -> frozenset[Permission]:
    """Return everything an account with these roles may do."""
    return _EVERYONE.union(*(GRANTS[role] for role in roles))


def check_roles(roles: frozenset[AccountRole], duties: Duties) -> None:
    """Raise RuleViolation for roles one account may not combine."""
    if AccountRole.AUDITOR in roles and len(roles) > 1:
        raise RuleViolation(
            "审计员不能兼任其他角色：审计的人不能同时管理系统、权限或办案。",
            "请为审计员单独建立账户。",
        )
    if duties is Duties.SEPARATE and roles & ADMINISTRATORS and roles & _BUSINESS:
        raise RuleViolation(
            "本单位设为“职责分开”，管理员不能兼办案件。",
            "请分别建立账户，或由安全管理员把单位改为“一两人的小单位”。",
        )
    if roles == {AccountRole.SENSITIVE}:
        raise RuleViolation(
            "“敏感案件知情人”要和其他业务角色一起给，单独不能查看案件。", "请再选一个业务角色。"
        )


def first_roles(duties: Duties) -> frozenset[AccountRole]:
    """Return the roles of an office's first account."""
    if duties is Duties.SMALL:
        return ADMINISTRATORS | {AccountRole.MEDIATOR, AccountRole.CLERK, AccountRole.ARCHIVIST}
    return ADMINISTRATORS
