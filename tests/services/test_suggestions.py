"""Whom to assign: reasons in words, load counts, closeness is asked about and answered."""

from dataclasses import replace

import pytest

from mediation_desk.errors import InvalidInput
from mediation_desk.services.drafts import AcceptDraft, AssignDraft
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
