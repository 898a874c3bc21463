"""Subsidies by case: from what may be claimed to what was paid, one case in one claim."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook

from mediation_desk.app import Desk
from mediation_desk.domain.codes import Form
from mediation_desk.domain.rights import AccountRole
from mediation_desk.domain.subsidy import Need, Scheme, Tier
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.drafts import AssignDraft
from mediation_desk.services.privacy import NEUTRAL_TITLE
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.subsidy_rows import ClaimDraft, ClaimState, StepKind
from mediation_desk.storage.tables.accounts import account
from tests.factories import (
    DAY,
    agreement_draft,
    mediating,
    parties,
    session_draft,
    set_up,
    signatures,
)

FIRST, LAST = date(2025, 1, 1), date(2025, 3, 31)
COUNTY = Scheme(
    "泾示〔2025〕1号",
    date(2025, 1, 1),
    (Tier("重大", 20_000, difficulties=("major",)), Tier("一般", 5_000, 2_000)),
    lead_percent=60,
    needs=(Need.RECORD,),
)


@pytest.fixture
def office(desk: Desk) -> str:
    """An office with the county's rules; its township committee's id."""
    committee = set_up(desk)
    desk.subsidy_rules.save(COUNTY)
    return committee


def agreed(desk: Desk, committee: str, **changes: object) -> CaseDetail:
    """Return a case agreed and signed on 10 March 2025, recorded, led by 调样甲."""
    case = mediating(desk, committee, **changes)
    desk.sessions.record(case.id, session_draft(case))
    draft = agreement_draft(case, signatures=signatures(case))
    desk.agreements.conclude(case.id, draft)
    return desk.cases.show(case.id)


def claimed(desk: Desk, *cases: CaseDetail) -> str:
    ids = tuple(case.id for case in cases)
    return desk.subsidy.open_claim(ClaimDraft("2025年第一季度", FIRST, LAST, ids)).id


def test_what_may_be_claimed_explains_itself_and_says_what_is_missing(
    desk: Desk, office: str
) -> None:
    whole = agreed(desk, office)
    unsigned = mediating(desk, office, parties=parties(name="邻样南"))
    desk.sessions.record(unsigned.id, session_draft(unsigned))
    desk.agreements.conclude(unsigned.id, agreement_draft(unsigned))
    found = desk.subsidy.propose(FIRST, LAST)
    ready, waiting = sorted(found.rows, key=lambda row: row.id != whole.id)
    assert (ready.id, ready.assessment.tier, ready.assessment.paid_fen) == (
        whole.id,
        "一般",
        5_000,
    )
    assert "还没有履行完毕" in ready.assessment.why[2]
    assert [share.name for share in ready.assessment.shares] == ["调样甲"]
    assert waiting.assessment.missing == ("缺：协议已经生效。",)
    assert (found.sample, found.paid_fen, found.claimed) == (False, 5_000, 0)
    assert desk.subsidy.propose(date(2025, 4, 1), date(2025, 6, 30)).rows == ()


def test_a_case_stands_in_one_claim_only(desk: Desk, office: str) -> None:
    case = agreed(desk, office)
    claim = claimed(desk, case)
    proposal = desk.subsidy.propose(FIRST, LAST)
    assert (proposal.rows, proposal.claimed) == ((), 1)
    with pytest.raises(RuleViolation, match="一个案件只报一次"):
        claimed(desk, case)
    assert [row.id for row in desk.subsidy.claims()] == [claim]
    desk.subsidy.take_out(claim, case.id, "等履行后再报")
    (row,) = desk.subsidy.propose(FIRST, LAST).rows
    assert row.returned == "等履行后再报"


def test_what_was_submitted_stays_though_the_rules_change(desk: Desk, office: str) -> None:
    claim = claimed(desk, agreed(desk, office))
    desk.subsidy.submit(claim)
    doubled = replace(COUNTY, tiers=(replace(COUNTY.tiers[1], base_fen=10_000),))
    (version,) = desk.subsidy_rules.schemes()
    with pytest.raises(RuleViolation, match="另存一个新版本"):
        desk.subsidy_rules.save(doubled, scheme_id=version.id, revision=version.revision)
    desk.subsidy_rules.save(replace(doubled, valid_from=date(2025, 2, 1)))
    assert desk.subsidy.claim(claim).row.paid_fen == 5_000
    desk.subsidy_settlement.send_back(claim, "请按新办法重算")
    assert desk.subsidy.claim(claim).row.paid_fen == 10_000


def test_a_claim_goes_its_way_and_keeps_why_it_came_back(desk: Desk, office: str) -> None:
    case, other = agreed(desk, office), agreed(desk, office, parties=parties(name="邻样北"))
    claim = claimed(desk, case, other)
    with pytest.raises(RuleViolation, match="只有“已提交”的才可以"):
        desk.subsidy_settlement.approve(claim)
    desk.subsidy.submit(claim)
    desk.subsidy_settlement.fault(claim, other.id, "协议书缺公章")
    desk.subsidy_settlement.send_back(claim, "有一件不合格")
    assert desk.subsidy.claim(claim).row.why == "有一件不合格"
    desk.subsidy.take_out(claim, other.id, "补盖公章后再报")
    desk.subsidy.submit(claim)
    desk.subsidy_settlement.approve(claim, "同意")
    with pytest.raises(InvalidInput, match="今天之后"):
        desk.subsidy_settlement.pay(claim, date(2026, 1, 1))
    desk.subsidy_settlement.pay(claim, date(2025, 12, 30))
    detail = desk.subsidy.claim(claim)
    assert (detail.row.state, detail.row.cases, detail.row.paid_on) == (
        ClaimState.PAID,
        1,
        date(2025, 12, 30),
    )
    assert [(step.kind, step.reason) for step in detail.steps] == [
        (StepKind.OPENED, ""),
        (StepKind.SUBMITTED, ""),
        (StepKind.FAULTED, "协议书缺公章"),
        (StepKind.RETURNED, "有一件不合格"),
        (StepKind.TAKEN_OUT, "补盖公章后再报"),
        (StepKind.SUBMITTED, ""),
        (StepKind.APPROVED, "同意"),
        (StepKind.PAID, ""),
    ]


def test_nothing_is_submitted_by_the_sample_of_the_program(desk: Desk) -> None:
    case = agreed(desk, set_up(desk))
    desk.cases.close(case.id, date(2025, 4, 1))
    assert desk.subsidy.propose(FIRST, LAST).sample
    claim = claimed(desk, case)
    with pytest.raises(RuleViolation, match="样例"):
        desk.subsidy.submit(claim)
    assert desk.subsidy.claim(claim).row.state is ClaimState.DRAFT


def test_the_same_people_with_the_same_quarrel_are_asked_about(desk: Desk, office: str) -> None:
    claim = claimed(desk, agreed(desk, office), agreed(desk, office))
    assert all("同一起纠纷" in line.doubt for line in desk.subsidy.claim(claim).lines)
    with pytest.raises(InvalidInput) as caught:
        desk.subsidy.submit(claim)
    assert "核对后请写明情况" in caught.value.fields["note"]
    desk.subsidy.submit(claim, "前一件为排水，后一件为院墙，不是同一起")
    assert desk.subsidy.claim(claim).row.state is ClaimState.SUBMITTED


def test_lead_and_helper_share_to_the_fen_and_an_official_gets_nothing(
    desk: Desk, office: str
) -> None:
    first, second = desk.office.mediators(committee_id=office)
    draft, revision = desk.office.mediator_draft(second.id)
    case = agreed(desk, office)
    helped = mediating(desk, office, parties=parties(name="邻样北"))
    desk.assignments.assign(
        helped.id, AssignDraft(lead_id=first.id, co_ids=(second.id,), from_on=DAY)
    )
    helped = desk.cases.show(helped.id)
    desk.sessions.record(helped.id, session_draft(helped))
    desk.agreements.conclude(helped.id, agreement_draft(helped, signatures=signatures(helped)))
    claim = claimed(desk, case, helped)
    people = {row.name: row for row in desk.subsidy.claim(claim).people}
    assert (people["调样甲"].paid_fen, people["调样甲"].cases) == (8_000, 2)
    assert people["调样乙"].paid_fen == 2_000
    desk.office.save_mediator(
        replace(draft, subsidised=False), mediator_id=second.id, revision=revision
    )
    people = {row.name: row for row in desk.subsidy.claim(claim).people}
    assert (people["调样乙"].paid_fen, people["调样乙"].cut_fen) == (0, 2_000)
    assert people["调样甲"].paid_fen == 8_000


def test_a_case_in_the_bin_stops_the_claim_until_it_is_taken_out(desk: Desk, office: str) -> None:
    case = agreed(desk, office)
    claim = claimed(desk, case)
    desk.bin.delete(case.id, "重复登记")
    (fault,) = desk.subsidy.claim(claim).in_the_way
    assert "回收站" in fault
    with pytest.raises(RuleViolation, match="还不能提交"):
        desk.subsidy.submit(claim)
    desk.subsidy.take_out(claim, case.id, "已删除")
    with pytest.raises(RuleViolation, match="还没有案件"):
        desk.subsidy.submit(claim)


def test_an_oral_agreement_is_claimed_with_its_part(desk: Desk, office: str) -> None:
    (version,) = desk.subsidy_rules.schemes()
    half = replace(COUNTY, oral_percent=50)
    desk.subsidy_rules.save(half, scheme_id=version.id, revision=version.revision)
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case, form=Form.ORAL))
    (row,) = desk.subsidy.propose(FIRST, LAST).rows
    assert (row.ready, row.assessment.paid_fen) == (True, 2_500)


def test_every_step_of_a_claim_is_undone_with_ctrl_z(desk: Desk, office: str) -> None:
    claim = claimed(desk, agreed(desk, office))
    desk.subsidy.submit(claim)
    step = desk.undo.last()
    assert "提交补贴申报" in step.sentence
    desk.undo.undo(step.write_id)
    assert desk.subsidy.claim(claim).row.state is ClaimState.DRAFT
    desk.undo.undo(desk.undo.last().write_id)
    with pytest.raises(NotFound):
        desk.subsidy.claim(claim)
    assert len(desk.subsidy.propose(FIRST, LAST).rows) == 1


def test_two_versions_do_not_begin_on_one_day(desk: Desk, office: str) -> None:
    with pytest.raises(InvalidInput, match="已有一个版本"):
        desk.subsidy_rules.save(COUNTY)
    desk.subsidy_rules.save(replace(COUNTY, valid_from=date(2026, 1, 1)))
    newer, older = desk.subsidy_rules.schemes()
    assert (older.until, newer.until) == (date(2026, 1, 1), None)
    assert older.scheme == COUNTY


def test_the_committee_chosen_sees_its_own_cases(desk: Desk, office: str) -> None:
    agreed(desk, office)
    village = desk.office.committees()[1].id
    assert desk.subsidy.propose(FIRST, LAST, village).rows == ()
    assert len(desk.subsidy.propose(None, LAST, office).rows) == 1


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[at].get_textpage() for at in range(len(document))]
    text = "\n".join(page.get_text_range() for page in pages)
    for page in pages:
        page.close()
    document.close()
    return text


def give_card(desk: Desk, name: str, card: str) -> None:
    row = next(one for one in desk.office.mediators() if one.name == name)
    draft, revision = desk.office.mediator_draft(row.id)
    draft = replace(draft, bank_name="示例农商行", bank_card=card)
    desk.office.save_mediator(draft, mediator_id=row.id, revision=revision)


def test_the_pay_sheet_names_everybody_with_the_sum_in_capitals(desk: Desk, office: str) -> None:
    case = agreed(desk, office)
    give_card(desk, "调样甲", "6228 4800 1234 5678")
    desk.papers.issue(case.id, "agreement")
    claim = claimed(desk, case)
    draft = text_of(desk.subsidy_papers.pay_sheet(claim))
    assert "金额可能变动" in draft
    desk.subsidy.submit(claim)
    sheet = text_of(desk.subsidy_papers.pay_sheet(claim))
    assert "金额可能变动" not in sheet
    for words in ("调样甲", "1 件：一般1", "50.00", "伍拾元整", "尾号 5678", "1份"):
        assert words in sheet.replace("一般 1", "一般1")
    assert "6228480012345678" not in sheet
    assert "6228480012345678" in text_of(
        desk.subsidy_papers.pay_sheet(claim, whole_cards=True, purpose="发放")
    )
    assert desk.subsidy_papers.pay_sheet(claim) == desk.subsidy_papers.pay_sheet(claim)


def test_the_workbook_holds_amounts_as_numbers_and_cards_as_text(desk: Desk, office: str) -> None:
    case = agreed(desk, office)
    give_card(desk, "调样甲", "6228480012345678901")
    desk.papers.issue(case.id, "agreement")
    claim = claimed(desk, case)
    with pytest.raises(InvalidInput, match="用途"):
        desk.subsidy_papers.pay_workbook(claim, whole_cards=True)
    made = desk.subsidy_papers.pay_workbook(claim, whole_cards=True, purpose="发放")
    book = load_workbook(BytesIO(made))
    pay, index = book["发放表"], book["卷宗索引"]
    head = [cell.value for cell in pay[3]]
    first = dict(zip(head, [cell.value for cell in pay[4]], strict=True))
    assert (first["姓名"], first["金额（元）"], first["银行卡号"]) == (
        "调样甲",
        50,
        "6228480012345678901",
    )
    listed = dict(zip([c.value for c in index[3]], [c.value for c in index[4]], strict=True))
    assert listed["编号"] == case.number
    assert "人民调解协议书" in listed["卷宗文书"]


def test_a_card_with_letters_is_refused_and_the_history_hides_it(desk: Desk, office: str) -> None:
    with pytest.raises(InvalidInput, match="只有数字"):
        give_card(desk, "调样甲", "62284800ABCD")
    give_card(desk, "调样甲", "6228480012345678")
    shown = desk.undo.step(desk.undo.last().write_id).entry.lines
    assert [line.after for line in shown if line.field == "银行卡号"] == ["************5678"]


def test_a_county_that_asks_for_sound_dossiers_names_those_that_are_not(
    desk: Desk, office: str
) -> None:
    (version,) = desk.subsidy_rules.schemes()
    strict = replace(COUNTY, needs=(Need.DOSSIER,))
    desk.subsidy_rules.save(strict, scheme_id=version.id, revision=version.revision)
    sound = agreed(desk, office)
    bare = mediating(desk, office, parties=parties(name="邻样北"))  # not one session on record
    desk.agreements.conclude(bare.id, agreement_draft(bare, signatures=signatures(bare)))
    missing = {row.id: row.assessment.missing for row in desk.subsidy.propose(FIRST, LAST).rows}
    assert missing == {sound.id: (), bare.id: ("缺：卷宗自查没有必须改正的问题。",)}
    with pytest.raises(RuleViolation, match="卷宗自查"):
        claimed(desk, bare)


def test_rules_are_tried_out_on_last_years_cases_before_they_are_kept(
    desk: Desk, office: str
) -> None:
    nothing = desk.subsidy_trial.trial(COUNTY)
    assert (nothing.first_on, nothing.draft.cases) == (None, 0)
    agreed(desk, office)
    unclosed = replace(COUNTY, tiers=(replace(COUNTY.tiers[1], base_fen=8_000),))
    found = desk.subsidy_trial.trial(replace(unclosed, valid_from=date(2026, 1, 1)))
    assert found.last_on == date(2025, 3, 10)
    assert (found.draft.cases, found.draft.paid_fen) == (1, 8_000)
    assert (found.present.cases, found.present.paid_fen) == (1, 5_000)
    assert (
        "永远轮不到"
        in desk.subsidy_trial.trial(replace(COUNTY, tiers=COUNTY.tiers[::-1])).doubts[0]
    )
    assert len(desk.subsidy_rules.schemes()) == 1


def test_a_claim_grows_while_it_is_open_and_is_given_up_only_before_it_is_submitted(
    desk: Desk, office: str
) -> None:
    first = agreed(desk, office)
    claim = claimed(desk, first)
    second = agreed(desk, office, parties=parties(name="邻样北"))
    (open_claim,) = desk.subsidy.propose(FIRST, LAST).open_claims
    desk.subsidy.add_cases(open_claim.id, [second.id])
    assert {line.id for line in desk.subsidy.claim(claim).lines} == {first.id, second.id}
    desk.subsidy.submit(claim)
    with pytest.raises(RuleViolation, match="未提交"):
        desk.subsidy.drop(claim)
    desk.undo.undo(desk.undo.last().write_id)
    desk.subsidy.drop(claim)
    assert desk.subsidy.claims() == ()
    assert len(desk.subsidy.propose(FIRST, LAST).ready) == 2
    desk.undo.undo(desk.undo.last().write_id)
    assert desk.subsidy.claim(claim).row.cases == 2


@pytest.mark.usefixtures("quick_passwords")
def test_names_of_a_sensitive_case_stay_hidden_from_those_who_may_not_know(
    desk: Desk, office: str
) -> None:
    case = agreed(desk, office, flags=("domestic_violence",))
    claim = claimed(desk, case)
    desk.accounts.first(AccountDraft("admin-yang", "管样"), "Lantern-47-hill")
    roles = frozenset({AccountRole.CLERK})
    with desk._context.db.write() as connection:
        connection.execute(account.update().values(roles=sorted(roles)))
    desk._context.session.me = replace(desk._context.session.me, roles=roles)
    (line,) = desk.subsidy.claim(claim).lines
    assert (line.title, line.assessment.paid_fen) == (NEUTRAL_TITLE, 5_000)
    assert "邻样" not in text_of(desk.subsidy_papers.pay_sheet(claim, purpose="报送"))
    with pytest.raises(InvalidInput, match="用途"):
        desk.subsidy_papers.pay_sheet(claim)
