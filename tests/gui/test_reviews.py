"""评查: from the draw to the ranking, two people at one desk one after the other."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from mediation_desk.app import Desk
from mediation_desk.domain.rights import AccountRole
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.reviews.page import ReviewsPage
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.storage.tables.accounts import account
from tests.factories import closed_case
from tests.gui.case_steps import dialog_of, fill
from tests.gui.keyboard import press

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("quick_passwords")]
PASSWORD = "Lantern-47-hill"


def words(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if not part.isHidden())


@pytest.fixture
def people(desk: Desk, office: str) -> dict[str, str]:
    """A closed case; Wang and Li may review, Wang is signed in: accounts by name."""
    closed_case(desk, office)
    desk.accounts.first(AccountDraft("wangyang", "王样"), PASSWORD)
    li = desk.accounts.add(AccountDraft("liyang", "李样"), PASSWORD).id
    desk.accounts.set_roles(li, [AccountRole.REVIEWER])
    with desk._context.write("change_password") as writer:
        writer.update(account, li, {"must_change": 0})
    return {"王样": desk._context.session.me.id, "李样": li}


def shown(qtbot, window: MainWindow) -> ReviewsPage:
    window.go_to("reviews")
    qtbot.waitUntil(lambda: not window.runner.busy)
    return window.pages["reviews"]


def sit_down(desk: Desk, people: dict[str, str], name: str) -> None:
    session = desk._context.session
    session.me = replace(session.me, id=people[name], name=name, login=name)


def send(qtbot, window: MainWindow, dialog) -> None:
    field = next(iter(dialog.form.fields.values()))
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.runner.busy)


def click(page: ReviewsPage, text: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == text).click()


def mark(qtbot, window: MainWindow, page: ReviewsPage, lost: int = 0) -> None:
    """Mark the only dossier as one of the two would: full points but for the first item."""
    click(page, "评查这份卷宗")
    qtbot.waitUntil(lambda: not window.runner.busy)
    dialog = dialog_of(window)
    for at, item in enumerate(dialog._one.items):
        points = item.points - (lost if at == 0 else 0)
        fill(dialog.form.fields[f"points.{item.code}"], str(points))
    if lost:
        fill(dialog.form.fields["notes.acceptance"], "没有登记表")
    send(qtbot, window, dialog)


def test_a_dossier_goes_from_the_draw_to_the_ranking(qtbot, window, desk, people, prompts) -> None:
    page = shown(qtbot, window)
    assert not page.empty.isHidden()
    page.new_button.click()
    dialog = dialog_of(window)
    assert "这段时间结案的有 1 件" in words(dialog)
    dialog.form.fields["reviewer_ids"].set_value(tuple(people.values()))
    send(qtbot, window, dialog)
    assert page.pane.table.rows.rowCount() == 1
    assert "抽签号 20251231" in page.how.text()
    mark(qtbot, window, page, lost=10)
    assert "互相看不到" not in words(page.marks)
    assert page.pane.table.chosen().totals == ()
    sit_down(desk, people, "李样")
    page = shown(qtbot, window)
    assert "王样" not in words(page)
    mark(qtbot, window, page)
    shown(qtbot, window)
    assert "王样：没有登记表" in words(page.marks)
    assert page.pane.table.chosen().total is None
    click(page, "合议定分")
    settle = dialog_of(window)
    fill(settle.form.fields["total"], "92")
    fill(settle.form.fields["reason"], "登记表在另一册。")
    send(qtbot, window, settle)
    qtbot.waitUntil(lambda: not window.runner.busy)
    chosen = page.pane.table.chosen()
    assert (chosen.total, chosen.rank) == (92, 1)
    (year,) = page.year.lists["dossiers"].rows.rows
    assert (year.rank, year.total) == (1, 92)
    page.ranking_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    click(page, "结果表")
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert [name.rsplit("/", 1)[-1].split("-")[0] for name in prompts.asked] == [
        "评查排名表",
        "评查结果表",
    ]


def test_points_left_out_are_marked_in_their_place(qtbot, window, desk, people) -> None:
    page = shown(qtbot, window)
    page.new_button.click()
    dialog = dialog_of(window)
    dialog.form.fields["reviewer_ids"].set_value(tuple(people.values()))
    send(qtbot, window, dialog)
    click(page, "评查这份卷宗")
    qtbot.waitUntil(lambda: not window.runner.busy)
    dialog = dialog_of(window)
    fill(dialog.form.fields["points.acceptance"], "9")
    send(qtbot, window, dialog)
    assert "没有给满分的，请写明理由。" in words(dialog)
    assert "请打 0 到 8 分。" in words(dialog)
    dialog.copy_button.click()
    assert dialog.form.fields["points.parties"].value() == dialog._one.suggested["parties"]
    send(qtbot, window, dialog)
    assert page.pane.table.chosen().marked


def test_an_office_without_accounts_is_told_what_a_review_needs(qtbot, window, desk) -> None:
    page = shown(qtbot, window)
    page.new_button.click()
    assert "至少两个有“评查卷宗”权限的账户" in window.bar.text()


def test_the_countys_sheet_is_saved_changed_and_put_in_place(
    qtbot, window, desk, prompts, tmp_path
) -> None:
    page = shown(qtbot, window)
    prompts.file = tmp_path / "评分表.toml"
    page.sheet.save_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    text = prompts.file.read_text(encoding="utf-8")
    prompts.file.write_text(text.replace("points = 10", "points = 11", 1), encoding="utf-8")
    page.sheet.replace_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "各项分数之和是 101" in window.bar.text()
    prompts.file.write_text(text.replace("评查评分表", "示例县评分表"), encoding="utf-8")
    page.sheet.replace_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "示例县评分表" in page.sheet.name.text()
    page.sheet.restore_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "示例县评分表" not in page.sheet.name.text()
    prompts.file = tmp_path / "没有.toml"
    page.sheet.replace_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "没有读出来" in window.bar.text()


def test_the_countys_sheet_is_changed_in_the_window(qtbot, window, desk) -> None:
    page = shown(qtbot, window)
    page.sheet.edit_button.click()
    dialog = dialog_of(window)
    first, second = dialog._lists["items"].sheets[:2]
    fill(dialog.form.fields["title"], "示例县评分表")
    fill(first.form.fields["points"], "12")
    assert "各项分数之和：102，应当是 100" in words(dialog)
    send(qtbot, window, dialog)
    assert "各项分数之和是 102" in dialog.bar.text()
    assert desk.self_check.sheet().title != "示例县评分表"
    fill(second.form.fields["points"], "6")
    fill(dialog._lists["vetoes"].sheets[0].form.fields["label"], "代签")
    send(qtbot, window, dialog)
    sheet = desk.self_check.sheet()
    assert (sheet.title, [one.points for one in sheet.items][:2]) == ("示例县评分表", [12, 6])
    assert (sheet.vetoes[0].label, sheet.vetoes[0].code) == ("代签", "veto_1")
    assert sheet.items[0].code == "acceptance", "what is only worth more is the same item"
    assert "示例县评分表" in page.sheet.name.text()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_page_fits_the_smallest_screen(qtbot, window, desk, people, scale) -> None:
    window.prefer(scale=scale)
    page = shown(qtbot, window)
    assert page.minimumSizeHint().width() <= 1366 - window.theme.px(196)


def test_many_dossiers_are_checked_and_one_opened(qtbot, window, desk, office) -> None:
    case = closed_case(desk, office)
    page = shown(qtbot, window)
    page.tabs.setCurrentWidget(page.overview)
    fill(page.overview.first, "2025-1-1")
    page.overview.check_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "1 件，其中 0 件有必须改正的" in page.overview.told.text()
    press(page.overview.table, Qt.Key.Key_Return)
    assert window.page_name() == "case"
    assert window.pages["case"].case.id == case.id
