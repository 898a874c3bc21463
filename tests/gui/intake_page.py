"""The registration page under test: its fields by their names, saving, what was saved."""

from typing import Any

from mediation_desk.app import Desk
from mediation_desk.gui.intake.page import IntakePage
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.listing import Filters
from mediation_desk.services.rows import CaseDetail
from tests.gui.keyboard import Keyboard

FACTS = "排水沟改道，雨水流入邻家院内。"


def at(page: IntakePage, name: str, card: int | None = None) -> Any:
    """Return a field by the name it has in the draft."""
    if card is not None:
        return page.sheet.parties.cards[card].form.fields[name]
    forms = (page.sheet.dispute.form, page.sheet.facts.form)
    return next(form.fields[name] for form in forms if name in form.fields)


def notes(page: IntakePage, name: str, card: int | None = None) -> str:
    """Return what stands under a field."""
    if card is not None:
        return page.sheet.parties.cards[card].form._faults[name].text()
    forms = (page.sheet.dispute.form, page.sheet.facts.form)
    return next(form._faults[name].text() for form in forms if name in form.fields)


def saved(qtbot, window: MainWindow, keys: Keyboard) -> None:
    """Press Ctrl+Enter and wait until everything is written."""
    keys.press("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.runner.busy)


def newest(desk: Desk) -> CaseDetail:
    """Return the case registered last."""
    return desk.cases.show(desk.listing.cases(Filters(), limit=1)[0].id)
