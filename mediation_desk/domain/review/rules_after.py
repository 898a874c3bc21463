"""Rules about what comes after the result: performance, follow-up, court, papers, closing."""

from collections.abc import Iterator
from datetime import date, timedelta

from mediation_desk.domain.codes import ConfirmationResult, Role
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.facts import Due, Paper, ReviewFacts
from mediation_desk.domain.review.model import (
    Aspect,
    Fault,
    Place,
    Rule,
    Severity,
    each,
    must_have,
    outcome_of,
    when,
)

_M, _S, _A = Severity.MUST, Severity.SHOULD, Severity.ADVICE
_DATES = "评查要求：日期前后一致"
_PERFORM = Place("agreement", Move.PERFORM, "performed_on")
_CONFIRM = Place("agreement", Move.CONFIRM, "filed_on")
_CLOSE = Place("overview", Move.CLOSE, "closed_on")
_PAPERS = Place("papers")
_VISIT = Place("records", None, "follow_up")
_CATALOGUE = "人民调解卷宗目录：必须"
_RULED = (ConfirmationResult.VALID, ConfirmationResult.DISMISSED)


def _dues(facts: ReviewFacts) -> tuple[Due, ...]:
    return facts.agreement.dues if facts.agreement else ()


def _effect(facts: ReviewFacts) -> date | None:
    return facts.agreement.effect_on if facts.agreement else None


def _overdue(facts: ReviewFacts) -> Iterator[Fault]:
    late = [
        one
        for one in _dues(facts)
        if one.performed_on is None
        and not one.urged
        and one.due_on is not None
        and one.due_on < facts.today
    ]
    if late:
        first = min(one.due_on for one in late if one.due_on)
        yield Fault(f"有 {len(late)} 期到期没有登记履行，也没有督促，最早的是{first}。")


def _unproved(facts: ReviewFacts) -> Iterator[Fault]:
    bare = [
        one
        for one in _dues(facts)
        if one.performed_on is not None and one.amount_fen and not one.proved
    ]
    if bare:
        yield Fault(f"有 {len(bare)} 期付款没有写收条、转账等凭据。")


def _not_followed(facts: ReviewFacts) -> Iterator[Fault]:
    effect, days = _effect(facts), facts.follow_up_days
    if effect is not None and facts.today - effect > timedelta(days=days) and not facts.visits:
        yield Fault(f"协议生效超过{days}天，还没有登记回访。")


def _visited_early(facts: ReviewFacts) -> Iterator[Fault]:
    for number, one in enumerate(facts.visits):
        if facts.ended_on is not None and one.visited_on < facts.ended_on:
            sentence = "有一次回访的日期早于达成协议（终止）的日期。"
            yield Fault(sentence, f"follow_up.{number}.visited_on")


def _unanswered(facts: ReviewFacts) -> Iterator[Fault]:
    for number, one in enumerate(facts.visits):
        if one.hidden and not one.measures:
            sentence = f"{one.visited_on}回访发现了隐患，没有写采取的措施。"
            yield Fault(sentence, f"follow_up.{number}.measures")


def _closed_owing(facts: ReviewFacts) -> bool:
    return facts.closed_on is not None and any(one.performed_on is None for one in _dues(facts))


def _closed_early(facts: ReviewFacts) -> bool:
    ended = facts.ended_on or facts.registered_on
    return facts.closed_on is not None and facts.closed_on < ended


def _filed_late(facts: ReviewFacts) -> bool:
    last = facts.agreement.confirm_until if facts.agreement else None
    first = min((one.filed_on for one in facts.confirmations), default=None)
    return last is not None and first is not None and first > last


def _filed_early(facts: ReviewFacts) -> bool:
    effect = _effect(facts)
    return any(effect is None or one.filed_on < effect for one in facts.confirmations)


def _unregistered(facts: ReviewFacts) -> bool:
    return must_have(facts, "application") and not facts.holds("registration", "application")


def _unprinted_records(facts: ReviewFacts) -> Iterator[Fault]:
    printed = {paper.session for paper in facts.papers if paper.kind == "record"}
    away = [str(one.ordinal) for one in facts.sessions if one.ordinal not in printed]
    scanned = any(scan.slot == "record" for scan in facts.scans)
    if away and not scanned and must_have(facts, "record"):
        yield Fault(f"第{'、'.join(away)}次调解的记录没有打印。")


def _unprinted_result(facts: ReviewFacts) -> Iterator[Fault]:
    for item in facts.items:
        if item.result == outcome_of(facts).value and not facts.holds(*item.papers):
            yield Fault(f"{item.label}没有打印。", item.papers[0])


def _uncovered(facts: ReviewFacts) -> Iterator[Fault]:
    away = [
        item.label
        for item in facts.items
        if item.code in ("cover", "back_cover")
        and must_have(facts, item.code)
        and not facts.holds(*item.papers)
    ]
    if away:
        yield Fault(f"{'、'.join(away)}没有打印。")


def _other_number(facts: ReviewFacts) -> Iterator[Fault]:
    for one in facts.papers:
        if one.number and one.number != facts.number:
            told = f"{one.label}上印的编号是{one.number}，与案件的编号不同，请重新打印。"
            yield Fault(told, one.kind)


def _stale(facts: ReviewFacts) -> list[Paper]:
    reached = facts.agreement.reached_on if facts.agreement else None
    return [
        one
        for one in facts.papers
        if one.kind in ("agreement", "oral_agreement") and reached and one.issued_on < reached
    ]


def _other_handler(facts: ReviewFacts) -> Iterator[Fault]:
    """Yield a cover that was printed before the present lead took the case over."""
    lead = next((one for one in facts.mediators if one.role is Role.LEAD and not one.to_on), None)
    for one in facts.papers:
        if lead is not None and one.kind == "cover" and one.issued_on < lead.from_on:
            yield Fault(f"封面是在{lead.name}接办之前打印的，主办调解员对不上，请重新打印。")


RULES = (
    Rule(
        "overdue", "到期的履行有登记或者督促", Aspect.AFTER, _S, _PERFORM,
        "人民调解法第三十一条", _overdue,
    ),
    Rule(
        "performance_unproved", "付款有凭据", Aspect.AFTER, _A, Place("records", None, "receipt"),
        "人民调解卷宗目录：履行凭证", _unproved,
    ),
    Rule(
        "not_followed", "回访过", Aspect.AFTER, _S, _VISIT,
        "人民调解法第三十一条；评查常见问题：没有回访", _not_followed,
    ),
    Rule(
        "visited_early", "有结果之后回访", Aspect.SIGNATURE, _M, _VISIT, _DATES,
        _visited_early,
    ),
    Rule(
        "visit_unanswered", "回访发现的问题有措施", Aspect.AFTER, _S, _VISIT,
        "人民调解文书格式：回访记录",
        _unanswered,
    ),
    Rule(
        "visit_unprinted", "回访记录打印了", Aspect.AFTER, _S, Place("papers", None, "follow_up"),
        "人民调解卷宗目录：回访记录",
        when(
            lambda f: bool(f.visits) and not f.holds("follow_up"),
            "登记了回访，回访记录没有打印。",
        ),
    ),
    Rule(
        "confirmation_late", "司法确认在三十日内申请", Aspect.AFTER, _S, _CONFIRM,
        "人民调解法第三十三条",
        when(_filed_late, "申请司法确认的日期超过了协议生效后三十日。"),
    ),
    Rule(
        "confirmation_early", "生效之后申请司法确认", Aspect.SIGNATURE, _M, _CONFIRM, _DATES,
        when(_filed_early, "申请司法确认的日期早于协议生效日期。"),
    ),
    Rule(
        "docket_missing", "裁定写明案号", Aspect.AFTER, _A,
        Place("agreement", Move.CONFIRM, "docket_number"),
        "人民调解卷宗目录：司法确认材料",
        each(
            lambda f: [
                one for one in f.confirmations if one.result in _RULED and not one.docket_number
            ],
            lambda _: "人民法院已经裁定，没有写裁定书的案号。",
        ),
    ),
    Rule(
        "ground_missing", "终止写明原因", Aspect.RECORD, _S,
        Place("agreement", Move.TERMINATE, "ground"),
        "人民调解法第二十六条",
        when(
            lambda f: f.terminated_on is not None and not f.termination_ground,
            "调解终止，没有写原因。",
        ),
    ),
    Rule(
        "terminated_early", "受理之后终止", Aspect.SIGNATURE, _M,
        Place("agreement", Move.TERMINATE, "terminated_on"), _DATES,
        when(
            lambda f: f.terminated_on is not None
            and f.accepted_on is not None
            and f.terminated_on < f.accepted_on,
            "终止日期早于受理日期。",
        ),
    ),
    Rule(
        "closed_early", "有结果之后结案", Aspect.SIGNATURE, _M, _CLOSE, _DATES,
        when(_closed_early, "结案日期早于达成协议（终止、登记）的日期。"),
    ),
    Rule(
        "closed_owing", "履行之后结案", Aspect.AFTER, _A, _CLOSE,
        "人民调解结案报告表：结案时间为履行完毕或者处理完毕的时间",
        when(_closed_owing, "案件已结案，协议还没有全部履行，请继续督促和登记。"),
    ),
    Rule(
        "registration_unprinted", "有申请书或者受理登记表", Aspect.ACCEPTANCE, _S,
        Place("papers", None, "registration"), _CATALOGUE,
        when(_unregistered, "申请书、受理登记表都没有打印，卷里至少要有一份。"),
    ),
    Rule(
        "records_unprinted", "每次调解的记录都打印了", Aspect.RECORD, _S,
        Place("papers", None, "record"), _CATALOGUE, _unprinted_records,
    ),
    Rule(
        "result_unprinted", "写明结果的文书打印了", Aspect.BINDING, _S,
        Place("papers", None, "agreement"), _CATALOGUE, _unprinted_result,
    ),
    Rule(
        "covers_unprinted", "有封面和封底", Aspect.BINDING, _S, Place("papers", None, "cover"),
        _CATALOGUE, _uncovered,
    ),
    Rule(
        "handler_differs", "封面的调解员是办案的人", Aspect.BINDING, _S,
        Place("papers", None, "cover"), "评查要求：封面与卷内一致", _other_handler,
    ),
    Rule(
        "number_differs", "文书用同一个编号", Aspect.BINDING, _M, _PAPERS, "人民调解文书格式：编号",
        _other_number,
    ),
    Rule(
        "paper_stale", "协议书是达成协议之后打印的", Aspect.SIGNATURE, _S,
        Place("papers", None, "agreement"), _DATES,
        each(_stale, lambda one: f"{one.label}是在达成协议之前打印的，请重新打印。"),
    ),
)  # fmt: skip
