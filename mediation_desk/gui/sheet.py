"""A form with repeated lines under it (clauses, instalments, guests): read and marked as one.

Names of faults follow the draft: `invited.0.name` is the name in the first line of the guests,
`clauses` the list itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, heading, label, row
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

Faults = Mapping[str, str]


class Part(QWidget):
    """What a sheet reads beside its form: a list of lines, of ticks, of answers."""

    edited = Signal()
    submitted = Signal()

    def read(self) -> Any:
        """Return the value. Raises InvalidInput, faults named within this part."""
        raise NotImplementedError

    def show_faults(self, faults: Faults) -> set[str]:
        """Put each sentence where it belongs; return the names that have their place here."""
        raise NotImplementedError


class Sheet(Part):
    """A form and the parts that belong to it; `note` is a sentence under the form."""

    def __init__(self, theme: Theme, *, columns: int = 2) -> None:
        """Begin without fields; add them to `form`."""
        super().__init__()
        self.form = Form(theme, columns=columns)
        self.parts: list[tuple[str, Part]] = []
        self._note = label("", "muted", wrap=True)
        self._note.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(10))
        self._layout.addWidget(self.form)
        self._layout.addWidget(self._note)
        self.form.edited.connect(self.edited)
        self.form.submitted.connect(self.submitted)

    def add_part(self, name: str, part: "Part") -> None:
        """Put a part under the form; `name` is the draft's, "" for a sheet that reads as one."""
        self.parts.append((name, part))
        self._layout.addWidget(part)
        part.edited.connect(self.edited)
        part.submitted.connect(self.submitted)

    def note(self, sentence: str) -> None:
        """Show a sentence under everything, "" for none."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def read(self) -> dict[str, Any]:
        """Return every value by name, lists as lists. Raises InvalidInput with all faults."""
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for name, part in (("", self.form), *self.parts):
            try:
                found = part.read()
            except InvalidInput as error:
                start = f"{name}." if name else ""
                faults |= {start + field: text for field, text in error.fields.items()}
            else:
                values |= {name: found} if name else found
        if faults:
            raise InvalidInput(faults)
        return values

    def show_faults(self, faults: Faults) -> set[str]:
        """Put each sentence where it belongs; return the names that have their place here."""
        self.form.show_faults(faults)
        placed = set(self.form.fields) & set(faults)
        for name, part in self.parts:
            inner = part.show_faults(_under(name, faults) if name else faults)
            placed |= _named(name, inner) if name else inner
        return placed


class Lines(Part):
    """A list of sheets, each made by `build`; the user adds and removes them."""

    line_edited = Signal(object)

    def __init__(
        self, theme: Theme, title: str, build: Callable[[Sheet], None], *, columns: int = 3
    ) -> None:
        """Begin without lines."""
        super().__init__()
        self._theme, self._build, self._columns = theme, build, columns
        self.sheets: list[Sheet] = []
        self.may_remove: Callable[[], bool] = lambda: True
        self._touched: set[Sheet] = set()
        self._numbers: dict[Sheet, QLabel] = {}
        self._fault = label("", "fault", wrap=True)
        self._fault.hide()
        self.add_button = button(tr("添加"), self._on_add)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(8))
        self._layout.addWidget(heading(theme, title))
        self._layout.addWidget(self._fault)
        self._layout.addLayout(row(self.add_button))

    def add_line(self, values: Mapping[str, Any] | None = None) -> Sheet:
        """Add a line at the end, showing `values`."""
        sheet = Sheet(self._theme, columns=self._columns)
        self._build(sheet)
        sheet.form.fill(values or {})
        frame = QFrame()
        frame.setObjectName("line")
        inside = QVBoxLayout(frame)
        edge = self._theme.px(10)
        inside.setContentsMargins(edge, edge, edge, edge)
        remove = button(tr("移除"), lambda: self._on_remove(sheet, frame))
        remove.setAutoDefault(False)
        inside.addWidget(sheet)
        number = label("", "muted")
        inside.addLayout(row(number, remove, stretch=0))
        self._numbers[sheet] = number
        self._layout.insertWidget(self._layout.count() - 1, frame)
        self.sheets.append(sheet)
        self._count()
        sheet.edited.connect(lambda: self._on_edited(sheet))
        sheet.submitted.connect(self.submitted)
        return sheet

    def read(self) -> list[dict[str, Any]]:
        """Return the values of every line. Raises InvalidInput, faults named by line."""
        found, faults = [], {}
        for number, sheet in enumerate(self.sheets):
            try:
                found.append(sheet.read())
            except InvalidInput as error:
                faults |= {f"{number}.{name}": text for name, text in error.fields.items()}
        if faults:
            raise InvalidInput(faults)
        return found

    def show_faults(self, faults: Faults) -> set[str]:
        """Put each sentence into its line, one about the list itself above it."""
        self._fault.setText(faults.get("", ""))
        self._fault.setVisible("" in faults)
        if "" in faults:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        placed = {""} & set(faults)
        for number, sheet in enumerate(self.sheets):
            inner = sheet.show_faults(_under(str(number), faults))
            placed |= _named(str(number), inner)
        return placed

    def _on_add(self) -> None:
        sheet = self.add_line()
        next(iter(sheet.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_remove(self, sheet: Sheet, frame: QFrame) -> None:
        if sheet in self._touched and not self.may_remove():
            return
        self.sheets.remove(sheet)
        del self._numbers[sheet]
        self._count()
        frame.hide()
        frame.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _count(self) -> None:
        for number, sheet in enumerate(self.sheets, start=1):
            self._numbers[sheet].setText(str(number))

    def _on_edited(self, sheet: Sheet) -> None:
        self._touched.add(sheet)
        self.line_edited.emit(sheet)
        self.edited.emit()


def _under(name: str, faults: Faults) -> dict[str, str]:
    """Return the faults of one part by their names within it; "" names the part itself."""
    start = f"{name}."
    inner = {key.removeprefix(start): text for key, text in faults.items() if key.startswith(start)}
    return inner | ({"": faults[name]} if name in faults else {})


def _named(name: str, inner: set[str]) -> set[str]:
    """Return names within a part as the names they have outside it."""
    return {f"{name}.{one}" if one else name for one in inner}
