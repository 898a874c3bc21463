"""A list longer than anybody scrolls: its head at once, the whole behind, few rows in memory."""

import shutil
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk, build
from mediation_desk.domain.codes import State
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.paged_model import KEPT, PAGE, PagedModel
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.start import create_application
from mediation_desk.paths import find
from mediation_desk.services.filters import Filters
from mediation_desk.services.listing import CAP, FIRST
from tests.bench import office
from tests.gui.keyboard import press, settle, type_into

pytestmark = pytest.mark.gui

CASES = 1_200


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The folder of an office with more cases than are counted at once."""
    folder = tmp_path_factory.mktemp("long") / "home"
    office.make(folder, CASES).close()
    return folder


@pytest.fixture
def long_desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """That office, a copy of one's own."""
    shutil.copytree(made, tmp_path / "own")
    opened = build(find(tmp_path / "own"))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, long_desk: Desk, prompts) -> Iterator[MainWindow]:
    """The case list of that office on the screen, as it is when everything has been read."""
    create_application()
    shown = MainWindow(long_desk.paths.resources, prompts=prompts)
    qtbot.addWidget(shown)
    shown.attach(long_desk)
    shown.show()
    qtbot.waitExposed(shown)
    shown.go_to("cases")
    settle(shown)
    yield shown
    settle(shown)
    shown.close()


def counts(qtbot, window: MainWindow) -> list[str]:
    """Return what the line under the list said, one after the other, until all was read."""
    page = window.pages["cases"]
    said: list[str] = []
    page.reader.counted.connect(lambda *_: said.append(page.count.text()))
    page.bar.changed.emit()
    settle(window)
    return said


def test_the_head_comes_at_once_and_the_exact_count_behind_it(qtbot, window) -> None:
    page = window.pages["cases"]
    assert page.count.text() == "共 1,200 件"
    assert page.table.rows.rowCount() == CASES
    page.search.setText("样板村")
    assert counts(qtbot, window) == [f"{FIRST}+ 件，正在数…", "筛选出 1,200 件，全部 1,200 件"]
    page.search.setText("")
    assert counts(qtbot, window) == [f"{CAP:,}+ 件，正在数…", "共 1,200 件"]


def test_the_end_is_one_key_away_and_read_when_it_is_looked_at(window, long_desk) -> None:
    table = window.pages["cases"].table
    table.setFocus()
    press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    oldest = long_desk.listing.cases(Filters(order="registered", descending=False), limit=1)[0]
    assert table.chosen() == oldest
    assert window.pages["cases"].preview.case.id == oldest.id
    assert len(table.rows.rows) < 5 * PAGE


def test_a_save_leaves_a_long_list_where_it_stood(window, long_desk) -> None:
    page = window.pages["cases"]
    page.table.setCurrentIndex(page.table.rows.index(1_100, 0))
    settle(window)
    chosen, stood = page.table.chosen(), page.table.verticalScrollBar().value()
    reason = "重复登记的示例"
    near = next(row for row in page.table.rows.rows if row.state is not State.CLOSED)
    window.runner.write(lambda: long_desk.bin.delete(near.id, reason), window)
    settle(window)
    assert page.count.text() == "共 1,199 件"
    assert page.table.chosen().id == chosen.id
    assert page.table.verticalScrollBar().value() == pytest.approx(stood, abs=1)


def test_words_and_filters_together_find_old_cases_too(qtbot, window, long_desk) -> None:
    page = window.pages["cases"]
    oldest = long_desk.listing.cases(Filters(order="registered", descending=False), limit=1)[0]
    mediator = next(one for one in long_desk.office.mediators() if one.name == oldest.lead_name)
    page.bar.mediator.set_value(mediator.id)
    page.search.setFocus()
    type_into(page.search, "样板村")
    qtbot.waitUntil(lambda: oldest.id in {row.id for row in page.table.rows.rows})
    assert {row.lead_name for row in page.table.rows.rows} == {oldest.lead_name}


def test_the_rows_kept_are_few_however_many_were_looked_at(qtbot) -> None:
    model = PagedModel([Column("号", lambda row: row)])
    asked: list[int] = []
    model.missing.connect(asked.append)
    keys = array("q", range(100_000))
    model.show(keys, {})
    for page in range(100):
        assert model.index(page * PAGE, 0).data() == "…"
        model.put(page, {key: str(key) for key in model.page_keys(page)})
        assert model.index(page * PAGE, 0).data() == str(keys[page * PAGE])
    assert asked == list(range(100))
    assert len(model._read) == KEPT


def test_a_row_that_is_gone_is_asked_for_once(qtbot, qtmodeltester) -> None:
    model = PagedModel([Column("号", lambda row: row)])
    asked: list[int] = []
    model.missing.connect(asked.append)
    model.show(array("q", range(3)), {})
    assert model.index(1, 0).data() == "…"
    model.put(0, {0: "零", 2: "二"})
    assert [model.index(at, 0).data() for at in range(3)] == ["零", "…", "二"]
    assert asked == [0]
    qtmodeltester.check(model)
