"""Rules about what was told, looked into, and recorded of every session."""

import re
from collections.abc import Callable, Iterable, Iterator

from mediation_desk.domain.codes import Role, SessionResult
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.facts import ReviewFacts, Session
from mediation_desk.domain.review.model import (
    Aspect,
    Check,
    Fault,
    Outcome,
    Place,
    Rule,
    Severity,
    each,
    listed,
    outcome_of,
    when,
)
from mediation_desk.domain.review.texts import short, told_rights

SHORTEST_RECORD = 20

_M, _S, _A = Severity.MUST, Severity.SHOULD, Severity.ADVICE
_FORM = "人民调解文书格式：调解记录"
_DATES = "评查要求：日期前后一致"
_SESSION = Place("sessions", Move.SESSION)
_ASSIGN = Place("overview", Move.ASSIGN, "lead_id")
_HARD = ("difficult", "major")
_NAMES = re.compile(r"[、，,；;/\s]+")


def _held(wrong: Callable[[ReviewFacts], Iterable[Session]], sentence: str, field: str) -> Check:
    """Return a check of the sessions; {ordinal} in the sentence is the session's."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        for one in wrong(facts):
            place = f"sessions.{facts.sessions.index(one)}.{field}"
            yield Fault(sentence.format(ordinal=one.ordinal), place)

    return check


def _blank(wrong: Callable[[Session], bool], sentence: str, field: str) -> Check:
    """Return a check of what each session by itself leaves out."""
    return _held(lambda facts: filter(wrong, facts.sessions), sentence, field)


def _ended(facts: ReviewFacts) -> bool:
    return outcome_of(facts) in (Outcome.WRITTEN, Outcome.FAILED)


def _untold(facts: ReviewFacts) -> bool:
    told = any(told_rights(one.record) for one in facts.sessions)
    return bool(facts.sessions) and not told and not facts.holds("notice")


def _alone(facts: ReviewFacts) -> Iterator[Fault]:
    for number, one in enumerate(facts.inquiries):
        if len(_NAMES.split(one.investigators)) < 2:
            place = f"investigation.{number}.investigators"
            yield Fault(f"向{one.name}调查时只有一名调查人。", place)


def _inquired_out_of_time(facts: ReviewFacts) -> Iterator[Fault]:
    for number, one in enumerate(facts.inquiries):
        early = one.held_on and facts.accepted_on and one.held_on < facts.accepted_on
        late = one.held_on and facts.ended_on and one.held_on > facts.ended_on
        if early or late:
            words = (
                f"向{one.name}调查的日期{'早于受理' if early else '晚于达成协议（终止）'}的日期。"
            )
            yield Fault(words, f"investigation.{number}.held_at")


def _no_evidence(facts: ReviewFacts, *, hard: bool) -> bool:
    here = (facts.difficulty in _HARD) == hard
    bare = not facts.inquiries and not facts.holds("evidence_list")
    return here and _ended(facts) and bare


def _lead(facts: ReviewFacts) -> Iterator[Session]:
    """Yield the sessions held before anybody was assigned."""
    first = min((one.from_on for one in facts.mediators), default=None)
    for held in facts.sessions:
        if first is not None and held.held_at.date() < first:
            yield held


def _disordered(facts: ReviewFacts) -> Iterator[Session]:
    for before, after in zip(facts.sessions, facts.sessions[1:], strict=False):
        if after.held_at < (before.ended_at or before.held_at):
            yield after


def _backwards(facts: ReviewFacts) -> Iterator[Session]:
    for held in facts.sessions:
        if held.ended_at is not None and held.ended_at <= held.held_at:
            yield held


def _early(facts: ReviewFacts) -> Iterator[Session]:
    for held in facts.sessions:
        if facts.accepted_on is not None and held.held_at.date() < facts.accepted_on:
            yield held


def _after_the_end(facts: ReviewFacts) -> Iterator[Session]:
    for held in facts.sessions:
        if facts.ended_on is not None and held.held_at.date() > facts.ended_on:
            yield held


def _absent(facts: ReviewFacts) -> Iterator[Fault]:
    for held in facts.sessions:
        away = [
            party.name
            for party in facts.parties
            if party.id not in held.present_ids and not party.agents
        ]
        if away and not held.absent_note:
            place = f"sessions.{facts.sessions.index(held)}.absent_note"
            yield Fault(f"第{held.ordinal}次调解{listed(away)}没有到场，没有写缺席情况。", place)


def _result_differs(facts: ReviewFacts) -> Iterator[Session]:
    """Yield the last session where it came to something else than the case."""
    last = facts.sessions[-1] if facts.sessions else None
    if last is None or (facts.agreement is None and facts.terminated_on is None):
        return
    if (last.result is SessionResult.AGREED) != (facts.agreement is not None):
        yield last


def _unasked(facts: ReviewFacts) -> Iterator[Fault]:
    for number, guest in enumerate(facts.guests):
        if not guest.consented:
            sentence = f"邀请{guest.name}参加调解，没有登记当事人同意。"
            yield Fault(sentence, f"invited.{number}.consented")


RULES = (
    Rule(
        "rights_untold", "告知了权利义务", Aspect.NOTICE, _S, Place("papers", None, "notice"),
        "人民调解法第二十三条、第二十四条；人民调解工作若干规定第三十条",
        when(_untold, "没有打印权利义务告知书，调解记录里也没有写已经告知。"),
    ),
    Rule(
        "remedies_untold", "终止时告知了其他途径", Aspect.NOTICE, _M,
        Place("agreement", Move.TERMINATE, "ground"),
        "人民调解法第二十六条",
        when(
            lambda f: f.terminated_on is not None and not f.remedies,
            "调解终止，没有告知当事人可以仲裁、行政、司法等途径维护权利。",
        ),
    ),
    Rule(
        "evidence_hard", "疑难、重大案件有调查和证据", Aspect.EVIDENCE, _S,
        Place("records", None, "investigation"), "评查常见问题：证据单薄",
        when(
            lambda f: _no_evidence(f, hard=True),
            "案情疑难或者重大，没有登记调查，也没有证据材料目录。",
        ),
    ),
    Rule(
        "evidence_none", "有调查或者证据", Aspect.EVIDENCE, _A,
        Place("papers", None, "evidence_list"), "评查常见问题：证据单薄",
        when(
            lambda f: _no_evidence(f, hard=False),
            "没有登记调查，也没有证据材料目录；事实都靠陈述的，请写明。",
        ),
    ),
    Rule(
        "inquiry_alone", "调查由两人进行", Aspect.EVIDENCE, _A,
        Place("records", None, "investigation"), "通行要求：调查人和记录人不少于两人",
        _alone,
    ),
    Rule(
        "inquiry_order", "受理之后、有结果之前调查", Aspect.SIGNATURE, _S,
        Place("records", None, "investigation"), _DATES, _inquired_out_of_time,
    ),
    Rule(
        "inquiry_unprinted", "调查记录打印了", Aspect.EVIDENCE, _S,
        Place("papers", None, "investigation"), "人民调解卷宗目录：调查记录",
        when(
            lambda f: bool(f.inquiries) and not f.holds("investigation"),
            "登记了调查，调查记录没有打印。",
        ),
    ),
    Rule(
        "lead_missing", "有主办调解员", Aspect.RECORD, _M, _ASSIGN, "人民调解法第十九条",
        when(
            lambda f: f.ended_on is not None
            and not any(one.role is Role.LEAD for one in f.mediators),
            "案件有了结果，没有主办调解员。",
        ),
    ),
    Rule(
        "sessions_none", "有调解记录", Aspect.RECORD, _M,
        Place("sessions", Move.SESSION, "held_at"), _FORM,
        when(lambda f: _ended(f) and not f.sessions, "案件有了结果，一次调解记录也没有。"),
    ),
    Rule(
        "session_place", "记录写明地点", Aspect.RECORD, _S, _SESSION, _FORM,
        _blank(lambda one: not one.place, "第{ordinal}次调解没有写地点。", "place"),
    ),
    Rule(
        "record_short", "记录写明过程", Aspect.RECORD, _S, _SESSION, _FORM,
        _blank(
            lambda one: short(one.record, SHORTEST_RECORD),
            "第{ordinal}次调解的记录太短，双方怎么说、怎么核实、结果怎样要写明。",
            "record",
        ),
    ),
    Rule(
        "session_end", "记录写明结束时间", Aspect.RECORD, _A, _SESSION, _FORM,
        _blank(lambda one: one.ended_at is None, "第{ordinal}次调解没有写结束时间。", "ended_at"),
    ),
    Rule(
        "recorder_missing", "有记录人", Aspect.RECORD, _S, _SESSION, _FORM,
        _blank(lambda one: not one.recorded_by, "第{ordinal}次调解没有写记录人。", "recorded_by"),
    ),
    Rule(
        "absence", "缺席有说明", Aspect.RECORD, _S, _SESSION, _FORM, _absent,
    ),
    Rule(
        "result_differs", "最后一次记录与结果一致", Aspect.RECORD, _S, _SESSION, _FORM,
        _held(_result_differs, "最后一次调解记录的结果与案件的结果对不上。", "result"),
    ),
    Rule(
        "guest_unasked", "邀请参加经当事人同意", Aspect.RECORD, _M, _ASSIGN, "人民调解法第二十条",
        _unasked,
    ),
    Rule(
        "session_unassigned", "先指派后调解", Aspect.SIGNATURE, _S, _ASSIGN, _DATES,
        each(_lead, lambda one: f"第{one.ordinal}次调解在指派调解员之前。"),
    ),
    Rule(
        "session_early", "受理之后调解", Aspect.SIGNATURE, _M, _SESSION, _DATES,
        _held(_early, "第{ordinal}次调解在受理日期之前。", "held_at"),
    ),
    Rule(
        "session_order", "各次调解先后不乱", Aspect.SIGNATURE, _M, _SESSION, _DATES,
        _held(_disordered, "第{ordinal}次调解开始时，上一次还没有结束。", "held_at"),
    ),
    Rule(
        "session_backwards", "结束在开始之后", Aspect.SIGNATURE, _M, _SESSION, _DATES,
        _held(_backwards, "第{ordinal}次调解的结束时间不晚于开始时间。", "ended_at"),
    ),
    Rule(
        "session_after_end", "有结果之后不再调解", Aspect.SIGNATURE, _M, _SESSION,
        _DATES, _held(_after_the_end, "第{ordinal}次调解在达成协议（终止）之后。", "held_at"),
    ),
)  # fmt: skip
