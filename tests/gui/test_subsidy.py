"""The subsidy page: from the county's rules to a paid claim, with real keys and clicks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from mediation_desk.app import Desk
from mediation_desk.domain.subsidy import Need
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.subsidy.page import SubsidyPage
from mediation_desk.services.subsidy_rows import ClaimDraft, ClaimState
from tests.factories import parties
from tests.gui.conftest import StandIn
from tests.gui.keyboard import press, type_into
from tests.services.test_subsidy import COUNTY, FIRST, LAST, agreed


@pytest.fixture
def page(qtbot, window: MainWindow, desk: Desk, office: str) -> SubsidyPage:
    """The page of an office with the sample rules and one agreed case of 2025."""
    agreed(desk, office)
    window.go_to("subsidy")
    settle(qtbot, window)
    return window.pages["subsidy"]


def settle(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def dialog(window: MainWindow) -> QDialog:
    found = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def click(page: SubsidyPage, words: str) -> None:
    """Press the button of these words of the claims' tab."""
    made = next(one for one, _, _ in page.claims._buttons if one.text() == words)
    assert made.isVisibleTo(page.claims)
    assert made.isEnabled()
    made.click()


def test_the_sample_is_named_as_no_rule_of_the_county(page: SubsidyPage) -> None:
    assert page.proposal.sample.isVisibleTo(page.proposal)
    assert "可以申报 0 件" in page.proposal.sums.text()
    assert "缺：已经结案。" in page.proposal.case.text()
    assert not page.proposal.claim_button.isEnabled()


def test_the_county_writes_its_rules_and_the_amounts_follow(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk
) -> None:
    page.tabs.setCurrentIndex(2)
    page.rules.new_button.click()
    form = dialog(window).form
    for name, text in (("title", "泾示〔2025〕1号"), ("valid_from", "2025-1-1")):
        form.fields[name].setFocus()
        type_into(form.fields[name], text)
    form.fields["needs"].boxes[Need.CLOSED].click()
    plain = next(
        sheet
        for sheet in dialog(window).tiers.sheets
        if sheet.form.fields["label"].value() == "一般"
    )
    plain.form.fields["base_fen"].selectAll()
    type_into(plain.form.fields["base_fen"], "80")
    press(form.fields["title"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    (version,) = desk.subsidy_rules.schemes()
    assert (version.own, version.scheme.needs) == (True, (Need.RECORD,))
    assert not page.proposal.sample.isVisibleTo(page.proposal)
    assert "可以申报 1 件，合计 80.00 元" in page.proposal.sums.text()
    assert "调样甲（主办）80.00 元" in page.proposal.case.text()


def test_a_tier_without_a_name_is_marked_where_it_stands(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk
) -> None:
    page.rules.new_button.click()
    asked = dialog(window)
    asked.form.fill({"title": "样", "valid_from": date(2025, 1, 1)})
    asked.tiers.sheets[1].form.fields["label"].set_value("")
    asked.save_button.click()
    settle(qtbot, window)
    assert asked.tiers.sheets[1].form.fields["label"].property("fault") == "true"
    assert not desk.subsidy_rules.schemes()[0].own


def test_a_claim_goes_from_the_list_to_the_payment(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk, prompts: StandIn
) -> None:
    desk.subsidy_rules.save(COUNTY)
    page.reload()
    settle(qtbot, window)
    page.proposal.claim_button.click()
    settle(qtbot, window)
    assert "另有 1 件已在申报里" in page.proposal.sums.text()
    page.tabs.setCurrentIndex(1)
    click(page, "提交")
    press(dialog(window).save_button, Qt.Key.Key_Space)
    settle(qtbot, window)
    prompts.text = "缺公章"
    click(page, "登记退回")
    settle(qtbot, window)
    assert page.claims.why.text() == "退回原因：缺公章"
    click(page, "提交")
    dialog(window).save_button.click()
    settle(qtbot, window)
    click(page, "登记审定")
    settle(qtbot, window)
    click(page, "登记发放")
    dialog(window).save_button.click()
    settle(qtbot, window)
    (claim,) = desk.subsidy.claims()
    assert (claim.state, claim.paid_on) == (ClaimState.PAID, date(2025, 12, 31))
    assert "缺公章" in page.claims.steps.text()
    assert [row.name for row in page.claims.people.rows.rows] == ["调样甲"]


def test_what_is_missing_stands_above_the_submit_button(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk, prompts: StandIn
) -> None:
    desk.subsidy_rules.save(COUNTY)
    page.reload()
    settle(qtbot, window)
    page.proposal.claim_button.click()
    settle(qtbot, window)
    (version,) = desk.subsidy_rules.schemes()
    strict = replace(COUNTY, needs=(Need.CLOSED,))
    desk.subsidy_rules.save(strict, scheme_id=version.id, revision=version.revision)
    page.reload()
    settle(qtbot, window)
    assert page.claims.why.text().endswith("缺：已经结案。")
    prompts.text = "等结案后再报"
    click(page, "移出案件")
    settle(qtbot, window)
    assert page.claims.why.text() == "申报里还没有案件。"
    assert "等结案后再报" in page.proposal.case.text()


def test_what_was_chosen_survives_larger_text(qtbot, window: MainWindow, page: SubsidyPage) -> None:
    page.proposal.period.year.set_value(2024)
    page.proposal.earlier.set_value(True)
    page.tabs.setCurrentIndex(2)
    window.prefer(scale=1.5)
    settle(qtbot, window)
    drawn = window.pages["subsidy"]
    assert drawn is not page
    assert drawn.tabs.currentIndex() == 2
    assert drawn.proposal.earlier.value()
    assert drawn.proposal.period.text() == "2024"


def test_the_pay_sheet_is_saved_where_the_user_says(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk, prompts: StandIn, tmp_path: Path
) -> None:
    desk.subsidy_rules.save(COUNTY)
    page.reload()
    settle(qtbot, window)
    page.proposal.claim_button.click()
    settle(qtbot, window)
    click(page, "发放表")
    dialog(window).save_button.click()
    assert "没有选择存到哪里" in dialog(window).bar.text()
    prompts.file = tmp_path / "发放表.pdf"
    dialog(window).save_button.click()
    settle(qtbot, window)
    assert prompts.file.read_bytes().startswith(b"%PDF")


def test_the_rules_are_tried_before_they_are_saved(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk
) -> None:
    page.rules.new_button.click()
    asked = dialog(window)
    asked.form.fill({"title": "样", "valid_from": date(2026, 1, 1), "needs": ()})
    asked.tiers.sheets[0].form.fields["base_fen"].set_value(1)
    asked.try_button.click()
    settle(qtbot, window)
    assert "“重大”排在“疑难”前面，补贴反而少。" in asked.bar.text()
    assert "按这个办法可报 1 件、50.00 元；现行办法 0 件" in asked.bar.text()
    assert not desk.subsidy_rules.schemes()[0].own


def test_more_cases_go_into_an_open_claim_and_it_is_deleted(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk, office: str
) -> None:
    desk.subsidy_rules.save(COUNTY)
    page.reload()
    settle(qtbot, window)
    assert not page.proposal.add_button.isEnabled()
    page.proposal.claim_button.click()
    settle(qtbot, window)
    agreed(desk, office, parties=parties(name="邻样北"))
    page.reload()
    settle(qtbot, window)
    page.proposal.add_button.click()
    dialog(window).save_button.click()
    settle(qtbot, window)
    assert len(page.claims.lines.rows.rows) == 2
    click(page, "删除申报")
    settle(qtbot, window)
    assert desk.subsidy.claims() == ()
    assert "可以申报 2 件" in page.proposal.sums.text()


def test_a_proposal_that_checks_dossiers_can_be_stopped_and_asked_for_anew(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk
) -> None:
    desk.subsidy_rules.save(replace(COUNTY, needs=(Need.DOSSIER,)))
    page.proposal.reload()
    page.proposal.progress.stop_button.click()
    settle(qtbot, window)
    assert page.proposal.sums.text() == "已停止，没有算完。"
    assert page.proposal.table.model().rowCount() == 0
    assert page.proposal.progress.isHidden()
    page.proposal.again_button.click()
    settle(qtbot, window)
    assert "可以申报 1 件" in page.proposal.sums.text()
    assert page.proposal.again_button.isHidden()


def test_the_case_page_tells_how_its_subsidy_stands_and_leads_to_the_claim(
    qtbot, window: MainWindow, page: SubsidyPage, desk: Desk
) -> None:
    (line,) = desk.subsidy.propose(None, date(2025, 12, 31)).rows
    window.open_case(line.id)
    section = window.pages["case"].overview.subsidy
    settle(qtbot, window)
    assert section.isHidden()
    desk.subsidy_rules.save(replace(COUNTY, needs=(Need.CLOSED,)))
    window.open_case(line.id)
    settle(qtbot, window)
    assert not section.isHidden()
    assert section.missing.text() == "缺：已经结案。"
    assert section.open_button.isHidden()
    desk.cases.close(line.id, date(2025, 12, 31))
    older = desk.subsidy.open_claim(ClaimDraft("一季度", FIRST, LAST, (line.id,))).id
    newer = agreed(desk, desk.office.committees()[0].id, parties=parties(name="邻样北"))
    desk.cases.close(newer.id, date(2025, 12, 31))
    desk.subsidy.open_claim(ClaimDraft("二季度", FIRST, LAST, (newer.id,)))
    window.open_case(line.id)
    settle(qtbot, window)
    assert (section.found.claim.period, section.found.line.assessment.paid_fen) == ("一季度", 50_00)
    section.open_button.click()
    settle(qtbot, window)
    assert page.tabs.currentIndex() == 1
    assert page.claims.detail.row.id == older
