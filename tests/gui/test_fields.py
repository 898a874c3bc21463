"""What people type into fields becomes one exact value or a sentence, never a guess."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from mediation_desk.clock import CHINA
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import (
    AreaField,
    ChoiceField,
    DateField,
    MomentField,
    MoneyField,
    NumberField,
    TextField,
)

pytestmark = pytest.mark.gui
TODAY = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-3-1", date(2025, 3, 1)),
        ("20250301", date(2025, 3, 1)),
        ("2025年3月1日", date(2025, 3, 1)),
        ("2025.03.01", date(2025, 3, 1)),
        ("3-1", date(2025, 3, 1)),
        ("3月1日", date(2025, 3, 1)),
        ("今天", TODAY),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(qtbot, typed: str, day: date | None) -> None:
    field = DateField("day", today=TODAY)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == day


@pytest.mark.parametrize("typed", ["2025-2-30", "昨天", "2025-13-01", "123"])
def test_an_impossible_day_is_named_and_stays_as_typed(qtbot, typed: str) -> None:
    field = DateField("day", today=TODAY)
    qtbot.addWidget(field)
    field.setText(typed)
    with pytest.raises(InvalidInput) as caught:
        field.value()
    assert caught.value.fields["day"].endswith("。")
    assert field.text() == typed


@pytest.mark.parametrize("typed", ["2025-3-6 19:30", "3-6 19点30分", "2025年3月6日 19：30"])
def test_a_time_is_china_time(qtbot, typed: str) -> None:
    field = MomentField("at", today=TODAY)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == datetime(2025, 3, 6, 19, 30, tzinfo=CHINA)


def test_a_day_without_a_time_is_asked_for_its_time(qtbot) -> None:
    field = MomentField("at", today=TODAY)
    qtbot.addWidget(field)
    field.setText("2025-3-6")
    with pytest.raises(InvalidInput, match="时间"):
        field.value()


def test_amounts_are_read_to_the_fen_and_shown_back(qtbot) -> None:
    field = MoneyField("amount")
    qtbot.addWidget(field)
    field.setText("1.2万")
    assert field.value() == 1_200_000
    field.set_value(1_200_000)
    assert field.text() == "12,000.00"


def test_a_number_that_is_none_is_refused(qtbot) -> None:
    field = NumberField("people")
    qtbot.addWidget(field)
    field.setText("三人")
    with pytest.raises(InvalidInput):
        field.value()


def test_filling_a_field_is_not_typing(qtbot) -> None:
    for field in (TextField("a"), AreaField("b"), ChoiceField("c", [(1, "一"), (2, "二")])):
        qtbot.addWidget(field)
        with qtbot.assertNotEmitted(field.touched):
            field.set_value(2)


def test_typing_is_typing(qtbot) -> None:
    for field in (TextField("a"), AreaField("b")):
        qtbot.addWidget(field)
        with qtbot.waitSignal(field.touched):
            qtbot.keyClicks(field, "x")


def test_the_mouse_wheel_over_a_choice_changes_nothing(qtbot) -> None:
    field = ChoiceField("c", [(1, "一"), (2, "二")])
    qtbot.addWidget(field)
    nowhere = QPointF(0, 0)
    turned = QWheelEvent(
        nowhere,
        nowhere,
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.wheelEvent(turned)
    assert field.value() == 1
