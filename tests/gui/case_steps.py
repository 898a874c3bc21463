"""Steps on the case page as a person takes them: press a move, fill its dialog, save."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.cases.case_page import CasePage
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.rows import CaseDetail
from tests.gui.keyboard import press, type_into


def opened(window: MainWindow, case_id: str, tab: str = "overview") -> CasePage:
    """Open a case and one of its tabs."""
    window.open_case(case_id)
    page: CasePage = window.pages["case"]
    page.tabs.setCurrentWidget(getattr(page, tab))
    return page


def begin(window: MainWindow, move: Move) -> FormDialog:
    """Press a move's button by keyboard; return its dialog."""
    button = window.pages["case"].head.moves.buttons[move]
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    return dialog_of(window)


def dialog_of(window: MainWindow) -> FormDialog:
    """Return the dialog that is open over the window."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog)]
    shown = [one for one in found if one.isVisible() and one.parentWidget().window() is window]
    assert len(shown) == 1, window.bar.text()
    return shown[0]


def fill(widget: QWidget, text: str) -> None:
    """Replace what a field holds by typing."""
    widget.setFocus()
    widget.selectAll()
    press(widget, Qt.Key.Key_Delete)
    type_into(widget, text)


def save(qtbot, window: MainWindow, dialog: FormDialog) -> CaseDetail:
    """Save with Ctrl+Enter, wait until it is done; return the case as the store has it."""
    field = next(iter(dialog.form.fields.values()))
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.runner.busy)
    case = window.pages["case"].case
    assert case is not None
    return window.desk.cases.show(case.id)


def choose(field, value: object) -> None:
    """Choose a value as a person does: the field says it was touched."""
    field.set_value(value)
    field.touched.emit()
