"""Agreements (协议): must it be written, when does it take effect, is it clear, what bars court.

Everything here advises or computes; what is forbidden outright is decided by the services.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.codes import ClauseKind, Form, Signer
from mediation_desk.domain.money import Fen, format_yuan
from mediation_desk.domain.reference import DisputeType

_HARD = ("difficult", "major")
_ADVICE_SOURCE = "人民调解工作若干规定第三十四条"
_NOT_CONFIRMED = "最高人民法院关于适用民事诉讼法的解释第三百五十五条"
_VAGUE = re.compile(
    r"尽快|尽早|适当|酌情|合理(?:费用|期限|补偿)|若干|左右|尽量|争取|视情况|另行(?:协商|商定)"
)
_BARRED: tuple[tuple[str, str], ...] = (
    (
        r"离婚|(?:解除|确认|终止).{0,4}婚姻(?:关系)?|婚姻关系.{0,4}(?:解除|无效)",
        "涉及确认或者解除婚姻关系",
    ),
    (r"亲子关系|(?:是|系).{0,6}(?:亲生|生父|生母)", "涉及确认亲子关系"),
    (r"收养", "涉及确认或者解除收养关系"),
    (
        r"确权|(?:所有权|使用权|经营权|产权|权属).{0,8}(?:归|属于|属)|归.{1,20}?所有"
        r"|(?:山林|林地|土地|宅基地|房屋|界址|地界).{0,12}(?:归|属于)",
        "涉及确认物权归属",
    ),
    (r"(?:专利|商标|著作|版|知识产)权.{0,8}(?:归|属于|属|确认)", "涉及确认知识产权归属"),
    (r"破产|公示催告|宣告(?:失踪|死亡)", "涉及特别程序、公示催告程序或者破产程序"),
)


@dataclass(frozen=True, slots=True)
class WrittenReason:
    """Why an agreement must (`required`) or should be written."""

    sentence: str
    source: str
    required: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, or the seal, that is needed; `signed_on` None while it is missing."""

    signer: Signer
    name: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Effect:
    """When an agreement took effect; None with the list of what is still missing."""

    on: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """One promise as typed: who does what for whom, how much (分), by when, how, and what if not.

    `breach` None: nobody asks what happens where the promise is not kept.
    """

    kind: ClauseKind
    text: str
    obligor: str = ""
    obligee: str = ""
    amount: Fen | None = None
    due: str = ""
    method: str = ""
    breach: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason a court may refuse to confirm the agreement."""

    sentence: str
    source: str


def must_be_written(
    dispute_type: DisputeType | None,
    *,
    performed_on_spot: bool,
    difficulty: str = "",
    party_asks: bool = False,
) -> tuple[WrittenReason, ...]:
    """Return the reasons for a written agreement, binding ones first; none: oral is fine.

    Labour, land contracting and medical agreements must be written by statute (the article is the
    type's `written_source`). The rest is advice: the Act (art 28) leaves it to the parties.
    """
    reasons: list[WrittenReason] = []
    if dispute_type is not None and dispute_type.written_source:
        sentence = f"“{dispute_type.label}”达成协议的，应当制作书面调解协议。"
        reasons.append(WrittenReason(sentence, dispute_type.written_source, required=True))
    if party_asks:
        reasons.append(_advice("有当事人要求制作书面协议。"))
    if not performed_on_spot:
        reasons.append(_advice("协议不能即时履行，宜制作书面协议。"))
    if difficulty in _HARD:
        reasons.append(_advice("案情疑难或者重大，宜制作书面协议。"))
    return tuple(reasons)


def effect_date(form: Form, reached_on: date, signatures: Sequence[Signature]) -> Effect:
    """Return the day of effect: oral on reaching it (Act art 30), written when all have signed.

    Written (Act art 29): the latest of every party's and mediator's signature and the committee's
    seal; the recorder's signature is wanted on paper but not for effect.
    """
    if form is Form.ORAL:
        return Effect(reached_on, ())
    needed = [item for item in signatures if item.signer is not Signer.RECORDER]
    missing = [_missing(item) for item in needed if item.signed_on is None]
    present = {item.signer for item in needed}
    for signer in (Signer.PARTY, Signer.MEDIATOR, Signer.SEAL):
        if signer not in present:
            missing.append(signer.label if signer is Signer.SEAL else f"{signer.label}签名")
    days = [item.signed_on for item in needed if item.signed_on is not None]
    return Effect(None if missing else max(days), tuple(missing))


def copies(parties: int, *, extra: int = 0) -> int:
    """Return the number of copies: one for every party, one for the committee (Act art 29)."""
    return parties + 1 + extra


def clause_questions(clause: ClauseFacts) -> tuple[str, ...]:
    """Return what a clause leaves open: who, what, how much, by when, how.

    A court dismisses an unclear agreement (民事诉讼法解释 art 358): asked before signing.
    """
    if not clause.text.strip():
        return ("这一条没有内容。",)
    questions: list[str] = []
    if clause.kind is not ClauseKind.STATEMENT and not clause.obligor.strip():
        questions.append("由谁履行？")
    if clause.kind is ClauseKind.PAYMENT:
        questions.extend(_payment_questions(clause))
    if clause.kind in (ClauseKind.PAYMENT, ClauseKind.ACT) and not clause.due.strip():
        questions.append("什么时候履行完？")
    acts = clause.kind in (ClauseKind.PAYMENT, ClauseKind.ACT)
    if acts and clause.breach is not None and not clause.breach.strip():
        questions.append("到期没有履行怎么办（可以不写）？")
    vague = list(dict.fromkeys(_VAGUE.findall(clause.text)))
    if vague:
        questions.append(f"“{'”“'.join(vague)}”不够明确，能否写成具体的数额、日期或者做法？")
    return tuple(questions)


def payment_words(clause: ClauseFacts, *, parts: int = 0, months: int = 0) -> str:
    """Return 乙应当于2025年3月20日前向甲支付1,500.00元。; "" where payer, payee or sum is missing.

    With `parts` it is paid so many times, with `months` again and again; the days and sums of the
    instalments stand beside the sentence, as data.
    """
    who = clause.obligor.strip() and clause.obligee.strip()
    if clause.kind is not ClauseKind.PAYMENT or not who or not clause.amount:
        return ""
    each = f"每{months}个月" if months else ""
    first = f"（第一次{clause.due}）" if months and clause.due else ""
    due = f"于{clause.due}" if clause.due and not months and parts < 2 else ""
    often = f"，分{parts}期付清" if parts > 1 else ""
    paid = f"支付{format_yuan(clause.amount)}元"
    return f"{clause.obligor}应当{each}{first}{due}向{clause.obligee}{paid}{often}。"


def confirmation_bars(dispute_type: DisputeType | None, text: str) -> tuple[Bar, ...]:
    """Return why a court may not confirm: by the type, and by words found in the terms.

    The words are only hints to look twice; they never forbid the agreement itself.
    """
    bars: list[Bar] = []
    if dispute_type is not None and dispute_type.confirmation_bar:
        bars.append(Bar(dispute_type.confirmation_bar, _NOT_CONFIRMED))
    for pattern, subject in _BARRED:
        found = re.search(pattern, text)
        if found:
            sentence = f"协议里的“{found[0]}”{subject}，这部分内容人民法院可能不予司法确认。"
            bars.append(Bar(sentence, _NOT_CONFIRMED))
    return tuple(bars)


def _advice(sentence: str) -> WrittenReason:
    return WrittenReason(sentence, _ADVICE_SOURCE, required=False)


def _missing(item: Signature) -> str:
    if item.signer is Signer.SEAL:
        return item.signer.label
    return f"{item.signer.label}{item.name}签名"


def _payment_questions(clause: ClauseFacts) -> list[str]:
    questions = []
    if not clause.obligee.strip():
        questions.append("付给谁？")
    if not clause.amount:
        questions.append("金额是多少？")
    if not clause.method.strip():
        questions.append("怎么支付（现金、转账到哪个账户）？")
    return questions
