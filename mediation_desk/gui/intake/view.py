"""How the registration page is laid out: head, offer of a draft, form, what stands beside it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake.offer import DraftOffer
from mediation_desk.gui.intake.sheet import IntakeSheet
from mediation_desk.gui.intake.side_panel import SidePanel, gap_words
from mediation_desk.gui.parts import button, heading, label, page_layout, row, scrolled
from mediation_desk.gui.words import tr

BESIDE = 1000
"""The panel stands beside the form on a page at least this wide, else under it."""


class IntakeView(QWidget):
    """Holds `sheet` and `panel`; the buttons emit signals."""

    save_asked = Signal()
    accept_asked = Signal()
    clear_asked = Signal()

    def __init__(self, context: GuiContext, sheet: IntakeSheet) -> None:
        """Lay the parts out."""
        super().__init__()
        self._theme = theme = context.theme
        self.may_accept = context.desk.sign_in.may(Permission.APPROVE)
        self.sheet = sheet
        self.panel = SidePanel(theme)
        self.panel.jump.connect(self.jump)
        self._jumped = ""
        self.title = heading(theme, "", 1.6)
        self.save_button = button("", self.save_asked.emit, primary=True)
        self.save_button.setObjectName("save_button")
        self.save_button.setToolTip("Ctrl+Enter")
        self.accept_button = button(tr("登记并受理"), self.accept_asked.emit)
        self.accept_button.setToolTip("Ctrl+Shift+Enter")
        self.clear_button = button("", self.clear_asked.emit)
        self.summary = label("", "muted", wrap=True)
        self.hint = label("", "muted")
        self.offer = DraftOffer(context)
        self.saving = False
        self._cursor: QWidget | None = None
        content = QWidget()
        self._under = QVBoxLayout(content)
        self._under.setContentsMargins(0, 0, theme.px(6), 0)
        self._under.setSpacing(theme.px(10))
        self._under.addWidget(sheet)
        self.area = scrolled(content)
        self._side = scrolled(QWidget())
        self._side.setFixedWidth(theme.px(290))
        self._build()
        sheet.order_focus(self.save_button, self.accept_button, self.clear_button)

    def show_mode(self, title: str) -> None:
        """Show that a case of this title is corrected, "" for a new registration."""
        self.title.setText(tr("修改登记：{title}", title=title) if title else tr("登记"))
        self.save_button.setText(tr("保存修改") if title else tr("保存登记"))
        self.clear_button.setText(tr("不改了") if title else tr("清空"))
        self.accept_button.setVisible(not title and self.may_accept)

    def hold(self, held: bool) -> None:
        """Let nothing be typed while a draft waits for an answer."""
        for part in (self.sheet, self.save_button, self.accept_button, self.clear_button):
            part.setEnabled(not held)

    def set_saving(self, saving: bool) -> None:
        """Let nothing be typed while it is being saved; give the cursor back afterwards.

        Greying everything out for the blink a saving takes would only flicker.
        """
        self.saving = saving
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, saving)
        if saving:
            cursor = self.window().focusWidget()
            # Right after a redraw the cursor may still stand in the page that is going.
            self._cursor = cursor if self.isAncestorOf(cursor) else None
            self.setFocus()
        elif self._cursor is not None:
            self._cursor.setFocus()

    def show_summary(self) -> None:
        """Say in a line what the panel holds, for a page too narrow to show it."""
        lines = [gap_words(len(self.panel.gaps))]
        lines += [f"{seen.name}：{seen.sentence}" for seen in self.panel.seen.values()]
        self.summary.setText("　".join(lines))

    def next_gap(self) -> None:
        """Put the cursor into the next field that is still to be filled in."""
        fields = [gap.field for gap in self.panel.gaps]
        if fields:
            at = fields.index(self._jumped) + 1 if self._jumped in fields else 0
            self.jump(fields[at % len(fields)])

    def jump(self, field: str) -> None:
        """Put the cursor into a field by its name in the draft, and bring it into sight."""
        self._jumped = field
        self.sheet.jump(field)
        cursor = self.window().focusWidget()
        if cursor is not None:
            self.area.ensureWidgetVisible(cursor)

    def point_at(self, field: str, sentence: str) -> None:
        """Put a sentence beside a field and the cursor into it; "" points at nothing."""
        if field:
            self.sheet.show_faults({field: sentence})
            self.jump(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(cursor, QPushButton):
            cursor.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(BESIDE)
        if beside == self._side.isVisibleTo(self) and self._side.widget() is self.panel:
            return
        if beside:
            self._side.setWidget(self.panel)
        else:
            self._side.takeWidget()
            self._under.addWidget(self.panel)
            self.panel.show()
        self._side.setVisible(beside)
        self.summary.setVisible(not beside)
        self.hint.setVisible(beside)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _build(self) -> None:
        layout = page_layout(self._theme, self)
        buttons = (self.clear_button, self.accept_button, self.save_button)
        layout.addLayout(row(self.title, *buttons, stretch=0))
        layout.addWidget(self.offer)
        layout.addWidget(self.summary)
        across = QHBoxLayout()
        across.setSpacing(self._theme.px(12))
        across.addWidget(self.area, 1)
        across.addWidget(self._side)
        layout.addLayout(across, 1)
        hint = tr("Enter 到下一栏，Alt+A 再加当事人，Alt+M 打开更多栏目，Ctrl+Enter 保存")
        self.hint.setText(hint)
        layout.addWidget(self.hint)
