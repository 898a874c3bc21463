"""What to ask before a dispute is accepted (受理): what may not be mediated, what needs care.

A blocking question means: not while this is so. The others must be answered or noted, and do not
stop the acceptance. Whether a fact is given is for people to say; nothing is inferred from text.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mediation_desk.domain.codes import Capacity, Labelled, Willingness
from mediation_desk.domain.reference import DisputeType

_O75_22 = "人民调解工作若干规定第二十二条"
_SCOPE = "人民调解法第二条；人民调解工作若干规定第二十条"
_ACT_17 = "人民调解法第十七条"
NUMEROUS, MOST_REPRESENTATIVES = 10, 5
"""From so many on one side it may elect representatives, and at most so many of them."""

_NUMEROUS = "宁波市人民调解条例第二十条（地方规定，各地不同）"
_ACT_25 = "人民调解法第二十五条"


class Circumstance(Labelled):
    """A fact the registrar ticks; the label is the question on the form."""

    SPECIAL_ORGAN = "special_organ", "法律规定只能由专门机关处理，或者禁止民间调解"
    TAKEN_BY_COURT = "taken_by_court", "人民法院已经受理或者解决"
    TAKEN_BY_POLICE = "taken_by_police", "公安机关已经受理或者解决"
    TAKEN_BY_AUTHORITY = "taken_by_authority", "其他行政机关已经受理或者解决"
    ADMINISTRATIVE = "administrative", "不服行政机关的决定或者行为（行政争议）"
    CRIMINAL = "criminal", "涉嫌犯罪"
    CIVIL_PART_ONLY = "civil_part_only", "只调解轻微案件的民事赔偿部分"
    FAMILY_VIOLENCE = "family_violence", "有家庭暴力"


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What acceptance must know of a party."""

    name: str
    willingness: Willingness = Willingness.UNKNOWN
    minor: bool = False
    capacity: Capacity = Capacity.FULL
    has_guardian: bool = False
    side: str = ""
    is_representative: bool = False


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """What is known when acceptance is decided; `delegated`: handed over by court, police …"""

    dispute_type: DisputeType | None
    parties: tuple[PartyFacts, ...]
    circumstances: frozenset[Circumstance] = frozenset()
    delegated: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that forbids (`blocking`) or must be minded before accepting."""

    code: str
    sentence: str
    source: str
    blocking: bool


def not_mediable_questions(facts: AcceptanceFacts) -> tuple[Question, ...]:
    """Return everything that speaks against, or must be minded on, accepting; blocking ones first.

    A missing guardian does not block: the Act (art 17) bars only a clear refusal, and urgent
    matters are taken at once (art 21). The guardian must be there before an agreement is signed
    (民法典 art 19–23); `guardians_missing` is asked again then. The same holds for a party who has
    not said yes or no.
    """
    makers: tuple[Callable[[AcceptanceFacts], list[Question]], ...] = (
        _scope,
        _already_taken,
        _willingness,
        _criminal,
        _guardians,
        _land,
        _violence,
        _representatives,
    )
    found = [question for make in makers for question in make(facts)]
    return tuple(sorted(found, key=lambda question: not question.blocking))


def guardians_missing(parties: tuple[PartyFacts, ...]) -> tuple[str, ...]:
    """Return the names of parties who cannot act alone and have nobody who acts for them."""
    return tuple(
        party.name
        for party in parties
        if (party.minor or party.capacity is not Capacity.FULL) and not party.has_guardian
    )


def _scope(facts: AcceptanceFacts) -> list[Question]:
    found = []
    if Circumstance.SPECIAL_ORGAN in facts.circumstances:
        sentence = (
            "法律规定由专门机关处理或者禁止民间调解的纠纷，不得受理。请告知当事人到有权机关处理。"
        )
        found.append(Question("special_organ", sentence, _O75_22, blocking=True))
    if Circumstance.ADMINISTRATIVE in facts.circumstances:
        sentence = (
            "行政争议不属于民间纠纷，不能受理。请告知当事人可以申请行政复议或者提起行政诉讼。"
        )
        found.append(Question("administrative", sentence, _SCOPE, blocking=True))
    return found


def _already_taken(facts: AcceptanceFacts) -> list[Question]:
    if facts.delegated:
        return []
    given = facts.circumstances
    medical = facts.dispute_type is not None and facts.dispute_type.limit_rule == "medical"
    if medical and given & {Circumstance.TAKEN_BY_COURT, Circumstance.TAKEN_BY_AUTHORITY}:
        sentence = "医疗纠纷已经起诉或者已经申请行政调解的，不予受理；已经受理的，终止调解。"
        source = "医疗纠纷预防和处理条例第三十一条"
        return [Question("medical_sued", sentence, source, blocking=True)]
    found = []
    for circumstance, organ in (
        (Circumstance.TAKEN_BY_COURT, "人民法院"),
        (Circumstance.TAKEN_BY_POLICE, "公安机关"),
        (Circumstance.TAKEN_BY_AUTHORITY, "行政机关"),
    ):
        if circumstance in given:
            sentence = f"{organ}已经受理或者解决的纠纷，不得受理；{organ}委派、委托或者移送的除外。"
            found.append(Question(circumstance.value, sentence, _O75_22, blocking=True))
    return found


def _willingness(facts: AcceptanceFacts) -> list[Question]:
    refused = [p.name for p in facts.parties if p.willingness is Willingness.REFUSED]
    unknown = [p.name for p in facts.parties if p.willingness is Willingness.UNKNOWN]
    found = []
    if refused:
        sentence = (
            f"{'、'.join(refused)}明确拒绝调解，不得调解。可以登记为不予受理，并告知其他途径。"
        )
        found.append(Question("refused", sentence, _ACT_17, blocking=True))
    if unknown:
        sentence = f"{'、'.join(unknown)}还没有表示是否同意调解，请先征求意见。"
        found.append(Question("not_asked", sentence, _ACT_17, blocking=False))
    return found


def _criminal(facts: AcceptanceFacts) -> list[Question]:
    if Circumstance.CRIMINAL not in facts.circumstances:
        return []
    report = "涉嫌犯罪或者可能引起治安案件的，请及时向公安机关报告。"
    found = [Question("report_police", report, _ACT_25, blocking=False)]
    if Circumstance.CIVIL_PART_ONLY not in facts.circumstances:
        sentence = "刑事责任不能调解，只能就轻微案件的民事赔偿部分调解。"
        found.append(Question("criminal", sentence, _SCOPE, blocking=True))
    return found


def _guardians(facts: AcceptanceFacts) -> list[Question]:
    names = guardians_missing(facts.parties)
    if not names:
        return []
    sentence = (
        f"{'、'.join(names)}是未成年人或者不具有完全民事行为能力，应由法定代理人（监护人）参加；"
        "请登记监护人，签订协议前必须到场。"
    )
    return [Question("guardian", sentence, "民法典第十九条至第二十三条", blocking=False)]


def _land(facts: AcceptanceFacts) -> list[Question]:
    kind = facts.dispute_type
    if kind is None or "government_decision" not in kind.remedies:
        return []
    sentence = (
        "土地、山林的所有权和使用权争议，调解不成的由人民政府处理；"
        "请提醒双方：解决前不得改变土地现状，不得砍伐有争议的林木。"
    )
    source = "土地管理法第十四条、森林法第二十二条"
    return [Question("land_status_quo", sentence, source, blocking=False)]


def _violence(facts: AcceptanceFacts) -> list[Question]:
    if Circumstance.FAMILY_VIOLENCE not in facts.circumstances:
        return []
    apart = "有家庭暴力的，请分别谈话，不安排受害人与加害人面对面。"
    report = "发现家庭暴力请及时报告公安机关，并告知受害人可以申请人身安全保护令。"
    source = "反家庭暴力法第十条；人民调解法第二十五条"
    return [
        Question("separate_meetings", apart, source, blocking=False),
        Question("report_violence", report, source, blocking=False),
    ]


def _representatives(facts: AcceptanceFacts) -> list[Question]:
    """Ask a numerous side for its representatives, and one with too many which of them it means."""
    sides: dict[str, list[PartyFacts]] = {}
    for party in facts.parties:
        sides.setdefault(party.side, []).append(party)
    found = []
    for people in sides.values():
        elected = [party for party in people if party.is_representative]
        if len(people) >= NUMEROUS and not elected:
            sentence = (
                f"{people[0].name}一方有 {len(people)} 人，可以推选代表人（不超过"
                f" {MOST_REPRESENTATIVES} 人）参加调解；推选了的，请在当事人里勾选，并收推选书。"
            )
            found.append(Question("representatives", sentence, _NUMEROUS, blocking=False))
        if len(elected) > MOST_REPRESENTATIVES:
            sentence = (
                f"{people[0].name}一方推选了 {len(elected)} 名代表人，"
                f"一般不超过 {MOST_REPRESENTATIVES} 人，请核对。"
            )
            found.append(Question("representatives", sentence, _NUMEROUS, blocking=False))
    return found
