"""The editor of tables in the window: built by hand, counted beside, refused, saved, exchanged."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.domain.design_figures import Figure, Narrow
from mediation_desk.domain.statistics import Rows
from mediation_desk.domain.table_designs import Condition
from mediation_desk.gui.designs.dialogs import PartDialog
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.demo import fill_demo
from tests.gui.keyboard import press, type_into
from tests.gui.test_statistics import counted

pytestmark = pytest.mark.gui


@pytest.fixture
def office(desk: Desk, clock) -> None:
    """The demo office under the window."""
    fill_demo(desk, clock, desk.paths.resources)


@pytest.fixture
def page(qtbot, window: MainWindow):
    window.go_to("statistics")
    counted(qtbot, window)
    window.pages["statistics"].choices.design.click()
    counted(qtbot, window)
    return window.pages["designs"]


def dialog(page) -> PartDialog:
    (found,) = [one for one in page.findChildren(PartDialog) if one.isVisible()]
    return found


def settled(qtbot, page) -> None:
    qtbot.waitUntil(lambda: not page._settle.isActive())
    qtbot.waitUntil(lambda: not page._context.runner.busy)


def figures(page) -> dict[str, str]:
    model = page.figures.figures
    return {
        model.headerData(at, Qt.Orientation.Horizontal): model.index(0, at).data()
        for at in range(model.columnCount())
    }


def test_a_table_is_built_counted_saved_and_offered(qtbot, window, page, desk: Desk) -> None:
    assert "还没有一栏" in page.verdict.text()
    type_into(page.editor.form.fields["title"], "某县类型表")
    page.editor.add()
    form = dialog(page)
    type_into(form.form.fields["label"], "全部")
    form.save_button.click()
    page.editor.add()
    form = dialog(page)
    type_into(form.form.fields["label"], "法院来的")
    form.form.fields["narrow_0"].set_value(Narrow.SOURCE)
    form.form.fields["narrow_0"].touched.emit()
    form.save_button.click()
    assert form.isVisible()  # a condition without a code
    codes = form.form.fields["codes_0"]
    type_into(codes.find, "法院")
    assert codes.list.model().rowCount() < codes.model.rowCount()
    codes.set_value(["court"])
    form.save_button.click()
    settled(qtbot, page)
    assert figures(page) == {"全部": "8", "法院来的": "1"}
    assert page.editor.design.columns[1].conditions == (Condition(Narrow.SOURCE, ("court",)),)
    page.editor.move(-1)
    settled(qtbot, page)
    assert list(figures(page)) == ["法院来的", "全部"]
    page.save_button.click()
    qtbot.waitUntil(lambda: page.tables.currentText() == "某县类型表")
    settled(qtbot, page)
    assert page.versions.count() == 2
    assert "某县类型表" in {one.title for one in desk.statistics.tables()}
    window.go_to("statistics")
    settled(qtbot, page)
    choices = window.pages["statistics"].choices
    choices.table.set_value(page._key)
    choices.change_own.click()
    assert window.page_name() == "designs"


def test_several_columns_a_sum_and_its_fault_are_told_in_red(qtbot, page) -> None:
    type_into(page.editor.form.fields["title"], "按来源")
    page.editor.add_several()
    form = dialog(page)
    form.form.fields["narrow"].set_value(Narrow.SOURCE)
    form.form.fields["narrow"].touched.emit()
    form.save_button.click()
    settled(qtbot, page)
    assert sum(map(int, figures(page).values())) == 8
    first, second = page.editor.design.columns[:2]
    page.editor.add_sum()
    form = dialog(page)
    form.form.fields["sums"].set_value([first.key, second.key])
    form.save_button.click()
    settled(qtbot, page)
    assert page.verdict.property("kind") == "muted"
    page.editor.columns.choose(second.key)
    press(page.editor.columns, Qt.Key.Key_Return)
    form = dialog(page)
    form.form.fields["codes_0"].set_value([first.conditions[0].codes[0]])
    form.save_button.click()
    settled(qtbot, page)
    assert "同一件会加两次" in page.verdict.text()
    assert page.verdict.property("kind") == "danger"
    assert not page.figures.isVisible()


def test_a_map_of_types_is_filled_changed_and_goes_to_a_file_and_back(
    qtbot, window, page, desk: Desk, prompts, tmp_path: Path
) -> None:
    editor = page.editor
    type_into(editor.form.fields["title"], "按省里类型")
    editor.form.fields["rows"].set_value(Rows.MAP)
    editor.form.fields["rows"].touched.emit()
    editor.add()
    form = dialog(page)
    type_into(form.form.fields["label"], "受理")
    form.save_button.click()
    settled(qtbot, page)
    assert "还没有填对照" in page.verdict.text()
    editor.fill_targets()
    editor.targets.choose("其他")
    editor.remove_target()
    settled(qtbot, page)
    assert "还有1个类型没有归入任何一类" in page.verdict.text()
    page.save_button.click()
    qtbot.waitUntil(lambda: page._key != "")
    settled(qtbot, page)
    prompts.file = tmp_path / "表.mdtable"
    page.export_button.click()
    qtbot.waitUntil(lambda: (tmp_path / "表.mdtable").exists())
    editor.add()
    form = dialog(page)
    type_into(form.form.fields["label"], "当事人")
    form.form.fields["figure"].set_value(Figure.PARTIES)
    form.save_button.click()
    page.save_button.click()
    qtbot.waitUntil(lambda: len(desk.table_designs.versions(page._key)) == 2)
    settled(qtbot, page)
    prompts.file = tmp_path / "表.mdtable"
    page._import()
    qtbot.waitUntil(lambda: len(desk.table_designs.versions(page._key)) == 3)
    assert "删去栏：当事人" in prompts.asked[-1]
