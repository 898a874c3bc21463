"""The chosen case beside the list: what it is about, and what comes next."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.domain.codes import Role
from mediation_desk.domain.identity import mask_text
from mediation_desk.domain.lifecycle import STAGES, label_of
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.people import mediator_words, moment_words, party_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import StageBar, button, heading, label, row, scrolled
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseDetail

EXCERPT = 160
PARTIES = 6

Use = Callable[[CaseDetail], None]


class Preview(QFrame):
    """One case in short, with buttons to open it and to take its next step."""

    def __init__(self, context: GuiContext, opened: Use, goes_on: Use) -> None:
        """Begin empty; `opened` and `goes_on` get the case."""
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self.case: CaseDetail | None = None
        px = context.theme.px
        self.setMinimumWidth(px(320))
        self.open_button = button(tr("打开"), lambda: self._use(opened))
        self.next_button = button("", lambda: self._use(goes_on), primary=True)
        self._area = scrolled(QWidget())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(14), px(14), px(14))
        layout.setSpacing(px(10))
        layout.addWidget(self._area, 1)
        layout.addLayout(row(self.open_button, self.next_button))
        self.show_case(None)

    def show_case(self, case: CaseDetail | None) -> None:
        """Show another case, None for none."""
        self.case = case
        self._area.setWidget(self._content(case) if case else self._nothing())
        self.open_button.setVisible(case is not None)
        self.next_button.setVisible(case is not None and case.next_move is not None)
        if case is not None and case.next_move is not None:
            self.next_button.setText(tr(label_of(case.next_move)))

    def _use(self, use: Use) -> None:
        if self.case is not None:
            use(self.case)

    def _nothing(self) -> QWidget:
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.addWidget(label(tr("在列表里选一起案件，这里显示它的概况。"), "muted", wrap=True))
        layout.addStretch(1)
        return content

    def _content(self, case: CaseDetail) -> QWidget:
        theme = self._context.theme
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        layout.setSpacing(theme.px(8))
        title = heading(theme, case.title, 1.15)
        title.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(label(case.number or tr("（未编号）"), "muted", wrap=True))
        stages = StageBar(theme, [tr(name) for name, _ in STAGES])
        stages.show_stage(case.stage)
        layout.addWidget(stages)
        layout.addSpacing(theme.px(4))
        layout.addWidget(self._facts(case))
        layout.addStretch(1)
        return content

    def _facts(self, case: CaseDetail) -> QWidget:
        today = self._context.desk.clock.today()
        facts = Facts(self._context.theme)
        for party in case.parties[:PARTIES]:
            facts.add(tr(party.side.label), party_words(party, today))
            if party.phone:
                facts.add(tr("电话"), party.phone)
        if len(case.parties) > PARTIES:
            facts.add("", tr("等共 {number} 名当事人", number=len(case.parties)))
        facts.add(tr("发生地点"), case.place)
        facts.add(tr("纠纷类型"), case.type_label)
        facts.add(tr("案件来源"), case.source_label)
        facts.add(tr("调解员"), mediator_words(case, Role.LEAD, Role.CO))
        coming = case.sessions[-1].next_at if case.sessions else None
        facts.add(tr("下次调解"), moment_words(coming) if coming else "")
        facts.add(tr("纠纷情况"), excerpt(mask_text(case.facts)))
        return facts


def excerpt(text: str, length: int = EXCERPT) -> str:
    """Return the beginning of a long text on one line, with a mark that more follows."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[:length] + "……"
