"""Every public service method against every role: nobody passes the gate without the right."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import pytest
from sqlalchemy import func, select

from mediation_desk import app
from mediation_desk.domain.rights import AccountRole, Permission, held_by
from mediation_desk.errors import RuleViolation, SignInNeeded
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.journal import audit
from tests.factories import registered, set_up

pytestmark = pytest.mark.usefixtures("quick_passwords")
PASSWORD = "Lantern-47-hill"


def methods(desk: app.Desk) -> Iterator[tuple[str, object, Permission | None]]:
    """Yield every public method a window can call: of each service on the desk, and its own."""
    owners = {
        name: getattr(desk, name)
        for name, member in inspect.getmembers(app.Desk)
        if isinstance(member, cached_property)
    }
    for place, owner in (owners | {"desk": desk}).items():
        for name, method in inspect.getmembers(owner, inspect.ismethod):
            if not name.startswith("_") and (place, name) != ("desk", "close"):
                yield f"{place}.{name}", method, getattr(method, "permission", None)


def call(method) -> BaseException | None:
    """Call a method with nothing in every place; return what it raised."""
    asked = inspect.signature(method).parameters.values()
    given = {one.name: None for one in asked if one.default is one.empty}
    try:
        method(**given)
    except Exception as error:  # what lies behind the gate may fail as it likes
        return error
    return None


def is_refusal(error: BaseException | None) -> bool:
    return isinstance(error, RuleViolation) and error.message.startswith("没有权限（需要：")


@pytest.fixture
def office(desk: app.Desk) -> app.Desk:
    """An office with one case; its administrator is signed in."""
    set_up(desk)
    registered(desk, desk.office.committees()[0].id)
    desk.accounts.first(AccountDraft("admin-yang", "管样"), PASSWORD)
    return desk


def sit_down(desk: app.Desk, roles: frozenset[AccountRole]) -> None:
    """Let the signed-in account have exactly these roles."""
    with desk._context.db.write() as connection:
        connection.execute(account.update().values(roles=sorted(roles), active=1, must_change=0))
    session = desk._context.session
    session.locked = session.ended = False
    session.me = replace(session.me, roles=roles, must_change=False)


def test_every_method_on_the_desk_declares_what_it_needs(desk: app.Desk) -> None:
    found = list(methods(desk))
    assert len(found) > 50
    assert [name for name, _, permission in found if permission is None] == []


@pytest.mark.parametrize("role", AccountRole)
def test_no_method_is_entered_without_its_permission(office: app.Desk, role: AccountRole) -> None:
    held = held_by([role])
    refused = 0
    for name, method, permission in methods(office):
        if permission in held:
            continue
        sit_down(office, frozenset({role}))
        before = written(office)
        error = call(method)
        assert is_refusal(error), f"{role} entered {name}: {error!r}"
        assert permission.label in error.message
        assert written(office) == before
        refused += 1
    assert refused > 5


@pytest.mark.parametrize("role", AccountRole)
def test_every_method_is_entered_with_its_permission(office: app.Desk, role: AccountRole) -> None:
    held = held_by([role])
    for name, method, permission in methods(office):
        if permission in held and name not in ENDING:
            sit_down(office, frozenset({role}))
            assert not is_refusal(call(method)), f"{role} was kept out of {name}"


ENDING = {"accounts.change_data_key"}
"""Gives the store another key: tried by its own tests."""


def written(desk: app.Desk) -> int:
    with desk._context.db.read() as connection:
        return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def test_an_open_office_does_everything_that_needs_no_account(desk: app.Desk) -> None:
    set_up(desk)
    for name, method, permission in methods(desk):
        if permission in (Permission.OWN, Permission.UNLOCK, Permission.FOUND):
            continue
        refused = is_refusal(call(method))
        assert refused == (permission in (Permission.ACCOUNTS, Permission.RIGHTS)), name


def test_behind_the_lock_there_is_only_the_unlocking(office: app.Desk) -> None:
    sit_down(office, frozenset(AccountRole))
    office._context.session.locked = True
    for name, method, permission in methods(office):
        if permission is not Permission.UNLOCK:
            assert isinstance(call(method), SignInNeeded), name
