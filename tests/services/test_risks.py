"""Risk colours: given with a reason, listed, narrowed by, in the history, undone."""

import pytest

from mediation_desk.app import Desk
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.filters import Filters
from tests.factories import mediating, set_up


@pytest.fixture
def case_id(desk: Desk) -> str:
    return mediating(desk, set_up(desk)).id


def test_a_colour_is_given_listed_told_and_undone(desk: Desk, case_id: str) -> None:
    assert "红色" in desk.risks.rate(case_id, "red", "双方扬言动手").message
    assert desk.cases.show(case_id).risk_label == "红色"
    (row,) = desk.listing.cases(Filters(risk="red"))
    assert (row.id, row.risk_label) == (case_id, "红色")
    assert desk.listing.cases(Filters(risk="blue")) == ()
    (line,) = desk.cases.history(case_id)[0].lines
    assert (line.field, line.after) == ("风险等级", "红色")
    desk.undo.undo(desk.undo.last().write_id)
    assert desk.cases.show(case_id).risk == ""


def test_a_colour_wants_a_reason_and_must_be_another(desk: Desk, case_id: str) -> None:
    with pytest.raises(InvalidInput, match="为什么"):
        desk.risks.rate(case_id, "red", " ")
    with pytest.raises(InvalidInput, match="请选择"):
        desk.risks.rate(case_id, "purple", "理由")
    desk.risks.rate(case_id, "yellow", "一般")
    with pytest.raises(RuleViolation, match="本来就是"):
        desk.risks.rate(case_id, "yellow", "再来")
    desk.risks.rate(case_id, "", "已经稳控")
    assert desk.cases.show(case_id).risk_label == ""
