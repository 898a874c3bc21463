"""Beside a list: how a case comes to its amount, who gets what, what is missing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.subsidy import Share
from mediation_desk.gui.parts import card, heading, label, scrolled
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import SubsidyRow


class CaseCard(QWidget):
    """Explains one case of a proposal or a claim."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self.title = heading(theme, "", 1.1)
        self.title.setWordWrap(True)
        self.number = label("", "muted", wrap=True)
        self._parts = [
            (tr("还缺"), label("", "fault", wrap=True)),
            (tr("请核对"), label("", "warn", wrap=True)),
            (tr("上次没有通过的原因"), label("", "warn", wrap=True)),
            (tr("怎样算的"), label("", wrap=True)),
            (tr("怎样分的"), label("", wrap=True)),
        ]
        self._heads = [label(words, "field_label") for words, _ in self._parts]
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, theme.px(4), 0)
        inside.setSpacing(theme.px(6))
        inside.addWidget(self.title)
        inside.addWidget(self.number)
        for head, (_, text) in zip(self._heads, self._parts, strict=True):
            inside.addWidget(head)
            inside.addWidget(text)
        inside.addStretch(1)
        frame, around = card(theme)
        around.addWidget(scrolled(content))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.setMinimumSize(theme.px(260), theme.px(200))
        self.show_case(None)

    def show_case(self, row: SubsidyRow | None) -> None:
        """Explain another case, None for none."""
        if row is None:
            self.title.setText(tr("选中一个案件，这里说明金额怎样算出来、还缺什么。"))
            self.number.setText("")
            self._show("", "", "", "", "")
            return
        one = row.assessment
        self.title.setText(row.title)
        self.number.setText("　".join(filter(None, (row.number, row.committee_name))))
        self._show(
            "\n".join(one.missing),
            row.doubt,
            row.returned,
            "\n".join(one.why),
            "\n".join(map(share_words, one.shares)),
        )

    def text(self) -> str:
        """Return everything that is shown, for whoever reads it aloud."""
        return "\n".join(text.text() for _, text in self._parts if text.text())

    def _show(self, *texts: str) -> None:
        for head, (_, shown), text in zip(self._heads, self._parts, texts, strict=True):
            shown.setText(text)
            head.setVisible(bool(text))
            shown.setVisible(bool(text))


def share_words(share: Share) -> str:
    """Return 调样甲（主办）70.00 元."""
    words = tr(
        "{name}（{role}）{amount} 元",
        name=share.name,
        role=tr("主办") if share.leads else tr("协办"),
        amount=format_yuan(share.paid_fen),
    )
    if not share.cut_fen:
        return words
    return words + tr("，不发 {cut} 元：{why}", cut=format_yuan(share.cut_fen), why=share.why_cut)
