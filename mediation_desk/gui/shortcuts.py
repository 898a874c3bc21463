"""The window's keys: what each action of the table does there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.actions import ACTIONS, Action
from mediation_desk.gui.context import context_of
from mediation_desk.gui.finder import Command, Finder
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.gui.undoing import turn_round
from mediation_desk.gui.words import tr

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow

STEP = 0.1
SIZES = ("larger", "smaller", "normal_size")


def bind(window: "MainWindow") -> None:
    """Give the window every key of the table; before the desk is open only text sizes change."""
    keys = Keys(window)
    for action in ACTIONS:
        for key in action.keys:
            QShortcut(QKeySequence(key), window, keys.doing(action))


class Keys:
    """What the keys do."""

    def __init__(self, window: "MainWindow") -> None:
        """Work on one window."""
        self._window = window
        self._help: Any = None

    def doing(self, action: Action) -> Callable[[], None]:
        """Return what an action does."""
        window = self._window
        own: dict[str, Callable[[], None]] = {
            "goto": self._goto,
            "find": self._find,
            "new_line": self._new_line,
            "refresh": self._refresh,
            "help": self._open_help,
            "larger": lambda: window.zoom(STEP),
            "smaller": lambda: window.zoom(-STEP),
            "normal_size": lambda: window.zoom(0),
            "undo": self._undo,
            "redo": self._redo,
            "lock": lambda: window.asked.emit("lock"),
        }
        act = own.get(action.name) or (lambda: window.go_to(action.page))

        def when_open() -> None:
            outside = window.desk is None and action.name in SIZES
            if window.shut_by is None or outside:
                act()

        return when_open

    def _undo(self) -> None:
        window = self._window
        if window.desk is not None:
            nothing = tr("没有可以撤销的操作。")
            turn_round(window, window, window.desk.undo.last(), nothing=nothing)

    def _redo(self) -> None:
        window = self._window
        if window.desk is not None:
            nothing = tr("没有可以恢复的撤销。")
            turn_round(window, window, window.desk.undo.last_undone(), nothing=nothing)

    def _new_line(self) -> None:
        """Open the one-line form over whatever is on screen."""
        window = self._window
        if window.desk is None or not window.desk.sign_in.may(Permission.REGISTER):
            return
        if not window.desk.office.committees(active_only=True):
            window.say("warn", tr("还没有调委会，请先在“设置”里建立单位。"))
            return
        from mediation_desk.gui.linkage.line_dialogs import LineDialog

        LineDialog(context_of(window)).ask(window)

    def _goto(self) -> None:
        """Open the box that finds anything."""
        window = self._window
        if window.desk is None:
            return
        allowed = allowed_pages(window.desk)
        commands = {
            action.name: Command(tr(action.label), "  ".join(action.keys), self.doing(action))
            for action in ACTIONS
            if action.name != "goto" and (not action.page or action.page in allowed)
        }
        Finder(context_of(window), commands).ask(window)

    def _find(self) -> None:
        self._window.go_to("cases")
        page = self._window.pages.get("cases")
        if page is not None:
            page.search.setFocus()

    def _refresh(self) -> None:
        page: Any = self._window.stack.currentWidget()
        if hasattr(page, "reload"):
            page.reload()

    def _open_help(self) -> None:
        from mediation_desk.gui.help import HelpWindow

        window = self._window
        topic = getattr(window.stack.currentWidget(), "help_topic", "first-steps")
        if self._help is None:
            self._help = HelpWindow(window.theme, window.resources)
        self._help.open_at(topic)
