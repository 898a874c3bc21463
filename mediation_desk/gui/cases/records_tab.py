"""其他记录: visits, investigations, deliveries, receipts, urgings, supplements of a case."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.records import RecordKind
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.cases.record_dialogs import (
    DeliveryDialog,
    InvestigationDialog,
    PauseDialog,
    ReceiptDialog,
    SupplementDialog,
    UndisputedDialog,
    UrgingDialog,
)
from mediation_desk.gui.cases.record_words import RecordLine, facts, lines, story
from mediation_desk.gui.cases.recusal_dialog import RecusalDialog
from mediation_desk.gui.cases.secrets import SecretsTab
from mediation_desk.gui.cases.visit_dialog import VisitDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import (
    ListView,
    button,
    card,
    heading,
    label,
    restyle,
    row,
    scrolled,
)
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import plain_tip, tr
from mediation_desk.services.rows import CaseDetail

WHOLE = 10_000

DIALOGS: dict[RecordKind, Callable[..., Any]] = {
    RecordKind.RECUSAL: RecusalDialog,
    RecordKind.INVESTIGATION: InvestigationDialog,
    RecordKind.PAUSE: PauseDialog,
    RecordKind.DELIVERY: DeliveryDialog,
    RecordKind.RECEIPT: ReceiptDialog,
    RecordKind.URGING: UrgingDialog,
    RecordKind.FOLLOW_UP: VisitDialog,
    RecordKind.UNDISPUTED: UndisputedDialog,
    RecordKind.SUPPLEMENT: SupplementDialog,
}

NEW: dict[RecordKind, str] = {
    RecordKind.RECUSAL: "登记回避与披露",
    RecordKind.INVESTIGATION: "登记调查",
    RecordKind.PAUSE: "登记鉴定评估",
    RecordKind.DELIVERY: "登记送达",
    RecordKind.RECEIPT: "登记收条",
    RecordKind.URGING: "登记督促",
    RecordKind.FOLLOW_UP: "登记回访",
    RecordKind.UNDISPUTED: "记载无争议事实",
    RecordKind.SUPPLEMENT: "补充记载",
}
"""The words of the buttons, as the dialogs are called."""

RECORD_COLUMNS = (
    Column("日期", lambda one: one.day.isoformat(), width=104),
    Column("种类", lambda one: tr(one.kind.label), width=108),
    Column("内容", lambda one: one.words, width=120),
)


class RecordsTab(SecretsTab):
    """Every record as a list with a button for each kind; the chosen one in full."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__(context)
        self._case: CaseDetail | None = None
        self._why_not: dict[RecordKind, str] = {}
        theme = context.theme
        self.table = ListView(theme, RowsModel(RECORD_COLUMNS), lambda _: self._correct())
        self.table.setAccessibleName(tr("其他记录"))
        self.table.stretch(2)
        self.table.chosen_changed.connect(self._look)
        self.buttons = {kind: self._button(kind) for kind in RecordKind}
        self.correct_button = button(tr("修改这条记录"), self._correct)
        self.remove_button = button(tr("删除这条记录"), self._remove)
        self._area = scrolled(QWidget())
        words = tr("还没有记录。调查、送达、收条、回访办一次记一次，文书就照着记录打印。")
        self.empty = label(words, "muted", wrap=True)
        self._build()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case, self._case_id = case, case.id
        self._why_not = self._context.desk.records.why_not(case.id)
        for kind, made in self.buttons.items():
            reason = self._why_not[kind]
            restyle(made, "greyed", "true" if reason else "false")
            made.setToolTip(plain_tip(reason))
            made.setAccessibleDescription(reason)
        found = lines(case.records)
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _build(self) -> None:
        theme = self._context.theme
        frame, inside = card(theme)
        bar = QWidget()
        bar.setLayout(FlowLayout(theme.px(8)))
        for made in self.buttons.values():
            bar.layout().addWidget(made)
        inside.addWidget(bar)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addStretch(0)
        detail, around = card(theme)
        around.addWidget(self._area, 1)
        around.addLayout(row(self.correct_button, self.remove_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (frame, detail), (3, 3)))

    def _button(self, kind: RecordKind) -> QPushButton:
        made = button(tr(NEW[kind]), lambda: self.add(kind))
        made.setObjectName(f"record_{kind.value}")
        return made

    def add(self, kind: RecordKind) -> None:
        """Open the dialog of a kind, or say why it is not possible now."""
        if self._why_not.get(kind):
            self._context.say("warn", self._why_not[kind])
        elif self._case is not None:
            DIALOGS[kind](self._context, self._case).ask(self)

    def mend(self, kind: RecordKind, record: Any | None, fault: InvalidInput) -> None:
        """Open a record, or a new one for None, with what is to be mended beside its field."""
        reason = self._why_not.get(kind)
        if reason or self._case is None:
            self._context.say("warn", reason or "")
            return
        dialog = DIALOGS[kind](self._context, self._case, self._whole(kind, record))
        dialog.ask(self)
        dialog.show_error(fault)

    def _whole(self, kind: RecordKind, record: Any | None) -> Any | None:
        """Return a record as it may be corrected: an investigation with the whole phone number."""
        if kind is RecordKind.INVESTIGATION and record is not None and self._case is not None:
            return self._context.desk.records.investigation(self._case.id, record.id)
        return record

    def _correct(self) -> None:
        line: RecordLine | None = self.table.chosen()
        if line is None or self._case is None:
            return
        if self._why_not.get(line.kind):
            self._context.say("warn", self._why_not[line.kind])
            return
        record = self._whole(line.kind, line.row)
        DIALOGS[line.kind](self._context, self._case, record).ask(self)

    def _remove(self) -> None:
        line: RecordLine | None = self.table.chosen()
        if line is None or self._case is None:
            return
        case_id, records = self._case.id, self._context.desk.records
        reason = self._context.prompts.reason(self, tr("删除这条记录"), tr("删除的原因"))
        if reason:
            self._context.runner.write(
                lambda: records.remove(case_id, line.kind, line.id, reason), self, lambda _: None
            )

    def _look(self, line: RecordLine | None) -> None:
        theme = self._context.theme
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        layout.setSpacing(theme.px(10))
        if line is not None:
            layout.addWidget(heading(theme, tr(line.kind.label), 1.1))
            shown = Facts(theme)
            for words, text in facts(line):
                if text:
                    shown.add(words, text)
            layout.addWidget(shown)
            if story(line):
                told = Reading(theme, tr(line.kind.label), lines=WHOLE)
                told.show_text(story(line))
                layout.addWidget(told)
        layout.addStretch(1)
        self._area.setWidget(content)
        for made in (self.correct_button, self.remove_button):
            made.setVisible(line is not None)
