"""The place of the dispute: begins with the village of the last case, typing goes on from there."""

from PySide6.QtGui import QFocusEvent

from mediation_desk.gui.fields import TextField


class PlaceField(TextField):
    """A text whose cursor stands at the end when it is reached, nothing marked to be typed over."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.deselect()
        self.end(False)
