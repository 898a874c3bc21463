"""The case list and the desk's figures: found, narrowed, sorted, looked at, opened by keyboard."""

import threading
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import Side, State
from mediation_desk.gui.cases.columns import FOUND
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.drafts import AcceptDraft, PartyDraft
from mediation_desk.services.filters import Concern, Filters
from tests.factories import DAY, mediating, parties, registered
from tests.gui.keyboard import press, settle, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def cases(desk: Desk, office: str, clock: FixedClock) -> dict[str, str]:
    """Four cases in different states; today is two days before a limit, long after another."""
    clock.set(datetime(2025, 4, 20, 4, tzinfo=UTC))
    overdue = mediating(desk, office, title="超期的示例纠纷")
    soon = registered(desk, office, title="快到期的示例纠纷", registered_on=date(2025, 3, 23))
    desk.acceptance.accept(soon.id, AcceptDraft(date(2025, 3, 23)))
    waiting = registered(desk, office, title="待受理的示例纠纷", registered_on=date(2025, 4, 19))
    refused = registered(desk, office, title="不受理的示例纠纷")
    desk.acceptance.refuse(refused.id, "对方明确拒绝")
    named = {"overdue": overdue, "soon": soon, "waiting": waiting, "refused": refused}
    return {name: case.id for name, case in named.items()}


def listed(window: MainWindow) -> list[str]:
    """Return the ids in the list, once everything asked for has been read."""
    settle(window)
    return [row.id for row in window.pages["cases"].table.rows.rows]


def texts(widget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if not part.isHidden())


def test_a_case_is_found_by_typing_and_opened_with_enter(qtbot, window, cases) -> None:
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = window.pages["cases"]
    assert page.search.hasFocus()
    type_into(page.search, "待受理的")
    qtbot.waitUntil(lambda: listed(window) == [cases["waiting"]])
    assert page.count.text() == "筛选出 1 件，全部 4 件"
    assert page.table.rows.data(page.table.rows.index(0, FOUND)) == "案件名称：待受理的示例纠纷"
    assert not page.table.isColumnHidden(FOUND)
    page.bar.show_filters(Filters())
    page.bar.changed.emit()
    settle(window)
    assert page.table.isColumnHidden(FOUND)
    page.bar.show_filters(Filters(text="待受理的"))
    page.bar.changed.emit()
    settle(window)
    opened = []
    page.table._opened = opened.append
    press(page.search, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    press(page.table, Qt.Key.Key_Return)
    assert [row.id for row in opened] == [cases["waiting"]]


def test_the_list_is_read_when_the_typing_rests_not_with_every_letter(qtbot, window, cases) -> None:
    window.go_to("cases")
    page = window.pages["cases"]
    reads = []
    page.bar.changed.connect(lambda: reads.append(page.search.text()))
    type_into(page.search, "示例")
    type_into(page.search, "纠纷")
    assert reads == []
    qtbot.waitUntil(lambda: reads == ["示例纠纷"])


@pytest.mark.parametrize("number", [*range(1, 6), -1])
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_a_tile_opens_a_list_as_long_as_its_figure(qtbot, window, cases, number, how) -> None:
    window.go_to("home")
    settle(window)
    home = window.pages["home"]
    tile = [*home.tiles, home.open_tile][number]
    figure = int(tile.number.text())
    assert figure > 0
    if how == "mouse":
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    else:
        tile.setFocus()
        press(tile, Qt.Key.Key_Space)
    assert window.page_name() == "cases"
    assert len(listed(window)) == figure
    page = window.pages["cases"]
    assert page.bar.narrows()
    qtbot.mouseClick(page.bar.clear, Qt.MouseButton.LeftButton)
    assert len(listed(window)) == len(cases)


def test_nothing_left_to_do_is_a_good_zero(window) -> None:
    window.go_to("home")
    settle(window)
    good = window.theme.colours["good"]
    for tile in window.pages["home"].tiles:
        assert tile.number.text() == "0"
        assert good in tile.number.styleSheet()


def test_the_desk_lists_what_wants_attention_the_overdue_first(window, cases) -> None:
    window.go_to("home")
    settle(window)
    rows = window.pages["home"].table.rows
    assert [row.id for row in rows.rows] == [cases[one] for one in ("overdue", "soon", "waiting")]
    assert rows.data(rows.index(0, 1)) == "已超期、没有下一步、久未办理"


def test_the_sidebar_says_how_many_cases_want_attention(qtbot, window, desk, cases) -> None:
    assert window.nav.item(0).text() == "工作台"  # the cases came behind the window's back
    window.runner.write(lambda: desk.acceptance.refuse(cases["waiting"], "撤回申请"), window)
    qtbot.waitUntil(lambda: window.nav.item(0).text() == "工作台（2）")


def test_filters_join_and_their_sum_is_what_the_store_holds(window, desk, office, cases) -> None:
    window.go_to("cases")
    bar = window.pages["cases"].bar
    lead = desk.office.mediators(committee_id=office)[0].id
    bar.mediator.set_value(lead)
    bar.committee.set_value(office)
    bar.type_group.set_value("neighbour")
    bar.state.set_value("open")
    bar.mediator.touched.emit()
    assert listed(window) == [cases["overdue"]]
    bar.concern.set_value(Concern.SOON)
    bar.concern.touched.emit()
    assert listed(window) == []
    assert "清除筛选" in window.pages["cases"].empty.text()


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(window, cases) -> None:
    window.go_to("cases")
    header = window.pages["cases"].table.horizontalHeader()
    header.sectionClicked.emit(2)
    settle(window)
    states = [row.state for row in window.pages["cases"].table.rows.rows]
    assert states == [State.REGISTERED, State.REFUSED, State.ACCEPTED, State.MEDIATING]
    header.sectionClicked.emit(2)
    settle(window)
    turned = [row.state for row in window.pages["cases"].table.rows.rows]
    assert turned == states[::-1]


def test_an_empty_office_says_what_to_do_next(window) -> None:
    window.go_to("cases")
    settle(window)
    assert "Ctrl+N" in window.pages["cases"].empty.text()
    assert window.pages["cases"].table.isHidden()


def test_the_preview_shows_the_chosen_case_and_hides_numbers(window, desk, office) -> None:
    with_phone = parties(phone="13800001234", name="<b>张示</b>")
    facts = "身份证号341823196805179074，电话13800001234。"
    registered(desk, office, parties=with_phone, facts=facts)
    window.go_to("cases")
    settle(window)
    preview = window.pages["cases"].preview
    assert preview.isVisible()
    shown = texts(preview)
    assert "<b>张示</b>" in shown
    assert "138****1234" in shown
    assert "13800001234" not in shown
    assert "341823196805179074" not in shown
    assert preview.next_button.text() == "受理"


def test_names_that_look_like_html_stay_as_typed_also_in_tooltips(window, desk, office) -> None:
    strange = (PartyDraft(name="<b>张示</b>", side=Side.APPLICANT), parties()[1])
    registered(desk, office, parties=strange)
    window.go_to("cases")
    settle(window)
    rows = window.pages["cases"].table.rows
    assert rows.index(0, 1).data().startswith("<b>张示</b>与")
    tip = rows.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;张示" in tip


def test_what_is_chosen_survives_a_change_of_text_size(window, cases) -> None:
    window.go_to("cases")
    page = window.pages["cases"]
    page.bar.state.set_value("open")
    page.bar.changed.emit()
    settle(window)
    page.table.choose(cases["soon"])
    window.zoom(0.5)
    settle(window)
    again = window.pages["cases"]
    assert again is not page
    assert again.bar.state.value() == "open"
    assert again.table.chosen().id == cases["soon"]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_list_needs_no_sideways_scrolling(qtbot, window, cases, scale) -> None:
    window.prefer(scale=scale)
    window.resize(1366, 768)
    window.go_to("cases")
    table = window.pages["cases"].table
    assert window.width() <= 1366
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert not table.isColumnHidden(1)
    assert not table.isColumnHidden(2)


def test_a_figures_cases_are_not_narrowed_by_what_was_chosen_before(window, cases) -> None:
    window.go_to("cases")
    page = window.pages["cases"]
    page.bar.state.set_value("closed")
    page.bar.changed.emit()
    window.show_cases("2025年 受理", Filters(ids=tuple(cases.values())))
    assert len(listed(window)) == 4
    assert page.title.text() == "2025年 受理"
    page.clear.click()
    settle(window)
    assert page.title.text() == "案件"
    assert DAY in {row.registered_on for row in page.table.rows.rows}


def test_figures_that_are_counted_anew_stay_and_are_greyed_until_then(
    qtbot, window, cases, desk
) -> None:
    window.go_to("home")
    settle(window)
    home = window.pages["home"]
    before = [tile.number.text() for tile in home.tiles]
    desk.acceptance.refuse(cases["waiting"], "撤回申请")
    held = threading.Event()
    for _ in range(2):  # both readers are busy
        window.runner.read(held.wait, window, lambda _: None)
    home.reload()
    muted = window.theme.colours["muted"]
    qtbot.waitUntil(lambda: all(muted in tile.number.styleSheet() for tile in home.tiles))
    assert [tile.number.text() for tile in home.tiles] == before
    held.set()
    settle(window)
    waiting = home.tiles[5].number
    assert waiting.text() == "0"
    assert muted not in waiting.styleSheet()


def test_a_risk_colour_is_given_on_the_case_page_and_narrows_the_list(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = mediating(desk, office)
    window.open_case(case.id)
    qtbot.waitUntil(lambda: not window.runner.busy)
    head = window.pages["case"].head
    assert head.risk.text() == "风险：没有定"
    desk.risks.rate(case.id, "orange", "双方情绪激动")
    window.open_case(case.id)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert head.risk.text() == "风险：橙色"
    window.list_cases(Filters(risk="orange"))
    qtbot.waitUntil(lambda: not window.runner.busy)
    page = window.pages["cases"]
    assert page.table.rows.rowCount() == 1
    assert page.bar.risk.value() == "orange"
