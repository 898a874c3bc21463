"""The texts of one paper, each in a box under its kind; fields are put in where the cursor is."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.gui.fields import AreaField
from mediation_desk.gui.parts import label, restyle, scrolled
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.wording_rows import WordingPiece

_WIDE = 22
"""About how many characters stand on a line of a box."""
_MOST_LINES = 6


class PiecesPane(QWidget):
    """Boxes of text; remembers which one the cursor was in last."""

    def __init__(self, theme: Theme, touched: Callable[[], None]) -> None:
        """Call `touched` whenever a text is changed."""
        super().__init__()
        self._theme = theme
        self._touched = touched
        self._last: AreaField | None = None
        self._area: QScrollArea = scrolled(QWidget())
        self._first: dict[str, str] = {}
        self._notes: dict[str, QLabel] = {}
        self.boxes: dict[str, AreaField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        QApplication.instance().focusChanged.connect(self._note)

    def show_pieces(self, pieces: tuple[WordingPiece, ...]) -> None:
        """Show the texts of a paper."""
        self._last, self.boxes, self._notes = None, {}, {}
        content = QWidget()
        content.setObjectName("scrolled")
        column = QVBoxLayout(content)
        column.setSpacing(self._theme.px(4))
        before = ""
        for piece in pieces:
            if piece.kind != before:
                column.addWidget(label(tr(piece.kind), "muted"))
                before = piece.kind
            lines = min(_MOST_LINES, 1 + len(piece.text) // _WIDE + piece.text.count("\n"))
            box = AreaField(piece.place, lines=lines)
            box.setAccessibleName(f"{tr(piece.kind)}：{piece.text[:20]}")
            box.set_value(piece.text)
            box.touched.connect(self._touched)
            note = label("", "fault", wrap=True)
            note.hide()
            self.boxes[piece.place], self._notes[piece.place] = box, note
            column.addWidget(box)
            column.addWidget(note)
        column.addStretch(1)
        self._area.setWidget(content)
        self._first = {piece.place: piece.text for piece in pieces}

    def texts(self) -> Mapping[str, str]:
        """Return the texts that differ from what was shown first, by place."""
        typed = {place: box.toPlainText() for place, box in self.boxes.items()}
        return {place: text for place, text in typed.items() if text != self._first[place]}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Type texts again."""
        for place, text in texts.items():
            if place in self.boxes:
                self.boxes[place].set_value(text)

    def put_in(self, name: str) -> bool:
        """Put a field where the cursor was last; False where there was none yet."""
        if self._last is None:
            return False
        self._last.insertPlainText(f"【{name}】")
        self._last.setFocus()
        return True

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say under each box what is wrong in it."""
        for place, note in self._notes.items():
            note.setText(faults.get(place, ""))
            note.setVisible(place in faults)
            restyle(self.boxes[place], "fault", place in faults)

    def _note(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, AreaField) and self.boxes.get(new.objectName()) is new:
            self._last = new
