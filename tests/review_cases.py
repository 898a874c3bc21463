"""Cases with nothing wrong in them, for the rules of the dossier check to be tried on."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import (
    Capacity,
    ClauseKind,
    ConfirmationResult,
    Form,
    Origin,
    PartyKind,
    Role,
    SessionResult,
    Sex,
    Side,
    Signer,
    Willingness,
)
from mediation_desk.domain.identity import RESIDENT_CARD
from mediation_desk.domain.reference import DisputeType
from mediation_desk.domain.review.facts import (
    Agreement,
    Clause,
    Confirmation,
    Due,
    Guest,
    Inquiry,
    Mediator,
    Paper,
    Party,
    ReviewFacts,
    Scan,
    Session,
    Signed,
    Visit,
)
from mediation_desk.paths import find
from mediation_desk.services.reference import Reference

NUMBER = "（2025）泾示人调字第003号"


def party(key: str, name: str, side: Side, number: str) -> Party:
    """Return a person with everything on record."""
    return Party(
        id=key,
        name=name,
        side=side,
        kind=PartyKind.NATURAL,
        sex=Sex.MALE,
        born_on=date(1968, 5, 17),
        ethnicity="01",
        id_kind=RESIDENT_CARD,
        id_number=number,
        phone=f"1380000{number[-4:]}".replace("X", "0"),
        occupation="务农",
        address="示例镇样板村",
        credit_code="",
        legal_representative="",
        capacity=Capacity.FULL,
        willingness=Willingness.WILLING,
    )


EAST = party("p1", "邻样东", Side.APPLICANT, "341823196805179074")
WEST = party("p2", "邻样西", Side.RESPONDENT, "341823197108209092")
FIRM = replace(
    party("p3", "示例建设有限公司", Side.RESPONDENT, "91341823MA9YYYY09P"),
    kind=PartyKind.LEGAL,
    id_number="",
    credit_code="91341823MA9YYYY09P",
    legal_representative="法样人",
)


def held(ordinal: int, day: int, result: SessionResult) -> Session:
    """Return a morning's session in March 2025 with both there."""
    return Session(
        ordinal=ordinal,
        held_at=datetime(2025, 3, day, 9, 0, tzinfo=CHINA),
        ended_at=datetime(2025, 3, day, 11, 0, tzinfo=CHINA),
        place="示例镇调解室",
        present_ids=("p1", "p2"),
        absent_note="",
        record=f"第{ordinal}次：告知双方权利义务，双方陈述经过，调解员核对现场照片，商量修墙的办法。",
        result=result,
        recorded_by="调样乙",
    )


def signed(role: Signer, key: str, name: str) -> Signed:
    """Return a signature given on the day of the agreement."""
    manner = "盖章" if role is Signer.SEAL else "签名并按指印"
    return Signed(role, key, name, date(2025, 3, 10), manner, "")


def paper(kind: str, session: int = 0, day: date = date(2025, 3, 10)) -> Paper:
    """Return a paper that was printed under the case's number."""
    return Paper(kind, f"文书{kind}", session, NUMBER, day)


AGREEMENT = Agreement(
    form=Form.WRITTEN,
    reached_on=date(2025, 3, 10),
    facts="邻样西家的出水口对着邻样东家院墙，墙体受潮开裂。",
    disputed_matters="出水口的位置和墙体损失。",
    responsibility="出水口由邻样西改建，墙体受潮由其负责。",
    performance_manner="现金支付",
    performance_deadline="2025年3月31日前",
    on_spot=False,
    party_asked_written=False,
    copies=3,
    effect_on=date(2025, 3, 10),
    effect_reason="",
    clauses=(
        Clause(
            ordinal=1,
            kind=ClauseKind.PAYMENT,
            content="邻样西于2025年3月20日前赔偿邻样东修墙费用1500元。",
            debtor="邻样西",
            creditor="邻样东",
            amount_fen=150_000,
            due="2025-03-20",
            due_on=date(2025, 3, 20),
            manner="现金",
            period_months=0,
            parts=(100_000, 50_000),
        ),
    ),
    dues=(
        Due(1, date(2025, 3, 20), 100_000, date(2025, 3, 18), True),
        Due(1, date(2025, 3, 31), 50_000, date(2025, 3, 30), True),
    ),
    signers=(
        signed(Signer.PARTY, "p1", "邻样东"),
        signed(Signer.PARTY, "p2", "邻样西"),
        signed(Signer.MEDIATOR, "m1", "调样甲"),
        signed(Signer.SEAL, "", ""),
    ),
    confirm_until=date(2025, 4, 9),
)

REFERENCE = Reference(find().resources)
_COVERS = (paper("cover"), paper("back_cover"), paper("registration"))
_RECORDS = (paper("record", 1), paper("record", 2))

WRITTEN = ReviewFacts(
    today=date(2025, 12, 31),
    number=NUMBER,
    series="",
    items=(*REFERENCE.dossier, *REFERENCE.dossier_covers),
    title="邻样东与邻样西邻里纠纷",
    type=DisputeType("neighbour", "邻里"),
    source_group="application",
    delegated=False,
    source_reference="",
    origin=Origin.APPLICATION,
    difficulty="general",
    occurred_on=date(2025, 2, 20),
    place="示例镇样板村",
    facts="2025年2月20日下雨，邻样西家改道的排水沟把水引到邻样东家院墙下，墙体受潮，两家争吵。",
    disputed_matters="出水口的位置和墙体损失。",
    requests=("赔偿修墙费用",),
    registered_on=date(2025, 3, 3),
    accepted_on=date(2025, 3, 3),
    refusal_reason="",
    refused=False,
    limit_on=date(2025, 4, 2),
    extended_to=None,
    extension_reason="",
    terminated_on=None,
    termination_ground="",
    remedies=(),
    closed_on=date(2025, 4, 1),
    retention="long",
    parties=(EAST, WEST),
    mediators=(Mediator("调样甲", Role.LEAD, date(2025, 3, 3), None, ("13900000001", "")),),
    guests=(Guest("邻样老", True),),
    sessions=(held(1, 6, SessionResult.CONTINUE), held(2, 10, SessionResult.AGREED)),
    agreement=AGREEMENT,
    confirmations=(
        Confirmation(
            date(2025, 3, 20), ConfirmationResult.VALID, date(2025, 3, 28), "（2025）皖示调确字1号"
        ),
    ),
    papers=(
        *_COVERS,
        *_RECORDS,
        *map(paper, ("notice", "investigation", "agreement", "follow_up")),
    ),
    inquiries=(Inquiry("邻样北", "调样甲、调样乙", date(2025, 3, 5)),),
    visits=(Visit(date(2025, 3, 25), False, ""),),
    follow_up_days=15,
    scans=(
        Scan("identity", "身份证复印件", "邻样东、邻样西", "身份"),
        Scan("evidence", "院墙照片", "邻样东", "墙体受潮"),
        Scan("agreement", "协议书签字件", "调委会", "协议"),
    ),
)

ORAL = replace(
    WRITTEN,
    number="（2025）泾示人调口字第003号",
    series="口",
    sessions=(),
    confirmations=(),
    agreement=replace(
        AGREEMENT, form=Form.ORAL, on_spot=True, responsibility="", signers=(), copies=0
    ),
    papers=tuple(
        replace(paper(kind), number="（2025）泾示人调口字第003号")
        for kind in ("oral_agreement", "follow_up")
    ),
)

FAILED = replace(
    WRITTEN,
    agreement=None,
    confirmations=(),
    terminated_on=date(2025, 3, 20),
    termination_ground="divergence",
    remedies=("可以向人民法院起诉",),
    sessions=(held(1, 6, SessionResult.CONTINUE), held(2, 10, SessionResult.FAILED)),
    papers=(*_COVERS, *_RECORDS, *map(paper, ("notice", "investigation", "termination_notice"))),
)

REFUSED = replace(
    FAILED,
    number="",
    accepted_on=None,
    limit_on=None,
    terminated_on=None,
    termination_ground="",
    remedies=(),
    mediators=(),
    guests=(),
    sessions=(),
    refused=True,
    refusal_reason="对方明确拒绝，已告知可以向人民法院起诉。",
    papers=(replace(paper("refusal_notice"), number=""),),
)


def changed(case: ReviewFacts = WRITTEN, **changes: Any) -> ReviewFacts:
    """Return a case with some of its facts changed."""
    return replace(case, **changes)


def party_changed(which: int = 1, case: ReviewFacts = WRITTEN, **changes: Any) -> ReviewFacts:
    """Return a case with one party changed."""
    parties = list(case.parties)
    parties[which] = replace(parties[which], **changes)
    return replace(case, parties=tuple(parties))


def session_changed(which: int = 1, case: ReviewFacts = WRITTEN, **changes: Any) -> ReviewFacts:
    """Return a case with one session changed."""
    sessions = list(case.sessions)
    sessions[which] = replace(sessions[which], **changes)
    return replace(case, sessions=tuple(sessions))


def agreement_changed(case: ReviewFacts = WRITTEN, **changes: Any) -> ReviewFacts:
    """Return a case with its agreement changed."""
    assert case.agreement is not None
    return replace(case, agreement=replace(case.agreement, **changes))


def clause_changed(**changes: Any) -> ReviewFacts:
    """Return a case with its one clause changed."""
    return agreement_changed(clauses=(replace(AGREEMENT.clauses[0], **changes),))


def signer_changed(which: int, **changes: Any) -> ReviewFacts:
    """Return a case with one signature changed."""
    signers = list(AGREEMENT.signers)
    signers[which] = replace(signers[which], **changes)
    return agreement_changed(signers=tuple(signers))


def without_paper(kind: str, case: ReviewFacts = WRITTEN) -> ReviewFacts:
    """Return a case that lacks the papers of a kind."""
    return replace(case, papers=tuple(one for one in case.papers if one.kind != kind))


def without_scan(slot: str, case: ReviewFacts = WRITTEN) -> ReviewFacts:
    """Return a case that lacks the scans of an item."""
    return replace(case, scans=tuple(one for one in case.scans if one.slot != slot))


def scan_changed(which: int, **changes: Any) -> ReviewFacts:
    """Return a case with one scan changed."""
    scans = list(WRITTEN.scans)
    scans[which] = replace(scans[which], **changes)
    return replace(WRITTEN, scans=tuple(scans))
