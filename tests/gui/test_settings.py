"""Settings and the first set-up of an office."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.settings.calendar_card import CalendarCard
from mediation_desk.gui.settings.counting_card import CountingCard
from mediation_desk.gui.settings.office_card import OfficeCard
from mediation_desk.gui.start import create_application
from tests.gui.keyboard import press, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def empty(qtbot, desk: Desk, prompts):
    create_application()
    made = MainWindow(desk.paths.resources, prompts=prompts)
    qtbot.addWidget(made)
    made.attach(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy)
    made.close()


@pytest.fixture
def card(window: MainWindow):
    window.go_to("settings")

    def find(kind: type):
        return window.pages["settings"].findChild(kind)

    return find


def test_a_new_office_is_set_up_on_one_page(qtbot, empty: MainWindow, desk: Desk) -> None:
    form = empty.pages["settings"].set_up.form
    typed = {
        "office_name": "新示镇司法所",
        "region_code": "341823",
        "committee_name": "新示镇人民调解委员会",
        "short_name": "泾新",
        "mediators": "调示甲 男 主任 13900000001\n调示乙\t女\t委员",
    }
    for name, text in typed.items():
        form.fields[name].setFocus()
        type_into(form.fields[name], text)
    form.fields["kind"].set_value("township")
    form.fields["region_code"].editingFinished.emit()
    assert "泾县" in form._faults["region_code"].text()
    press(form.fields["office_name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.office.office() is not None and not empty.runner.busy)
    assert empty.page_name() == "home"
    assert desk.office.office().region_name.endswith("泾县")
    found = [(one.name, one.sex.label, one.position_label) for one in desk.office.mediators()]
    assert found == [("调示甲", "男", "主任"), ("调示乙", "女", "委员")]


def test_an_incomplete_set_up_names_the_field_and_makes_nothing(
    qtbot, empty: MainWindow, desk: Desk
) -> None:
    form = empty.pages["settings"].set_up.form
    type_into(form.fields["office_name"], "新示镇司法所")
    empty.pages["settings"].set_up.save_button.click()
    qtbot.waitUntil(lambda: not empty.runner.busy)
    assert "调委会全称" in form._faults["committee_name"].text()
    assert form._faults["office_name"].isHidden()
    assert desk.office.office() is None
    empty.zoom(0.2)
    assert empty.pages["settings"].set_up.form.fields["office_name"].value() == "新示镇司法所"


def test_a_line_of_mediators_that_cannot_be_read_is_named(qtbot, empty: MainWindow) -> None:
    setup = empty.pages["settings"].set_up
    for name, text in (("office_name", "所"), ("committee_name", "会"), ("short_name", "会")):
        type_into(setup.form.fields[name], text)
    type_into(setup.form.fields["mediators"], "调示甲\n调示乙 喜欢钓鱼")
    setup.save_button.click()
    assert "第2行" in setup.form._faults["mediators"].text()


def test_counting_rules_are_changed_and_used(qtbot, window, card, desk: Desk) -> None:
    counting = card(CountingCard)
    counting.form.fields["statistics_year_start"].clear()
    type_into(counting.form.fields["statistics_year_start"], "01-01")
    press(
        counting.form.fields["statistics_year_start"],
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier,
    )
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert desk.statistics.period("2025").label.startswith("2025年度（2025-01-01")


def test_a_wrong_first_day_is_named_beside_it(qtbot, window, card, desk: Desk) -> None:
    counting = card(CountingCard)
    counting.form.fields["statistics_year_start"].setText("13-45")
    counting._save()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "月-日" in counting.form._faults["statistics_year_start"].text()
    assert desk.settings.get("statistics_year_start") == "12-01"


def test_a_table_of_holidays_is_imported(
    qtbot, window, card, prompts, desk: Desk, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "2031.csv"
    prompts.file.write_bytes("日期,类型,名称\n2031-01-01,放假,元旦\n".encode("gb18030"))
    card(CalendarCard).import_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert [one.name for one in desk.settings.days()] == ["元旦"]
    assert "已导入 1 天" in window.bar.text()


def test_the_office_is_renamed(qtbot, window, card, desk: Desk) -> None:
    office = card(OfficeCard)
    office.form.fields["name"].clear()
    type_into(office.form.fields["name"], "改名镇司法所")
    office.save_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert desk.office.office().name == "改名镇司法所"
