"""The calendar in the window: seen, moved with a reason, performed on the spot, exported."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from mediation_desk.clock import local
from mediation_desk.gui.agenda.day_cell import PLANNED_MIME
from mediation_desk.gui.agenda.plan_dialog import PlanDialog
from mediation_desk.gui.agenda.spans import Span
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from tests.factories import agreement_draft, mediating, signatures
from tests.gui.keyboard import press, settle, type_into

pytestmark = pytest.mark.gui
EVENING = local(date(2025, 3, 12), 19, 30)


@pytest.fixture
def case(desk, office, clock):
    """A case whose next session is planned for Wednesday evening; today is Monday."""
    clock.set(local(date(2025, 3, 10), 8))
    made = mediating(desk, office)
    desk.agenda.plan(made.id, EVENING, "")
    return made


@pytest.fixture
def page(case, window):
    """The calendar, at this week."""
    window.go_to("agenda")
    settle(window)
    return window.pages["agenda"]


def entries(page) -> dict[date, list[str]]:
    cells = page.cells[page.span]
    found = {cell.day: [one.accessibleName() for one in cell.buttons] for cell in cells}
    return {day: words for day, words in found.items() if words}


def dialog(page, kind):
    return next(one for one in page.findChildren(kind) if one.isVisible())


def test_the_week_shows_the_session_on_its_day_and_month_and_list_agree(page, case, window) -> None:
    assert entries(page) == {date(2025, 3, 12): [f"19:30 约定调解 {case.title}"]}
    page.show_span(Span.MONTH)
    settle(window)
    assert list(entries(page)) == [date(2025, 3, 12), date(2025, 4, 2)]
    page.show_span(Span.LIST)
    settle(window)
    assert [row.day for row in page.table.rows.rows] == [date(2025, 3, 12), date(2025, 4, 2)]
    page.show_span(Span.DAY, date(2025, 3, 12))
    settle(window)
    assert list(entries(page)) == [date(2025, 3, 12)]


def test_dropping_a_session_on_another_day_asks_the_reason_and_moves_it(
    qtbot, page, case, desk
) -> None:
    friday = next(cell for cell in page.cells[Span.WEEK] if cell.day == date(2025, 3, 14))
    carried = QMimeData()
    carried.setData(PLANNED_MIME, case.id.encode())
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    friday.dropEvent(QDropEvent(QPointF(5, 5), move, carried, left, none))
    asked = dialog(page, PlanDialog)
    assert asked.form.fields["at"].text() == "2025-03-14 19:30"
    qtbot.mouseClick(asked.save_button, left)
    qtbot.waitUntil(lambda: any("原因，例如" in one.text() for one in asked.findChildren(QLabel)))
    reason = asked.form.fields["reason"]
    type_into(reason, "对方外出")
    press(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: list(entries(page)) == [date(2025, 3, 14)])
    assert desk.agenda.items(date(2025, 3, 14), date(2025, 3, 14))[0].case_id == case.id


def test_what_is_due_is_recorded_without_leaving_the_calendar(
    qtbot, page, case, desk, window, clock
) -> None:
    clock.set(local(date(2025, 3, 10), 20))
    desk.agreements.conclude(case.id, agreement_draft(case))
    desk.agreements.sign(case.id, signatures(desk.cases.show(case.id)))
    page.show_span(Span.WEEK, date(2025, 3, 20))
    settle(window)
    cell = next(cell for cell in page.cells[Span.WEEK] if cell.day == date(2025, 3, 20))
    qtbot.mouseClick(cell.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog(page, PerformDialog).save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: date(2025, 3, 20) not in entries(page))
    assert window.page_name() == "agenda"


def test_the_status_bar_reminds_of_a_session_that_passed_without_a_record(
    page, window, clock
) -> None:
    clock.set(local(date(2025, 3, 13), 8))
    window.prefer(scale=1.1)
    settle(window)
    words = [one.text() for one in window.statusBar().findChildren(QLabel, "status")]
    assert "今天 0 项日程，1 次过时未记录" in words


def test_the_calendar_is_saved_as_a_file(qtbot, page, prompts, window, tmp_path) -> None:
    prompts.file = tmp_path / "日程.ics"
    page._export()
    qtbot.waitUntil(lambda: "日程已存为" in window.bar.text())
    assert b"BEGIN:VEVENT" in prompts.file.read_bytes()
