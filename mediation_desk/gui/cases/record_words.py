"""A record of a case in words: its line in the list, and everything it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import (
    Decision,
    DeliveryMethod,
    Finding,
    Labelled,
    Opinion,
    PaidBy,
    RecusalKind,
    Relation,
    Sex,
    UrgingMethod,
    VisitMethod,
    VisitPerformance,
)
from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.records import RecordKind
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.words import tr
from mediation_desk.services.record_rows import CaseRecords

Told = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of the list: what kind of record, of which day, what it says in short."""

    id: str
    kind: RecordKind
    day: date
    words: str
    row: Any


def lines(records: CaseRecords) -> list[RecordLine]:
    """Return every record of a case, the newest first."""
    found = [
        *(_visit_line(one) for one in records.visits),
        *(
            _line(RecordKind.INVESTIGATION, one, one.held_at.astimezone(CHINA).date(), one.name)
            for one in records.investigations
        ),
        *(
            _line(RecordKind.DELIVERY, one, one.sent_on, f"{one.recipient}：{one.papers}")
            for one in records.deliveries
        ),
        *(
            _line(RecordKind.RECEIPT, one, one.received_on, f"{one.payee} {_sum(one)}")
            for one in records.receipts
        ),
        *(
            _line(RecordKind.URGING, one, one.urged_on, _noted(one.reached, one.answer))
            for one in records.urgings
        ),
        *(_line(RecordKind.RECUSAL, one, one.stated_on, _recused(one)) for one in records.recusals),
        *(_line(RecordKind.PAUSE, one, one.from_on, one.subject) for one in records.pauses),
        *(
            _line(RecordKind.UNDISPUTED, one, one.noted_on, one.content)
            for one in records.undisputed
        ),
        *(
            _line(RecordKind.SUPPLEMENT, one, one.noted_on, one.content)
            for one in records.supplements
        ),
    ]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def facts(line: RecordLine) -> Told:
    """Yield what a record says, name and text; long texts are in `story`."""
    yield from _FACTS[line.kind](line.row)


def story(line: RecordLine) -> str:
    """Return the long text of a record, "" for one without."""
    name = {
        RecordKind.FOLLOW_UP: "measures",
        RecordKind.INVESTIGATION: "record",
        RecordKind.UNDISPUTED: "content",
        RecordKind.SUPPLEMENT: "content",
    }.get(line.kind)
    return getattr(line.row, name) if name else ""


def _line(kind: RecordKind, row: Any, day: date, words: str) -> RecordLine:
    return RecordLine(row.id, kind, day, words.replace("\n", " "), row)


def _visit_line(row: Any) -> RecordLine:
    words = f"{row.reached}：{_label(VisitPerformance, row.performance)}"
    return _line(RecordKind.FOLLOW_UP, row, row.visited_on, words)


def _recused(row: Any) -> str:
    return f"{row.mediator_name}：{_label(Decision, row.decision)}"


def _label(kind: type[Labelled], code: str) -> str:
    return tr(kind(code).label)


def _noted(words: str, note: str) -> str:
    return f"{words}：{note}" if note else words


def _sum(row: Any) -> str:
    if row.amount_fen is None:
        return str(row.purpose)
    return tr("{amount} 元", amount=format_yuan(row.amount_fen))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _visit(row: Any) -> Told:
    yield tr("回访日期"), _day(row.visited_on)
    yield tr("回访方式"), _label(VisitMethod, row.method)
    yield tr("见到（联系到）的人"), row.reached
    yield tr("协议履行"), _label(VisitPerformance, row.performance)
    yield tr("对调解的意见"), _noted(_label(Opinion, row.opinion), row.opinion_note)
    yield tr("起诉、仲裁"), _noted(_label(Finding, row.litigated), row.litigation_note)
    yield tr("反复、激化或其他隐患"), _noted(_label(Finding, row.hidden), row.hidden_note)
    yield tr("回访人"), row.visited_by
    yield tr("下次回访"), _day(row.next_on)


def _investigation(row: Any) -> Told:
    yield tr("开始"), moment_words(row.held_at)
    yield tr("结束"), moment_words(row.ended_at) if row.ended_at else ""
    yield tr("地点"), row.place
    yield tr("调查事由"), row.subject
    yield tr("参加人"), row.attended
    yield tr("被调查人"), row.name
    yield tr("性别"), tr(row.sex.label) if row.sex in (Sex.MALE, Sex.FEMALE) else ""
    yield tr("年龄"), str(row.age or "")
    yield tr("职业"), row.occupation
    yield tr("住址"), row.address
    yield tr("电话"), row.phone
    yield tr("调查人"), row.investigators
    yield tr("记录人"), row.recorded_by


def _delivery(row: Any) -> Told:
    yield tr("送达的文书和份数"), row.papers
    yield tr("受送达人"), row.recipient
    yield tr("送达地址"), row.address
    yield tr("送达方式"), _noted(_label(DeliveryMethod, row.method), row.note)
    yield tr("送达日期"), _day(row.sent_on)
    received = " ".join(part for part in (_day(row.received_on), row.received_by) if part)
    yield tr("签收"), received or tr("还没有签收")
    yield tr("代收人的关系"), row.relation
    yield tr("未能送达的情况"), row.failure
    yield tr("送达人"), row.delivered_by


def _receipt(row: Any) -> Told:
    yield tr("收到日期"), _day(row.received_on)
    yield tr("付款人"), row.payer
    yield tr("收款人"), row.payee
    yield tr("金额"), _sum(row) if row.amount_fen is not None else ""
    yield tr("款项名称"), row.purpose
    yield tr("给付方式"), _label(PaidBy, row.method)
    yield tr("在场人"), row.witness
    yield tr("备注"), row.note


def _urging(row: Any) -> Told:
    yield tr("督促日期"), _day(row.urged_on)
    yield tr("督促方式"), _label(UrgingMethod, row.method)
    yield tr("督促的对象"), row.reached
    yield tr("答复"), row.answer
    yield tr("答应的日期"), _day(row.promised_on)
    yield tr("督促人"), row.urged_by


def _recusal(row: Any) -> Told:
    yield tr("调解员"), row.mediator_name
    yield tr("提出方式"), _label(RecusalKind, row.kind)
    yield tr("提出日期"), _day(row.stated_on)
    yield tr("申请人"), row.raised_by
    yield tr("关系"), _label(Relation, row.relation)
    yield tr("情形"), row.ground
    yield tr("各方意见"), row.opinions
    yield tr("处理结果"), _label(Decision, row.decision)
    yield tr("决定人"), row.decided_by


def _pause(row: Any) -> Told:
    yield tr("鉴定、评估什么"), row.subject
    yield tr("机构"), row.organ
    yield tr("委托日期"), _day(row.from_on)
    yield tr("收到报告的日期"), _day(row.to_on)


def _noted_down(row: Any) -> Told:
    yield tr("记载日期"), _day(row.noted_on)
    yield tr("记录人"), row.recorded_by


_FACTS = {
    RecordKind.FOLLOW_UP: _visit,
    RecordKind.INVESTIGATION: _investigation,
    RecordKind.DELIVERY: _delivery,
    RecordKind.RECEIPT: _receipt,
    RecordKind.URGING: _urging,
    RecordKind.PAUSE: _pause,
    RecordKind.SUPPLEMENT: _noted_down,
    RecordKind.UNDISPUTED: _noted_down,
    RecordKind.RECUSAL: _recusal,
}
