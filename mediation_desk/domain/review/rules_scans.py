"""Rules about what is scanned: identity, evidence and where it comes from, signed sheets."""

from collections.abc import Callable, Iterator

from mediation_desk.domain.codes import AgentKind
from mediation_desk.domain.review.facts import ReviewFacts, Scan
from mediation_desk.domain.review.model import (
    Aspect,
    Check,
    Fault,
    Outcome,
    Place,
    Rule,
    Severity,
    each,
    must_have,
    outcome_of,
    when,
)

_S, _A = Severity.SHOULD, Severity.ADVICE
_CATALOGUE = "人民调解卷宗目录"


def _scans(slot: str) -> Place:
    return Place("evidence", None, slot)


def _has(facts: ReviewFacts, slot: str) -> bool:
    return any(scan.slot == slot for scan in facts.scans)


def _nobody_proved(facts: ReviewFacts) -> bool:
    return must_have(facts, "identity") and not _has(facts, "identity")


def _sheet_away(facts: ReviewFacts) -> bool:
    made = facts.agreement
    signed = (
        outcome_of(facts) is Outcome.WRITTEN and made is not None and made.effect_on is not None
    )
    return signed and not _has(facts, "agreement")


def _letters_away(facts: ReviewFacts) -> bool:
    agents = [one for party in facts.parties for one in party.agents]
    held = any(one.kind is AgentKind.AGENT and one.has_letter for one in agents)
    return held and not _has(facts, "authority")


def _bare(lacking: Callable[[Scan], bool], sentence: str) -> Check:
    """Return a check of the evidence; {names} in the sentence are the pieces at fault."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        names = [one.name for one in facts.scans if one.slot == "evidence" and lacking(one)]
        if names:
            yield Fault(sentence.format(names="、".join(f"“{name}”" for name in names[:3])))

    return check


RULES = (
    Rule(
        "identity_unscanned", "有当事人身份证明", Aspect.PARTIES, _S, _scans("identity"),
        f"{_CATALOGUE}：当事人身份证明",
        when(_nobody_proved, "卷里没有当事人身份证明的扫描件或者复印件。"),
    ),
    Rule(
        "letter_unscanned", "授权委托书在卷", Aspect.PARTIES, _A, _scans("authority"),
        f"{_CATALOGUE}：授权委托书",
        when(_letters_away, "登记了授权委托书，卷里没有它的扫描件。"),
    ),
    Rule(
        "evidence_unsourced", "证据写明来源", Aspect.EVIDENCE, _S, _scans("evidence"),
        "评查要求：证据来源清楚",
        _bare(lambda one: not one.source, "证据{names}没有写来源或者提供人。"),
    ),
    Rule(
        "evidence_aimless", "证据写明证明什么", Aspect.EVIDENCE, _A, _scans("evidence"),
        "评查要求：证据说明证明对象",
        _bare(lambda one: not one.proves, "证据{names}没有写证明什么。"),
    ),
    Rule(
        "agreement_unscanned", "签过字的协议书在卷", Aspect.SIGNATURE, _S, _scans("agreement"),
        f"{_CATALOGUE}：人民调解协议书",
        when(_sheet_away, "协议已经生效，签名盖章的协议书没有扫描入卷。"),
    ),
    Rule(
        "scan_outdated", "签字的是最后打印的一份", Aspect.SIGNATURE, _S, _scans("agreement"),
        "评查要求：卷内文书前后一致",
        each(
            lambda f: [scan for scan in f.scans if scan.outdated],
            lambda scan: f"“{scan.name}”是旧版文书的签字件，后来又重新打印过，请核对。",
        ),
    ),
    Rule(
        "scan_stale", "签字的内容就是现在的内容", Aspect.SIGNATURE, _A, _scans("agreement"),
        "评查要求：卷内文书前后一致",
        each(
            lambda f: [scan for scan in f.scans if scan.stale],
            lambda scan: f"“{scan.name}”与现文本不一致：签名以后登记的内容或者措辞改过，请核对。",
        ),
    ),
)  # fmt: skip
