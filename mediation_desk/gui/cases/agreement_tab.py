"""协议与履行: what was agreed, who has signed, what falls due, the court's confirmation."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.money import capital, format_yuan
from mediation_desk.gui.cases.agreement_words import (
    clause_words,
    due_words,
    ruling_words,
    signed_words,
    signer_words,
)
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import Columns, section
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.cases.secrets import SecretsTab
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, label, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import AgreementDetail, CaseDetail, ClauseRow, InstalmentRow

DUES_SHOWN = 12

Perform = Callable[[CaseDetail, InstalmentRow], None]


class AgreementTab(SecretsTab):
    """The agreement in force, drawn anew whenever the case is shown."""

    def __init__(self, context: GuiContext, perform: Perform) -> None:
        """Begin without a case; `perform` is called for a due the user wants to record."""
        super().__init__(context)
        self._perform = perform
        self.dues: ListView | None = None
        self._area = scrolled(QWidget())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, context.theme.px(10), 0, 0)
        layout.addWidget(self._area)

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case_id = case.id
        self.dues = None
        made = case.agreement
        self._area.setWidget(self._content(case, made) if made else self._nothing(case))

    def _nothing(self, case: CaseDetail) -> QWidget:
        frame, inside = section(self._context.theme, tr("协议与履行"))
        told = "\n".join(case.remedies)
        if case.terminated_on is not None:
            facts = Facts(self._context.theme)
            facts.add(tr("终止日期"), case.terminated_on.isoformat())
            facts.add(tr("终止原因"), case.termination_label)
            facts.add(tr("已告知的途径"), told)
            facts.add(tr("说明"), case.termination_note)
            inside.addWidget(facts)
        else:
            words = tr("还没有达成协议。达成后用“达成协议”登记，条款、履行期限和签章都在这里。")
            inside.addWidget(label(words, "muted", wrap=True))
        return _on_top(frame)

    def _content(self, case: CaseDetail, made: AgreementDetail) -> QWidget:
        left = _stack(self._context, self._terms(made), self._clauses(case, made))
        right = _stack(
            self._context, self._due(case, made), self._signed(made), self._court(case, made)
        )
        columns = Columns(self._context.theme, (left, right), (1, 1))
        columns.setObjectName("scrolled")
        return columns

    def _reading(self, name: str, text: str) -> Reading:
        made = Reading(self._context.theme, name)
        made.show_text(text)
        return made

    def _terms(self, made: AgreementDetail) -> QWidget:
        frame, inside = section(self._context.theme, tr("协议"))
        facts = Facts(self._context.theme)
        facts.add(tr("形式"), tr(made.form.label))
        facts.add(tr("达成日期"), made.reached_on.isoformat())
        effect = made.effect_on.isoformat() if made.effect_on else tr("尚未生效")
        facts.add(tr("生效日期"), " ".join(part for part in (effect, made.effect_reason) if part))
        if made.amount_fen:
            amount = tr("{amount} 元", amount=format_yuan(made.amount_fen))
            facts.add(tr("涉及金额"), f"{amount}（{capital(made.amount_fen)}）")
        facts.add(tr("履行情况"), tr(made.performance.label))
        facts.add(tr("履行方式"), made.performance_manner)
        facts.add(tr("履行期限"), made.performance_deadline)
        facts.add(tr("履行地点"), made.performance_place)
        facts.add(tr("协议份数"), str(made.copies))
        inside.addWidget(facts)
        for words, text in (
            (tr("主要事实"), made.facts),
            (tr("争议事项"), made.disputed_matters),
            (tr("各方责任"), made.responsibility),
        ):
            if text:
                inside.addWidget(label(words, "muted"))
                inside.addWidget(self._reading(words, text))
        return frame

    def _clauses(self, case: CaseDetail, made: AgreementDetail) -> QWidget:
        frame, inside = section(self._context.theme, tr("协议内容"))
        names = {party.id: party.name for party in case.parties}
        for clause in made.clauses:
            inside.addWidget(label(tr("第 {number} 条", number=clause.ordinal), "muted"))
            inside.addWidget(self._reading(clause.content[:20], clause.content))
            inside.addWidget(label(clause_words(clause, names), "muted", wrap=True))
        return frame

    def _due(self, case: CaseDetail, made: AgreementDetail) -> QWidget:
        theme = self._context.theme
        frame, inside = section(theme, tr("履行"))
        if not made.instalments:
            words = tr("这份协议没有约定按期履行的内容。")
            inside.addWidget(label(words, "muted", wrap=True))
            return frame
        clauses = {clause.id: clause for clause in made.clauses}
        today = self._context.desk.clock.today()
        columns = _due_columns(clauses, lambda due: _overdue(due, today))
        self.dues = ListView(theme, RowsModel(columns), lambda due: self._perform(case, due))
        self.dues.setAccessibleName(tr("履行"))
        self.dues.stretch(1)
        self.dues.show_rows(made.instalments)
        lines = min(len(made.instalments), DUES_SHOWN) + 1
        self.dues.setFixedHeight(theme.px(42) * lines)
        inside.addWidget(self.dues)
        inside.addWidget(label(tr("双击或按回车登记这一期的履行。"), "muted", wrap=True))
        return frame

    def _signed(self, made: AgreementDetail) -> QWidget:
        frame, inside = section(self._context.theme, tr("签章"))
        facts = Facts(self._context.theme)
        for signer in made.signers:
            facts.add(signer_words(signer), signed_words(signer))
        inside.addWidget(facts)
        return frame

    def _court(self, case: CaseDetail, made: AgreementDetail) -> QWidget:
        frame, inside = section(self._context.theme, tr("司法确认"))
        facts = Facts(self._context.theme)
        if made.confirmation_safe_on and made.confirmation_last_on:
            facts.add(tr("稳妥的最后一天"), made.confirmation_safe_on.isoformat())
            last = made.confirmation_last_on.isoformat()
            if not made.confirmation_certain:
                last = tr("{day}（节假日安排尚未公布，请核对）", day=last)
            facts.add(tr("遇节假日顺延至"), last)
        for row in case.confirmations:
            facts.add(tr("申请"), ruling_words(row))
        inside.addWidget(facts)
        for warning in made.confirmation_warnings:
            inside.addWidget(label(warning, "warn", wrap=True))
        return frame


def _overdue(due: InstalmentRow, today: date) -> str:
    late = due.performed_on is None and due.due_on is not None and due.due_on < today
    return "danger" if late else ""


def _due_columns(
    clauses: dict[str, ClauseRow], ink: Callable[[InstalmentRow], str]
) -> tuple[Column, ...]:
    return (
        Column(
            "到期", lambda due: due.due_on.isoformat() if due.due_on else "—", width=104, ink=ink
        ),
        Column("内容", lambda due: due_words(due, clauses), width=100),
        Column(
            "金额（元）",
            lambda due: "—" if due.amount_fen is None else format_yuan(due.amount_fen),
            right=True,
            width=110,
        ),
        Column("履行", lambda due: str(due.performed_on or "—"), width=104),
    )


def _stack(context: GuiContext, *parts: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(context.theme.px(12))
    for part in parts:
        layout.addWidget(part)
    return holder


def _on_top(frame: QWidget) -> QWidget:
    holder = QWidget()
    holder.setObjectName("scrolled")
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(frame)
    layout.addStretch(1)
    return holder
