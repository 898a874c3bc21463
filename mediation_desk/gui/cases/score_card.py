"""The score of a dossier item by item with its reasons; under it the questions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mediation_desk.domain.review.score import ItemScore, Score
from mediation_desk.gui.cases.panes import section
from mediation_desk.gui.cases.question_card import Answer, QuestionCard
from mediation_desk.gui.parts import heading, label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.self_check import CheckReport


class ScoreCard(QWidget):
    """Two cards, drawn anew for every report."""

    def __init__(self, theme: Theme) -> None:
        """Begin without a report."""
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(12))

    def show_report(self, report: CheckReport | None, answer: Answer | None = None) -> None:
        """Show another report, None for none; `answer` begins a reply to one of its questions."""
        while self._layout.count():
            old = self._layout.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if report is None:
            return
        self._layout.addWidget(self._scored(report))
        if report.questions:
            self._layout.addWidget(QuestionCard(self._theme, report.questions, answer))
        self._layout.addStretch(1)

    def _scored(self, report: CheckReport) -> QWidget:
        frame, inside = section(self._theme, tr("评分"))
        if report.score is None:
            words = tr("案件还在办理，有了结果再评分。")
            inside.addWidget(label(words, "muted", wrap=True))
            return frame
        score = report.score
        total = tr("{total} 分，{grade}", total=score.total, grade=score.grade)
        inside.addWidget(heading(self._theme, total, 1.4))
        inside.addWidget(label(self._how(report, score), "muted", wrap=True))
        inside.addWidget(self._lines(score))
        return frame

    def _how(self, report: CheckReport, score: Score) -> str:
        words = tr("按“{sheet}”由程序初评，供自查；最后以人评为准。", sheet=report.sheet)
        if score.possible < sum(line.item.points for line in score.items):
            words += tr(
                "本案是“{outcome}”，没有的项目不计，按 {possible} 分折算成 100 分。",
                outcome=tr(report.outcome.label),
                possible=score.possible,
            )
        return words

    def _lines(self, score: Score) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.setColumnStretch(0, 1)
        for line in score.items:
            at = grid.rowCount()
            grid.addWidget(label(line.item.label, wrap=True), at, 0)
            points = label(_points(line))
            points.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(points, at, 1)
            for words in _reasons(line):
                grid.addWidget(label(words, "muted", wrap=True), grid.rowCount(), 0, 1, 2)
        return holder


def _points(line: ItemScore) -> str:
    if line.points is None:
        return tr("不计")
    return f"{line.points} / {line.item.points}"


def _reasons(line: ItemScore) -> list[str]:
    reasons = [f"－{cost}　{sentence}" for sentence, cost in line.reasons]
    if line.item.manual and line.points is not None:
        reasons.append(tr("这一项程序只能看出一部分，请人再看。"))
    return reasons
