"""What the Act expects of a committee is counted from the office's own code list."""

from dataclasses import replace

from mediation_desk.app import Desk
from mediation_desk.domain.codes import Sex
from mediation_desk.services.drafts import CommitteeDraft, MediatorDraft, OfficeDraft


def test_a_deputy_director_is_one_of_the_three_to_nine(desk: Desk) -> None:
    name = "示例村人民调解委员会"
    people = [("主任示", "director"), ("副示", "deputy"), ("委示", "member")]
    desk.office.set_up(
        OfficeDraft(
            name="示例所",
            committees=(CommitteeDraft(name=name, short_name="示", kind="village"),),
            mediators=tuple(MediatorDraft(name, who, position=what) for who, what in people),
        )
    )
    warnings = "".join(desk.office.committees()[0].warnings)
    assert "三至九人" not in warnings
    assert "女性" in warnings


def test_a_woman_hired_beside_the_committee_is_no_member_of_it(desk: Desk) -> None:
    name = "示例村人民调解委员会"
    members = [MediatorDraft(name, f"委示{at}", Sex.MALE, position="member") for at in "甲乙丙"]
    hired = MediatorDraft(name, "聘示", Sex.FEMALE, position="mediator")
    committee = CommitteeDraft(name=name, short_name="示", kind="village")
    desk.office.set_up(
        OfficeDraft(name="示例所", committees=(committee,), mediators=(*members, hired))
    )
    assert "没有女性成员（《人民调解法》第八条）。" in desk.office.committees()[0].warnings
    first = next(one for one in desk.office.mediators() if one.name == "委示甲")
    draft, revision = desk.office.mediator_draft(first.id)
    draft = replace(draft, sex=Sex.FEMALE)
    desk.office.save_mediator(draft, mediator_id=first.id, revision=revision)
    assert desk.office.committees()[0].warnings == ()
