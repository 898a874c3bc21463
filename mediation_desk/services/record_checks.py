"""What a record must say before it is saved; every fault beside its field."""

from collections.abc import Iterable, Mapping
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
    UrgingMethod,
    VisitMethod,
    VisitPerformance,
)
from mediation_desk.errors import InvalidInput
from mediation_desk.services.record_drafts import (
    DeliveryDraft,
    InvestigationDraft,
    PauseDraft,
    ReceiptDraft,
    RecusalDraft,
    SupplementDraft,
    UndisputedDraft,
    UrgingDraft,
    VisitDraft,
)

_LATER = "日期在今天之后，请核对。"
Faults = dict[str, str]


def check_visit(draft: VisitDraft, since: date, today: date) -> None:
    """Raise InvalidInput for a visit that lacks a finding or its day; `since`: the case's end."""
    faults = _chosen(
        draft,
        {
            "method": (VisitMethod, "请选择回访方式。"),
            "performance": (VisitPerformance, "请选择看到的履行情况。"),
            "opinion": (Opinion, "请选择对调解的意见；没有问到的选“没有问到”。"),
            "litigated": (Finding, "请选择有没有起诉、仲裁。"),
            "hidden": (Finding, "请选择有没有反复、激化或者其他隐患。"),
        },
    )
    if not draft.reached.strip():
        faults["reached"] = "请填写见到或者联系到的人。"
    if not draft.visited_by.strip():
        faults["visited_by"] = "请填写回访人。"
    if draft.opinion == Opinion.UNSATISFIED and not draft.opinion_note.strip():
        faults["opinion_note"] = "不满意的，请写明原因。"
    if draft.litigated == Finding.YES and not draft.litigation_note.strip():
        faults["litigation_note"] = "起诉或者仲裁了的，请写明进展或者结果。"
    if draft.hidden == Finding.YES and not draft.hidden_note.strip():
        faults["hidden_note"] = "有隐患的，请写明是什么。"
    if draft.visited_on < since:
        faults["visited_on"] = "回访日期早于调解结束的日期，请核对。"
    faults |= _past({"visited_on": draft.visited_on}, today)
    if draft.next_on is not None and draft.next_on <= draft.visited_on:
        faults["next_on"] = "下次回访应晚于这一次。"
    _raise(faults)


def check_investigation(draft: InvestigationDraft, today: date) -> None:
    """Raise InvalidInput for an investigation that does not say whom, where and what."""
    faults = _filled(
        draft,
        {
            "place": "请填写调查地点。",
            "name": "请填写被调查人的姓名。",
            "record": "请写下问与答。",
            "investigators": "请填写调查人。",
        },
    )
    faults |= _past({"held_at": draft.held_at.astimezone(CHINA).date()}, today)
    if draft.ended_at is not None and draft.ended_at < draft.held_at:
        faults["ended_at"] = "结束时间早于开始时间，请核对。"
    if draft.age > 150:
        faults["age"] = "年龄不对，请核对。"
    _raise(faults)


def check_delivery(draft: DeliveryDraft, today: date) -> None:
    """Raise InvalidInput for a delivery without its papers or person; one fails or is received."""
    faults = _filled(
        draft,
        {
            "papers": "请填写送达的文书和份数。",
            "recipient": "请填写受送达人。",
            "delivered_by": "请填写送达人。",
        },
    )
    faults |= _chosen(draft, {"method": (DeliveryMethod, "请选择送达方式。")})
    faults |= _past({"sent_on": draft.sent_on, "received_on": draft.received_on}, today)
    if draft.received_on is not None and draft.received_on < draft.sent_on:
        faults["received_on"] = "收到日期早于送达日期，请核对。"
    if draft.received_on is not None and draft.failure.strip():
        faults["failure"] = "已经收到的，不填未能送达的情况。"
    _raise(faults)


def check_receipt(draft: ReceiptDraft, since: date, today: date) -> None:
    """Raise InvalidInput for a receipt that does not say who got what from whom."""
    faults = _filled(
        draft, {"payer": "请填写付款（交付）的人。", "payee": "请填写收款（收到）的人。"}
    )
    faults |= _chosen(draft, {"method": (PaidBy, "请选择给付方式。")})
    if draft.amount_fen is None and not draft.purpose.strip():
        faults["amount_fen"] = "请填写金额；收到的不是钱的，请在款项名称里写明是什么。"
    if draft.received_on < since:
        faults["received_on"] = "收到日期早于达成协议的日期，请核对。"
    faults |= _past({"received_on": draft.received_on}, today)
    _raise(faults)


def check_urging(draft: UrgingDraft, since: date, today: date) -> None:
    """Raise InvalidInput for an urging that does not say whom and how."""
    faults = _filled(draft, {"reached": "请填写督促的对象。", "urged_by": "请填写督促的人。"})
    faults |= _chosen(draft, {"method": (UrgingMethod, "请选择督促方式。")})
    if draft.urged_on < since:
        faults["urged_on"] = "督促日期早于达成协议的日期，请核对。"
    faults |= _past({"urged_on": draft.urged_on}, today)
    if draft.promised_on is not None and draft.promised_on < draft.urged_on:
        faults["promised_on"] = "答应的日期早于督促日期，请核对。"
    _raise(faults)


def check_recusal(draft: RecusalDraft, since: date, today: date) -> None:
    """Raise InvalidInput for a recusal that does not say who, why and what was decided."""
    faults = _filled(
        draft,
        {
            "mediator_id": "请选择调解员。",
            "ground": "请写明是什么关系或者什么情形。",
            "decided_by": "请填写作出决定的人。",
        },
    )
    faults |= _chosen(
        draft,
        {
            "kind": (RecusalKind, "请选择是申请回避还是披露。"),
            "relation": (Relation, "请选择是哪一种关系。"),
            "decision": (Decision, "请选择处理结果。"),
        },
    )
    if draft.kind == RecusalKind.ASKED and not draft.raised_by.strip():
        faults["raised_by"] = "请填写申请回避的人。"
    if draft.decision == Decision.CONSENT and not draft.opinions.strip():
        faults["opinions"] = "各方同意的，请写明各方怎么表示、哪一天。"
    if draft.stated_on < since:
        faults["stated_on"] = "日期早于受理日期，请核对。"
    faults |= _past({"stated_on": draft.stated_on}, today)
    _raise(faults)


def check_supplement(draft: SupplementDraft, since: date, today: date) -> None:
    """Raise InvalidInput for an empty supplement, or one from before the closing."""
    faults = _filled(draft, {"content": "请写明补充的情况。", "recorded_by": "请填写记录人。"})
    if draft.noted_on < since:
        faults["noted_on"] = "记载日期早于结案日期，请核对。"
    faults |= _past({"noted_on": draft.noted_on}, today)
    _raise(faults)


def check_undisputed(draft: UndisputedDraft, since: date, today: date) -> None:
    """Raise InvalidInput for a record without facts, or one from before acceptance."""
    faults = _filled(
        draft, {"content": "请写明各方没有争议的事实。", "recorded_by": "请填写记录人。"}
    )
    if draft.noted_on < since:
        faults["noted_on"] = "记载日期早于受理日期，请核对。"
    faults |= _past({"noted_on": draft.noted_on}, today)
    _raise(faults)


def check_pause(draft: PauseDraft, since: date, today: date) -> None:
    """Raise InvalidInput for an appraisal of nothing, or one that ends before it begins."""
    faults = _filled(draft, {"subject": "请写明鉴定、评估什么。"})
    if draft.from_on < since:
        faults["from_on"] = "委托日期早于受理日期，请核对。"
    if draft.to_on <= draft.from_on:
        faults["to_on"] = "收到报告的日期应晚于委托日期；还没有收到的，先写预计的日期。"
    faults |= _past({"from_on": draft.from_on}, today)
    _raise(faults)


def _filled(draft: Any, sentences: Mapping[str, str]) -> Faults:
    return {name: told for name, told in sentences.items() if not getattr(draft, name).strip()}


def _chosen(draft: Any, choices: Mapping[str, tuple[Iterable[Labelled], str]]) -> Faults:
    return {
        name: told
        for name, (codes, told) in choices.items()
        if getattr(draft, name) not in list(codes)
    }


def _past(days: Mapping[str, date | None], today: date) -> Faults:
    return {name: _LATER for name, day in days.items() if day is not None and day > today}


def _raise(faults: Faults) -> None:
    if faults:
        raise InvalidInput(faults)
