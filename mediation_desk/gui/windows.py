"""Cases in windows of their own, beside the main window and each other."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui.context import context_of
from mediation_desk.gui.pages import make_page
from mediation_desk.gui.parts import MessageBar
from mediation_desk.gui.shortcuts import Seat, bind
from mediation_desk.gui.style import style_sheet
from mediation_desk.services.changes import Changed

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow


class CaseWindow(QMainWindow):
    """One case; follows every change, shows what went wrong where it was done."""

    closed = Signal()

    def __init__(self, main: "MainWindow", case_id: str) -> None:
        """Show the case. Raises NotFound or RuleViolation where it cannot be shown."""
        super().__init__()
        self.case_id = case_id
        self._main = main
        self.setStyleSheet(style_sheet(main.theme))
        self.bar = MessageBar()
        self._context = replace(context_of(main), say=self.bar.show_line, **self._ways())
        self.page: Any = make_page("case", self._context)
        self.page.show_case(case_id)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.page, 1)
        self.setCentralWidget(inside)
        self._name()
        self.resize(main.theme.px(1080), main.theme.px(700))
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        bind(main, Seat(self, lambda: self.page, lambda: self._context))
        main.runner.changed.connect(self._changed)
        main.runner.failed.connect(self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._read()  # what was changed while the desk was locked

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _name(self) -> None:
        case = self.page.case
        if case is not None:
            self.setWindowTitle(f"{case.title}  {case.number}".strip())

    def _ways(self) -> dict[str, Callable[..., None]]:
        """Return the ways from page to page: all of them lead into the main window."""

        def leaving(way: Callable[..., None]) -> Callable[..., None]:
            def go(*where: Any) -> None:
                self._main.raise_()
                self._main.activateWindow()
                way(*where)

            return go

        names = ("go_to", "open_case", "revise_case", "begin_case", "show_cases", "list_cases")
        return {name: leaving(getattr(self._main, name)) for name in names}

    def _changed(self, done: Changed) -> None:
        if self.isActiveWindow() and done.message:
            self.bar.show_line("good", done.message)
        if self.isVisible() and self.page.areas & done.areas:
            self._read()

    def _read(self) -> None:
        try:
            self.page.reload()
            self._name()
        except AppError as error:  # deleted or undone elsewhere: nothing to show any more
            self._main.say("warn", str(error))
            self.close()

    def _failed(self, error: Exception) -> None:
        if self.isActiveWindow() and isinstance(error, AppError):
            self.bar.show_line("bad", str(error))


class CaseWindows(QObject):
    """The case windows of one main window: drawn anew and closed with it."""

    def __init__(self, main: "MainWindow") -> None:
        """Begin with none."""
        super().__init__(main)
        self._main = main
        self.open_ones: list[CaseWindow] = []
        main.drawn.connect(self._draw)
        main.installEventFilter(self)

    def open(self, case_id: str) -> None:
        """Show a case in its window, the one it has already or a new one."""
        standing = [one for one in self.open_ones if one.case_id == case_id]
        window = standing[0] if standing else self._new(case_id)
        window.show()
        window.raise_()
        window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._main and event.type() is QEvent.Type.Close:
            self.close_all()
        return False

    def _new(self, case_id: str) -> CaseWindow:
        window = CaseWindow(self._main, case_id)
        self.open_ones.append(window)
        window.closed.connect(lambda: self._forget(window))
        step = self._main.theme.px(28) * len(self.open_ones)
        window.move(self._main.x() + step, self._main.y() + step)
        return window

    def _forget(self, window: CaseWindow) -> None:
        self.open_ones.remove(window)
        window.deleteLater()

    def close_all(self) -> None:
        """Close every window."""
        for window in list(self.open_ones):
            window.close()

    def _draw(self) -> None:
        """Draw the windows anew, as the main window was; none without a desk."""
        shown = [(one.case_id, one.geometry(), one.page.keep()) for one in self.open_ones]
        self.close_all()
        if self._main.desk is None:
            return
        for case_id, place, tab in shown:
            self.open(case_id)
            self.open_ones[-1].setGeometry(place)
            self.open_ones[-1].page.restore(tab)
