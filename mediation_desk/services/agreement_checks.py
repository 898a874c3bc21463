"""What an agreement must say before it is put on record."""

from collections.abc import Mapping
from datetime import date

from mediation_desk.domain.acceptance import guardians_missing
from mediation_desk.domain.agreements import must_be_written
from mediation_desk.domain.codes import ClauseKind, Form
from mediation_desk.domain.money import MAX_FEN
from mediation_desk.domain.performance import MONTHS_COUNTED
from mediation_desk.domain.reference import DisputeType
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.drafts import AgreementDraft, ClauseDraft
from mediation_desk.services.parties import party_facts
from mediation_desk.services.rows import CaseDetail


def check_agreement(
    draft: AgreementDraft, case: CaseDetail, dispute_type: DisputeType | None, today: date
) -> None:
    """Raise InvalidInput or RuleViolation naming what cannot stand."""
    parties = {party.id: party.name for party in case.parties}
    problems: dict[str, str] = {}
    if case.accepted_on is not None and draft.reached_on < case.accepted_on:
        problems["reached_on"] = "达成协议的日期早于受理日期，请核对。"
    elif draft.reached_on > today:
        problems["reached_on"] = "达成协议的日期在今天之后，请核对。"
    if not draft.facts.strip():
        problems["facts"] = "请写明纠纷主要事实、争议事项。"
    if not draft.clauses:
        problems["clauses"] = "请至少填写一条协议内容。"
    if draft.effect_on and not draft.effect_reason.strip():
        problems["effect_reason"] = "手工指定生效日期时请写明理由。"
    for number, typed in enumerate(draft.clauses):
        problems.update(_clause_problems(typed, parties, f"clauses.{number}."))
    if problems:
        raise InvalidInput(problems)
    if len(parties) < 2:
        raise RuleViolation("协议至少要有两方当事人。", "请先在登记里补上对方当事人。")
    alone = guardians_missing(party_facts(case.parties))
    if alone:
        raise RuleViolation(
            f"{'、'.join(alone)}需要法定代理人（监护人）参加才能达成协议（民法典第十九条至第二十三条）。",
            "请先在登记里补上监护人。",
        )
    if draft.form is Form.ORAL:
        _refuse_oral(draft, dispute_type)


def _refuse_oral(draft: AgreementDraft, dispute_type: DisputeType | None) -> None:
    reasons = must_be_written(
        dispute_type,
        performed_on_spot=draft.performed_on_spot,
        party_asks=draft.party_asked_written,
    )
    binding = [f"{reason.sentence}（{reason.source}）" for reason in reasons if reason.required]
    if draft.party_asked_written:
        binding.append("有当事人要求制作书面协议。")
    if binding:
        raise RuleViolation("这起纠纷应当订立书面协议：" + "".join(binding))


def _clause_problems(typed: ClauseDraft, parties: Mapping[str, str], place: str) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not typed.content.strip():
        problems[f"{place}content"] = "请写明这一条的内容。"
    for name in ("debtor_id", "creditor_id"):
        value = getattr(typed, name)
        if value and value not in parties:
            problems[f"{place}{name}"] = "所写的当事人不在本案里。"
    if typed.kind is ClauseKind.PAYMENT:
        if not typed.amount_fen:
            problems[f"{place}amount_fen"] = "给付金钱的条款请填写金额，不能是零。"
        if not typed.debtor_id:
            problems[f"{place}debtor_id"] = "请选择由谁付款。"
    if typed.amount_fen is not None and typed.amount_fen < 0:
        problems[f"{place}amount_fen"] = "金额不能是负数。"
    if typed.instalments and typed.amount_fen is not None:
        parts = [part.amount_fen for part in typed.instalments]
        if None not in parts and sum(part or 0 for part in parts) != typed.amount_fen:
            problems[f"{place}instalments"] = "各期金额之和与这一条的金额不相等，请核对。"
    if not 0 <= typed.period_months <= MONTHS_COUNTED:
        problems[f"{place}period_months"] = "每隔几个月给付一次，请写 1 到 12。"
    if (typed.amount_fen or 0) > MAX_FEN // MONTHS_COUNTED:
        problems[f"{place}amount_fen"] = "金额过大，请核对小数点和单位。"
    if typed.period_months and typed.due_on is None:
        problems[f"{place}due_on"] = "定期给付请填写第一次的日期。"
    return problems
