"""Papers of a case in the window: seen before they are made, made once, the same ever after."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from mediation_desk.app import Desk
from mediation_desk.gui.cases.papers_tab import PapersTab
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.papers.pages import open_pages
from mediation_desk.gui.papers.printing import print_pages
from mediation_desk.gui.papers.private import PrivateFolder, file_name
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.rows import CaseDetail
from tests.factories import agreement_draft, mediating, photo, registered, session_draft
from tests.gui.case_steps import opened
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


@pytest.fixture
def agreed(desk: Desk, office: str) -> CaseDetail:
    """A case with two sessions and a written agreement."""
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case))
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    desk.agreements.conclude(case.id, agreement_draft(case))
    return desk.cases.show(case.id)


def tab_of(qtbot, window: MainWindow, case: CaseDetail, label: str) -> PapersTab:
    """Open the papers and look at one until it is drawn."""
    tab = opened(window, case.id, "papers").papers
    tab.choices.choose(label)
    qtbot.waitUntil(lambda: not window.runner.busy)
    return tab


def dark(greys: Iterable[int]) -> int:
    """Return how many of the grey values are ink."""
    return sum(grey < 128 for grey in greys)


def done(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_every_paper_is_listed_and_one_that_cannot_be_printed_says_why(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    tab = tab_of(qtbot, window, registered(desk, office), "人民调解协议书")
    states = {one.label: not one.why_not for one in tab.choices.rows.rows}
    assert states["人民调解申请书"]
    assert not states["人民调解受理登记表"]
    assert not states["人民调解口头协议登记表"]
    assert tab.note.text() == "还没有达成协议，不能打印。"
    assert not tab.print_button.isEnabled()
    tab.choices.choose("人民调解申请书")
    done(qtbot, window)
    assert tab.print_button.isEnabled()


def test_a_paper_is_seen_page_by_page_before_it_is_made(qtbot, window, desk, agreed) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    qtbot.waitUntil(tab.viewer.sheets.complete)
    pages = tab.viewer.sheets._pages
    assert pages.data == desk.papers.draw(agreed.id, "agreement")
    picture = tab.viewer.sheets._pictures[0]
    assert dark(picture.pixelColor(x, y).lightness() for x in range(0, 400, 3) for y in (90, 95))
    assert desk.papers.issued(agreed.id) == ()


def test_what_would_print_blank_is_told(qtbot, window, desk, agreed) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    missing = desk.papers.missing(agreed.id, "agreement")
    assert missing
    assert all(words in tab.note.text() for words in missing)
    assert tab.note.property("kind") == "warn"


def test_pages_are_drawn_anew_and_sharp_at_another_size(qtbot, window, agreed) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    qtbot.waitUntil(tab.viewer.sheets.complete)
    before = tab.viewer.sheets._pictures[0].width()
    tab.zoom.set_value(2.0)
    tab.zoom.touched.emit()
    qtbot.waitUntil(tab.viewer.sheets.complete)
    after = tab.viewer.sheets._pictures[0].width()
    assert after == pytest.approx(2 * before, rel=0.06)


def test_the_record_of_each_session_is_a_paper_of_its_own(qtbot, window, desk, agreed) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解记录（第1次）")
    tab.open_button.click()
    done(qtbot, window)
    (made,) = desk.papers.issued(agreed.id)
    assert (made.kind, made.session, made.label) == ("record", 1, "人民调解记录（第1次）")
    assert desk.papers.content(made.id) == desk.papers.draw(agreed.id, "record", session=1)
    tab.choices.choose("人民调解记录（第2次）")
    done(qtbot, window)
    tab.open_button.click()
    done(qtbot, window)
    assert [(one.session, one.current) for one in desk.papers.issued(agreed.id)] == [
        (2, True),
        (1, True),
    ]


def test_a_signed_sheet_is_marked_once_the_case_says_something_else(
    qtbot, window, desk, office
) -> None:
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case))
    paper = desk.papers.issue(case.id, "record").id
    draft = EvidenceDraft("record", paper_id=paper)
    desk.evidence.add(case.id, [Incoming("记录.jpg", data=photo())], draft)
    tab = tab_of(qtbot, window, case, "人民调解记录（第1次）")
    assert [row.signed for row in tab.issued.rows.rows] == ["已收回"]
    session = desk.cases.show(case.id).sessions[0]
    desk.sessions.correct(case.id, session.id, session_draft(case, record="改写的经过。"))
    tab.show_case(desk.cases.show(case.id))
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert [row.signed for row in tab.issued.rows.rows] == ["与现文本不一致"]
    tab.issued.choose(paper)
    qtbot.waitUntil(lambda: "签名件与现文本不一致" in tab.note.text())


def test_opening_makes_the_paper_once_in_a_folder_nobody_else_reads(
    qtbot, window, desk, agreed, prompts
) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    tab.open_button.click()
    done(qtbot, window)
    file = Path(prompts.asked[-1])
    (made,) = desk.papers.issued(agreed.id)
    assert file.name == "邻样东与邻样西邻里纠纷-人民调解协议书.pdf"
    assert sha256(file.read_bytes()).hexdigest() == made.sha256
    for folder in (file.parent, file.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    tab.open_button.click()
    done(qtbot, window)
    assert len(desk.papers.issued(agreed.id)) == 1
    window.close()
    assert not file.exists()
    assert not file.parent.parent.exists()


def test_a_reprint_gives_the_same_bytes_after_the_case_has_changed(
    qtbot, window, desk, agreed, prompts, tmp_path
) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    prompts.file = tmp_path / "原件.pdf"
    tab.save_button.click()
    done(qtbot, window)
    original = prompts.file.read_bytes()
    desk.cases.step_back(agreed.id, "金额写错")
    case = desk.cases.show(agreed.id)
    desk.agreements.conclude(case.id, agreement_draft(case, performance_manner="转账"))
    window.pages["case"].reload()
    done(qtbot, window)
    tab.issued.choose(tab.issued.rows.rows[0].id)
    done(qtbot, window)
    assert tab.viewer.sheets._pages.data == original
    assert tab.issued.rows.rows[0].paper.text in tab.note.text()
    prompts.file = tmp_path / "再打印.pdf"
    tab.save_button.click()
    done(qtbot, window)
    assert prompts.file.read_bytes() == original
    assert desk.papers.draw(case.id, "agreement") != original


def test_printing_sends_every_page_to_the_printer(
    qtbot, window, desk, agreed, prompts, tmp_path
) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    prompts.file = tmp_path / "打印.pdf"
    tab.print_button.click()
    done(qtbot, window)
    (made,) = desk.papers.issued(agreed.id)
    assert prompts.asked == [f"{made.pages} 页 {len(agreed.parties) + 1} 份"]
    assert "已送打印机" in window.bar.text()
    with pdfium.PdfDocument(prompts.file) as printed:
        assert len(printed) == made.pages
        assert printed.get_page_size(0) == pytest.approx((595, 842), abs=2)
        sheet = printed[0].render(scale=1).to_pil().convert("L")
    with pdfium.PdfDocument(desk.papers.content(made.id)) as original:
        wanted = original[0].render(scale=1).to_pil().convert("L")
    assert dark(sheet.tobytes()) == pytest.approx(dark(wanted.tobytes()), rel=0.25)


def test_a_printer_that_makes_no_copies_gets_them_one_after_the_other(
    qtbot, window, desk, agreed, tmp_path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "两份.pdf"))
    printer.setCopyCount(2)
    pages = open_pages(desk.papers.draw(agreed.id, "receipt"))
    assert print_pages(pages, printer) == 2 * len(pages.sizes)


def test_a_form_is_shown_and_printed_blank_and_not_kept(
    qtbot, window, desk, office, prompts, tmp_path
) -> None:
    case = registered(desk, office)
    tab = tab_of(qtbot, window, case, "人民调解协议书")
    assert not tab.print_button.isEnabled()
    tab.blank.click()
    done(qtbot, window)
    assert "识别码" in tab.note.text()
    assert not tab.word_button.isEnabled()
    prompts.file = tmp_path / "空白.pdf"
    tab.save_button.click()
    done(qtbot, window)
    assert prompts.file.read_bytes().startswith(b"%PDF")
    assert desk.papers.issued(case.id) == ()


def test_a_paper_is_saved_as_word(qtbot, window, desk, office, prompts, tmp_path) -> None:
    case = registered(desk, office)
    tab = tab_of(qtbot, window, case, "人民调解申请书")
    prompts.file = tmp_path / "申请书.docx"
    tab.word_button.click()
    done(qtbot, window)
    words = "".join(one.text for one in Document(prompts.file).paragraphs)
    assert all(party.name in words for party in case.parties)


def test_turning_back_from_the_printer_prints_nothing(qtbot, window, desk, agreed, prompts) -> None:
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    tab.print_button.click()
    done(qtbot, window)
    assert prompts.asked
    assert "已送打印机" not in window.bar.text()


def test_a_name_no_font_has_is_told_instead_of_a_blank(qtbot, window, desk, office) -> None:
    case = registered(desk, office, facts="名字里有𓀀这样的字。")
    tab = tab_of(qtbot, window, case, "人民调解申请书")
    assert tab.note.property("kind") == "danger"
    assert not tab.print_button.isEnabled()


def test_enter_on_a_made_paper_opens_it(qtbot, window, desk, agreed, prompts) -> None:
    desk.papers.issue(agreed.id, "agreement")
    tab = tab_of(qtbot, window, agreed, "人民调解协议书")
    tab.issued.setFocus()
    tab.issued.choose(tab.issued.rows.rows[0].id)
    press(tab.issued, Qt.Key.Key_Return)
    done(qtbot, window)
    assert prompts.asked[-1].endswith(".pdf")


def test_a_private_folder_is_gone_after_it_is_closed(tmp_path) -> None:
    folder = PrivateFolder()
    file = folder.put("甲/乙:丙?.pdf", b"%PDF")
    assert file.name == "甲_乙_丙_.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    folder.close()
    assert not file.exists()
    assert file_name(" .. ") == "_"


OPENS_AND_DIES = """
import os, signal
from mediation_desk.gui.papers.private import PrivateFolder
print(PrivateFolder().put("协议书.pdf", b"secret"), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_what_a_killed_window_had_opened_is_gone_after_the_next_start(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    living = PrivateFolder()
    kept = living.put("笔录.pdf", b"secret")
    said = subprocess.run(
        [sys.executable, "-c", OPENS_AND_DIES],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    left = Path(said.stdout.strip())
    assert left.is_file()
    PrivateFolder()
    assert not left.parent.parent.exists()
    assert kept.is_file()
    living.close()
    assert list(tmp_path.iterdir()) == []
