"""Rules about who the parties are, who acts for them, and whether they want mediation."""

from collections.abc import Callable, Iterator

from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    Origin,
    Sex,
    Side,
    Signer,
    Willingness,
)
from mediation_desk.domain.identity import ADULT_AGE, RESIDENT_CARD, age_on, check_resident_id
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.facts import Agent, Party, ReviewFacts
from mediation_desk.domain.review.model import (
    Aspect,
    Check,
    Fault,
    Place,
    Rule,
    Severity,
    listed,
    when,
)
from mediation_desk.errors import InvalidInput

SIGNED_FOR = "{name}的签名是别人代签的，代签的人不是登记的代理人。"
_FORM = "人民调解文书格式"
_ACT_17 = "人民调解法第十七条"
_GUARDIAN = "民法典第十九条至第二十三条"


def _of(wrong: Callable[[Party, ReviewFacts], bool], sentence: str, field: str = "name") -> Check:
    """Return a check of every party; {name} in the sentence names those at fault, all at once."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        found = [number for number, party in enumerate(facts.parties) if wrong(party, facts)]
        if found:
            name = listed([facts.parties[number].name for number in found])
            yield Fault(sentence.format(name=name), f"parties.{found[0]}.{field}")

    return check


def _sides(facts: ReviewFacts) -> set[Side]:
    return {party.side for party in facts.parties}


def _id_wrong(party: Party, facts: ReviewFacts) -> bool:
    if not (party.natural and party.id_number and party.id_kind == RESIDENT_CARD):
        return False
    try:
        check_resident_id(party.id_number, today=facts.registered_on)
    except InvalidInput:
        return True
    return False


def _alone(party: Party, facts: ReviewFacts) -> bool:
    day = facts.ended_on or facts.today
    minor = party.born_on is not None and age_on(party.born_on, day) < ADULT_AGE
    if not (party.natural and (minor or party.capacity is not Capacity.FULL)):
        return False
    return not any(one.kind is AgentKind.GUARDIAN for one in party.agents)


def _of_agents(
    wrong: Callable[[Agent, Party, ReviewFacts], bool], sentence: str, field: str
) -> Check:
    """Return a check of everybody acting for a party; {name} names the parties at fault."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        found = [
            (at, number, party.name)
            for at, party in enumerate(facts.parties)
            for number, one in enumerate(party.agents)
            if wrong(one, party, facts)
        ]
        if found:
            at, number, _ = found[0]
            names = listed(list(dict.fromkeys(name for _, _, name in found)))
            yield Fault(sentence.format(name=names), f"parties.{at}.agents.{number}.{field}")

    return check


def _no_letter(agent: Agent, _party: Party, _: ReviewFacts) -> bool:
    return agent.kind is AgentKind.AGENT and not agent.has_letter


def _general_signs(agent: Agent, party: Party, facts: ReviewFacts) -> bool:
    made = facts.agreement
    signed = {one.signer_id: one.signed_by for one in made.signers} if made else {}
    general = agent.kind is AgentKind.AGENT and agent.authority is Authority.GENERAL
    return general and agent.name in signed.get(party.id, "")


def _signed_for(facts: ReviewFacts) -> Iterator[Fault]:
    """Yield the first signature somebody gave who does not act for the party; names them all."""
    parties = {party.id: party for party in facts.parties}
    found = [
        (number, parties[one.signer_id].name)
        for number, one in enumerate(facts.agreement.signers if facts.agreement else ())
        if one.role is Signer.PARTY
        and one.signer_id in parties
        and _stranger(parties[one.signer_id], one.signed_by)
    ]
    if found:
        names = listed([name for _, name in found])
        yield Fault(SIGNED_FOR.format(name=names), f"signatures.{found[0][0]}.signed_by")


def _stranger(party: Party, signed_by: str) -> bool:
    """Tell whether somebody signed for a party who is neither its agent nor its head."""
    body = not party.natural and bool(party.legal_representative)
    names = [one.name for one in party.agents] + [party.legal_representative] * body
    return bool(signed_by.strip()) and not any(name and name in signed_by for name in names)


_M, _S, _A = Severity.MUST, Severity.SHOULD, Severity.ADVICE
_PARTIES = Place("parties", Move.REVISE, "parties")
_SIGN = Place("agreement", Move.SIGN, "signatures")

RULES = (
    Rule(
        "one_side", "有双方当事人", Aspect.PARTIES, _M, _PARTIES, _FORM,
        when(lambda f: Side.RESPONDENT not in _sides(f), "没有登记被申请人，请补上对方当事人。"),
    ),
    Rule(
        "id_missing", "当事人有证件号码", Aspect.PARTIES, _S, _PARTIES,
        "人民调解卷宗目录：当事人身份证明",
        _of(lambda p, _: p.natural and not p.id_number, "{name}没有登记证件号码。", "id_number"),
    ),
    Rule(
        "id_wrong", "证件号码正确", Aspect.PARTIES, _M, _PARTIES, "GB 11643",
        _of(_id_wrong, "{name}的身份证号码不对（位数、日期或者校验位），请对照证件。", "id_number"),
    ),
    Rule(
        "phone_missing", "当事人有联系电话", Aspect.PARTIES, _S, _PARTIES, _FORM,
        _of(lambda p, _: not p.phone, "{name}没有登记电话，回访和督促时找不到人。", "phone"),
    ),
    Rule(
        "address_missing", "当事人有住址", Aspect.PARTIES, _S, _PARTIES, _FORM,
        _of(lambda p, _: not p.address, "{name}没有登记住址。", "address"),
    ),
    Rule(
        "person_incomplete", "性别和出生日期齐全", Aspect.PARTIES, _S, _PARTIES, _FORM,
        _of(
            lambda p, _: p.natural and (p.born_on is None or p.sex is Sex.UNKNOWN),
            "{name}的性别或者出生日期没有登记，协议书上会空着。",
            "born_on",
        ),
    ),
    Rule(
        "occupation_missing", "民族和职业齐全", Aspect.PARTIES, _A, _PARTIES, _FORM,
        _of(
            lambda p, _: p.natural and not (p.ethnicity and p.occupation),
            "{name}的民族或者职业没有登记，协议书上会空着。",
            "occupation",
        ),
    ),
    Rule(
        "credit_code_missing", "单位有统一社会信用代码", Aspect.PARTIES, _S, _PARTIES, "GB 32100",
        _of(
            lambda p, _: not p.natural and not p.credit_code,
            "{name}没有登记统一社会信用代码。",
            "credit_code",
        ),
    ),
    Rule(
        "representative_missing", "单位有法定代表人（负责人）", Aspect.PARTIES, _S, _PARTIES, _FORM,
        _of(
            lambda p, _: not p.natural and not p.legal_representative,
            "{name}没有登记法定代表人（负责人）。",
            "legal_representative",
        ),
    ),
    Rule(
        "guardian_missing", "未成年人等有监护人", Aspect.PARTIES, _M, _PARTIES, _GUARDIAN,
        _of(_alone, "{name}不能独自参加调解，没有登记监护人。", "agents"),
    ),
    Rule(
        "letter_missing", "代理人有授权委托书", Aspect.PARTIES, _M, _PARTIES,
        "人民调解卷宗目录：授权委托书",
        _of_agents(_no_letter, "{name}的委托代理人没有授权委托书。", "has_letter"),
    ),
    Rule(
        "authority_general", "签协议的代理人有特别授权", Aspect.PARTIES, _S, _PARTIES,
        "通行要求：签订协议需要特别授权",
        _of_agents(
            _general_signs, "{name}的代理人只有一般授权，却在协议上签了名。", "authority"
        ),
    ),
    Rule(
        "willingness_unknown", "征求过当事人的意愿", Aspect.ACCEPTANCE, _S, _PARTIES, _ACT_17,
        _of(
            lambda p, f: f.accepted_on is not None and p.willingness is Willingness.UNKNOWN,
            "{name}是否同意调解没有登记。",
            "willingness",
        ),
    ),
    Rule(
        "willingness_refused", "当事人没有明确拒绝", Aspect.ACCEPTANCE, _M, _PARTIES, _ACT_17,
        _of(
            lambda p, f: f.agreement is not None and p.willingness is Willingness.REFUSED,
            "登记的是{name}明确拒绝调解，却达成了协议，请核对。",
            "willingness",
        ),
    ),
    Rule(
        "signed_for", "没有人代替当事人签名", Aspect.SIGNATURE, _M, _SIGN,
        "人民调解法第二十九条",
        _signed_for,
    ),
    Rule(
        "applicant_missing", "申请的案件有申请人", Aspect.ACCEPTANCE, _S, _PARTIES, _ACT_17,
        when(
            lambda f: f.origin is Origin.APPLICATION and Side.APPLICANT not in _sides(f),
            "登记的是当事人申请，却没有申请人。",
        ),
    ),
)  # fmt: skip
