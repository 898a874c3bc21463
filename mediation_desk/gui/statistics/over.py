"""How a dialog of the statistics page opens: over the window, no larger, gone when closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget


def open_over(dialog: QDialog, parent: QWidget) -> None:
    """Open over `parent`; the dialog deletes itself when it is closed."""
    dialog.setParent(parent, Qt.WindowType.Dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(dialog.size().boundedTo(parent.window().size()))
    dialog.open()
