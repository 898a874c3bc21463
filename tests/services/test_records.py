"""Visits, investigations, deliveries, receipts, urgings and supplements of a case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import Performance, Sex
from mediation_desk.domain.records import RecordKind
from mediation_desk.errors import AppError, InvalidInput, RuleViolation
from mediation_desk.services.filters import Concern
from mediation_desk.services.missing import missing
from mediation_desk.services.record_drafts import (
    DeliveryDraft,
    InvestigationDraft,
    PauseDraft,
    ReceiptDraft,
    SupplementDraft,
    UndisputedDraft,
    UrgingDraft,
)
from tests.factories import (
    agreement_draft,
    in_effect,
    mediating,
    session_draft,
    set_up,
    signatures,
    visit_draft,
)

APRIL = date(2025, 4, 2)
ASKED = InvestigationDraft(
    held_at=local(date(2025, 3, 5), 9),
    place="样板村村委会",
    name="证样人",
    record="问：水沟原来在哪里？\n答：在路的北边。",
    sex=Sex.MALE,
    age=61,
    phone="00012345678",
    investigators="调样甲、调样乙",
    recorded_by="调样乙",
)
SENT = DeliveryDraft(
    papers="人民调解协议书 1 份",
    recipient="邻样西",
    address="样板村二组",
    method="in_person",
    sent_on=date(2025, 3, 10),
    delivered_by="调样甲",
)


def paid(case, **changes: object) -> ReceiptDraft:
    """Return a receipt for the payment the agreement promises."""
    due = case.agreement.instalments[0]
    draft = ReceiptDraft(
        received_on=date(2025, 3, 18),
        payer="邻样西",
        payee="邻样东",
        method="cash",
        amount_fen=due.amount_fen,
        instalment_id=due.id,
        purpose="修墙费用",
    )
    return replace(draft, **changes)


@pytest.fixture
def case(desk: Desk):
    """A case whose agreement is in effect since 10 March."""
    return in_effect(desk, set_up(desk))


def faults(write) -> set[str]:
    with pytest.raises(InvalidInput) as refused:
        write()
    return set(refused.value.fields)


# Visits ------------------------------------------------------------------------------------


def test_a_visit_without_a_chosen_finding_is_not_saved(desk: Desk, case) -> None:
    nothing = dict.fromkeys(("method", "performance", "opinion", "litigated", "hidden"), "")
    draft = visit_draft(**nothing, reached=" ", visited_by="")
    assert faults(lambda: desk.records.visit(case.id, draft)) == {
        *nothing,
        "reached",
        "visited_by",
    }
    assert desk.cases.show(case.id).records.visits == ()


def test_what_a_visit_found_wrong_wants_its_words(desk: Desk, case) -> None:
    draft = visit_draft(opinion="unsatisfied", litigated="yes", hidden="yes")
    wanted = {"opinion_note", "litigation_note", "hidden_note"}
    assert faults(lambda: desk.records.visit(case.id, draft)) == wanted


def test_a_visit_neither_precedes_the_agreement_nor_lies_ahead(desk: Desk, case) -> None:
    for day in (date(2025, 3, 9), date(2026, 1, 1)):
        draft = visit_draft(visited_on=day)
        assert "visited_on" in faults(lambda draft=draft: desk.records.visit(case.id, draft))
    draft = visit_draft(next_on=APRIL)
    assert "next_on" in faults(lambda: desk.records.visit(case.id, draft))


def test_an_agreement_nobody_has_visited_is_on_the_desk_until_somebody_does(
    desk: Desk, case, clock
) -> None:
    clock.set(local(date(2025, 3, 24), 9))
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 0
    clock.set(local(date(2025, 3, 25), 9))
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 1, "fifteen days after 10 March"
    desk.records.visit(case.id, visit_draft(visited_on=date(2025, 3, 25), next_on=APRIL))
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 0
    clock.set(local(APRIL, 9))
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 1, "the next visit was arranged"


def test_a_new_agreement_wants_a_visit_of_its_own(desk: Desk, case) -> None:
    desk.records.visit(case.id, visit_draft(next_on=date(2025, 5, 1)))
    desk.cases.step_back(case.id, "金额写错")
    later = date(2025, 6, 2)
    made = agreement_draft(case, reached_on=later, signatures=signatures(case, later))
    desk.agreements.conclude(case.id, made)
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 1
    assert "还没有回访" in missing(desk.cases.show(case.id))
    desk.records.visit(case.id, visit_draft(visited_on=date(2025, 6, 20)))
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 0


def test_the_days_to_the_first_visit_are_the_offices_own(desk: Desk, case, clock) -> None:
    clock.set(local(date(2025, 3, 20), 9))
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 0
    desk.settings.set_days({"follow_up_days": 7})
    assert desk.attention.counts()[Concern.FOLLOW_UP] == 1


# The others --------------------------------------------------------------------------------


def test_an_investigation_is_kept_and_its_phone_hidden_until_it_is_corrected(desk, case) -> None:
    desk.records.investigate(case.id, ASKED)
    (shown,) = desk.cases.show(case.id).records.investigations
    assert (shown.name, shown.age, shown.sex) == ("证样人", 61, Sex.MALE)
    assert shown.phone != ASKED.phone
    assert desk.records.investigation(case.id, shown.id).phone == ASKED.phone
    later = replace(ASKED, record=f"{ASKED.record}\n问：谁改的？\n答：不清楚。")
    desk.records.investigate(case.id, later, record_id=shown.id)
    (shown,) = desk.cases.show(case.id).records.investigations
    assert shown.record == later.record


def test_an_investigation_says_whom_where_and_what(desk: Desk, case) -> None:
    empty = replace(ASKED, place="", name="", record=" ", investigators="")
    wanted = {"place", "name", "record", "investigators"}
    assert faults(lambda: desk.records.investigate(case.id, empty)) == wanted


def test_a_delivery_gets_its_receipt_later(desk: Desk, case) -> None:
    desk.records.deliver(case.id, SENT)
    (sent,) = desk.cases.show(case.id).records.deliveries
    assert sent.received_on is None
    taken = replace(SENT, received_on=date(2025, 3, 12), received_by="邻样西之妻", relation="妻子")
    desk.records.deliver(case.id, taken, record_id=sent.id)
    (sent,) = desk.cases.show(case.id).records.deliveries
    assert (sent.received_on, sent.received_by) == (date(2025, 3, 12), "邻样西之妻")
    both = replace(taken, failure="外出")
    assert faults(lambda: desk.records.deliver(case.id, both)) == {"failure"}


def test_a_receipt_for_all_of_a_promise_performs_it(desk: Desk, case) -> None:
    half = paid(case, amount_fen=70_000)
    assert desk.records.receive(case.id, half).message == "收条已保存"
    assert desk.cases.show(case.id).agreement.instalments[0].performed_on is None
    rest = paid(case, amount_fen=80_000, received_on=date(2025, 3, 19))
    desk.records.receive(case.id, rest)
    made = desk.cases.show(case.id).agreement
    assert made.instalments[0].performed_on == date(2025, 3, 19)
    assert made.performance is Performance.OVERDUE, "the other promise is still owed"
    desk.undo.undo(desk.cases.history(case.id)[0].write_id)
    found = desk.cases.show(case.id)
    assert found.agreement.instalments[0].performed_on is None
    assert len(found.records.receipts) == 1


def test_a_receipt_points_at_a_promise_of_this_agreement_alone(desk: Desk, case) -> None:
    other = in_effect(desk, desk.office.committees()[0].id)
    elsewhere = paid(other)
    assert faults(lambda: desk.records.receive(case.id, elsewhere)) == {"instalment_id"}
    nothing = paid(case, amount_fen=None, purpose="")
    assert faults(lambda: desk.records.receive(case.id, nothing)) == {"amount_fen"}


def test_an_urging_is_on_record_with_the_answer(desk: Desk, case) -> None:
    due = case.agreement.instalments[0].id
    draft = UrgingDraft(APRIL, "phone", "邻样西", due, "月底付", date(2025, 4, 30), "调样甲")
    desk.records.urge(case.id, draft)
    (urged,) = desk.cases.show(case.id).records.urgings
    assert (urged.answer, urged.promised_on) == ("月底付", date(2025, 4, 30))


def test_the_time_of_an_appraisal_does_not_count_in_the_limit(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    before, since = case.limit_on, case.accepted_on
    draft = PauseDraft(since + timedelta(days=2), since + timedelta(days=12), "墙体受损原因")
    assert faults(lambda: desk.records.pause(case.id, replace(draft, to_on=draft.from_on))) == {
        "to_on"
    }
    desk.records.pause(case.id, draft)
    assert desk.cases.show(case.id).limit_on == before + timedelta(days=10)
    overlapping = replace(
        draft, from_on=since + timedelta(days=11), to_on=since + timedelta(days=20)
    )
    assert faults(lambda: desk.records.pause(case.id, overlapping)) == {"from_on"}
    (row,) = desk.cases.show(case.id).records.pauses
    sooner = replace(draft, to_on=since + timedelta(days=5))
    desk.records.pause(case.id, sooner, record_id=row.id)
    assert desk.cases.show(case.id).limit_on == before + timedelta(days=3)
    desk.records.remove(case.id, RecordKind.PAUSE, row.id, "没有做鉴定")
    assert desk.cases.show(case.id).limit_on == before


def test_the_fifteen_days_of_a_labour_dispute_run_on(desk: Desk) -> None:
    case = mediating(desk, set_up(desk), type="labour_other.work_injury")
    draft = PauseDraft(case.accepted_on, case.accepted_on + timedelta(days=9), "工伤等级")
    with pytest.raises(RuleViolation, match="劳动争议"):
        desk.records.pause(case.id, draft)


def test_undisputed_facts_are_stored_corrected_and_printed(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    draft = UndisputedDraft(date(2025, 3, 12), "", "调样甲")
    assert faults(lambda: desk.records.agree_facts(case.id, draft)) == {"content"}
    first = replace(draft, content="围墙是2025年2月修的。")
    desk.records.agree_facts(case.id, first)
    (row,) = desk.cases.show(case.id).records.undisputed
    better = replace(first, content="围墙是2025年1月修的。")
    desk.records.agree_facts(case.id, better, record_id=row.id)
    latest = desk.cases.history(case.id)[0]
    assert (latest.action, latest.lines[0].before) == ("记载无争议事实", first.content)
    assert better.content in desk.papers.preview(case.id, "undisputed_facts")
    desk.agreements.conclude(case.id, agreement_draft(desk.cases.show(case.id)))
    with pytest.raises(RuleViolation, match="写在协议书里"):
        desk.records.agree_facts(case.id, first)


def test_a_supplement_is_for_closed_cases_and_changes_nothing_counted(desk: Desk, case) -> None:
    draft = SupplementDraft(date(2025, 6, 1), "邻样西来电：围墙已修好。", "调样甲")
    with pytest.raises(RuleViolation, match="已结案"):
        desk.records.supplement(case.id, draft)
    desk.cases.close(case.id, date(2025, 5, 1))
    before = desk.cases.show(case.id)
    early = replace(draft, noted_on=date(2025, 4, 30))
    assert faults(lambda: desk.records.supplement(case.id, early)) == {"noted_on"}
    desk.records.supplement(case.id, draft)
    after = desk.cases.show(case.id)
    assert after.records.supplements[0].content == draft.content
    assert (after.agreement, after.closed_on, after.state) == (
        before.agreement,
        before.closed_on,
        before.state,
    )


def test_a_record_taken_away_stays_in_the_history_and_comes_back(desk: Desk, case) -> None:
    desk.records.visit(case.id, visit_draft())
    (visit,) = desk.cases.show(case.id).records.visits
    assert faults(lambda: desk.records.remove(case.id, RecordKind.FOLLOW_UP, visit.id, " ")) == {
        "reason"
    }
    desk.records.remove(case.id, RecordKind.FOLLOW_UP, visit.id, "登错了案件")
    assert desk.cases.show(case.id).records.visits == ()
    newest = desk.cases.history(case.id)[0]
    assert (newest.action, newest.reason) == ("删除记录", "登错了案件")
    assert any(line.before == "看过水沟，水流通畅。" for line in newest.lines)
    desk.undo.undo(newest.write_id)
    assert desk.cases.show(case.id).records.visits == (visit,)


def test_a_record_of_another_case_is_never_touched(desk: Desk, case) -> None:
    desk.records.visit(case.id, visit_draft())
    (visit,) = desk.cases.show(case.id).records.visits
    other = in_effect(desk, desk.office.committees()[0].id)
    with pytest.raises(AppError):
        desk.records.visit(other.id, visit_draft(), record_id=visit.id)
    with pytest.raises(AppError):
        desk.records.remove(other.id, RecordKind.FOLLOW_UP, visit.id, "误")
    assert desk.cases.show(case.id).records.visits == (visit,)


def test_what_cannot_be_recorded_yet_says_why(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    told = desk.records.why_not(case.id)
    assert told[RecordKind.INVESTIGATION] == told[RecordKind.DELIVERY] == ""
    assert "达成协议" in told[RecordKind.RECEIPT]
    assert all(told[kind] for kind in (RecordKind.FOLLOW_UP, RecordKind.SUPPLEMENT))
    with pytest.raises(RuleViolation):
        desk.records.visit(case.id, visit_draft())


# Papers ------------------------------------------------------------------------------------


def choices(desk: Desk, case_id: str, kind: str) -> list[tuple[int, str]]:
    return [(one.session, one.label) for one in desk.papers.choices(case_id) if one.kind == kind]


def test_each_visit_has_its_paper_and_an_empty_one_for_the_next(desk: Desk, case) -> None:
    assert choices(desk, case.id, "follow_up") == [(0, "人民调解回访记录")]
    assert "■" not in desk.papers.preview(case.id, "follow_up")
    desk.records.visit(case.id, visit_draft())
    assert choices(desk, case.id, "follow_up") == [
        (1, "人民调解回访记录（第1次）"),
        (2, "人民调解回访记录（空白）"),
    ]
    told = desk.papers.preview(case.id, "follow_up", session=1).replace("　", " ")
    for words in ("2025年4月2日", "■上门 □电话", "■全部履行", "□满意 ■基本满意", "■没有 □有"):
        assert words in told
    assert "看过水沟，水流通畅。" in told
    assert "■" not in desk.papers.preview(case.id, "follow_up", session=2)


def test_investigation_delivery_and_receipt_print_what_is_on_record(desk: Desk, case) -> None:
    desk.records.investigate(case.id, ASKED)
    desk.records.deliver(case.id, SENT)
    desk.records.receive(case.id, paid(case))
    asked = desk.papers.preview(case.id, "investigation", session=1)
    for words in ("2025年3月5日9时00分", "证样人", "61", "答：在路的北边。", "00012345678"):
        assert words in asked
    sent = desk.papers.preview(case.id, "delivery", session=1).replace("　", " ")
    assert "人民调解协议书 1 份" in sent
    assert "■当面" in sent
    receipt = desk.papers.preview(case.id, "receipt", session=1).replace("　", " ")
    assert "今收到邻样西给付的款项人民币（大写）壹仟伍佰元整（￥1,500.00元）" in receipt
    assert "■现金" in receipt


@pytest.mark.parametrize("kind", ["investigation", "undisputed_facts", "follow_up", "delivery"])
def test_a_short_form_is_one_page(desk: Desk, case, kind: str) -> None:
    desk.records.investigate(case.id, ASKED)
    issued = desk.papers.issue(case.id, kind)
    (paper,) = [one for one in desk.papers.issued(case.id) if one.id == issued.id]
    assert paper.pages == 1
