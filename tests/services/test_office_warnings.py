"""What the Act expects of a committee is counted from the office's own code list."""

from mediation_desk.app import Desk
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
