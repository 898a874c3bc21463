"""The frame's sidebar and status bar."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStatusBar, QVBoxLayout, QWidget

from mediation_desk.gui.icons import icon
from mediation_desk.gui.pages import PAGES
from mediation_desk.gui.parts import heading, label
from mediation_desk.gui.theme import Theme


def sidebar(
    theme: Theme, resources: Path, go_to: Callable[[str], None]
) -> tuple[QWidget, QListWidget]:
    """Return the sidebar and its list of pages."""
    px = theme.px
    side = QWidget()
    side.setObjectName("side")
    side.setFixedWidth(px(196))
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, px(16), 0, px(12))
    name = heading(theme, "调解台", 1.3)
    name.setContentsMargins(px(20), 0, 0, px(10))
    layout.addWidget(name)
    nav = QListWidget()
    nav.setObjectName("nav")
    nav.setIconSize(QSize(px(20), px(20)))
    for spec in PAGES:
        if spec.label:
            drawn = icon(resources, spec.icon, theme.colours["on_side"], px(20))
            item = QListWidgetItem(drawn, spec.label)
            item.setData(Qt.ItemDataRole.UserRole, spec.name)
            nav.addItem(item)
    nav.itemClicked.connect(lambda item: go_to(item.data(Qt.ItemDataRole.UserRole)))
    layout.addWidget(nav, 1)
    return side, nav


def show_status(bar: QStatusBar, desk: Any, scale: float) -> None:
    """Write the status bar anew: office, last backup, place of the data, text size."""
    for old in bar.findChildren(QWidget, "status"):
        bar.removeWidget(old)
        old.deleteLater()
    if desk is None:
        words = ["正在打开…"]
    else:
        office = desk.office.office()
        backup = desk.last_backup()
        words = [
            office.name if office else "还没有建立单位",
            f"最近备份：{backup}" if backup else "还没有备份",
            "离线 · 本机数据",
            f"字号 {scale:.0%}",
        ]
    for text in words:
        bar.addWidget(label(text, "status"))
