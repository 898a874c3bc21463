"""Accounts: made, signed in to, changed, disabled; what each leaves in the audit."""

import json
import os
from datetime import timedelta

import pytest
from sqlalchemy import select

from mediation_desk import app
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.domain.rights import AccountRole, Duties, Permission
from mediation_desk.errors import InvalidInput, RuleViolation, SignInNeeded
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.listing import Filters
from mediation_desk.services.policy import Policy
from mediation_desk.storage.tables.journal import audit, change
from tests.factories import registered, set_up

WANG = Credentials("wangyang", "Lantern-47-hill")
LI = Credentials("liyang", "Willow-58-lake")
pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def closed(desk: app.Desk) -> app.Desk:
    """A small office whose one account, Wang, is signed in."""
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    return desk


def let_in(desk: app.Desk, who: str | Credentials = "本机用户") -> app.Desk:
    """Close the desk, and any opened since, and open it for somebody."""
    for one in (desk, *_OPENED):
        one.close()
    opened = app.build(desk.paths, desk.clock, actor=who)
    _OPENED.append(opened)
    return opened


_OPENED: list[app.Desk] = []


@pytest.fixture(autouse=True)
def nothing_stays_open():
    yield
    while _OPENED:
        _OPENED.pop().close()


def acts(desk: app.Desk) -> list[tuple[str, str]]:
    """Return every audit line's action and actor, oldest first."""
    with desk._context.db.read() as connection:
        query = select(audit.c.action, audit.c.actor).order_by(audit.c.seq)
        return [tuple(row) for row in connection.execute(query)]


def add(desk: app.Desk, credentials: Credentials, *roles: AccountRole, name: str = "李样") -> str:
    """Add an account, give it roles and return its id."""
    made = desk.accounts.add(AccountDraft(credentials.login, name), credentials.password)
    desk.accounts.set_roles(made.id, roles)
    return made.id


def set_own(desk: app.Desk, credentials: Credentials, new: str) -> app.Desk:
    """Sign in with a temporary password, change it and leave; return Wang's desk."""
    signed = let_in(desk, credentials)
    signed.sign_in.change_password(credentials.password, new)
    return let_in(signed, WANG)


def test_a_fresh_office_needs_no_account_and_has_none(desk: app.Desk) -> None:
    assert desk.sign_in.me() is None
    assert desk.accounts.accounts() == ()
    with pytest.raises(RuleViolation, match="没有权限（需要：管理账户）"):
        desk.accounts.add(AccountDraft("wang", "王样"), WANG.password)


def test_the_first_account_closes_the_office_and_signs_its_maker_in(closed: app.Desk) -> None:
    me = closed.sign_in.me()
    assert me is not None
    assert me.signature == "王样（wangyang）"
    set_up(closed)
    assert acts(closed)[-1] == ("set_up_office", "王样（wangyang）")
    with pytest.raises(SignInNeeded):
        let_in(closed)
    with pytest.raises(InvalidInput, match="用户名或口令不正确"):
        let_in(closed, Credentials("admin", "admin"))
    again = let_in(closed, WANG)
    assert again.office.office().name == "示例镇司法所"
    with pytest.raises(RuleViolation, match="需要：建立首个账户"):
        again.accounts.first(AccountDraft("zhao", "赵样"), LI.password)


def test_a_first_account_that_was_cut_short_leaves_the_office_open(
    desk: app.Desk, monkeypatch
) -> None:
    def cut(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    again = let_in(desk)
    again.accounts.first(AccountDraft(WANG.login, "王样"), LI.password)
    let_in(desk, Credentials(WANG.login, LI.password))


def test_passwords_are_in_no_file_and_in_no_line_of_the_journal(closed: app.Desk) -> None:
    add(closed, LI, AccountRole.MEDIATOR)
    closed.sign_in.change_password(WANG.password, "Another-93-gate")
    with closed._context.db.read() as connection:
        lines = connection.execute(select(change.c.before, change.c.after)).all()
        told = "".join(str(part) for line in lines for part in line)
        told += "".join(map(str, connection.execute(select(audit)).all()))
    assert "argon2" not in told
    for secret in (WANG.password, LI.password, "Another-93-gate"):
        assert secret not in told
        assert secret not in closed._place.key_file.read_text()


def test_a_new_account_can_do_nothing_before_roles_and_a_password_of_its_own(
    closed: app.Desk,
) -> None:
    made = closed.accounts.add(AccountDraft(LI.login, "李样"), LI.password)
    assert closed.accounts.accounts()[1].warning == "还没有角色，请安全管理员给角色。"
    closed.accounts.set_roles(made.id, [AccountRole.CLERK])
    signed = let_in(closed, LI)
    assert signed.sign_in.me().must_change
    with pytest.raises(RuleViolation, match="请先更换口令"):
        signed.listing.count(Filters())
    signed.sign_in.change_password(LI.password, "Meadow-71-well")
    assert signed.listing.count(Filters()) == 0


@pytest.mark.parametrize(
    ("login", "name", "field"),
    [("", "王样", "login"), ("a b", "王样", "login"), ("王样二", "", "name")],
)
def test_an_account_needs_a_login_and_a_name(
    closed: app.Desk, login: str, name: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        closed.accounts.add(AccountDraft(login, name), "short")
    assert {field, "password"} == set(caught.value.fields)


def test_a_login_is_never_given_twice(closed: app.Desk) -> None:
    account_id = add(closed, LI, AccountRole.CLERK)
    closed.accounts.disable(account_id)
    with pytest.raises(InvalidInput, match="已经有人用过"):
        closed.accounts.add(AccountDraft("LiYang", "李样二"), LI.password)


def test_audit_is_refused_together_with_any_other_role(closed: app.Desk) -> None:
    account_id = add(closed, LI, AccountRole.AUDITOR)
    for other in set(AccountRole) - {AccountRole.AUDITOR}:
        with pytest.raises(RuleViolation, match="审计员不能兼任"):
            closed.accounts.set_roles(account_id, [AccountRole.AUDITOR, other])


def test_the_last_administrator_stays(closed: app.Desk) -> None:
    me = closed.sign_in.me()
    with pytest.raises(RuleViolation, match="最后一个能用的"):
        closed.accounts.disable(me.id)
    with pytest.raises(RuleViolation, match="最后一个能用的安全管理员"):
        closed.accounts.set_roles(me.id, [AccountRole.SYSTEM, AccountRole.MEDIATOR])
    add(closed, LI, AccountRole.SECURITY)
    closed.accounts.set_roles(me.id, [AccountRole.SYSTEM, AccountRole.MEDIATOR])
    with pytest.raises(RuleViolation, match="需要：管理权限和口令"):
        closed.accounts.new_recovery_key()


def test_a_disabled_account_loses_its_open_session_with_the_next_action(closed: app.Desk) -> None:
    account_id = add(closed, LI, AccountRole.MEDIATOR)
    desk = set_own(closed, LI, "Meadow-71-well")
    own = Credentials(LI.login, "Meadow-71-well")
    keep = desk._context.session.me
    signed = let_in(desk, own)
    assert signed.listing.count(Filters()) == 0
    li = signed._context.session.me

    def by_the_administrator(change) -> None:
        signed._context.session.me = keep
        change()
        signed._context.session.me = li

    by_the_administrator(lambda: signed.accounts.set_roles(account_id, [AccountRole.STATISTICIAN]))
    with pytest.raises(RuleViolation, match="需要：登记案件"):
        signed.cases.register(None)
    by_the_administrator(lambda: signed.accounts.disable(account_id))
    with pytest.raises(SignInNeeded, match="已停用"):
        signed.listing.count(Filters())
    with pytest.raises(InvalidInput, match="用户名或口令不正确"):
        let_in(signed, own)
    desk = let_in(signed, WANG)
    desk.accounts.enable(account_id, "Harbour-19-oak")
    assert let_in(desk, Credentials(LI.login, "Harbour-19-oak")).sign_in.me().must_change


def test_a_reset_password_is_temporary_and_old_ones_are_not_used_again(closed: app.Desk) -> None:
    account_id = add(closed, LI, AccountRole.MEDIATOR)
    used, desk = [LI.password], closed
    for number in range(5):
        new = f"Meadow-7{number}-well"
        desk = set_own(desk, Credentials(LI.login, used[-1]), new)
        used.append(new)
    with pytest.raises(InvalidInput, match="最近 5 次"):
        desk.accounts.reset_password(account_id, used[-5])
    desk.accounts.reset_password(account_id, used[0])
    signed = let_in(desk, Credentials(LI.login, used[0]))
    assert signed.sign_in.me().must_change


def test_changing_a_password_wants_the_old_one_and_the_rule(closed: app.Desk) -> None:
    with pytest.raises(InvalidInput) as caught:
        closed.sign_in.change_password("Not-it-12345", "Another-93-gate")
    assert set(caught.value.fields) == {"old"}
    with pytest.raises(InvalidInput) as caught:
        closed.sign_in.change_password(WANG.password, "short")
    assert set(caught.value.fields) == {"new"}
    with pytest.raises(InvalidInput, match="最近 5 次"):
        closed.sign_in.change_password(WANG.password, WANG.password)


def test_a_password_has_to_be_changed_after_ninety_days_unless_switched_off(
    closed: app.Desk, clock: FixedClock
) -> None:
    clock.set(clock.now() + timedelta(days=90))
    aged = let_in(closed, WANG)
    assert aged.sign_in.me().must_change
    aged.sign_in.change_password(WANG.password, "Another-93-gate")
    aged.accounts.set_policy(Policy(password_days=0))
    clock.set(clock.now() + timedelta(days=900))
    later = let_in(aged, Credentials(WANG.login, "Another-93-gate"))
    assert not later.sign_in.me().must_change


def test_a_forgotten_password_is_replaced_with_the_recovery_key(
    desk: app.Desk, clock: FixedClock
) -> None:
    printed = desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password).recovery_key
    desk.close()
    for _ in range(6):
        with pytest.raises((InvalidInput, RuleViolation)):
            let_in(desk, Credentials(WANG.login, "Forgot-11-it"))
    with pytest.raises(InvalidInput, match="第 1 组"):
        app.recover(desk.paths, ("1" if printed[0] == "0" else "0") + printed[1:], WANG, clock)
    with pytest.raises(InvalidInput, match="没有这个登录名"):
        app.recover(desk.paths, printed, LI, clock)
    new = Credentials(WANG.login, "Another-93-gate")
    app.recover(desk.paths, printed.lower().replace("-", " "), new, clock)
    again = let_in(desk, new)
    told = acts(again)
    assert told.count(("refuse_sign_in", "（未登录）")) == 6
    assert ("recover_password", "（未登录）") in told
    renewed = again.accounts.new_recovery_key().recovery_key
    again.close()
    with pytest.raises(InvalidInput, match="不是本单位现在的恢复密钥"):
        app.recover(desk.paths, printed, new, clock)
    app.recover(desk.paths, renewed, Credentials(WANG.login, "Third-word-66"), clock)


def test_duties_are_separated_only_when_the_roles_are(closed: app.Desk) -> None:
    with pytest.raises(RuleViolation, match="“王样”的角色还没有分开"):
        closed.accounts.set_policy(Policy(duties=Duties.SEPARATE))
    closed.accounts.set_roles(closed.sign_in.me().id, [AccountRole.SYSTEM, AccountRole.SECURITY])
    closed.accounts.set_policy(Policy(duties=Duties.SEPARATE))
    assert closed.accounts.policy().duties is Duties.SEPARATE
    with pytest.raises(RuleViolation, match="职责分开"):
        closed.accounts.set_roles(
            closed.sign_in.me().id,
            [AccountRole.SYSTEM, AccountRole.SECURITY, AccountRole.MEDIATOR],
        )


@pytest.mark.parametrize("policy", [Policy(password_days=3), Policy(idle_minutes=0)])
def test_a_policy_that_protects_nobody_is_refused(closed: app.Desk, policy: Policy) -> None:
    with pytest.raises(InvalidInput):
        closed.accounts.set_policy(policy)


def test_a_locked_desk_answers_nothing_until_the_password_is_given(closed: app.Desk) -> None:
    case_id = registered(closed, set_up(closed)).id
    closed.sign_in.lock()
    for ask in (
        lambda: closed.cases.show(case_id),
        lambda: closed.office.office(),
        lambda: closed.sign_in.change_password(WANG.password, "Another-93-gate"),
    ):
        with pytest.raises(SignInNeeded, match="已锁定"):
            ask()
    with pytest.raises(InvalidInput, match="还可以再试 4 次"):
        closed.sign_in.unlock("Not-it-12345")
    closed.sign_in.unlock(WANG.password)
    assert closed.cases.show(case_id).id == case_id
    told = [action for action, _ in acts(closed)]
    assert told[-3:] == ["lock", "refuse_sign_in", "unlock"]


def test_after_signing_out_nothing_is_answered(closed: app.Desk) -> None:
    closed.sign_in.sign_out()
    with pytest.raises(SignInNeeded, match="已退出"):
        closed.office.office()
    assert acts(closed)[-1] == ("sign_out", "王样（wangyang）")


def test_an_older_key_file_put_back_shows_in_the_audit(closed: app.Desk, clock: FixedClock) -> None:
    older = closed._place.key_file.read_bytes()
    again = let_in(closed, WANG)
    assert "key_file_replaced" not in dict(acts(again))
    again = let_in(again, WANG)
    closed._place.key_file.write_bytes(older)
    again = let_in(closed, WANG)
    assert "key_file_replaced" in dict(acts(again))
    again = let_in(again, WANG)
    assert [action for action, _ in acts(again)].count("key_file_replaced") == 1


def test_the_list_shows_when_somebody_last_signed_in(closed: app.Desk, clock: FixedClock) -> None:
    add(closed, LI, AccountRole.LEADER)
    closed.accounts.set_policy(Policy(password_days=0))
    clock.set(clock.now() + timedelta(days=100))
    again = let_in(closed, WANG)
    wang, li = again.accounts.accounts()
    assert wang.last_sign_in_at == clock.now()
    assert (wang.warning, li.role_labels) == ("", "领导（只读）")
    assert li.warning.startswith("100 天没有登录")


def test_credentials_do_no_harm_in_an_office_without_accounts(
    desk: app.Desk, clock: FixedClock
) -> None:
    again = let_in(desk, WANG)
    assert again.sign_in.me() is None
    assert again.sign_in.may(Permission.REGISTER)
    assert json.loads(again._place.key_file.read_text())["slots"][0]["kind"] == "open"
