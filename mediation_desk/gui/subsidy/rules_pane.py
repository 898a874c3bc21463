"""补贴办法: the county's versions by date, each read out in sentences, and what looks wrong."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.subsidy import ALWAYS_NEEDED, Need, Scheme, Tier
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, heading, label, row, scrolled
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.subsidy.columns import SCHEME_COLUMNS, SCHEME_TITLE
from mediation_desk.gui.subsidy.scheme_dialog import SchemeDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import SchemeRow


class RulesPane(QWidget):
    """Lists the versions; a new one begins as a copy of the chosen one."""

    def __init__(self, context: GuiContext) -> None:
        """Build the pane; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.table = ListView(theme, RowsModel(SCHEME_COLUMNS), lambda _: self._edit())
        self.table.setObjectName("schemes")
        self.table.setAccessibleName(tr("补贴办法"))
        self.table.stretch(SCHEME_TITLE)
        self.table.setMinimumHeight(theme.px(180))
        self.table.chosen_changed.connect(self._choose)
        self.new_button = button(tr("新版本"), self._add, primary=True)
        self.edit_button = button(tr("修改"), self._edit)
        self.why = label("", "muted", wrap=True)
        self.title = heading(theme, "", 1.1)
        self.doubts = label("", "warn", wrap=True)
        self.words = label("", wrap=True)
        left, inside = card(theme)
        words = tr("各县办法不同，以本县文件为准。改办法请另存新版本，旧案按旧版本算。")
        inside.addWidget(label(words, "muted", wrap=True))
        inside.addWidget(self.table, 1)
        inside.addLayout(row(self.new_button, self.edit_button))
        inside.addWidget(self.why)
        content = QWidget()
        under = QVBoxLayout(content)
        under.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.doubts, self.words):
            under.addWidget(part)
        under.addStretch(1)
        right, around = card(theme)
        around.addWidget(scrolled(content))
        right.setMinimumHeight(theme.px(260))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (left, right), (4, 5), wide=760))

    def reload(self) -> None:
        """Read the versions anew."""
        self.table.show_rows(self._context.desk.subsidy_rules.schemes())
        self._choose(self.table.chosen())

    def _choose(self, chosen: SchemeRow | None) -> None:
        if chosen is None:
            return
        may = self._context.desk.sign_in.may(Permission.SET_UP)
        refused = tr("没有权限（需要：{right}）。", right=tr(Permission.SET_UP.label))
        why = refused if not may else chosen.why_not
        self.new_button.setEnabled(may)
        self.edit_button.setEnabled(may and chosen.own and not chosen.why_not)
        self.why.setText(why)
        self.title.setText(chosen.scheme.title)
        self.doubts.setText("\n".join(chosen.doubts))
        self.doubts.setVisible(bool(chosen.doubts))
        self.words.setText("\n".join(self._sentences(chosen.scheme)))

    def _add(self) -> None:
        SchemeDialog(self._context, self.table.chosen(), copy=True).ask(self)

    def _edit(self) -> None:
        if self.edit_button.isEnabled():
            SchemeDialog(self._context, self.table.chosen(), copy=False).ask(self)

    def _sentences(self, scheme: Scheme) -> list[str]:
        """Return a version in sentences."""
        lines = [scheme.note] if scheme.note else []
        lines += [f"{at}. {self._tier(tier)}" for at, tier in enumerate(scheme.tiers, start=1)]
        lines.append(
            tr(
                "口头协议按 {oral}% 计；未成功按基础的 {failed}% 计；有协办时主办得 {lead}%。",
                oral=scheme.oral_percent,
                failed=scheme.failed_percent,
                lead=scheme.lead_percent,
            )
        )
        month, year = format_yuan(scheme.month_cap_fen), format_yuan(scheme.year_cap_fen)
        if scheme.month_cap_fen:
            lines.append(tr("每人每月最多 {sum} 元。", sum=month))
        if scheme.year_cap_fen:
            lines.append(tr("每人每年最多 {sum} 元。", sum=year))
        wanted = ALWAYS_NEEDED.union(scheme.needs)
        needed = "、".join(tr(need.label) for need in Need if need in wanted)
        lines.append(tr("申报条件：{needed}。", needed=needed))
        excluded = [tr(one.label) for one in scheme.exclusions]
        left_out = "、".join([tr("名册上标明不领补贴的"), *excluded])
        lines.append(tr("不领补贴：{people}。", people=left_out))
        return lines

    def _tier(self, tier: Tier) -> str:
        label_of = self._context.desk.reference.label
        marks = [
            "、".join(label_of(listed, code) for code in codes)
            for listed, codes in (
                ("difficulty", tier.difficulties),
                ("types", tier.types),
                ("case_flags", tier.flags),
            )
            if codes
        ]
        if tier.parties_from:
            marks.append(tr("当事人 {number} 人以上", number=tier.parties_from))
        if tier.people_from:
            marks.append(tr("涉及 {number} 人以上", number=tier.people_from))
        if tier.amount_from_fen:
            marks.append(tr("协议金额 {sum} 元以上", sum=format_yuan(tier.amount_from_fen)))
        pay = tr("基础 {sum} 元", sum=format_yuan(tier.base_fen))
        if tier.performance_fen:
            pay += tr("，履行后加 {sum} 元", sum=format_yuan(tier.performance_fen))
        if tier.takes_all:
            return f"{tier.label}　{pay}\n　　{tr('其余案件')}"
        return f"{tier.label}　{pay}\n　　" + tr("符合一项即可：{marks}", marks="；".join(marks))
