"""A form: Enter goes on, faults stand beside their field, nothing typed is thrown away."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import AreaField, DateField, TextField
from mediation_desk.gui.form import Form
from mediation_desk.gui.theme import make_theme
from mediation_desk.paths import find
from tests.gui.keyboard import type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def form(qtbot) -> Form:
    made = Form(make_theme(find(Path("unused")).resources))
    made.add("姓名", TextField("name"), required=True)
    made.add("日期", DateField("day", today=date(2025, 12, 31)))
    made.add("经过", AreaField("facts"), span=2)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_enter_goes_to_the_next_field_and_stays_in_long_text(qtbot, form: Form) -> None:
    form.fields["name"].setFocus()
    qtbot.keyClick(form.fields["name"], Qt.Key.Key_Return)
    assert form.fields["day"].hasFocus()
    qtbot.keyClick(form.fields["day"], Qt.Key.Key_Enter)
    assert form.fields["facts"].hasFocus()
    type_into(form.fields["facts"], "一")
    qtbot.keyClick(form.fields["facts"], Qt.Key.Key_Return)
    type_into(form.fields["facts"], "二")
    assert form.read()["facts"] == "一\n二"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_S])
def test_ctrl_enter_and_ctrl_s_save_from_any_field(qtbot, form: Form, key: Qt.Key) -> None:
    for field in form.fields.values():
        with qtbot.waitSignal(form.submitted):
            qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)


def test_every_bad_field_is_named_at_once_and_the_first_has_the_cursor(qtbot, form: Form) -> None:
    form.fields["day"].setText("昨天")
    with pytest.raises(InvalidInput) as caught:
        form.read()
    assert form.show_faults({**caught.value.fields, "name": "请填写姓名。"})
    assert form.fields["name"].hasFocus()
    assert "昨天" in form._faults["day"].text()
    type_into(form.fields["name"], "甲")
    assert form._faults["name"].isHidden()
    assert not form._faults["day"].isHidden()
