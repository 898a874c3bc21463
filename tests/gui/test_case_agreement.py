"""Agreements typed clause by clause, and signed: what is open is said while it is typed."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from mediation_desk.app import Desk
from mediation_desk.domain.codes import ClauseKind, Form
from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.sheet import Lines
from tests.factories import agreement_draft, mediating, session_draft
from tests.gui.case_steps import begin, choose, fill, opened, save

pytestmark = pytest.mark.gui
WORDED = "邻样西应当向邻样东支付1,500.00元，分2期付清。"


def test_an_agreement_is_typed_as_data(qtbot, window: MainWindow, desk: Desk, office: str) -> None:
    case = mediating(desk, office, disputed_matters="谁来修墙。")
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    opened(window, case.id)
    dialog = begin(window, Move.AGREE)
    assert dialog.form.fields["reached_on"].value() == date(2025, 3, 6)
    assert dialog.form.fields["facts"].value() == case.facts
    assert dialog.form.fields["disputed_matters"].value() == "谁来修墙。"
    clause = dialog.clauses.sheets[0]
    fill(clause.form.fields["content"], "邻样西尽快赔偿邻样东修墙费用。")
    assert "由谁履行" in clause._note.text()
    assert "“尽快”" in clause._note.text()
    choose(clause.form.fields["debtor_id"], case.parties[1].id)
    choose(clause.form.fields["creditor_id"], case.parties[0].id)
    fill(clause.form.fields["content"], "邻样西赔偿邻样东修墙费用。")
    fill(clause.form.fields["amount_fen"], "1,500")
    fill(clause.form.fields["manner"], "现金")
    for day, amount in (("2025-3-20", "1000"), ("2025-4-20", "400")):
        instalments = clause.parts[0][1]
        instalments.add_button.click()
        fill(instalments.sheets[-1].form.fields["due_on"], day)
        fill(instalments.sheets[-1].form.fields["amount_fen"], amount)
    assert clause._note.text() == "请再看看：到期没有履行怎么办（可以不写）？"
    fill(clause.form.fields["breach"], "有一期不付的，余款一次付清。")
    assert clause._note.text() == ""
    case = save(qtbot, window, dialog)
    assert case.agreement is None
    assert "不相等" in clause.parts[0][1]._fault.text()
    fill(instalments.sheets[-1].form.fields["amount_fen"], "500")
    clause.findChild(QPushButton, "word_button").click()
    assert window.prompts.asked[-1] == "这一条的内容会换成：" + WORDED
    dialog.clauses.add_button.click()
    second = dialog.clauses.sheets[1].form
    fill(second.fields["content"], "双方互不追究其他责任。")
    choose(second.fields["kind"], ClauseKind.STATEMENT)
    fill(dialog._after.form.fields["performance_manner"], "现金支付")
    case = save(qtbot, window, dialog)
    made = case.agreement
    assert made.reached_on == date(2025, 3, 6)
    assert [one.kind for one in made.clauses] == [ClauseKind.PAYMENT, ClauseKind.STATEMENT]
    assert made.clauses[0].debtor_id == case.parties[1].id
    assert [one.amount_fen for one in made.instalments] == [100_000, 50_000]
    assert (made.amount_fen, made.performance_manner) == (150_000, "现金支付")
    assert case.next_move is Move.SIGN
    assert made.clauses[0].content == WORDED
    assert made.clauses[0].breach == "有一期不付的，余款一次付清。"
    printed = desk.papers.preview(case.id, "agreement")
    assert "分期：第1期2025年3月20日前1,000.00元、第2期2025年4月20日前500.00元" in printed
    assert "违约责任：有一期不付的，余款一次付清）。" in printed


def test_an_oral_agreement_where_the_law_wants_a_written_one_is_refused(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = mediating(desk, office, type="migrant_wages")
    opened(window, case.id)
    dialog = begin(window, Move.AGREE)
    assert "书面" in dialog._reasons.text()
    choose(dialog.form.fields["form"], Form.ORAL)
    clause = dialog.clauses.sheets[0].form
    fill(clause.fields["content"], "付清工资。")
    choose(clause.fields["kind"], ClauseKind.ACT)
    case = save(qtbot, window, dialog)
    assert case.agreement is None
    assert "应当订立书面协议" in dialog.bar.text()


def test_removing_a_clause_asks_only_when_something_is_typed(window, desk, office) -> None:
    opened(window, mediating(desk, office).id)
    dialog = begin(window, Move.AGREE)
    dialog.clauses.add_button.click()
    remove_last(dialog.clauses)
    assert window.prompts.asked == []
    fill(dialog.clauses.sheets[0].form.fields["content"], "一句话")
    window.prompts.agrees = False
    remove_last(dialog.clauses)
    assert len(dialog.clauses.sheets) == 1
    assert len(window.prompts.asked) == 1


def remove_last(lines: Lines) -> None:
    frame = lines.sheets[-1].parentWidget()
    [one for one in frame.findChildren(QPushButton) if one.text() == "移除"][-1].click()


def test_signatures_are_ticked_and_the_last_one_brings_the_effect(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case))
    opened(window, case.id)
    dialog = begin(window, Move.SIGN)
    case = save(qtbot, window, dialog)
    assert "请勾选" in dialog.form._faults["signed_on"].text()
    signers = list(dialog.signers.forms.values())
    for form in signers[:3]:
        form.fields["signed"].click()
    assert signers[0].fields["signed_on"].value() == date(2025, 3, 10)
    choose(signers[0].fields["manner"], "签名并按指印")
    assert "印章" in dialog.sheet._note.text()
    case = save(qtbot, window, dialog)
    assert case.agreement.missing == ("人民调解委员会印章",)
    assert case.agreement.signers[0].manner == "签名并按指印"
    dialog = begin(window, Move.SIGN)
    *given, seal = dialog.signers.forms.values()
    assert all(not form.fields["signed"].isEnabled() for form in given)
    seal.fields["signed"].click()
    fill(seal.fields["signed_on"], "2025-3-12")
    assert "自 2025-03-12 生效" in dialog.sheet._note.text()
    case = save(qtbot, window, dialog)
    assert case.agreement.effect_on == date(2025, 3, 12)
    assert case.next_move is Move.PERFORM


def test_all_signatures_of_one_day_take_two_steps(qtbot, window, desk, office) -> None:
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case))
    opened(window, case.id)
    dialog = begin(window, Move.SIGN)
    everybody = next(one for one in dialog.findChildren(QPushButton) if one.text() == "全部签齐")
    everybody.click()
    fill(dialog.form.fields["signed_on"], "2025-3-11")
    case = save(qtbot, window, dialog)
    assert case.agreement.effect_on == date(2025, 3, 11)
