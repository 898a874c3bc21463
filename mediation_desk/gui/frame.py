"""What stands around the pages: sidebar, demo mark, status bar."""

from collections.abc import Sequence
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
from mediation_desk.gui.icons import icon
from mediation_desk.gui.pages import PAGES
from mediation_desk.gui.parts import heading, label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr


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

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))


class Frame(QWidget):
    """The sidebar and, beside it, the message bar over the pages; `demo` is shown when asked."""

    nav: Navigation
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


def show_status(bar: QStatusBar, desk: Any, scale: float) -> None:
    """Write the status bar anew: office, last backup, place of the data, text size."""
    for old in bar.findChildren(QWidget, "status"):
        bar.removeWidget(old)
        old.deleteLater()
    if desk is None:
        lines = [tr("正在打开…")]
    else:
        office = desk.office.office()
        backup = desk.backups.status()
        lines = [
            office.name if office else tr("还没有建立单位"),
            _backup_line(backup),
            tr("离线 · 本机数据"),
            tr("字号 {percent}", percent=f"{scale:.0%}"),
        ]
    for text in lines:
        bar.addWidget(label(text, "status"))


def _backup_line(backup: Any) -> str:
    if backup.verified_at is None:
        return str(backup.text)
    return tr("备份已验证 {when}", when=f"{backup.verified_at.astimezone(CHINA):%Y-%m-%d %H:%M}")
