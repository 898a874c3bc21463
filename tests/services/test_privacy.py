"""Numbers behind their middle, sensitive cases from most eyes, and who looked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import Capacity
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.drafts import AgentDraft
from mediation_desk.services.filters import Filters
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.seen import Door
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.journal import audit
from tests.factories import case_draft, parties, registered, set_up

pytestmark = pytest.mark.usefixtures("quick_passwords")
NUMBER, PHONE = "341823196805179074", "13800002716"
PEOPLE = (
    replace(
        parties()[0],
        phone=PHONE,
        agents=(AgentDraft("代样", id_number="341823197001014316", phone="13900001234"),),
    ),
    parties()[1],
)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """An office whose administrator, who may see everything but audit, is signed in."""
    set_up(desk)
    desk.accounts.first(AccountDraft("admin-yang", "管样"), "Lantern-47-hill")
    return desk


def sit_down(desk: Desk, *roles: AccountRole) -> None:
    """Let the signed-in account have exactly these roles."""
    with desk._context.db.write() as connection:
        connection.execute(account.update().values(roles=sorted(roles)))


def audited(desk: Desk) -> int:
    with desk._context.db.read() as connection:
        return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def committee_of(desk: Desk) -> str:
    return desk.office.committees()[0].id


SENSITIVE = {
    "flagged": {"flags": ("domestic_violence",)},
    "a medical dispute": {"type": "medical.treatment"},
    "not public": {"is_public": False},
    "a minor": {"parties": parties(name="童样", id_number="341823201203019413")},
    "of limited capacity": {"parties": parties(capacity=Capacity.LIMITED)},
}


def test_numbers_are_shown_with_their_middle_hidden(desk: Desk) -> None:
    case = registered(desk, set_up(desk), parties=PEOPLE)
    first = case.parties[0]
    assert (first.id_number, first.phone) == ("341823********9074", "138****2716")
    assert first.agents[0].id_number == "341823********4316"
    entry = desk.cases.history(case.id)[0]
    told = {line.after for line in entry.lines}
    assert {"341823********9074", "138****2716"} <= told
    assert not told & {NUMBER, PHONE}


def test_the_form_and_the_papers_have_whole_numbers(desk: Desk) -> None:
    case = registered(desk, set_up(desk), parties=PEOPLE)
    draft, _ = desk.cases.draft(case.id)
    assert (draft.parties[0].id_number, draft.parties[0].phone) == (NUMBER, PHONE)
    assert PHONE in desk.papers.preview(case.id, "application")


def test_a_hidden_number_is_never_saved(desk: Desk) -> None:
    case = registered(desk, committee := set_up(desk), parties=PEOPLE)
    draft, revision = desk.cases.draft(case.id)
    shown = replace(draft.parties[0], phone="138****2716")
    spoiled = case_draft(committee, parties=(shown, draft.parties[1]))
    with pytest.raises(InvalidInput) as caught:
        desk.cases.revise(case.id, spoiled, revision=revision)
    assert "星号" in caught.value.fields["parties.0.phone"]
    assert desk.cases.draft(case.id)[0].parties[0].phone == PHONE


def test_whole_numbers_are_shown_for_a_reason_and_leave_a_line(office: Desk) -> None:
    case = registered(office, committee_of(office), parties=PEOPLE)
    with pytest.raises(RuleViolation, match="还没有写明查看完整号码的理由"):
        office.reveals.numbers(case.id, case.parties[0].id)
    with pytest.raises(InvalidInput):
        office.reveals.explain(case.id, "  ")
    office.reveals.explain(case.id, "电话通知双方")
    party, agent = office.reveals.numbers(case.id, case.parties[0].id)
    assert (party.id_number, party.phone) == (NUMBER, PHONE)
    assert agent.phone == "13900001234"
    assert office.cases.viewers(case.id)[0].what == "查看完整证件号和电话（邻样东：电话通知双方）"
    office.reveals.texts(case.id)
    seen = office.cases.viewers(case.id)[0].what
    assert seen == "查看完整证件号和电话（案情和记录里的号码：电话通知双方）"
    with pytest.raises(NotFound):
        office.reveals.numbers(case.id, "nobody")
    sit_down(office, AccountRole.LEADER)
    for ask in (office.reveals.asks, office.reveals.texts):
        with pytest.raises(RuleViolation, match="需要：查看完整证件号和电话"):
            ask(case.id)


def test_a_reason_stands_for_its_own_case_for_an_hour(office: Desk, clock: FixedClock) -> None:
    case, other = (registered(office, committee_of(office)) for _ in range(2))
    office.reveals.explain(case.id, "核对身份")
    clock.set(clock.now() + timedelta(minutes=59))
    assert not office.reveals.asks(case.id)
    assert office.reveals.asks(other.id)
    clock.set(clock.now() + timedelta(minutes=1))
    assert office.reveals.asks(case.id)
    clock.set(clock.now() - timedelta(days=3))
    assert office.reveals.asks(case.id)


@pytest.mark.parametrize("changes", SENSITIVE.values(), ids=SENSITIVE)
def test_a_sensitive_case_keeps_its_line_and_nothing_else_without_the_right(
    office: Desk, changes: dict
) -> None:
    case = registered(office, committee_of(office), **changes)
    plain = registered(office, committee_of(office))
    sit_down(office, AccountRole.CLERK)
    rows = {row.id: row for row in office.listing.cases(Filters())}
    assert (rows[case.id].title, rows[case.id].parties) == (NEUTRAL_TITLE, "")
    assert rows[plain.id].title == plain.title
    for ask in (
        lambda: office.cases.show(case.id),
        lambda: office.cases.draft(case.id),
        lambda: office.cases.history(case.id),
        lambda: office.cases.viewers(case.id),
        lambda: office.reveals.texts(case.id),
        lambda: office.papers.available(case.id),
        lambda: office.papers.preview(case.id, "application"),
        lambda: office.papers.issue(case.id, "application"),
        lambda: office.papers.issued(case.id),
    ):
        with pytest.raises(RuleViolation, match="需要：查看敏感案件"):
            ask()
    sit_down(office, AccountRole.CLERK, AccountRole.SENSITIVE)
    assert office.cases.show(case.id).title == case.title


def test_an_issued_paper_of_a_sensitive_case_is_not_opened_without_the_right(office: Desk) -> None:
    case = registered(office, committee_of(office), is_public=False)
    paper = office.papers.issue(case.id, "application")
    sit_down(office, AccountRole.ARCHIVIST)
    with pytest.raises(RuleViolation, match="需要：查看敏感案件"):
        office.papers.content(paper.id)


def test_a_sensitive_case_is_not_found_by_its_words(office: Desk) -> None:
    case = registered(office, committee_of(office), is_public=False, place="静样巷")
    assert [hit.case_id for hit in office.search.find("静样巷")] == [case.id]
    sit_down(office, AccountRole.CLERK)
    assert office.search.find("静样巷") == ()
    assert office.listing.cases(Filters(text="邻样东")) == ()
    seen = office.seen.look(parties()[0], Door(committee_of(office)))
    assert [one.title for one in seen.cases] == [NEUTRAL_TITLE]


def test_a_sensitive_case_in_the_bin_keeps_its_names_to_itself(office: Desk) -> None:
    case = registered(office, committee_of(office), is_public=False)
    office.bin.delete(case.id, "重复登记")
    assert office.bin.cases()[0].title == case.title
    sit_down(office, AccountRole.LEADER)
    assert office.bin.cases()[0].title == NEUTRAL_TITLE


def test_who_saw_a_case_is_known_once_an_hour(office: Desk, clock: FixedClock) -> None:
    case = registered(office, committee_of(office))
    office.cases.show(case.id)
    clock.set(clock.now() + timedelta(minutes=59))
    office.cases.show(case.id)
    assert [(row.actor, row.what) for row in office.cases.viewers(case.id)] == [
        ("管样（admin-yang）", "查看案件")
    ]
    clock.set(clock.now() + timedelta(minutes=1))
    office.cases.show(case.id)
    office.papers.preview(case.id, "application")
    office.papers.content(office.papers.issue(case.id, "application").id)
    foot = f"文本 {office.papers.issued(case.id)[0].text} · 第1版"
    assert [row.what for row in office.cases.viewers(case.id)] == [
        "打开或重印文书（人民调解申请书）",
        f"打印文书（人民调解申请书 {foot}）",
        "预览文书（人民调解申请书）",
        "查看案件",
        "查看案件",
    ]


def test_looking_never_waits_for_a_write(office: Desk) -> None:
    case = registered(office, committee_of(office))
    office._context.session.shown.clear()
    before = len(office.cases.viewers(case.id))
    with office._context.db.write():
        office.cases.show(case.id)
    assert len(office.cases.viewers(case.id)) == before
    office.cases.draft(case.id)
    assert [row.what for row in office.cases.viewers(case.id)[:2]] == ["打开修改", "查看案件"]


def test_in_an_office_without_accounts_looking_writes_nothing(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    before = audited(desk)
    desk.cases.show(case.id)
    desk.reveals.numbers(case.id, case.parties[0].id)
    desk.papers.preview(case.id, "application")
    assert audited(desk) == before
    assert desk.cases.viewers(case.id) == ()


def last_line(desk: Desk) -> tuple[str, str, str]:
    with desk._context.db.read() as connection:
        last = select(audit.c.action, audit.c.subject_id, audit.c.detail)
        return connection.execute(last.order_by(audit.c.seq.desc()).limit(1)).one()


def test_whatever_leaves_as_a_file_is_recorded_with_its_purpose(office: Desk) -> None:
    case = registered(office, committee_of(office), registered_on=date(2025, 3, 3))
    paper = office.papers.issue(case.id, "application").id
    days = (date(2025, 3, 1), date(2025, 3, 31))
    period = office.statistics.period("2025")
    exports = {
        "报县司法局": lambda why: office.statistics.workbook(
            "case_annual", period=period, purpose=why
        ),
        "放进手机日历": lambda why: office.agenda.as_file(*days, purpose=why),
        "交给当事人": lambda why: office.papers.take_out(paper, why),
    }
    for purpose, export in exports.items():
        with pytest.raises(InvalidInput, match="用途"):
            export(" ")
        export(purpose)
        action, _, detail = last_line(office)
        assert action == "export_file"
        assert detail.endswith(f"：{purpose}")
    assert last_line(office)[1] == case.id
    assert office.cases.viewers(case.id)[0].what == "导出文件（人民调解申请书：交给当事人）"


def test_an_office_without_accounts_keeps_a_line_of_what_was_exported(desk: Desk) -> None:
    set_up(desk)
    desk.agenda.as_file(date(2025, 3, 1), date(2025, 3, 31))
    assert last_line(desk)[0] == "export_file"


def test_more_cases_than_a_statement_takes_values_are_looked_through(office: Desk) -> None:
    case = registered(office, committee_of(office), **SENSITIVE["flagged"])
    ids = [*(f"case-{number}" for number in range(300_000)), case.id]
    sit_down(office, AccountRole.CLERK)
    office.agenda.reminders()  # what is held is found out with every action
    with office._context.db.read() as connection:
        assert hidden_among(connection, office._context, ids) == {case.id}
