"""Evidence in the window: dropped, pasted, taken from the scanner; seen, opened, mended."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk
from mediation_desk.gui.cases.evidence_tab import EvidenceTab
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.evidence_rows import EvidenceDraft, EvidenceRow, Incoming
from mediation_desk.services.rows import CaseDetail
from tests.factories import photo, registered, scan
from tests.gui.case_steps import dialog_of, fill, opened
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


@pytest.fixture
def case(desk: Desk, office: str) -> CaseDetail:
    return registered(desk, office)


@pytest.fixture
def tab(window: MainWindow, case: CaseDetail) -> EvidenceTab:
    return opened(window, case.id, "evidence").evidence


def done(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def kept(desk: Desk, case: CaseDetail) -> list[str]:
    return [row.name for row in desk.evidence.rows(case.id)]


def add(desk: Desk, case: CaseDetail, data: bytes, name: str = "合同.pdf") -> EvidenceRow:
    desk.evidence.add(case.id, [Incoming(name, data=data)], EvidenceDraft())
    return desk.evidence.rows(case.id)[-1]


def test_an_empty_list_says_how_material_comes_in(tab: EvidenceTab) -> None:
    assert tab.empty.isVisibleTo(tab)
    assert "拖到这里" in tab.empty.text()
    assert not tab.sight.save_button.isEnabled()


def test_dropped_files_are_asked_about_and_kept(
    qtbot, window, desk, case, tab: EvidenceTab, tmp_path: Path
) -> None:
    for name, data in (("墙体裂缝.jpg", photo()), ("测量图.pdf", scan(pages=2))):
        (tmp_path / name).write_bytes(data)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file)) for file in sorted(tmp_path.glob("*.*"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    tab.dropEvent(QDropEvent(QPoint(9, 9), copy, carried, left, Qt.KeyboardModifier.NoModifier))
    dialog = dialog_of(window)
    fill(dialog.form.fields["source"], "邻样东")
    press(dialog.form.fields["source"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    done(qtbot, window)
    assert {(row.name, row.pages, row.source) for row in desk.evidence.rows(case.id)} == {
        ("墙体裂缝", 1, "邻样东"),
        ("测量图", 2, "邻样东"),
    }
    assert window.bar.text().startswith("已添加 2 份材料")
    qtbot.waitUntil(tab.sight.viewer.sheets.complete)


def test_a_copied_picture_is_pasted_by_keyboard(
    qtbot, window, desk, case, tab: EvidenceTab
) -> None:
    picture = QImage(90, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QApplication.clipboard().setImage(picture)
    tab.table.setFocus()
    press(tab, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(window)
    fill(dialog.form.fields["name"], "聊天记录截图")
    dialog.save_button.click()
    done(qtbot, window)
    assert kept(desk, case) == ["聊天记录截图"]


def test_what_the_scanner_wrote_is_offered_once(
    qtbot, window, desk, case, tmp_path: Path, prompts
) -> None:
    (tmp_path / "旧.pdf").write_bytes(scan())
    prompts.file = tmp_path
    opened(window, case.id, "evidence").evidence.inbox_button.click()
    tab: EvidenceTab = window.pages["case"].evidence
    assert tab.inbox_button.text() == "扫描文件夹"
    (tmp_path / "新.pdf").write_bytes(scan("New"))
    qtbot.waitUntil(lambda: tab.inbox_button.text() == "取入扫描件（1）")
    tab.inbox_button.click()
    dialog_of(window).save_button.click()
    done(qtbot, window)
    assert kept(desk, case) == ["新"]
    assert (tmp_path / "新.pdf").exists()
    assert tab.inbox_button.text() == "扫描文件夹"


def test_material_is_opened_from_a_private_folder_that_goes_with_the_window(
    qtbot, window, desk, case, tab: EvidenceTab, prompts
) -> None:
    add(desk, case, scan())
    window.pages["case"].reload()
    done(qtbot, window)
    press(tab.table, Qt.Key.Key_Return)
    done(qtbot, window)
    file = Path(prompts.asked[-1])
    assert file.name == "合同.pdf"
    assert file.read_bytes() == scan()
    window.private.close()
    assert not file.exists()


def test_a_program_cannot_be_opened_only_saved(
    qtbot, window, desk, case, tab: EvidenceTab, prompts, tmp_path: Path
) -> None:
    add(desk, case, b"MZ\x90\x00", "发票.exe")
    window.pages["case"].reload()
    assert not tab.sight.open_button.isEnabled()
    press(tab.table, Qt.Key.Key_Return)
    assert prompts.asked == []
    prompts.file = tmp_path / "saved.bin"
    tab.sight.save_button.click()
    done(qtbot, window)
    assert prompts.file.read_bytes() == b"MZ\x90\x00"


def test_material_is_moved_described_taken_away_and_put_back(
    qtbot, window, desk, case, tab: EvidenceTab
) -> None:
    add(desk, case, scan("One"), "一.pdf")
    add(desk, case, scan("Two"), "二.pdf")
    window.pages["case"].reload()
    tab.table.choose(desk.evidence.rows(case.id)[1].id)
    tab.sight.up_button.click()
    done(qtbot, window)
    assert kept(desk, case) == ["二", "一"]
    tab.sight.describe_button.click()
    dialog = dialog_of(window)
    fill(dialog.form.fields["name"], "借条")
    dialog.save_button.click()
    done(qtbot, window)
    assert kept(desk, case) == ["借条", "一"]
    tab.sight.remove_button.click()
    done(qtbot, window)
    assert kept(desk, case) == ["一"]
    tab.removed.click()
    assert tab.sight.piece.name == "借条"
    tab.sight.remove_button.click()
    done(qtbot, window)
    assert kept(desk, case) == ["借条", "一"]


def test_a_missing_file_is_named_and_brought_back(
    qtbot, window, desk, case, tab: EvidenceTab
) -> None:
    add(desk, case, scan())
    desk.backups.run()
    shutil.rmtree(desk.paths.data / "attachments")
    window.pages["case"].reload()
    assert tab.sight.note.text() == "合同：文件不见了。其他材料不受影响。"
    tab.sight.mend_button.click()
    done(qtbot, window)
    assert window.bar.text() == "已从备份找回 1 份材料的文件"
    assert tab.sight.piece.trouble == ""
    qtbot.waitUntil(tab.sight.viewer.sheets.complete)
