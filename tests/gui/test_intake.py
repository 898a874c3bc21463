"""A dispute is registered from the keyboard alone."""

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
from mediation_desk.services.listing import Filters
from tests.factories import registered
from tests.gui.intake_page import FACTS, at, newest, notes, saved
from tests.gui.keyboard import focused

pytestmark = pytest.mark.gui

EAST, WEST, CHILD = "341823196805179074", "341823197108209092", "341823201203019413"


# Registering --------------------------------------------------------------------------------


def test_a_simple_oral_case_takes_few_keys(qtbot, window, intake, keys, desk: Desk) -> None:
    keys.type("ps")
    keys.press("Return", "Return", "Return", "Down", "Return", "Return", "Return")
    for side, name in enumerate(("邻样东", "邻样西")):
        assert focused() is at(intake, "side", side)
        keys.press("Return", "Return")
        keys.write(name)
        keys.press("Return", "Return", "Return", "Down", "Return")
        keys.write("样板村一组")
        keys.press("Return")
    keys.write("样板村一组田头")
    keys.press("Return", "Return", "Return")
    keys.write(FACTS)
    saved(qtbot, window, keys)
    case = newest(desk)
    assert (case.title, case.type, case.facts) == (
        "邻样东与邻样西排水纠纷",
        "neighbour.drainage",
        FACTS,
    )
    assert (case.origin, case.application_form) == (Origin.APPLICATION, Form.ORAL)
    assert [party.willingness for party in case.parties] == [Willingness.WILLING] * 2
    assert [party.side for party in case.parties] == [Side.APPLICANT, Side.RESPONDENT]
    assert keys.pressed <= 60


def test_a_written_case_with_ids_and_phones_takes_few_keys(
    qtbot, window, intake, keys, desk: Desk
) -> None:
    keys.type("ps")
    keys.press("Return", "Down", "Return", "Return", "Down", "Return", "Return", "Return")
    for name, number in (("邻样东", EAST), ("邻样西", WEST)):
        keys.press("Return", "Return")
        keys.write(name)
        keys.press("Return")
        keys.type(number)
        keys.press("Return")
        keys.type("00012345678")
        keys.press("Return", "Down", "Return")
        keys.write("样板村一组")
        keys.press("Return")
    keys.write("样板村一组田头")
    keys.press("Return")
    keys.type("12-1")
    keys.press("Return")
    keys.type("1600")
    keys.press("Return")
    keys.write(FACTS)
    keys.press("Alt+M")
    keys.write("疏通水沟\n赔偿损失")
    saved(qtbot, window, keys)
    case = newest(desk)
    assert case.application_form is Form.WRITTEN
    assert case.requests == ("疏通水沟", "赔偿损失")
    assert (case.claim_fen, case.occurred_on) == (160_000, date(2025, 12, 1))
    typed, _ = desk.cases.draft(case.id)
    assert [party.id_number for party in typed.parties] == [EAST, WEST]
    assert [party.phone for party in typed.parties] == ["00012345678"] * 2
    assert keys.pressed <= 120


def test_five_fields_are_enough_and_the_rest_is_counted(
    qtbot, window, intake, keys, desk: Desk, one_committee
) -> None:
    keys.type("llkj")
    keys.press("Return")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    at(intake, "facts").setFocus()
    keys.write("两家吵架。")
    gaps = [gap.label for gap in intake.view.panel.gaps]
    assert intake.view.panel.gap_title.text() == f"待补 {len(gaps)} 项"
    assert {"邻样东：联系电话", "被申请人", "发生地点"} <= set(gaps)
    saved(qtbot, window, keys)
    assert newest(desk).title == "邻样东邻里口角纠纷"
    assert len(newest(desk).parties) == 1


def test_alt_b_goes_from_gap_to_gap_and_opens_what_is_folded(intake, keys) -> None:
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    keys.press("Alt+B")
    assert focused() is at(intake, "id_number", 0)
    keys.press("Alt+B")
    assert focused() is at(intake, "sex", 0)


def test_the_next_registration_begins_like_the_last(
    qtbot, window, intake, keys, desk: Desk
) -> None:
    village = desk.office.committees()[1].id
    registered(desk, village, type="neighbour.drainage", place="样板村二组")
    window.go_to("home")
    window.go_to("intake")
    assert at(intake, "type").value() == "neighbour.drainage"
    assert at(intake, "committee_id").value() == village
    at(intake, "occurred_on").setFocus()
    keys.press("Shift+Tab")
    keys.write("四组")
    assert at(intake, "place").value() == "样板村四组"


def test_faults_stand_beside_their_fields_and_the_first_has_the_cursor(
    qtbot, window, intake, keys, desk: Desk
) -> None:
    at(intake, "phone", 1).setFocus()
    keys.write("00012345678")
    at(intake, "occurred_on").setFocus()
    keys.write("昨天")
    keys.press("Ctrl+Return")
    assert "看不懂日期" in notes(intake, "occurred_on")
    at(intake, "occurred_on").set_value(None)
    saved(qtbot, window, keys)
    assert notes(intake, "type") == "请选择纠纷类型。"
    assert notes(intake, "name", 1) == "请填写当事人姓名或名称。"
    assert notes(intake, "name", 0) == ""
    assert "一句话也可以" in notes(intake, "facts")
    assert focused() is at(intake, "type")
    assert desk.listing.count(Filters()) == 0


def test_a_folded_fault_is_opened(qtbot, intake, keys) -> None:
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    at(intake, "born_on", 0).setText("二月三十")
    keys.press("Ctrl+S")
    assert at(intake, "born_on", 0).isVisible()
    assert "看不懂日期" in notes(intake, "born_on", 0)


# Parties ------------------------------------------------------------------------------------


def test_an_id_number_fills_what_it_says_when_it_is_left(intake, keys) -> None:
    at(intake, "id_number", 0).setFocus()
    keys.type("341823 19680517 9074")
    keys.press("Return")
    assert focused() is at(intake, "phone", 0)
    assert at(intake, "id_number", 0).value() == EAST
    assert at(intake, "born_on", 0).value() == date(1968, 5, 17)
    assert at(intake, "sex", 0).value() is Sex.MALE
    assert notes(intake, "id_number", 0) == "男，57 岁，1968-05-17\n安徽省宣城市泾县"


def test_a_wrong_check_digit_is_told_at_once_and_the_cursor_goes_on(intake, keys) -> None:
    at(intake, "id_number", 0).setFocus()
    keys.type("341823197002149037")
    keys.press("Return")
    assert "校验位" in notes(intake, "id_number", 0)
    assert focused() is at(intake, "phone", 0)
    keys.press("Shift+Tab")
    keys.press("End", "Backspace")
    assert notes(intake, "id_number", 0) == ""


@pytest.mark.parametrize(
    ("number", "says"), [("341823680517907", "15位旧号码"), ("342529196805179077", "停用")]
)
def test_old_numbers_and_regions_warn_and_are_taken(intake, keys, number: str, says: str) -> None:
    at(intake, "id_number", 0).setFocus()
    keys.type(number)
    keys.press("Return")
    assert says in notes(intake, "id_number", 0)
    assert at(intake, "sex", 0).value() is Sex.MALE


def test_another_number_fills_anew_but_what_was_typed_is_contradicted(intake, keys) -> None:
    for number, born in ((EAST, date(1968, 5, 17)), (WEST, date(1971, 8, 20))):
        at(intake, "id_number", 0).setFocus()
        keys.press("Ctrl+A")
        keys.type(number)
        keys.press("Return")
        assert at(intake, "born_on", 0).value() == born
    at(intake, "born_on", 1).setText("1990-01-01")
    at(intake, "id_number", 1).setFocus()
    keys.type(EAST)
    keys.press("Return")
    assert at(intake, "born_on", 1).value() == date(1990, 1, 1)
    assert "不一致" in notes(intake, "born_on", 1)


def test_a_minor_is_asked_for_a_guardian(
    qtbot, window, intake, keys, desk: Desk, one_committee
) -> None:
    card = intake.sheet.parties.cards[0]
    at(intake, "name", 0).setFocus()
    keys.write("童样")
    keys.press("Return")
    keys.type(CHILD)
    keys.press("Return")
    assert "监护人" in notes(intake, "id_number", 0)
    assert "童样：监护人" in [gap.label for gap in intake.view.panel.gaps]
    guardian = card.agents.lines[0].form
    assert not guardian.fields["has_letter"].isVisible()
    guardian.fields["name"].setFocus()
    keys.write("童样母")
    keys.press("Return")
    keys.write("母亲")
    assert "童样：监护人" not in [gap.label for gap in intake.view.panel.gaps]
    at(intake, "type").setFocus()
    keys.type("xysh")
    at(intake, "facts").setFocus()
    keys.write("课间受伤。")
    saved(qtbot, window, keys)
    child = newest(desk).parties[0]
    assert (child.capacity, child.born_on) == (Capacity.LIMITED, date(2012, 3, 1))
    assert [(one.kind, one.name, one.relation) for one in child.agents] == [
        (AgentKind.GUARDIAN, "童样母", "母亲")
    ]


def test_a_company_has_a_code_and_a_representative(
    qtbot, window, intake, keys, desk: Desk, one_committee
) -> None:
    keys.type("gcjsqx")
    at(intake, "name", 0).setFocus()
    keys.write("工样一")
    at(intake, "kind", 1).setFocus()
    keys.press("Down", "Return")
    assert not at(intake, "id_number", 1).isVisible()
    keys.write("示例建设有限公司")
    keys.press("Return")
    keys.type("91341823ma9yyyy08p")
    keys.press("Return")
    assert "校验位" in notes(intake, "credit_code", 1)
    keys.press("Shift+Tab", "Ctrl+A")
    keys.type("91341823ma9yyyy09p")
    keys.press(*["Return"] * 4)
    keys.write("示样经理")
    keys.press("Return")
    keys.write("经理")
    at(intake, "facts").setFocus()
    keys.write("拖欠工资。")
    saved(qtbot, window, keys)
    company = newest(desk).parties[1]
    assert (company.kind, company.credit_code) == (PartyKind.LEGAL, "91341823MA9YYYY09P")
    assert company.legal_representative == "示样经理"
    assert company.legal_representative_title == "经理"


def test_more_parties_come_with_alt_a_on_the_side_of_the_cursor(intake, keys) -> None:
    at(intake, "name", 0).setFocus()
    keys.press("Alt+A")
    assert focused() is at(intake, "name", 1)
    sides = [card.form.fields["side"].value() for card in intake.sheet.parties.cards]
    assert sides == [Side.APPLICANT, Side.APPLICANT, Side.RESPONDENT]
    keys.press(*["Return"] * 5)
    assert focused() is at(intake, "side", 2)


def test_an_agent_has_a_letter_of_authority(
    qtbot, window, intake, keys, desk: Desk, one_committee
) -> None:
    keys.type("ps")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    intake.sheet.parties.cards[0].agent_button.click()
    keys.write("邻样子")
    keys.press("Return")
    keys.write("父子")
    keys.press("Return", "Return", "Return", "Down", "Return", "Space")
    at(intake, "facts").setFocus()
    keys.write(FACTS)
    saved(qtbot, window, keys)
    (agent,) = newest(desk).parties[0].agents
    assert (agent.kind, agent.authority.value, agent.has_letter) == (
        AgentKind.AGENT,
        "special",
        True,
    )


def test_a_card_with_something_typed_is_removed_only_if_meant(intake, keys, prompts) -> None:
    at(intake, "name", 1).setFocus()
    keys.write("邻样西")
    prompts.agrees = False
    intake.sheet.parties.cards[1].remove_button.click()
    assert len(intake.sheet.parties.cards) == 2
    prompts.agrees = True
    intake.sheet.parties.cards[1].remove_button.click()
    assert len(intake.sheet.parties.cards) == 1


def test_special_groups_are_one_stop_with_arrows_between(intake, keys) -> None:
    intake.sheet.parties.cards[0].form.unfold(True)
    at(intake, "is_representative", 0).setFocus()
    keys.press("Return", "Space", "Right", "Right", "Space")
    assert at(intake, "special_groups", 0).value() == ("elderly", "disabled")
    keys.press("Return")
    assert focused() is at(intake, "note", 0)


# Seen before --------------------------------------------------------------------------------


def test_who_was_here_before_is_shown_beside_the_form(
    qtbot, window, intake, keys, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    at(intake, "id_number", 0).setFocus()
    keys.type(EAST)
    keys.press("Return")
    qtbot.waitUntil(lambda: bool(intake.view.panel.seen))
    (seen,) = intake.view.panel.seen.values()
    assert seen.sentence == "以前登记过 1 件，两年内 1 件。"
    assert [one.id for one in seen.cases] == [case.id]
    at(intake, "name", 1).setFocus()
    keys.write("邻样西")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    keys.press("Return")
    qtbot.waitUntil(lambda: "同一对方" in next(iter(intake.view.panel.seen.values())).sentence)
