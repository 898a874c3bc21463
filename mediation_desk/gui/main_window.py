"""The frame: sidebar, pages, message bar, status bar. It knows pages by name, not by content."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from mediation_desk.errors import AppError, SignInNeeded
from mediation_desk.gui import preferences, redraw, words
from mediation_desk.gui.context import context_of
from mediation_desk.gui.curtain import Curtain
from mediation_desk.gui.frame import lay_out
from mediation_desk.gui.manual import Manual
from mediation_desk.gui.page_stack import PageStack
from mediation_desk.gui.pages import allowed_pages, first_page, make_page, sidebar_row
from mediation_desk.gui.papers.private import PrivateFolder
from mediation_desk.gui.parts import MessageBar
from mediation_desk.gui.party.turning import Turning
from mediation_desk.gui.preferences import Preferences
from mediation_desk.gui.prompts import Prompts
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.gui.scans.homing import Homing
from mediation_desk.gui.scans.inbox import Inbox
from mediation_desk.gui.shortcuts import Seat, bind
from mediation_desk.gui.standing import StandingLine
from mediation_desk.gui.style import dress, style_sheet
from mediation_desk.gui.theme import Theme, make_theme
from mediation_desk.gui.windows import CaseWindows
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.filters import Filters

if TYPE_CHECKING:
    from mediation_desk.services.drafts import CaseDraft


class MainWindow(QMainWindow):
    """The program's window; shown empty at once, filled by `attach`.

    `asked` names what only the door can do (gui/door/keeper.py), `refused` brings a SignInNeeded,
    `going_back` the backup that is to take the place of the open office.
    """

    asked = Signal(str)
    going_back = Signal(str)
    refused = Signal(object)
    drawn = Signal()

    def __init__(
        self, resources: Path, *, prompts: Prompts | None = None, kept: Preferences | None = None
    ) -> None:
        """Draw the frame as the `kept` preferences want it."""
        super().__init__()
        self.resources = resources
        self.preferences = kept or Preferences()
        self.prompts = prompts or Prompts()
        self.private = PrivateFolder()
        self.runner = TaskRunner(self)
        self.runner.changed.connect(self._changed)
        self.runner.failed.connect(self.show_error)
        self._standing = StandingLine(self)
        self.desk: Any = None
        self.inbox = Inbox(self)
        self._homing = Homing(self, self.inbox)
        self.windows = CaseWindows(self)
        self.manual = Manual(self)
        self.party = Turning(self)
        self.shut_by: Any = None
        self._make_screen: Callable[[Theme], QWidget] | None = None
        self.draw()
        bind(self, Seat(self, lambda: self.stack.currentWidget(), lambda: context_of(self)))
        self.resize(1366, 768)

    @property
    def pages(self) -> dict[str, Any]:
        """The pages made so far, by name."""
        return self.stack.pages

    def attach(self, desk: Any) -> None:
        """Take the open desk and show the first page."""
        self.desk = desk
        kept = preferences.read(desk.paths.data)
        if kept != self.preferences:
            self.preferences = kept
            self.draw()
        self.show_status()
        self.go_to(first_page(desk))

    def detach(self) -> None:
        """Forget the desk and everything that was shown of it."""
        self.desk = None
        self.draw()

    def shut(self, make: Callable[[Theme], Any]) -> None:
        """Put a screen of the door before everything else."""
        self._make_screen = make
        self.shut_by = make(self.theme)
        self.show_status()
        self.curtain.draw(self.shut_by)
        self.statusBar().hide()
        self.shut_by.take_cursor()

    def lift(self) -> None:
        """Take the screen away."""
        self._make_screen = self.shut_by = None
        self.statusBar().show()
        self.curtain.lift()
        self.show_status()

    def go_to(self, name: str, part: Any = None) -> None:
        """Show a page, read anew; `part` is what it is asked to show."""
        if self.desk is None or self.shut_by is not None:
            return
        if name not in allowed_pages(self.desk):
            self.say("warn", tr("没有权限打开这一页，请让有权限的同事办理。"))
            return
        page = self.stack.page(name)
        page.reload()
        if part is not None:
            page.show_part(part)
        self._show(name, page)

    def open_case(self, case_id: str, evidence_id: str = "") -> None:
        """Show one case, at a piece of its evidence if one is named."""
        page = self.stack.page("case")
        page.show_case(case_id)
        if evidence_id:
            page.show_evidence(evidence_id)
        self._show("case", page)

    def revise_case(self, case_id: str, field: str = "", sentence: str = "") -> None:
        """Show what was registered of a case, to be corrected; at a field, with what is asked."""
        page = self.stack.page("intake")
        if page.edit(case_id):
            self._show("intake", page)
            page.point_at(field, sentence)

    def begin_case(self, draft: "CaseDraft", began: str) -> None:
        """Begin the registration of what came in as the line or letter of id `began`."""
        self.go_to("intake")
        page = self.stack.currentWidget()
        if page is self.pages.get("intake"):
            page.take(draft, began)

    def show_cases(self, title: str, part: Filters) -> None:
        """Show the list restricted to some cases."""
        page = self.stack.page("cases")
        page.show_under(title, part)
        self._show("cases", page)

    def list_cases(self, filters: Filters) -> None:
        """Show the list narrowed by filters the user can see and change."""
        page = self.stack.page("cases")
        page.show_filtered(filters)
        self._show("cases", page)

    def say(self, kind: str, text: str) -> None:
        """Put a line into the message bar; an empty one takes it away."""
        self.bar.show_line(kind, text)

    def show_error(self, error: Exception) -> None:
        """Turn an error into what the user sees: the only place that does."""
        if isinstance(error, SignInNeeded):
            self.refused.emit(error)
        if isinstance(error, AppError):
            self.say("bad", str(error))
            page = self.stack.currentWidget()
            if hasattr(page, "show_faults"):
                page.show_faults(getattr(error, "fields", {}))
            return
        self.prompts.crashed(self, "".join(traceback.format_exception(error)))

    def prefer(self, **changes: Any) -> None:
        """Take other preferences, keep them, draw everything anew; nothing typed is lost."""
        redraw.prefer(self, changes)

    def zoom(self, by: float) -> None:
        """Change the text size of everything; 0 goes back to 100 %."""
        self.prefer(scale=redraw.zoomed(self.preferences.scale, by))

    def draw(self) -> None:
        """Draw the whole frame anew; pages are made when asked for."""
        words.use_language(self.resources, self.preferences.language)
        kept = self.preferences
        self.inbox.watch(kept.inbox)
        self.theme = make_theme(self.resources, kept.scale, contrast=kept.contrast)
        self.setWindowTitle(tr("调解台"))
        dress(self.theme)
        self.setStyleSheet(style_sheet(self.theme))
        self.stack = PageStack(lambda name: make_page(name, context_of(self)))
        self.bar = MessageBar(self.runner)
        self.frame = lay_out(self.theme, self.resources, (self.bar, self.stack))
        self.nav = self.frame.nav
        self.nav.picked.connect(lambda name: self.go_to(name))
        self.frame.corner.asked.connect(self.asked)
        self.curtain = Curtain(self.frame)
        self.setCentralWidget(self.curtain)
        self.show_status()
        if self._make_screen is not None:
            self.shut(self._make_screen)
        self.drawn.emit()

    def page_name(self) -> str:
        """Return the name of the page on screen."""
        return self.stack.name_here()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stack.flush()
        self.runner.close()
        self.private.close()
        super().closeEvent(event)

    def _show(self, name: str, page: QWidget) -> None:
        if self.stack.currentWidget() is not page:
            self.say("good", "")
        self.stack.setCurrentWidget(page)
        self.nav.setCurrentRow(sidebar_row(name))

    def _changed(self, done: Changed) -> None:
        if done.message:
            self.say("good", done.message)
        page = self.stack.currentWidget()
        if page is not None and getattr(page, "areas", frozenset()) & done.areas:
            page.reload()
        self.show_status()

    def show_status(self) -> None:
        """Show the state of the desk anew: sidebar, demo mark, status bar, once it is counted."""
        self._standing.show()
