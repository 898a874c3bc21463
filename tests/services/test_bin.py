"""A deleted case is out of sight, comes back as it was, and is never simply erased."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import State
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.drafts import AcceptDraft
from mediation_desk.services.filters import Filters
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.services.statistics_build import slots_of
from mediation_desk.services.statistics_question import question_of, read_rules
from mediation_desk.services.statistics_sources import Arm
from mediation_desk.services.statistics_sql import figures_statement
from mediation_desk.storage.comparison import compare
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.search import search_entry
from tests.conftest import NOON
from tests.factories import (
    DAY,
    agreement_draft,
    mediating,
    registered,
    session_draft,
    set_up,
    signatures,
)


def listed(desk: Desk, **filters: object) -> set[str]:
    return {row.id for row in desk.listing.cases(Filters(**filters))}


def counted(desk: Desk) -> int:
    period = desk.statistics.period("2025")
    return desk.statistics.table(CASE_ANNUAL, period=period).value("cases")


def test_a_deleted_case_is_in_no_list_search_or_figure_and_comes_back(desk: Desk) -> None:
    committee = set_up(desk)
    case, other = mediating(desk, committee), mediating(desk, committee)
    assert counted(desk) == 2
    desk.bin.delete(case.id, "重复登记")
    assert listed(desk) == listed(desk, text="排水沟") == {other.id}
    assert desk.listing.count(Filters()) == 1
    assert listed(desk, ids=(case.id, other.id)) == {other.id}
    assert counted(desk) == 1
    assert {row.open_cases for row in desk.office.mediators(committee_id=committee)} == {0, 1}
    desk.bin.restore(case.id)
    assert listed(desk) == listed(desk, text="排水沟") == {case.id, other.id}
    assert counted(desk) == 2


def test_every_table_says_what_the_bin_keeps_out(desk: Desk) -> None:
    committee = set_up(desk)
    mediating(desk, committee)
    case = mediating(desk, committee)
    period = desk.statistics.period("2025")

    def lines() -> str:
        return "\n".join(desk.statistics.table(CASE_ANNUAL, period=period).basis_lines)

    assert "回收站" not in lines()
    desk.bin.delete(case.id, "重复登记")
    assert "回收站里有 1 件案件，没有计入。" in lines()


def test_the_bin_says_who_when_why_and_how_long(desk: Desk, clock: FixedClock) -> None:
    case = registered(desk, set_up(desk))
    desk.bin.delete(case.id, "重复登记")
    clock.set(NOON + timedelta(days=60))
    (row,) = desk.bin.cases()
    assert (row.title, row.deleted_on, row.deleted_by) == (case.title, date(2025, 12, 31), "测试员")
    assert (row.reason, row.days_left) == ("重复登记", 30)


@pytest.mark.parametrize(("days", "comes_back"), [(90, True), (91, False)])
def test_ninety_days_a_case_can_be_taken_back(
    desk: Desk, clock: FixedClock, days: int, comes_back: bool
) -> None:
    case = registered(desk, set_up(desk))
    desk.bin.delete(case.id, "重复登记")
    clock.set(NOON + timedelta(days=days))
    if comes_back:
        desk.bin.restore(case.id)
        assert desk.bin.cases() == ()
        return
    with pytest.raises(RuleViolation, match="超过 90 天"):
        desk.bin.restore(case.id)
    (due,) = desk.archive.due()
    assert (due.id, due.ground.label) == (case.id, "回收站期满")
    desk.archive.keep([case.id], date(2030, 1, 1), "还要办理")
    assert desk.bin.cases() == ()
    assert listed(desk) == {case.id}


def test_a_reason_is_asked_and_a_closed_case_is_an_archive(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    with pytest.raises(InvalidInput, match="原因"):
        desk.bin.delete(case.id, " ")
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    desk.cases.close(case.id, date(2025, 4, 1))
    with pytest.raises(RuleViolation, match="按档案管理，不能删除"):
        desk.bin.delete(case.id, "不要了")
    assert listed(desk) == {case.id}


def test_nothing_is_done_to_a_case_in_the_bin(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.bin.delete(case.id, "重复登记")
    with pytest.raises(RuleViolation, match="回收站"):
        desk.sessions.record(case.id, session_draft(case))
    with pytest.raises(RuleViolation, match="回收站"):
        desk.cases.step_back(case.id, "登记有误")
    shown = desk.cases.show(case.id)
    assert shown.sessions == ()
    assert shown.state is State.MEDIATING
    assert {state.enabled for state in shown.moves} == {False}
    assert all("恢复" in state.why_not for state in shown.moves if state.move in Move)


def test_ctrl_z_takes_a_deletion_back_and_nothing_before_it(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    assigned = desk.undo.last().write_id
    desk.bin.delete(case.id, "重复登记")
    assert "回收站" in desk.undo.step(assigned).why_not
    step = desk.undo.last()
    assert step.sentence.startswith("撤销“移到回收站”")
    desk.undo.undo(step.write_id)
    assert listed(desk) == {case.id}
    assert desk.undo.step(assigned).why_not == ""


def test_the_number_of_a_deleted_case_stays_given_and_is_listed(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    desk.bin.delete(case.id, "重复登记")
    (gap,) = desk.numbers.gaps(committee, 2025)
    assert (gap.first, gap.void_reason) == (1, "案件在回收站里")
    other = registered(desk, committee)
    desk.acceptance.accept(other.id, AcceptDraft(DAY))
    assert desk.cases.show(other.id).number.endswith("002号")


def test_the_days_of_the_bin_are_a_setting(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    desk.settings.set("bin_days", 30)
    desk.bin.delete(case.id, "重复登记")
    assert desk.bin.cases()[0].days_left == 30
    for wrong in (0, "90", 5000):
        with pytest.raises(InvalidInput):
            desk.settings.set("bin_days", wrong)


@pytest.mark.parametrize("whole", [True, False])
def test_the_figures_are_still_read_from_covering_indexes_alone(desk: Desk, whole: bool) -> None:
    committee = set_up(desk)
    committees = None if whole else [committee]
    definition = desk.reference.statistics[CASE_ANNUAL]
    for basis in ("dates", "accepted"):
        with desk._context.db.read() as connection:
            rules = read_rules(connection)
        place = ("", desk.statistics.period("2025"))
        counting = question_of(definition, rules, desk.reference, place, basis).counting
        slots = slots_of({one.key: counting.parts(one) for one in definition.indicators})
        # A clause without a sum is looked up by itself, and its case by its id.
        slots = {arm: parts for arm, parts in slots.items() if arm is not Arm.UNPRICED}
        query = figures_statement(counting, slots, committees)
        with desk._context.db.read() as connection:
            text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
        reads = [line for line in plan if "dispute" in line]
        assert reads
        assert [line for line in reads if "COVERING INDEX" not in line] == []


def test_what_the_bin_holds_is_whole(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.bin.delete(case.id, "重复登记")
    with desk._context.db.read() as connection:
        assert compare(connection) == ()
        assert connection.execute(select(search_entry.c.case_id)).all() == []
        assert connection.execute(select(dispute.c.facts)).scalar_one() == case.facts


def test_a_case_is_not_deleted_twice(desk: Desk, clock: FixedClock) -> None:
    case = registered(desk, set_up(desk))
    desk.bin.delete(case.id, "重复登记")
    clock.set(datetime(2026, 2, 1, tzinfo=UTC))
    with pytest.raises(RuleViolation, match="已经在回收站"):
        desk.bin.delete(case.id, "再删一次")
    assert desk.bin.cases()[0].deleted_on == date(2025, 12, 31)


@pytest.mark.usefixtures("quick_passwords")
def test_a_sensitive_case_is_named_to_nobody_without_the_right(desk: Desk) -> None:
    case = registered(desk, set_up(desk), is_public=False)
    desk.bin.delete(case.id, "重复登记")
    desk.accounts.first(AccountDraft("wangyang", "王样"), "Lantern-47-hill")
    session = desk._context.session
    wang = next(row.id for row in desk.accounts.accounts())
    desk.accounts.set_roles(
        wang, [AccountRole.SYSTEM, AccountRole.SECURITY, AccountRole.CLERK, AccountRole.ARCHIVIST]
    )
    assert session.me is not None
    (row,) = desk.bin.cases()
    assert case.title not in row.title
    desk.accounts.set_roles(wang, [AccountRole.SYSTEM, AccountRole.SECURITY, AccountRole.MEDIATOR])
    (row,) = desk.bin.cases()
    assert row.title == case.title
