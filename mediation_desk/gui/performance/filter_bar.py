"""What narrows the performance book: how promises stand, words, committee; lines or sums."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField, TextField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import BookFilters, DueState

TYPING_MS = 200
LINES, DEBTORS, CREDITORS = "lines", "debtors", "creditors"


class BookBar(QWidget):
    """The choices above the book; `changed` fires when the user narrows it or looks otherwise."""

    changed = Signal()

    def __init__(self, context: GuiContext) -> None:
        """Begin with what is not performed, line by line."""
        super().__init__()
        self._context = context
        px = context.theme.px
        states = [*((one, tr(one.label)) for one in DueState), ("", tr("全部"))]
        views = [
            (LINES, tr("逐项")),
            (DEBTORS, tr("按义务人合计")),
            (CREDITORS, tr("按权利人合计")),
        ]
        self.search = TextField("book_search", hint=tr("姓名、内容、案件、编号"))
        self.search.setClearButtonEnabled(True)
        self.state = ChoiceField("due_state", states)
        self.committee = ChoiceField("book_committee", [("", tr("全部调委会"))])
        self.view = ChoiceField("book_view", views)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.search.touched.connect(lambda: self._typing.start())
        flow = FlowLayout(px(8))
        self.setLayout(flow)
        for part, words in (
            (self.search, tr("查找履行事项")),
            (self.state, tr("状态")),
            (self.committee, tr("调委会")),
            (self.view, tr("看法")),
        ):
            part.setAccessibleName(words)
            part.setFixedWidth(px(200 if part is self.search else 168))
            flow.addWidget(part)
            if part is not self.search:
                part.touched.connect(self.changed)

    def offer(self) -> None:
        """Offer the committees there are now; what is chosen stays."""
        committees = [(one.id, one.name) for one in self._context.desk.office.committees()]
        self.committee.set_choices([("", tr("全部调委会")), *committees])

    def filters(self) -> BookFilters:
        """Return what is typed and chosen."""
        return BookFilters(
            state=self.state.value() or None,
            text=self.search.text(),
            committee_id=self.committee.value() or "",
        )

    def keep(self) -> dict[str, str]:
        """Return what is typed and chosen, by the field's name."""
        return {part.name: part.state() for part in self._parts()}

    def restore(self, states: dict[str, str]) -> None:
        """Put back what `keep` returned."""
        for part in self._parts():
            part.set_state(states[part.name])

    def _parts(self) -> tuple[TextField | ChoiceField, ...]:
        return (self.search, self.state, self.committee, self.view)
