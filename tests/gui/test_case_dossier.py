"""The dossier in the window: what it lacks, bound off the thread, seen, printed, handed over."""

import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.gui.cases.dossier_tab import DossierTab
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.papers import printing
from mediation_desk.gui.settings.paper_card import PaperCard
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.rows import CaseDetail
from tests.factories import agreement_draft, closed_case, mediating, scan, session_draft, signatures
from tests.gui.case_steps import dialog_of, fill, opened

pytestmark = pytest.mark.gui


@pytest.fixture
def agreed(desk: Desk, office: str) -> CaseDetail:
    """A case with a signed agreement; nobody's identity paper was scanned."""
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    return desk.cases.show(case.id)


@pytest.fixture
def tab(qtbot, window: MainWindow, agreed: CaseDetail) -> DossierTab:
    found = opened(window, agreed.id, "dossier").dossier
    done(qtbot, window)
    return found


def done(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def bound(qtbot, window: MainWindow, tab: DossierTab) -> None:
    tab.sight.bind_button.click()
    assert not tab.sight.bind_button.isEnabled()
    done(qtbot, window)


def test_what_must_be_there_and_is_not_is_named_in_red(
    qtbot, window, desk, agreed, tab: DossierTab
) -> None:
    assert tab.missing.text() == "按“书面协议”立卷。还缺必备材料：当事人身份证明。"
    assert tab.missing.property("kind") == "danger"
    tab.table.choose("identity")
    assert tab.detail.text() == "请在“证据”里添加，归入“当事人身份证明”。"
    files = [Incoming("身份证.pdf", data=scan())]
    desk.evidence.add(agreed.id, files, EvidenceDraft(slot="identity"))
    window.pages["case"].reload()
    done(qtbot, window)
    assert tab.missing.text() == "按“书面协议”立卷。必备材料齐全。"
    assert tab.missing.property("kind") == "good"


def test_the_dossier_is_bound_seen_and_saved(
    qtbot, window, desk, agreed, tab: DossierTab, prompts, tmp_path: Path
) -> None:
    assert not tab.sight.save_button.isEnabled()
    bound(qtbot, window, tab)
    assert tab.sight.note.text().startswith(f"{agreed.number}卷宗：共 ")
    qtbot.waitUntil(tab.sight.viewer.sheets.complete)
    prompts.file = tmp_path / "卷宗.pdf"
    tab.sight.save_button.click()
    done(qtbot, window)
    assert prompts.asked[-2:] == ["导出的用途", f"{agreed.number}卷宗.pdf"]
    assert "卷宗封面" in [one.title for one in PdfReader(prompts.file).outline]
    seen = desk.cases.viewers(agreed.id)[0].what
    assert seen.startswith("导出文件")
    assert "：测试理由" in seen


def test_both_sides_are_bound_and_printed_with_blank_backs(
    qtbot, window, tab: DossierTab, prompts
) -> None:
    bound(qtbot, window, tab)
    single = tab.sight.bound[0]
    tab.sight.duplex.click()
    assert not tab.sight.print_button.isEnabled()
    bound(qtbot, window, tab)
    assert tab.sight.bound[0].pages > single.pages
    assert tab.sight.bound[0].numbered == single.numbered
    tab.sight.print_button.click()
    assert prompts.asked[-1] == f"{tab.sight.bound[0].pages} 页 1 份 双面"


def test_the_whole_is_one_print_job(
    qtbot, window, desk, agreed, tab: DossierTab, prompts, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(printing, "DOTS", 36)  # how many pages are sent, not how fine
    bound(qtbot, window, tab)
    prompts.file = tmp_path / "paper.pdf"
    tab.sight.print_button.click()
    assert prompts.asked[-1].endswith(" 单面")
    done(qtbot, window)
    with pdfium.PdfDocument(prompts.file) as paper:
        assert len(paper) == tab.sight.bound[0].pages
    done(qtbot, window)
    assert desk.cases.viewers(agreed.id)[0].what.startswith("装订卷宗")


def test_what_is_bound_is_dropped_once_the_case_has_other_material(
    qtbot, window, desk, agreed, tab: DossierTab
) -> None:
    bound(qtbot, window, tab)
    desk.evidence.add(agreed.id, [Incoming("图.pdf", data=scan())], EvidenceDraft())
    window.pages["case"].reload()
    done(qtbot, window)
    assert not tab.sight.print_button.isEnabled()


def test_covers_are_filled_in_and_printed(qtbot, window, desk, agreed, tab: DossierTab) -> None:
    tab.cover_button.click()
    dialog = dialog_of(window)
    fill(dialog.form.fields["compiled_by"], "卷样甲")
    fill(dialog.form.fields["compiled_on"], "2025-6-30")
    dialog.save_button.click()
    done(qtbot, window)
    assert desk.dossiers.details(agreed.id).draft.compiled_by == "卷样甲"


def test_the_package_and_the_court_s_file_are_made_from_here(
    qtbot, window, agreed, tab: DossierTab, prompts, tmp_path: Path
) -> None:
    bound(qtbot, window, tab)
    prompts.file = tmp_path / "移交.zip"
    tab.sight.package_button.click()
    done(qtbot, window)
    assert zipfile.is_zipfile(prompts.file)
    tab.sight.court_button.click()
    done(qtbot, window)
    safe = agreed.agreement.confirmation_safe_on.isoformat()
    assert f"稳妥的最后一天 {safe}" in tab.sight.note.text()
    assert not tab.sight.package_button.isEnabled()
    assert tab.sight.save_button.isEnabled()


def test_oral_cases_of_the_month_are_bound_together(qtbot, window, desk, office) -> None:
    case = closed_case(desk, office)
    tab = opened(window, case.id, "dossier").dossier
    done(qtbot, window)
    assert not tab.sight.court_button.isVisibleTo(tab)
    tab.sight.bundle_button.click()
    dialog = dialog_of(window)
    assert dialog.form.fields["last"].text() == "2025-03-31"
    dialog.save_button.click()
    done(qtbot, window)
    assert tab.sight.note.text().startswith("口头协议合订卷20250301-20250331：共 ")


def test_the_settings_say_where_numbers_stand(qtbot, window, desk) -> None:
    window.go_to("settings")
    card = window.findChild(PaperCard)
    card.form.fields["number_place"].set_value("bottom")
    card._save()
    done(qtbot, window)
    assert desk.settings.get("number_place") == "bottom"
    assert desk.settings.get("paper_size") == "A4"


def test_the_settings_show_the_layout_before_it_is_kept(qtbot, window, desk) -> None:
    window.go_to("settings")
    card = window.findChild(PaperCard)
    done(qtbot, window)
    before = card.pages[0].pixmap()
    fields = card.form.fields
    fields["binding_mm"].set_value(35)
    fields["line_pitch"].set_value(24)
    fields["page_number"].set_value("outer")
    fields["binding_mm"].touched.emit()
    done(qtbot, window)
    assert card.pages[0].pixmap().toImage() != before.toImage()
    assert desk.settings.get("binding_mm") == 0
    card._save()
    done(qtbot, window)
    case = mediating(desk, desk.office.committees()[0].id)
    page = pdfium.PdfDocument(desk.papers.draw(case.id, "application"))[0].get_textpage()
    assert min(page.get_rect(at)[0] for at in range(page.count_rects())) > 35 * 72 / 25.4 - 1
