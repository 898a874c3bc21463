"""登记调查、送达、收条、督促、补充记载: one dialog each, with what the case already knows."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.codes import DeliveryMethod, PaidBy, Role, Sex, UrgingMethod
from mediation_desk.gui.cases.agreement_words import due_words
from mediation_desk.gui.cases.people import mediator_words
from mediation_desk.gui.cases.record_dialog import RecordDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    Choice,
    ChoiceField,
    DateField,
    MomentField,
    MoneyField,
    NumberField,
    TextField,
)
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button, label
from mediation_desk.gui.words import plain_words, tr
from mediation_desk.services.record_drafts import (
    DeliveryDraft,
    InvestigationDraft,
    PauseDraft,
    ReceiptDraft,
    SupplementDraft,
    UndisputedDraft,
    UrgingDraft,
)
from mediation_desk.services.rows import CaseDetail, ClauseRow, InstalmentRow

LONG = 30


class InvestigationDialog(RecordDialog):
    """Whom was asked, where, and every question with its answer."""

    draft = InvestigationDraft
    method = "investigate"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Record an investigation of `case`, or correct one."""
        super().__init__(context, case, tr("修改调查") if record else tr("登记调查"), record)

    def build(self) -> None:
        """Add the fields; who asks and who writes is known."""
        form, today = self.form, self._context.desk.clock.today()
        sexes = [(one, tr(one.label)) for one in Sex if one is not Sex.UNSTATED]
        form.add(tr("开始"), MomentField("held_at", today=today, required=True), required=True)
        form.add(tr("结束"), MomentField("ended_at", today=today))
        form.add(tr("地点"), TextField("place"), required=True)
        form.add(tr("调查事由"), TextField("subject", hint=tr("不写就用案件名称")))
        form.add(tr("被调查人"), TextField("name"), required=True)
        form.add(tr("性别"), ChoiceField("sex", sexes))
        form.add(tr("年龄"), NumberField("age"))
        form.add(tr("职业"), TextField("occupation"))
        form.add(tr("住址"), TextField("address"))
        form.add(tr("电话"), TextField("phone"))
        form.add(tr("参加人"), TextField("attended"), span=2)
        self._text = AreaField("record", lines=10, hint=tr("问：……，下一行写答：……"))
        form.add(tr("问与答"), self._text, span=2, required=True)
        form.add_wide(_buttons(self, [(tr("加一问一答"), self._ask_more)]))
        form.add(tr("调查人"), TextField("investigators", hint=tr("两人以上")), required=True)
        form.add(tr("记录人"), TextField("recorded_by"))
        form.fill(
            {
                "investigators": mediator_words(self._case, Role.LEAD, Role.CO),
                "recorded_by": mediator_words(self._case, Role.RECORDER),
            }
        )

    def _ask_more(self) -> None:
        """Put the cursor after a new 问："""
        text = self._text
        text.appendPlainText("问：\n答：")
        cursor = text.textCursor()
        cursor.setPosition(len(text.toPlainText()) - len("\n答："))
        text.setTextCursor(cursor)
        text.setFocus()
        self._on_edited()


class DeliveryDialog(RecordDialog):
    """What was delivered to whom, how; who took it, or why nobody did."""

    draft = DeliveryDraft
    method = "deliver"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Record a delivery of `case`, or what became of one."""
        super().__init__(context, case, tr("修改送达") if record else tr("登记送达"), record)

    def build(self) -> None:
        """Add the fields; a button puts in a party with the address."""
        form, today = self.form, self._context.desk.clock.today()
        papers = TextField("papers", hint=tr("如：人民调解协议书 1 份"))
        form.add(tr("送达的文书和份数"), papers, span=2, required=True)
        people = [
            (plain_words(party.name), lambda party=party: self._to(party.name, party.address))
            for party in self._case.parties
        ]
        form.add_wide(_buttons(self, people))
        form.add(tr("受送达人"), TextField("recipient"), required=True)
        form.add(tr("送达地址"), TextField("address"))
        self.choose(tr("送达方式"), "method", DeliveryMethod)
        form.add(tr("方式说明"), TextField("note", hint=tr("邮单号、电子地址等")))
        form.add(tr("送达日期"), DateField("sent_on", today=today, required=True), required=True)
        form.add(tr("送达人"), TextField("delivered_by"), required=True)
        form.add(tr("收到日期"), DateField("received_on", today=today))
        form.add(tr("签收人"), TextField("received_by"))
        form.add(tr("代收人的关系"), TextField("relation", hint=tr("本人签收的不写")))
        form.add(tr("未能送达的情况"), TextField("failure"))
        form.fill({"delivered_by": self.lead()})

    def _to(self, name: str, address: str) -> None:
        self.form.fill({"recipient": name, "address": address})
        self._on_edited()


class _DueDialog(RecordDialog):
    """A record that may be about one promise of the agreement."""

    def add_due(self) -> None:
        """Add the choice of the promise; choosing one says who and how much."""
        made = self._case.agreement
        dues = made.instalments if made else ()
        clauses = {clause.id: clause for clause in made.clauses} if made else {}
        choices: list[Choice] = [("", tr("（不对应某一期）"))]
        choices += [(due.id, _due_choice(due, clauses)) for due in dues]
        field = ChoiceField("instalment_id", choices)
        by_id = {due.id: due for due in dues}
        field.touched.connect(
            lambda: self.take(by_id[field.value()], clauses) if field.value() else None
        )
        self.form.add(tr("哪一期"), field, span=2)

    def take(self, due: InstalmentRow, clauses: dict[str, ClauseRow]) -> None:
        """Fill in what the promise says."""
        raise NotImplementedError

    def start_with(self, instalment_id: str) -> None:
        """Begin with a promise chosen."""
        field = self.form.fields["instalment_id"]
        field.set_value(instalment_id)
        field.touched.emit()
        self._dirty = False  # nobody has typed anything yet

    def name(self, party_id: str) -> str:
        """Return a party's name, "" for nobody."""
        return next((one.name for one in self._case.parties if one.id == party_id), "")


class ReceiptDialog(_DueDialog):
    """Who got what from whom, as it stands on the receipt."""

    draft = ReceiptDraft
    method = "receive"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Record a receipt of `case`, or correct one."""
        super().__init__(context, case, tr("修改收条") if record else tr("登记收条"), record)

    def build(self) -> None:
        """Add the fields."""
        form, today = self.form, self._context.desk.clock.today()
        self.add_due()
        day = DateField("received_on", today=today, required=True)
        form.add(tr("收到日期"), day, required=True)
        form.add(tr("金额"), MoneyField("amount_fen"))
        form.add(tr("付款人"), TextField("payer"), required=True)
        form.add(tr("收款人"), TextField("payee"), required=True)
        self.choose(tr("给付方式"), "method", PaidBy)
        form.add(tr("款项名称"), TextField("purpose", hint=tr("收到的不是钱的，写明是什么")))
        form.add(tr("在场人"), TextField("witness"))
        form.add(tr("备注"), TextField("note", hint=tr("银行回单、照片存放的地方等")))

    def take(self, due: InstalmentRow, clauses: dict[str, ClauseRow]) -> None:
        """Fill in who pays whom how much for what."""
        clause = clauses[due.clause_id]
        self.form.fill(
            {
                "payer": self.name(clause.debtor_id),
                "payee": self.name(clause.creditor_id),
                "amount_fen": due.amount_fen,
                "purpose": due.content or clause.content,
            }
        )


class UrgingDialog(_DueDialog):
    """Who was urged to perform, how, and what they answered."""

    draft = UrgingDraft
    method = "urge"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Record an urging of `case`, or correct one."""
        super().__init__(context, case, tr("修改督促") if record else tr("登记督促"), record)

    def build(self) -> None:
        """Add the fields."""
        form, today = self.form, self._context.desk.clock.today()
        self.add_due()
        form.add(tr("督促日期"), DateField("urged_on", today=today, required=True), required=True)
        self.choose(tr("督促方式"), "method", UrgingMethod)
        form.add(tr("督促的对象"), TextField("reached"), required=True)
        form.add(tr("督促人"), TextField("urged_by"), required=True)
        form.add(tr("答复"), AreaField("answer", lines=3), span=2)
        form.add(tr("答应的日期"), DateField("promised_on", today=today))
        form.fill({"urged_by": self.lead()})

    def take(self, due: InstalmentRow, clauses: dict[str, ClauseRow]) -> None:
        """Fill in who owes it."""
        self.form.fill({"reached": self.name(clauses[due.clause_id].debtor_id)})


class PauseDialog(RecordDialog):
    """An appraisal, whose time does not count in the limit."""

    draft = PauseDraft
    method = "pause"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Add an appraisal to `case`, or correct one."""
        words = tr("修改鉴定评估") if record else tr("登记鉴定评估")
        super().__init__(context, case, words, record)

    def build(self) -> None:
        """Add the fields; it is entrusted today."""
        form, today = self.form, self._context.desk.clock.today()
        hint = tr("如伤残等级、房屋损失")
        form.add(tr("鉴定、评估什么"), TextField("subject", hint=hint), required=True)
        form.add(tr("机构"), TextField("organ"))
        form.add(tr("委托日期"), DateField("from_on", today=today, required=True), required=True)
        day = DateField("to_on", today=today, required=True)
        form.add(tr("收到报告的日期"), day, required=True)
        words = tr("还没有收到报告的，先写预计的日期，收到以后修改。这段时间不计入调解期限。")
        form.add_wide(label(words, "muted", wrap=True))
        form.fill({"from_on": today})


class UndisputedDialog(RecordDialog):
    """Facts that nobody disputes, apart from any concession."""

    draft = UndisputedDraft
    method = "agree_facts"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Add such a record to `case`, or correct one."""
        words = tr("修改无争议事实记载") if record else tr("记载无争议事实")
        super().__init__(context, case, words, record)

    def build(self) -> None:
        """Add the fields; it is written today."""
        form, today = self.form, self._context.desk.clock.today()
        form.add(tr("记载日期"), DateField("noted_on", today=today, required=True), required=True)
        form.add(tr("记录人"), TextField("recorded_by"), required=True)
        hint = tr("各方都认可的事实，一行一条；不写让步和承认")
        field = AreaField("content", lines=8, hint=hint)
        form.add(tr("没有争议的事实"), field, span=2, required=True)
        form.fill({"noted_on": today, "recorded_by": self.lead()})


class SupplementDialog(RecordDialog):
    """What became known after closing, under its day."""

    draft = SupplementDraft
    method = "supplement"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Add a supplement to `case`, or correct one."""
        super().__init__(context, case, tr("修改补充记载") if record else tr("补充记载"), record)

    def build(self) -> None:
        """Add the fields; it is written today."""
        form, today = self.form, self._context.desk.clock.today()
        form.add(tr("记载日期"), DateField("noted_on", today=today, required=True), required=True)
        form.add(tr("记录人"), TextField("recorded_by"), required=True)
        hint = tr("结案后发生或者才知道的事；已报的统计数字不变")
        form.add(tr("补充的情况"), AreaField("content", lines=6, hint=hint), span=2, required=True)
        form.fill({"noted_on": today, "recorded_by": self.lead()})


def _buttons(dialog: RecordDialog, made: Iterable[tuple[str, Callable[[], None]]]) -> QWidget:
    """Return small buttons side by side that never save by Enter."""
    holder = QWidget(dialog)
    flow = FlowLayout(8)
    for words, pressed in made:
        one = button(words, pressed)
        one.setAutoDefault(False)
        flow.addWidget(one)
    holder.setLayout(flow)
    return holder


def _due_choice(due: InstalmentRow, clauses: dict[str, ClauseRow]) -> str:
    day = due.due_on.isoformat() if due.due_on else tr("没有约定日期")
    words = due_words(due, clauses)
    return f"{day} {words[:LONG]}{'…' if len(words) > LONG else ''}"
