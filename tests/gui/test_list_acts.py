"""Several cases at once: seen beforehand, done as one, undone as one; the list as a workbook."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import State
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.gui.cases.batch_dialog import BatchDialog
from mediation_desk.gui.cases.dates_dialog import DatesDialog
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.batch_dates import DatesDraft
from mediation_desk.services.batches import MOST, BatchDraft
from mediation_desk.services.filters import Filters
from tests.factories import DAY, accepted, mediating, parties, registered
from tests.gui.keyboard import press, settle, type_into

pytestmark = pytest.mark.gui
CONTROL = Qt.KeyboardModifier.ControlModifier


OWN = "11010519491231002X"


@pytest.fixture
def cases(desk: Desk, office: str) -> dict[str, str]:
    """Four cases of which two can be given to 调样乙, who is a party in another."""
    second = next(one for one in desk.office.mediators() if one.name == "调样乙")
    kept, revision = desk.office.mediator_draft(second.id)
    named = replace(kept, id_number=OWN)
    desk.office.save_mediator(named, mediator_id=second.id, revision=revision)
    return {
        "waiting": registered(desk, office, title="待受理的示例纠纷").id,
        "accepted": accepted(desk, office, title="已受理的示例纠纷").id,
        "given": mediating(desk, office, title="已指派的示例纠纷").id,
        "close": accepted(desk, office, title="亲近的示例纠纷", parties=parties(id_number=OWN)).id,
    }


def lead_of(desk: Desk, case_id: str) -> str:
    (row,) = desk.listing.cases(Filters(ids=(case_id,)))
    return row.lead_name


def draft(desk: Desk, name: str = "调样乙", **changes) -> BatchDraft:
    lead = next(one.id for one in desk.office.mediators() if one.name == name)
    keys = tuple(desk.listing.keys(Filters(order="title", descending=False)))
    return BatchDraft(**{"keys": keys, "lead_id": lead, "from_on": DAY, "reason": "分工"} | changes)


def test_what_would_become_of_each_case_is_said_beforehand(desk, office, cases) -> None:
    lines = {line.id: line for line in desk.batches.plan(draft(desk))}
    assert lines[cases["accepted"]].why_not == ""
    assert (lines[cases["given"]].before, lines[cases["given"]].why_not) == ("调样甲", "")
    assert "待受理" in lines[cases["waiting"]].why_not
    assert "证件号码相同" in lines[cases["close"]].why_not
    mine = {line.id: line for line in desk.batches.plan(draft(desk, "调样甲"))}
    assert mine[cases["given"]].why_not == "已经由调样甲主办"


def test_several_cases_change_their_lead_in_one_step_and_back(desk, office, cases) -> None:
    desk.batches.assign(draft(desk))
    assert lead_of(desk, cases["accepted"]) == lead_of(desk, cases["given"]) == "调样乙"
    assert desk.cases.show(cases["waiting"]).state is State.REGISTERED
    assert desk.cases.history(cases["given"])[0].reason == "分工"
    step = desk.undo.last()
    desk.undo.undo(step.write_id)
    assert lead_of(desk, cases["accepted"]) == ""
    assert desk.cases.show(cases["accepted"]).state is State.ACCEPTED
    assert lead_of(desk, cases["given"]) == "调样甲"


def test_a_batch_needs_a_reason_a_lead_and_a_case_it_fits(desk, office, cases) -> None:
    for changes, field in (({"reason": " "}, "reason"), ({"lead_id": ""}, "lead_id")):
        with pytest.raises(InvalidInput) as told:
            desk.batches.assign(draft(desk, **changes))
        assert field in told.value.fields
    with pytest.raises(RuleViolation, match="没有改动"):
        desk.batches.assign(draft(desk, keys=()))
    with pytest.raises(RuleViolation, match=f"最多办理 {MOST} 件"):
        desk.batches.assign(draft(desk, keys=tuple(range(MOST + 1))))


def test_cases_are_chosen_and_given_to_somebody_from_the_list(
    window: MainWindow, desk, office, cases
) -> None:
    window.go_to("cases")
    settle(window)
    page = window.pages["cases"]
    assert page.acts.assign.isHidden()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_A, CONTROL)
    page.acts.assign.click()
    (dialog,) = page.findChildren(BatchDialog)
    lead = next(one.id for one in desk.office.mediators() if one.name == "调样乙")
    dialog.form.fields["lead_id"].set_value(lead)
    dialog.form.fields["lead_id"].touched.emit()
    settle(window)
    assert dialog.count.text().startswith("改 2 件，不改 2 件")
    press(dialog.form.fields["reason"], Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert dialog.isVisible()
    type_into(dialog.form.fields["reason"], "按村分工")
    press(dialog.form.fields["reason"], Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert "已把 2 件指派给调样乙" in window.bar.text()
    assert lead_of(desk, cases["given"]) == "调样乙"


def exported(window: MainWindow, prompts, file: Path) -> list[tuple]:
    """Press the button; return the lines of the workbook under its headings."""
    prompts.file = file
    window.pages["cases"].acts.export.click()
    settle(window)
    assert str(file) in window.bar.text()
    sheet = load_workbook(BytesIO(file.read_bytes())).active
    lines = [tuple(cell.value for cell in line) for line in sheet.iter_rows()]
    head = next(at for at, line in enumerate(lines) if line[0] == "编号")
    return lines[head + 1 :]


def test_the_list_goes_out_as_a_workbook_as_it_stands(
    window: MainWindow, desk, office, cases, prompts, tmp_path
) -> None:
    window.go_to("cases")
    settle(window)
    page = window.pages["cases"]
    page.search.setText("已")
    page.bar.changed.emit()
    settle(window)
    lines = exported(window, prompts, tmp_path / "列表.xlsx")
    titles = [row.title for row in page.table.rows.rows]
    assert [line[1] for line in lines] == titles == ["已指派的示例纠纷", "已受理的示例纠纷"]
    assert lines[0][13].startswith("案件名称：已指派")
    assert "导出的用途" in prompts.asked
    page.bar.clear.click()
    settle(window)
    page.table.selectRow(0)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(exported(window, prompts, tmp_path / "选中.xlsx")) == 2


def next_at(desk: Desk, case_id: str) -> datetime | None:
    return desk.cases.show(case_id).next_session_at


def test_several_cases_get_their_next_date_in_the_window_and_lose_it_by_one_undo(
    qtbot, window: MainWindow, desk, cases
) -> None:
    window.go_to("cases")
    settle(window)
    page = window.pages["cases"]
    page.table.setFocus()
    press(page.table, Qt.Key.Key_A, CONTROL)
    qtbot.mouseClick(page.acts.dates, Qt.MouseButton.LeftButton)
    (asked,) = [one for one in window.findChildren(DatesDialog) if one.isVisible()]
    first = local(desk.clock.today() + timedelta(days=2), 14)
    asked.form.fill({"at": first, "apart": 30})
    asked.form.fields["apart"].touched.emit()
    settle(window)
    shown = {row.id: row for row in asked.table.rows.rows}
    assert shown[cases["waiting"]].why_not == "待受理，不能约时间"
    assert asked.count.text().startswith("改 3 件，不改 1 件")
    times = sorted(row.after[-5:] for row in shown.values() if not row.why_not)
    assert times == ["14:00", "14:30", "15:00"]
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert asked.isVisible(), "a reason is wanted"
    type_into(asked.form.fields["reason"], "赶集日集中调解")
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.bar.text() == "已给 3 件约定下次调解"
    planned = [next_at(desk, cases[one]) for one in ("accepted", "given", "close")]
    assert sorted(planned) == [first + timedelta(minutes=30 * at) for at in range(3)]
    assert next_at(desk, cases["waiting"]) is None
    desk.undo.undo(desk.undo.last().write_id, "")
    assert [next_at(desk, one) for one in cases.values()] == [None] * 4


def test_a_batch_of_dates_is_refused_in_the_past_and_where_no_case_is_left(desk, cases) -> None:
    keys = tuple(desk.listing.keys(Filters(ids=(cases["waiting"],))))
    ahead = local(desk.clock.today() + timedelta(days=1))
    good = DatesDraft(keys, ahead, "集中调解")
    for wrong in ({"at": local(DAY, 1)}, {"apart": -1}, {"reason": " "}):
        with pytest.raises(InvalidInput) as told:
            desk.batch_dates.set_dates(replace(good, **wrong))
        assert set(told.value.fields) == set(wrong)
    with pytest.raises(RuleViolation):
        desk.batch_dates.set_dates(good)
