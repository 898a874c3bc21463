"""Placeholders of the papers about visits, investigations, deliveries and receipts.

Where nothing is recorded a field gives the empty form: boxes to tick and a date to write.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from mediation_desk.documents import wording
from mediation_desk.documents.facts import CaseFacts
from mediation_desk.documents.record_facts import (
    DeliveryFacts,
    ReceiptFacts,
    VisitFacts,
)
from mediation_desk.documents.scopes import Field, Scope
from mediation_desk.domain.codes import (
    DeliveryMethod,
    Finding,
    Labelled,
    Opinion,
    PaidBy,
    VisitMethod,
    VisitPerformance,
)
from mediation_desk.domain.money import capital, format_yuan

_DATE = "年　　月　　日"
_Facts = TypeVar("_Facts")
Evaluate = Callable[[Scope], str]


def _reader(
    pick: Callable[[CaseFacts], _Facts | None],
) -> Callable[..., Evaluate]:
    """Return a maker of fields that read one kind of record, else give the `empty` form."""

    def of(read: Callable[[_Facts], str], empty: str = "") -> Evaluate:
        def evaluate(scope: Scope) -> str:
            found = pick(scope.facts)
            return empty if found is None else read(found)

        return evaluate

    return of


_visit = _reader(lambda facts: facts.visit)
_asked = _reader(lambda facts: facts.investigation)
_sent = _reader(lambda facts: facts.delivery)
_paid = _reader(lambda facts: facts.receipt)
_agreed = _reader(lambda facts: facts.undisputed)
_letter = _reader(lambda facts: facts.letter)
_SENT_BY_YOU = "你单位移送（委派、委托）"


def _letter_number(scope: Scope) -> str:
    """Return the letter's own number; the case's where the letter has none."""
    letter = scope.facts.letter
    return (letter.own_number if letter else "") or scope.facts.number


def _ticks(codes: Iterable[Labelled], chosen: str, words: dict[str, str] | None = None) -> str:
    """Return the form's boxes in a row, the chosen one filled."""
    named = words or {}
    return "　".join(
        f"{'■' if code == chosen else '□'}{named.get(code, code.label)}" for code in codes
    )


_PERFORMED = [one for one in VisitPerformance if one is not VisitPerformance.NO_AGREEMENT]
_ASKED = [one for one in Opinion if one is not Opinion.NOT_ASKED]


def _performance(chosen: str) -> str:
    ticks = _ticks(_PERFORMED, chosen)
    return f"{ticks}　■没有达成协议" if chosen == VisitPerformance.NO_AGREEMENT else ticks


def _opinion(facts: VisitFacts) -> str:
    codes = Opinion if facts.opinion == Opinion.NOT_ASKED else _ASKED
    ticks = _ticks(codes, facts.opinion)
    return f"{ticks}：{facts.opinion_note}" if facts.opinion_note else ticks


def _found(chosen: str, note: str) -> str:
    codes = [one for one in Finding if one is not Finding.UNKNOWN or one == chosen]
    ticks = _ticks(codes, chosen)
    return f"{ticks}：{note}" if note else ticks


def _method(facts: DeliveryFacts) -> str:
    ticks = _ticks(DeliveryMethod, facts.method, {DeliveryMethod.OTHER: "其他"})
    return f"{ticks}：{facts.note}" if facts.note else ticks


def _signed(facts: DeliveryFacts) -> str:
    """Say who took it; the hand signs beside it."""
    who = f"{facts.received_by}　" if facts.received_by else ""
    when = wording.day(facts.received_on) or _DATE
    return f"{who}签名：　　　　　　　　　{when}"


def _sum(facts: ReceiptFacts) -> str:
    return format_yuan(facts.amount_fen) if facts.amount_fen is not None else ""


def _capital(facts: ReceiptFacts) -> str:
    return capital(facts.amount_fen).removeprefix("人民币") if facts.amount_fen is not None else ""


VISIT = (
    Field(
        "visit_time", "回访时间", "2025年6月1日", _visit(lambda v: wording.day(v.visited_on), _DATE)
    ),
    Field(
        "visit_method_ticks",
        "回访方式",
        "■上门　□电话　□视频",
        _visit(lambda v: _ticks(VisitMethod, v.method), _ticks(VisitMethod, "")),
    ),
    Field("visit_reached", "见到的人", "邻样东", _visit(lambda v: v.reached)),
    Field(
        "visit_performance_ticks",
        "协议履行",
        "■全部履行",
        _visit(lambda v: _performance(v.performance), _performance("")),
    ),
    Field(
        "visit_opinion_ticks",
        "对调解的意见",
        "□满意　■基本满意",
        _visit(_opinion, f"{_ticks(_ASKED, '')}，原因："),
    ),
    Field(
        "visit_litigated_ticks",
        "是否起诉、仲裁",
        "■没有　□有",
        _visit(lambda v: _found(v.litigated, v.litigation_note), "□没有　□有，结果："),
    ),
    Field(
        "visit_hidden_ticks",
        "有无隐患",
        "■没有　□有",
        _visit(lambda v: _found(v.hidden, v.hidden_note), "□没有　□有："),
    ),
    Field("visit_measures", "回访情况和措施", "沟渠已通水。", _visit(lambda v: v.measures)),
)

INVESTIGATION = (
    Field(
        "asked_time",
        "调查时间",
        "2025年3月5日9时00分",
        _asked(lambda i: wording.span(i.held_at, i.ended_at), "年　　月　　日　　时　　分"),
    ),
    Field("asked_place", "调查地点", "样板村村委会", _asked(lambda i: i.place)),
    Field("asked_attended", "参加人", "村样长", _asked(lambda i: i.attended)),
    Field("asked_name", "被调查人", "证样人", _asked(lambda i: i.name)),
    Field("asked_sex", "被调查人性别", "男", _asked(lambda i: i.sex_label)),
    Field("asked_age", "被调查人年龄", "45", _asked(lambda i: str(i.age or ""))),
    Field("asked_occupation", "被调查人职业", "务农", _asked(lambda i: i.occupation)),
    Field("asked_address", "被调查人住址", "样板村三组", _asked(lambda i: i.address)),
    Field("asked_phone", "被调查人电话", "000-1234567", _asked(lambda i: i.phone)),
    Field("asked_record", "问与答", "问：……\n答：……", _asked(lambda i: i.record, "问：\n\n答：\n")),
    Field(
        "asked_subject",
        "调查事由",
        "排水沟走向",
        lambda scope: (
            (scope.facts.investigation.subject if scope.facts.investigation else "")
            or scope.facts.title
        ),
    ),
)

DELIVERY = (
    Field("sent_papers", "送达文书", "人民调解协议书1份", _sent(lambda d: d.papers)),
    Field("sent_to", "受送达人", "邻样西", _sent(lambda d: d.recipient)),
    Field("sent_address", "送达地址", "样板村二组", _sent(lambda d: d.address)),
    Field(
        "sent_method_ticks",
        "送达方式",
        "■当面　□邮寄　□其他",
        _sent(_method, "□当面　□邮寄　□其他："),
    ),
    Field("sent_signed", "签收", "签名：", _sent(_signed, f"签名：　　　　　　　　　{_DATE}")),
    Field("sent_relation", "代收人的关系", "妻子", _sent(lambda d: d.relation)),
    Field("sent_failure", "未能送达的情况", "外出", _sent(lambda d: d.failure)),
    Field("sent_by", "送达人", "调样甲", _sent(lambda d: d.delivered_by)),
)

RECEIPT = (
    Field("paid_by", "付款人", "邻样西", _paid(lambda r: r.payer)),
    Field("paid_sum", "收条金额", "1,500.00", _paid(_sum)),
    Field("paid_capital", "收条金额大写", "壹仟伍佰元整", _paid(_capital)),
    Field("paid_for", "款项名称", "修墙费用", _paid(lambda r: r.purpose)),
    Field("paid_on", "收到日期", "2025年3月20日", _paid(lambda r: wording.day(r.received_on))),
    Field(
        "paid_method_ticks",
        "给付方式",
        "■现金　□转账",
        _paid(lambda r: _ticks(PaidBy, r.method), "□现金　□转账　□其他方式"),
    ),
    Field("paid_note", "收条备注", "银行回单附后", _paid(lambda r: r.note)),
)

UNDISPUTED = (
    Field(
        "undisputed",
        "没有争议的事实",
        "1. 围墙是2025年2月修的。\n2. 修墙花了1500元。",
        _agreed(lambda found: found.content),
    ),
)

LETTER = (
    Field("letter_to", "收函单位", "示例县人民法院", _letter(lambda one: one.body)),
    Field("letter_number", "函件文号", "（2025）联函字第001号", _letter_number),
    Field(
        "letter_answered",
        "所复的来函",
        "你单位（2025）示0823号函委派",
        _letter(lambda one: one.answered or _SENT_BY_YOU, _SENT_BY_YOU),
    ),
    Field("letter_due", "办理期限", "2025年4月10日", _letter(lambda one: wording.day(one.due_on))),
    Field("letter_attachments", "函件附件", "申请书1份", _letter(lambda one: one.attachments)),
    Field("letter_contact", "函件联系人", "调样甲 000-0000000", _letter(lambda one: one.contact)),
)

RECORD_FIELDS = (*VISIT, *INVESTIGATION, *DELIVERY, *RECEIPT, *UNDISPUTED, *LETTER)
