"""The keys of a window, the main one or a case's own: what each action of the table does there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QTabWidget

from mediation_desk.clock import CHINA
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.actions import ACTIONS, Action
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.finder import Command, Finder
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.gui.pane_keys import next_pane
from mediation_desk.gui.parts import ListView
from mediation_desk.gui.undoing import turn_round
from mediation_desk.gui.words import tr

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow

STEP = 0.1
SIZES = ("larger", "smaller", "normal_size")


@dataclass(frozen=True)
class Seat:
    """Where keys are pressed: a window, the page in it, what is held there."""

    window: QMainWindow
    page: Callable[[], Any]
    context: Callable[[], GuiContext]


def bind(main: "MainWindow", seat: Seat) -> None:
    """Give a window every key of the table; before the desk is open only text sizes change."""
    keys = Keys(main, seat)
    for action in ACTIONS:
        for key in action.keys:
            QShortcut(QKeySequence(key), seat.window, keys.doing(action))


class Keys:
    """What the keys do."""

    def __init__(self, main: "MainWindow", seat: Seat) -> None:
        """Work on the desk of the main window, from a window that may be another one."""
        self._main = main
        self._seat = seat

    def doing(self, action: Action) -> Callable[[], None]:
        """Return what an action does."""
        main = self._main
        own: dict[str, Callable[[], None]] = {
            "goto": self._goto,
            "find": self._find,
            "next_found": lambda: self._step(1),
            "previous_found": lambda: self._step(-1),
            "new_line": self._new_line,
            "edit": lambda: self._ask_page("edit", tr("这一页没有可以修改的。")),
            "print": lambda: self._ask_page("print_here", tr("这一页没有可以打印的。")),
            "veil_notes": lambda: self._ask_page("veil_notes", tr("请先打开一件案件。")),
            "parties": lambda: self._ask_page("show_parties", tr("请先打开一件案件。")),
            "next_pane": lambda: next_pane(self._seat.window),
            "previous_pane": lambda: next_pane(self._seat.window, back=True),
            "next_tab": lambda: self._turn_tab(1),
            "previous_tab": lambda: self._turn_tab(-1),
            "refresh": lambda: self._ask_page("reload", ""),
            "help": lambda: main.manual.open_for(self._seat.page() or main),
            "larger": lambda: main.zoom(STEP),
            "smaller": lambda: main.zoom(-STEP),
            "normal_size": lambda: main.zoom(0),
            "save": self._save,
            "undo": self._undo,
            "redo": self._redo,
            "lock": lambda: main.asked.emit("lock"),
        }
        act = own.get(action.name) or (lambda: self._seat.context().go_to(action.page))

        def when_open() -> None:
            outside = main.desk is None and action.name in SIZES
            if main.shut_by is None or outside:
                act()

        return when_open

    def _save(self) -> None:
        """Save the page; where nothing is typed, say when something was saved last."""
        page = self._seat.page()
        if hasattr(page, "save"):
            page.save()
        elif self._main.desk is not None:
            last = self._main.desk.undo.last()
            words = tr("没有要保存的内容。")
            if last is not None:
                when = f"{last.entry.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
                words = tr("没有要保存的内容。最近一次保存：{when}", when=when)
            self._seat.context().say("good", words)

    def _undo(self) -> None:
        if self._main.desk is not None:
            step = self._main.desk.undo.last()
            turn_round(self._seat.context(), self._main, step, nothing=tr("没有可以撤销的操作。"))

    def _redo(self) -> None:
        if self._main.desk is not None:
            step = self._main.desk.undo.last_undone()
            turn_round(self._seat.context(), self._main, step, nothing=tr("没有可以恢复的撤销。"))

    def _new_line(self) -> None:
        """Open the one-line form over whatever is on screen."""
        main = self._main
        if main.desk is None or not main.desk.sign_in.may(Permission.REGISTER):
            return
        context = self._seat.context()
        if not main.desk.office.committees(active_only=True):
            context.say("warn", tr("还没有调委会，请先在“设置”里建立单位。"))
            return
        from mediation_desk.gui.linkage.line_dialogs import LineDialog

        LineDialog(context).ask(self._seat.window)

    def _goto(self) -> None:
        """Open the box that finds anything."""
        if self._main.desk is None:
            return
        allowed = allowed_pages(self._main.desk)
        commands = {
            action.name: Command(tr(action.label), "  ".join(action.keys), self.doing(action))
            for action in ACTIONS
            if action.name != "goto" and (not action.page or action.page in allowed)
        }
        Finder(self._seat.context(), commands).ask(self._seat.window)

    def _find(self) -> None:
        self._seat.context().go_to("cases")
        page = self._main.pages.get("cases")
        if page is not None:
            page.search.setFocus()

    def _step(self, by: int) -> None:
        """Go on to the next line of the list on screen, or back to the one before."""
        table = getattr(self._seat.page(), "table", None)
        if isinstance(table, ListView) and table.isVisible():
            table.step(by)
            table.setFocus()

    def _turn_tab(self, by: int) -> None:
        """Show the next tab of the page on screen, or the one before; after the last, the first."""
        tabs = getattr(self._seat.page(), "tabs", None)
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())

    def _ask_page(self, what: str, nothing: str) -> None:
        """Let the page on screen do what it can do by a name; say `nothing` where it cannot."""
        act = getattr(self._seat.page(), what, None)
        if act is not None:
            act()
        elif nothing:
            self._seat.context().say("warn", nothing)
