"""Scans in the window: a pile goes home, a stray gets its home with two keys, the folder works."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk
from mediation_desk.documents.scans import pictures
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.scans.page import ScansPage
from mediation_desk.services.rows import CaseDetail
from tests.factories import photo, registered
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


@pytest.fixture
def case(desk: Desk, office: str) -> CaseDetail:
    return registered(desk, office)


@pytest.fixture
def page(qtbot, window: MainWindow, case: CaseDetail) -> ScansPage:
    window.go_to("scans")
    return window.pages["scans"]


@pytest.fixture
def sheet(desk: Desk, case: CaseDetail, tmp_path: Path) -> Path:
    """The application, printed, signed and photographed."""
    paper = desk.papers.issue(case.id, "application").id
    next(pictures(desk.papers.content(paper))).save(tmp_path / "IMG_1.jpg")
    return tmp_path / "IMG_1.jpg"


def done(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_a_dropped_pile_goes_home_and_the_stray_is_filed_with_two_keys(
    qtbot, window, desk, case, sheet: Path, page: ScansPage
) -> None:
    notice = desk.papers.issue(case.id, "notice").id
    other = sheet.with_name("IMG_2.jpg")
    other.write_bytes(photo())
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file)) for file in (sheet, other)])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPoint(9, 9), copy, carried, left, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: window.bar.text().startswith("已归档 1 份"))
    done(qtbot, window)
    assert [row.name for row in desk.evidence.rows(case.id)] == ["人民调解申请书（签名件）"]
    assert page.why.text() == "没有读到识别码"
    qtbot.waitUntil(page.viewer.sheets.complete)
    press(page.search, Qt.Key.Key_Down)
    press(page.search, Qt.Key.Key_Return)
    done(qtbot, window)
    assert notice in [row.paper_id for row in desk.evidence.rows(case.id)]
    assert page.table.rows.rowCount() == 0
    assert page.why.text().startswith("没有待认领的扫描件")


def test_a_pasted_picture_waits_and_can_be_thrown_away(
    qtbot, window, desk, page: ScansPage
) -> None:
    picture = QImage(90, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QApplication.clipboard().setImage(picture)
    press(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    window.go_to("cases")
    button = window.pages["cases"].scans_button
    qtbot.waitUntil(lambda: button.text() == "扫描件（1）")
    button.click()
    assert window.page_name() == "scans"
    page.drop_button.click()
    done(qtbot, window)
    assert desk.scans.strays() == ()


def test_what_the_scanner_writes_goes_home_unasked_and_the_rest_is_offered(
    qtbot, window, desk, case, sheet: Path, page: ScansPage, tmp_path: Path
) -> None:
    folder = tmp_path / "scanner"
    folder.mkdir()
    window.prefer(inbox=str(folder))
    (folder / "0001.jpg").write_bytes(sheet.read_bytes())
    (folder / "0002.jpg").write_bytes(photo())
    qtbot.waitUntil(lambda: len(desk.evidence.rows(case.id)) == 1, timeout=15_000)
    done(qtbot, window)
    assert [file.name for file in window.inbox.new()] == ["0002.jpg"]
    assert window.pages["scans"].inbox_button.text() == "取入扫描件（1）"
    assert desk.scans.strays() == ()
