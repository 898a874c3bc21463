"""协议条款 as data: who does what for whom, how much, by when, how, where, in what instalments."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.codes import ClauseKind
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    MoneyField,
    NumberField,
    TextField,
)
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.sheet import Lines, Sheet
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import ClauseDraft, InstalmentDraft
from mediation_desk.services.rows import CaseDetail

Questions = Callable[[ClauseDraft], tuple[str, ...]]


class Clauses(Lines):
    """The clauses of an agreement; each says at once what it still leaves open."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Begin without clauses."""
        super().__init__(context.theme, tr("协议条款"), self._clause, columns=4)
        self._context, self._case = context, case
        self._parties: list[Choice] = [(party.id, party.name) for party in case.parties]
        self.line_edited.connect(self._question)

    def read(self) -> Any:
        """Return the clauses. Raises InvalidInput."""
        return tuple(_draft(line) for line in super().read())

    def add_clause(self, draft: ClauseDraft | None = None) -> Sheet:
        """Add a clause, showing one that was typed before."""
        return self.add_line(None if draft is None else _values(draft))

    def _clause(self, sheet: Sheet) -> None:
        form, today = sheet.form, self._context.desk.clock.today()
        nobody: list[Choice] = [("", "—")]
        kinds = [(one, tr(one.label)) for one in ClauseKind]
        form.add(tr("内容"), AreaField("content", lines=2), span=4, required=True)
        form.add(tr("性质"), ChoiceField("kind", kinds))
        form.add(tr("由谁履行"), ChoiceField("debtor_id", nobody + self._parties))
        form.add(tr("向谁履行"), ChoiceField("creditor_id", nobody + self._parties))
        form.add(tr("金额"), MoneyField("amount_fen"))
        form.add(tr("期限"), DateField("due_on", today=today))
        form.add(
            tr("期限（写不成日期的）"), TextField("due_text", hint=tr("签字时、票据开出后十五日"))
        )
        form.add(tr("方式"), TextField("manner", hint=tr("现金、转账到哪个账户")))
        form.add(tr("地点"), TextField("place"))
        hint = tr("如：有一期不付的，余款一次付清")
        form.add(tr("不按期履行怎么办（违约责任）"), TextField("breach", hint=hint), span=2)
        form.add(tr("每几个月一次"), NumberField("period_months", hint=tr("一次付清的不写")))
        counted = CheckField("counted", tr("计入协议涉及金额"))
        counted.set_value(True)
        form.add_ticks("", [counted])
        wording = button(tr("按上面各栏写成条款"), lambda: self._word(sheet))
        wording.setAutoDefault(False)
        wording.setObjectName("word_button")
        line = QWidget()
        inside = row(wording)
        inside.setContentsMargins(0, 0, 0, 0)
        line.setLayout(inside)
        form.add_wide(line)
        sheet.add_part("instalments", Lines(self._theme, tr("分期"), self._instalment))

    def _instalment(self, sheet: Sheet) -> None:
        today = self._context.desk.clock.today()
        sheet.form.add(tr("期限"), DateField("due_on", today=today))
        sheet.form.add(tr("金额"), MoneyField("amount_fen"))
        sheet.form.add(tr("内容"), TextField("content"))

    def _word(self, sheet: Sheet) -> None:
        """Put a payment into words from its fields; what stands there is given up only if meant."""
        try:
            draft = _draft(sheet.read())
        except InvalidInput as error:
            sheet.show_faults(error.fields)
            return
        words = self._context.desk.agreements.clause_words(self._case.id, draft)
        if not words:
            sheet.note(tr("给付金钱、写明了由谁付给谁和金额的，才能写成条款。"))
            return
        asked = tr("这一条的内容会换成：{words}", words=words)
        blank = draft.content.strip() in ("", words)
        if blank or self._context.prompts.confirm(self, asked, yes=tr("换成这句"), no=tr("不换")):
            sheet.form.fill({"content": words})
            self._question(sheet)

    def _question(self, sheet: Sheet) -> None:
        """Say what the clause leaves open, as far as it can be read."""
        try:
            draft = _draft(sheet.read())
        except InvalidInput:
            return  # half a date or amount
        asked = self._context.desk.agreements.clause_questions(draft)
        sheet.note(tr("请再看看：{questions}", questions="".join(asked)) if asked else "")


def _draft(line: dict[str, Any]) -> ClauseDraft:
    values = dict(line)
    parts = tuple(InstalmentDraft(**part) for part in values.pop("instalments"))
    return ClauseDraft(instalments=parts, **values)


def _values(draft: ClauseDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in ClauseDraft.__dataclass_fields__}
