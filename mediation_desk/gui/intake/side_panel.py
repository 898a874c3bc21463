"""Beside the form: what is still to be filled in, and who was here before."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mediation_desk.gui.parts import card, heading, label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import plain_tip, plain_words, tr
from mediation_desk.services.gaps import Gap
from mediation_desk.services.seen import Seen, SeenCase

GAPS, CASES = 14, 4
"""Lines shown; how many more there are is said."""


class Link(QPushButton):
    """Words that lead somewhere; what does not fit its line ends in …, whole in the tooltip."""

    def __init__(self, words: str) -> None:
        """Show `words`."""
        super().__init__()
        self.words = words
        self.setObjectName("link")
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.contentsRect().width() - 2 * self.fontMetrics().horizontalAdvance(" ")
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setText(plain_words(shown))


class SidePanel(QWidget):
    """Shows gaps and earlier cases; `jump` brings a field's name, `opened` a case's id.

    `unlike` brings the key of a party and the id of a case that has nothing to do with them.
    """

    jump = Signal(str)
    opened = Signal(str)
    unlike = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self.setObjectName("scrolled")
        self._theme = theme
        self.gaps: tuple[Gap, ...] = ()
        self.seen: dict[Any, Seen] = {}
        self.gap_title = heading(theme, "", 1.05)
        self.seen_title = heading(theme, tr("以前来过"), 1.05)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self._seen_card, self._seen_lines = self._section(self.seen_title)
        self._gap_card, self._gap_lines = self._section(self.gap_title)
        column.addWidget(self._seen_card)
        column.addWidget(self._gap_card)
        column.addStretch(1)
        self._seen_card.hide()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """List what is still to be filled in."""
        if tuple(gaps) == self.gaps:
            return
        self.gaps = tuple(gaps)
        self.gap_title.setText(gap_words(len(self.gaps)))
        _clear(self._gap_lines)
        for gap in self.gaps[:GAPS]:
            self._gap_lines.addWidget(_link(gap.label, self.jump, gap.field))
        rest = len(self.gaps) - GAPS
        if rest > 0:
            self._gap_lines.addWidget(label(tr("还有 {rest} 项", rest=rest), "muted"))
        words = tr("不影响登记，以后可以补。Alt+B 到下一处。") if self.gaps else tr("都齐了。")
        self._gap_lines.addWidget(label(words, "muted", wrap=True))

    def show_seen(self, key: Any, seen: Seen | None) -> None:
        """Show what is known of the party behind `key`, nothing for None."""
        if seen is None and key not in self.seen:
            return
        if seen is None:
            del self.seen[key]
        else:
            self.seen[key] = seen
        self._draw_seen()

    def forget(self, keys: Sequence[Any]) -> None:
        """Keep only what is known of the parties behind `keys`."""
        gone = [key for key in self.seen if key not in keys]
        for key in gone:
            del self.seen[key]
        if gone:
            self._draw_seen()

    def _draw_seen(self) -> None:
        _clear(self._seen_lines)
        for key, seen in self.seen.items():
            self._seen_lines.addWidget(heading(self._theme, seen.name))
            self._seen_lines.addWidget(label(seen.sentence, "warn", wrap=True))
            for case in seen.cases[:CASES]:
                self._seen_lines.addWidget(_link(case.title, self.opened, case.id))
                self._seen_lines.addWidget(label(_about(case), "muted", wrap=True))
                self._seen_lines.addWidget(self._unlike(key, case.id))
            rest = len(seen.cases) - CASES
            if rest > 0:
                self._seen_lines.addWidget(label(tr("还有 {rest} 项", rest=rest), "muted"))
        self._seen_card.setVisible(bool(self.seen))

    def _unlike(self, key: Any, case_id: str) -> Link:
        """Return what says that an earlier case is another matter; it is remembered."""
        made = Link(tr("不是同一件"))
        made.clicked.connect(lambda: self.unlike.emit(key, case_id))
        return made

    def _section(self, title: QWidget) -> tuple[QFrame, QVBoxLayout]:
        frame, inside = card(self._theme)
        inside.setSpacing(self._theme.px(4))
        inside.addWidget(title)
        lines = QVBoxLayout()
        lines.setSpacing(self._theme.px(3))
        inside.addLayout(lines)
        return frame, lines


def gap_words(number: int) -> str:
    """Return 待补 7 项."""
    return tr("待补 {number} 项", number=number) if number else tr("没有待补的内容")


def _about(case: SeenCase) -> str:
    return "，".join((case.registered_on.isoformat(), tr(case.state.label), *case.reasons))


def _link(words: str, signal: Any, value: str) -> Link:
    made = Link(words)
    made.clicked.connect(lambda: signal.emit(value))
    return made


def _clear(lines: QVBoxLayout) -> None:
    while lines.count():
        old = lines.takeAt(0).widget()
        old.hide()
        old.deleteLater()
