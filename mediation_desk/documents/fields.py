"""The only source of placeholders: key, Chinese label, sample, and how it is read from the facts.

A field gives "" where nothing is known; compose.py turns that into a line for the pen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from mediation_desk.documents import wording
from mediation_desk.documents.dossier_fields import DOSSIER_FIELDS, entry_rows, evidence_rows
from mediation_desk.documents.facts import (
    AgreementFacts,
    CaseFacts,
    DueFacts,
    EndFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.documents.record_fields import RECORD_FIELDS
from mediation_desk.documents.scopes import Condition, Field, Scope
from mediation_desk.domain.codes import Origin, PartyKind, Side

HAND_LINES: Mapping[str, int] = {
    "case_facts": 5,
    "facts": 6,
    "disputed_matters": 2,
    "clause": 2,
    "request": 1,
    "session_record": 12,
    "session_result": 3,
    "remedy": 1,
    "refusal_reason": 2,
    "performance": 3,
}
"""How many lines more a form filled in by hand leaves for what takes long to write."""

Repeat = Callable[[CaseFacts], Iterator[Scope]]


def _of_case(read: Callable[[CaseFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.facts)


def _of_agreement(read: Callable[[AgreementFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.facts.agreement) if scope.facts.agreement else ""


def _of_end(read: Callable[[EndFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.facts.end)


def _of_session(read: Callable[[SessionFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.facts.session) if scope.facts.session else ""


def _of_party(read: Callable[[PartyFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.party) if scope.party else ""


def _names(facts: CaseFacts, *sides: Side) -> str:
    named = (p.name for p in facts.parties if not sides or p.side in sides)
    return "、".join(filter(None, named))


def _agreed_facts(facts: CaseFacts) -> str:
    return (facts.agreement.facts if facts.agreement else "") or facts.facts


def _agreed_disputes(facts: CaseFacts) -> str:
    made = facts.agreement
    return (made.disputed_matters if made else "") or facts.disputed_matters


def _amount(facts: CaseFacts) -> str:
    """Return the amount in issue: 0 where an agreement names none, a blank on a blank form."""
    made = facts.agreement
    return "" if made is None or facts.by_hand else wording.amount(made.amount_fen or 0)


def _joined_clauses(made: AgreementFacts) -> str:
    texts = (wording.clause(one) for one in made.clauses)
    return "\n".join(f"{i}. {text}" for i, text in enumerate(filter(None, texts), 1))


def _origin(facts: CaseFacts) -> str:
    """Tick one of the form's two sources."""
    return "　".join(
        f"{'■' if facts.origin is origin else '□'}{text}"
        for origin, text in (
            (Origin.APPLICATION, "①当事人申请"),
            (Origin.INITIATIVE, "②人民调解委员会主动调解"),
        )
    )


def _report_source(facts: CaseFacts) -> str:
    """Tick one of the closing report's five sources."""
    known = {
        "application": "当事人申请",
        "own": "主动调解",
        "police": "公安机关移交",
        "court": "审判机关委托",
    }
    ticked = known.get(facts.source_group, "政府部门指定" if facts.source_group else "")
    return "　".join(
        f"{'■' if text == ticked else '□'}{text}" for text in (*known.values(), "政府部门指定")
    )


def _mediated(facts: CaseFacts) -> str:
    """Return from when to when it was mediated."""
    made = facts.agreement.reached_on if facts.agreement else facts.end.terminated_on
    days = [wording.day(day) for day in (facts.accepted_on, made) if day]
    return "至".join(days)


def _debtors(facts: CaseFacts) -> str:
    names = dict.fromkeys(due.debtor for due in owed(facts) if due.debtor)
    return "、".join(names) or _names(facts)


_CASE = (
    Field("number", "编号", "（2025）泾示人调字第001号", _of_case(lambda f: f.number)),
    Field("committee", "调委会", "泾县示例镇人民调解委员会", _of_case(lambda f: f.committee.name)),
    Field("case_title", "案件名称", "甲与乙邻里纠纷", _of_case(lambda f: f.title)),
    Field("type", "纠纷类型", "邻里纠纷", _of_case(lambda f: f.type_label)),
    Field("source", "案件来源", "当事人申请", _of_case(lambda f: f.source_label)),
    Field("origin_ticks", "案件来源勾选", "■①当事人申请", _of_case(_origin)),
    Field("case_facts", "纠纷简要情况", "因排水发生争执。", _of_case(lambda f: f.facts)),
    Field("parties", "全体当事人", "甲、乙", _of_case(_names)),
    Field("applicants", "申请人", "甲", _of_case(lambda f: _names(f, Side.APPLICANT))),
    Field("place", "纠纷发生地", "样板村", _of_case(lambda f: f.place)),
    Field(
        "registered_on",
        "登记日期",
        "2025年3月3日",
        _of_case(lambda f: wording.day(f.registered_on)),
    ),
    Field(
        "accepted_on", "受理日期", "2025年3月3日", _of_case(lambda f: wording.day(f.accepted_on))
    ),
    Field("registrar", "登记人", "调样甲", _of_case(lambda f: f.registrar)),
    Field("mediators", "人民调解员", "调样甲", _of_case(lambda f: "、".join(f.mediators))),
    Field("recorder", "记录人", "调样乙", _of_case(lambda f: f.recorder)),
    Field(
        "cross_committee",
        "是否跨调委会",
        "否",
        _of_case(lambda f: "是" if f.cross_committee else "否"),
    ),
    Field("remarks", "备注", "无", _of_case(lambda f: f.remarks)),
    Field(
        "party_slots",
        "当事人签名处",
        "甲：＿＿",
        _of_case(lambda f: wording.slots(p.name for p in f.parties)),
    ),
    Field(
        "mediator_slots",
        "调解员签名处",
        "调样甲：＿＿",
        _of_case(lambda f: wording.slots(f.mediators)),
    ),
    Field(
        "registrar_slot",
        "登记人签名处",
        "调样甲：＿＿",
        _of_case(lambda f: wording.slots([f.registrar])),
    ),
    Field(
        "recorder_slot",
        "记录人签名处",
        "调样乙：＿＿",
        _of_case(lambda f: wording.slots([f.recorder])),
    ),
)

_AGREEMENT = (
    Field("facts", "纠纷主要事实", "因排水发生争执。", _of_case(_agreed_facts)),
    Field("disputed_matters", "争议事项", "排水口位置。", _of_case(_agreed_disputes)),
    Field("responsibility", "各方责任", "双方各半。", _of_agreement(lambda a: a.responsibility)),
    Field("clauses", "协议内容", "1. 三日内移开排水口。", _of_agreement(_joined_clauses)),
    Field(
        "agreed_on",
        "达成协议日期",
        "2025年5月14日",
        _of_agreement(lambda a: wording.day(a.reached_on)),
    ),
    Field("manner", "履行方式", "自行履行", _of_agreement(lambda a: a.performance_manner)),
    Field("deadline", "履行时限", "三日内", _of_agreement(lambda a: a.performance_deadline)),
    Field("performance_place", "履行地点", "样板村", _of_agreement(lambda a: a.performance_place)),
    Field(
        "amount",
        "协议涉及金额",
        "160.00元",
        _of_case(_amount),
    ),
    Field("copies", "份数", "3", _of_agreement(lambda a: str(a.copies or ""))),
    Field("performance", "履行情况", "当场履行", _of_agreement(lambda a: a.performance_label)),
)

_END = (
    Field("outcome", "调解结果", "达成书面协议", _of_end(lambda e: e.outcome_label)),
    Field(
        "effect_on", "协议生效日期", "2025年5月14日", _of_end(lambda e: wording.day(e.effect_on))
    ),
    Field("court", "人民法院", "泾县人民法院", _of_end(lambda e: e.court)),
    Field(
        "confirm_until",
        "申请司法确认的最后日期",
        "2025年6月13日",
        _of_end(lambda e: wording.day(e.confirm_safe_on)),
    ),
    Field(
        "terminated_on",
        "终止日期",
        "2025年7月31日",
        _of_end(lambda e: wording.day(e.terminated_on)),
    ),
    Field("termination_ground", "终止原因", "分歧过大", _of_end(lambda e: e.termination_label)),
    Field(
        "refusal_reason", "不予受理的理由", "人民法院已受理", _of_end(lambda e: e.refusal_reason)
    ),
    Field("owed_by", "未履行的当事人", "邻样西", _of_case(_debtors)),
    Field("closed_on", "结案日期", "2025年5月21日", _of_end(lambda e: wording.day(e.closed_on))),
    Field("mediated", "调解日期", "2025年3月3日至2025年5月14日", _of_case(_mediated)),
    Field("report_source_ticks", "结案报告来源勾选", "■当事人申请", _of_case(_report_source)),
)

_SESSION = (
    Field("session_ordinal", "第几次", "1", _of_session(lambda s: str(s.ordinal))),
    Field(
        "session_time",
        "时间",
        "2025年3月6日9时00分",
        _of_session(lambda s: wording.span(s.held_at, s.ended_at)),
    ),
    Field("session_place", "地点", "镇调解室", _of_session(lambda s: s.place)),
    Field("session_subject", "事由", "赡养纠纷", _of_session(lambda s: s.subject)),
    Field(
        "session_invited", "参加人", "无", _of_session(lambda s: wording.invited(s.invited) or "无")
    ),
    Field("session_present", "到场当事人", "甲、乙", _of_session(lambda s: "、".join(s.present))),
    Field("session_absent", "缺席情况", "无", _of_session(lambda s: s.absent_note)),
    Field("session_record", "调解记录", "双方陈述……", _of_session(lambda s: s.record)),
    Field("session_result", "调解结果", "达成协议", _of_session(lambda s: s.result)),
)

_PARTY = (
    Field("party_side", "当事人地位", "申请人", _of_party(wording.standing)),
    Field("party_name", "姓名或名称", "甲", _of_party(lambda p: p.name)),
    Field("party_sex", "性别", "男", _of_party(lambda p: p.sex_label)),
    Field("party_ethnicity", "民族", "汉族", _of_party(lambda p: p.ethnicity)),
    Field("party_age", "年龄", "45岁", _of_party(lambda p: "" if p.age is None else f"{p.age}岁")),
    Field("party_born_on", "出生日期", "1980年1月1日", _of_party(lambda p: wording.day(p.born_on))),
    Field(
        "party_id_kind",
        "证件种类",
        "公民身份号码",
        _of_party(lambda p: p.id_kind_label or "证件号码"),
    ),
    Field("party_id", "证件号码", "341823196805179074", _of_party(lambda p: p.id_number)),
    Field("party_occupation", "职业或职务", "务农", _of_party(lambda p: p.occupation)),
    Field("party_phone", "联系方式", "000-1234567", _of_party(lambda p: p.phone)),
    Field("party_home", "单位或住址", "样板村三组", _of_party(wording.home)),
    Field("party_address", "地址", "示例镇一号", _of_party(lambda p: p.address or p.employer)),
    Field(
        "party_code", "统一社会信用代码", "91341823MA9YYYY09P", _of_party(lambda p: p.credit_code)
    ),
    Field(
        "party_head_label",
        "代表人称谓",
        "法定代表人",
        _of_party(lambda p: wording.representative_label(p.kind)),
    ),
    Field("party_head", "代表人姓名", "包样工", _of_party(lambda p: p.legal_representative)),
    Field(
        "party_head_title", "代表人职务", "经理", _of_party(lambda p: p.legal_representative_title)
    ),
    Field(
        "party_agents",
        "代理人",
        "委托代理人：丙",
        _of_party(lambda p: "；".join(map(wording.agent, p.agents))),
    ),
)

_REPEATED = (
    Field(
        "clause",
        "协议条款",
        "甲三日内移开排水口。",
        lambda s: wording.clause(s.clause) if s.clause else "",
    ),
    Field("request", "申请事项", "请求移开排水口。", lambda s: s.request),
    Field("remedy", "告知的途径", "可以向人民法院起诉。", lambda s: s.remedy),
    Field(
        "due",
        "履行的一期",
        "2025年4月18日履行：垫付8000元。",
        lambda s: wording.due(s.due) if s.due else "",
    ),
)

_ALL = (*_CASE, *_AGREEMENT, *_END, *_SESSION, *_PARTY, *_REPEATED, *RECORD_FIELDS, *DOSSIER_FIELDS)
FIELDS = {f.key: f for f in _ALL}

CONDITIONS = {
    c.key: c
    for c in (
        Condition("nothing_sent", "没有送达登记", lambda s: s.facts.delivery is None),
        Condition(
            "party_is_natural",
            "当事人是自然人",
            lambda s: bool(s.party and s.party.kind is PartyKind.NATURAL),
        ),
        Condition(
            "party_is_body",
            "当事人是单位",
            lambda s: bool(s.party and s.party.kind is not PartyKind.NATURAL),
        ),
    )
}


def _parties(*sides: Side) -> Repeat:
    def scopes(facts: CaseFacts) -> Iterator[Scope]:
        chosen = (p for p in facts.parties if not sides or p.side in sides)
        return (Scope(facts, party=party) for party in chosen)

    return scopes


def _clauses(facts: CaseFacts) -> Iterator[Scope]:
    made = facts.agreement
    return (Scope(facts, clause=clause) for clause in (made.clauses if made else ()))


def _requests(facts: CaseFacts) -> Iterator[Scope]:
    return (Scope(facts, request=request) for request in facts.requests)


def _remedies(facts: CaseFacts) -> Iterator[Scope]:
    return (Scope(facts, remedy=remedy) for remedy in facts.end.remedies)


def _dues(facts: CaseFacts) -> Iterator[Scope]:
    return (Scope(facts, due=due) for due in facts.end.dues)


def owed(facts: CaseFacts) -> list[DueFacts]:
    """Return what is overdue; where nothing is, all that is still to be done."""
    to_do = [due for due in facts.end.dues if due.performed_on is None]
    return [due for due in to_do if due.overdue] or to_do


def _owed(facts: CaseFacts) -> Iterator[Scope]:
    return (Scope(facts, due=due) for due in owed(facts))


def _represented(facts: CaseFacts) -> Iterator[Scope]:
    """Give every party that has an agent; nobody in particular where none has."""
    found = [p for p in facts.parties if any(not a.is_guardian for a in p.agents)]
    yield from (Scope(facts, party=party) for party in found)
    if not found:
        yield Scope(facts)


REPEATS: dict[str, Repeat] = {
    "party": _parties(),
    "applicant": _parties(Side.APPLICANT),
    "respondent": _parties(Side.RESPONDENT, Side.THIRD),
    "clause": _clauses,
    "request": _requests,
    "remedy": _remedies,
    "due": _dues,
    "owed": _owed,
    "represented": _represented,
    "evidence": evidence_rows,
    "entry": entry_rows,
}


def value(key: str, scope: Scope) -> str:
    """Return the text of a field, "" when unknown. Raises KeyError for a key nobody registered."""
    return FIELDS[key].evaluate(scope)


def holds(key: str, scope: Scope) -> bool:
    """Return whether `only_if = key` lets a block be printed."""
    if not key:
        return True
    condition = CONDITIONS.get(key)
    return condition.holds(scope) if condition else bool(value(key, scope).strip())


def at_party(scope: Scope, party: PartyFacts) -> Scope:
    """Return the scope moved to a party."""
    return replace(scope, party=party)
