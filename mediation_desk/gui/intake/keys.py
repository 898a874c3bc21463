"""The keys of the registration page (登记)."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from mediation_desk.gui.intake.page import IntakePage


def bind(page: "IntakePage") -> None:
    """Give the page its keys."""
    sheet = page.sheet
    keys = {
        ("Ctrl+Return", "Ctrl+Enter"): page.save,
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"): lambda: page.save(accept=True),
        ("Alt+A",): sheet.parties.add,
        ("Alt+M",): lambda: sheet.card_here().toggle_more(),
        ("Alt+B",): page.view.next_gap,
    }
    for several, act in keys.items():
        for key in several:
            QShortcut(QKeySequence(key), page).activated.connect(act)
