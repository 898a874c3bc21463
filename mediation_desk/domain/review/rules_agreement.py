"""Rules about the agreement: form, facts, clauses, amounts, copies, signatures, the law in it."""

from collections.abc import Callable, Iterator

from mediation_desk.domain.agreements import (
    ClauseFacts,
    clause_questions,
    confirmation_bars,
    copies,
    must_be_written,
)
from mediation_desk.domain.codes import ClauseKind, Form, Signer
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.facts import Agreement, Clause, ReviewFacts, Signed
from mediation_desk.domain.review.model import (
    Aspect,
    Check,
    Fault,
    Place,
    Rule,
    Severity,
    listed,
)
from mediation_desk.domain.review.texts import barred_terms, fee_words, repealed, short

SHORTEST_FACTS = 15

_M, _S, _A = Severity.MUST, Severity.SHOULD, Severity.ADVICE
_ACT_29 = "人民调解法第二十九条"
_FORM = "人民调解文书格式：协议书"
_DATES = "评查要求：日期前后一致"


def _agree(field: str) -> Place:
    return Place("agreement", Move.AGREE, field)


_SIGN = Place("agreement", Move.SIGN, "signatures")


def _made(wrong: Callable[[Agreement, ReviewFacts], bool], sentence: str) -> Check:
    """Return a check of the agreement, where there is one."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        if facts.agreement is not None and wrong(facts.agreement, facts):
            yield Fault(sentence)

    return check


def _clauses(facts: ReviewFacts) -> tuple[Clause, ...]:
    return facts.agreement.clauses if facts.agreement else ()


def _unclear(facts: ReviewFacts) -> Iterator[Fault]:
    for one in _clauses(facts):
        asked = clause_questions(
            ClauseFacts(
                kind=one.kind,
                text=one.content,
                obligor=one.debtor,
                obligee=one.creditor,
                amount=one.amount_fen or sum(part or 0 for part in one.parts),
                due=one.due,
                method=one.manner,
            )
        )
        if asked:
            words = f"协议第{one.ordinal}条不够明确：{''.join(asked)}"
            yield Fault(words, f"clauses.{one.ordinal - 1}.{_open_field(one)}")


def _open_field(one: Clause) -> str:
    """Return the field of a clause that answers the first question it leaves open."""
    payment = one.kind is ClauseKind.PAYMENT
    acts = payment or one.kind is ClauseKind.ACT
    blank = (
        (one.kind is not ClauseKind.STATEMENT and not one.debtor, "debtor_id"),
        (payment and not one.creditor, "creditor_id"),
        (payment and not (one.amount_fen or any(one.parts)), "amount_fen"),
        (payment and not one.manner, "manner"),
        (acts and not one.due, "due_on"),
    )
    return next((field for lacking, field in blank if lacking), "content")


def _in_clauses(wrong: Callable[[ReviewFacts], list[Clause]], sentence: str, field: str) -> Check:
    """Return a check of the clauses; {ordinal} in the sentence is the clause's."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        for one in wrong(facts):
            place = f"clauses.{one.ordinal - 1}.{field}"
            yield Fault(sentence.format(ordinal=one.ordinal), place)

    return check


def _sums_differ(facts: ReviewFacts) -> list[Clause]:
    return [
        one
        for one in _clauses(facts)
        if one.amount_fen is not None
        and one.parts
        and None not in one.parts
        and sum(part or 0 for part in one.parts) != one.amount_fen
    ]


def _due_early(facts: ReviewFacts) -> list[Clause]:
    reached = facts.agreement.reached_on if facts.agreement else facts.today
    return [one for one in _clauses(facts) if one.due_on is not None and one.due_on < reached]


def _must_write(facts: ReviewFacts) -> Iterator[Fault]:
    made = facts.agreement
    if made is None or made.form is Form.WRITTEN:
        return
    asked = made.party_asked_written
    reasons = must_be_written(facts.type, performed_on_spot=made.on_spot, party_asks=asked)
    for reason in reasons:
        if reason.required or (asked and "要求" in reason.sentence):
            yield Fault(f"{reason.sentence}（{reason.source}）")


def _should_write(facts: ReviewFacts) -> Iterator[Fault]:
    made = facts.agreement
    if made is None or made.form is Form.WRITTEN:
        return
    hard = facts.difficulty
    for reason in must_be_written(None, performed_on_spot=made.on_spot, difficulty=hard):
        yield Fault(reason.sentence)


def _text(facts: ReviewFacts) -> str:
    """Return every word of the dossier that binds or tells."""
    made = facts.agreement
    words = [one.record for one in facts.sessions] + [one.content for one in _clauses(facts)]
    return "\n".join([facts.facts, *words, *((made.facts, made.responsibility) if made else ())])


def _terms(facts: ReviewFacts) -> str:
    return "\n".join(one.content for one in _clauses(facts))


def _where(facts: ReviewFacts, words: str) -> Place:
    """Return where words of `_text` stand, to be mended there."""
    if words in facts.facts:
        return Place("overview", Move.REVISE, "facts")
    for number, held in enumerate(facts.sessions):
        if words in held.record:
            return Place("sessions", Move.SESSION, f"sessions.{number}.record")
    for one in _clauses(facts):
        if words in one.content:
            return _agree(f"clauses.{one.ordinal - 1}.content")
    made = facts.agreement
    return _agree("facts" if made and words in made.facts else "responsibility")


def _fee(facts: ReviewFacts) -> Iterator[Fault]:
    words = fee_words(_text(facts))
    if words:
        sentence = f"卷里写着“{words}”：人民调解委员会调解民间纠纷不收取任何费用。"
        yield Fault(sentence, place=_where(facts, words))


def _barred(facts: ReviewFacts) -> Iterator[Fault]:
    for words, does in barred_terms(_terms(facts)):
        yield Fault(f"协议写着“{words}”，{does}，这样的约定不要写进协议。")


def _old_law(facts: ReviewFacts) -> Iterator[Fault]:
    for name in repealed(_text(facts)):
        sentence = f"《{name}》已自2021年1月1日起废止，请核对是否应当引用《民法典》。"
        yield Fault(sentence, place=_where(facts, name))


def _bars(facts: ReviewFacts) -> Iterator[Fault]:
    for bar in confirmation_bars(None, _terms(facts)):
        yield Fault(bar.sentence)


def _signers(facts: ReviewFacts) -> tuple[Signed, ...]:
    made = facts.agreement
    return made.signers if made is not None and made.form is Form.WRITTEN else ()


def _unsigned(role: Signer) -> Callable[[ReviewFacts], list[Signed]]:
    return lambda facts: [
        one for one in _signers(facts) if one.role is role and one.signed_on is None
    ]


def _in_signatures(
    wrong: Callable[[ReviewFacts], list[Signed]], sentence: str, field: str
) -> Check:
    """Return a check of who has signed; {name} in the sentence is the signer's, or the seal."""

    def check(facts: ReviewFacts) -> Iterator[Fault]:
        for one in wrong(facts):
            place = f"signatures.{_signers(facts).index(one)}.{field}"
            yield Fault(sentence.format(name=one.name or "印章"), place)

    return check


def _signed_early(facts: ReviewFacts) -> list[Signed]:
    reached = facts.agreement.reached_on if facts.agreement else facts.today
    return [one for one in _signers(facts) if one.signed_on is not None and one.signed_on < reached]


def _no_print(facts: ReviewFacts) -> Iterator[Fault]:
    natural = {party.id for party in facts.parties if party.natural}
    bare = [
        (number, one.name)
        for number, one in enumerate(_signers(facts))
        if one.signer_id in natural and one.signed_on is not None and "印" not in one.manner
    ]
    if bare:
        names = listed([name for _, name in bare])
        place = f"signatures.{bare[0][0]}.manner"
        yield Fault(f"{names}签名时是否按了指印没有登记。", place)


RULES = (
    Rule(
        "must_be_written", "应当书面的订了书面协议", Aspect.AGREEMENT, _M, _agree("form"),
        "人民调解法第二十八条；有关法律", _must_write,
    ),
    Rule(
        "should_be_written", "宜书面的订了书面协议", Aspect.AGREEMENT, _A, _agree("form"),
        "人民调解工作若干规定第三十四条", _should_write,
    ),
    Rule(
        "agreed_early", "受理之后达成协议", Aspect.SIGNATURE, _M, _agree("reached_on"), _DATES,
        _made(
            lambda a, f: f.accepted_on is not None and a.reached_on < f.accepted_on,
            "达成协议的日期早于受理日期。",
        ),
    ),
    Rule(
        "agreement_facts", "协议写明主要事实", Aspect.AGREEMENT, _S, _agree("facts"), _ACT_29,
        _made(
            lambda a, _: short(a.facts, SHORTEST_FACTS),
            "协议里的主要事实太短，看不出争的是什么事。",
        ),
    ),
    Rule(
        "agreement_matters", "协议写明争议事项", Aspect.AGREEMENT, _S, _agree("disputed_matters"),
        _ACT_29, _made(lambda a, _: not a.disputed_matters, "协议没有写明争议事项。"),
    ),
    Rule(
        "responsibility", "协议写明各方责任", Aspect.AGREEMENT, _S, _agree("responsibility"),
        _ACT_29,
        _made(
            lambda a, _: a.form is Form.WRITTEN and not a.responsibility,
            "协议没有写明各方当事人的责任。",
        ),
    ),
    Rule(
        "clauses_none", "协议有条款", Aspect.AGREEMENT, _M, _agree("clauses"), _ACT_29,
        _made(lambda a, _: not a.clauses, "协议一条内容也没有。"),
    ),
    Rule(
        "clause_unclear", "条款明确到能执行", Aspect.AGREEMENT, _S, _agree("clauses"),
        "民事诉讼法解释第三百五十八条：内容不明确的裁定驳回", _unclear,
    ),
    Rule(
        "sums_differ", "分期之和等于总额", Aspect.AGREEMENT, _M, _agree("clauses"), _FORM,
        _in_clauses(_sums_differ, "协议第{ordinal}条各期之和与总额不相等。", "amount_fen"),
    ),
    Rule(
        "due_early", "期限在协议之后", Aspect.AGREEMENT, _S, _agree("clauses"), _DATES,
        _in_clauses(_due_early, "协议第{ordinal}条的履行期限早于达成协议的日期。", "due_on"),
    ),
    Rule(
        "manner_missing", "协议写明履行方式", Aspect.AGREEMENT, _S, _agree("performance_manner"),
        _ACT_29, _made(lambda a, _: not a.performance_manner, "协议没有写明履行方式。"),
    ),
    Rule(
        "deadline_missing", "协议写明履行期限", Aspect.AGREEMENT, _S,
        _agree("performance_deadline"), _ACT_29,
        _made(
            lambda a, _: not a.performance_deadline and not a.on_spot, "协议没有写明履行期限。"
        ),
    ),
    Rule(
        "copies_few", "协议份数够", Aspect.AGREEMENT, _M, _agree("form"), _ACT_29,
        _made(
            lambda a, f: a.form is Form.WRITTEN and a.copies < copies(len(f.parties)),
            "协议份数不够：当事人各执一份，人民调解委员会留存一份。",
        ),
    ),
    Rule(
        "barred_terms", "没有不该写的约定", Aspect.LAW, _S, _agree("clauses"),
        "人民调解法第三条", _barred,
    ),
    Rule(
        "fee_charged", "没有收费", Aspect.LAW, _M, Place("overview"), "人民调解法第四条", _fee,
    ),
    Rule(
        "law_repealed", "没有引用废止的法律", Aspect.LAW, _S, _agree("facts"),
        "民法典第一千二百六十条", _old_law,
    ),
    Rule(
        "confirmation_bar", "内容可以司法确认", Aspect.LAW, _A, _agree("clauses"),
        "最高人民法院关于适用民事诉讼法的解释第三百五十五条", _bars,
    ),
    Rule(
        "party_unsigned", "当事人都签了名", Aspect.SIGNATURE, _M, _SIGN, _ACT_29,
        _in_signatures(
            _unsigned(Signer.PARTY), "协议上缺{name}的签名、盖章或者指印。", "signed"
        ),
    ),
    Rule(
        "mediator_unsigned", "调解员签了名", Aspect.SIGNATURE, _M, _SIGN, _ACT_29,
        _in_signatures(_unsigned(Signer.MEDIATOR), "协议上缺人民调解员{name}的签名。", "signed"),
    ),
    Rule(
        "seal_missing", "盖了调委会印章", Aspect.SIGNATURE, _M, _SIGN, _ACT_29,
        _in_signatures(_unsigned(Signer.SEAL), "协议上没有盖人民调解委员会的印章。", "signed"),
    ),
    Rule(
        "signed_early", "签章不早于协议", Aspect.SIGNATURE, _M, _SIGN, _DATES,
        _in_signatures(_signed_early, "{name}的签章日期早于达成协议的日期。", "signed_on"),
    ),
    Rule(
        "print_missing", "当事人按了指印", Aspect.SIGNATURE, _A, _SIGN, "人民调解文书填写说明",
        _no_print,
    ),
    Rule(
        "effect_by_hand", "生效日期由签章得出", Aspect.SIGNATURE, _A, _agree("effect_on"), _ACT_29,
        _made(lambda a, _: bool(a.effect_reason), "生效日期是手工指定的，请核对理由。"),
    ),
)  # fmt: skip
