"""One box to go anywhere (Ctrl+K): a case, a mediator, a page, a command, a line, a letter…"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.parts import ListView, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters
from mediation_desk.services.found_rows import Found, Shelf

if TYPE_CHECKING:
    from mediation_desk.services.rows import CaseRow, MediatorRow


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: what it is, its words, more about it; `beside` opens a case's own window."""

    id: str
    kind: str
    words: str
    more: str
    go: Callable[[], None]
    beside: Callable[[], None] | None = None


PLACE_COLUMNS = (
    Column("种类", lambda row: tr(row.kind), width=84),
    Column("名称", lambda row: row.words, width=300),
    Column("说明", lambda row: row.more, width=250),
)

_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done from anywhere: its words and its keys."""

    words: str
    keys: str
    run: Callable[[], None]


class Finder(QDialog):
    """The box: the list follows every letter, Enter goes there, Ctrl+Enter beside it."""

    def __init__(self, context: GuiContext, commands: dict[str, Command]) -> None:
        """Begin with the cases opened last."""
        super().__init__()
        self._context = context
        self._commands = commands
        theme = context.theme
        self.setWindowTitle(tr("找案件、调解员、页面或操作"))
        self.box = TextField(
            "goto", hint=tr("姓名、拼音、编号、电话或证件后几位、案情里的字；页面或操作的名称")
        )
        self.box.setAccessibleName(self.windowTitle())
        self.table = ListView(theme, RowsModel(PLACE_COLUMNS), self._go)
        self.table.setAccessibleName(tr("找到的"))
        self.table.stretch(1)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.said = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addWidget(label(tr("Enter 打开，Ctrl+Enter 在新窗口打开案件，Esc 关闭"), "muted"))
        self._reading = Latest(context.runner, self)
        self._beside = Latest(context.runner, self)
        self.box.textChanged.connect(self._ask)
        self.box.installEventFilter(self)
        self.resize(theme.px(760), theme.px(520))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; it deletes itself when it is closed."""
        self.setParent(parent, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(self.size().boundedTo(parent.window().size()))
        self.open()
        self.box.setFocus()
        self._ask("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                QApplication.sendEvent(self.table, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                self._go(self.table.chosen(), beside=bool(held))
                return True
        return super().eventFilter(watched, event)

    def _ask(self, typed: str) -> None:
        """Read what is meant; what stands beside the cases follows, for it may take longer."""
        finder = self._context.desk.finder
        offered = {name: command.words for name, command in self._commands.items()}
        self._beside.drop()
        self._reading.ask(
            lambda _: finder.find(typed, offered), lambda found: self._show(typed, found)
        )

    def _show(self, typed: str, found: Any) -> None:
        places = [self._case(row) for row in found.cases]
        places += [self._mediator(row) for row in found.mediators]
        places += [self._command(name) for name in found.commands]
        finder = self._context.desk.finder
        self._beside.ask(
            lambda _: finder.beside(typed), lambda more: self._show_beside(places, more)
        )
        self._list(places)
        self.table.choose(places[0].id if places else "")

    def _show_beside(self, places: list[Place], more: Sequence[Found]) -> None:
        self._list([*places, *(self._thing(one) for one in more)])

    def _list(self, places: list[Place]) -> None:
        self.table.show_rows(places)
        if not self.box.text().strip():
            self.said.setText(tr("最近打开的案件") if places else tr("写几个字试试。"))
        else:
            self.said.setText("" if places else tr("没有找到。可以少写几个字。"))
        self.said.setVisible(bool(self.said.text()))

    def _case(self, row: "CaseRow") -> Place:
        more = row.found or f"{tr(row.state.label)}  {row.number}"
        context = self._context
        return Place(
            row.id,
            "案件",
            row.title,
            more,
            lambda: context.open_case(row.id),
            lambda: context.open_window(row.id),
        )

    def _mediator(self, row: "MediatorRow") -> Place:
        more = tr(
            "{committee}，在办 {number} 件", committee=row.committee_name, number=row.open_cases
        )
        mine = Filters(mediator_id=row.id)
        return Place(row.id, "调解员", row.name, more, lambda: self._context.list_cases(mine))

    def _thing(self, one: Found) -> Place:
        context, sought = self._context, one.sought

        def go() -> None:
            if sought.shelf is Shelf.EVIDENCE:
                context.open_case(one.case_id, sought.id)
            else:
                context.go_to("linkage", sought)

        return Place(sought.id, one.kind, one.words, one.found, go)

    def _command(self, name: str) -> Place:
        command = self._commands[name]
        return Place(name, "操作", command.words, command.keys, command.run)

    def _go(self, place: Place | None, *, beside: bool = False) -> None:
        if place is None:
            return
        self.accept()
        (place.beside if beside and place.beside is not None else place.go)()
