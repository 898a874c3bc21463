"""申报: the claims beside the chosen one with its cases, its people and what happened to it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.clock import CHINA
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, heading, label
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.subsidy.case_card import CaseCard
from mediation_desk.gui.subsidy.columns import (
    CLAIM_COLUMNS,
    CLAIM_PERIOD,
    LINE_COLUMNS,
    LINE_TITLE,
    PAY_COLUMNS,
    PAY_COMMITTEE,
    whose,
)
from mediation_desk.gui.subsidy.dialogs import ExportDialog, PayDialog, SubmitDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import (
    OPEN,
    ClaimDetail,
    ClaimRow,
    ClaimState,
    ClaimStep,
)

_S, _P = ClaimState, Permission


class ClaimsPane(QWidget):
    """Lists the claims and does what may be done to the chosen one."""

    def __init__(self, context: GuiContext) -> None:
        """Build the pane; `reload` fills it."""
        super().__init__()
        self._context = context
        self.detail: ClaimDetail | None = None
        self._asked, self._filling = 0, False
        theme = context.theme
        self.claims = ListView(theme, RowsModel(CLAIM_COLUMNS), lambda _: None)
        self.claims.setObjectName("claims")
        self.claims.setAccessibleName(tr("申报"))
        self.claims.stretch(CLAIM_PERIOD)
        self.claims.setMinimumHeight(theme.px(150))
        self.claims.chosen_changed.connect(self._choose)
        self.lines = ListView(theme, RowsModel(LINE_COLUMNS), lambda row: context.open_case(row.id))
        self.lines.setObjectName("claim_lines")
        self.lines.stretch(LINE_TITLE)
        self.lines.setMinimumHeight(theme.px(220))
        self.lines.chosen_changed.connect(lambda row: self.case.show_case(row))
        self.people = ListView(theme, RowsModel(PAY_COLUMNS), lambda _: None, key="mediator_id")
        self.people.setObjectName("claim_people")
        self.people.stretch(PAY_COMMITTEE)
        self.case = CaseCard(theme)
        self.steps = label("", wrap=True)
        self.title = heading(theme, "", 1.1)
        self.why = label("", "warn", wrap=True)
        self.empty = label(
            tr("还没有申报。在“可申报的案件”里选好时段，按“建立申报”。"), "muted", wrap=True
        )
        self.acts = FlowLayout(theme.px(8))
        self._buttons: list[tuple[QPushButton, tuple[ClaimState, ...], Permission]] = []
        self._add_acts()
        self._build()

    def reload(self) -> None:
        """Read the claims anew, off the window's thread; the chosen one stays chosen."""
        chosen = self.claims.chosen()
        self._read(chosen.id if chosen else "")

    def show_claim(self, claim_id: str) -> None:
        """Read the claims anew and show the one of an id."""
        self._read(claim_id)

    def _read(self, claim_id: str) -> None:
        """Read the list and the claim of an id, or the first; a later question overtakes."""
        subsidy = self._context.desk.subsidy
        self._asked += 1
        asked = self._asked

        def work() -> tuple[int, tuple[ClaimRow, ...], ClaimDetail | None]:
            rows = subsidy.claims()
            wanted = next(
                (one.id for one in rows if one.id == claim_id), rows[0].id if rows else ""
            )
            return asked, rows, subsidy.claim(wanted) if wanted else None

        self._context.runner.read(work, self, self._show)

    def _show(self, answer: tuple[int, tuple[ClaimRow, ...], ClaimDetail | None]) -> None:
        asked, rows, detail = answer
        if asked != self._asked:
            return
        self._filling = True
        self.claims.show_rows(rows)
        self.claims.choose(detail.row.id if detail else "")
        self._filling = False
        self.claims.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._show_detail(detail)

    def _add_acts(self) -> None:
        self._add(tr("提交"), self._submit, OPEN, _P.SUBSIDY, primary=True)
        self._add(tr("移出案件"), self._take_out, OPEN, _P.SUBSIDY)
        self._add(tr("删除申报"), self._drop, (_S.DRAFT,), _P.SUBSIDY)
        self._add(tr("指出问题"), self._fault, (_S.SUBMITTED, _S.RETURNED), _P.SETTLE)
        self._add(tr("登记退回"), self._send_back, (_S.SUBMITTED,), _P.SETTLE)
        self._add(tr("登记审定"), self._approve, (_S.SUBMITTED,), _P.SETTLE)
        self._add(tr("登记发放"), self._pay, (_S.APPROVED,), _P.SETTLE)
        self._add(tr("发放表"), self._export, tuple(ClaimState), _P.SUBSIDY)

    def _add(
        self,
        words: str,
        clicked: Callable[[], None],
        states: tuple[ClaimState, ...],
        needs: Permission,
        *,
        primary: bool = False,
    ) -> None:
        made = button(words, clicked, primary=primary)
        self._buttons.append((made, states, needs))
        self.acts.addWidget(made)

    def _build(self) -> None:
        theme = self._context.theme
        left, inside = card(theme)
        inside.addWidget(self.claims, 1)
        inside.addWidget(self.empty)
        inside.addStretch(0)
        self.right, under = card(theme)
        for part in (self.title, self.why):
            under.addWidget(part)
        under.addLayout(self.acts)
        cases = Beside(theme, (self.lines, self.case), (4, 3))
        story = QWidget()
        QVBoxLayout(story).addWidget(self.steps, 0, Qt.AlignmentFlag.AlignTop)
        self.tabs = QTabWidget()
        self.tabs.addTab(cases, tr("案件"))
        self.tabs.addTab(self.people, tr("发放对象"))
        self.tabs.addTab(story, tr("经过"))
        under.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (left, self.right), (4, 7), wide=900))

    def _choose(self, chosen: ClaimRow | None) -> None:
        if chosen is not None and not self._filling:
            self._read(chosen.id)

    def _show_detail(self, detail: ClaimDetail | None) -> None:
        self.right.setVisible(detail is not None)
        self.detail = detail
        if detail is None:
            return
        self.lines.show_rows(detail.lines)
        self.case.show_case(self.lines.chosen())
        self.people.show_rows(detail.people)
        self.steps.setText("\n".join(map(_step_words, detail.steps)))
        self.title.setText(f"{whose(detail.row)}　{tr(detail.row.state.label)}")
        self.why.setText(_why(detail))
        self.why.setVisible(bool(self.why.text()))
        may = self._context.desk.sign_in.may
        for made, states, needs in self._buttons:
            made.setVisible(detail.row.state in states)
            made.setEnabled(may(needs))
            refused = tr("没有权限（需要：{right}）。", right=tr(needs.label))
            made.setToolTip("" if may(needs) else refused)

    def _submit(self) -> None:
        SubmitDialog(self._context, self._chosen()).ask(self)

    def _take_out(self) -> None:
        words = tr("为什么移出（以后再报时会提醒）")
        self._on_case(tr("移出案件"), words, self._context.desk.subsidy.take_out)

    def _drop(self) -> None:
        claim_id, subsidy = self._chosen().row.id, self._context.desk.subsidy
        self._context.runner.write(lambda: subsidy.drop(claim_id), self)

    def _fault(self) -> None:
        self._on_case(
            tr("指出问题"), tr("这个案件的问题"), self._context.desk.subsidy_settlement.fault
        )

    def _send_back(self) -> None:
        self._with_reason(
            tr("登记退回"), tr("退回的原因"), self._context.desk.subsidy_settlement.send_back
        )

    def _approve(self) -> None:
        note = self._context.prompts.words(self, tr("登记审定"), tr("审定意见，可以不填"))
        claim_id, settling = self._chosen().row.id, self._context.desk.subsidy_settlement
        if note is not None:
            self._context.runner.write(lambda: settling.approve(claim_id, note), self)

    def _pay(self) -> None:
        PayDialog(self._context, self._chosen().row).ask(self)

    def _export(self) -> None:
        ExportDialog(self._context, self._chosen().row).ask(self)

    def _on_case(self, title: str, words: str, write: Callable[[str, str, str], Any]) -> None:
        """Ask why, and write it about the chosen case."""
        line = self.lines.chosen()
        if line is None:
            self._context.say("warn", tr("请先选中一个案件。"))
            return
        claim_id, case_id = self._chosen().row.id, line.id
        reason = self._context.prompts.reason(self, f"{title}：{line.number or line.title}", words)
        if reason:
            self._context.runner.write(lambda: write(claim_id, case_id, reason), self)

    def _with_reason(self, title: str, words: str, write: Callable[[str, str], Any]) -> None:
        claim_id = self._chosen().row.id
        reason = self._context.prompts.reason(self, title, words)
        if reason:
            self._context.runner.write(lambda: write(claim_id, reason), self)

    def _chosen(self) -> ClaimDetail:
        assert self.detail is not None
        return self.detail


def _why(detail: ClaimDetail) -> str:
    """Return why a claim came back, and what stands in the way of submitting it."""
    if detail.row.state not in OPEN:
        return ""
    returned = (
        [tr("退回原因：{why}", why=detail.row.why)]
        if detail.row.state is ClaimState.RETURNED
        else []
    )
    return "\n".join([*returned, *detail.in_the_way])


def _step_words(step: ClaimStep) -> str:
    at = f"{step.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    words = "　".join(filter(None, (at, step.by, tr(step.kind.label), step.number)))
    return f"{words}：{step.reason}" if step.reason else words
