"""What helps at the door: last time's choices, quick finding, what is still to be filled in."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.app import Desk
from mediation_desk.domain.codes import (
    AgentKind,
    Capacity,
    Form,
    Origin,
    PartyKind,
    Sex,
    Side,
    Willingness,
)
from mediation_desk.services.drafts import AgentDraft, CommitteeDraft, OfficeDraft, PartyDraft
from mediation_desk.services.gaps import gaps
from mediation_desk.services.intake import Remembered
from mediation_desk.services.quick_find import Findable, narrowed, spelled
from tests.factories import case_draft, parties, registered, set_up


def test_an_empty_office_remembers_nothing_but_the_usual(desk: Desk) -> None:
    set_up(desk)
    assert desk.intake.remembered() == Remembered()


def test_the_only_committee_is_chosen_from_the_start(desk: Desk) -> None:
    only = CommitteeDraft(name="示例镇人民调解委员会", short_name="泾示", kind="township")
    desk.office.set_up(OfficeDraft(name="示例镇司法所", committees=(only,)))
    assert desk.intake.remembered().committee_id == desk.office.committees()[0].id


def test_the_next_registration_begins_like_the_last(desk: Desk) -> None:
    committee = set_up(desk)
    registered(desk, committee, place="青坑村二组")
    registered(
        desk,
        committee,
        type="neighbour.drainage",
        source="own_initiative",
        origin=Origin.INITIATIVE,
        application_form=None,
        place="示例镇样板村一组田头",
        recorded_by="记样",
    )
    assert desk.intake.remembered() == Remembered(
        committee_id=committee,
        type="neighbour.drainage",
        source="own_initiative",
        origin=Origin.INITIATIVE,
        application_form=None,
        place="示例镇样板村",
        recorded_by="记样",
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ps", "neighbour.drainage"),
        ("paishui", "neighbour.drainage"),
        ("llps", "neighbour.drainage"),
        ("排水", "neighbour.drainage"),
        ("PS", "neighbour.drainage"),
        ("欠薪", "migrant_wages"),
        ("hy", "marriage_family"),
        ("彩礼", "marriage_family.betrothal"),
        ("14", "traffic"),
        ("neighbour.noise", "neighbour.noise"),
    ],
)
def test_a_type_is_found_by_words_pinyin_initials_or_code(
    desk: Desk, typed: str, found: str
) -> None:
    types = spelled(desk.intake.choices().types)
    assert narrowed(types, typed)[0].value == found


def test_a_type_is_shown_with_the_one_above_it(desk: Desk) -> None:
    labels = {one.value: one.label for one in desk.intake.choices().types}
    assert labels["neighbour.drainage"] == "邻里 / 排水"
    assert labels["neighbour"] == "邻里"


def test_what_is_not_in_the_list_finds_nothing_and_nothing_typed_finds_all() -> None:
    some = (Findable("a", "甲"), Findable("b", "乙"))
    assert narrowed(some, "丙") == ()
    assert narrowed(some, " ") == some


def test_a_committee_out_of_use_is_not_offered(desk: Desk) -> None:
    set_up(desk)
    village = desk.office.committees()[1]
    draft, revision = desk.office.committee_draft(village.id)
    desk.office.save_committee(
        replace(draft, active=False), committee_id=village.id, revision=revision
    )
    assert village.id not in [one.value for one in desk.intake.choices().committees]


def test_five_fields_leave_the_rest_to_be_filled_in(desk: Desk) -> None:
    one = (PartyDraft(name="邻样东", side=Side.APPLICANT),)
    draft = case_draft(set_up(desk), parties=one, place="")
    found = [gap.label for gap in gaps(draft)]
    assert found == [
        "邻样东：证件号码",
        "邻样东：性别",
        "邻样东：出生日期",
        "邻样东：民族",
        "邻样东：职业",
        "邻样东：联系电话",
        "邻样东：住址",
        "邻样东：调解意愿",
        "被申请人",
        "发生地点",
        "发生日期",
        "登记人",
        "申请事项",
    ]
    desk.cases.register(draft)


def test_a_whole_registration_lacks_nothing(desk: Desk) -> None:
    person = PartyDraft(
        name="邻样东",
        side=Side.APPLICANT,
        sex=Sex.MALE,
        born_on=date(1968, 5, 17),
        ethnicity="01",
        id_number="341823196805179074",
        phone="00012345678",
        occupation="务农",
        address="样板村一组",
        willingness=Willingness.WILLING,
    )
    company = PartyDraft(
        name="示例建设有限公司",
        side=Side.RESPONDENT,
        kind=PartyKind.LEGAL,
        credit_code="91341823MA9YYYY09P",
        legal_representative="示样经理",
        legal_representative_title="经理",
        phone="00012345678",
        address="示例镇",
        willingness=Willingness.WILLING,
    )
    draft = case_draft(
        set_up(desk),
        parties=(person, company),
        occurred_on=date(2025, 3, 1),
        recorded_by="记样",
        requests=("赔偿损失",),
        application_form=Form.WRITTEN,
    )
    assert gaps(draft) == ()


def test_who_cannot_act_alone_lacks_a_guardian_until_there_is_one(desk: Desk) -> None:
    committee = set_up(desk)
    alone = case_draft(committee, parties=parties(capacity=Capacity.LIMITED))
    assert "parties.1.agents" in [gap.field for gap in gaps(alone)]
    guarded = parties(
        capacity=Capacity.LIMITED, agents=(AgentDraft("邻样母", kind=AgentKind.GUARDIAN),)
    )
    assert "parties.1.agents" not in [
        gap.field for gap in gaps(case_draft(committee, parties=guarded))
    ]
