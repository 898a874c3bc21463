"""What stands around the pages: sidebar, demo mark, status bar."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.clock import CHINA
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.icons import icon
from mediation_desk.gui.pages import PAGES, allowed_pages
from mediation_desk.gui.parts import button, heading, label, row
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import AgendaItem, AgendaKind
from mediation_desk.services.filters import Concern


class Navigation(QListWidget):
    """The list of pages; `picked` names the one a click or Enter chose."""

    picked = Signal(str)

    def __init__(self, theme: Theme, resources: Path) -> None:
        """List every page that has a label."""
        super().__init__()
        self.setObjectName("nav")
        self.setAccessibleName(tr("页面"))
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for spec in PAGES:
            if spec.label:
                drawn = icon(resources, spec.icon, theme.colours["on_side"], theme.px(20))
                item = QListWidgetItem(drawn, tr(spec.label))
                item.setData(Qt.ItemDataRole.UserRole, spec.name)
                self.addItem(item)
        self.itemClicked.connect(self._pick)
        self.itemActivated.connect(self._pick)

    def allow(self, names: Collection[str]) -> None:
        """Leave out the pages that are not among `names`."""
        for number in range(self.count()):
            item = self.item(number)
            item.setHidden(item.data(Qt.ItemDataRole.UserRole) not in names)

    def show_count(self, name: str, count: int) -> None:
        """Put a number behind a page's words; none for zero."""
        for at, spec in enumerate([one for one in PAGES if one.label]):
            if spec.name == name:
                words = tr(spec.label)
                self.item(at).setText(
                    tr("{words}（{count}）", words=words, count=count) if count else words
                )

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))


class Corner(QWidget):
    """Who is signed in, with the ways to lock the desk and to leave; `asked` names the way."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Begin with nobody."""
        super().__init__()
        self._name = label("")
        self.lock_button = button(tr("锁定"), lambda: self.asked.emit("lock"))
        self.leave_button = button(tr("退出登录"), lambda: self.asked.emit("leave"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        column.addWidget(self._name)
        column.addLayout(row(self.lock_button, self.leave_button))
        self.hide()

    def show_name(self, name: str) -> None:
        """Show who is signed in; nobody in an office without accounts."""
        self._name.setText(name)
        self.setVisible(bool(name))


class Frame(QWidget):
    """The sidebar and, beside it, the message bar over the pages; `demo` is shown when asked."""

    nav: Navigation
    corner: Corner
    demo: QWidget


def lay_out(theme: Theme, resources: Path, parts: Sequence[QWidget]) -> Frame:
    """Return the frame around `parts`, which stand one under the other; the last one grows."""
    frame = Frame()
    across = QHBoxLayout(frame)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    side = QWidget()
    side.setObjectName("sidebar")
    side.setFixedWidth(theme.px(196))
    column = QVBoxLayout(side)
    column.setContentsMargins(0, theme.px(16), 0, theme.px(12))
    name = heading(theme, tr("调解台"), 1.3)
    name.setContentsMargins(theme.px(20), 0, 0, theme.px(10))
    column.addWidget(name)
    frame.nav = Navigation(theme, resources)
    column.addWidget(frame.nav, 1)
    frame.corner = Corner(theme)
    column.addWidget(frame.corner)
    across.addWidget(side)
    right = QVBoxLayout()
    right.setSpacing(0)
    mark = label(tr("演示数据：本单位、案件和人名都是虚构的，请勿用于报送"), "demo")
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    mark.hide()
    right.addWidget(mark)
    frame.demo = mark
    for part in parts:
        right.addWidget(part, 1 if part is parts[-1] else 0)
    across.addLayout(right, 1)
    return frame


def show_state(frame: Frame, bar: QStatusBar, desk: Any, scale: float) -> None:
    """Show the state of the desk anew: pages allowed, who is signed in, demo mark, status bar."""
    office = desk.office.office() if desk and desk.sign_in.may(Permission.LOOK) else None
    me = desk.sign_in.me() if desk else None
    frame.nav.allow(allowed_pages(desk))
    frame.demo.setVisible(office is not None and office.demo)
    frame.corner.show_name(me.name if me else "")
    if office is not None and desk.sign_in.may(Permission.READ_CASES):
        frame.nav.show_count("home", desk.attention.counts()[Concern.ANY])
    for old in bar.findChildren(QWidget, "status"):
        bar.removeWidget(old)
        old.deleteLater()
    if desk is None:
        lines = [tr("正在打开…")]
    else:
        lines = [
            office.name if office else tr("还没有建立单位"),
            _backup_line(desk.backups.status()),
            tr("离线 · 本机数据"),
            tr("字号 {percent}", percent=f"{scale:.0%}"),
        ]
        if not desk.writable:
            lines.insert(0, tr("只读打开，不能修改"))
        if desk.sign_in.may(Permission.READ_CASES):
            lines.insert(1, reminder_words(desk.agenda.reminders()))
    for text in lines:
        bar.addWidget(label(text, "status"))


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
