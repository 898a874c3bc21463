"""How the desk stands, told around the pages: who works, what waits, the last backup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from mediation_desk.clock import CHINA
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import AgendaItem, AgendaKind
from mediation_desk.services.filters import Concern

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow


class StandingLine(Latest):
    """Keeps the sidebar, the demo mark and the status bar of one window right."""

    def __init__(self, window: "MainWindow") -> None:
        """Tell nothing yet."""
        super().__init__(window.runner, window)
        self._window = window

    def show(self) -> None:
        """Tell how the desk stands now: the pages at once, what has to be counted afterwards."""
        window, desk = self._window, self._window.desk
        me = desk.sign_in.me() if desk else None
        window.frame.nav.allow(allowed_pages(desk))
        window.frame.corner.show_name(me.name if me else "")
        if desk is None or window.shut_by is not None:
            self.drop()
        if desk is None:
            self._tell([tr("正在打开…")])
        elif window.shut_by is None:
            self.ask(lambda _: standing_of(desk), self._show)

    def _show(self, standing: "Standing") -> None:
        frame, office = self._window.frame, standing.office
        frame.demo.setVisible(office is not None and office.demo)
        frame.nav.show_count("home", standing.attention)
        scale = self._window.preferences.scale
        self._tell(
            [
                "" if standing.writable else tr("只读打开，不能修改"),
                office.name if office else tr("还没有建立单位"),
                standing.reminders,
                standing.backup,
                tr("离线 · 本机数据"),
                tr("字号 {percent}", percent=f"{scale:.0%}"),
            ]
        )

    def _tell(self, lines: Sequence[str]) -> None:
        bar = self._window.statusBar()
        for old in bar.findChildren(QWidget, "status"):
            bar.removeWidget(old)
            old.deleteLater()
        for text in filter(None, lines):
            bar.addWidget(label(text, "status"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the frame says of the desk; counted off the GUI thread, for it may take a while."""

    office: Any
    backup: str
    attention: int
    reminders: str
    writable: bool


def standing_of(desk: Any) -> Standing:
    """Return how the desk stands for whoever works at it."""
    reads = desk.sign_in.may(Permission.READ_CASES)
    office = desk.office.office() if desk.sign_in.may(Permission.LOOK) else None
    return Standing(
        office=office,
        backup=_backup_line(desk.backups.status()),
        attention=desk.attention.count(Concern.ANY) if reads and office is not None else 0,
        reminders=reminder_words(desk.agenda.reminders()) if reads else "",
        writable=desk.writable,
    )


def reminder_words(items: Sequence[AgendaItem]) -> str:
    """Return what is on today, and what was planned, passed and has no record."""
    missed = [one for one in items if one.late and one.kind is AgendaKind.PLANNED]
    today = tr("今天 {number} 项日程", number=len(items) - len(missed))
    if not missed:
        return today
    return today + tr("，{number} 次过时未记录", number=len(missed))


def _backup_line(backup: Any) -> str:
    if backup.verified_at is None:
        return str(backup.text)
    return tr("备份已验证 {when}", when=f"{backup.verified_at.astimezone(CHINA):%Y-%m-%d %H:%M}")
