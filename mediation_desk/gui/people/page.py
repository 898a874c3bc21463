"""人员: whoever stands in a case, once; their cases and roles; doubles merged or told apart."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, TextField
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.parts import (
    ListView,
    button,
    card,
    heading,
    label,
    page_layout,
    row,
    scrolled,
)
from mediation_desk.gui.people.columns import PEOPLE_COLUMNS
from mediation_desk.gui.people.detail import PersonCard
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.people_rows import Double, PersonRow

TYPING_MS = 200


class PeoplePage(QWidget):
    """People as a list, the chosen one in full."""

    areas = frozenset({Area.CASES})
    help_topic = "people"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._person_id = ""
        self.person: PersonCard | None = None
        theme = context.theme
        self.search = TextField("people_search", hint=tr("姓名，或证件、电话的后几位"))
        self.search.setAccessibleName(tr("查找人员"))
        self.search.setClearButtonEnabled(True)
        self.namesakes = CheckField("namesakes", tr("只看同名的"))
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.reload)
        self.search.touched.connect(lambda: self._typing.start())
        self.namesakes.touched.connect(self.reload)
        self.table = ListView(theme, RowsModel(PEOPLE_COLUMNS), self._look)
        self.table.setAccessibleName(tr("人员"))
        self.table.stretch(0)
        self.table.chosen_changed.connect(self._look)
        self.empty = label("", "muted", wrap=True)
        self._area = scrolled(QWidget())
        self._looking = Latest(context.runner, self)
        self._build()

    def reload(self) -> None:
        """Read the people anew, beside the typing; whoever is shown stays so."""
        people, words = self._context.desk.people, self.search.text()
        namesakes = self.namesakes.value()
        self._looking.ask(lambda _: people.find(words, namesakes=namesakes), self._show)

    def _show(self, rows: tuple[PersonRow, ...]) -> None:
        standing = self._person_id
        self.table.show_rows(rows)
        if standing:
            self.table.choose(standing)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(tr("没有这样的人。案件里登记过的当事人都在这里。"))
        self._look(self.table.chosen())

    def show_part(self, person_id: str) -> None:
        """Show one person, found by name so that the list says who else is called so."""
        try:
            name = self._context.desk.people.show(person_id).row.name
        except AppError as error:
            self._context.say("warn", str(error))
            return
        self.search.set_value(name)
        self.namesakes.set_value(False)
        self._person_id = person_id
        self.reload()

    def keep(self) -> Any:
        """Return what is narrowed and chosen."""
        return self.search.state(), self.namesakes.state(), self._person_id

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        self.search.set_state(state[0])
        self.namesakes.set_state(state[1])
        self._person_id = state[2]
        self.reload()

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        back = button(tr("返回列表"), lambda: self._context.go_to("cases"))
        layout.addLayout(row(heading(theme, tr("人员"), 1.6), back, stretch=0))
        layout.addLayout(row(self.search, self.namesakes, stretch=0))
        people, inside = card(theme)
        for part in (self.table, self.empty):
            inside.addWidget(part, 1 if part is self.table else 0)
        inside.addStretch(0)
        one, around = card(theme)
        around.addWidget(self._area, 1)
        layout.addWidget(Beside(theme, (people, one), (1, 1)), 1)

    def _look(self, chosen: PersonRow | None) -> None:
        self._person_id = chosen.id if chosen is not None else ""
        if chosen is None:
            self.person = None
            self._area.setWidget(QWidget())
            return
        detail = self._context.desk.people.show(chosen.id)
        self.person = PersonCard(self._context, detail, merge=self._merge, apart=self._apart)
        self._area.setWidget(self.person)

    def _merge(self, double: Double) -> None:
        """Make the two one, once somebody has said so."""
        person_id, people = self._person_id, self._context.desk.people
        words = tr(
            "把这两个“{name}”合并为一个人，{cases} 起案件归到一起？合并后可以撤销。",
            name=double.name,
            cases=double.cases,
        )
        if self._context.prompts.confirm(self, words, yes=tr("合并"), no=tr("不合并")):
            self._context.runner.write(lambda: people.merge(person_id, double.id), self, _nothing)

    def _apart(self, double: Double) -> None:
        person_id, people = self._person_id, self._context.desk.people
        self._context.runner.write(lambda: people.tell_apart(person_id, double.id), self, _nothing)


def _nothing(_answer: Any) -> None:
    """Whoever is shown is read anew when the store says what changed."""
