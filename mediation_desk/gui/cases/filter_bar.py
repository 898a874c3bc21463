"""What narrows the case list: words, state, type, committee, mediator, concern."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import OPEN, State
from mediation_desk.gui.cases.chips import Chip, Chips
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField, TextField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Concern, Filters

TYPING_MS = 200
"""How long the typing rests before the list is read: whole words, not every letter."""

CHOICE = 144
"""The width of a choice at 100 %."""

_STATES: dict[str, tuple[State, ...]] = {
    "": (),
    "open": OPEN,
    **{state.value: (state,) for state in State},
}


class FilterBar(QWidget):
    """The search box over the choices; `changed` fires when the user narrows the list."""

    changed = Signal()

    def __init__(self, context: GuiContext) -> None:
        """Offer what the office has; nothing is narrowed."""
        super().__init__()
        self._context = context
        px = context.theme.px
        self.search = TextField("search", hint=tr("搜姓名、编号、地点、身份证或电话后几位"))
        self.search.setAccessibleName(tr("查找案件"))
        self.search.setClearButtonEnabled(True)
        self.state = ChoiceField("state", _states())
        self.type_group = ChoiceField("type_group", [("", tr("全部类型"))])
        self.committee = ChoiceField("committee_id", [("", tr("全部调委会"))])
        self.mediator = ChoiceField("mediator_id", [("", tr("全部调解员"))])
        self.concern = ChoiceField("concern", _concerns())
        levels = context.desk.reference.items("risk_levels")
        self.risk = ChoiceField(
            "risk", [("", tr("全部风险等级")), *((one.code, tr(one.label)) for one in levels)]
        )
        self._named = (
            (self.state, tr("状态")),
            (self.concern, tr("事项")),
            (self.type_group, tr("类型")),
            (self.committee, tr("调委会")),
            (self.mediator, tr("调解员")),
            (self.risk, tr("风险等级")),
        )
        self.clear = button(tr("清除筛选"), self._clear)
        self.more = button(tr("筛选"), self._arrange)
        self.more.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        self._head = row(self.search, self.clear, self.more, stretch=0)
        layout.addLayout(self._head)
        layout.addWidget(self._choice_row())
        self.chips = Chips(context.theme)
        layout.addWidget(self.chips)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.search.touched.connect(lambda: self._typing.start())
        self.changed.connect(self._on_changed)
        self.offer()

    def offer(self) -> None:
        """Offer the types, committees and mediators there are now; what is chosen stays."""
        desk = self._context.desk
        types = [(one.code, one.label) for one in desk.reference.types.level1()]
        committees = [(one.id, one.name) for one in desk.office.committees()]
        people = [(one.id, one.name) for one in desk.office.mediators()]
        self.type_group.set_choices([("", tr("全部类型")), *types])
        self.committee.set_choices([("", tr("全部调委会")), *committees])
        self.mediator.set_choices([("", tr("全部调解员")), *people])
        self._on_changed()

    def filters(self) -> Filters:
        """Return what is typed and chosen; order and ids are the list's own affair."""
        return Filters(
            text=self.search.text(),
            states=_STATES[self.state.value()],
            type_group=self.type_group.value(),
            committee_id=self.committee.value(),
            mediator_id=self.mediator.value(),
            risk=self.risk.value(),
            concern=self.concern.value(),
        )

    def show_filters(self, filters: Filters) -> None:
        """Show filters as if they had been chosen here."""
        self.search.set_value(filters.text)
        self._typing.stop()
        self.state.set_value(next(key for key, of in _STATES.items() if of == filters.states))
        self.type_group.set_value(filters.type_group)
        self.committee.set_value(filters.committee_id)
        self.mediator.set_value(filters.mediator_id)
        self.risk.set_value(filters.risk)
        self.concern.set_value(filters.concern)
        self._on_changed()

    def add(self, part: QWidget) -> None:
        """Put something beside the search box."""
        self._head.addWidget(part)

    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return self.filters() != Filters()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _choice_row(self) -> QWidget:
        px = self._context.theme.px
        self._row = QWidget()
        flow = FlowLayout(px(8))
        self._row.setLayout(flow)
        for choice, _ in self._named:
            choice.setFixedWidth(px(CHOICE))
            choice.setAccessibleName(choice.itemText(0))
            choice.touched.connect(self.changed)
            flow.addWidget(choice)
        return self._row

    def _arrange(self) -> None:
        """In a narrow window the choices take the room the list needs: shown when asked for."""
        roomy = self.width() >= self._context.theme.px(CHOICE * 5)
        self.more.setHidden(roomy)
        self._row.setVisible(roomy or self.more.isChecked())

    def _clear(self) -> None:
        self.show_filters(Filters())
        self.changed.emit()

    def _on_changed(self) -> None:
        self.clear.setVisible(self.narrows())
        self.chips.show_chips(self._chips())

    def _chips(self) -> list[Chip]:
        """Return what narrows, each with the way to take it away."""
        chips = []
        if self.search.text().strip():
            words = tr("查找：{words}", words=self.search.text().strip())
            chips.append(Chip(words, lambda: self._remove(self.search, "")))
        for field, what in self._named:
            if field.value():
                words = f"{what}：{field.currentText()}"
                nothing = None if field is self.concern else ""
                chips.append(Chip(words, partial(self._remove, field, nothing)))
        return chips

    def _remove(self, field: TextField | ChoiceField, nothing: str | None) -> None:
        field.set_value(nothing)
        self._typing.stop()
        self.search.setFocus()  # the chip that had the cursor goes
        self.changed.emit()


def _states() -> list[Choice]:
    first = [("", tr("全部状态")), ("open", tr("在办"))]
    return first + [(state.value, tr(state.label)) for state in State]


def _concerns() -> list[Choice]:
    return [(None, tr("全部事项")), *((one, tr(one.label)) for one in Concern)]
