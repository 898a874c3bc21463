"""A field for several of a long list: boxes to tick, a few letters narrow what is shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

_CODE = Qt.ItemDataRole.UserRole
LINES = 7


class PickField(QWidget):
    """Any of a list, in the list's order; Space ticks, typing above narrows."""

    touched = Signal()

    def __init__(self, name: str, theme: Theme, choices: Sequence[tuple[Any, str]] = ()) -> None:
        """Offer (code, words) pairs, none ticked."""
        super().__init__()
        self.name = name
        self.setObjectName(name)
        self.find = QLineEdit()
        self.find.setObjectName("find")
        self.find.setPlaceholderText(tr("打几个字，找到再勾"))
        self.find.setAccessibleName(tr("查找"))
        self.model = QStandardItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self.find.textEdited.connect(self._shown.setFilterFixedString)
        self.list = QListView()
        self.list.setObjectName("list")
        self.list.setModel(self._shown)
        self.list.setFont(theme.font())
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * LINES + theme.px(60))
        self._filling = False
        self.model.itemChanged.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.find)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other pairs; what is ticked stays so where it is still offered."""
        ticked = self.value()
        self._filling = True
        self.model.clear()
        for code, words in choices:
            item = QStandardItem(words)
            item.setData(code, _CODE)
            item.setCheckable(True)
            item.setEditable(False)
            self.model.appendRow(item)
        self.find.clear()
        self._shown.setFilterFixedString("")
        self._filling = False
        self.set_value(ticked)

    def value(self) -> tuple[Any, ...]:
        """Return the ticked codes."""
        return tuple(
            one.data(_CODE) for one in self._items() if one.checkState() is Qt.CheckState.Checked
        )

    def set_value(self, value: Any) -> None:
        """Tick these codes and no others."""
        self._filling = True
        for one in self._items():
            on = one.data(_CODE) in (value or ())
            one.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False

    def state(self) -> Any:
        """Return the ticked codes."""
        return list(self.value())

    def set_state(self, state: Any) -> None:
        """Tick again what `state` returned."""
        self.set_value(state)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def _items(self) -> list[QStandardItem]:
        return [self.model.item(at) for at in range(self.model.rowCount())]

    def _on_changed(self) -> None:
        if not self._filling:
            self.touched.emit()
