"""Long lists are narrowed by a few letters; what is left in the field is always one of the list."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import Side
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import ChoiceField, LinesField, TextField, TickField
from mediation_desk.gui.find_field import FindField
from mediation_desk.gui.folded_form import FoldedForm
from mediation_desk.gui.theme import make_theme
from mediation_desk.services.quick_find import Findable, spelled
from tests.gui.keyboard import Keyboard, focused

pytestmark = pytest.mark.gui

CHOICES = (
    Findable("neighbour", "邻里"),
    Findable("drainage", "邻里 / 排水", tail="排水"),
    Findable("noise", "邻里 / 噪声", tail="噪声"),
)


@pytest.fixture
def window(qtbot) -> QWidget:
    """A window with the field under test and one to go to."""
    made = QWidget()
    made.find = FindField("type", spelled(CHOICES))
    made.other = TextField("other")
    layout = QVBoxLayout(made)
    layout.addWidget(made.find)
    layout.addWidget(made.other)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.find.setFocus()
    return made


@pytest.fixture
def keys(window: QWidget) -> Keyboard:
    return Keyboard(window)


def test_leaving_takes_the_marked_line(qtbot, window, keys) -> None:
    with qtbot.waitSignal(window.find.touched):
        keys.type("ps")
    assert window.find.offering
    keys.press("Tab")
    assert focused() is window.other
    assert (window.find.value(), window.find.text()) == ("drainage", "邻里 / 排水")
    assert not window.find.offering


def test_arrows_go_through_the_list_and_stop_at_its_ends(window, keys) -> None:
    keys.press("Down")
    assert window.find.offering
    keys.press("Down", "Down", "Down", "Tab")
    assert window.find.value() == "noise"


def test_escape_closes_the_list_and_what_is_not_in_it_is_refused(window, keys) -> None:
    keys.type("ps")
    keys.press("Esc", "Tab")
    assert window.find.text() == "ps"
    with pytest.raises(InvalidInput, match="列表里没有"):
        window.find.value()


def test_an_emptied_field_has_nothing_chosen(window, keys) -> None:
    window.find.set_value("noise")
    keys.press("Ctrl+A", "Delete", "Tab")
    assert window.find.value() == ""


def test_words_come_through_the_input_method_too(window, keys) -> None:
    keys.write("噪")
    keys.press("Tab")
    assert window.find.value() == "noise"


def test_the_pinyin_may_come_while_somebody_types(window, keys) -> None:
    window.find.set_choices(CHOICES)
    keys.type("zs")
    assert not window.find.offering
    keys.press("Backspace")
    window.find.set_choices(spelled(CHOICES))
    keys.type("s")
    keys.press("Tab")
    assert window.find.value() == "noise"


def test_a_click_takes_a_line(qtbot, window, keys) -> None:
    keys.press("Down")
    shown = window.find._list
    shown.clicked.emit(shown.currentIndex().siblingAtRow(0))
    assert window.find.value() == "neighbour"


def test_a_value_that_is_no_longer_offered_is_kept(window) -> None:
    window.find.set_value("retired")
    assert window.find.value() == "retired"
    window.find.set_state(["old", "从前的类型"])
    assert (window.find.value(), window.find.state()) == ("old", ["old", "从前的类型"])


def test_a_code_of_a_closed_set_comes_back_as_that_code(qtbot) -> None:
    field = ChoiceField("side", [(side, side.label) for side in Side])
    qtbot.addWidget(field)
    field.set_state("respondent")
    assert field.value() is Side.RESPONDENT


def test_lines_are_texts_without_the_empty_ones(qtbot) -> None:
    field = LinesField("requests")
    qtbot.addWidget(field)
    field.set_value(("疏通水沟", "赔偿"))
    assert field.value() == ("疏通水沟", "赔偿")
    field.set_state(" 疏通水沟 \n\n")
    assert field.value() == ("疏通水沟",)


@pytest.fixture
def folded(qtbot, paths) -> FoldedForm:
    form = FoldedForm(make_theme(paths.resources), columns=3)
    form.put("甲", TextField("first"))
    form.put("乙", TextField("second"))
    form.put("丙", TickField("ticks", [(1, "一"), (2, "二")], spacing=4), more=True)
    form.arrange()
    form.resize(700, 200)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_what_is_folded_is_passed_over_until_it_is_opened(folded: FoldedForm) -> None:
    keys = Keyboard(folded)
    folded.fields["first"].setFocus()
    keys.press("Return", "Return")
    assert focused() is folded.fields["first"]
    folded.unfold(True)
    keys.press("Return", "Return")
    assert focused() is folded.fields["ticks"].boxes[1]


def test_a_fault_opens_the_fold_and_a_field_left_out_is_gone(folded: FoldedForm) -> None:
    assert folded.show_faults({"ticks": "请选择。"})
    assert folded.unfolded
    folded.leave_out(("second",))
    assert not folded.fields["second"].isVisible()
    assert not folded.applies("second")


def test_a_narrow_form_has_fewer_columns(qtbot, folded: FoldedForm) -> None:
    tops = {folded.fields[name].parentWidget().y() for name in ("first", "second")}
    assert len(tops) == 1
    folded.resize(200, 400)
    qtbot.waitUntil(
        lambda: (
            folded.fields["second"].parentWidget().y() > folded.fields["first"].parentWidget().y()
        )
    )
