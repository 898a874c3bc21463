"""A move on the case page is greyed for whoever lacks the right its service method asks for."""

import pytest
from sqlalchemy import update

from mediation_desk.app import Desk
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.rights import AccountRole
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.details import MOVE_RIGHTS
from mediation_desk.storage.tables.accounts import account
from tests.factories import registered, set_up


def test_every_move_names_the_right_its_method_declares(desk: Desk) -> None:
    methods = {
        Move.REVISE: desk.cases.revise,
        Move.ACCEPT: desk.acceptance.accept,
        Move.REFUSE: desk.acceptance.refuse,
        Move.EXTEND: desk.acceptance.extend,
        Move.ASSIGN: desk.assignments.assign,
        Move.SESSION: desk.sessions.record,
        Move.AGREE: desk.agreements.conclude,
        Move.SIGN: desk.agreements.sign,
        Move.PERFORM: desk.agreements.perform,
        Move.TERMINATE: desk.outcomes.terminate,
        Move.CONFIRM: desk.outcomes.record_confirmation,
        Move.CLOSE: desk.cases.close,
        Move.STEP_BACK: desk.cases.step_back,
    }
    assert {move: method.permission for move, method in methods.items()} == dict(MOVE_RIGHTS)


@pytest.mark.usefixtures("quick_passwords")
def test_a_clerk_is_told_why_a_case_cannot_be_refused(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    desk.accounts.first(AccountDraft("wangyang", "王样"), "Lantern-47-hill")
    with desk._context.db.write() as connection:
        connection.execute(update(account).values(roles=[AccountRole.CLERK]))
    moves = {one.move: one for one in desk.cases.show(case.id).moves}
    assert moves[Move.REFUSE].why_not == "没有权限（需要：受理审批）。"
    assert moves[Move.REVISE].enabled
