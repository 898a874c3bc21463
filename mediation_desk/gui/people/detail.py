"""One person: what is known, every case and role, and who may be the same."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, heading, label, row
from mediation_desk.gui.people.columns import CASE_COLUMNS
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import plain_words, tr
from mediation_desk.services.people_rows import Double, PersonDetail

Act = Callable[[Double], None]


class PersonCard(QWidget):
    """Somebody in full; `merge` and `apart` are called with one of the doubles."""

    def __init__(
        self, context: GuiContext, detail: PersonDetail, *, merge: Act, apart: Act
    ) -> None:
        """Draw `detail`."""
        super().__init__()
        self.setObjectName("scrolled")
        self._context, self.detail = context, detail
        theme = context.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        layout.setSpacing(theme.px(10))
        title = heading(theme, detail.row.name, 1.1)
        title.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(self._facts())
        self.cases = ListView(theme, RowsModel(CASE_COLUMNS), lambda one: context.open_case(one.id))
        self.cases.setAccessibleName(tr("案件"))
        self.cases.stretch(1)
        self.cases.show_rows(detail.cases)
        self.cases.setMinimumHeight(theme.px(42) * (min(len(detail.cases), 6) + 1))
        layout.addWidget(self.cases, 1)
        for double in detail.doubles:
            layout.addWidget(self._double(double, merge, apart))

    def _facts(self) -> Facts:
        names = self._context.desk.reference.label
        facts = Facts(self._context.theme)
        facts.add(tr("性质"), tr(self.detail.row.kind.label))
        facts.add(tr("证件号码"), self.detail.row.id_number)
        addresses = dict.fromkeys(one.address for one in self.detail.cases if one.address)
        facts.add(tr("住址"), "；".join(addresses))
        groups = dict.fromkeys(code for one in self.detail.cases for code in one.special_groups)
        if groups:
            facts.add(tr("特殊群体"), "、".join(names("special_groups", one) for one in groups))
        return facts

    def _double(self, double: Double, merge: Act, apart: Act) -> QFrame:
        frame, inside = card(self._context.theme)
        words = tr(
            "可能是同一人：{name} {number}，{cases} 起案件（{reasons}）",
            name=double.name,
            number=double.id_number,
            cases=double.cases,
            reasons="、".join(double.reasons),
        )
        inside.addWidget(label(words, wrap=True))
        yes = button(plain_words(tr("是同一人，合并")), lambda: merge(double))
        no = button(tr("不是同一人"), lambda: apart(double))
        yes.setObjectName("merge")
        no.setObjectName("apart")
        inside.addLayout(row(yes, no))
        return frame
