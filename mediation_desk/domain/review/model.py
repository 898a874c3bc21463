"""What a rule is and what it gives: aspects, severities, places, findings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mediation_desk.domain.codes import Form, Labelled
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.facts import ReviewFacts

NAMED = 3
"""So many people are named in a sentence, the others counted."""


class Severity(Labelled):
    """How grave a finding is."""

    MUST = "must", "必须改正"
    SHOULD = "should", "应当补正"
    ADVICE = "advice", "建议完善"


class Aspect(Labelled):
    """What a reviewer looks at; the items of a county's score sheet are made of these."""

    ACCEPTANCE = "acceptance", "受理"
    PARTIES = "parties", "当事人"
    NOTICE = "notice", "权利义务告知"
    EVIDENCE = "evidence", "调查和证据"
    RECORD = "record", "调解记录"
    AGREEMENT = "agreement", "协议"
    SIGNATURE = "signature", "签章和日期"
    AFTER = "after", "履行和回访"
    LAW = "law", "法律适用"
    BINDING = "binding", "编号和装订"


class Outcome(Labelled):
    """What a case came to: it decides which aspects a dossier can have."""

    OPEN = "open", "办理中"
    WRITTEN = "written", "书面协议"
    ORAL = "oral", "口头协议"
    FAILED = "failed", "终止调解"
    REFUSED = "refused", "不予受理"


_A = Aspect
_ALL = frozenset(Aspect)
APPLIES = {
    Outcome.OPEN: _ALL,
    Outcome.WRITTEN: _ALL,
    Outcome.ORAL: _ALL - {_A.NOTICE, _A.EVIDENCE, _A.RECORD},
    Outcome.FAILED: _ALL - {_A.AGREEMENT, _A.AFTER},
    Outcome.REFUSED: frozenset({_A.ACCEPTANCE, _A.PARTIES, _A.BINDING}),
}
"""What a dossier must hold follows from its outcome (domain.md §2.1; an office's practice, [U]).

A simple oral case is one registration form, so nobody looks for a notice or records in it.
"""


def outcome_of(facts: ReviewFacts) -> Outcome:
    """Return what a case has come to."""
    if facts.agreement is not None:
        return Outcome.ORAL if facts.agreement.form is Form.ORAL else Outcome.WRITTEN
    if facts.terminated_on is not None:
        return Outcome.FAILED
    return Outcome.REFUSED if facts.refused else Outcome.OPEN


def must_have(facts: ReviewFacts, code: str) -> bool:
    """Tell whether an item of the dossier may not be missing; nothing is while a case goes on."""
    outcome = outcome_of(facts)
    return outcome is not Outcome.OPEN and any(
        one.code == code and outcome.value in one.must for one in facts.items
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is mended: a tab of the case page, the move that does it, the field."""

    tab: str
    move: Move | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a rule found; `field` narrows the rule's place, `place` stands in its stead."""

    sentence: str
    field: str = ""
    place: Place | None = None


Check = Callable[[ReviewFacts], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asks for in a few words, where that stands, how it is found."""

    code: str
    title: str
    aspect: Aspect
    severity: Severity
    place: Place
    source: str
    check: Check


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a case."""

    code: str
    title: str
    sentence: str
    severity: Severity
    aspect: Aspect
    source: str
    place: Place


def look(facts: ReviewFacts, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Return what the rules find, the gravest first."""
    applies = APPLIES[outcome_of(facts)]
    found = [
        Finding(
            code=rule.code,
            title=rule.title,
            sentence=fault.sentence,
            severity=rule.severity,
            aspect=rule.aspect,
            source=rule.source,
            place=fault.place
            or Place(rule.place.tab, rule.place.move, fault.field or rule.place.field),
        )
        for rule in rules
        if rule.aspect in applies
        for fault in rule.check(facts)
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def when(holds: Callable[[ReviewFacts], bool], sentence: str) -> Check:
    """Return a check that says one sentence where something holds."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        if holds(facts):
            yield Fault(sentence)

    return check


def listed(names: Sequence[str]) -> str:
    """Return 甲、乙、丙等5人 for many names."""
    return "、".join(names[:NAMED]) + (f"等{len(names)}人" if len(names) > NAMED else "")


T = TypeVar("T")


def each(things: Callable[[ReviewFacts], Iterable[T]], say: Callable[[T], str]) -> Check:
    """Return a check that says a sentence about each of the things that are at fault."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        for thing in things(facts):
            yield Fault(say(thing))

    return check
