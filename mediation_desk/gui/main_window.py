"""The frame: sidebar, pages, message bar, status bar. It knows pages by name, not by content."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.errors import AppError
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.frame import show_status, sidebar
from mediation_desk.gui.pages import PAGES, make_page
from mediation_desk.gui.parts import MessageBar, label
from mediation_desk.gui.prompts import Prompts
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.gui.style import style_sheet
from mediation_desk.gui.theme import make_theme
from mediation_desk.services.changes import Changed

STEP = 0.1


class MainWindow(QMainWindow):
    """The program's window; shown empty at once, filled by `attach`."""

    def __init__(
        self, resources: Path, *, scale: float = 1.0, prompts: Prompts | None = None
    ) -> None:
        """Draw the frame."""
        super().__init__()
        self.setWindowTitle("调解台")
        self.resources = resources
        self.scale = scale
        self.prompts = prompts or Prompts()
        self.runner = TaskRunner(self)
        self.runner.changed.connect(self._changed)
        self.runner.failed.connect(self.show_error)
        self.desk: Any = None
        self.pages: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._case_id = ""
        self._draw()
        self._shortcuts()
        self.resize(1366, 768)

    def attach(self, desk: Any) -> None:
        """Take the open desk and show the first page."""
        self.desk = desk
        self._draw()
        self.go_to("home" if desk.office.office() else "settings")

    def go_to(self, name: str) -> None:
        """Show a page, read anew."""
        if self.desk is None:
            return
        page = self._page(name)
        page.reload()
        self.stack.setCurrentWidget(page)
        names = [spec.name for spec in PAGES if spec.label]
        if name in names:
            self.nav.setCurrentRow(names.index(name))

    def open_case(self, case_id: str) -> None:
        """Show one case."""
        self._case_id = case_id
        page = self._page("case")
        page.show_case(case_id)
        self.stack.setCurrentWidget(page)

    def show_cases(self, title: str, ids: tuple[str, ...]) -> None:
        """Show the list restricted to some cases."""
        self.go_to("cases")
        self._page("cases").show_ids(title, ids)

    def say(self, kind: str, text: str) -> None:
        """Put a line into the message bar."""
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

    def zoom(self, by: float) -> None:
        """Change the text size of everything; 0 goes back to 100 %."""
        self.scale = 1.0 if by == 0 else min(max(round(self.scale + by, 1), 1.0), 2.0)
        here = self.stack.currentWidget()
        name = next((key for key, page in self.pages.items() if page is here), "home")
        self._draw()
        if self.desk is not None:
            self.open_case(self._case_id) if name == "case" else self.go_to(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.runner.close()
        super().closeEvent(event)

    def _page(self, name: str) -> Any:
        if name not in self.pages:
            self.pages[name] = make_page(name, self._context())
            self.stack.addWidget(self.pages[name])
        return self.pages[name]

    def _context(self) -> GuiContext:
        return GuiContext(
            desk=self.desk,
            runner=self.runner,
            prompts=self.prompts,
            theme=self.theme,
            resources=self.resources,
            say=self.say,
            open_case=self.open_case,
            go_to=self.go_to,
            show_cases=self.show_cases,
        )

    def _changed(self, done: Changed) -> None:
        if done.message:
            self.say("good", done.message)
        page = self.stack.currentWidget()
        if page is not None and getattr(page, "areas", frozenset()) & done.areas:
            page.reload()
        self._status()

    def _draw(self) -> None:
        """Draw the whole frame at the present scale; pages are made anew when asked for."""
        self.theme = make_theme(self.resources, self.scale)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self.theme.font())
            application.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme))
        self.pages = {}
        self.stack = QStackedWidget()
        self.bar = MessageBar()
        centre = QWidget()
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        side, self.nav = sidebar(self.theme, self.resources, self.go_to)
        across.addWidget(side)
        right = QVBoxLayout()
        right.setSpacing(0)
        office = self.desk.office.office() if self.desk else None
        if office is not None and office.demo:
            demo = label("演示数据：本单位、案件和人名都是虚构的，请勿用于报送", "demo")
            demo.setAlignment(Qt.AlignmentFlag.AlignCenter)
            right.addWidget(demo)
        right.addWidget(self.bar)
        right.addWidget(self.stack, 1)
        across.addLayout(right, 1)
        self.setCentralWidget(centre)
        self._status()

    def _status(self) -> None:
        show_status(self.statusBar(), self.desk, self.scale)

    def _shortcuts(self) -> None:
        keys: list[tuple[str, Callable[[], None]]] = [
            ("Ctrl+N", lambda: self.go_to("intake")),
            ("Ctrl+F", self._find),
            ("Ctrl+K", self._find),
            ("F5", self._refresh),
            ("Ctrl++", lambda: self.zoom(STEP)),
            ("Ctrl+=", lambda: self.zoom(STEP)),
            ("Ctrl+-", lambda: self.zoom(-STEP)),
            ("Ctrl+0", lambda: self.zoom(0)),
        ]
        named = [spec.name for spec in PAGES if spec.label]
        keys += [
            (f"Ctrl+{number}", lambda name=name: self.go_to(name))  # type: ignore[misc]
            for number, name in enumerate(named, start=1)
        ]
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)

    def _find(self) -> None:
        self.go_to("cases")
        if self.desk is not None:
            self._page("cases").search.setFocus()

    def _refresh(self) -> None:
        page = self.stack.currentWidget()
        if page is not None and hasattr(page, "reload"):
            page.reload()
