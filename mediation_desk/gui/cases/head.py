"""The head of the case page: which case, where it stands, what comes next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.codes import OPEN
from mediation_desk.domain.lifecycle import STAGES
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.cases.moves import MoveBar
from mediation_desk.gui.cases.standing import standing
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import StageBar, button, card, heading, label, restyle
from mediation_desk.gui.words import tr
from mediation_desk.services.missing import missing
from mediation_desk.services.rows import CaseDetail

Reveal = Callable[[bool], None]


class CaseHead(QWidget):
    """Title, number, state, stages, limit, and every move."""

    def __init__(self, context: GuiContext, reveal: Reveal) -> None:
        """Begin without a case; `reveal` shows hidden numbers while a button is held."""
        super().__init__()
        self._theme = theme = context.theme
        self.back = button(tr("返回列表"), lambda: context.go_to("cases"))
        self.delete = button(tr("移到回收站"), lambda: None)
        if not context.desk.sign_in.may(Permission.APPROVE):
            self.delete.hide()
        self.title = heading(theme, "", 1.4)
        self.title.setWordWrap(True)
        self.badge = label("", "badge")
        self.risk = button("", lambda: None)
        self.risk.setToolTip(tr("定风险等级，或者改"))
        self.risk.setEnabled(context.desk.sign_in.may(Permission.MEDIATE))
        self.number = label("", "muted")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stages = StageBar(theme, [tr(name) for name, _ in STAGES])
        self.reveal = _reveal_button(reveal)
        self.standing = label("", "standing", wrap=True)
        self.missing = label("", "muted", wrap=True)
        self.moves = MoveBar(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(10))
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.title, 1)
        for part in (self.badge, self.delete, self.back):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        layout.addWidget(self._card())

    def show_case(self, case: CaseDetail) -> None:
        """Show another case, or the same one as it is now."""
        self.title.setText(case.title)
        self.number.setText(case.number or tr("（未编号）"))
        self.badge.setText(tr(case.state.label))
        restyle(self.badge, "state", case.state.value)
        words = tr(case.risk_label) if case.risk_label else tr("没有定")
        self.risk.setText(tr("风险：{level}", level=words))
        self.risk.setVisible(case.state in OPEN or bool(case.risk))
        text, kind = standing(case)
        self.standing.setText(text)
        restyle(self.standing, "kind", kind)
        lacking = missing(case)
        self.missing.setText(tr("还缺：{what}", what="；".join(lacking)))
        self.missing.setVisible(bool(lacking))
        self.stages.show_stage(case.stage)
        self.moves.show_case(case)

    def _card(self) -> QFrame:
        frame, inside = card(self._theme)
        line = FlowLayout(self._theme.px(14))
        for part in (self.stages, self.number, self.reveal, self.risk):
            line.addWidget(part)
        inside.addLayout(line)
        inside.addWidget(self.standing)
        inside.addWidget(self.missing)
        inside.addWidget(self.moves)
        return frame


def _reveal_button(reveal: Reveal) -> QPushButton:
    made = button(tr("按住显示号码"), lambda: None)
    made.setObjectName("reveal")
    made.setToolTip(tr("按住这个按钮或 F8 键时显示证件号和电话，松开就隐去"))
    made.pressed.connect(lambda: reveal(True))
    made.released.connect(lambda: reveal(False))
    return made
