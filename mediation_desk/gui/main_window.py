"""The frame: sidebar, pages, message bar, status bar. It knows pages by name, not by content."""

import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui import preferences, words
from mediation_desk.gui.actions import ACTIONS, Action
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.frame import lay_out, show_status
from mediation_desk.gui.page_stack import PageStack
from mediation_desk.gui.pages import PAGES, first_page, make_page
from mediation_desk.gui.parts import MessageBar
from mediation_desk.gui.preferences import Preferences
from mediation_desk.gui.prompts import Prompts
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.gui.style import style_sheet
from mediation_desk.gui.theme import make_theme
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.filters import Filters

STEP = 0.1


class MainWindow(QMainWindow):
    """The program's window; shown empty at once, filled by `attach`."""

    def __init__(
        self, resources: Path, *, prompts: Prompts | None = None, kept: Preferences | None = None
    ) -> None:
        """Draw the frame as the `kept` preferences want it."""
        super().__init__()
        self.resources = resources
        self.preferences = kept or Preferences()
        self.prompts = prompts or Prompts()
        self.runner = TaskRunner(self)
        self.runner.changed.connect(self._changed)
        self.runner.failed.connect(self.show_error)
        self.desk: Any = None
        self._case_id = ""
        self._help: Any = None
        self._draw()
        for action in ACTIONS:
            for key in action.keys:
                QShortcut(QKeySequence(key), self, self._doing(action))
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
            self._draw()
        self._status()
        self.go_to(first_page(desk))

    def go_to(self, name: str) -> None:
        """Show a page, read anew."""
        if self.desk is None:
            return
        page = self.stack.page(name)
        page.reload()
        self._show(name, page)

    def open_case(self, case_id: str) -> None:
        """Show one case."""
        self._case_id = case_id
        page = self.stack.page("case")
        page.show_case(case_id)
        self._show("case", page)

    def revise_case(self, case_id: str) -> None:
        """Show what was registered of a case, to be corrected."""
        page = self.stack.page("intake")
        if page.edit(case_id):
            self._show("intake", page)

    def show_cases(self, title: str, ids: tuple[str, ...]) -> None:
        """Show the list restricted to some cases."""
        page = self.stack.page("cases")
        page.show_ids(title, ids)
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
        if isinstance(error, AppError):
            self.say("bad", str(error))
            page = self.stack.currentWidget()
            if hasattr(page, "show_faults"):
                page.show_faults(getattr(error, "fields", {}))
            return
        self.prompts.crashed(self, "".join(traceback.format_exception(error)))

    def prefer(self, **changes: Any) -> None:
        """Take other preferences, keep them, draw everything anew; nothing typed is lost."""
        self.preferences = replace(self.preferences, **changes)
        if self.desk is None:
            self._draw()
            return
        try:
            preferences.keep(self.desk.paths.data, self.preferences)
        except AppError as error:
            self.show_error(error)
        here = self.page_name()
        kept = self.stack.keep()
        self._draw()
        self.stack.restore(kept)
        self.open_case(self._case_id) if here == "case" else self.go_to(here)

    def zoom(self, by: float) -> None:
        """Change the text size of everything; 0 goes back to 100 %."""
        scale = 1.0 if by == 0 else min(max(round(self.preferences.scale + by, 1), 1.0), 2.0)
        self.prefer(scale=scale)

    def page_name(self) -> str:
        """Return the name of the page on screen."""
        return self.stack.name_here()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stack.flush()
        self.runner.close()
        super().closeEvent(event)

    def _show(self, name: str, page: QWidget) -> None:
        if self.stack.currentWidget() is not page:
            self.say("good", "")
        self.stack.setCurrentWidget(page)
        names = [spec.name for spec in PAGES if spec.label]
        self.nav.setCurrentRow(names.index("cases" if name == "case" else name))

    def _context(self) -> GuiContext:
        return GuiContext(
            desk=self.desk,
            runner=self.runner,
            prompts=self.prompts,
            theme=self.theme,
            resources=self.resources,
            preferences=self.preferences,
            prefer=self.prefer,
            say=self.say,
            open_case=self.open_case,
            revise_case=self.revise_case,
            go_to=self.go_to,
            show_cases=self.show_cases,
            list_cases=self.list_cases,
        )

    def _changed(self, done: Changed) -> None:
        if done.message:
            self.say("good", done.message)
        page = self.stack.currentWidget()
        if page is not None and getattr(page, "areas", frozenset()) & done.areas:
            page.reload()
        self._status()

    def _draw(self) -> None:
        """Draw the whole frame anew; pages are made when asked for."""
        words.use_language(self.resources, self.preferences.language)
        self.theme = make_theme(
            self.resources, self.preferences.scale, contrast=self.preferences.contrast
        )
        self.setWindowTitle(tr("调解台"))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self.theme.font())
            application.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme))
        self.stack = PageStack(lambda name: make_page(name, self._context()))
        self.bar = MessageBar()
        self.frame = lay_out(self.theme, self.resources, (self.bar, self.stack))
        self.nav = self.frame.nav
        self.nav.picked.connect(self.go_to)
        self.setCentralWidget(self.frame)
        self._status()

    def _status(self) -> None:
        office = self.desk.office.office() if self.desk else None
        self.frame.demo.setVisible(office is not None and office.demo)
        show_status(self.statusBar(), self.desk, self.preferences.scale)

    def _doing(self, action: Action) -> Callable[[], None]:
        own: dict[str, Callable[[], None]] = {
            "find": self._find,
            "refresh": self._refresh,
            "help": self._open_help,
            "larger": lambda: self.zoom(STEP),
            "smaller": lambda: self.zoom(-STEP),
            "normal_size": lambda: self.zoom(0),
        }
        return own.get(action.name) or (lambda: self.go_to(action.page))

    def _find(self) -> None:
        self.go_to("cases")
        if self.desk is not None:
            self.stack.page("cases").search.setFocus()

    def _refresh(self) -> None:
        page = self.stack.currentWidget()
        if page is not None and hasattr(page, "reload"):
            page.reload()

    def _open_help(self) -> None:
        from mediation_desk.gui.help import HelpWindow

        topic = getattr(self.stack.currentWidget(), "help_topic", "first-steps")
        if self._help is None:
            self._help = HelpWindow(self.theme, self.resources)
        self._help.open_at(topic)
