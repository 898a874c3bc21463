"""Facts in the words of a paper: dates, amounts, people. An unknown value is an empty string."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mediation_desk.documents.blocks import BLANK
from mediation_desk.documents.facts import (
    AgentFacts,
    ClauseFacts,
    DueFacts,
    InvitedFacts,
    PartFacts,
    PartyFacts,
)
from mediation_desk.domain.codes import PartyKind
from mediation_desk.domain.money import capital, format_yuan


def day(value: date | None) -> str:
    """Return 2025年3月6日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def span(start: datetime | None, end: datetime | None) -> str:
    """Return 2025年3月6日9时00分至11时30分; the second day only when it differs."""
    if start is None:
        return ""
    text = day(start) + _clock(start)
    if end is None:
        return text
    return f"{text}至{day(end) if end.date() != start.date() else ''}{_clock(end)}"


def amount(fen: int | None) -> str:
    """Return 1,456.35元，大写人民币壹仟肆佰伍拾陆元叁角伍分."""
    return "" if fen is None else f"{format_yuan(fen)}元，大写{capital(fen)}"


def clause(facts: ClauseFacts) -> str:
    """Return a clause as typed, and after it its data: who, whom, how much, when, how, where."""
    parts = [
        ("给付人", facts.payer),
        ("受领人", facts.payee),
        ("金额", amount(facts.amount_fen)),
        ("履行时限", facts.due_label),
        ("履行周期", f"每{facts.period_months}个月一次" if facts.period_months else ""),
        ("分期", _parts(facts.parts)),
        ("履行方式", facts.manner),
        ("履行地点", facts.place),
        ("违约责任", facts.breach.strip().removesuffix("。")),
    ]
    details = "；".join(f"{label}：{value}" for label, value in parts if value)
    if not details:
        return facts.text
    return f"{facts.text.removesuffix('。')}（{details}）。"


def _parts(parts: Sequence[PartFacts]) -> str:
    """Return 第1期2025年10月20日前20,000.00元（签订时）、第2期…"""
    told = []
    for number, one in enumerate(parts, start=1):
        term = f"{day(one.due_on)}前" if one.due_on else ""
        what = f"（{one.content.strip().removesuffix('。')}）" if one.content.strip() else ""
        sum_of = "" if one.amount_fen is None else f"{format_yuan(one.amount_fen)}元"
        told.append(f"第{number}期{term}{sum_of}{what}")
    return "、".join(told)


def due(facts: DueFacts) -> str:
    """Return 2025年4月18日履行：垫付医疗费（8,000.00元，大写…）."""
    sum_of = amount(facts.amount_fen)
    what = f"{facts.content.removesuffix('。')}{f'（{sum_of}）' if sum_of else ''}。"
    done = facts.performed_on
    return f"{day(done)}履行：{what}" if done else f"应于{day(facts.due_on) or BLANK}履行：{what}"


def agent(facts: AgentFacts) -> str:
    """Return 委托代理人：王某（兄弟，特别授权，公民身份号码…，电话…）."""
    details = [
        facts.relation,
        facts.authority_label,
        f"公民身份号码{facts.id_number}" if facts.id_number else "",
        f"电话{facts.phone}" if facts.phone else "",
    ]
    inside = "，".join(part for part in details if part)
    return f"{facts.kind_label}：{facts.name}{f'（{inside}）' if inside else ''}"


def invited(people: Iterable[InvitedFacts]) -> str:
    """Return the invited people with organisation and relation, separated by 、."""
    named = []
    for person in people:
        inside = "，".join(part for part in (person.organisation, person.relation) if part)
        named.append(f"{person.name}（{inside}）" if inside else person.name)
    return "、".join(named)


def home(facts: PartyFacts) -> str:
    """Return 单位或住址: the address, with the employer before it."""
    return "，".join(part for part in (facts.employer, facts.address) if part)


def standing(facts: PartyFacts) -> str:
    """Return 申请人, with the mark of an elected representative."""
    return facts.side.label + ("（推选代表人）" if facts.is_representative else "")


def representative_label(kind: PartyKind) -> str:
    """Return what the person is called who signs for a body."""
    return "法定代表人" if kind is PartyKind.LEGAL else "负责人"


def slots(names: Iterable[str]) -> str:
    """Return names, each with a line for the pen."""
    return "　　".join(f"{name}{'：' if name else ''}{BLANK}" for name in names) or BLANK


def _clock(value: datetime) -> str:
    return f"{value.hour}时{value.minute:02d}分"
