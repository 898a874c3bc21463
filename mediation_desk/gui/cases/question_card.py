"""请想一想: the questions of plausibility to the author, open ones first, replied ones folded."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.clock import CHINA
from mediation_desk.gui.cases.panes import section
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.replies import Asked, Reply

Answer = Callable[[Asked], None]


class QuestionCard(QWidget):
    """The questions a case raises; `answer` begins a reply, None where there is only reading."""

    def __init__(self, theme: Theme, questions: Sequence[Asked], answer: Answer | None) -> None:
        """Show the questions."""
        super().__init__()
        self._theme = theme
        self._answer = answer
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame, inside = section(theme, tr("请想一想"))
        layout.addWidget(frame)
        words = tr("这些地方别人可能会问。不是认定有错，不影响评分；写上答复，评查的人一起看到。")
        inside.addWidget(label(words, "muted", wrap=True))
        for question in questions:
            if question.reply is None:
                inside.addWidget(self._open(question))
        done = [question for question in questions if question.reply is not None]
        self.fold = button("", self._turn)
        self.fold.setProperty("quiet", True)
        self.fold.setVisible(bool(done))
        self._count = len(done)
        self.replied = self._done(done)
        inside.addLayout(row(self.fold))
        inside.addWidget(self.replied)
        self._turn()

    def _turn(self) -> None:
        """Fold the replied questions away, or open them; they begin folded."""
        shown = bool(self.fold.text()) and self.replied.isHidden()
        self.replied.setVisible(shown)
        sign = "▾" if shown else "▸"
        self.fold.setText(f"{tr('已答复 {count} 个', count=self._count)} {sign}")

    def _open(self, question: Asked) -> QWidget:
        holder, inside = _column(self._theme)
        inside.addWidget(label(question.sentence, wrap=True))
        if question.former is not None:
            words = tr("内容改过，请重新答复。以前的答复：{reply}", reply=told(question.former))
            inside.addWidget(label(words, "muted", wrap=True))
        if self._answer is None:
            inside.addWidget(label(tr("还没有答复。"), "muted"))
        else:
            inside.addLayout(row(self._button(tr("答复"), question)))
        return holder

    def _done(self, questions: Sequence[Asked]) -> QWidget:
        holder, inside = _column(self._theme)
        for question in questions:
            if question.reply is not None:
                inside.addWidget(label(question.sentence, wrap=True))
                inside.addWidget(label(told(question.reply), "muted", wrap=True))
            if self._answer is not None:
                inside.addLayout(row(self._button(tr("修改答复"), question)))
        return holder

    def _button(self, words: str, question: Asked) -> QWidget:
        made = button(words, lambda: self._answer(question) if self._answer else None)
        made.setAccessibleDescription(question.sentence)
        return made


def told(reply: Reply) -> str:
    """Return a reply as it is read: how, what, by whom, when."""
    when = reply.replied_at.astimezone(CHINA)
    return f"{tr(reply.kind.label)}：{reply.answer}（{reply.replied_by} {when:%Y-%m-%d %H:%M}）"


def _column(theme: Theme) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, theme.px(4), 0, theme.px(4))
    inside.setSpacing(theme.px(4))
    return holder, inside
