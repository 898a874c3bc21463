"""After retention two people destroy what a case held; the record stays and still verifies."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.linkage import Effect, LineKind, LineState
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.bin_rows import DestructionState
from mediation_desk.services.drafts import ConfirmationDraft
from mediation_desk.services.filters import Filters
from mediation_desk.services.history_values import DESTROYED
from mediation_desk.services.linkage_rows import LineDraft, PreventionDraft
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.storage.audit import head, verify
from mediation_desk.storage.comparison import compare, logged_tables
from mediation_desk.storage.redaction import TITLE
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import change
from mediation_desk.storage.tables.linkage import inquiry, letter, prevention
from mediation_desk.storage.tables.people import person
from tests.factories import (
    agreement_draft,
    case_draft,
    letter_draft,
    mediating,
    session_draft,
    set_up,
    signatures,
)
from tests.storage.raw import rolled_back

pytestmark = pytest.mark.usefixtures("quick_passwords")
PASSWORD = "Lantern-47-hill"
MARK = "隐样密语"
"""Stands in every text of the case that is destroyed."""


@pytest.fixture
def office(desk: Desk) -> Desk:
    """An office where Wang proposes and Li approves; Wang is signed in."""
    set_up(desk)
    desk.accounts.first(AccountDraft("wangyang", "王样"), PASSWORD)
    li = desk.accounts.add(AccountDraft("liyang", "李样"), PASSWORD)
    desk.accounts.set_roles(li.id, [AccountRole.REVIEWER])
    return desk


def as_li(desk: Desk) -> None:
    """Let Li sit down at the desk."""
    li = next(row for row in desk.accounts.accounts() if row.login == "liyang")
    session = desk._context.session
    with desk._context.write("change_password") as writer:
        writer.update(account, li.id, {"must_change": 0})
    roles = frozenset({AccountRole.REVIEWER})
    session.me = replace(session.me, id=li.id, login=li.login, name=li.name, roles=roles)


def closed(desk: Desk) -> CaseDetail:
    """Return a case with everything in it, marked, closed in 2025."""
    committee = desk.office.committees()[0].id
    case = mediating(desk, committee, facts=f"起因{MARK}。")
    desk.sessions.record(case.id, session_draft(case, record=f"经过{MARK}。"))
    alone = case_draft(committee, place=MARK, parties=case_draft(committee).parties)
    desk.cases.revise(case.id, alone, revision=desk.cases.show(case.id).revision)
    case = desk.cases.show(case.id)
    draft = agreement_draft(case, responsibility=MARK, signatures=signatures(case))
    desk.agreements.conclude(case.id, draft)
    filing = ConfirmationDraft("示例县人民法院", date(2025, 3, 20), note=MARK)
    desk.outcomes.record_confirmation(case.id, filing)
    desk.papers.issue(case.id, "agreement")
    desk.cases.close(case.id, date(2025, 4, 1))
    desk.archive.set_retention(case.id, "y10")
    return desk.cases.show(case.id)


def later(clock: FixedClock, year: int = 2036) -> None:
    clock.set(datetime(year, 1, 1, 4, tzinfo=UTC))


def destroyed(desk: Desk, clock: FixedClock) -> CaseDetail:
    case = closed(desk)
    later(clock)
    list_id = desk.destruction.propose([case.id], "保管期满，没有续存价值").id
    as_li(desk)
    desk.destruction.approve(list_id, "同意销毁")
    return case


def test_a_case_is_due_on_the_first_of_january_after_its_years(
    office: Desk, clock: FixedClock
) -> None:
    case = closed(office)
    clock.set(datetime(2035, 12, 31, 4, tzinfo=UTC))
    assert office.archive.due() == ()
    later(clock)
    (due,) = office.archive.due()
    assert (due.id, due.number, due.retention) == (case.id, case.number, "10年")
    assert due.due_on == date(2036, 1, 1)


def test_without_a_period_of_its_own_a_case_is_kept_long_and_some_for_ever(
    office: Desk, clock: FixedClock
) -> None:
    case = closed(office)
    office.archive.set_retention(case.id, "permanent")
    later(clock, 2999)
    assert office.archive.due() == ()
    with pytest.raises(InvalidInput):
        office.archive.set_retention(case.id, "y7")
    with pytest.raises(InvalidInput, match="永久"):
        office.settings.set("retention_years", {"permanent": 5})


def test_a_case_that_is_kept_longer_is_not_due(office: Desk, clock: FixedClock) -> None:
    case = closed(office)
    later(clock)
    office.archive.keep([case.id], date(2040, 1, 1), "有重要参考价值")
    assert office.archive.due() == ()
    later(clock, 2040)
    assert [row.id for row in office.archive.due()] == [case.id]


def test_nobody_approves_what_they_proposed(office: Desk, clock: FixedClock) -> None:
    case = closed(office)
    later(clock)
    list_id = office.destruction.propose([case.id], "保管期满").id
    assert "另一个人" in office.destruction.lists()[0].why_not
    with pytest.raises(RuleViolation, match="另一个人"):
        office.destruction.approve(list_id, "同意")
    with pytest.raises(RuleViolation, match="待审批清册"):
        office.destruction.propose([case.id], "再提一次")
    assert office.cases.show(case.id) == replace(case, revision=office.cases.show(case.id).revision)


def test_an_office_without_accounts_destroys_nothing(desk: Desk, clock: FixedClock) -> None:
    set_up(desk)
    case = closed(desk)
    later(clock)
    with pytest.raises(RuleViolation, match="分不清"):
        desk.destruction.propose([case.id], "保管期满")


def test_a_list_that_is_sent_back_destroys_nothing(office: Desk, clock: FixedClock) -> None:
    case = closed(office)
    later(clock)
    list_id = office.destruction.propose([case.id], "保管期满").id
    as_li(office)
    office.destruction.refuse(list_id, "仍有价值")
    (row,) = office.destruction.lists()
    assert (row.state, row.decided_by) == (DestructionState.REFUSED, "李样（liyang）")
    assert office.cases.show(case.id).facts == case.facts
    with pytest.raises(RuleViolation, match="已退回"):
        office.destruction.approve(list_id, "还是同意")


def test_a_case_reopened_meanwhile_stops_the_whole_list(office: Desk, clock: FixedClock) -> None:
    case, other = closed(office), closed(office)
    later(clock)
    list_id = office.destruction.propose([case.id, other.id], "保管期满").id
    office.cases.step_back(other.id, "还要补充")
    as_li(office)
    with pytest.raises(RuleViolation, match="有 1 件不在到期鉴定之列"):
        office.destruction.approve(list_id, "同意")
    assert office.cases.show(case.id).facts == case.facts


def test_what_the_case_held_is_nowhere_in_the_store(office: Desk, clock: FixedClock) -> None:
    case = destroyed(office, clock)
    names = [party.name for party in case.parties]
    found = []
    with office._context.db.read() as connection:
        for table in (*logged_tables(), change):
            for row in connection.execute(select(table)).mappings():
                text = repr(dict(row))
                if "destruction_item" in (table.name, row.get("table_name")):
                    text = text.replace(case.title, "")
                found += [(table.name, mark) for mark in (MARK, *names) if mark in text]
    assert found == []
    assert office.papers.issued(case.id) == ()


def test_the_record_stays_and_everything_still_verifies(office: Desk, clock: FixedClock) -> None:
    before = head_of(office)
    case = destroyed(office, clock)
    with office._context.db.read() as connection:
        verdict = verify(connection)
        assert verdict.fault is None
        assert verdict.head.seq > before
        assert compare(connection) == ()
    (row,) = office.destruction.lists()
    assert (row.state, row.proposed_by, row.decided_by) == (
        DestructionState.DONE,
        "王样（wangyang）",
        "李样（liyang）",
    )
    assert [(one.number, one.title) for one in row.cases] == [(case.number, case.title)]
    history = office.cases.history(case.id)
    assert history[0].action == "销毁"
    assert [entry.action for entry in history][-1] == "登记"
    assert {line.after for line in history[-1].lines} == {DESTROYED}


def head_of(desk: Desk) -> int:
    with desk._context.db.read() as connection:
        return head(connection).seq


def test_statistics_keep_their_figure_and_open_a_stub(office: Desk, clock: FixedClock) -> None:
    case = closed(office)
    period = office.statistics.period("2025")
    before = office.statistics.table(CASE_ANNUAL, period=period).total
    later(clock)
    list_id = office.destruction.propose([case.id], "保管期满").id
    as_li(office)
    office.destruction.approve(list_id, "同意销毁")
    assert office.statistics.table(CASE_ANNUAL, period=period).total == before
    ids = office.statistics.cases_of(CASE_ANNUAL, period=period, column="cases")
    (row,) = office.listing.cases(Filters(ids=ids))
    assert (row.number, row.title, row.parties) == (case.number, TITLE, "")
    assert office.listing.cases(Filters()) == ()
    shown = office.cases.show(case.id)
    assert not any(move.enabled for move in shown.moves)
    assert "销毁" in shown.moves[0].why_not


def test_somebody_another_case_knows_stays_until_that_one_goes_too(
    office: Desk, clock: FixedClock
) -> None:
    case, other = closed(office), closed(office)
    known = other.parties[0].person_id
    assert known == case.parties[0].person_id
    later(clock)
    wang = office._context.session.me
    names = []
    for one in (case, other):
        office._context.session.me = wang
        list_id = office.destruction.propose([one.id], "保管期满").id
        as_li(office)
        office.destruction.approve(list_id, "同意销毁")
        with office._context.db.read() as connection:
            names.append(set(connection.execute(select(person.c.name)).scalars()))
            assert verify(connection).fault is None
            assert compare(connection) == ()
    assert names == [{"邻样东", "邻样西"}, set()]


def test_a_destroyed_content_cannot_be_put_back_or_altered(office: Desk, clock: FixedClock) -> None:
    wang = office._context.session.me
    case = destroyed(office, clock)
    registered = office.cases.history(case.id)[-1].write_id
    office._context.session.me = wang
    assert "已依法销毁" in office.undo.step(registered).why_not
    with rolled_back(office) as connection:
        row = connection.execute(
            select(change.c.seq).where(change.c.sealed != "").limit(1)
        ).scalar_one()
        connection.exec_driver_sql("UPDATE change SET after = '1' WHERE seq = ?", (row,))
        assert "与校验值不符" in verify(connection).fault.sentence


def test_the_linkages_own_records_stay_counted_without_a_word_about_anybody(
    office: Desk, clock: FixedClock
) -> None:
    committee, day = office.office.committees()[0].id, date(2025, 3, 3)
    line = office.lines.save(LineDraft(committee, LineKind.VISIT, day, MARK, name=MARK)).id
    case = closed(office)
    with office._context.write("save_line") as writer:
        writer.about(dispute, case.id)
        writer.update(inquiry, line, {"case_id": case.id, "state": LineState.CASE})
    about = {"case_id": case.id, "subject": MARK, "dated_on": day}
    office.letters.save(replace(letter_draft(committee), **about))
    record = PreventionDraft(committee, Effect.BRAWL, day, MARK, 15, MARK, case_id=case.id)
    office.sweeps.save_prevention(record)
    before = figures(office)
    later(clock)
    list_id = office.destruction.propose([case.id], "保管期满").id
    as_li(office)
    office.destruction.approve(list_id, "同意")
    assert figures(office) == before
    (told,) = office.sweeps.preventions(2025)
    assert (told.draft.facts, told.draft.place, told.draft.people_involved) == (TITLE, "", 15)
    with office._context.db.read() as connection:
        rows = [
            repr(dict(row))
            for table in (inquiry, letter, prevention, change)
            for row in connection.execute(select(table)).mappings()
        ]
        assert not [row for row in rows if MARK in row]
        assert verify(connection).fault is None
        assert compare(connection) == ()


def figures(desk: Desk) -> object:
    """Return what is counted of the linkage in 2025."""
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    return (
        desk.lines.totals(first, last),
        len(desk.letters.letters()),
        len(desk.sweeps.preventions(2025)),
        desk.sweeps.totals(first, last),
    )
