"""Who acts for a party: guardians and agents, a line each."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.domain.codes import AgentKind, Authority
from mediation_desk.gui.fields import CheckField, ChoiceField, TextField
from mediation_desk.gui.folded_form import FoldedForm
from mediation_desk.gui.intake.reading import inner, values_of
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import AgentDraft, typed

_OF_AGENTS = ("authority", "has_letter")
"""What a guardian does not have: the law makes them one, not a letter."""


class AgentLine(QFrame):
    """One guardian or agent."""

    def __init__(self, theme: Theme) -> None:
        """Draw an empty line."""
        super().__init__()
        self.setObjectName("line")
        self.form = FoldedForm(theme)
        put = self.form.put
        put(tr("代理身份"), ChoiceField("kind", [(one, tr(one.label)) for one in AgentKind]))
        put(tr("姓名"), TextField("name"), required=True)
        put(tr("与当事人关系"), TextField("relation"))
        put(tr("联系电话"), TextField("phone"))
        put(tr("证件号码"), TextField("id_number"))
        put(tr("代理权限"), ChoiceField("authority", [(one, tr(one.label)) for one in Authority]))
        put(tr("授权委托书"), CheckField("has_letter", tr("已交来")))
        self.form.fields["kind"].touched.connect(self.follow_kind)
        self.remove_button = button(tr("移除"), lambda: None)
        self.remove_button.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        edge = theme.px(8)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(self.form)
        layout.addLayout(row(label(""), self.remove_button, stretch=0))
        self.follow_kind()

    @property
    def blank(self) -> bool:
        """Whether nothing is typed."""
        return not any(self.form.fields[name].state() for name in ("name", "phone", "id_number"))

    def follow_kind(self) -> None:
        """Ask for the letter of authority where there can be one."""
        guardian = self.form.fields["kind"].value() is AgentKind.GUARDIAN
        self.form.leave_out(_OF_AGENTS if guardian else ())


class Agents(QWidget):
    """The lines of one party."""

    edited = Signal()
    changed_lines = Signal()

    def __init__(self, theme: Theme) -> None:
        """Begin without lines, hidden."""
        super().__init__()
        self._theme = theme
        self.lines: list[AgentLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(6))
        self.hide()

    def add(self, kind: AgentKind) -> AgentLine:
        """Add an empty line."""
        line = AgentLine(self._theme)
        line.form.fields["kind"].set_value(kind)
        line.follow_kind()
        line.form.edited.connect(self.edited)
        line.remove_button.clicked.connect(lambda: self.remove(line))
        self.lines.append(line)
        self._layout.addWidget(line)
        self.show()
        self.changed_lines.emit()
        return line

    def remove(self, line: AgentLine) -> None:
        """Take a line away."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.lines))
        self.changed_lines.emit()
        self.edited.emit()

    def ask_guardian(self) -> None:
        """Have a line for a guardian where there is none yet."""
        if not any(line.form.fields["kind"].value() is AgentKind.GUARDIAN for line in self.lines):
            self.add(AgentKind.GUARDIAN)

    def stops(self) -> list[QWidget]:
        """Return everything the cursor stops at, in order."""
        return [stop for line in self.lines for stop in (*line.form.stops(), line.remove_button)]

    def read(self) -> tuple[tuple[AgentDraft, ...], dict[str, str]]:
        """Return those who have a name or anything else typed, and the faults by field."""
        found, faults = [], {}
        for line in self._typed_lines():
            values, wrong = values_of(line.form)
            faults |= {f"agents.{len(found)}.{name}": text for name, text in wrong.items()}
            found.append(AgentDraft(**values))
        return tuple(found), faults

    def fill(self, drafts: tuple[AgentDraft, ...]) -> None:
        """Show these and no others."""
        self.keep_lines(len(drafts))
        for line, draft in zip(self.lines, drafts, strict=True):
            line.form.fill(typed(draft))
            line.follow_kind()

    def keep_lines(self, number: int) -> None:
        """Have so many lines."""
        while len(self.lines) > number:
            self.remove(self.lines[-1])
        while len(self.lines) < number:
            self.add(AgentKind.AGENT)

    def keep(self) -> list[dict[str, Any]]:
        """Return what stands in every line."""
        return [line.form.keep() for line in self.lines]

    def restore(self, states: list[dict[str, Any]]) -> None:
        """Put back what `keep` returned."""
        self.keep_lines(len(states))
        for line, state in zip(self.lines, states, strict=True):
            line.form.restore(state)
            line.follow_kind()

    def show_faults(self, faults: dict[str, str]) -> bool:
        """Put the faults of "agents.0.name" and the like into their lines."""
        here = False
        for number, line in enumerate(self._typed_lines()):
            here = line.form.show_faults(inner(f"agents.{number}.", faults)) or here
        return here

    def _typed_lines(self) -> list[AgentLine]:
        return [line for line in self.lines if not line.blank]
