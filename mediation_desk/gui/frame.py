"""What stands around the pages: sidebar, demo mark, room for the message bar."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.gui.icons import icon
from mediation_desk.gui.pages import PAGES
from mediation_desk.gui.parts import button, heading, label, row
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
