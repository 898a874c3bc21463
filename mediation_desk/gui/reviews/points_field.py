"""Points as a reviewer gives them: empty is not given, which is something else than 0."""

from typing import Any

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import TextField


class PointsField(TextField):
    """A whole number of points, None while nothing is typed."""

    def value(self) -> int | None:
        """Return the points. Raises InvalidInput."""
        text = self.text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or len(text) > 3:
            raise InvalidInput({self.name: "请写整数的分数。"})
        return int(text)

    def set_value(self, value: Any) -> None:
        """Show points, 0 too; None shows nothing."""
        super().set_value("" if value is None else str(value))
