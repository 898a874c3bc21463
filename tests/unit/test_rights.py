"""Roles: what each holds, and which ones nobody holds together."""

from itertools import chain, combinations

import pytest

from mediation_desk.domain.rights import (
    ADMINISTRATORS,
    GRANTS,
    OPEN_OFFICE,
    AccountRole,
    Duties,
    Permission,
    check_roles,
    first_roles,
    held_by,
)
from mediation_desk.errors import RuleViolation

CASE_WORK = {
    Permission.READ_CASES,
    Permission.SEE_SENSITIVE,
    Permission.REVEAL,
    Permission.REGISTER,
    Permission.APPROVE,
    Permission.MEDIATE,
    Permission.CLOSE,
    Permission.PRINT,
    Permission.STATISTICS,
}


def every_combination() -> list[frozenset[AccountRole]]:
    roles = list(AccountRole)
    sizes = (combinations(roles, size) for size in range(1, len(roles) + 1))
    return [frozenset(one) for one in chain.from_iterable(sizes)]


def allowed(roles: frozenset[AccountRole], duties: Duties) -> bool:
    try:
        check_roles(roles, duties)
    except RuleViolation:
        return False
    return True


@pytest.mark.parametrize("duties", Duties)
def test_no_account_holds_audit_with_anything_else(duties: Duties) -> None:
    held = [one for one in every_combination() if AccountRole.AUDITOR in one]
    assert [one for one in held if allowed(one, duties)] == [{AccountRole.AUDITOR}]


def test_with_duties_separated_no_administrator_reads_a_case() -> None:
    for roles in every_combination():
        if roles & ADMINISTRATORS and allowed(roles, Duties.SEPARATE):
            assert not held_by(roles) & CASE_WORK


def test_the_administrators_alone_read_no_case_and_the_auditor_writes_nothing() -> None:
    for role in ADMINISTRATORS:
        assert not held_by([role]) & CASE_WORK
    assert held_by([AccountRole.AUDITOR]) == {
        Permission.PRESENT,
        Permission.UNLOCK,
        Permission.OWN,
        Permission.SEE_ACCOUNTS,
        Permission.AUDIT,
    }


def test_one_person_may_do_everything_but_audit_in_a_small_office() -> None:
    roles = first_roles(Duties.SMALL)
    check_roles(roles, Duties.SMALL)
    assert held_by(roles) == set(Permission) - {Permission.AUDIT, Permission.FOUND}
    with pytest.raises(RuleViolation, match="管理员不能兼办案件"):
        check_roles(roles, Duties.SEPARATE)
    check_roles(first_roles(Duties.SEPARATE), Duties.SEPARATE)


def test_the_leader_only_reads() -> None:
    writing = {Permission.REGISTER, Permission.APPROVE, Permission.MEDIATE, Permission.CLOSE}
    assert not held_by([AccountRole.LEADER]) & (writing | {Permission.ORGANISE, Permission.SET_UP})


def test_every_permission_is_somebodys_and_an_open_office_has_no_accounts_to_keep() -> None:
    granted = held_by(GRANTS)
    assert granted | {Permission.FOUND} == set(Permission)
    assert not OPEN_OFFICE & {Permission.OWN, Permission.ACCOUNTS, Permission.RIGHTS}
    assert Permission.FOUND in OPEN_OFFICE
