"""Questions of plausibility (想一想): what looks odd, asked of the author before others ask.

None is an accusation and none touches the score: each may have a good answer. An answer holds for
the facts that were asked about; once one of them changes the question is open again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from mediation_desk.domain.codes import Form, Labelled, Side
from mediation_desk.domain.review.facts import Party, ReviewFacts

MANY_SAME = 3
MANY_A_DAY = 5
MANY_TIMES = 5
SMALLEST_YEAR = 20
SHORTEST = timedelta(minutes=10)
NIGHT = range(0, 6)
"""Numbers of this program's own choosing: from where on something is worth a question."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Another session of the same mediator at the same time."""

    mediator: str
    ordinal: int
    held_at: datetime
    other: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the office's other cases say; `same_records`: numbers of cases with the same record;
    `same_files`: scans that stand in another case too, with its number.

    `committee_year` of `office_year` cases accepted in the same year are the committee's;
    `same_day` agreements of the lead were reached on the same day; `often` names parties with how
    many cases they have that year.
    """

    committee: str = ""
    committee_year: int = 0
    office_year: int = 0
    committees: int = 0
    same_records: tuple[str, ...] = ()
    same_files: tuple[tuple[str, str], ...] = ()
    clashes: tuple[Clash, ...] = ()
    same_day: int = 0
    often: tuple[tuple[str, int], ...] = ()


class AnswerKind(Labelled):
    """How the author answers a question."""

    EXPLAINED = "explained", "说明情况"
    CHECKED = "checked", "已核对，属实"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the author, with the tab where the matter stands.

    `basis` stands for the facts it asks about: another one is another question.
    """

    code: str
    sentence: str
    tab: str
    basis: str


class Doubt:
    """What looks odd: the sentence that asks, and the facts an answer to it would be about."""

    def __init__(self, sentence: str, *facts: object) -> None:
        """Ask about `facts`."""
        self.sentence = sentence
        self.facts = facts

    def basis(self, code: str) -> str:
        """Return what stands for the facts; a number or a name cannot be read from it."""
        told = "\x1f".join((code, *map(str, self.facts)))
        return sha256(told.encode()).hexdigest()[:32]


Ask = Callable[[ReviewFacts, Around], Iterator[Doubt]]


def _paid_early(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    made = facts.agreement
    if made is None:
        return
    early = sorted(
        one.performed_on
        for one in made.dues
        if one.performed_on is not None and one.performed_on < made.reached_on
    )
    if early:
        sentence = f"有一笔在{early[0]}就履行了，早于达成协议的日期，是先付后补的协议吗？"
        yield Doubt(sentence, made.reached_on, *early)


def _at_once(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    made = facts.agreement
    if made is None or made.on_spot or made.form is Form.ORAL or not made.dues:
        return
    if all(one.performed_on == made.reached_on for one in made.dues):
        sentence = "协议当天就全部履行了，却没有登记为当场履行，日期是实际履行的日期吗？"
        yield Doubt(sentence, made.reached_on, *(one.amount_fen for one in made.dues))


def _same_phone(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    for one, other in _opposed(facts):
        if one.phone and one.phone == other.phone:
            sentence = f"{one.name}和{other.name}是对立的双方，电话却相同，号码写对了吗？"
            yield Doubt(sentence, one.name, other.name, one.phone)


def _same_number(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    for one, other in _opposed(facts):
        if one.id_number and one.id_number == other.id_number:
            sentence = f"{one.name}和{other.name}的证件号码相同，是同一个人吗？"
            yield Doubt(sentence, one.name, other.name, one.id_number)


def _mediator_phone(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    phones = {phone: one.name for one in facts.mediators for phone in one.phones if phone}
    for party in facts.parties:
        if party.phone in phones:
            mediator = phones[party.phone]
            sentence = f"{party.name}的电话与调解员{mediator}的相同，写的是当事人本人的吗？"
            yield Doubt(sentence, party.name, mediator, party.phone)


def _opposed(facts: ReviewFacts) -> Iterator[tuple[Party, Party]]:
    for one in facts.parties:
        for other in facts.parties:
            if one.side is Side.APPLICANT and other.side is Side.RESPONDENT:
                yield one, other


def _same_text(facts: ReviewFacts, around: Around) -> Iterator[Doubt]:
    if len(around.same_records) >= MANY_SAME:
        first = "、".join(around.same_records[:MANY_SAME])
        count = len(around.same_records)
        sentence = f"调解记录与另外 {count} 件（{first}等）一字不差，是套用的吗？"
        yield Doubt(sentence, *around.same_records, *(one.record for one in facts.sessions))


def _same_file(_: ReviewFacts, around: Around) -> Iterator[Doubt]:
    for name, number in around.same_files:
        sentence = f"“{name}”与{number}里的一份材料是同一个文件，放错案件了吗？"
        yield Doubt(sentence, name, number)


def _one_village(facts: ReviewFacts, around: Around) -> Iterator[Doubt]:
    """Ask whether one committee's share is real; each further case does not ask it anew."""
    whole, ours = around.office_year, around.committee_year
    if around.committees > 1 and whole >= SMALLEST_YEAR and ours * 2 > whole:
        sentence = (
            f"{around.committee}这一年受理了 {ours} 件，超过全部 {whole} 件的一半，"
            "与当地的情况相符吗？"
        )
        yield Doubt(sentence, around.committee, (facts.accepted_on or facts.registered_on).year)


def _overlap(_: ReviewFacts, around: Around) -> Iterator[Doubt]:
    for one in around.clashes:
        sentence = (
            f"调解员{one.mediator}在{one.held_at:%Y-%m-%d %H:%M}"
            f"同时还在{one.other}调解，第{one.ordinal}次调解的时间写对了吗？"
        )
        yield Doubt(sentence, one.mediator, one.held_at, one.other)


def _many_a_day(facts: ReviewFacts, around: Around) -> Iterator[Doubt]:
    if facts.agreement is not None and around.same_day >= MANY_A_DAY:
        day, count = facts.agreement.reached_on, around.same_day
        sentence = f"主办调解员在{day}一天达成了 {count} 件协议，日期都是当天的吗？"
        yield Doubt(sentence, day, count)


def _often(_: ReviewFacts, around: Around) -> Iterator[Doubt]:
    for name, count in around.often:
        if count >= MANY_TIMES:
            sentence = f"{name}这一年在 {count} 件案件里是当事人，都是真实的纠纷吗？"
            yield Doubt(sentence, name, count)


def _at_night(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    for held in facts.sessions:
        if held.held_at.hour in NIGHT:
            sentence = f"第{held.ordinal}次调解在{held.held_at:%H:%M}开始，是夜里还是写错了上下午？"
            yield Doubt(sentence, held.held_at)


def _too_short(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    for held in facts.sessions:
        if held.ended_at is not None and timedelta() < held.ended_at - held.held_at < SHORTEST:
            minutes = (held.ended_at - held.held_at).seconds // 60
            sentence = f"第{held.ordinal}次调解只有 {minutes} 分钟，时间写对了吗？"
            yield Doubt(sentence, held.held_at, held.ended_at)


def _one_day(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    made = facts.agreement
    if made is None or made.form is Form.ORAL or facts.closed_on is None:
        return
    if facts.registered_on == made.reached_on == facts.closed_on:
        yield Doubt("登记、达成书面协议和结案都在同一天，日期是实际的日期吗？", facts.closed_on)


def _signed_after_close(facts: ReviewFacts, _: Around) -> Iterator[Doubt]:
    made = facts.agreement
    if made is None:
        return
    signed = {one.signed_on for one in made.signers if one.signed_on is not None}
    late = sorted(day for day in signed if facts.closed_on is not None and day > facts.closed_on)
    if late:
        yield Doubt("有签名的日期在结案之后，是结案后补签的吗？", facts.closed_on, *late)


_ASKED: tuple[tuple[str, str, Ask], ...] = (
    ("paid_early", "agreement", _paid_early),
    ("at_once", "agreement", _at_once),
    ("same_phone", "parties", _same_phone),
    ("same_number", "parties", _same_number),
    ("mediator_phone", "parties", _mediator_phone),
    ("same_text", "sessions", _same_text),
    ("same_file", "evidence", _same_file),
    ("one_village", "overview", _one_village),
    ("overlap", "sessions", _overlap),
    ("many_a_day", "agreement", _many_a_day),
    ("often", "parties", _often),
    ("at_night", "sessions", _at_night),
    ("too_short", "sessions", _too_short),
    ("one_day", "overview", _one_day),
    ("signed_after_close", "agreement", _signed_after_close),
)


def questions(facts: ReviewFacts, around: Around) -> tuple[Question, ...]:
    """Return what is worth asking about a case."""
    return tuple(
        Question(code, doubt.sentence, tab, doubt.basis(code))
        for code, tab, ask in _ASKED
        for doubt in ask(facts, around)
    )
