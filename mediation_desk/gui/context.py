"""What every page holds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.papers.private import PrivateFolder
from mediation_desk.gui.preferences import Preferences
from mediation_desk.gui.prompts import Prompts
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.gui.scans.inbox import Inbox
from mediation_desk.gui.theme import Theme
from mediation_desk.services.filters import Filters

if TYPE_CHECKING:
    from mediation_desk.services.drafts import CaseDraft
    from mediation_desk.services.table_side import TableView


@dataclass(frozen=True)
class GuiContext:
    """The open desk and the window's shared parts; `desk` is app.Desk (services only).

    `say(kind, text)` puts a line into the message bar: kind good, warn or bad. `open_case(id)` (at
    a piece of evidence), `open_window(id)` (the case's own), `revise_case(id)` (at a field, with a
    sentence), `begin_case(draft, id of what it came from)`, `go_to(page, part of it)`,
    `show_cases(title, part)` and `list_cases(filters)` move between pages. `prefer(scale=…)`
    changes how the window looks. `open_help(widget)` opens the manual at what that is about.
    `ask_door(what)` asks for what goes beyond a page: `lock`, `leave`, `found`
    (gui/door/keeper.py); `go_back(backup id)` closes the office and restores it.
    `turn_to_parties(read)` turns a screen to the parties (gui/party).

    A page has `reload()`; where it applies `areas` (what it shows), `show_faults(fields)`,
    `show_part(part)`, `keep()`/`restore(state)` (typed text over a redraw), `saving` (it waits for
    its answer), `flush()` (the window is closing) and `help_topic` (file in resources/help).
    """

    desk: Any
    runner: TaskRunner
    prompts: Prompts
    theme: Theme
    resources: Path
    private: PrivateFolder
    preferences: Preferences
    inbox: Inbox
    prefer: Callable[..., None]
    say: Callable[[str, str], None]
    open_case: Callable[..., None]
    open_window: Callable[[str], None]
    revise_case: Callable[..., None]
    begin_case: "Callable[[CaseDraft, str], None]"
    go_to: Callable[..., None]
    show_cases: Callable[[str, Filters], None]
    list_cases: Callable[[Filters], None]
    ask_door: Callable[[str], None]
    open_help: Callable[[QWidget], None]
    go_back: Callable[[str], None]
    turn_to_parties: "Callable[[Callable[[], TableView]], None]"


def context_of(window: Any) -> GuiContext:
    """Return what the pages of a main window hold."""
    return GuiContext(
        desk=window.desk,
        runner=window.runner,
        prompts=window.prompts,
        theme=window.theme,
        resources=window.resources,
        private=window.private,
        preferences=window.preferences,
        inbox=window.inbox,
        prefer=window.prefer,
        say=window.say,
        open_case=window.open_case,
        open_window=window.windows.open,
        revise_case=window.revise_case,
        begin_case=window.begin_case,
        go_to=window.go_to,
        show_cases=window.show_cases,
        list_cases=window.list_cases,
        ask_door=window.asked.emit,
        open_help=window.manual.open_for,
        go_back=window.going_back.emit,
        turn_to_parties=window.party.turn,
    )
