"""Whom to assign: reasons in words, load counts, closeness is asked about and answered."""

from dataclasses import replace

import pytest

from mediation_desk.domain.codes import ChosenBy
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.drafts import AcceptDraft, AssignDraft, MediatorDraft
from mediation_desk.services.missing import missing
from mediation_desk.services.record_drafts import RecusalDraft
from tests.factories import DAY, mediating, registered, set_up


def accepted(desk, committee_id: str) -> str:
    case = registered(desk, committee_id)
    desk.acceptance.accept(case.id, AcceptDraft(accepted_on=DAY))
    return case.id


def live_at(desk, name: str, address: str) -> str:
    """Give the first mediator another name and home; return the id."""
    one = desk.office.mediators()[0]
    draft, revision = desk.office.mediator_draft(one.id)
    desk.office.save_mediator(
        replace(draft, name=name, address=address), mediator_id=one.id, revision=revision
    )
    return one.id


def test_the_least_busy_of_the_own_committee_comes_first_with_reasons(desk) -> None:
    committee_id = set_up(desk)
    mediating(desk, committee_id)  # 调样甲 has a case
    found = desk.suggestions.candidates(accepted(desk, committee_id))
    assert [one.name for one in found] == ["调样乙", "调样甲", "调样丙"]
    assert found[0].reasons == ("本调委会", "在办 0 件")
    assert found[1].reasons == ("本调委会", "在办 1 件")


def test_somebody_of_the_same_name_and_home_stands_last_and_is_asked_about(desk) -> None:
    case_id = accepted(desk, set_up(desk))
    close = live_at(desk, "邻样亲", "样板村一组")
    last = desk.suggestions.candidates(case_id)[-1]
    assert last.id == close
    assert "同姓同住址" in last.doubt
    with pytest.raises(InvalidInput) as asked:
        desk.assignments.assign(case_id, AssignDraft(lead_id=close, from_on=DAY))
    assert "回避" in asked.value.fields["reason"]
    answer = "已向双方说明是堂兄弟，双方同意由其调解"
    desk.assignments.assign(case_id, AssignDraft(lead_id=close, from_on=DAY, reason=answer))
    assert desk.cases.show(case_id).assignments[0].reason == answer


def test_a_shared_village_alone_is_no_closeness(desk) -> None:
    case_id = accepted(desk, set_up(desk))
    live_at(desk, "调样甲", "样板村一组")
    assert all(not one.doubt for one in desk.suggestions.candidates(case_id))


def recusal(mediator_id: str, **changes: object) -> RecusalDraft:
    draft = RecusalDraft(
        mediator_id=mediator_id,
        kind="asked",
        stated_on=DAY,
        relation="kin",
        ground="是被申请人的表兄。",
        decision="withdraw",
        raised_by="邻样东",
        decided_by="调样主任",
    )
    return replace(draft, **changes)


def test_whoever_withdrew_is_neither_suggested_nor_assigned_again(desk) -> None:
    case_id = accepted(desk, set_up(desk))
    gone, other = (one.id for one in desk.office.mediators()[:2])
    desk.assignments.assign(case_id, AssignDraft(lead_id=gone, from_on=DAY))
    told = desk.records.recuse(case_id, recusal(gone)).message
    assert told == "调样甲回避，请改派调解员"
    assert "调样甲已回避，请改派" in missing(desk.cases.show(case_id))
    assert gone not in [one.id for one in desk.suggestions.candidates(case_id)]
    with pytest.raises(RuleViolation, match="回避"):
        desk.assignments.assign(case_id, AssignDraft(lead_id=gone, from_on=DAY, reason="再办"))
    desk.assignments.assign(case_id, AssignDraft(lead_id=other, from_on=DAY, reason="回避改派"))
    assert not any("回避" in one for one in missing(desk.cases.show(case_id)))


def test_a_relation_told_with_everybodys_consent_answers_the_question(desk) -> None:
    case_id = accepted(desk, set_up(desk))
    close = live_at(desk, "邻样亲", "样板村一组")
    with pytest.raises(InvalidInput) as refused:
        desk.records.recuse(case_id, recusal(close, decision="consent"))
    assert set(refused.value.fields) == {"opinions"}
    agreed = recusal(close, kind="disclosed", decision="consent", opinions="双方3月3日都同意")
    desk.records.recuse(case_id, agreed)
    desk.assignments.assign(case_id, AssignDraft(lead_id=close, from_on=DAY))
    (kept,) = desk.cases.show(case_id).records.recusals
    assert (kept.mediator_name, kept.decision) == ("邻样亲", "consent")


def test_a_lead_who_was_not_suggested_wants_a_reason_unless_the_parties_chose(desk) -> None:
    town = set_up(desk)
    for name in ("调样丁", "调样戊"):
        desk.office.save_mediator(MediatorDraft(committee_id=town, name=name, position="member"))
    case_id = accepted(desk, town)
    last = desk.suggestions.candidates(case_id)[-1].id
    with pytest.raises(InvalidInput) as refused:
        desk.assignments.assign(case_id, AssignDraft(lead_id=last, from_on=DAY))
    assert "不在建议里" in refused.value.fields["reason"]
    chosen = AssignDraft(lead_id=last, from_on=DAY, chosen_by=ChosenBy.PARTIES)
    desk.assignments.assign(case_id, chosen)
    again = replace(chosen, chosen_by=ChosenBy.APPOINTED)
    desk.assignments.assign(case_id, again)  # who leads already is not asked about again
